"""What the calibration reads: its fictional dossiers, one's own grid, everybody's. No row of a candidature is looked at."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from amihr.habilitations.models import Membre, VersionNDA
from amihr.socle.refus import exiger_trouve
from candidatures import acces
from candidatures.regles.dossier import PartieLue, Regard, Reponse, parties_lues
from evaluation.models import Calibrage, DossierDeCalibrage, EtatEvaluation, Evaluation, GrilleDeCalibrage
from evaluation.regles.calibrage import AUCUN, RANGS, choix_de, est_exige
from evaluation.regles.membre import ligne_de

from .grilles import grille_lue, version_lue
from .miennes import commentaires_lus, reponses_lues
from .saisie import Saisie


@dataclass(frozen=True)
class CalibrageLu:
    """Where the calibration of an edition stands, and its dossiers by rank, ``None`` for one that is not written."""

    calibrage: Calibrage | None
    dossiers: dict

    @property
    def est_ouvert(self):
        """Tell whether members may score."""
        return self.calibrage is not None and self.calibrage.clos_le is None

    @property
    def est_clos(self):
        """Tell whether it was closed."""
        return self.calibrage is not None and self.calibrage.clos_le is not None

    @property
    def est_ecrit(self):
        """Tell whether both dossiers may be scored."""
        return all(self.dossiers.values())

    @property
    def ecrits(self):
        """The dossiers that are written, in order."""
        return [dossier for dossier in self.dossiers.values() if dossier]


def calibrage_lu(edition):
    """Return the ``CalibrageLu`` of an edition, in two statements; each dossier says whether it is noted (``est_note``)."""
    notees = GrilleDeCalibrage.objects.filter(dossier=OuterRef("pk"))
    ecrits = DossierDeCalibrage.objects.filter(edition=edition).annotate(est_note=Exists(notees))
    par_rang = {dossier.rang: dossier for dossier in ecrits.order_by("rang")}
    calibrage = Calibrage.objects.filter(edition=edition).first()
    return CalibrageLu(calibrage, {rang: par_rang.get(rang) for rang in RANGS})


def parties_a_ecrire(edition):
    """Return ``{slug: title}`` of the parts of the form that the commission reads, in order: what a fictional dossier tells."""
    lues = parties_lues(edition.formulaire, {}, Regard.COMMISSION)
    return {partie.slug: partie.titre for partie in lues if partie.reponses}


def parties_du_dossier(dossier):
    """Return the parts of a fictional dossier as those of a real one are read: one text each."""
    texte_seul = {"libelle": "", "type": "texte_long"}
    return tuple(
        PartieLue(lue["slug"], lue["titre"], "", (Reponse(texte_seul, lue["texte"], {"texte": lue["texte"]}),))
        for lue in dossier.parties
    )


def engage_ou_404(personne, edition, instant):
    """Return the seat of a member who has signed, or raise ``Http404``: nothing of a calibration exists for others."""
    exiger_trouve(edition is not None and choix_de(edition) != AUCUN)
    siege = acces.siege_engage(personne, edition, instant)
    exiger_trouve(siege is not None)
    return siege


def dossier_ouvert_ou_404(edition, rang):
    """Return (calibration, fictional dossier) of that rank, once the calibration was opened; else ``Http404``."""
    calibrage = Calibrage.objects.filter(edition=edition).first()
    dossier = DossierDeCalibrage.objects.filter(edition=edition, rang=rang).first()
    exiger_trouve(calibrage is not None and dossier is not None)
    return calibrage, dossier


def saisie_du_calibrage(siege, calibrage, dossier):
    """Return the ``Saisie`` of a fictional dossier: the same as for a real one, so that page and acte are the same."""
    mienne = GrilleDeCalibrage.objects.filter(dossier=dossier, membre=siege).first()
    en_vigueur = grille_lue(siege.edition_id)
    est_remise = mienne is not None and mienne.etat == EtatEvaluation.SOUMISE
    est_d_avant = mienne is not None and mienne.grille_id != en_vigueur.pk
    # What is submitted is read on its own grid; what is begun on a former one answered other questions.
    grille = version_lue(mienne.grille_id) if est_remise and est_d_avant else en_vigueur
    notes = mienne.notes if mienne and mienne.grille_id == grille.pk else []
    est_ouverte = calibrage.clos_le is None
    commun = siege.pk, None, grille, en_vigueur.pk, True, est_ouverte
    return Saisie(*commun, mienne, reponses_lues(notes), commentaires_lus(notes))


def lignes_remises(dossier, grille):
    """Return the rows of notes of the members still seated who submitted on this version of the grid, in one statement.

    Rows without a name: what a member compares with is nobody's in particular.
    """
    remises = _remises().filter(dossier=dossier, grille=grille.pk)
    return [_ligne(grille, notes) for notes in remises.order_by("pk").values_list("notes", flat=True)]


def _remises():
    return GrilleDeCalibrage.objects.filter(etat=EtatEvaluation.SOUMISE, membre__retire_le=None)


def _ligne(grille, notes):
    return ligne_de(grille.bareme, reponses_lues(notes))


@dataclass(frozen=True)
class LigneDuBureau:
    """A fictional dossier on a member's desk."""

    rang: int
    titre: str
    etat: str | None
    soumise_le: object


@dataclass(frozen=True)
class CalibrageDuBureau:
    """The calibration as a member's desk shows it; no line while it is not open and one's first real note waits for it.

    ``est_exige``: that note waits.
    """

    lignes: tuple
    avant_le: object
    est_clos: bool
    est_exige: bool

    @property
    def est_fait(self):
        """Tell whether both grids are submitted."""
        return all(ligne.etat == EtatEvaluation.SOUMISE for ligne in self.lignes)


def calibrage_du_bureau(personne, edition, instant):
    """Return the ``CalibrageDuBureau`` of a member, in two statements; ``None`` where there is nothing to say of it.

    The setting is asked first: an edition without calibration pays nothing.
    """
    if choix_de(edition) == AUCUN:
        return None
    siege = acces.siege_engage(personne, edition, instant)
    if siege is None:
        return None
    siennes = GrilleDeCalibrage.objects.filter(dossier=OuterRef("pk"), membre=siege)
    calibrages = Calibrage.objects.filter(edition=edition)
    dossiers = DossierDeCalibrage.objects.filter(Exists(calibrages), edition=edition).annotate(
        mon_etat=siennes.values("etat")[:1],
        remise_le=siennes.values("soumise_le")[:1],
        avant_le=calibrages.values("avant_le")[:1],
        clos_le=calibrages.values("clos_le")[:1],
        a_deja_note=Exists(Evaluation.objects.filter(membre=siege)),
    )
    lus = list(dossiers.order_by("rang"))
    if not lus:
        # Where it is only proposed, nothing is asked of the base.
        attendu = est_exige(edition, a_deja_note=False) and not Evaluation.objects.filter(membre=siege).exists()
        return CalibrageDuBureau((), None, False, attendu) if attendu else None
    lignes = tuple(LigneDuBureau(lu.rang, lu.titre, lu.mon_etat, lu.remise_le) for lu in lus)
    attendu = est_exige(edition, a_deja_note=lus[0].a_deja_note)
    return CalibrageDuBureau(lignes, lus[0].avant_le, lus[0].clos_le is not None, attendu)


@dataclass(frozen=True)
class LigneDuMembre:
    """Where one member stands with the calibration: the state of each grid, by the rank of its dossier."""

    membre: Membre
    a_signe: bool
    grilles: dict

    @property
    def remises(self):
        """How many grids are submitted."""
        return sum(grille.etat == EtatEvaluation.SOUMISE for grille in self.grilles.values())

    @property
    def est_au_complet(self):
        """Tell whether all of them are."""
        return self.remises == len(RANGS)


def avancement_du_calibrage(edition, instant):
    """Return the ``LigneDuMembre`` of each seated member, by name, in two statements."""
    signees = VersionNDA.objects.en_vigueur(instant).filter(public="membre", edition=edition)
    sienne = signees.filter(signatures__personne=OuterRef("personne"))
    membres = Membre.objects.en_fonction().filter(edition=edition).annotate(a_signe=Exists(sienne))
    grilles = defaultdict(dict)
    for grille in GrilleDeCalibrage.objects.filter(dossier__edition=edition).annotate(rang=F("dossier__rang")):
        grilles[grille.membre_id][grille.rang] = grille
    ranges = membres.select_related("personne", "college").order_by("personne__nom", "personne__prenom", "pk")
    return [LigneDuMembre(membre, membre.a_signe, grilles[membre.pk]) for membre in ranges]


def notes_par_membre(lignes, rang, grille):
    """Return ``[(member, row of notes, comments)]`` of a fictional dossier, on that version of the grid."""
    remises = [
        (ligne.membre, ligne.grilles[rang])
        for ligne in lignes
        if rang in ligne.grilles and ligne.grilles[rang].etat == EtatEvaluation.SOUMISE
    ]
    return [
        (membre, _ligne(grille, remise.notes), commentaires_lus(remise.notes))
        for membre, remise in remises
        if remise.grille_id == grille.pk
    ]
