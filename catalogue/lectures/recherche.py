"""The search of the catalogue: needs, words, facets and their counts, over what everybody may see."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Value

from amihr.horloge import jour_de_paris
from amihr.socle.normalisation import AppNorm
from catalogue.models import Fiche
from catalogue.regles.criteres import PAR_PAGE, Tri, tri_applique

FACETTES = ("theme", "besoin", "donnees", "locale", "coeur")

# One statement for every count: what is published and holds the words is read once, each row with the answer
# to each group of filters. A facet counts what the other groups keep, so that its own choices can be widened.
COMPTER = """
WITH base AS MATERIALIZED ({base})
SELECT 'total', '', '', '', 0::bigint, '', count(*) FILTER (WHERE {tout}) FROM base
UNION ALL
SELECT 'theme', t.slug, min(t.titre), '', min(t.numero), min(t.pastille), count(*) FILTER (WHERE {theme})
FROM base JOIN editions_thematique t ON t.id = base.thematique GROUP BY t.slug
UNION ALL
SELECT 'besoin', c.code, min(c.libelle), min(t.titre), min(t.numero * 1000 + c.ordre), min(t.pastille),
    count(DISTINCT base.cle) FILTER (WHERE {besoin})
FROM base JOIN catalogue_fiche_cas_usage m ON m.fiche_id = base.cle JOIN editions_casusage c ON c.id = m.casusage_id
    JOIN editions_thematique t ON t.id = c.thematique_id GROUP BY c.code
UNION ALL
SELECT 'donnees', d ->> 'code', min(d ->> 'libelle'), '', 0, '', count(*) FILTER (WHERE {donnees})
FROM base CROSS JOIN LATERAL jsonb_array_elements(base.exploitees) d GROUP BY d ->> 'code'
UNION ALL
SELECT 'locale', '1', '', '', 0, '', count(*) FILTER (WHERE du_territoire AND {locale}) FROM base
UNION ALL
SELECT 'coeur', '1', '', '', 0, '', count(*) FILTER (WHERE coup_de_coeur AND {coeur}) FROM base
"""


@dataclass(frozen=True)
class Choix:
    """One value of a facet: how many solutions it would keep."""

    code: str
    libelle: str
    groupe: str
    rang: int
    pastille: str
    compte: int
    est_choisi: bool


@dataclass(frozen=True)
class Resultat:
    """The answer to a search: ``facettes`` maps each facet to its values, in reading order."""

    page: Page
    total: int
    facettes: dict
    tri: Tri


class Pages(Paginator):
    """Pages of a list already counted by its facets."""

    def __init__(self, liste, taille, compte):
        super().__init__(liste, taille)
        self._compte = compte

    @property
    def count(self):
        return self._compte


def chercher(criteres, instant):
    """Return the ``Resultat`` of a search among the published solutions, in three statements at any size.

    R49: the way in is the need (thématique, use case, data), not the vendor; every count is over visible rows.
    """
    visibles = _qui_contiennent(Fiche.objects.publiees(instant, jour_de_paris(instant)), criteres.texte)
    groupes = _conditions(criteres)
    lignes = _compter(visibles, groupes)
    total = next(compte for facette, *_, compte in lignes if facette == "total")
    tri = tri_applique(criteres, total)
    retenues = visibles.filter(*groupes.values()).select_related("label__thematique")
    retenues = _ordonner(retenues, criteres.texte, tri).defer("contenu", "recherche", "besoins", "label__membres")
    return Resultat(Pages(retenues, PAR_PAGE, total).get_page(criteres.page), total, _facettes(lignes, criteres), tri)


def _question(texte):
    return SearchQuery(AppNorm(Value(texte)), config="french", search_type="websearch")


def _qui_contiennent(fiches, texte):
    return fiches.filter(recherche=_question(texte)) if texte else fiches


def _conditions(criteres):
    """Return what each group of filters asks of a fiche; a group that asks nothing keeps everything."""
    besoins = Fiche.cas_usage.through.objects.filter(fiche=OuterRef("pk"), casusage__code__in=criteres.besoins)
    donnees = [Q(donnees__contains=[{"code": code}]) for code in criteres.donnees]
    return {
        "theme": Q(label__thematique__slug__in=criteres.themes) if criteres.themes else Q(),
        "besoin": Q(Exists(besoins)) if criteres.besoins else Q(),
        "donnees": reduce(or_, donnees) if donnees else Q(),
        "locale": Q(est_du_territoire=True) if criteres.locales else Q(),
        "coeur": Q(label__est_coup_de_coeur=True) if criteres.coups_de_coeur else Q(),
    }


def _compter(visibles, groupes):
    """Return (facet, code, label, group, rank, image, count) rows."""
    reponses = {f"ok_{nom}": _reponse(condition) for nom, condition in groupes.items()}
    base = visibles.order_by().values(
        **reponses,
        cle=F("pk"),
        thematique=F("label__thematique_id"),
        exploitees=F("donnees"),
        du_territoire=F("est_du_territoire"),
        coup_de_coeur=F("label__est_coup_de_coeur"),
    )
    sql, valeurs = base.query.sql_with_params()
    tests = {nom: " AND ".join(f"ok_{autre}" for autre in FACETTES if autre != nom) for nom in FACETTES}
    tests["tout"] = " AND ".join(f"ok_{nom}" for nom in FACETTES)
    with connection.cursor() as curseur:
        curseur.execute(COMPTER.format(base=sql, **tests), valeurs)
        return curseur.fetchall()


def _reponse(condition):
    return ExpressionWrapper(condition or Q(Value(True)), output_field=BooleanField())


def _ordonner(fiches, texte, tri):
    if tri == Tri.PERTINENCE:
        return fiches.annotate(pertinence=SearchRank(F("recherche"), _question(texte))).order_by(
            "-pertinence", "cle_de_tri", "pk"
        )
    return fiches.order_by(*(["label__fin"] if tri == Tri.FIN else []), "cle_de_tri", "pk")


def _facettes(lignes, criteres):
    choisis = {
        "theme": criteres.themes,
        "besoin": criteres.besoins,
        "donnees": criteres.donnees,
        "locale": ("1",) if criteres.locales else (),
        "coeur": ("1",) if criteres.coups_de_coeur else (),
    }
    facettes = {nom: [] for nom in FACETTES}
    for facette, code, libelle, groupe, rang, pastille, compte in lignes:
        if facette in facettes:
            choix = Choix(code, libelle, groupe, rang, pastille, compte, code in choisis[facette])
            facettes[facette].append(choix)
    return {nom: sorted(choix, key=lambda c: (c.rang, c.libelle)) for nom, choix in facettes.items()}
