"""French typography in templates: the functions of `amihr.socle.textes`, as filters of the same names."""

from django import template

from amihr.socle import textes
from amihr.socle.paragraphes import en_paragraphes

register = template.Library()

for nom in (
    "date_longue",
    "date_heure",
    "heure_seconde",
    "duree_restante",
    "nombre",
    "taille_fichier",
    "siren_affiche",
    "euros",
    "pluriel",
    "accorde",
    "de",
):
    register.filter(nom, getattr(textes, nom))
register.filter(en_paragraphes)
