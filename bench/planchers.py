"""The floors: for each page, the least that a Django view could cost for the same work.

Raw SQL, as few statements as the work allows (`sql/<name>.sql`), the page's own HTML, recorded beforehand, as one flat
template whose every text is a variable, no middleware. A write does what must be on disk when the page answers, in one
transaction.
"""

import os
import re
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import Context, Engine

REQUETES = Path(__file__).parent / "sql"
PAGES = settings.DOSSIER / "pages"
TEXTE = re.compile(r"(?<=>)(\s*[^<>\s{][^<>{]*)(?=<)")


@cache
def requetes(nom):
    """The statements of one floor."""
    return tuple(requete for requete in (REQUETES / f"{nom}.sql").read_text().split(";\n") if requete.strip())


@cache
def gabarit(nom):
    """(template, words) of the recorded page: flat, with one variable for each piece of text between two tags."""
    morceaux = TEXTE.split((PAGES / f"{nom}.html").read_text())
    mots = [unescape(mot) for mot in morceaux[1::2]]
    for rang in range(len(mots)):
        morceaux[2 * rang + 1] = f"{{{{ mots.{rang} }}}}"
    return Engine().from_string("".join(morceaux)), mots


def _recevoir(envoi):
    """Put a received file on the disk, for good; return what its row says of it."""
    if envoi is None:
        return {}
    empreinte, cle = sha256(), uuid4().hex
    with (settings.DOSSIER / cle).open("wb") as sortie:
        for morceau in envoi.chunks():
            empreinte.update(morceau)
            sortie.write(morceau)
        sortie.flush()
        os.fsync(sortie.fileno())
    return {"cle": cle, "sha256": empreinte.hexdigest(), "taille": envoi.size, "nom": envoi.name}


def plancher(request, nom):
    """Do the work of a page at the least cost; the ids it works on come in the query string."""
    lignes, parametres = [], request.GET.dict() | _recevoir(request.FILES.get("fichier"))
    with connection.cursor() as curseur:
        for requete in requetes(nom):
            curseur.execute(requete, parametres)
            lignes = curseur.fetchall() if curseur.description else lignes
    reponse = request.GET.get("reponse")
    if reponse == "304":
        return HttpResponse(status=304)
    if reponse == "302":
        return HttpResponseRedirect("/")
    if reponse == "json":
        return JsonResponse({"revision": 1})
    page, mots = gabarit(nom)
    return HttpResponse(page.render(Context({"mots": mots, "lignes": lignes})))
