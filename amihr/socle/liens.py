"""Addresses of an edition: the current one stands at the root, any other under /editions/<slug>/."""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpResponseRedirect
from django.urls import get_script_prefix, reverse

# Parts of the site that no edition owns: their addresses never take a prefix (ux.md 6).
COMMUNS = re.compile(
    r"(catalogue(\.\w+|/|$)|verifier/|macaron/|alertes/|laureats/|compte/|api/|ogcapi/|demo/|admin/|static/"
    r"|plan-du-site/|code-source/|sante/|horloge\.json|accessibilite/|mentions-legales/|donnees-personnelles/"
    r"|robots\.txt|sitemap\.xml|\.well-known/|editions/)"
)

_edition_du_chemin = ContextVar("edition_du_chemin", default=None)


@contextmanager
def sous_edition(slug):
    """Prefix every per-edition address built meanwhile; `None` means the root."""
    jeton = _edition_du_chemin.set(slug)
    try:
        yield
    finally:
        _edition_du_chemin.reset(jeton)


def prefixer(chemin, slug=None):
    """Return `chemin` under /editions/<slug>/ unless no edition is named or the page belongs to none."""
    slug = slug or _edition_du_chemin.get()
    racine = get_script_prefix()
    suite = chemin.removeprefix(racine)
    if not slug or COMMUNS.match(suite):
        return chemin
    return f"{racine}editions/{slug}/{suite}"


def lien(nom, *args, edition=None, requete=None, **kwargs):
    """Return the address of the page `nom`, in the edition being shown.

    `edition` names another one: no prefix if it is the current edition. `requete` is a mapping that
    becomes the query string.
    """
    chemin = reverse(nom, args=args, kwargs=kwargs, query=requete)
    if edition is not None:
        with sous_edition(None):
            return prefixer(chemin, None if edition.est_courante else edition.slug)
    return prefixer(chemin)


def rediriger(nom, *args, **kwargs):
    """Redirect to the page `nom`; same arguments as `lien`."""
    return HttpResponseRedirect(lien(nom, *args, **kwargs))
