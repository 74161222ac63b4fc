"""The tour: ten steps in twenty views. Each view plays real acts, sets the clock and the person, and gives a real page."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache as memoire

from django.core.cache import cache
from django.urls import reverse

from amihr import horloge
from amihr.pilotage.demo import falsification, gestes, personnes, scenes
from amihr.pilotage.demo import recalcul as preuve
from amihr.pilotage.demo.contenu import DOSSIER
from amihr.pilotage.demo.proprietaire import un_seul
from amihr.pilotage.fictif import pieces
from amihr.pilotage.fictif.dossiers import composer, dossiers, siren
from candidatures.lectures import brouillon
from candidatures.models import Etat
from catalogue.actes.labels import delivrer, retirer
from catalogue.models import Fiche
from evaluation.actes import notation
from evaluation.models import Evaluation

ETAPES = 10
OU_EN_EST_ON = "demo.visite"
JEANNE = "jeanne.ravel@departement.example"
RETARDATAIRE, DEPORT, NOTEE, SCANNEE = "Midi Pile", "Sillon d’eau", "Brise", "Trottoir Libre"
RECHERCHE = "fraîcheur"
SECONDE = timedelta(seconds=1)


@dataclass(frozen=True)
class Vue:
    """One view of the tour: its words, and the function that plays it."""

    rang: int
    cle: str
    etape: int
    titre: str
    phrases: str

    @property
    def suivante(self):
        """The next view's rank, or None at the end."""
        return self.rang + 1 if self.rang + 1 < len(vues()) else None


@dataclass(frozen=True)
class Destination:
    """Where a view leads: who looks (None: a visitor), at which address; `depot` to press the filing button there."""

    acteur: object
    adresse: str
    depot: object = None


@memoire
def vues():
    """The views, in order, from their content file."""
    lues = tomllib.loads((DOSSIER / "visite.toml").read_text(encoding="utf-8"))["vue"]
    return [Vue(rang=rang, **composer(lue)) for rang, lue in enumerate(lues)]


def jouer(rang):
    """Play one view and return its Destination.

    The views before it are played first when the tour does not stand just before it: from the remembered state.
    """
    with un_seul():
        depart = rang if cache.get(OU_EN_EST_ON) == rang - 1 and rang else 0
        if not depart:
            scenes.revenir()
        edition = scenes.edition_jouee()
        for vue in vues()[depart : rang + 1]:
            destination = JEUX[vue.cle](edition)
    cache.set(OU_EN_EST_ON, rang, None)
    cache.set(scenes.EN_COURS, "visite", None)
    return destination


def interrompre():
    """Forget where the tour stands: the next view is played from the remembered state."""
    cache.delete(OU_EN_EST_ON)


# --- Means --------------------------------------------------------------------------------------------------


def _candidature(edition, titre):
    return edition.candidatures.filter(titre=titre).order_by("-cree_le").first()


def _du_dossier(nom, edition, titre):
    return reverse(nom, args=[_candidature(edition, titre).reference])


def _agente():
    return personnes.agente()


# --- 1 and 2: the closing -----------------------------------------------------------------------------------


def manque(edition):
    horloge.a(edition.cloture_le - timedelta(minutes=2), fige=False)
    candidature = _candidature(edition, RETARDATAIRE)
    if candidature is None or candidature.etat != Etat.BROUILLON or brouillon(candidature).est_complet:
        contenu = next(d for d in dossiers("ouverte") if d["titre"] == RETARDATAIRE)
        candidature = gestes.commencer(edition, contenu, sauf=("attestation_fiscale",))
    return Destination(
        gestes.porteur_de(candidature), reverse("candidatures:verification", args=[candidature.reference])
    )


def complet(edition):
    candidature = _candidature(edition, RETARDATAIRE)
    porteuse, contenu = gestes.porteur_de(candidature), scenes.contenus()[RETARDATAIRE]
    fichier = pieces.attestation(contenu["denomination"], siren(contenu["rang"]))
    gestes.joindre(candidature, "attestation_fiscale", fichier, par=porteuse)
    return Destination(porteuse, _du_dossier("candidatures:verification", edition, RETARDATAIRE))


def trop_tard(edition):
    horloge.a(edition.cloture_le + SECONDE, fige=False)
    candidature = _candidature(edition, RETARDATAIRE)
    return Destination(gestes.porteur_de(candidature), "", depot=candidature)


# --- 3: the seal --------------------------------------------------------------------------------------------


def comptes(edition):
    horloge.a(edition.cloture_le + 5 * SECONDE)  # still: the seal lifts a minute after the closing
    return Destination(_agente(), reverse("pilotage:region"))


# --- 4 and 5: the commission --------------------------------------------------------------------------------


def engagement(edition):
    horloge.a(scenes.apres_la_cloture(edition, 3), fige=False)
    scenes.instruire(edition, sauf=0)
    gestes.ouvrir_l_evaluation(edition, par=_agente())
    scenes.engager_la_commission(edition, sauf=(JEANNE,))
    scenes.trancher_les_liens(edition)
    return Destination(personnes.personne(JEANNE), reverse("habilitations:engagement"))


def liens(edition):
    personnes.engager(edition, personnes.personne(JEANNE))
    return Destination(personnes.personne(JEANNE), reverse("candidatures:liens"))


def deport(edition):
    lien = {DEPORT: ("contrat", "Notre département finance une étude de cette entreprise.")}
    gestes.declarer(edition, personnes.personne(JEANNE), lien)
    return Destination(personnes.personne(JEANNE), reverse("evaluation:bureau"))


def note(edition):
    horloge.a(scenes.apres_la_cloture(edition, 9, 15, 0), fige=False)
    scenes.noter(edition, sauf=(JEANNE,))
    jeanne, candidature = personnes.personne(JEANNE), _candidature(edition, NOTEE)
    notes, commentaires = gestes.grille_remplie(candidature.edition, scenes.contenus()[NOTEE], jeanne)
    deja = Evaluation.objects.filter(candidature=candidature, membre__personne=jeanne).first()
    notation.enregistrer(candidature, notes, commentaires, par=jeanne, revision=deja.revision if deja else 0)
    return Destination(jeanne, _du_dossier("evaluation:dossier", edition, NOTEE))


def remise(edition):
    jeanne = personnes.personne(JEANNE)
    notation.soumettre(_candidature(edition, NOTEE), par=jeanne)
    return Destination(jeanne, _du_dossier("evaluation:dossier", edition, NOTEE))


# --- 6 and 7: the meeting, the act, the letters -------------------------------------------------------------


def seance(edition):
    horloge.a(scenes.apres_la_commission(edition, 0), fige=False)
    reunion = scenes.reunir(edition)
    return Destination(_agente(), reverse("evaluation:region_animer", args=[reunion.pk]))


def pourquoi(edition):
    reunion = edition.seances.get(close_le=None)
    return Destination(_agente(), reverse("evaluation:region_classement", args=[reunion.pk]))


def acte(edition):
    horloge.a(scenes.apres_la_commission(edition, 0, 17, 0), fige=False)
    scenes.decider(edition)
    return Destination(_agente(), reverse("evaluation:decisions"))


def lettre(edition):
    horloge.a(scenes.apres_la_commission(edition, 1, 10, 5), fige=False)
    gestes.notifier(edition, par=_agente())
    delivrer(edition, par=_agente())
    return Destination(
        gestes.porteur_de(_candidature(edition, NOTEE)), _du_dossier("evaluation:decision", edition, NOTEE)
    )


def silence(edition):
    return Destination(None, f"{reverse('catalogue:liste')}?q={RECHERCHE}")


# --- 8 and 9: the catalogue, the label ----------------------------------------------------------------------


def recherche(edition):
    horloge.a(scenes.apres_la_commission(edition, 7, 11, 0), fige=False)
    scenes.publier(edition)
    return silence(edition)


def comparer(edition):
    fiches = Fiche.objects.filter(label__edition=edition).order_by("titre")
    slugs = fiches.filter(titre__in=(NOTEE, DEPORT)).values_list("slug", flat=True)
    return Destination(None, reverse("catalogue:comparer") + "?" + "&".join(f"s={slug}" for slug in slugs))


def scan(edition):
    code = edition.labels.get(solution=SCANNEE).code
    return Destination(None, reverse("catalogue:verifier_code", args=[code]))


def retrait(edition):
    motif = "Deux demandes de la Région sur la fiche sont restées sans réponse."
    retirer(edition.labels.get(solution=SCANNEE), motif=motif, par=_agente())
    return scan(edition)


# --- 10: what anyone may prove ------------------------------------------------------------------------------


def journal(edition):
    falsification.falsifier()
    return Destination(_agente(), reverse("demo:journal"))


def recalcul(edition):
    preuve.prouver(edition, par=_agente())
    return Destination(_agente(), reverse("demo:recalcul"))


JEUX = {
    jeu.__name__: jeu
    for jeu in (manque, complet, trop_tard, comptes, engagement, liens, deport, note, remise, seance, pourquoi, acte,
                lettre, silence, recherche, comparer, scan, retrait, journal, recalcul)
}  # fmt: skip
