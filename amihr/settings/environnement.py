"""Read settings from the environment."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def texte(nom, defaut=None):
    """The value of an environment variable, or of the file that `<nom>_FILE` names (Docker secrets).

    Raises ImproperlyConfigured when it is absent and has no default.
    """
    if chemin := os.environ.get(f"{nom}_FILE"):
        with open(chemin, encoding="utf-8") as fichier:
            return fichier.read().strip()
    valeur = os.environ.get(nom, "").strip() or defaut
    if valeur is None:
        raise ImproperlyConfigured(f"La variable d’environnement {nom} est obligatoire.")
    return valeur


def oui_non(nom, defaut=False):
    """A switch: 1/0, oui/non, true/false."""
    valeur = os.environ.get(nom, "").strip().lower()
    if valeur in {"", "0", "non", "false"}:
        return defaut if valeur == "" else False
    if valeur in {"1", "oui", "true"}:
        return True
    raise ImproperlyConfigured(f"{nom} vaut « {valeur} » : écrivez 1 ou 0.")


def entier(nom, defaut):
    """A whole number."""
    try:
        return int(os.environ.get(nom, "").strip() or defaut)
    except ValueError as erreur:
        raise ImproperlyConfigured(f"{nom} doit être un nombre entier.") from erreur


def liste(nom, defaut=""):
    """Words separated by commas."""
    return [mot.strip() for mot in os.environ.get(nom, defaut).split(",") if mot.strip()]


def base_de_donnees(url):
    """Django's database settings for a URL like postgresql://role:password@host:5432/base?sslmode=require.

    `host` may be given as a parameter, for a Unix socket folder.
    """
    morceaux = urlsplit(url)
    if morceaux.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("La base de données doit être une adresse postgresql://…")
    parametres = dict(parse_qsl(morceaux.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(morceaux.path.lstrip("/")),
        "USER": unquote(morceaux.username or ""),
        "PASSWORD": unquote(morceaux.password or ""),
        "HOST": parametres.pop("host", "") or (morceaux.hostname or ""),
        "PORT": str(morceaux.port or ""),
        "OPTIONS": parametres,
    }
