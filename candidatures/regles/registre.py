"""What the public register says, beside what the candidate wrote: proposed, compared, never imposed (see Q29, Q30)."""

from dataclasses import dataclass, field

from amihr.socle.textes import date_heure, replier, siren_affiche
from amihr.territoires.regions import ENTRE_PARENTHESES, departement_de_la_commune

from .formulaire import est_vide, questions_par_role, valeur_du_role
from .numeros import siren_lu

NUMEROS = ("siren", "siret")
# What the register may fill in a row of the consortium.
TROUVES = ("denomination", "siret", "siege_pays", "siege_adresse", "siege_commune", "siege_departement")
INCONNU = (
    "L’Annuaire des entreprises ne trouve pas ce numéro. Une entreprise toute récente, ou qui s’oppose à la diffusion de "
    "ses données, peut en être absente."
)


@dataclass(frozen=True)
class Rapprochement:
    """A register's answer beside one part of the form.

    ``a_remplir``: {code: value} of the questions left empty; ``ecarts``: [(label, typed, found)] of the others that
    differ. ``nommes``: the labels of those filled.
    """

    a_remplir: dict = field(default_factory=dict)
    nommes: list = field(default_factory=list)
    ecarts: list = field(default_factory=list)


def siren_de(valeurs):
    """Return the SIREN that ``valeurs`` ({role: answer}) name, from the SIRET if need be; "" when it is malformed."""
    donnes = (str(valeurs.get(role) or "") for role in NUMEROS)
    lus = (siren_lu(donne) or siren_lu("".join(donne.split())[:9]) for donne in donnes)
    return next((siren for siren in lus if siren), "")


def siren_du_mandataire(formulaire, contenus):
    """Return the well-formed SIREN of the lead, as the answers say, or ""."""
    return siren_de({role: valeur_du_role(formulaire, contenus, role) for role in NUMEROS})


def membres_nommes(formulaire, contenus):
    """Return ``[(name, SIREN or "")]`` of the consortium's members, lead aside (see Q30)."""
    _, question = questions_par_role(formulaire).get("membres_consortium", ("", {}))
    roles = {champ["code"]: champ.get("role") for champ in question.get("sous_champs", ())}
    lignes = valeur_du_role(formulaire, contenus, "membres_consortium", []) if roles else []
    membres = [{roles.get(code): valeur for code, valeur in ligne.items()} for ligne in lignes]
    return [(membre.get("denomination") or "", siren_de(membre)) for membre in membres]


def question_des_membres(formulaire):
    """Return (slug of the part, question) that lists the consortium's members, when its rows ask for a number; else ("", {})."""
    slug, question = questions_par_role(formulaire).get("membres_consortium", ("", {}))
    demande = any(champ.get("role") in NUMEROS for champ in question.get("sous_champs", ()))
    return (slug, question) if demande else ("", {})


def siren_du_membre(question, ligne):
    """Return the well-formed SIREN of a row, or ""."""
    return siren_de({champ.get("role"): ligne.get(champ["code"]) for champ in question["sous_champs"]})


def sirens_a_completer(question, lignes):
    """Return the SIREN of the rows where the register could fill something, in the order of the rows."""
    incompletes = [
        siren_du_membre(question, ligne)
        for ligne in lignes
        if any(est_vide(ligne.get(champ["code"])) for champ in question["sous_champs"] if champ.get("role") in TROUVES)
    ]
    return [siren for siren in dict.fromkeys(incompletes) if siren]


def completer_les_membres(question, lignes, releves):
    """Return (rows with their empty cells filled from ``{SIREN: Releve}``, names of the members filled)."""
    completes, nommes = [], []
    for ligne in lignes:
        releve = releves.get(siren_du_membre(question, ligne))
        trouves = _cellules(question, ligne, releve) if releve and releve.est_connu else {}
        if trouves:
            nommes.append(releve.nom)
        completes.append(ligne | trouves)
    return completes, nommes


def _cellules(question, ligne, releve):
    formulaire = {"parties": [{"slug": "", "questions": question["sous_champs"]}]}
    valeurs = _valeurs(formulaire, releve)
    pays = next((champ for champ in question["sous_champs"] if champ.get("role") == "siege_pays"), {})
    if not pays.get("choix"):
        valeurs["siege_pays"] = releve.pays or "France"
    return {
        champ["code"]: valeurs[champ["role"]]
        for champ in question["sous_champs"]
        if valeurs.get(champ.get("role")) and est_vide(ligne.get(champ["code"]))
    }


def partie_du_registre(formulaire):
    """Return (slug of the part, code of the question) beside which the register is shown; ("", "") without any."""
    par_role = questions_par_role(formulaire)
    posees = [par_role[role] for role in NUMEROS if role in par_role]
    return (posees[-1][0], posees[-1][1]["code"]) if posees else ("", "")


def rapprocher(formulaire, slug, contenu, releve):
    """Return the ``Rapprochement`` of one part's answers with a register's answer, known or not."""
    trouves = Rapprochement()
    if releve is None or not releve.est_connu:
        return trouves
    for role, valeur in _valeurs(formulaire, releve).items():
        partie, question = questions_par_role(formulaire).get(role, ("", {}))
        if partie != slug or not valeur:
            continue
        saisie = contenu.get(question["code"])
        if est_vide(saisie):
            trouves.a_remplir[question["code"]] = valeur
            trouves.nommes.append(question["libelle"])
        elif not _disent_de_meme(saisie, valeur):
            libelles = {choix["code"]: choix["libelle"] for choix in question.get("choix") or ()}
            trouves.ecarts.append((question["libelle"], libelles.get(saisie, saisie), libelles.get(valeur, valeur)))
    return trouves


def _valeurs(formulaire, releve):
    """Return ``{role: value}``: what each question would hold."""
    departement = departement_de_la_commune(releve.code_commune)
    commune = f"{releve.commune} ({departement})" if releve.commune and departement else releve.commune
    return {
        "denomination": releve.nom,
        "siren": releve.siren,
        "siret": releve.siret_du_siege,
        "siege_pays": _pays(formulaire, releve),
        "siege_adresse": releve.adresse,
        "siege_commune": commune,
        "siege_departement": departement,
    }


def _pays(formulaire, releve):
    """The first choice of the question is the national territory (see Q29); a foreign one is chosen if it is the only."""
    _, question = questions_par_role(formulaire).get("siege_pays", ("", {}))
    codes = [choix["code"] for choix in question.get("choix") or ()]
    if not codes or (releve.pays and len(codes) != 2):
        return releve.pays if not codes else ""
    return codes[1] if releve.pays else codes[0]


def _disent_de_meme(saisie, valeur):
    """Tell whether two answers say the same, spaces, case, accents and the département after a commune aside."""
    ecrits = [replier("".join(ENTRE_PARENTHESES.sub("", str(texte)).split())) for texte in (saisie, valeur)]
    return ecrits[0] == ecrits[1]


def alertes(releve):
    """Return what the register says that matters to the conditions: a closed company, a head office abroad (see Q29)."""
    return [phrase for _, phrase in _alertes_par_nature(releve)]


def _alertes_par_nature(releve):
    if releve is None:
        return []
    if not releve.est_connu:
        return [("siren_inconnu", INCONNU)]
    dites = []
    if not releve.est_active:
        dites.append(("fermee", "L’Annuaire des entreprises indique que cette entreprise est fermée."))
    if releve.pays:
        situe = f"L’Annuaire des entreprises situe le siège social à l’étranger\u00a0: {releve.pays}."
        dites.append(("siege_etranger", situe))
    return dites


def constats(nommees):
    """Return what to look at in ``[(name of a member or "" for the lead, SIREN, Releve or None)]``, as sentences.

    A number that the register has not answered about is « non vérifié », whatever the cause (see Q30).
    """
    return [phrase for _, phrase in constats_par_nature(nommees)]


def constats_par_nature(nommees):
    """Return the same as ``[(nature, sentence)]``: the nature is what two dossiers have in common, dates and names aside."""
    dits = []
    for nom, siren, releve in nommees:
        qui = f"Membre du consortium, {nom}\u00a0: " if nom else ""
        if releve is None:
            phrase = f"{qui}SIREN {siren_affiche(siren)} non vérifié auprès de l’Annuaire des entreprises."
            dits.append(("non_verifie", phrase))
        for nature, alerte in _alertes_par_nature(releve):
            dits.append((nature, f"{qui}{alerte} Réponse du {date_heure(releve.releve_le)}."))
    return dits
