"""The first version of a fiche, made from what its company released when it filed."""

from dataclasses import dataclass, field

from candidatures.regles.formulaire import valeur_du_role

from .preuve import Niveau, fait
from .redaction import en_mots, genre

# Questions of the public parts that steer the publication and are not published themselves.
ROLES_TECHNIQUES = ("licence", "faits_publics")


@dataclass(frozen=True)
class FicheNaissante:
    """What the dossier gives to a new fiche. A minimal one has nothing but the facts of the label."""

    resume: str = ""
    besoins: str = ""
    donnees: list = field(default_factory=list)
    faits: list = field(default_factory=list)
    texte_libre: bool = False
    est_minimale: bool = True


def fiche_naissante(formulaire, contenu, *, declare_le, examine_le):
    """Return the ``FicheNaissante`` of a filed version.

    Q48: it is made of the public parts of the dossier, which only a label makes public, and of the facts
    of the rest that the company ticked; when the public parts are empty it is minimal.
    R24: even a minimal fiche shows the name, the holder and the logo, which the règlement lets the Région use.
    ``declare_le``: date of the filing; ``examine_le``: date of the commission that read the dossier.
    """
    publiques = _reponses_publiques(formulaire, contenu)
    if not publiques:
        return FicheNaissante()
    resume = str(valeur_du_role(formulaire, contenu, "presentation", "")).strip()
    declares = [
        fait(q["libelle"], mots, Niveau.DECLARE, declare_le, genre=genre(q))
        for q, mots in publiques
        if q.get("role") != "presentation"
    ]
    cochees = _reponses_cochees(formulaire, contenu)
    examines = [fait(q["libelle"], mots, Niveau.EXAMINE, examine_le) for q, _, mots in cochees]
    return FicheNaissante(
        resume=resume,
        besoins="\n".join(f.valeur for f in declares if f.genre == "texte"),
        donnees=[
            d for question, valeur, _ in cochees if question.get("role") == "donnees" for d in _codes(question, valeur)
        ],
        faits=examines + declares,
        texte_libre=valeur_du_role(formulaire, contenu, "licence") in ("oui", True),
        est_minimale=False,
    )


def _publiable(question):
    return not question.get("prive") and question.get("role") not in ROLES_TECHNIQUES


def _reponses_publiques(formulaire, contenu):
    """Return (question, words) for what is answered in the parts that the edition makes public."""
    trouvees = []
    for partie in formulaire["parties"]:
        if not partie.get("public"):
            continue
        reponses = contenu.get(partie["slug"], {})
        for question in filter(_publiable, partie["questions"]):
            if mots := en_mots(question, reponses.get(question["code"])):
                trouvees.append((question, mots))
    return trouvees


def _reponses_cochees(formulaire, contenu):
    """Return (question, value, words) for the facts of the other parts that the company released by name."""
    codes = valeur_du_role(formulaire, contenu, "faits_publics", [])
    trouvees = []
    for partie in formulaire["parties"]:
        for question in filter(_publiable, partie["questions"]):
            valeur = contenu.get(partie["slug"], {}).get(question["code"])
            if question["code"] in codes and not partie.get("public") and (mots := en_mots(question, valeur)):
                trouvees.append((question, valeur, mots))
    return trouvees


def _codes(question, valeur):
    libelles = {choix["code"]: choix["libelle"] for choix in question.get("choix", [])}
    return [{"code": code, "libelle": libelles[code]} for code in valeur if code in libelles]


def cas_usage_choisis(formulaire, contenu):
    """Return the codes of the use cases that the company chose, for the needs of the catalogue."""
    valeur = valeur_du_role(formulaire, contenu, "cas_usage", [])
    return valeur if isinstance(valeur, list) else [valeur]


def emplacement_du_logo(formulaire):
    """Return the code of the slot that takes the logo, or ``None``."""
    return next((piece["code"] for piece in formulaire["pieces"] if piece.get("role") == "logo"), None)
