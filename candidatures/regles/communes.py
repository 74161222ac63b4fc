"""Whether the commune of a head office is one: said to the candidate and to those who instruct, never a refusal."""

from amihr.territoires.communes import commune_lue, communes_nommees, communes_ressemblantes

from .formulaire import est_vide, question_posee

VERIFIEZ = "vérifiez-la. Vous pouvez déposer quand même."


def avis_de_commune(valeur):
    """Return what to check in the name of a commune, as a sentence, or ""."""
    if est_vide(valeur) or commune_lue(valeur):
        return ""
    homonymes = list(dict.fromkeys(str(commune) for commune in communes_nommees(valeur)))
    if homonymes:
        exemples = ", ".join(homonymes[:4])
        return f"Plusieurs communes portent ce nom\u00a0: ajoutez le département, par exemple {exemples}."
    proches = communes_ressemblantes(valeur)
    suite = f" Peut-être\u00a0: {', '.join(proches)}." if proches else ""
    return f"Commune inconnue de la liste officielle\u00a0: {VERIFIEZ}{suite}"


def avis_des_communes(partie, contenu):
    """Return ``{code: what to check}`` for the questions of a part that ask for a commune, and that apply."""
    return {
        question["code"]: avis
        for question in partie["questions"]
        if question["type"] == "commune" and question_posee(question, {partie["slug"]: contenu})
        if (avis := avis_de_commune(contenu.get(question["code"])))
    }


def communes_a_verifier(formulaire, contenus):
    """Return ``[(part, code, sentence)]``: what to check in the communes of these answers, in words that name the question."""
    return [
        (partie, code, _en_nommant(partie, code, avis))
        for partie in formulaire["parties"]
        for code, avis in avis_des_communes(partie, contenus.get(partie["slug"], {})).items()
    ]


def _en_nommant(partie, code, avis):
    libelle = next(question["libelle"] for question in partie["questions"] if question["code"] == code)
    return f"«\u00a0{libelle}\u00a0»\u00a0: {avis[0].lower()}{avis[1:]}"
