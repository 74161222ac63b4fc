"""What time has fixed in a call: pure comparison of two photographs of an edition (``photographie``), no clock, no row."""

from dataclasses import dataclass

from amihr.socle.refus import exiger

# The rules of the game, those on which people decided to apply, by the words of the page.
REGLES_DU_JEU = {
    "Q9": "Poids des critères",
    "Q10": "Départage des ex æquo",
    "Q11": "Durée du label",
    "Q13": "Titulaire du label",
    "Q16": "Modification après le dépôt",
    "Q17": "Retrait d’une candidature",
    "Q27": "Prévisions de chiffre d’affaires",
    "Q28": "Vidéo",
    "Q30": "Consortium",
    "Q33": "Critère hors de la compétence d’un membre",
}
# What never changes once somebody has begun to answer, by the words that the page writes beside the control.
IMMUABLES_D_UNE_QUESTION = {
    "type": "Type de réponse",
    "role": "Rôle",
    "condition": "Posée seulement si",
    "prive": "Est-elle privée\u00a0?",
}
IMMUABLES_D_UNE_PIECE = {
    "genre": "Genre de fichier",
    "role": "Rôle",
    "prive": "Est-elle privée\u00a0?",
    "multiple": "Nombre de fichiers",
}
IMMUABLES_D_UNE_PARTIE = {
    "instruction": "Ouverte à l’instruction\u00a0?",
    "public": "Destinée au public\u00a0?",
}


@dataclass(frozen=True)
class Situation:
    """Where a call stands, as far as its words are concerned."""

    est_ouverte: bool
    a_des_candidatures: bool
    a_des_evaluations: bool
    a_des_labels: bool


def exiger_permis(avant, apres, situation):
    """Refuse what would change the rules under people who rely on them; wording always may be mended.

    Weights and their method do not move once the call is open (see Q9); the closing moves by postponement only, with
    its own rules (see R7, Q45).
    Filed versions keep the form that they were filed with; what is refused here is what would betray a draft, or ask
    more of the late than of the early.
    Raises ActeRefuse: « ouverture_passee », « cloture_se_reporte », « reglage_fige », « grille_figee »,
    « grille_utilisee », « prefixe_fige », « thematique_fige », « formulaire_fige », « macaron_fige ».
    """
    if situation.est_ouverte:
        exiger(avant["dates"]["ouverture"] == apres["dates"]["ouverture"], "ouverture_passee")
        exiger(avant["dates"]["cloture"] == apres["dates"]["cloture"], "cloture_se_reporte")
        for question, titre in REGLES_DU_JEU.items():
            exiger(avant["reglages"][question] == apres["reglages"][question], "reglage_fige", reglage=titre)
        _complements(avant["reglages"]["Q15"], apres["reglages"]["Q15"])
        exiger(_ont_la_meme_charpente(avant["grille"], apres["grille"]), "grille_figee")
    if situation.a_des_evaluations:
        exiger(avant["grille"] == apres["grille"], "grille_utilisee")
    if situation.a_des_candidatures:
        prefixes = [lue["edition"]["prefixe_reference"] for lue in (avant, apres)]
        exiger(prefixes[0] == prefixes[1], "prefixe_fige")
        _thematiques(avant["thematiques"], apres["thematiques"])
        _formulaire(avant["formulaire"], apres["formulaire"])
    if situation.a_des_labels:
        exiger(avant["macaron"] == apres["macaron"], "macaron_fige")


def _complements(avant, apres):
    """Staff may open the complements, for everybody at once; never close them again under those who were asked."""
    exiger(apres["complements"] or not avant["complements"], "reglage_fige", reglage="Compléments après la clôture")


def _ont_la_meme_charpente(avant, apres):
    """Whether two grids weigh alike: scale, number of criteria, weighted parts, and no criterion at another's place."""
    rangs = [{critere["titre"]: rang for rang, critere in enumerate(grille["criteres"])} for grille in (avant, apres)]
    deplaces = [titre for titre, rang in rangs[0].items() if rangs[1].get(titre, rang) != rang]
    return _pesee(avant) == _pesee(apres) and not deplaces


def _pesee(grille):
    echelle = [grille["echelle"][nom] for nom in ("minimum", "maximum", "pas")]
    return echelle, [[sous["poids"] for sous in critere["sous_criteres"]] for critere in grille["criteres"]]


def _thematiques(avant, apres):
    for lue, nouvelle in _suivies(avant, apres, "slug", "titre", "thematique_fige"):
        list(_suivies(lue["cas_usage"], nouvelle["cas_usage"], "code", "libelle", "thematique_fige"))


def _formulaire(avant, apres):
    list(_suivies(avant["types_structure"], apres["types_structure"], "code", "libelle"))
    list(_suivies(avant["conditions"], apres["conditions"], "code", "libelle"))
    connues = {question["code"] for partie in avant["parties"] for question in partie["questions"]}
    nouvelles = [question for partie in apres["parties"] for question in partie["questions"]]
    for lue, partie in _suivies(avant["parties"], apres["parties"], "slug", "titre"):
        _exiger_stables(lue, partie, IMMUABLES_D_UNE_PARTIE)
        for ancienne, question in _suivies(lue["questions"], partie["questions"], "code", "libelle"):
            _question(ancienne, question)
    for question in nouvelles:
        _exiger(
            question["code"] in connues or not question["obligatoire"], question, "une question ajoutée est facultative"
        )
    codes = {piece["code"] for piece in avant["pieces"]}
    for lue, piece in _suivies(avant["pieces"], apres["pieces"], "code", "libelle"):
        _piece(lue, piece)
    for piece in apres["pieces"]:
        _exiger(piece["code"] in codes or not piece["obligatoire"], piece, "une pièce ajoutée est facultative")


def _question(avant, apres):
    _exiger_stables(avant, apres, IMMUABLES_D_UNE_QUESTION)
    _meme_exigence(avant, apres, "elle")
    _exiger(_au_moins(avant["max"], apres["max"]), avant, "sa longueur ne se réduit pas")
    if avant["role"] != "type_structure":
        list(_suivies(avant["choix"], apres["choix"], "code", "libelle"))
    for ancien, champ in _suivies(avant["sous_champs"], apres["sous_champs"], "code", "libelle"):
        _exiger(ancien["type"] == champ["type"], ancien, "son type ne change pas")
        _meme_exigence(ancien, champ, "il")


def _piece(avant, apres):
    _exiger_stables(avant, apres, IMMUABLES_D_UNE_PIECE)
    _meme_exigence(avant, apres, "elle")
    for limite in ("max_mio", "pages_max", "nombre_max"):
        _exiger(_au_moins(avant[limite], apres[limite]), avant, "ses limites ne se réduisent pas")
    _exiger(set(avant["types"]) <= set(apres["types"]), avant, "un type de fichier accepté le reste")


def _suivies(avant, apres, cle, nom, code="formulaire_fige"):
    """Yield (before, after) for each element; refuse that one should be gone."""
    trouvees = {element[cle]: element for element in apres}
    for element in avant:
        exiger(element[cle] in trouvees, code, quoi=element[nom], raison="ce qui était demandé ne se retire plus")
        yield element, trouvees[element[cle]]


def _exiger_stables(avant, apres, champs):
    for champ, libelle in champs.items():
        _exiger(avant.get(champ) == apres.get(champ), avant, f"la réponse à «\u00a0{libelle}\u00a0» ne change plus")


def _meme_exigence(avant, apres, pronom):
    """What must be given stays so, and the rest stays free: the late are asked what the early were."""
    _exiger(avant["obligatoire"] or not apres["obligatoire"], avant, f"{pronom} ne devient pas obligatoire")
    _exiger(avant["obligatoire"] == apres["obligatoire"], avant, f"{pronom} reste obligatoire")


def _exiger(condition, element, raison):
    exiger(condition, "formulaire_fige", quoi=element.get("libelle") or element.get("titre"), raison=raison)


def _au_moins(avant, apres):
    """Whether a limit is not tighter than before; no limit is the loosest."""
    return apres is None or (avant is not None and apres >= avant)
