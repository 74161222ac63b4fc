"""What an agent should look at in the dossiers that it examines: one reading for the list and for one dossier."""

from collections import defaultdict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Window
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import DenseRank, JSONObject

from amihr.horloge import jour_de_paris
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot, MembreConsortium
from candidatures.regles.dossier import Regard, piece_visible
from candidatures.regles.formulaire import questions_par_role
from candidatures.regles.reperes import (
    reperes_de_l_institut,
    reperes_de_la_structure,
    reperes_de_la_video,
    reperes_de_la_vraisemblance,
    reperes_des_pieces,
    reperes_du_registre,
    reperes_du_siren,
)
from candidatures.regles.vraisemblance import roles_lus

from .registre import releve_de_la_requete, releve_lu

# How many of the dossiers that say the same are named.
A_NOMMER = 5


def reperes(personne, edition, candidatures):
    """Return ``{pk: [Repere, …]}`` for candidatures that ``personne`` examines, on their last filed version.

    A dossier of the same company, or with the same video, is named only if ``personne`` may examine it too (T5, T6).
    """
    depots = _derniers(edition, candidatures)
    semblables = _semblables(personne, edition, depots)
    alerte = edition.reglages.get("Q7", {}).get("alerte_mois")
    trouves = {}
    for depot in depots:
        trouves[depot.candidature_id] = [
            *_du_depot(depot, edition.formulaire, alerte),
            *reperes_du_registre(_structures(depot)),
            *reperes_du_siren(*_qui_disent(semblables, "siren", depot.structure.siren, depot)),
            *reperes_de_la_video(*_qui_disent(semblables, "video", depot.video, depot)),
        ]
    return trouves


def _derniers(edition, candidatures):
    """Return the last versions, each with the register's answers about it and its consortium."""
    membres = MembreConsortium.objects.filter(depot=OuterRef("pk")).exclude(structure__siren="").order_by("ordre")
    faits = JSONObject(
        nom="structure__denomination", siren="structure__siren", releve=releve_de_la_requete("structure__siren")
    )
    depots = Depot.objects.filter(candidature__in=candidatures).annotate(
        releve=releve_de_la_requete("structure__siren"),
        membres=ArraySubquery(membres.values_list(faits, flat=True)),
    )
    depots = depots.annotate(lues=_reponses(edition.formulaire))
    depots = depots.select_related("structure").prefetch_related("pieces")
    depots = depots.defer("contenu", "formulaire", "manifeste", "revisions", "documents_acceptes")
    return list(depots.order_by("candidature_id", "-numero").distinct("candidature_id"))


def _reponses(formulaire):
    """An expression: the few answers whose likelihood is judged, as ``{slug: {code: answer}}``, without the rest."""
    places = [place for role, place in questions_par_role(formulaire).items() if role in roles_lus()]
    par_partie = defaultdict(dict)
    for slug, question in places:
        par_partie[slug][question["code"]] = KeyTransform(question["code"], KeyTransform(slug, "contenu"))
    return JSONObject(**{slug: JSONObject(**reponses) for slug, reponses in par_partie.items()})


def _structures(depot):
    """Return ``[(name of a member or "" for the lead, SIREN, Releve or None)]`` of those that have a SIREN."""
    mandataire = [("", depot.structure.siren, releve_lu(depot.releve))] if depot.structure.siren else []
    return [*mandataire, *((m["nom"], m["siren"], releve_lu(m["releve"])) for m in depot.membres)]


def _rangs(valeur):
    """The rank of a dossier, by title, among those that say the same ``valeur``, from either end: their sum counts them.

    Dense: several versions of one dossier have one rank.
    """
    titre, reference = F("candidature__titre"), F("candidature__reference")
    debut = Window(DenseRank(), partition_by=[valeur], order_by=[titre.asc(), reference.asc()])
    return debut, Window(DenseRank(), partition_by=[valeur], order_by=[titre.desc(), reference.desc()])


def _semblables(personne, edition, depots):
    """Return ``{("siren" or "video", value): (number of dossiers that say it, {pk: (reference, title)} of the first)}``.

    In whatever version. However many say the same, a few rows are read by value: the ones to name, one's own, a count.
    """
    sirens = {depot.structure.siren for depot in depots} - {""}
    videos = {depot.video for depot in depots} - {""}
    if not sirens and not videos:
        return {}
    dossiers = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF).filter(edition=edition)
    trouves = Depot.objects.filter(candidature__in=dossiers)
    trouves = trouves.filter(Q(structure__siren__in=sirens) | Q(video__in=videos))
    (siren, siren_inverse), (video, video_inverse) = _rangs(F("structure__siren")), _rangs(F("video"))
    trouves = trouves.annotate(siren=siren, siren_inverse=siren_inverse, rang_video=video, video_inverse=video_inverse)
    trouves = trouves.filter(Q(siren__lte=A_NOMMER + 1) | Q(rang_video__lte=A_NOMMER + 1))
    semblables = {}
    lignes = trouves.order_by("candidature__titre", "candidature__reference").values_list(
        "candidature_id", "candidature__reference", "candidature__titre",
        "structure__siren", "siren", "siren_inverse", "video", "rang_video", "video_inverse",
    )  # fmt: skip
    for pk, *tete, dit_siren, rang, inverse, dite_video, rang_video, inverse_video in lignes:
        dits = (("siren", dit_siren, rang, inverse), ("video", dite_video, rang_video, inverse_video))
        for quoi, valeur, place, inverse_de_la_place in dits:
            if place <= A_NOMMER + 1:
                combien = place + inverse_de_la_place - 1
                semblables.setdefault((quoi, valeur), (combien, {}))[1][pk] = tuple(tete)
    return semblables


def _qui_disent(semblables, quoi, valeur, depot):
    """Return (the (reference, title) of the first other dossiers that say that value, by title, how many more there are)."""
    combien, premiers = semblables.get((quoi, valeur), (0, {})) if valeur else (0, {})
    autres = [tete for pk, tete in premiers.items() if pk != depot.candidature_id][:A_NOMMER]
    return autres, max(combien - 1 - len(autres), 0)


def _du_depot(depot, formulaire, alerte):
    """The edition's own form names slots and choices: the frozen one, of each version, would weigh on a list."""
    lisibles = {e["code"] for e in formulaire["pieces"] if piece_visible(e, Regard.INSTRUCTION)}
    pieces = [piece for piece in depot.pieces.all() if piece.emplacement in lisibles]
    return [
        *reperes_des_pieces(formulaire, pieces, jour_de_paris(depot.depose_le), alerte),
        *reperes_de_l_institut(formulaire, depot.structure, pieces),
        *reperes_de_la_structure(formulaire, depot.structure),
        *reperes_de_la_vraisemblance(formulaire, depot.lues, jour_de_paris(depot.depose_le)),
    ]
