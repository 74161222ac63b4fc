"""Labels: what the public may verify, what staff and laureates follow, what is due."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import BooleanField, DateField, DateTimeField, Exists, OuterRef, Prefetch, Q, Subquery
from django.http import Http404

from amihr.editions.models import Edition
from amihr.horloge import jour_de_paris
from amihr.socle.requetes import ConditionCompilee, Parametre, ValeurCompilee
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Etat
from catalogue.models import Format, Label, MacaronProduit, RetraitLabel
from catalogue.models.label import est_actif, est_publie
from catalogue.regles.code import code_saisi
from catalogue.regles.duree import est_en_vigueur, etat_du_label
from catalogue.regles.suivi import dit_a_l_equipe
from evaluation.models import Decision, Sens, Suite

LOURDS = ("edition__formulaire", "edition__reglages", "edition__chiffres")

# What the pages that anybody opens, one label at a time, ask each time: compiled once.
INSTANT, JOUR = Parametre("instant", DateTimeField()), Parametre("jour", DateField())
PUBLIE = ConditionCompilee(Label, lambda: est_publie(INSTANT))
ACTIF = ConditionCompilee(Label, lambda: est_actif(INSTANT, JOUR))
A_DES_RETRAITS = ValeurCompilee(
    Label,
    lambda labels: labels.annotate(valeur=Exists(RetraitLabel.objects.filter(label=OuterRef("pk")).order_by())),
    champ=BooleanField(),
)


def _jour_de_la_commission(labels):
    seances = Decision.objects.filter(candidature=OuterRef("candidature_id")).order_by().values("seance__jour")
    return labels.annotate(valeur=Subquery(seances))


JOUR_DE_LA_COMMISSION = ValeurCompilee(Label, _jour_de_la_commission, champ=DateField())


@dataclass(frozen=True)
class EtatLu:
    """A label as it stands at one instant: what every page, badge and feed says of it."""

    label: Label
    etat: str
    jour: object
    retraits: tuple = ()
    retire_le: object = None

    @property
    def version(self):
        """What the strong ETag covers: state now, day in Paris, content."""
        label = self.label
        retraits = [(r.pk, r.effet_le, r.leve_le) for r in self.retraits]
        return (label.pk, self.etat, self.jour, retraits, label.edition.modifiee_le, label.edition.nom)


def lire_etat(label, instant):
    """Return the ``EtatLu`` of a label.

    Its withdrawals are prefetched, or read here; where ``a_des_retraits`` is known to be false, nothing is asked.
    """
    jour = jour_de_paris(instant)
    retraits = tuple(label.retraits.all()) if getattr(label, "a_des_retraits", True) else ()
    etat = etat_du_label(label.debut, label.fin, jour=jour, instant=instant, retraits=retraits)
    en_vigueur = next((r for r in retraits if est_en_vigueur(r, instant)), None)
    return EtatLu(label, etat, jour, retraits, jour_de_paris(en_vigueur.effet_le) if en_vigueur else None)


def _labels(*avec):
    labels = Label.objects.select_related("edition", "thematique", "fiche", *avec)
    return labels.defer(*LOURDS, "fiche__contenu", "fiche__recherche")


def _labels_suivis():
    """Labels with the decision and the act they come from: for staff and for their own holder only."""
    retraits = Prefetch("retraits", RetraitLabel.objects.order_by("effet_le", "pk"))
    return _labels("candidature__decision__acte").prefetch_related(retraits)


def label_public(saisie, instant):
    """Return the ``EtatLu`` of the published label of that code, or ``None``.

    ``label.commission_le`` is the day of the commission that decided it: its fiche says that day too (see Q34).
    Malformed, unknown and embargoed codes ask the same statement and get the same answer (T7, T9).
    """
    labels = _labels().annotate(a_des_retraits=A_DES_RETRAITS(), commission_le=JOUR_DE_LA_COMMISSION())
    label = labels.filter(PUBLIE(instant=instant), code=code_saisi(saisie) or "").first()
    return lire_etat(label, instant) if label else None


def label_d_une_fiche(slug, instant):
    """Return the ``EtatLu`` of the label in force whose published fiche has that slug, fiche included, or ``None``."""
    labels = Label.objects.select_related("edition", "thematique", "fiche__logo__derive").defer(
        *LOURDS, "fiche__recherche"
    )
    actifs = labels.filter(ACTIF(instant=instant, jour=jour_de_paris(instant)), fiche__slug=slug)
    label = actifs.annotate(a_des_retraits=A_DES_RETRAITS()).first()
    return lire_etat(label, instant) if label else None


def _decisions_sans_label():
    favorables = Decision.objects.filter(suite=Suite.NOTIFIEE, sens=Sens.LABELLISEE, candidature__label=None)
    return favorables.filter(candidature__etat=Etat.LABELLISEE)  # not disqualified since (see R10)


def labels_a_delivrer(edition):
    """Return the decisions that make a label due: favourable, notified, without a label yet."""
    return _decisions_sans_label().filter(candidature__edition=edition).order_by("candidature__titre", "pk")


def editions_a_servir():
    """Return the editions where some label is due."""
    dues = _decisions_sans_label().order_by().values("candidature__edition")
    return Edition.objects.filter(pk__in=dues).order_by("slug")


def avis_de_publication_dus(instant):
    """Return the labels that everybody may know, in force, and whose team has not been told yet, by title."""
    actifs = Label.objects.actifs(instant, jour_de_paris(instant))
    return actifs.filter(annonce_le=None).order_by("solution", "pk")


def macarons_a_produire(instant, lot=20):
    """Return the labels that everybody may know, in force, whose badge has not been made in every format, by title.

    A badge is kept as it was made: drawn of a label withdrawn, it would say so for ever, even once restored.
    """
    faits = MacaronProduit.objects.filter(label=OuterRef("pk")).order_by()
    complets = [Q(Exists(faits.filter(format=format_))) for format_ in Format]
    actifs = _labels().actifs(instant, jour_de_paris(instant))
    return actifs.exclude(reduce(and_, complets)).order_by("solution", "pk")[:lot]


def macaron_produit(label, format_):
    """Return the stored file of a label's badge, or ``None`` while it is being made."""
    produit = MacaronProduit.objects.filter(label=label, format=format_).select_related("fichier").first()
    return produit.fichier if produit else None


def labels_de_la_region(personne, edition, instant):
    """Return the ``EtatLu`` of the labels of an edition whose dossiers ``personne`` may work on, by title.

    Before the publication only those people know of them; a déporté never finds one here (T5).
    """
    dossiers = acces.dossiers_accessibles(personne, Action.INSTRUIRE, instant)
    labels = _labels_suivis().filter(edition=edition, candidature__in=dossiers)
    return [lire_etat(label, instant) for label in labels.order_by("fiche__cle_de_tri", "pk")]


def label_de_la_region(personne, edition, saisie, instant):
    """Return the ``EtatLu`` of one of those labels. Raises ``Http404``."""
    dossiers = acces.dossiers_accessibles(personne, Action.INSTRUIRE, instant)
    label = _labels_suivis().filter(edition=edition, candidature__in=dossiers, code=code_saisi(saisie) or "").first()
    if label is None:
        raise Http404
    return lire_etat(label, instant)


def nombre_a_delivrer(personne, edition, instant):
    """Return how many labels are due among the dossiers that ``personne`` may work on."""
    dossiers = acces.dossiers_accessibles(personne, Action.INSTRUIRE, instant)
    return labels_a_delivrer(edition).filter(candidature__in=dossiers).count()


def label_suivi(personne, cle, instant):
    """Return the ``EtatLu`` of a label of one's own candidature, by reference or by code. Raises ``Http404``."""
    dossiers = acces.dossiers_accessibles(personne, Action.SUIVRE, instant)
    labels = _labels_suivis().filter(candidature__in=dossiers)
    label = labels.filter(Q(candidature__reference=cle) | Q(code=code_saisi(cle) or "")).first()
    if label is None:
        raise Http404
    return lire_etat(label, instant)


def dits_aux_equipes(candidatures, instant):
    """Return ``{pk of the candidature: (short, sentence)}`` of their labels, for their own teams."""
    retraits = Prefetch("retraits", RetraitLabel.objects.order_by("effet_le", "pk"))
    lus = [
        lire_etat(label, instant)
        for label in Label.objects.filter(candidature__in=candidatures).prefetch_related(retraits)
    ]
    return {lu.label.candidature_id: dit_a_l_equipe(lu.etat, lu.label.fin, lu.retire_le) for lu in lus}


def publication_de(label):
    """Return the instant from which everybody may know of a label, or ``None``: code and badge appear then (T7)."""
    return label.candidature.decision.publication_le


def label_du_courrier(courrier, instant):
    """Return the label in force that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    actifs = Label.objects.actifs(instant, jour_de_paris(instant))
    labels = actifs.filter(pk=courrier.cle_de_l_objet, candidature__in=suivies)
    return labels.select_related("edition", "candidature").first()


def retrait_du_courrier(courrier, instant):
    """Return the withdrawal that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    retraits = RetraitLabel.objects.filter(pk=courrier.cle_de_l_objet, label__candidature__in=suivies)
    return retraits.select_related("label__edition", "label__candidature").first()
