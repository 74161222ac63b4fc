"""What the pages of the demonstration list: people by kind, steps of the tour, the call whose ranking is made again."""

import uuid
from itertools import groupby

from amihr.comptes.models import Personne
from amihr.habilitations.models import Membre
from amihr.pilotage.demo import personnes, scenes
from amihr.pilotage.demo.connexion import personne_ou_rien
from candidatures.models import Equipier
from evaluation.lectures import tableau

agente = personnes.agente


def personne(identifiant):
    """The active person of this id, or None for anything else."""
    try:
        return personne_ou_rien(uuid.UUID(identifiant))
    except ValueError:
        return None


def identifiants():
    """The password and the key that everybody has here, for whoever wishes to sign in by hand."""
    return {"mot_de_passe": personnes.MOT_DE_PASSE, "secret_totp": personnes.SECRET_TOTP}


def groupes():
    """The people one may be, by kind: `{"titre", "personnes": [{"pk", "nom", "quoi"}]}`."""
    ecrites = personnes.ecrites()
    par_courriel = {p.courriel: p for p in Personne.objects.actives()}
    personnel = [
        (par_courriel[e["courriel"]], e["titre"]) for e in ecrites["personnel"] if e["courriel"] in par_courriel
    ]
    return [
        {"titre": "La Région et ceux qui l’aident", "personnes": list(map(_ligne, personnel))},
        {"titre": "La commission", "personnes": list(map(_ligne, _commission()))},
        {"titre": "Les candidats de l’appel ouvert", "personnes": list(map(_ligne, _candidats(courante=True)))},
        {"titre": "Les candidats des appels passés", "personnes": list(map(_ligne, _candidats(courante=False)))},
    ]


def _ligne(paire):
    qui, quoi = paire
    return {"pk": qui.pk, "nom": qui.nom_complet, "quoi": quoi}


def _commission():
    sieges = Membre.objects.en_fonction().filter(edition__est_courante=True).select_related("personne", "college")
    for siege in sieges.order_by("college__ordre", "personne__nom", "pk"):
        yield siege.personne, siege.college.libelle + (", préside" if siege.est_president else "")


def _candidats(*, courante):
    places = Equipier.objects.actifs().filter(candidature__edition__est_courante=courante)
    places = places.select_related("personne", "candidature").order_by("candidature__titre", "personne__nom", "pk")
    for place in places:
        yield place.personne, f"{place.candidature.titre}, {place.candidature.get_etat_display().lower()}"


def etapes(vues):
    """The steps of the tour: number, title of the first view, number of views."""
    return [{"numero": numero, "vues": list(groupe)} for numero, groupe in groupby(vues, key=lambda vue: vue.etape)]


def edition_a_recalculer():
    """The most recent edition whose ranking the agent may see, or None."""
    editions = scenes.Edition.objects.order_by("-cloture_le")
    return next((e for e in editions if tableau(agente(), e).classement.lignes), None)
