"""What fictional candidates do, and what the Région does of their dossiers: each through the real actes, now."""

import uuid

from amihr import horloge
from candidatures import acces
from candidatures.acces import Action
from candidatures.actes import depot, instruction, saisie
from candidatures.lectures import brouillon, documents_a_accepter
from candidatures.models import Droit, Equipier, Etat
from candidatures.regles.instruction import points_a_examiner


def joindre(candidature, emplacement, fichier, *, par):
    """Join one file, dated of the day; its content is checked for real."""
    saisie.joindre(
        candidature, emplacement, fichier, par=par, date_du_document=horloge.jour_de_paris(horloge.maintenant())
    )


def porteur_de(candidature):
    """Whoever may file this candidature."""
    return Equipier.objects.actifs().filter(candidature=candidature, droit=Droit.DEPOSER).first().personne


def deposer(candidature):
    """File what the draft shows now. Raises ActeRefuse as the acte does."""
    montre = brouillon(candidature)
    return depot.deposer(
        candidature, par=porteur_de(candidature), revisions=montre.revisions, pieces=[p.pk for p in montre.pieces],
        acceptation=documents_a_accepter(candidature.edition, horloge.maintenant()), cle=uuid.uuid4(),
    )  # fmt: skip


def instruire(candidature, dossier, *, par):
    """Read one dossier, then examine it to the conclusion that its file tells. Returns it once admitted, else None.

    Taken up where it was left: a dossier already received is examined for its eligibility only.
    """
    acces.consulter(par, candidature.reference, Action.LIRE_ADMINISTRATIF)
    for examen, conclure, refuser in (
        ("recevabilite", instruction.recevoir, instruction.declarer_irrecevable),
        ("eligibilite", instruction.admettre, instruction.declarer_ineligible),
    ):
        if examen == "recevabilite" and candidature.etat == Etat.RECEVABLE:
            continue
        grief = dossier.get("point") if dossier.get("point", [""])[0] == examen else None
        points = {p.code: ("conforme", "") for p in points_a_examiner(candidature.edition.formulaire, examen)}
        if grief:
            points[grief[1]] = ("non_conforme", grief[2])
        instruction.examiner(candidature, examen, points, par=par)
        if grief:
            refuser(candidature, dossier["motif"], par=par)
            return None
        conclure(candidature, par=par)
    candidature.refresh_from_db()
    return candidature
