"""Read an edition file: one declarative YAML file per call, refused with its line and its reason in French.

Nothing is written here: ``lire`` returns plain values, ``amihr.pilotage.chargement`` puts them in the database.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

import strictyaml

from amihr.editions import dates
from amihr.editions.coherence import verifier
from amihr.editions.erreurs import AppelInvalide, en_francais
from amihr.editions.schema import APPEL

APPELS = Path(__file__).parent / "appels"
CHAMPS_DE_L_EDITION = (
    "slug",
    "nom",
    "sous_titre",
    "annee",
    "organisateur",
    "contact",
    "prefixe_reference",
    "prefixe_courriel",
    "territoire",
)

# Members first: two files that say the same thing, in whatever order, are one call.
PUBLICS = ("membre", "agent")
# What the file may leave out of a question.
SOUS_CHAMP = {"max": None, "aide": "", "choix": [], "prive": False, "unite": ""}
QUESTION = SOUS_CHAMP | {
    "role": None,
    "condition": None,
    "lignes": None,
    "manque": "",
    "sous_champs": [],
    "criteres": [],
}


@dataclass(frozen=True)
class Engagement:
    """The text of the confidentiality undertaking for one audience."""

    public: str
    titre: str
    texte: str
    debut: date | None
    fin: date | None


@dataclass(frozen=True)
class Appel:
    """One edition as its file describes it: plain values, nothing of the database."""

    champs: dict
    ouverture_le: datetime
    cloture_le: datetime
    commission_le: date
    calendrier: tuple[dict, ...]
    thematiques: tuple[dict, ...]
    formulaire: dict
    echelle: dict
    criteres: tuple[dict, ...]
    colleges: tuple[dict, ...]
    engagements: tuple[Engagement, ...]
    macaron: dict
    reglement: dict
    chiffres: tuple[dict, ...]
    textes: dict
    reglages: dict
    empreinte: str

    @property
    def slug(self):
        return self.champs["slug"]


def fichiers():
    """The edition files that come with the software, by name."""
    return sorted(APPELS.glob("*.yaml"))


def lire(chemin):
    """Read and validate the file at ``chemin``. Raises AppelInvalide with the line and the reason."""
    octets = Path(chemin).read_bytes()
    try:
        texte = octets.decode("utf-8")
    except UnicodeDecodeError as erreur:
        raise AppelInvalide(octets[: erreur.start].count(b"\n") + 1, "le fichier n’est pas en UTF-8") from erreur
    return lire_texte(texte, empreinte=hashlib.sha256(octets).hexdigest())


def lire_texte(texte, empreinte=""):
    """Validate the text of an edition file. Raises AppelInvalide with the line and the reason."""
    return _lire(partial(strictyaml.load, texte, APPEL), empreinte)


def lire_document(ecrit):
    """Validate what such a file would say, as mappings, lists and texts. Raises AppelInvalide with the reason.

    JSON is YAML: laying the text out for nobody to read takes as long as reading it.
    """
    texte = json.dumps(ecrit, ensure_ascii=False)
    return _lire(partial(strictyaml.dirty_load, texte, APPEL, allow_flow_style=True), "")


def _lire(charger, empreinte):
    try:
        document = charger()
    except strictyaml.YAMLError as erreur:
        raise en_francais(erreur) from erreur
    verifier(document)
    return _appel(document.data, empreinte)


def _appel(lu, empreinte):
    ouverture_le, cloture_le = bornes(lu["dates"])
    return Appel(
        champs={nom: lu["edition"][nom] for nom in CHAMPS_DE_L_EDITION},
        ouverture_le=ouverture_le,
        cloture_le=cloture_le,
        commission_le=lu["dates"]["commission"],
        calendrier=tuple(lu["calendrier"]),
        thematiques=tuple(lu["thematiques"]),
        formulaire=_formulaire(lu["formulaire"]),
        echelle=lu["grille"]["echelle"],
        criteres=tuple(lu["grille"]["criteres"]),
        colleges=tuple(lu["colleges"]),
        engagements=tuple(_engagement(public, lu["engagements"][public]) for public in PUBLICS),
        macaron=lu["macaron"],
        reglement=lu["reglement"],
        chiffres=tuple(lu.get("chiffres", ())),
        textes={code: contenu.strip() for code, contenu in lu["textes"].items()},
        reglages=_sans_dates(lu["reglages"]),
        empreinte=empreinte,
    )


def bornes(jours):
    """The opening instant and the closing bound of the ``dates`` block (see Q1 and Q24)."""
    ouverture = dates.ouverture_du(jours["ouverture"], jours.get("heure_ouverture", dates.MINUIT))
    cloture = dates.cloture_du(jours["cloture"], jours.get("derniere_minute", dates.DERNIERE_MINUTE))
    return ouverture, cloture


def _engagement(public, ecrit):
    return Engagement(public, ecrit["titre"], ecrit["texte"].strip(), ecrit.get("debut"), ecrit.get("fin"))


def _formulaire(ecrit):
    """The form with every default written out, so that no reader of it guesses one."""
    types = [{"institut": False, **type_} for type_ in ecrit["types_structure"]]
    parties = [
        {
            "instruction": False,
            "public": False,
            **partie,
            "questions": [_question(question, types) for question in partie.get("questions", ())],
        }
        for partie in ecrit["parties"]
    ]
    pieces = [
        {
            "pages_max": None,
            "nombre_max": 1,
            "instituts": "",
            "prive": False,
            "instruction": piece.get("prive", False),
            "date_demandee": False,
            "aide": "",
            "role": None,
            **piece,
            "multiple": piece.get("nombre_max", 1) > 1,
        }
        for piece in ecrit["pieces"]
    ]
    return {
        "types_structure": types,
        "parties": parties,
        "pieces": pieces,
        "conditions": ecrit.get("conditions", []),
        "article_du_delai": ecrit.get("article_du_delai", ""),
    }


def _question(ecrite, types):
    complete = QUESTION | ecrite | {"obligatoire": _obligation(ecrite)}
    complete["sous_champs"] = [
        SOUS_CHAMP | champ | {"obligatoire": _obligation(champ)} for champ in ecrite.get("sous_champs", [])
    ]
    if complete["role"] == "type_structure":
        complete["choix"] = [{"code": type_["code"], "libelle": type_["libelle"]} for type_ in types]
    return complete


def _obligation(ecrite):
    return {"oui": True, "non": False, "si": "si"}[ecrite.get("obligatoire", "oui")]


def _sans_dates(valeur):
    """JSON has no dates: they are kept as ISO text."""
    if isinstance(valeur, dict):
        return {cle: _sans_dates(contenu) for cle, contenu in valeur.items()}
    return valeur.isoformat() if isinstance(valeur, date) else valeur
