"""Answers that are well formed and hardly possible: said to whoever writes them and to whoever examines, never refused."""

from dataclasses import dataclass
from datetime import date

from amihr.socle.textes import date_longue, nombre

from .formulaire import questions_par_role, valeur_du_role

# Roles of the questions whose date has come when the answer is given.
DATES_PASSEES = ("date_de_deploiement", "video_date")
PREMIERE_ANNEE = 1990


@dataclass(frozen=True)
class Invraisemblance:
    """``role``: that of the question; ``partie``: its slug; ``nature``: what is found, by a code of ``reperes.NATURES``."""

    role: str
    partie: str
    nature: str
    phrase: str


def roles_lus():
    """Return the roles of the questions that are read here."""
    return (*DATES_PASSEES, "effectif", "type_structure", "references")


def invraisemblances(formulaire, contenus, jour):
    """Return what to look at again in ``contenus`` ({slug: answers}), on ``jour``: that of the filing, or today."""
    par_role = questions_par_role(formulaire)
    trouvees = [
        *(_date(par_role[role], role, contenus, jour) for role in DATES_PASSEES if role in par_role),
        *_annees(par_role.get("references"), contenus, jour),
        _effectif(formulaire, par_role, contenus),
    ]
    return [trouvee for trouvee in trouvees if trouvee]


def _reponse(place, contenus):
    slug, question = place
    return contenus.get(slug, {}).get(question["code"])


def _date(place, role, contenus, jour):
    try:
        donnee = date.fromisoformat(_reponse(place, contenus) or "")
    except (TypeError, ValueError):
        return None
    slug, question = place
    phrase = f"{question['libelle']}\u00a0: le {date_longue(donnee)} n’est pas encore passé."
    return Invraisemblance(role, slug, "date_a_venir", phrase) if donnee > jour else None


def _annees(place, contenus, jour):
    """One finding a row of the references whose year cannot be that of a work done."""
    slug, question = place or ("", {})
    codes = [champ["code"] for champ in question.get("sous_champs", ()) if champ.get("role") == "annee"]
    lignes = _reponse(place, contenus) if codes else ()
    for rang, ligne in enumerate(lignes if isinstance(lignes, list) else (), start=1):
        annee = ligne.get(codes[0])
        if isinstance(annee, int) and not PREMIERE_ANNEE <= annee <= jour.year:
            phrase = f"{question['libelle']}, ligne {rang}\u00a0: l’année {annee} est à vérifier."
            yield Invraisemblance("references", slug, "annee_a_verifier", phrase)


def _effectif(formulaire, par_role, contenus):
    effectif = valeur_du_role(formulaire, contenus, "effectif")
    choisi = valeur_du_role(formulaire, contenus, "type_structure")
    types = {genre["code"]: genre for genre in formulaire.get("types_structure", ())}
    maximum = types.get(choisi, {}).get("effectif_au_plus")
    if not maximum or not isinstance(effectif, int) or effectif <= maximum:
        return None
    slug, question = par_role["effectif"]
    phrase = (
        f"{question['libelle']}\u00a0: {nombre(effectif)}, pour «\u00a0{types[choisi]['libelle']}\u00a0», qui en compte "
        f"{nombre(maximum)} au plus."
    )
    return Invraisemblance("effectif", slug, "effectif_a_verifier", phrase)
