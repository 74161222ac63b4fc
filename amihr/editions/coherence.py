"""What the values of an edition file mean together: a mistake is said with its line."""

from amihr.editions import dates
from amihr.editions.erreurs import AppelInvalide
from amihr.editions.heures import MOTS
from amihr.editions.reglages import FACULTATIFS, QUI_DISENT_L_HEURE, REGLAGES, defaut_du_reglage
from amihr.editions.textes import mots_de
from amihr.editions.textes_attendus import CODES, DEFAUTS, exiger_envoyable
from amihr.socle.refus import ActeRefuse

# What the core reads from a dossier: without these, no receipt, no catalogue, no detection of a link.
ROLES_NECESSAIRES = ("denomination", "type_structure", "titre", "thematique")
# An edition may lower the limits of trust.md, never raise them.
PLAFONDS_MIO = {"kbis": 10, "fiscal": 10, "piece": 10, "memoire": 25, "annexe": 25, "video": 80, "logo": 5}
PLAFONDS_PAGES = {"kbis": 50, "fiscal": 50, "piece": 50, "memoire": 200, "annexe": 200}
TYPES_PAR_GENRE = {
    "kbis": {"pdf", "jpeg", "png"},
    "fiscal": {"pdf", "jpeg", "png"},
    "piece": {"pdf", "jpeg", "png"},
    "memoire": {"pdf"},
    "annexe": {"pdf"},
    "video": {"mp4", "webm"},
    "logo": {"png", "jpeg", "webp"},
}
ANNEXES_MAX = 10


def verifier(document):
    """Check a document that has the right shape. Raises AppelInvalide at the first mistake, in file order."""
    for controle in (
        _dates,
        _calendrier,
        _thematiques,
        _formulaire,
        _pieces,
        _grille,
        _criteres_des_questions,
        _colleges,
        _engagements,
        _reglages,
        _textes,
    ):
        controle(document)


def _exiger(condition, element, raison):
    if not condition:
        raise AppelInvalide(element.start_line, raison)


def _uniques(elements, cle, quoi):
    vus = set()
    for element in elements:
        valeur = str(element[cle].data)
        _exiger(valeur not in vus, element[cle], f"{quoi} « {valeur} » est écrit deux fois")
        vus.add(valeur)


def _dates(document):
    jours = document["dates"]
    lues = jours.data
    ouverture = dates.ouverture_du(lues["ouverture"], lues.get("heure_ouverture", dates.MINUIT))
    cloture = dates.cloture_du(lues["cloture"], lues.get("derniere_minute", dates.DERNIERE_MINUTE))
    _exiger(cloture > ouverture, jours["cloture"], "la clôture doit suivre l’ouverture")
    _exiger(lues["commission"] >= lues["cloture"], jours["commission"], "la commission se réunit après la clôture")


def _calendrier(document):
    for etape in document["calendrier"]:
        dit = [cle for cle in ("repere", "jour", "periode") if cle in etape]
        _exiger(len(dit) == 1, etape, "une étape porte un repère, un jour ou une période, et un seul des trois")
        _heures(etape)
        if "precision" in etape:
            _mots_des_heures(etape["precision"])


def _mots_des_heures(phrase):
    """Nothing would replace another word: the public would read it as it stands."""
    inconnus = mots_de(phrase.data) - MOTS
    admis = ", ".join(f"{{{mot}}}" for mot in sorted(MOTS))
    _exiger(not inconnus, phrase, f"« {{{min(inconnus, default='')}}} » n’est pas connu ; écrivez {admis}")


def _heures(etape):
    """The opening and the closing have their own hour in the dates of the call; a period in words has none."""
    lues = etape.data
    if "heure" not in lues:
        _exiger("heure_de_fin" not in lues, etape, f"« {lues['libelle']} » a une heure de fin sans heure de début")
        return
    datee = "jour" in lues or lues.get("repere") == "commission"
    _exiger(datee, etape, f"« {lues['libelle']} » : une heure se donne avec un jour, ou pour la commission")
    apres = "heure_de_fin" not in lues or lues["heure_de_fin"] > lues["heure"]
    _exiger(apres, etape, f"« {lues['libelle']} » finit avant d’avoir commencé")


def _thematiques(document):
    _uniques(document["thematiques"], "slug", "l’identifiant de thématique")
    for thematique in document["thematiques"]:
        _uniques(thematique["cas_usage"], "code", "le cas d’usage")


def _formulaire(document):
    formulaire = document["formulaire"]
    _uniques(formulaire["types_structure"], "code", "le type de structure")
    _uniques(formulaire["parties"], "slug", "la partie")
    vues, roles = {}, set()
    libelles = {q["code"]: q["libelle"] for partie in formulaire.data["parties"] for q in partie.get("questions", ())}
    for partie in formulaire["parties"]:
        for question in partie.get("questions", ()):
            _question(question, vues, libelles)
            roles |= {question["role"].data} if "role" in question else set()
    for role in ROLES_NECESSAIRES:
        _exiger(role in roles, formulaire["parties"], f"aucune question ne porte le rôle « {role} »")
    slugs = [partie["slug"].data for partie in formulaire["parties"]]
    _exiger("pieces" in slugs, formulaire["parties"], "il manque la partie où se joignent les fichiers")


def _question(question, vues, libelles):
    code, type_, libelle = (question[cle].data for cle in ("code", "type", "libelle"))
    _exiger(code not in vues, question["code"], f"la question « {code} » est écrite deux fois")
    if "obligatoire" in question and question["obligatoire"].data == "si":
        _exiger("condition" in question, question, f"« {libelle} » est obligatoire « si » : écrivez sa condition")
    if "condition" in question:
        cible = question["condition"]["code"].data
        nommee = libelles.get(cible, cible)
        _exiger(cible in vues, question["condition"], f"« {libelle} » dépend de « {nommee} », qui ne la précède pas")
    if type_ in ("choix", "choix_multiple"):
        connu = "choix" in question or ("role" in question and question["role"].data == "type_structure")
        _exiger(connu, question, f"« {libelle} » est un choix : écrivez ses réponses possibles")
    if type_ == "liste":
        _exiger(
            "sous_champs" in question, question, f"« {libelle} » est une liste : écrivez ses colonnes (sous_champs)"
        )
    vues[code] = question


def _pieces(document):
    pieces = document["formulaire"]["pieces"]
    _uniques(pieces, "code", "la pièce")
    for piece in pieces:
        genre, libelle = piece["genre"].data, piece["libelle"].data
        _exiger(
            0 < piece["max_mio"].data <= PLAFONDS_MIO[genre],
            piece["max_mio"],
            f"« {libelle} » pèse {PLAFONDS_MIO[genre]} Mo au plus",
        )
        for type_ in piece["types"]:
            _exiger(type_.data in TYPES_PAR_GENRE[genre], type_, f"« {libelle} » n’accepte pas ce type de fichier")
        if "pages_max" in piece:
            _exiger(
                0 < piece["pages_max"].data <= PLAFONDS_PAGES.get(genre, 0),
                piece["pages_max"],
                f"« {libelle} » n’accepte pas autant de pages",
            )
        if "nombre_max" in piece:
            _exiger(0 < piece["nombre_max"].data <= ANNEXES_MAX, piece["nombre_max"], f"{ANNEXES_MAX} fichiers au plus")


def _grille(document):
    echelle = document["grille"]["echelle"]
    lue = echelle.data
    _exiger(
        lue["pas"] > 0 and lue["maximum"] > lue["minimum"], echelle, "l’échelle va d’un minimum à un maximum plus grand"
    )
    _exiger((lue["maximum"] - lue["minimum"]) % lue["pas"] == 0, echelle["pas"], "le pas ne tombe pas sur le maximum")
    notes = {str(note) for note in range(lue["minimum"], lue["maximum"] + 1, lue["pas"])}
    _exiger(set(lue["mots"]) == notes, echelle["mots"], f"un mot par note : {', '.join(sorted(notes, key=int))}")
    for critere in document["grille"]["criteres"]:
        _exiger(
            set(critere["descripteurs"].data) == notes,
            critere["descripteurs"],
            f"un descripteur par note : {', '.join(sorted(notes, key=int))}",
        )
        for sous_critere in critere.get("sous_criteres", ()):
            _exiger(sous_critere["poids"].data > 0, sous_critere["poids"], "le poids d’un sous-critère est positif")


def _criteres_des_questions(document):
    combien = len(document["grille"]["criteres"])
    for partie in document["formulaire"]["parties"]:
        for question in partie.get("questions", ()):
            for rang in question.get("criteres", ()):
                libelle = question["libelle"].data
                _exiger(
                    0 < rang.data <= combien, rang, f"« {libelle} » nomme un critère qui n’existe pas : {rang.data}"
                )


def _colleges(document):
    _uniques(document["colleges"], "code", "le collège")


def _engagements(document):
    for engagement in document["engagements"].values():
        lu = engagement.data
        if lu.get("debut") and lu.get("fin"):
            _exiger(lu["fin"] >= lu["debut"], engagement["fin"], "l’engagement prend fin après son début")


def _reglages(document):
    ecrits = document["reglages"]
    for question, attendus in REGLAGES.items():
        _exiger(question in ecrits, ecrits, f"il manque le réglage {question}")
        for nom, valeur in ecrits[question].items():
            raison = defaut_du_reglage(question, nom.data, valeur.data)
            _exiger(not raison, valeur, raison)
            if question in QUI_DISENT_L_HEURE:
                _mots_des_heures(valeur)
        manquants = [nom for nom in attendus if nom not in ecrits[question] and (question, nom) not in FACULTATIFS]
        _exiger(not manquants, ecrits[question], f"{question} ne dit pas : {', '.join(manquants)}")
    _poids(document)


def _poids(document):
    """Custom weights never rise down the ranks (see Q9)."""
    q9 = document["reglages"]["Q9"]
    if q9["methode"].data != "personnalisee":
        return
    _exiger("poids" in q9, q9, "les poids choisis s’écrivent : un par critère")
    poids = q9["poids"].data
    _exiger(
        len(poids) == len(document["grille"]["criteres"]),
        q9["poids"],
        "les poids sont choisis un à un, un par critère : pour en changer le nombre, prenez d’abord une autre méthode",
    )
    _exiger(sorted(poids, reverse=True) == poids, q9["poids"], "les poids ne remontent jamais d’un rang au suivant")


def _textes(document):
    ecrits = document["textes"]
    for code in CODES:
        _exiger(code in ecrits or code in DEFAUTS, ecrits, f"il manque le texte « {code} » (il peut être vide)")
    for code, contenu in ecrits.items():
        _exiger(code.data in CODES, code, f"le texte « {code.data} » n’est montré nulle part")
        try:
            exiger_envoyable(code.data, contenu.data)
        except ActeRefuse as refus:
            raise AppelInvalide(contenu.start_line, f"{CODES[code.data]} : {refus.phrase}") from refus
