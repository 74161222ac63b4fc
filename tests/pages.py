"""Reading a page as its text, whatever the kind of its spaces.

What a missing page or a redirection does not say proves nothing: neither is read, unless ``statut`` says so.
"""

import html
import re


def texte_de(reponse, *, statut=None):
    """Return the words of an HTML answer: entities decoded, no-break spaces as spaces, runs of spaces as one."""
    return re.sub(r"\s+", " ", html.unescape(_page(reponse, statut)))


def mots_de(reponse, *, statut=None):
    """Return what is read on a page: its text, without the tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", _page(reponse, statut)))).strip()


def champs_caches(reponse):
    """Return what a page sends back of itself: ``{name: value}``."""
    trouves = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', reponse.content.decode())
    return {nom: html.unescape(valeur) for nom, valeur in trouves}


def _page(reponse, statut):
    """Return the source, its status being ``statut``, or by default that of a page or of what it refuses."""
    lu = reponse.status_code
    assert lu == statut if statut else lu == 200 or (400 <= lu < 500 and lu != 404), f"statut {lu}"
    return reponse.content.decode()
