"""The calibration: fictional dossiers written, opened to the members, scored on the common grid, closed."""

from django.db import transaction

from amihr import horloge
from amihr.habilitations.models import Membre
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from evaluation.lectures.calibrage import (
    calibrage_lu,
    dossier_ouvert_ou_404,
    engage_ou_404,
    parties_a_ecrire,
    saisie_du_calibrage,
)
from evaluation.lectures.grilles import grille_lue
from evaluation.models import Calibrage, DossierDeCalibrage, EtatEvaluation, GrilleDeCalibrage
from evaluation.regles.calibrage import AUCUN, RANGS, choix_de
from evaluation.regles.completude import ligne_de_notes

from .saisie import a_garder, cellules, est_deja_enregistree


@acte
def ecrire(edition, rang, *, titre, structure, textes, par):
    """Write the fictional dossier of that rank, or write it anew; ``textes``: ``{slug of a part: text}``.

    Effects, in order: dossier, journal. Raises ``Http404`` (no such rank), ``ActeRefuse``: ``calibrage_sans_texte``,
    ``calibrage_commence`` once somebody has noted it.
    """
    exiger_trouve(rang in RANGS)
    instant = horloge.instant_de_la_base()
    _ecrire(edition, rang, {"titre": titre, "structure": structure, "textes": textes})
    inscrire("calibrage.dossier_ecrit", par=par, objet=edition, instant=instant, rang=rang)


@acte
def ecrire_les_exemples(edition, exemples, *, par):
    """Write ready examples where no fictional dossier is written yet; ``exemples``: ``{rank: as ecrire takes it}``.

    Effects, in order: dossiers, journal. Returns how many.
    """
    instant = horloge.instant_de_la_base()
    pris = set(DossierDeCalibrage.objects.filter(edition=edition).order_by().values_list("rang", flat=True))
    neufs = sorted(set(exemples) - pris)
    for rang in neufs:
        _ecrire(edition, rang, exemples[rang])
    if neufs:
        inscrire("calibrage.exemples_pris", par=par, objet=edition, instant=instant, rangs=neufs)
    return len(neufs)


def _ecrire(edition, rang, ecrit):
    """The lock waits for a first note that is being saved: the row that it writes names this one."""
    titres = parties_a_ecrire(edition)
    textes = {slug: texte.strip() for slug, texte in ecrit["textes"].items() if texte.strip()}
    parties = [{"slug": slug, "titre": titres[slug], "texte": textes[slug]} for slug in titres if slug in textes]
    exiger(parties, "calibrage_sans_texte")
    champs = {"titre": ecrit["titre"], "structure": ecrit["structure"], "parties": parties}
    dossier = DossierDeCalibrage.objects.select_for_update().filter(edition=edition, rang=rang).first()
    if dossier is None:
        DossierDeCalibrage.objects.create(edition=edition, rang=rang, **champs)
        return
    exiger(not GrilleDeCalibrage.objects.filter(dossier=dossier).exists(), "calibrage_commence")
    DossierDeCalibrage.objects.filter(pk=dossier.pk).update(**champs)


def recopier(source, edition):
    """Take over the fictional dossiers of another edition, their words only, inside the caller's transaction.

    Neither the calibration nor a note follows: the next commission has its own.
    """
    DossierDeCalibrage.objects.bulk_create(
        DossierDeCalibrage(edition=edition, rang=lu.rang, titre=lu.titre, structure=lu.structure, parties=lu.parties)
        for lu in DossierDeCalibrage.objects.filter(edition=source).order_by("rang")
    )


@acte
def ouvrir(edition, *, par, avant_le=None):
    """Open the calibration to the members, or open it again; ``avant_le``: the last day asked of them, if any.

    Effects, in order: calibration, journal. Raises ``ActeRefuse``: ``calibrage_sans_reglage``, ``calibrage_sans_grille``,
    ``calibrage_incomplet``, ``calibrage_deja_ouvert``, ``calibrage_date_passee``.
    """
    instant = horloge.instant_de_la_base()
    exiger(choix_de(edition) != AUCUN, "calibrage_sans_reglage")
    exiger(grille_lue(edition) is not None, "calibrage_sans_grille")
    lu = calibrage_lu(edition)
    exiger(lu.est_ecrit, "calibrage_incomplet")
    exiger(not lu.est_ouvert, "calibrage_deja_ouvert")
    exiger(avant_le is None or avant_le >= horloge.jour_de_paris(instant), "calibrage_date_passee")
    Calibrage.objects.update_or_create(
        edition=edition,
        defaults={"avant_le": avant_le, "clos_le": None},
        create_defaults={"avant_le": avant_le, "ouvert_le": instant},
    )
    inscrire("calibrage.ouvert", par=par, objet=edition, instant=instant)


@acte
def clore(edition, *, par):
    """Close the calibration: nobody scores any more, everybody sees the gaps, and no real note waits for it.

    Effects, in order: calibration, journal. Raises ``ActeRefuse("calibrage_ferme")``.
    """
    instant = horloge.instant_de_la_base()
    ouverts = Calibrage.objects.select_for_update().filter(edition=edition, clos_le=None)
    exiger(ouverts.exists(), "calibrage_ferme")
    Calibrage.objects.filter(edition=edition).update(clos_le=instant)
    inscrire("calibrage.clos", par=par, objet=edition, instant=instant)


def _prendre(edition, rang, par, instant):
    """Lock one's seat, then check the right and read all that scoring needs: a member's saves follow one another."""
    sieges = Membre.objects.en_fonction().select_for_update(of=("self",)).filter(edition=edition, personne=par)
    exiger_trouve(list(sieges.order_by("pk").values_list("pk")))
    siege = engage_ou_404(par, edition, instant)
    calibrage, dossier = dossier_ouvert_ou_404(edition, rang)
    saisie = saisie_du_calibrage(siege, calibrage, dossier)
    exiger(saisie.est_ouverte, "calibrage_ferme")
    return dossier, saisie


def _en_json(grille, reponses, commentaires):
    """The cells, as ``GrilleDeCalibrage.notes`` keeps them."""
    return [
        {"critere": critere, "sous": sous, "valeur": valeur, "hors": hors, "commentaire": commentaire}
        for critere, sous, valeur, hors, commentaire in cellules(grille, reponses, commentaires)
    ]


def _garder(dossier, saisie, instant, reponses, commentaires, **champs):
    """Write one's grid whole, begun if need be; on the grid in force if the former one was only begun."""
    notes = _en_json(saisie.grille, reponses, commentaires)
    ecrits = {"grille_id": saisie.grille.pk, "revision": saisie.revision + 1, "enregistree_le": instant, "notes": notes}
    grille, _ = GrilleDeCalibrage.objects.update_or_create(
        dossier=dossier,
        membre_id=saisie.siege_id,
        defaults=ecrits | champs,
        create_defaults=ecrits | champs | {"commencee_le": instant},
    )
    return grille


@transaction.atomic
def enregistrer(edition, rang, reponses, commentaires, *, par, revision, base=None):
    """Save one's grid of a fictional dossier, complete or not; never the journal. Arguments as ``notation.enregistrer``.

    Effects, in order: grid begun if need be, notes, revision; none when all of it is saved already. Returns the
    ``GrilleDeCalibrage``, ``None`` while nothing is filled in. Raises ``Http404`` to whoever has no seat or has not signed; ``ActeRefuse``:
    ``calibrage_ferme``, ``grille_soumise``, ``grille_ailleurs``, ``saisie_irrecevable``.
    """
    instant = horloge.maintenant()
    dossier, saisie = _prendre(edition, rang, par, instant)
    if est_deja_enregistree(saisie, reponses, commentaires):
        return saisie.evaluation
    reponses, commentaires = a_garder(saisie, revision, base, reponses, commentaires)
    if est_deja_enregistree(saisie, reponses, commentaires):
        return saisie.evaluation
    return _garder(dossier, saisie, instant, reponses, commentaires)


@acte
def soumettre(edition, rang, *, par, reponses, commentaires, revision, base=None):
    """Submit one's grid of a fictional dossier: complete, or not submitted.

    Effects, in order: notes, état, journal. Raises as ``enregistrer``, and ``ActeRefuse``: ``grille_incomplete``,
    ``grille_sans_note``.
    """
    instant = horloge.instant_de_la_base()
    dossier, saisie = _prendre(edition, rang, par, instant)
    if saisie.est_remise and est_deja_enregistree(saisie, reponses, commentaires):
        return saisie.evaluation  # sent twice
    reponses, commentaires = a_garder(saisie, revision, base, reponses, commentaires)
    permis = edition.reglage("Q33", "hors_de_ma_competence")
    ligne_de_notes(saisie.grille.bareme, reponses, hors_competence_permis=permis)
    remise = {"etat": EtatEvaluation.SOUMISE, "soumise_le": instant}
    grille = _garder(dossier, saisie, instant, reponses, commentaires, **remise)
    inscrire("calibrage.remis", par=par, objet=grille, instant=instant, rang=rang)
    return grille
