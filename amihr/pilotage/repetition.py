"""A dress rehearsal of a call: prepared from it, brought to a scene, wiped. Its dossiers are made by ``mise_en_scene``."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.courrier.models import Courrier
from amihr.editions.models import Edition, Figurant, Repetition, Scene
from amihr.fichiers.models import Fichier
from amihr.fichiers.rangement import supprimer_plusieurs
from amihr.journal.chaine import acte, inscrire, reference_de
from amihr.journal.models import EntreeJournal
from amihr.pilotage.chargement import installer
from amihr.pilotage.redaction import SLUG_DE_REPETITION, repetee
from amihr.socle.parente import descendance, lignes_de
from amihr.socle.refus import exiger
from amihr.socle.reveil import reveiller
from candidatures import acces
from candidatures.models import Etat, Structure
from evaluation.actes.calibrage import recopier

UN_JOUR = timedelta(days=1)
JUSQU_A_LA_CLOTURE, JUSQU_A_LA_COMMISSION = timedelta(days=30), timedelta(days=45)
SCENES = tuple(Scene)
PREPAREE, PRETE, EFFACEE = "repetition.preparee", "repetition.prete", "repetition.effacee"
# Held by whoever makes the dossiers, for as long as the connection lives; asked by whoever wipes them.
TENIR = "SELECT pg_try_advisory_lock(hashtext('amihr.repetition'))"
TENIR_JUSQU_AU_BOUT = "SELECT pg_try_advisory_xact_lock(hashtext('amihr.repetition'))"
LACHER = "SELECT pg_advisory_unlock(hashtext('amihr.repetition'))"


def verrou(requete):
    """Ask for, or give back, the making of the fictional dossiers; tell whether it is ours."""
    with connection.cursor() as curseur:
        curseur.execute(requete)
        return curseur.fetchone()[0]


@acte
def preparer(source, *, scene, nombre, par):
    """Make a rehearsal of a call that is still being prepared: an edition of its own, open since yesterday.

    One at a time in the whole instance. The flag is given here and never changes (a trigger); no account is copied.
    Effects, in order: edition, fictional dossiers of the calibration, Repetition, journal; the worker, woken, then makes the ``nombre`` dossiers.
    Raises ActeRefuse: « repetition_sans_suite », « repetition_trop_tard », « edition_annulee », « repetition_en_cours »,
    « edition_existe », « appel_invalide », those of ``chargement.ecrire``.
    """
    exiger(not source.est_repetition, "repetition_sans_suite")
    jour = horloge.jour_de_paris(horloge.instant_de_la_base())
    appel = repetee(source, ouverture=jour - UN_JOUR, cloture=jour + JUSQU_A_LA_CLOTURE,
                    commission=jour + JUSQU_A_LA_COMMISSION)  # fmt: skip
    list(Edition.objects.select_for_update().order_by("pk").values_list("pk"))  # two at a time wait for one another
    source = Edition.objects.verrouiller(source.pk)
    instant = horloge.instant_de_la_base()
    exiger(instant < source.ouverture_le, "repetition_trop_tard")
    exiger(not source.est_annulee(instant), "edition_annulee")
    exiger(not Edition.objects.filter(est_repetition=True).exists(), "repetition_en_cours")
    exiger(Edition.objects.nommee(SLUG_DE_REPETITION) is None, "edition_existe")
    edition = installer(Edition(est_repetition=True), appel, instant)
    recopier(source, edition)
    repetition = Repetition.objects.create(
        edition=edition, source=source, scene=scene, nombre=nombre, par=par, demandee_le=instant
    )
    inscrire(PREPAREE, par=par, objet=source, instant=instant, repetition=edition.pk, scene=scene, dossiers=nombre)
    transaction.on_commit(reveiller)
    return repetition


@acte
def poursuivre(repetition, *, par):
    """Go on to the next scene, in the name of whoever asks.

    Effects, in order: Repetition, journal; the worker, woken, does the rest.
    Raises ActeRefuse: « repetition_pas_prete », « repetition_au_bout ».
    """
    repetition = Repetition.objects.select_for_update(of=("self",)).select_related("source").get(pk=repetition.pk)
    instant = horloge.instant_de_la_base()
    exiger(repetition.prete_le is not None, "repetition_pas_prete")
    exiger(suivante(repetition) is not None, "repetition_au_bout")
    repetition.scene, repetition.par, repetition.prete_le = suivante(repetition), par, None
    repetition.save(update_fields=["scene", "par", "prete_le"])
    inscrire("repetition.poursuivie", par=par, objet=repetition.source, instant=instant,
             repetition=repetition.edition_id, scene=repetition.scene)  # fmt: skip
    transaction.on_commit(reveiller)
    return repetition


def suivante(repetition):
    """Return the scene that follows, or ``None`` after the last one."""
    reste = SCENES[SCENES.index(repetition.scene) + 1 :]
    return reste[0] if reste else None


@acte
def clore(repetition):
    """Close a rehearsed call at the next whole minute: its seal is lifted a minute later, by the clock, as any other.

    Effects, in order: closing bound, journal. Raises ActeRefuse: « repetition_reelle ».
    """
    edition = Edition.objects.verrouiller(repetition.edition_id)
    instant = horloge.instant_de_la_base()
    exiger(edition.est_repetition, "repetition_reelle")
    edition.cloture_le = instant.replace(second=0, microsecond=0) + timedelta(minutes=1)
    edition.save(update_fields=["cloture_le"])
    inscrire("repetition.close", par=repetition.par, objet=edition, instant=instant)


@acte
def declarer_prete(repetition):
    """Say that the scene is set. Effects, in order: Repetition, journal."""
    instant = horloge.instant_de_la_base()
    Repetition.objects.filter(pk=repetition.pk).update(prete_le=instant)
    inscrire(PRETE, par=repetition.par, objet=repetition.source, instant=instant,
             repetition=repetition.edition_id, scene=repetition.scene)  # fmt: skip


@acte
def effacer_la_repetition(edition, *, par):
    """Wipe a rehearsal: all of it, what is frozen too; the journal alone keeps what was done.

    The database deletes what belongs to the edition (``editions_effacer_la_repetition``, which refuses a real call);
    then go its mails, its structures, its files and its fictional candidates, to which nothing refers any more.
    Effects, in order: rows, journal; bytes of the files after the commit.
    Raises ActeRefuse: « repetition_reelle », « repetition_occupee ».
    """
    exiger(edition.est_repetition, "repetition_reelle")
    exiger(verrou(TENIR_JUSQU_AU_BOUT), "repetition_occupee")
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    source, dossiers = edition.repetition.source, acces.toutes(edition).count()
    gens = list(Figurant.objects.filter(repetition__edition=edition).values_list("personne", flat=True))
    structures, fichiers = _nommees_par(edition, Structure), _nommees_par(edition, Fichier)
    with connection.cursor() as curseur:
        curseur.execute("SELECT editions_effacer_la_repetition(%s)", [edition.pk])
        lignes = curseur.fetchone()[0]
    Courrier.objects.filter(Q(retenu_pour=reference_de(edition)) | Q(personne__in=gens)).delete()
    Structure.objects.filter(pk__in=structures).delete()
    supprimer_plusieurs(Fichier.objects.filter(pk__in=fichiers))
    Personne.objects.filter(pk__in=gens).delete()
    inscrire(EFFACEE, par=par, objet=source, instant=instant, repetition=edition.pk, dossiers=dossiers, lignes=lignes)
    return source


def _nommees_par(edition, modele):
    """The keys of the rows of ``modele`` that rows of an edition name, whichever tables name them."""
    nommees = set()
    for fille in descendance(Edition):
        for cle in fille._meta.concrete_fields:
            if cle.related_model is modele:
                nommees.update(lignes_de(fille, edition.pk, Edition).order_by().values_list(cle.attname, flat=True))
    return nommees - {None}


# --- What pages read ----------------------------------------------------------------------------------------


def en_cours():
    """Return the rehearsal that there is, or ``None``."""
    return Repetition.objects.select_related("edition", "source", "par").first()


def ou_elle_en_est(repetition):
    """Return how many fictional dossiers are filed, and how many are before the commission; numbers only."""
    etats = list(acces.toutes(repetition.edition).exclude(etat=Etat.BROUILLON).values_list("etat", flat=True))
    return {"deposes": len(etats), "en_evaluation": etats.count(Etat.EN_EVALUATION)}


def passees(source):
    """Return the rehearsals of a call that the journal tells, latest first: when each was ready, when it was wiped."""
    lues = {}
    entrees = EntreeJournal.objects.de(reference_de(source)).filter(evenement__in=(PREPAREE, PRETE, EFFACEE))
    for entree in entrees.select_related("par"):
        lue = lues.setdefault(entree.faits["repetition"], {"preparee": None, "prete": None, "effacee": None})
        nom = entree.evenement.partition(".")[2]
        lue[nom] = lue[nom] or entree
    return sorted((lue for lue in lues.values() if lue["preparee"]), key=lambda lue: lue["preparee"].seq, reverse=True)


def courriers(edition):
    """Return the mails that a rehearsal holds, latest first."""
    return Courrier.objects.filter(retenu_pour=reference_de(edition)).order_by("-poste_le", "pk")
