"""Conditions and values that Django compiles once a process, and that PostgreSQL works out once a statement.

Building and compiling a long condition costs Django more than PostgreSQL takes to answer it. What is kept here is SQL
without any value: who asks, and when, are parameters of each use.
"""

import re
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet, FullResultSet, ImproperlyConfigured
from django.db import connection
from django.db.models import BooleanField, Expression, F, Func

# The names that Django gives to the tables of subqueries: T3, U0, AB1…
ALIAS = re.compile(r"\b[A-Z]{1,2}\d+\b")


class Parmi(Func):
    """Condition: `colonne` is among the values of a subquery that does not look at the row.

    `= ANY(ARRAY(SELECT …))`: PostgreSQL runs it once a statement and has nothing to join, where EXISTS and IN add a
    join to plan and often a search per row. For few values: the array is read from one end to the other.
    """

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()

    def __init__(self, colonne, lignes):
        super().__init__(F(colonne), ArraySubquery(lignes.order_by()))


class Parametre(Expression):
    """A value given at each use of a compiled condition: what builds the condition cannot look at it."""

    def __init__(self, nom, champ):
        super().__init__(output_field=champ)
        self.nom = nom

    def as_sql(self, compiler, connection):
        return "%s", (self,)


class _Compilee:
    """SQL compiled at its first use, and the places of its parameters; ``champ``: the field of its value."""

    def __init__(self, modele, construire, champ):
        self.modele, self.construire, self.champ = modele, construire, champ

    def __call__(self, **valeurs):
        """The expression for `filter()` or `annotate()`, with the value of each of its parameters."""
        return _Usage(self, valeurs)

    @cached_property
    def sql(self):
        """(SQL cut where the row's own table is named, parameters).

        The tables inside get names that Django never draws, so that no query around it can hide one of them.
        """
        requete, noeud = self._noeud()
        if sum(map(bool, requete.alias_refcount.values())) > 1:
            raise ImproperlyConfigured("Ce qui est compilé ne joint rien : Exists, Subquery ou Parmi.")
        try:
            texte, parametres = requete.get_compiler(connection=connection).compile(noeud)
        except FullResultSet:
            texte, parametres = "TRUE", ()
        except EmptyResultSet:
            texte, parametres = "FALSE", ()
        table = connection.ops.quote_name(self.modele._meta.db_table)
        return ALIAS.sub(r"compilee_\g<0>", texte).split(f"{table}."), tuple(parametres)


class ConditionCompilee(_Compilee):
    """A condition on the rows of a model; `construire` returns it as a `Q`."""

    def __init__(self, modele, construire):
        super().__init__(modele, construire, BooleanField())

    def _noeud(self):
        requete = self.modele._base_manager.filter(self.construire()).query
        return requete, requete.where


class ValeurCompilee(_Compilee):
    """A value read with each row of a model; `construire` annotates a queryset with it, under the name `valeur`."""

    def _noeud(self):
        requete = self.construire(self.modele._base_manager.all()).query
        return requete, requete.annotations["valeur"]


class _Usage(Expression):
    """Something compiled and its values; it follows its table when a query renames it, as any expression does."""

    def __init__(self, compilee, valeurs):
        super().__init__(output_field=compilee.champ)
        self.compilee, self.valeurs, self.ligne = compilee, valeurs, F("pk")

    def get_source_expressions(self):
        return [self.ligne]

    def set_source_expressions(self, expressions):
        (self.ligne,) = expressions

    def resolve_expression(self, query=None, *arguments, **options):
        resolue = super().resolve_expression(query, *arguments, **options)
        if resolue.ligne.target.model is not self.compilee.modele:
            raise ImproperlyConfigured(f"Cette condition porte sur {self.compilee.modele}, non sur {query.model}.")
        return resolue

    def as_sql(self, compiler, connection):
        morceaux, parametres = self.compilee.sql
        table = compiler.quote_name_unless_alias(self.ligne.alias)
        valeurs = tuple(self.valeurs[p.nom] if isinstance(p, Parametre) else p for p in parametres)
        return f"({f'{table}.'.join(morceaux)})", valeurs
