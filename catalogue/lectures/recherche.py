"""The search of the catalogue: needs, words, facets and their counts, over what everybody may see."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Value

from amihr.horloge import jour_de_paris
from amihr.socle.normalisation import AppNorm
from amihr.socle.textes import entier
from catalogue.models import Fiche
from catalogue.regles.criteres import CLASSABLES, PAR_PAGE, Tri, tri_applique

FACETTES = ("theme", "besoin", "donnees", "locale", "coeur")

# One statement for the counts and for the page: what is published and holds the words is read once, each row with
# the answer to each group of filters. A facet counts what the other groups keep, so that its choices can be widened.
# Relevance is computed for a bounded number of answers only; a page beyond the last one is the last one.
CHERCHER = """
WITH base AS MATERIALIZED ({base}),
retenues AS (SELECT cle, titre_de_tri, fin FROM base WHERE {tout}),
total AS (SELECT count(*) AS n FROM retenues)
SELECT 'total', '', '', '', 0::bigint, '', n FROM total
UNION ALL
SELECT 'theme', t.slug, min(t.titre), '', min(t.numero), min(t.pastille), sum(g.n)
FROM (SELECT thematique, count(*) FILTER (WHERE {theme}) AS n FROM base GROUP BY thematique) g
    JOIN editions_thematique t ON t.id = g.thematique GROUP BY t.slug
UNION ALL
SELECT 'besoin', c.code, min(c.libelle), min(t.titre), min(t.numero * 1000 + c.ordre), min(t.pastille), sum(g.n)
FROM (SELECT m.casusage_id, count(*) FILTER (WHERE {besoin}) AS n
        FROM base JOIN catalogue_fiche_cas_usage m ON m.fiche_id = base.cle GROUP BY m.casusage_id) g
    JOIN editions_casusage c ON c.id = g.casusage_id JOIN editions_thematique t ON t.id = c.thematique_id GROUP BY c.code
UNION ALL
SELECT 'donnees', d ->> 'code', min(d ->> 'libelle'), '', 0, '', sum(g.n)
FROM (SELECT exploitees, count(*) FILTER (WHERE {donnees}) AS n FROM base GROUP BY exploitees) g
    CROSS JOIN LATERAL jsonb_array_elements(g.exploitees) d GROUP BY d ->> 'code'
UNION ALL
SELECT 'locale', '1', '', '', 0, '', count(*) FILTER (WHERE du_territoire AND {locale}) FROM base
UNION ALL
SELECT 'coeur', '1', '', '', 0, '', count(*) FILTER (WHERE coup_de_coeur AND {coeur}) FROM base
UNION ALL
SELECT 'page', p.cle::text, '', '', row_number() OVER (ORDER BY {ordre}), '', 0
FROM (SELECT r.*, {pertinence} AS pertinence FROM retenues r {jointure} ORDER BY {ordre}
    LIMIT {taille} OFFSET (SELECT greatest(0, least(%s - 1, (n - 1) / {taille})) * {taille} FROM total)) p
"""
ORDRES = {
    Tri.NOM: "titre_de_tri, cle",
    Tri.FIN: "fin, titre_de_tri, cle",
    Tri.PERTINENCE: "pertinence DESC, titre_de_tri, cle",
}
PERTINENCE = """CASE WHEN (SELECT n FROM total) <= %s
    THEN ts_rank(f.recherche, websearch_to_tsquery('french', app_norm(%s))) ELSE 0 END"""
JOINTURE = "JOIN catalogue_fiche f ON f.id = r.cle"


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
    """Pages of a list that the search has already counted and cut."""

    def __init__(self, fiches, total):
        super().__init__(fiches, PAR_PAGE)
        self._total = total

    @property
    def count(self):
        return self._total

    def page(self, number):
        """The page that was read, under its number."""
        return Page(self.object_list, self.validate_number(number), self)


def chercher(criteres, instant):
    """Return the ``Resultat`` of a search among the published solutions, in two statements at any size.

    R49: the way in is the need (thématique, use case, data), not the vendor; every count is over visible rows.
    """
    visibles = _qui_contiennent(Fiche.objects.publiees(instant, jour_de_paris(instant)), criteres.texte)
    lignes = _demander(visibles, criteres)
    total = next(compte for facette, *_, compte in lignes if facette == "total")
    places = {int(cle): rang for facette, cle, _, _, rang, _, _ in lignes if facette == "page"}
    fiches = Fiche.objects.filter(pk__in=places).select_related("label__thematique")
    fiches = fiches.defer("contenu", "recherche", "besoins", "label__membres").order_by("pk")
    page = Pages(sorted(fiches, key=lambda fiche: places[fiche.pk]), total).get_page(criteres.page)
    return Resultat(page, total, _facettes(lignes, criteres), tri_applique(criteres, total))


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


def _demander(visibles, criteres):
    """Return the (facet or « page », code, label, group, rank, image, count) rows of a search."""
    reponses = {f"ok_{nom}": _reponse(condition) for nom, condition in _conditions(criteres).items()}
    base = visibles.order_by().values(
        **reponses,
        cle=F("pk"),
        titre_de_tri=F("cle_de_tri"),
        fin=F("label__fin"),
        thematique=F("label__thematique_id"),
        exploitees=F("donnees"),
        du_territoire=F("est_du_territoire"),
        coup_de_coeur=F("label__est_coup_de_coeur"),
    )
    sql, valeurs = base.query.sql_with_params()
    tests = {nom: " AND ".join(f"ok_{autre}" for autre in FACETTES if autre != nom) for nom in FACETTES}
    tests["tout"] = " AND ".join(f"ok_{nom}" for nom in FACETTES)
    tri = criteres.tri or (Tri.PERTINENCE if criteres.texte else Tri.NOM)
    par_pertinence = tri == Tri.PERTINENCE and bool(criteres.texte)
    demande = CHERCHER.format(
        base=sql,
        taille=PAR_PAGE,
        ordre=ORDRES[tri],
        pertinence=PERTINENCE if par_pertinence else "0",
        jointure=JOINTURE if par_pertinence else "",
        **tests,
    )
    suite = [CLASSABLES, criteres.texte] if par_pertinence else []
    with connection.cursor() as curseur:
        curseur.execute(demande, [*valeurs, *suite, _numero(criteres.page)])
        return curseur.fetchall()


def _numero(page):
    """The page asked for, at least the first; words are the first one."""
    return max(1, entier(page, 1, chiffres=6))


def _reponse(condition):
    return ExpressionWrapper(condition or Q(Value(True)), output_field=BooleanField())


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
