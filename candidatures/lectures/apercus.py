"""The draft in one PDF: what is ready, what is to be made, what it says."""

from dataclasses import dataclass

from candidatures.models import ApercuDuDossier, Candidature
from candidatures.models.depot import empreinte_canonique

from .saisie import brouillon
from .situation import situation
from .verification import ARelire, a_relire


@dataclass(frozen=True)
class DossierImprime:
    """What the PDF says: the draft and who will read it, where it stands. ``situation``: that of no reader in particular."""

    candidature: Candidature
    relu: ARelire
    situation: object
    empreinte: str


def empreinte_du_brouillon(brouillon, situation):
    """Return a hash of all that the PDF of a draft says, its mark included."""
    pieces = sorted((piece.emplacement, piece.fichier.nom, piece.sha256) for piece in brouillon.pieces)
    etat = [situation.version_qui_compte, situation.est_a_jour, situation.est_retiree, situation.manquent]
    return empreinte_canonique({"contenus": brouillon.contenus, "pieces": pieces, "etat": etat})


def dossier_a_imprimer(candidature):
    """Return the ``DossierImprime`` of a candidature whose PDF its own team asked for."""
    lu = brouillon(candidature)
    ou_en_est = situation(candidature, None, brouillon=lu)
    return DossierImprime(candidature, a_relire(lu), ou_en_est, empreinte_du_brouillon(lu, ou_en_est))


def empreinte_actuelle(candidature):
    """Return the hash of what the PDF would say now."""
    lu = brouillon(candidature)
    return empreinte_du_brouillon(lu, situation(candidature, None, brouillon=lu))


def apercu_de(candidature, empreinte):
    """Return the PDF of a candidature that says this, made or not, or ``None``."""
    return (
        ApercuDuDossier.objects.filter(candidature=candidature, empreinte=empreinte).select_related("fichier").first()
    )


def apercus_a_produire(lot=5):
    """Return those that a team waits for, oldest first."""
    dus = ApercuDuDossier.objects.a_produire().select_related("candidature__edition", "candidature__thematique")
    return list(dus.order_by("demande_le", "pk")[:lot])


def apercus_perimes(instant, lot=50):
    """Return those whose day is over."""
    return list(ApercuDuDossier.objects.perimes(instant).select_related("fichier").order_by("pk")[:lot])
