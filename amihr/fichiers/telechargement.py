"""Giving a file back: always a download, always the type from our own list, never cached by anyone else."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import (
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, parse_etags

from amihr.socle.refus import exiger

from .models import Genre
from .noms import nom_sur
from .stockage import le_stockage_repond

TRANCHE = 64 * 1024
SECONDES_D_UNE_ADRESSE_SIGNEE = 60
UNE_PLAGE = re.compile(r"^bytes=(\d{0,15})-(\d{0,15})$", re.ASCII)


def servir(request, fichier, nom=None):
    """The response that gives `fichier` to this request, under `nom` or its own name.

    The caller has already decided that this person may read it: nothing of the request (Range, If-None-Match,
    HEAD) is looked at before. nginx or the object storage sends the bytes when the settings say so.
    Raises ActeRefuse: "fichier_efface", "fichier_infecte", "fichier_en_quarantaine" (for all but the person
    who sent it), "stockage_indisponible".
    """
    exiger_lisible(fichier, est_a_soi=_est_a(request, fichier))
    # A page shows the derivative of a logo, and its policy allows images of this site only: no redirection.
    est_signable = fichier.genre != Genre.DERIVE
    return _donner(request, fichier, fichier.type_mime, nom or fichier.nom, est_signable=est_signable)


def servir_une_page(request, page):
    """The response that gives the image of one page of a file; the same promises as `servir`, and never a redirection."""
    exiger_lisible(page.fichier)
    nom = f"{page.fichier.nom.rpartition('.')[0]}-page-{page.numero}.webp"
    return _donner(request, page, page.TYPE_MIME, nom, est_signable=False)


def exiger_lisible(fichier, *, est_a_soi=False):
    """Raises ActeRefuse: "fichier_efface", "fichier_infecte", "fichier_en_quarantaine" (for all but its owner)."""
    exiger(fichier.efface_le is None, "fichier_efface")
    exiger(not fichier.est_infecte, "fichier_infecte")
    exiger(not fichier.est_en_quarantaine or est_a_soi, "fichier_en_quarantaine")


def _donner(request, octets, type_mime, nom, *, est_signable):
    """`octets`: a row that has a key, a size and a hash."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    etiquette = f'"{octets.sha256}"'
    if {etiquette, "*"} & set(parse_etags(request.headers.get("If-None-Match", ""))):
        reponse = HttpResponseNotModified()
    elif settings.FICHIERS_X_ACCEL:
        reponse = HttpResponse()
        reponse["X-Accel-Redirect"] = f"{settings.FICHIERS_X_ACCEL.rstrip('/')}/{octets.cle}"
    elif est_signable and request.method == "GET" and getattr(default_storage, "querystring_auth", False):
        return _vers_une_adresse_signee(octets.cle, type_mime, nom)
    else:
        reponse = _par_nos_soins(request, octets, etiquette)
    return _avec_ses_en_tetes(reponse, type_mime, nom, etiquette)


def _est_a(request, fichier):
    return fichier.par_id is not None and fichier.par_id == request.user.pk


def _avec_ses_en_tetes(reponse, type_mime, nom, etiquette):
    reponse["Content-Type"] = type_mime
    reponse["Content-Disposition"] = content_disposition_header(True, nom_sur(nom))
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Content-Security-Policy"] = "sandbox; default-src 'none'"
    reponse["Cache-Control"] = "private, no-store"
    reponse["ETag"] = etiquette
    reponse["Accept-Ranges"] = "bytes"
    patch_vary_headers(reponse, ["Cookie"])
    return reponse


def _vers_une_adresse_signee(cle, type_mime, nom):
    with le_stockage_repond():
        adresse = default_storage.url(
            cle,
            parameters={
                "ResponseContentType": type_mime,
                "ResponseContentDisposition": content_disposition_header(True, nom_sur(nom)),
                "ResponseCacheControl": "private, no-store",
            },
            expire=SECONDES_D_UNE_ADRESSE_SIGNEE,
        )
    return HttpResponseRedirect(adresse, headers={"Cache-Control": "private, no-store"})


def _par_nos_soins(request, fichier, etiquette):
    plage = _plage_demandee(request, fichier.taille, etiquette)
    if plage == ():
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{fichier.taille}"})
    debut, fin = plage or (0, fichier.taille - 1)
    if request.method == "HEAD":
        reponse = HttpResponse()
    else:
        with le_stockage_repond():
            octets = default_storage.open(fichier.cle, "rb")
            octets.seek(debut)
        reponse = StreamingHttpResponse(_Morceaux(octets, fin - debut + 1))
    reponse["Content-Length"] = str(fin - debut + 1)
    if plage:
        reponse.status_code = 206
        reponse["Content-Range"] = f"bytes {debut}-{fin}/{fichier.taille}"
    return reponse


def _plage_demandee(request, taille, etiquette):
    """First and last byte asked for; None for the whole file, an empty tuple if no byte of it is in the range.

    Several ranges, another unit or a range of another version are answered by the whole file, as RFC 9110 allows.
    """
    lue = UNE_PLAGE.match(request.headers.get("Range", "").replace(" ", ""))
    if not lue or lue.group(0) == "bytes=-" or request.headers.get("If-Range", etiquette) != etiquette:
        return None
    premier, dernier = lue.groups()
    if not premier:
        debut, fin = max(0, taille - int(dernier)), taille - 1
        return (debut, fin) if int(dernier) else ()
    debut, fin = int(premier), min(int(dernier or taille - 1), taille - 1)
    if dernier and int(dernier) < debut:
        return None
    return (debut, fin) if debut < taille else ()


class _Morceaux:
    """So many bytes of a stream, by slices. A generator would not do: closed before its first slice, it would
    leave the stream open."""

    def __init__(self, octets, reste):
        self._octets = octets
        self._reste = reste

    def __iter__(self):
        return self

    def __next__(self):
        morceau = self._octets.read(min(TRANCHE, self._reste))
        if not morceau:
            raise StopIteration
        self._reste -= len(morceau)
        return morceau

    def close(self):
        self._octets.close()
