"""Who has still to be told something by mail: an answer, the calibration, dossiers to know of. And what a mail may still say."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from amihr.editions.models import Edition
from amihr.habilitations.engagements import a_signe
from amihr.habilitations.models import Membre
from amihr.horloge import jour_de_paris
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Etat, Repartition
from evaluation.models import (
    AvisDeCalibrage,
    Calibrage,
    EtatEvaluation,
    Evaluation,
    GrilleDeCalibrage,
    MessageDeLecture,
    RappelDeConnaissance,
    ReponseAnnoncee,
    Voix,
)
from evaluation.regles.avis import peut_annoncer, rappel_de_calibrage, rappel_de_connaissance_echu
from evaluation.regles.calibrage import AUCUN, RANGS, choix_de, est_exige

from .connaissance import siege_a_informer, sieges_et_connaissance

EN_LECTURE = (Etat.ELIGIBLE, Etat.EN_EVALUATION)  # once a dossier is decided, its discussion is over


def _sieges(edition, instant):
    """The seats whose holder has signed and may come."""
    sieges = Membre.objects.en_fonction().filter(edition=edition, personne__est_active=True)
    sieges = sieges.filter(a_signe(edition, instant))
    return list(sieges.select_related("personne").order_by("pk"))


def reponses_a_annoncer(instant):
    """Return ``[(edition, person, [messages])]``: what readers of a dossier do not know of yet and may be told now.

    Whoever signs or answers about their links later is told then; nothing once the day of the commission is over.
    """
    dites = MessageDeLecture.objects.filter(voix=Voix.SECRETARIAT, candidature__etat__in=EN_LECTURE)
    editions = Edition.objects.filter(pk__in=dites.order_by().values("candidature__edition")).defer("formulaire")
    return [
        (edition, personne, messages)
        for edition in editions.order_by("pk")
        if not _est_finie(edition, instant)
        for personne, messages in _par_lecteur(
            edition, list(dites.filter(candidature__edition=edition).order_by("pk")), instant
        )
    ]


def _par_lecteur(edition, dites, instant):
    sieges = _sieges(edition, instant)
    dossiers = list({dite.candidature_id for dite in dites})
    lisent = acces.lecteurs(sieges, dossiers, instant)
    faites = ReponseAnnoncee.objects.filter(message__candidature__edition=edition)
    sues = set(faites.values_list("message", "personne"))
    derniers = dict(faites.order_by().values("personne").annotate(le=Max("jour")).values_list("personne", "le"))
    for siege in sieges:
        neuves = [
            dite
            for dite in dites
            if siege.pk in lisent[dite.candidature_id]
            and (dite.pk, siege.personne_id) not in sues
            and dite.par_id != siege.personne_id
        ]
        if neuves and peut_annoncer(derniers.get(siege.personne_id), instant):
            yield siege.personne, neuves


@dataclass(frozen=True)
class ReponsesDuJour:
    """What a mail tells of: how many answers its reader may read."""

    edition: Edition
    combien: int


def reponses_du_courrier(courrier, instant):
    """Return the ``ReponsesDuJour`` of a mail, those on dossiers that its recipient still reads; ``None`` without any."""
    _, edition, jour = courrier.objet.split(":")
    dossiers = acces.dossiers_accessibles(courrier.personne, Action.LIRE, instant).filter(edition=edition)
    siennes = ReponseAnnoncee.objects.filter(
        personne=courrier.personne, jour=date.fromisoformat(jour), message__candidature__in=dossiers
    )
    combien = siennes.count()
    return ReponsesDuJour(Edition.objects.get(pk=edition), combien) if combien else None


def avis_de_calibrage_dus(instant):
    """Return ``[(edition, reminder or None, [people])]``: who has to score the fictional dossiers and is not told yet.

    Without a reminder: the calibration is open. Whoever signs later is told then.
    """
    trouves = []
    for calibrage in Calibrage.objects.filter(clos_le=None).select_related("edition").order_by("pk"):
        edition = calibrage.edition
        if choix_de(edition) == AUCUN or _est_finie(edition, instant):
            continue
        par_rappel = defaultdict(list)
        for personne, rappel in _a_prevenir(calibrage, instant):
            par_rappel[rappel].append(personne)
        trouves += [(edition, rappel, gens) for rappel, gens in par_rappel.items()]
    return trouves


def _est_finie(edition, instant):
    """Tell whether a call is cancelled, or the day of its commission over: its members have nothing to prepare any more."""
    est_passee = edition.commission_le is not None and edition.commission_le < jour_de_paris(instant)
    return est_passee or edition.est_annulee(instant)


def _a_prevenir(calibrage, instant):
    sieges = _sieges(calibrage.edition, instant)
    faits = AvisDeCalibrage.objects.filter(edition=calibrage.edition).order_by()
    derniers = dict(faits.values("personne").annotate(le=Max("poste_le")).values_list("personne", "le"))
    deja = set(faits.values_list("personne", "dernier_jour", "jours"))
    remises = _remises(calibrage.edition_id)
    for siege in sieges:
        if siege.pk in remises:
            continue
        if (siege.personne_id, None, None) not in deja:
            yield siege.personne, None
            continue
        rappel = rappel_de_calibrage(calibrage.avant_le, instant, derniers.get(siege.personne_id))
        if rappel and (siege.personne_id, rappel.dernier_jour, rappel.jours) not in deja:
            yield siege.personne, rappel


def _remises(edition_id):
    """The seats whose grids are all submitted."""
    grilles = GrilleDeCalibrage.objects.filter(dossier__edition=edition_id).order_by().values("membre")
    remises = grilles.annotate(n=Count("pk", filter=Q(etat=EtatEvaluation.SOUMISE))).filter(n=len(RANGS))
    return set(remises.values_list("membre", flat=True))


def avis_du_courrier(courrier, instant):
    """Return the ``AvisDeCalibrage`` of a mail while its recipient has grids to submit, with ``avant_le``; else ``None``."""
    avis = AvisDeCalibrage.objects.filter(pk=courrier.cle_de_l_objet, personne=courrier.personne)
    avis = avis.select_related("edition").first()
    calibrage = avis and Calibrage.objects.filter(edition=avis.edition_id, clos_le=None).first()
    if not calibrage or choix_de(avis.edition) == AUCUN:
        return None
    siege = acces.siege_engage(courrier.personne, avis.edition, instant)
    if siege is None or siege.pk in _remises(avis.edition_id):
        return None
    avis.avant_le = calibrage.avant_le
    avis.est_exige = est_exige(avis.edition, a_deja_note=Evaluation.objects.filter(membre=siege).exists())
    return avis


def connaissances_dues(instant):
    """Return ``[(edition, change_le, [people])]``: who has still to say that they know their dossiers, and is not reminded yet.

    Nothing once the day of the commission is over.
    """
    partagees = Repartition.objects.en_vigueur().select_related("edition").order_by("edition")
    editions = [repartition.edition for repartition in partagees]
    trouves = []
    for edition in editions:
        if not _est_finie(edition, instant):
            trouves += _sans_connaissance(edition, instant)
    return trouves


def _sans_connaissance(edition, instant):
    rappeles = set(RappelDeConnaissance.objects.filter(edition=edition).values_list("personne", "change_le"))
    sieges = sieges_et_connaissance(edition).filter(a_signe(edition, instant), personne__est_active=True)
    par_changement = defaultdict(list)
    for siege in sieges.select_related("personne").order_by("pk"):
        est_du = rappel_de_connaissance_echu(siege.change_le, siege.connue_le, instant)
        if est_du and (siege.personne_id, siege.change_le) not in rappeles:
            par_changement[siege.change_le].append(siege.personne)
    return [(edition, change_le, gens) for change_le, gens in par_changement.items()]


def connaissance_du_courrier(courrier, instant):
    """Return the ``RappelDeConnaissance`` of a mail while its recipient has that very list to acknowledge; else ``None``."""
    rappels = RappelDeConnaissance.objects.filter(pk=courrier.cle_de_l_objet, personne=courrier.personne)
    rappel = rappels.select_related("edition").first()
    siege = rappel and siege_a_informer(courrier.personne, rappel.edition)
    if siege is None or siege.change_le != rappel.change_le:
        return None
    return rappel if siege.connue_le is None or siege.connue_le < siege.change_le else None
