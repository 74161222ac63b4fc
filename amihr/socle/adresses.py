"""Web addresses that somebody else typed: the host that they lead to, written so that nothing disguises it."""

from urllib.parse import urlsplit

import idna


def hote_sans_masque(hote):
    """Return a host in punycode, as browsers resolve it: « аррӏе.com » in Cyrillic is « xn--80ak6aa92e.com ».

    What no registry would take (a heart) is written so too, label by label: it is shown, never refused here.
    """
    if hote.isascii():
        return hote.lower()
    try:
        return idna.encode(hote, uts46=True).decode()
    except UnicodeError:
        return ".".join(_etiquette(etiquette) for etiquette in hote.lower().split("."))


def _etiquette(etiquette):
    return etiquette if etiquette.isascii() else f"xn--{etiquette.encode('punycode').decode()}"


def hote_de(adresse):
    """Return the host that an address leads to, in punycode; "" when it has none."""
    try:
        return hote_sans_masque(urlsplit(str(adresse).strip()).hostname or "")
    except ValueError:
        return ""


def adresse_sans_masque(adresse):
    """Return an address trimmed, its host in punycode; one that cannot be read stays as it is."""
    nue = str(adresse).strip()
    try:
        lue = urlsplit(nue)
    except ValueError:
        return nue
    if lue.netloc.isascii():
        return nue
    avant, arobase, lieu = lue.netloc.rpartition("@")
    nom, deux_points, port = lieu.partition(":")
    return lue._replace(netloc=f"{avant}{arobase}{hote_sans_masque(nom)}{deux_points}{port}").geturl()
