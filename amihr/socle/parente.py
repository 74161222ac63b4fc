"""Which thing a row belongs to: the way of foreign keys from a model up to another one, found in the models themselves."""

from functools import cache

from django.apps import apps
from django.db.models import ForeignKey, Q


def _cles(modele):
    """The foreign keys of a model, those that are never empty first."""
    cles = [champ for champ in modele._meta.concrete_fields if isinstance(champ, ForeignKey)]
    return sorted(cles, key=lambda champ: champ.null)


@cache
def chemin(modele, ancetre):
    """Return the shortest way from ``modele`` up to ``ancetre``, as names of foreign keys; ``None`` when there is none."""
    vus, etage = {modele}, [(modele, ())]
    while etage:
        suivant = []
        for ici, pas in etage:
            if ici is ancetre:
                return pas
            for cle in _cles(ici):
                if cle.related_model not in vus:
                    vus.add(cle.related_model)
                    suivant.append((cle.related_model, (*pas, cle.name)))
        etage = suivant
    return None


def ancetre_de(objet, ancetre):
    """Return the ``ancetre`` that a row belongs to, or ``None``; what is already read is not read again.

    A row may come as the lazy object of a request: its class is asked of it, not of what wraps it.
    """
    for nom in chemin(objet.__class__, ancetre) or ():
        objet = getattr(objet, nom)
        if objet is None:
            return None
    return objet if isinstance(objet, ancetre) else None


@cache
def descendance(ancetre):
    """Return the models, tables of many-to-many included, whose rows belong to a row of ``ancetre``."""
    modeles = apps.get_models(include_auto_created=True)
    return [modele for modele in modeles if modele is not ancetre and chemin(modele, ancetre) is not None]


def lignes_de(modele, pk, ancetre):
    """Return the rows of ``modele`` that lead to the ``ancetre`` of this key, by any of their foreign keys."""
    condition = Q(pk__in=[])
    for cle in _cles(modele):
        suite = chemin(cle.related_model, ancetre)
        if suite is not None:
            condition |= Q(**{"__".join((cle.name, *suite)): pk})
    return modele._base_manager.filter(condition)
