"""What was typed in a form sent after the end of the session, without script: kept through sign-in, for the same person.

The form says by a signed field who it was drawn for. The text waits one hour in the cache, encrypted under a key that
stands in the browser's cookie only: neither a copy of the database nor another browser reads it.
"""

import base64
import hashlib
import json
import secrets

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import QueryDict

CHAMP = "_auteur"  # no question of a form begins so
COOKIE = "reprise"
DUREE = 3600
CARACTERES_AU_PLUS = 400_000
ECARTES = (CHAMP, "csrfmiddlewaretoken")
SIGNATURE = Signer(salt="amihr.comptes.reprise")


def signer_l_auteur(personne):
    """Return what a form carries to say who it was drawn for: the same at each page, so that copies can be compared."""
    return SIGNATURE.sign(str(personne.pk))


def garder(request, reponse):
    """Keep what an anonymous request typed, if its form was drawn for somebody; tell whether it is kept.

    The answer carries the key away. Files are not kept; nor is a text longer than any form of ours.
    """
    auteur = _auteur(request.POST.get(CHAMP, ""))
    champs = request.POST.copy()
    for nom in ECARTES:
        champs.pop(nom, None)
    ecrits = champs.urlencode()
    if not auteur or not request.accepts("text/html") or len(ecrits) > CARACTERES_AU_PLUS:
        return False
    secret = secrets.token_urlsafe(32)
    texte = json.dumps({"auteur": auteur, "chemin": request.path, "champs": ecrits})
    cache.set(_cle(secret), _coffre(secret).encrypt(texte.encode()), DUREE)
    reponse.set_cookie(
        COOKIE, secret, DUREE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, path="/"
    )
    return True


def attend(request):
    """Tell whether a text may be waiting for whoever signs in with this browser."""
    return COOKIE in request.COOKIES


def retrouver(request):
    """Return what the signed-in person typed on this very page before signing in, as a form is posted, or None.

    Nothing is returned to anybody else, for whom it is forgotten.
    """
    secret = request.COOKIES.get(COOKIE, "")
    chiffre = cache.get(_cle(secret)) if secret else None
    if chiffre is None:
        return None
    try:
        garde = json.loads(_coffre(secret).decrypt(chiffre))
    except InvalidToken:
        return None
    if garde["auteur"] != str(request.user.pk):
        oublier(request)
    elif garde["chemin"] == request.path:
        return QueryDict(garde["champs"])
    return None


def oublier(request):
    """Forget the text once it is saved."""
    if secret := request.COOKIES.get(COOKIE):
        cache.delete(_cle(secret))


def _auteur(signe):
    try:
        return SIGNATURE.unsign(signe)
    except BadSignature:
        return ""


def _cle(secret):
    return f"reprise:{hashlib.sha256(secret.encode()).hexdigest()}"


def _coffre(secret):
    empreinte = hashlib.sha256(f"{settings.SECRET_KEY}:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(empreinte))
