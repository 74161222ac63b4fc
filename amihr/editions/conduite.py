"""What staff decides on the dates of a call: suspend, resume, postpone, cancel.

The instant is read once the edition is held: every filing that the decision waited for precedes it (A-10).
"""

from datetime import timedelta

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.annonces import annoncer
from amihr.editions.models import Annonce, Edition
from amihr.editions.reglement import faire_paraitre
from amihr.editions.textes_attendus import DEFAUTS, ENGAGEANTES, exiger_envoyable
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger


@acte
def suspendre(edition, *, par):
    """Refuse filings from now on; drafts stay editable, the seal stays, the closing does not move.

    R6: the call may be suspended.
    Effects, in order: suspendue_le, announcement due to the teams, journal.
    Raises ActeRefuse: « edition_annulee », « deja_suspendue », « deja_close ».
    """
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    exiger_suspendable(edition, instant)
    edition.suspendue_le = instant
    return _enregistrer(edition, Annonce.Genre.SUSPENSION, "edition.suspendue", par=par, instant=instant)


def exiger_suspendable(edition, instant):
    """Refuse what ``suspendre`` would refuse: asked before the confirmation, then under the lock."""
    exiger(not edition.est_annulee(instant), "edition_annulee")
    exiger(not edition.est_suspendue(instant), "deja_suspendue")
    exiger(not edition.est_close(instant), "deja_close")


@acte
def reprendre(edition, *, par, cloture_le=None):
    """Accept filings again, with a new closing bound if one is given.

    Effects, in order: suspendue_le, cloture_le, announcement due to the teams, journal.
    Raises ActeRefuse: « cloture_pas_plus_tard », « edition_annulee », « pas_suspendue », « cloture_trop_proche » (see Q45).
    """
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    exiger(cloture_le is None or cloture_le >= edition.cloture_le, "cloture_pas_plus_tard")
    edition.cloture_le = cloture_le or edition.cloture_le
    exiger_reprenable(edition, instant)
    edition.suspendue_le = None
    return _enregistrer(edition, Annonce.Genre.REPRISE, "edition.reprise", par=par, instant=instant)


def exiger_reprenable(edition, instant):
    """Refuse what ``reprendre`` would refuse, with the closing as it stands (see Q45)."""
    exiger(not edition.est_annulee(instant), "edition_annulee")
    exiger(edition.est_suspendue(instant), "pas_suspendue")
    heures = edition.reglage("Q45", "reprise_heures")
    exiger(edition.cloture_le >= instant + timedelta(hours=heures), "cloture_trop_proche", heures=heures)


@acte
def reporter(edition, *, cloture_le, par, a_ete_lue):
    """Move the closing bound later, which re-seals at once if it had passed.

    Q45: once the seal is lifted, only while nobody of staff or commission has read a dossier;
    ``a_ete_lue(edition)`` answers that, asked under the edition's lock.
    Effects, in order: cloture_le, announcement due to the teams, journal.
    Raises ActeRefuse: « edition_annulee », « cloture_pas_plus_tard », « cloture_passee », « dossiers_deja_lus ».
    """
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    exiger_reportable(edition, cloture_le, instant, a_ete_lue)
    edition.cloture_le = cloture_le
    faits = {"instant": instant, "cloture_le": cloture_le.isoformat()}
    return _enregistrer(edition, Annonce.Genre.REPORT, "edition.reportee", par=par, **faits)


def exiger_reportable(edition, cloture_le, instant, a_ete_lue):
    """Refuse what ``reporter`` would refuse, with the same reasons: asked before the confirmation, then under the lock."""
    exiger(not edition.est_annulee(instant), "edition_annulee")
    exiger(cloture_le > edition.cloture_le, "cloture_pas_plus_tard")
    exiger(cloture_le > instant, "cloture_passee")
    exiger(not edition.sceau_leve(instant) or not a_ete_lue(edition), "dossiers_deja_lus")


@acte
def annuler(edition, *, motif, par):
    """Cancel the call for good, with its reason.

    Effects, in order: annulee_le and the reason, announcement due to the teams, journal (never the reason).
    Raises ActeRefuse: « annulation_motif », « edition_annulee ».
    """
    exiger(motif.strip(), "annulation_motif")
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    exiger_annulable(edition, instant)
    edition.annulee_le, edition.motif_d_annulation = instant, motif.strip()
    return _enregistrer(edition, Annonce.Genre.ANNULATION, "edition.annulee", par=par, instant=instant)


def exiger_annulable(edition, instant):
    """Refuse what ``annuler`` would refuse, its reason apart."""
    exiger(not edition.est_annulee(instant), "edition_annulee")


def _enregistrer(edition, genre, evenement, *, par, instant, **faits):
    edition.modifiee_le = instant
    edition.save(update_fields=["suspendue_le", "annulee_le", "motif_d_annulation", "cloture_le", "modifiee_le"])
    annoncer(edition, genre, instant)
    inscrire(evenement, par=par, objet=edition, instant=instant, **faits)
    return edition


@acte
def mettre_en_avant(edition, *, par):
    """Make this edition the current one, whose pages stand at the root of the site.

    Effects, in order: est_courante, its règlement published if it waited for that, journal.
    Raises ActeRefuse: « repetition_jamais_publique ».
    """
    exiger(not edition.est_repetition, "repetition_jamais_publique")
    instant = horloge.instant_de_la_base()
    edition = rendre_courante(edition)
    faire_paraitre(edition, instant)
    inscrire("edition.mise_en_avant", par=par, objet=edition, instant=instant)
    return edition


def rendre_courante(edition):
    """Make an edition the current one inside the caller's transaction; two at a time wait for one another."""
    list(Edition.objects.select_for_update().order_by("pk").values_list("pk"))
    Edition.objects.filter(est_courante=True).exclude(pk=edition.pk).update(est_courante=False)
    Edition.objects.filter(pk=edition.pk).update(est_courante=True)
    edition.est_courante = True
    return edition


def exiger_modifiable(edition, code, par, instant):
    """Refuse to whoever only prepares a text that binds the Région since the call is open; told before it is written."""
    est_libre = instant < edition.ouverture_le or not code.startswith(ENGAGEANTES)
    exiger(est_libre or par.a_role(Role.AGENT), "texte_reserve")


@acte
def modifier_texte(edition, code, contenu, *, par, revision):
    """Replace one editable text of the call; ``revision``: the one of the edition on which the page was written.

    The texts and figures of a call are content that staff edits (see R48).
    Effects, in order: Texte, modifiee_le (the edition's file is then no longer loaded over it, see Q49), journal.
    A text of a mail left out until now is written; emptied, it gives back the words by default.
    Raises ActeRefuse: « edition_redigee_ailleurs », « texte_reserve », « texte_inconnu », « lettre_vide », « mot_inconnu »,
    « mot_oublie ».
    """
    exiger_envoyable(code, contenu)
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    exiger_modifiable(edition, code, par, instant)
    exiger(edition.revision == revision, "edition_redigee_ailleurs")
    exiger(code in DEFAUTS or edition.textes.filter(code=code).exists(), "texte_inconnu")
    edition.textes.update_or_create(code=code, defaults={"contenu": contenu.strip()})
    Edition.objects.filter(pk=edition.pk).update(modifiee_le=instant)
    inscrire("edition.texte_modifie", par=par, objet=edition, instant=instant, code=code)
    return edition
