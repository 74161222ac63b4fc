"""Reading a page as its text, whatever the kind of its spaces."""

import html
import re


def texte_de(reponse):
    """Return the words of an HTML answer: entities decoded, no-break spaces as spaces, runs of spaces as one."""
    return re.sub(r"\s+", " ", html.unescape(reponse.content.decode()))


def mots_de(reponse):
    """Return what is read on a page: its text, without the tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", reponse.content.decode()))).strip()


def champs_caches(reponse):
    """Return what a page sends back of itself: ``{name: value}``."""
    trouves = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', reponse.content.decode())
    return {nom: html.unescape(valeur) for nom, valeur in trouves}
