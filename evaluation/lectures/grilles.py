"""The grid of an edition, read in one statement whatever its size."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from evaluation.models import Critere, Descripteur, Grille, SousCritere
from evaluation.regles.grille import GrilleLue


def en_json(lignes, **champs):
    """Each row of a queryset as one JSON value."""
    return lignes.values_list(JSONObject(**champs), flat=True)


def grilles_en_json(grilles):
    """Each grid with its criteria, their parts and their levels, as ``GrilleLue.de_json`` reads it."""
    sous = SousCritere.objects.filter(critere=OuterRef("pk")).order_by("ordre")
    descripteurs = Descripteur.objects.filter(critere=OuterRef("pk")).order_by("note")
    criteres = en_json(
        Critere.objects.filter(grille=OuterRef("pk")).order_by("rang"),
        pk="pk",
        rang="rang",
        titre="titre",
        aide="aide",
        article="article",
        numerateur="poids_numerateur",
        denominateur="poids_denominateur",
        sous_criteres=ArraySubquery(en_json(sous, pk="pk", titre="titre", poids="poids")),
        descripteurs=ArraySubquery(en_json(descripteurs, note="note", texte="texte")),
    )
    return en_json(
        grilles, pk="pk", numero="numero", methode="methode", echelle="echelle", criteres=ArraySubquery(criteres)
    )


def grille_lue(edition):
    """Return the ``GrilleLue`` in force of an edition, in one statement, or ``None``."""
    return _lue(Grille.objects.filter(edition=edition).order_by("-numero"))


def version_lue(pk):
    """Return the ``GrilleLue`` of one version."""
    return _lue(Grille.objects.filter(pk=pk))


def _lue(grilles):
    lue = grilles_en_json(grilles).first()
    return GrilleLue.de_json(lue) if lue else None
