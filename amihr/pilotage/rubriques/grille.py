"""The headings of the grid: the scale and the criteria, in their hierarchy (R32)."""

from .commun import FACULTATIF, Rubrique, libelles, question

FIGEE = (
    "Les poids suivent l’ordre des critères. Dès l’ouverture, seuls les mots se corrigent, par une nouvelle version de la "
    "grille, avec sa raison. Dès la première note, plus rien ne change."
)


def notes_de(document):
    """Return the notes of a document's scale, in order, as texts."""
    echelle = document["grille"]["echelle"]
    minimum, maximum, pas = (int(echelle[nom]) for nom in ("minimum", "maximum", "pas"))
    return [str(note) for note in range(minimum, maximum + 1, max(pas, 1))]


def _echelle(_document):
    return [
        question("minimum", "Note la plus basse", "entier"),
        question("maximum", "Note la plus haute", "entier"),
        question("pas", "Pas entre deux notes", "entier"),
        question(
            "mots", "Un mot par note", "liste", lignes=21,
            aide="Dans l’ordre, de la note la plus basse à la plus haute.",
            sous_champs=[question("libelle", "Mot", max=40)],
        ),
    ]  # fmt: skip


def _lire_echelle(element):
    mots = element.get("mots", {})
    return element | {"mots": [{"libelle": mots[note]} for note in sorted(mots, key=int)]}


def _rediger_echelle(reponses, _element):
    """Match each word with its note; a word too many or too few is said by the rules of the file."""
    minimum, pas = reponses["minimum"], reponses["pas"]
    debut, saut = (valeur if isinstance(valeur, int) else 1 for valeur in (minimum, pas))
    mots = {str(debut + rang * saut): ligne["libelle"] for rang, ligne in enumerate(reponses["mots"])}
    return reponses | {"mots": mots}


def _accorder_les_descripteurs(document):
    """A new note takes the word of the scale as its descriptor until somebody writes a better one."""
    mots = document["grille"]["echelle"]["mots"]
    for critere in document["grille"]["criteres"]:
        ecrits = critere["descripteurs"]
        critere["descripteurs"] = {note: ecrits.get(note) or mot.capitalize() for note, mot in mots.items()}


def _critere(document):
    mots = document["grille"]["echelle"]["mots"]
    descripteurs = [
        question(f"descripteur_{note}", f"{note}\u00a0: {mots.get(note, '')}", "texte_long", lignes=2)
        for note in notes_de(document)
    ]
    sous_criteres = question(
        "sous_criteres", "Sous-critères", "liste", **FACULTATIF,
        aide="Un critère qui en a est noté quand chacun l’est.",
        sous_champs=[question("titre", "Sous-critère", max=200), question("poids", "Poids", "entier")],
    )  # fmt: skip
    return [
        question("titre", "Critère", max=200),
        question("article", "Article du règlement", max=20),
        question("aide", "Ce que l’on cherche", "texte_long", lignes=3),
        *descripteurs,
        sous_criteres,
    ]


def _lire_critere(element):
    descripteurs = element.get("descripteurs", {})
    return element | {f"descripteur_{note}": texte for note, texte in descripteurs.items()}


def _rediger_critere(reponses, _element):
    debut = "descripteur_"
    return {cle: valeur for cle, valeur in reponses.items() if not cle.startswith(debut)} | {
        "descripteurs": {cle.removeprefix(debut): texte for cle, texte in reponses.items() if cle.startswith(debut)}
    }


def _poids(_document):
    personnalisee = {"code": "methode", "vaut": ["personnalisee"]}
    methodes = libelles(
        {
            "rang": "Somme des rangs",
            "barycentre": "Barycentre des rangs",
            "personnalisee": "Poids choisis, décroissants",
        }
    )
    return [
        question("methode", "Comment les poids se déduisent de l’ordre", "choix", choix=methodes),
        question(
            "poids", "Poids choisis", "liste", condition=personnalisee, **FACULTATIF,
            aide="Un nombre par critère, dans l’ordre.", sous_champs=[question("libelle", "Poids", "entier")],
        ),
        question(
            "preparation_seulement", "Ne servent-ils qu’à préparer la séance\u00a0?", "oui_non",
            aide="Les poids ne figurent alors ni sur la page des critères, ni au procès-verbal.",
        ),
    ]  # fmt: skip


def _lire_poids(element):
    return element | {"poids": [{"libelle": valeur} for valeur in element.get("poids", ())]}


def _rediger_poids(reponses, _element):
    return reponses | {"poids": [ligne["libelle"] for ligne in reponses["poids"]]}


def _renumeroter(document, nouveaux):
    """Let the questions follow the criteria that they name; ``nouveaux``: {old rank: new rank, or None once removed}."""
    for partie in document["formulaire"]["parties"]:
        for posee in partie.get("questions", ()):
            suivis = [nouveaux.get(int(rang), int(rang)) for rang in posee.pop("criteres", ())]
            if any(suivis):
                posee["criteres"] = [str(rang) for rang in sorted(filter(None, suivis))]


class _Criteres(Rubrique):
    """The criteria: questions name them by rank, so a rank that changes is changed there too."""

    def deplacer(self, document, cle, pas):
        autre, combien = cle + pas, len(self.ici(document))
        super().deplacer(document, cle, pas)
        if 0 <= autre < combien:
            _renumeroter(document, {cle + 1: autre + 1, autre + 1: cle + 1})

    def retirer(self, document, cle):
        combien = len(self.ici(document))
        super().retirer(document, cle)
        _renumeroter(document, {cle + 1: None} | {rang: rang - 1 for rang in range(cle + 2, combien + 1)})


RUBRIQUES = (
    Rubrique(
        "echelle", "Échelle des notes", ("grille", "echelle"), _echelle, aide=FIGEE,
        lire=_lire_echelle, rediger=_rediger_echelle, suites=_accorder_les_descripteurs, page="evaluation:criteres",
    ),
    _Criteres(
        "criteres", "Critères, du plus au moins important", ("grille", "criteres"), _critere, nom="un critère",
        libelle="titre", aide=FIGEE, lire=_lire_critere, rediger=_rediger_critere, page="evaluation:criteres",
    ),
    Rubrique(
        "poids", "Poids des critères", ("reglages", "Q9"), _poids, aide=FIGEE, lire=_lire_poids, rediger=_rediger_poids,
        page="evaluation:criteres",
    ),
)  # fmt: skip
