"""Whole stories in a real browser: a page that forgives nothing, a French reader."""

from tests.parcours.outils import browser_context_args, page  # noqa: F401
