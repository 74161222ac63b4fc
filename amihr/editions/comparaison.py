"""What changes from one version of the règlement to the next, article by article (R7, R8)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from amihr.socle.differences import morceaux

BLOC = re.compile(r"<(h[23]|p|li)(?: id=\"([^\"]+)\")?>(.*?)</\1>", re.DOTALL)
BALISE = re.compile(r"<[^>]+>")
SANS_TITRE = "En tête du règlement"
ABSENT = ("", "")


@dataclass(frozen=True)
class ArticleChange:
    """An article that is not the same in both versions; ``ancre`` is empty when it is gone or has none."""

    titre: str
    ancre: str
    genre: str
    morceaux: tuple


@lru_cache(maxsize=32)  # a published version never changes, and anybody may ask
def articles_changes(avant, apres, sans_titre=SANS_TITRE):
    """Return the articles that differ from one text to the other, both as the HTML that ``en_html`` made.

    ``sans_titre``: what is called what stands before the first title.
    """
    anciens, nouveaux = _articles(avant, sans_titre), _articles(apres, sans_titre)
    changes = []
    for cle in [*nouveaux, *(cle for cle in anciens if cle not in nouveaux)]:
        ancien, nouveau = anciens.get(cle), nouveaux.get(cle)
        if ancien is None or nouveau is None or ancien[1] != nouveau[1]:
            changes.append(_change(cle[0], ancien, nouveau))
    return tuple(changes)


def depuis_la_precedente(version, versions, depuis=""):
    """Return the version before this one among those (the latest first), or None, and the articles that changed.

    ``depuis``: the number of an earlier version to compare with instead, as an address carries it.
    """
    anterieures = [autre for autre in versions if version and autre.numero < version.numero]
    demandee = (autre for autre in anterieures if str(autre.numero) == depuis)
    precedente = next(demandee, anterieures[0] if anterieures else None)
    return precedente, articles_changes(precedente.html, version.html) if precedente else ()


def _change(titre, ancien, nouveau):
    genre = "Article ajouté" if ancien is None else "Article supprimé" if nouveau is None else "Article modifié"
    (_, avant), (ancre, apres) = ancien or ABSENT, nouveau or ABSENT
    return ArticleChange(titre, ancre, genre, morceaux(avant, apres))


def _articles(html, sans_titre):
    """Return ``{(title, rank among the same titles): (anchor, text)}``, in order, what precedes the first title too."""
    lus = [(sans_titre, "", [])]
    for balise, ancre, contenu in BLOC.findall(html):
        texte = unescape(BALISE.sub("", contenu))
        if balise.startswith("h"):
            lus.append((texte, ancre, []))
        else:
            lus[-1][2].append(f"- {texte}" if balise == "li" else texte)
    articles, vus = {}, {}
    for titre, ancre, paragraphes in lus:
        vus[titre] = vus.get(titre, 0) + 1
        if paragraphes or titre != sans_titre:
            articles[titre, vus[titre]] = (ancre, "\n\n".join(paragraphes))
    return articles
