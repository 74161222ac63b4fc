"""The scenes of the call: each is reached from the remembered state by the real acts, then the clock ticks on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.courrier.models import EN_ATTENTE, Courrier
from amihr.editions.models import Edition
from amihr.horloge import jour_de_paris
from amihr.pilotage.demo import gestes, personnes, temoin
from amihr.pilotage.demo.agendas import PUBLICATION, instant
from amihr.pilotage.demo.proprietaire import un_seul
from amihr.pilotage.fictif import gestes as fictifs
from amihr.pilotage.fictif.calibrage import exemples
from amihr.pilotage.fictif.dossiers import dossiers
from candidatures.actes.deport import ecarter_lien
from candidatures.lectures import accuses_a_produire, formulaire_complet, liens_a_trancher_par
from candidatures.models import Etat
from catalogue.actes.labels import delivrer
from evaluation.actes import calibrage
from evaluation.regles.calibrage import RANGS

EN_COURS = "demo.scene"
UN_JOUR = timedelta(days=1)
# Whoever scores last: the scene « évaluation » leaves her grids to fill in.
RETARDATAIRE = "ines.benhamou@observatoire.example"
# Who has signed and declared nothing yet, in the scene « engagement ».
MUET = "paul.lemercier@syndicat-eaux.example"
# A member who notes, late, that they sit in the structure of a dossier.
MANDAT = ("claire.nguyen@transition.example", "Verger Public", "administration")


@dataclass(frozen=True)
class Scene:
    """One moment of the call: when it is, what has been done by then, what there is to see."""

    cle: str
    titre: str
    phrase: str
    moment: Callable[[Edition], datetime] | None
    gestes: Callable[[Edition], None]
    page: str = "editions:accueil"
    acteur: str = ""


def edition_jouee():
    """The edition that scenes play: the current one."""
    return Edition.objects.get(est_courante=True)


def contenus():
    """The content of the open call's dossiers, by title."""
    return {dossier["titre"]: dossier for dossier in dossiers("ouverte")}


def jouer(cle):
    """Restore the remembered state, replay every act up to this scene, then let the clock tick from its moment.

    Effects, in order: state restored, acts of each scene at its moment, clock. Returns the Scene; KeyError if none.
    """
    voulue = PAR_CLE[cle]
    with un_seul():
        revenir()
        edition = edition_jouee()
        for scene in SCENES:
            if scene.moment:
                horloge.a(scene.moment(edition))
            scene.gestes(edition)
            if scene is voulue:
                break
        if voulue.moment:
            horloge.a(voulue.moment(edition), fige=False)
        else:
            horloge.reprendre()
    cache.set(EN_COURS, cle, None)
    return voulue


def revenir():
    """Go back to the remembered state.

    Before the first scene, what the worker has made since the load is remembered too, unless somebody has acted: what a
    visitor did is always forgotten.
    """
    if cache.get(EN_COURS) is None and not _reste_a_produire() and temoin.personne_n_a_agi():
        temoin.prendre()
        temoin.marquer()
    temoin.rendre()


def _reste_a_produire():
    return bool(accuses_a_produire(1)) or Courrier.objects.filter(etat__in=EN_ATTENTE).exists()


def scene_en_cours():
    """The scene being played, or None."""
    return PAR_CLE.get(cache.get(EN_COURS))


# --- What is done by then -----------------------------------------------------------------------------------


def rien(edition):
    """Only time passes."""


def avec_contenu(edition, etat):
    """(candidature, content) for the dossiers of the content files that stand in this state."""
    ecrits = contenus()
    return [(c, ecrits[c.titre]) for c in edition.candidatures.filter(etat=etat).order_by("titre") if c.titre in ecrits]


def instruire(edition, sauf=1):
    """Examine the filed dossiers, save the last ones."""
    deposees = avec_contenu(edition, Etat.DEPOSEE)
    for candidature, dossier in deposees[: len(deposees) - sauf]:
        fictifs.instruire(candidature, dossier, par=personnes.agente())


def trancher_les_liens(edition):
    """The secretariat sets aside the links that the software finds: the employer is another laboratory of the same body."""
    for lien in liens_a_trancher_par(personnes.agente(), edition):
        ecarter_lien(
            lien.candidature, lien.personne, "Autre laboratoire, sans lien avec ce projet.", par=personnes.agente()
        )


def engager_en_partie(edition):
    """The commission at its beginnings: one has not signed, one has declared nothing, a link waits for a decision."""
    instruire(edition, sauf=0)
    gestes.ouvrir_l_evaluation(edition, par=personnes.agente())
    engager_la_commission(edition, sauf=(RETARDATAIRE, MUET))
    personnes.engager(edition, personnes.personne(MUET))
    courriel, titre, nature = MANDAT
    gestes.noter_un_mandat(edition, personnes.personne(courriel), titre, nature)


def engager_la_commission(edition, sauf=()):
    """Undertakings signed and links of interest declared, save by some."""
    for qui in personnes.membres(edition):
        if qui.courriel not in sauf:
            personnes.engager(edition, qui)
            gestes.declarer(edition, qui, {})


def noter(edition, sauf=()):
    """Every grid, save those of some."""
    severites = {ecrite["courriel"]: ecrite["severite"] for ecrite in personnes.ecrites()["commission"]}
    for qui in personnes.membres(edition):
        for candidature, dossier in avec_contenu(edition, Etat.EN_EVALUATION):
            deporte = candidature.deports.filter(personne=qui, leve_le=None).exists()
            if qui.courriel not in sauf and not deporte:
                gestes.noter(candidature, dossier, qui, severites[qui.courriel])


def calibrer(edition, sauf=()):
    """Both ready examples, scored by all; by some, the first one only."""
    agnes = personnes.agente()
    calibrage.ecrire_les_exemples(edition, exemples(edition, formulaire_complet(edition)), par=agnes)
    calibrage.ouvrir(edition, par=agnes)
    severites = {ecrite["courriel"]: ecrite["severite"] for ecrite in personnes.ecrites()["commission"]}
    for qui in personnes.membres(edition):
        for rang in RANGS[:1] if qui.courriel in sauf else RANGS:
            gestes.calibrer(edition, rang, qui, severites[qui.courriel])


def evaluer(edition):
    engager_la_commission(edition)
    trancher_les_liens(edition)
    calibrer(edition, sauf=(RETARDATAIRE,))
    noter(edition, sauf=(RETARDATAIRE,))


def reunir(edition):
    noter(edition)
    return gestes.ouvrir_la_seance(edition, edition.commission_le, par=personnes.agente())


def decider(edition):
    """Decisions, minutes, signed act, letters, labels."""
    agnes, reunion = personnes.agente(), edition.seances.get(close_le=None)
    for candidature, dossier in avec_contenu(edition, Etat.EN_EVALUATION):
        gestes.arreter(reunion, candidature, dossier, par=agnes)
    gestes.clore_la_seance(reunion)
    gestes.signer_l_acte(edition, edition.commission_le, f"{edition.annee}-HR-01", par=agnes)


def notifier(edition):
    decider(edition)
    gestes.notifier(edition, par=personnes.agente())
    delivrer(edition, par=personnes.agente())


def publier(edition):
    gestes.publier(edition, par=personnes.agente())


def apres_la_cloture(edition, jours, heure=9, minute=30):
    """The instant of an hour, so many days after the closing day."""
    return instant(jour_de_paris(edition.derniere_minute) + jours * UN_JOUR, heure, minute)


def apres_la_commission(edition, jours, heure=9, minute=30):
    """The instant of an hour, so many days after the meeting."""
    return instant(edition.commission_le + jours * UN_JOUR, heure, minute)


SCENES = (
    Scene("aujourd-hui", "Aujourd’hui", "L’appel est ouvert : cinq dossiers sont déposés, deux sont des brouillons. "
          "L’horloge est celle du serveur.", None, rien),
    Scene("avant-la-cloture", "23\u00a0h\u00a058, avant la clôture", "Deux minutes pour déposer. Le bandeau compte les "
          "secondes à l’horloge du serveur.", lambda e: e.cloture_le - timedelta(minutes=2), rien),
    Scene("apres-la-cloture", "Après la clôture", "Le dépôt est refusé, le sceau est levé : les dossiers peuvent être "
          "instruits.", lambda e: e.cloture_le + timedelta(minutes=2), rien),
    Scene("instruction", "L’instruction", "Recevabilité et éligibilité, point par point. Un dossier reste à examiner.",
          lambda e: apres_la_cloture(e, 1), instruire, "pilotage:candidatures", "agente"),
    Scene("engagement", "La commission s’engage", "Une membre n’a pas signé, un autre n’a rien déclaré, deux liens "
          "trouvés attendent une décision\u00a0: un employeur, un mandat.", lambda e: apres_la_cloture(e, 3), engager_en_partie, "pilotage:liens", "agente"),
    Scene("evaluation", "L’évaluation", "La commission est engagée, s’est calibrée sur deux dossiers fictifs et note. Il "
          "manque les grilles d’une de ses membres.",
          lambda e: apres_la_cloture(e, 5, 14, 0), evaluer, "evaluation:bureau", RETARDATAIRE),
    Scene("seance", "La séance", "Toutes les grilles sont remises, la séance est ouverte, les présences consignées.",
          lambda e: apres_la_commission(e, 0), reunir, "evaluation:region_seances", "agente"),
    Scene("notification", "La notification", "L’acte est signé, les lettres partent. Le site public ne dit rien.",
          lambda e: apres_la_commission(e, 1, 10, 5), notifier, "evaluation:decisions", "agente"),
    Scene("publication", "La publication", "Les solutions labellisées entrent au catalogue, les codes répondent.",
          lambda e: apres_la_commission(e, PUBLICATION.days, 11, 0), publier, "catalogue:liste"),
    Scene("un-an-apres", "Un an plus tard", "Les labels ont expiré d’eux-mêmes : aucune tâche n’a tourné pour cela.",
          lambda e: apres_la_commission(e, 366, 10, 0), rien, "catalogue:liste"),
)  # fmt: skip
PAR_CLE = {scene.cle: scene for scene in SCENES}


def acteur_de(scene):
    """The person who looks at this scene, or None for a visitor."""
    if not scene.acteur:
        return None
    return personnes.agente() if scene.acteur == "agente" else Personne.objects.get(courriel=scene.acteur)
