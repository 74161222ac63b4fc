"""What the next edition takes over from one: its names written anew in every text, and the texts that still cite a date."""

import re
from contextlib import suppress
from datetime import date, time

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
JOUR_ENTIER = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(MOIS)})\s+(\d{{4}})\b", re.IGNORECASE)
ANNEES_VOISINES = 3
HEURE = re.compile(r"\b(?:(\d{1,2})\s?h(?:\s?(\d{2}))?|(midi|minuit))\b", re.IGNORECASE)
HEURES_EN_MOTS = {"midi": 12, "minuit": 0}
HORAIRES = {"contact.presentation", "contact.panne", "cloture.astreinte"}
NOMBRES_EN_MOTS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze".split()
COMPTE = re.compile(rf"(?<![\w.,])(\d{{1,2}}|{'|'.join(NOMBRES_EN_MOTS)})\s+(critères|pièces)\b", re.IGNORECASE)
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
    annee = ecrit["edition"]["annee"]
    return [
        (titre, nom, arguments)
        for titre, nom, arguments, contenu in pages(ecrit)
        if any(cite_une_date(texte, annee) for texte in phrases(contenu))
        or (arguments == [CALENDRIER] and any(etape.get("jour") for etape in contenu))
    ]


def heures_a_relire(ecrit, admises):
    """Return ``[(title, hours in words)]`` of the pages whose texts cite an hour that is none of ``admises``.

    The hours at which people answer are theirs: the texts that give them are left out.
    """

    def hors_des_dates(texte):
        return [dite for dite, heure in heures_citees(texte) if heure not in admises]

    return _citees([page for page in pages(ecrit) if not set(page[2]) & HORAIRES], hors_des_dates)


def dates_a_relire(ecrit):
    """Return ``[(title, dates in words)]`` of the pages whose texts cite a day of these years that is none of the call's.

    A law bears an older date.
    """
    siens = set(_jours(ecrit["dates"])) | set(_jours(ecrit["calendrier"]))
    annee = int(ecrit["edition"]["annee"])
    siens |= set(_jours(ecrit["reglages"])) | set(_jours(ecrit["engagements"]))

    def d_un_autre(texte):
        return [
            dite for dite, jour in jours_cites(texte) if jour not in siens and abs(jour.year - annee) <= ANNEES_VOISINES
        ]

    return _citees(pages(ecrit), d_un_autre)


def _jours(valeur):
    """Yield every day that a document gives as a date."""
    for texte in phrases(valeur):
        with suppress(ValueError):
            yield date.fromisoformat(texte)


def jours_cites(texte):
    """Yield each whole date that a text cites, as it says it and as a day; « 31 février 2027 » is none."""
    for trouve in JOUR_ENTIER.finditer(texte):
        numero, mois, annee = trouve.groups()
        with suppress(ValueError):
            yield trouve[0], date(int(annee), MOIS.index(mois.lower()) + 1, int(numero))


def nombres_a_relire(ecrit):
    """Return ``[(title, numbers in words)]`` of the pages that count the criteria, or the pieces asked, otherwise than the call."""
    demandees = [piece for piece in ecrit["formulaire"]["pieces"] if piece["obligatoire"] == "oui"]
    vrais = {"critères": len(ecrit["grille"]["criteres"]), "pièces": len(demandees)}
    return _citees(
        pages(ecrit), lambda texte: [dit for dit, combien, quoi in nombres_cites(texte) if combien != vrais[quoi]]
    )


def _citees(lues, relever):
    """Return ``[(title, words)]`` of the pages in whose texts ``relever`` finds any."""
    citees = [
        (titre, dict.fromkeys(dit for texte in phrases(contenu) for dit in relever(texte)))
        for titre, _, _, contenu in lues
    ]
    return [(titre, list(dits)) for titre, dits in citees if dits]


def nombres_cites(texte):
    """Yield each number of criteria or of pieces that a text gives: as it says it, as a number, of what."""
    for trouve in COMPTE.finditer(texte):
        combien, quoi = trouve[1].lower(), trouve[2].lower()
        yield trouve[0], NOMBRES_EN_MOTS.index(combien) + 2 if combien in NOMBRES_EN_MOTS else int(combien), quoi


def heures_citees(texte):
    """Yield each hour that a text cites, as it says it and as an hour; « 25 h 99 » is none."""
    for trouvee in HEURE.finditer(texte):
        heures, minutes, mot = trouvee.groups()
        lue = (HEURES_EN_MOTS[mot.lower()], 0) if mot else (int(heures) % 24, int(minutes or 0))
        if mot or (int(heures) <= 24 and lue[1] < 60):
            yield trouvee[0], time(*lue)


def pages(ecrit):
    """Return ``[(title, name of the address, its arguments, content)]`` of every page where staff write the call."""
    lues = [
        (rubrique.titre, "pilotage:rubrique", [rubrique.slug], rubrique.ici(ecrit))
        for _, rubriques in GROUPES
        for rubrique in rubriques
    ]
    lues += [("Règlement", "pilotage:nouveau_reglement", [], ecrit["reglement"]["texte"])]
    lues += [
        (f"{libelle[:1].upper()}{libelle[1:]}", "pilotage:texte", [code], ecrit.get("textes", {}).get(code, ""))
        for code, libelle in CODES.items()
    ]
    return lues
