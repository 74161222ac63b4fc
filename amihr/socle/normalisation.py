"""The SQL function `app_norm`: lower case, without accents, the same everywhere (sorting, search)."""

from django.db.models import Func, TextField


class AppNorm(Func):
    """`app_norm(expression)`: « Église » and « eglise » become one word, and sort beside one another."""

    function = "app_norm"
    arity = 1
    output_field = TextField()
