"""What the next edition takes over from one: its names written anew in every text, and the texts that still cite a date."""

import re

from amihr.editions.textes_attendus import CODES
from amihr.pilotage.rubriques import GROUPES
from amihr.socle.textes import MOIS

# What the software reads under these keys is no text: codes, identifiers, limits.
TECHNIQUES = frozenset(
    "slug code role type types genre repere pastille condition methode ordre majorite contact "
    "max lignes max_mio pages_max nombre_max".split()
)
CALENDRIER = "calendrier"  # the slug of its heading
JOUR = re.compile(rf"\b(?:1er|\d{{1,2}})\s+(?:{'|'.join(MOIS)})\b", re.IGNORECASE)
ANNEE = re.compile(r"(?<!\w)20[1-9]\d(?!\w|-\d\d-)")


def renommer(valeur, noms):
    """Return the same document with each name of ``noms`` (old: new) replaced where it stands whole, capitals included."""
    paires = {avant: apres for avant, apres in noms.items() if avant}
    paires = {avant.upper(): apres.upper() for avant, apres in paires.items()} | paires
    if not paires:
        return valeur
    motifs = (r"\s+".join(map(re.escape, avant.split())) for avant in sorted(paires, key=len, reverse=True))
    motif = re.compile(rf"(?<![\w-])(?:{'|'.join(motifs)})(?![\w-])")
    neufs = {" ".join(avant.split()): apres for avant, apres in paires.items()}
    return _traduire(valeur, lambda texte: motif.sub(lambda trouve: neufs[" ".join(trouve[0].split())], texte))


def _traduire(valeur, traduire):
    if isinstance(valeur, dict):
        return {cle: contenu if cle in TECHNIQUES else _traduire(contenu, traduire) for cle, contenu in valeur.items()}
    if isinstance(valeur, list):
        return [_traduire(element, traduire) for element in valeur]
    return traduire(valeur)


def phrases(valeur):
    """Yield every text of a document, codes left out."""
    if isinstance(valeur, dict):
        for cle, contenu in valeur.items():
            yield from phrases(contenu) if cle not in TECHNIQUES else ()
    elif isinstance(valeur, list):
        for element in valeur:
            yield from phrases(element)
    else:
        yield valeur


def cite_une_date(texte, annee):
    """Tell whether a text cites a day of the calendar, or a year that is not ``annee``."""
    return bool(JOUR.search(texte)) or any(lue != annee for lue in ANNEE.findall(texte))


def a_relire(ecrit):
    """Return ``[(title, name of the address, its arguments)]`` of the pages whose texts cite a date or another year.

    The calendar is one of them as soon as a step has its day: the days were moved together, and follow no commission.
    """
    pages = [
        (rubrique.titre, "pilotage:rubrique", [rubrique.slug], rubrique.ici(ecrit))
        for _, rubriques in GROUPES
        for rubrique in rubriques
    ]
    pages += [("Règlement", "pilotage:nouveau_reglement", [], ecrit["reglement"]["texte"])]
    pages += [
        (f"{libelle[:1].upper()}{libelle[1:]}", "pilotage:texte", [code], ecrit.get("textes", {}).get(code, ""))
        for code, libelle in CODES.items()
    ]
    annee = ecrit["edition"]["annee"]
    return [
        (titre, nom, arguments)
        for titre, nom, arguments, contenu in pages
        if any(cite_une_date(texte, annee) for texte in phrases(contenu))
        or (arguments == [CALENDRIER] and any(etape.get("jour") for etape in contenu))
    ]
