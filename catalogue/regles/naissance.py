"""The first version of a fiche, made from what its company released when it filed."""

from dataclasses import dataclass, field
from datetime import date

from amihr.socle.textes import siren_affiche
from candidatures.regles.affichage import afficher
from candidatures.regles.formulaire import question_posee, questions_par_role, valeur_du_role
from candidatures.regles.structures import mandataire, membres_du_consortium

from .preuve import Niveau, fait
from .redaction import en_mots, genre
from .siege import departement_du_siege, siege_affiche

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
    codes: tuple = ()  # of the questions that it repeats


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
        codes=tuple(q["code"] for q, *_ in (*publiques, *cochees)),
    )


def _publiable(question, contenu):
    """Tell whether a question may be published; one that the other answers rule out is not, whatever it still holds."""
    publique = not question.get("prive") and question.get("role") not in ROLES_TECHNIQUES
    return publique and question_posee(question, contenu)


def _publiables(partie, contenu):
    return [question for question in partie["questions"] if _publiable(question, contenu)]


def _reponses_publiques(formulaire, contenu):
    """Return (question, words) for what is answered in the parts that the edition makes public."""
    trouvees = []
    for partie in formulaire["parties"]:
        if not partie.get("public"):
            continue
        reponses = contenu.get(partie["slug"], {})
        for question in _publiables(partie, contenu):
            if mots := en_mots(question, reponses.get(question["code"])):
                trouvees.append((question, mots))
    return trouvees


def _reponses_cochees(formulaire, contenu):
    """Return (question, value, words) for the facts of the other parts that the company released by name."""
    codes = valeur_du_role(formulaire, contenu, "faits_publics", [])
    trouvees = []
    for partie in formulaire["parties"]:
        for question in _publiables(partie, contenu):
            valeur = contenu.get(partie["slug"], {}).get(question["code"])
            if question["code"] in codes and not partie.get("public") and (mots := en_mots(question, valeur)):
                trouvees.append((question, valeur, mots))
    return trouvees


def _codes(question, valeur):
    libelles = {choix["code"]: choix["libelle"] for choix in question.get("choix", [])}
    return [{"code": code, "libelle": libelles[code]} for code in valeur if code in libelles]


@dataclass(frozen=True)
class FicheAnnoncee:
    """What a label would make public of a dossier as it stands: ``lignes``: ``((what, words), …)``.

    ``codes``: of the questions and of the slots that it repeats.
    """

    lignes: tuple
    codes: frozenset
    est_minimale: bool
    textes_libres: bool


def fiche_annoncee(formulaire, contenu, fichiers):
    """Return the ``FicheAnnoncee`` of answers not filed yet, by the same rules as the fiche of a label (see Q48).

    ``fichiers``: ``{slot: name of its file}``.
    """
    naissante = fiche_naissante(formulaire, contenu, declare_le=date.min, examine_le=date.min)
    lignes = _lignes_du_label(formulaire, contenu)
    if logo := fichiers.get(emplacement_du_logo(formulaire)):
        lignes.append(("Logo", logo, (emplacement_du_logo(formulaire),)))
    if naissante.resume:
        lignes.append((_question(formulaire, "presentation")["libelle"], naissante.resume, ()))
    lignes += [(fait.libelle, fait.valeur, ()) for fait in naissante.faits]
    if not naissante.est_minimale:
        lignes += _ligne_du_role(formulaire, contenu, "cas_usage")
    codes = frozenset(code for _, _, siens in lignes for code in siens) | frozenset(naissante.codes)
    return FicheAnnoncee(
        tuple((libelle, valeur) for libelle, valeur, _ in lignes), codes, naissante.est_minimale, naissante.texte_libre
    )


def _question(formulaire, role):
    return questions_par_role(formulaire).get(role, ("", {"libelle": "", "code": ""}))[1]


def _ligne_du_role(formulaire, contenu, role, libelle=""):
    question = _question(formulaire, role)
    mots = (
        afficher(question, valeur_du_role(formulaire, contenu, role), formulaire)["texte"] if question["code"] else ""
    )
    return [(libelle or question["libelle"], mots, (question["code"],))] if mots else []


def _lignes_du_label(formulaire, contenu):
    """Return what every label says, a minimal fiche included: the solution, its holder, the consortium, the thématique."""
    tete = mandataire(formulaire, contenu)
    departement = departement_du_siege(code_departement=tete["code_departement"], commune=tete["commune"])
    membres = [
        f"{membre['denomination']} (SIREN {siren_affiche(membre['siren'])})"
        if membre["siren"]
        else membre["denomination"]
        for membre, _ in membres_du_consortium(formulaire, contenu)
    ]
    dites = [
        ("Titulaire du label", tete["denomination"], ("denomination",)),
        ("SIREN", siren_affiche(tete["siren"]) if tete["siren"] else "", ("siren", "siret")),
        ("Siège", siege_affiche(tete["commune"], departement), ("siege_commune", "siege_departement")),
        ("Membres du consortium", "\n".join(membres), ("membres_consortium",)),
    ]
    lignes = [
        (libelle, mots, tuple(_question(formulaire, role)["code"] for role in roles))
        for libelle, mots, roles in dites
        if mots
    ]
    solution = _ligne_du_role(formulaire, contenu, "titre", "Solution")
    return [*solution, *lignes, *_ligne_du_role(formulaire, contenu, "thematique", "Thématique")]


def cas_usage_choisis(formulaire, contenu):
    """Return the codes of the use cases that the company chose, for the needs of the catalogue."""
    valeur = valeur_du_role(formulaire, contenu, "cas_usage", [])
    return valeur if isinstance(valeur, list) else [valeur]


def emplacement_du_logo(formulaire):
    """Return the code of the slot that takes the logo, or ``None``."""
    return next((piece["code"] for piece in formulaire["pieces"] if piece.get("role") == "logo"), None)
