"""Middleware that knows no domain word: hostile input, refused actes, headers."""

import json
import re
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from amihr.socle.refus import ActeRefuse

FORMULAIRE, JSON, MULTIPART = "application/x-www-form-urlencoded", "application/json", "multipart/form-data"
# U+0000, which PostgreSQL cannot hold, and half characters, which no encoding can write.
IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
# What a page sends of itself: the value of a box, a number, a reference, an identifier. Nobody typed it.
CODE = re.compile(r"[a-z0-9_.:-]+|[A-Z0-9]+(-[A-Z0-9]+)+")
MACHINE = re.compile(r"[\[{]\s*[\]}\"{]")
# Never shown again on a page that gives back what was typed.
SECRETS = re.compile(r"^_|csrf|passe|password|code|jeton|token|otp", re.IGNORECASE)

# What an address says that only its holder knows, by the names of the routes.
SECRETS_D_ADRESSE = frozenset({"jeton", "key", "uidb36"})

PERMISSIONS = ", ".join(
    f"{capacite}=()"
    for capacite in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation",
        "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
    )
) + ", fullscreen=(self), publickey-credentials-get=(self), publickey-credentials-create=(self)"  # fmt: skip


class EntreesIntergiciel:
    """Answer 400 to what no page can use: NUL, half characters, bytes that are not UTF-8, texts beyond all limits.

    Without it they would reach PostgreSQL and come back as errors of ours. The number of fields and the size of the
    body are bounded by Django's own settings, which answer 400 too.
    """

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        _exiger_lisible(request.path_info, *request.COOKIES, *request.COOKIES.values())
        _exiger_utf8(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
        _exiger_parametres(request.GET)
        if request.content_type == FORMULAIRE:
            _exiger_utf8(_corps(request))
            _exiger_parametres(request.POST)
        elif request.content_type == JSON:
            _exiger_json(_corps(request))
        return self.suite(request)

    def process_view(self, request, vue, args, kwargs):
        """A form with files is read here only, once its page is known: `csrf_exempt` pages read theirs themselves."""
        if request.content_type == MULTIPART and not getattr(vue, "csrf_exempt", False):
            try:
                _exiger_parametres(request.POST)
            except UnreadablePostError as coupure:
                raise BadRequest("Envoi interrompu.") from coupure


class RefusIntergiciel:
    """Answer 409 to a refused acte: its sentence, the instant of the attempt, and what was typed."""

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        return self.suite(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ActeRefuse):
            return None
        if request.accepts("text/html"):
            reponse = render(request, "refus.html", _page_du_refus(request, exception), status=exception.statut)
        else:
            dit = {
                "code": exception.code,
                "message": exception.phrase.removesuffix("."),
            }  # within a script's own sentence
            reponse = JsonResponse(dit, status=exception.statut)
        patch_cache_control(reponse, private=True, no_store=True)
        return reponse


class MethodesIntergiciel:
    """Give a page to whoever opens an address that only receives forms: a 405 without a word is a blank screen."""

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        reponse = self.suite(request)
        if reponse.status_code != 405 or request.method != "GET" or reponse.content:
            return reponse
        page = render(request, "405.html", {"retour": page_precedente(request)}, status=405)
        page["Allow"] = reponse["Allow"]
        return page


class EntetesIntergiciel:
    """Headers that neither Django nor django-csp sends: device permissions, no copy of a private page anywhere, nor of an
    address that is a secret in any search engine.
    """

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        reponse = self.suite(request)
        reponse.headers.setdefault("Permissions-Policy", PERMISSIONS)
        reponse.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        en_session = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in reponse.cookies
        if en_session and not reponse.has_header("Cache-Control"):
            patch_cache_control(reponse, private=True, no_store=True)
        if request.resolver_match and not SECRETS_D_ADRESSE.isdisjoint(request.resolver_match.kwargs):
            reponse["X-Robots-Tag"] = "noindex"
        return reponse


def _corps(request):
    try:
        return request.body
    except UnreadablePostError as coupure:
        raise BadRequest("Envoi interrompu.") from coupure


def _exiger_utf8(octets):
    try:
        unquote_to_bytes(octets.replace(b"+", b" ")).decode()
    except UnicodeDecodeError as faute:
        raise BadRequest("Le texte reçu n’est pas de l’UTF-8.") from faute


def _exiger_parametres(parametres):
    for nom, valeurs in parametres.lists():
        _exiger_lisible(nom, *valeurs)


def _exiger_json(corps):
    if not corps:
        return
    try:
        _exiger_lisible(*_textes(json.loads(corps)))
    except (ValueError, RecursionError) as faute:
        raise BadRequest("Le JSON reçu est illisible.") from faute


def _exiger_lisible(*textes):
    for texte in textes:
        if IMPOSSIBLE.search(texte):
            raise BadRequest("Le texte reçu contient un caractère impossible.")
        if len(texte) > settings.TEXTE_MAXIMUM:
            raise BadRequest("Un texte reçu dépasse la longueur permise.")


def _textes(valeur):
    """Every text inside a JSON value, keys included."""
    if isinstance(valeur, str):
        yield valeur
    elif isinstance(valeur, dict):
        for cle, contenu in valeur.items():
            yield cle
            yield from _textes(contenu)
    elif isinstance(valeur, list):
        for element in valeur:
            yield from _textes(element)


def _page_du_refus(request, refus):
    return {
        "phrase": refus.phrase,
        "instant": refus.instant,
        "retour": page_precedente(request),
        "textes": [
            {"libelle": refus.libelles.get(nom, ""), "texte": valeur}
            for nom, valeurs in request.POST.lists()
            for valeur in valeurs
            if _est_tape(nom, valeur)
        ],
    }


def _est_tape(nom, valeur):
    """Tell a text that somebody typed from what a page sends by itself: secrets, codes, lists in JSON."""
    return valeur.strip() and not (SECRETS.search(nom) or CODE.fullmatch(valeur) or MACHINE.match(valeur))


def page_precedente(request):
    """The page of this site from which the request came, or ""."""
    depuis = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(depuis, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return urlsplit(depuis).path
