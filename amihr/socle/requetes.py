"""Conditions that Django compiles once a process, and that PostgreSQL works out once a statement.

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


class ConditionCompilee:
    """A condition on the rows of a model, compiled at its first use; `construire` returns it as a `Q`."""

    def __init__(self, modele, construire):
        self.modele, self.construire = modele, construire

    def __call__(self, **valeurs):
        """The condition for `filter()` or `annotate()`, with the value of each of its parameters."""
        return _Condition(self, valeurs)

    @cached_property
    def sql(self):
        """(SQL cut where the row's own table is named, parameters).

        The tables inside get names that Django never draws, so that no query around it can hide one of them.
        """
        requete = self.modele._base_manager.filter(self.construire()).query
        if sum(map(bool, requete.alias_refcount.values())) > 1:
            raise ImproperlyConfigured("Une condition compilée ne joint rien : Exists ou Parmi.")
        try:
            texte, parametres = requete.get_compiler(connection=connection).compile(requete.where)
        except FullResultSet:
            texte, parametres = "TRUE", ()
        except EmptyResultSet:
            texte, parametres = "FALSE", ()
        table = connection.ops.quote_name(self.modele._meta.db_table)
        return ALIAS.sub(r"compilee_\g<0>", texte).split(f"{table}."), tuple(parametres)


class _Condition(Expression):
    """A `ConditionCompilee` and its values; it follows its table when a query renames it, as any expression does."""

    output_field = BooleanField()

    def __init__(self, compilee, valeurs):
        super().__init__()
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
