"""The light markup of editable texts: paragraphs, « - » lists, « ## » headings, [label](link). No HTML comes from people."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from amihr.socle.textes import espacer

LIEN = re.compile(r"\[([^\]\n]+)\]\(((?:https://|mailto:|/)[^\s()]+)\)")
TITRE = re.compile(r"^(#{2,3}) +(.+)$")
PUCE = re.compile(r"^- +(.+)$")
MOT = re.compile(r"\{(\w+)\}")
ARTICLE = re.compile(r"^([A-Z])(?:\.(\d+))? ")


def en_html(texte):
    """The safe HTML of a text written by staff: everything is escaped before the markup is read."""
    blocs = re.split(r"\n\s*\n", texte.strip())
    return mark_safe("\n".join(_bloc(bloc) for bloc in blocs if bloc.strip()))  # noqa: S308 (escaped in _en_ligne)


A_ECRIRE = re.compile(r"\b(?:écrivez\s+ici|à\s+indiquer\s+par)\b", re.IGNORECASE)  # what is not yet written says


def est_a_ecrire(texte):
    """Tell whether a text still holds an instruction that came with it: the whole of it, or one fact to name."""
    return bool(A_ECRIRE.search(texte))


def sections(texte):
    """The (title, text) pairs of a text cut at its « ## » headings; what comes before the first is left out."""
    morceaux = re.split(r"^## +(.+)$", texte, flags=re.MULTILINE)[1:]
    return [(titre.strip(), contenu.strip()) for titre, contenu in zip(morceaux[::2], morceaux[1::2], strict=True)]


def sommaire(html):
    """The (anchor, title) pairs of the main articles of a text already in HTML."""
    trouves = re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', html)
    return [(ancre, conserve(titre)) for ancre, titre in trouves]


def conserve(html):
    """HTML that ``en_html`` made and the database kept, not to be escaped again. Never for what people type."""
    return mark_safe(html)  # noqa: S308 (made by en_html)


def completer(texte, valeurs):
    """Replace each « {nom} » of a letter by its value; an unknown name stays visible, so that it gets corrected."""
    return MOT.sub(lambda trouve: str(valeurs.get(trouve[1], trouve[0])), texte)


def completer_le_html(html, valeurs):
    """Replace each « {nom} » of the HTML that ``en_html`` made by its escaped value."""
    echappees = {nom: escape(valeur) for nom, valeur in valeurs.items()}
    return mark_safe(completer(html, echappees))  # noqa: S308 (made by en_html, values escaped)


def en_texte(texte):
    """The text of a mail in plain words: a link becomes « label (address) », a heading its own line."""
    lignes = (TITRE.sub(r"\2", ligne) for ligne in LIEN.sub(r"\1 (\2)", texte.strip()).splitlines())
    return espacer("\n".join(lignes))


def mots_de(texte):
    """Return the set of the words that a letter writes « {word} »."""
    return set(MOT.findall(texte))


def _bloc(bloc):
    """One block: headings stand on their own line, the lines left are a list or a paragraph."""
    sortie, puces, phrases = [], [], []
    for ligne in bloc.splitlines():
        ligne = ligne.strip()
        if titre := TITRE.match(ligne):
            sortie += [*_vider(puces, phrases), _titre(len(titre[1]), titre[2])]
        elif puce := PUCE.match(ligne):
            sortie += _vider([], phrases)
            puces.append(puce[1])
        elif puces:
            puces[-1] += " " + ligne
        else:
            phrases.append(ligne)
    return "\n".join(sortie + _vider(puces, phrases))


def _vider(puces, phrases):
    sortie = []
    if phrases:
        sortie.append(f"<p>{_en_ligne(' '.join(phrases))}</p>")
    if puces:
        sortie.append("<ul>" + "".join(f"<li>{_en_ligne(puce)}</li>" for puce in puces) + "</ul>")
    phrases.clear()
    puces.clear()
    return sortie


def _titre(niveau, titre):
    """A heading; an article's one (« B.2 Processus ») has the anchor that refusals cite: #art-b-2."""
    trouve = ARTICLE.match(titre)
    ancre = ""
    if trouve:
        ancre = f' id="art-{"-".join(partie.lower() for partie in trouve.groups() if partie)}"'
    return f"<h{niveau}{ancre}>{_en_ligne(titre)}</h{niveau}>"


def _en_ligne(texte):
    return LIEN.sub(r'<a href="\2">\1</a>', espacer(escape(texte)))
