"""Walking through the form of an edition: parts, questions, conditions, roles (R50).

The form is data (``Edition.formulaire``). The code never names a question of a given edition: what it needs
to understand (the title, the SIREN, the thématique…) it finds by the ``role`` of a question.
"""

# The types of the answers that are words of their own: no condition reads them.
TEXTES = ("texte_court", "texte_long", "memoire")


def nom_de_cellule(question, rang, champ):
    """Return the name of the control of one cell of a list: question, row from 0, column."""
    return f"{question['code']}__{rang}__{champ['code']}"


def partie_de(formulaire, slug):
    """Return the part of that slug, or ``None``."""
    return next((partie for partie in formulaire["parties"] if partie["slug"] == slug), None)


def piece_de(formulaire, code):
    """Return the attachment slot of that code, or ``None``."""
    return next((piece for piece in formulaire["pieces"] if piece["code"] == code), None)


def point_de_la_piece(code):
    """Return the code of the point that judges the file of a slot."""
    return f"piece-{code}"


def emplacement_du_memoire(formulaire):
    """Return the code of the slot that takes the memo as a file, or ``None`` when the edition has none."""
    return next((piece["code"] for piece in formulaire["pieces"] if piece.get("role") == "memoire"), None)


def parties_a_remplir(formulaire):
    """Return the parts that have questions; the attachments have a part of their own, without any."""
    return [partie for partie in formulaire["parties"] if partie["questions"]]


def question_posee(question, contenus):
    """Tell whether a question applies, given the answers ``{part: {code: value}}``; codes are unique in a form."""
    condition = question.get("condition")
    if not condition:
        return True
    code = condition["code"]
    valeur = next((reponses[code] for reponses in contenus.values() if code in reponses), None)
    valeurs = valeur if isinstance(valeur, list) else [valeur]
    return any(v in condition["vaut"] for v in valeurs)


def questions_sans_objet(partie, contenus):
    """Return the codes of a part's questions that another part's answers rule out, and that hold nothing."""
    return {code for code, est_rempli in _ecartees(partie, contenus) if not est_rempli}


def questions_ecartees(partie, contenus):
    """Return the codes of those that another part's answers rule out although they hold something: nobody reads it."""
    return {code for code, est_rempli in _ecartees(partie, contenus) if est_rempli}


def _ecartees(partie, contenus):
    propres, reponses = {q["code"] for q in partie["questions"]}, contenus.get(partie["slug"], {})
    repondues = {code for contenu in contenus.values() for code, valeur in contenu.items() if not est_vide(valeur)}
    return [
        (question["code"], not est_vide(reponses.get(question["code"])))
        for question in partie["questions"]
        if question.get("condition")
        and question["condition"]["code"] in repondues - propres
        and not question_posee(question, contenus)
    ]


def est_obligatoire(question, contenus):
    """Tell whether an answer is required here and now."""
    return bool(question.get("obligatoire")) and question_posee(question, contenus)


def est_vide(valeur):
    """Tell whether nothing was answered: absent, blank, or an empty list. Zero and « non » are answers."""
    if isinstance(valeur, str):
        return not valeur.strip()
    return valeur is None or valeur == [] or valeur == {}


def questions_par_role(formulaire):
    """Return ``{role: (slug of the part, question)}`` for the questions that carry a role."""
    return {
        question["role"]: (partie["slug"], question)
        for partie in formulaire["parties"]
        for question in partie["questions"]
        if question.get("role")
    }


def valeur_du_role(formulaire, contenus, role, defaut=None):
    """Return what was answered to the question of that role, or ``defaut``."""
    trouvee = questions_par_role(formulaire).get(role)
    if trouvee is None:
        return defaut
    slug, question = trouvee
    valeur = contenus.get(slug, {}).get(question["code"])
    return defaut if est_vide(valeur) else valeur


def est_institut(formulaire, contenus):
    """Tell whether the candidate declared a type of structure that the edition marks as an institute (Q5)."""
    return type_est_institut(formulaire, valeur_du_role(formulaire, contenus, "type_structure"))


def type_est_institut(formulaire, code):
    """Tell whether a type of structure is one that the edition marks as an institute (see Q5)."""
    return any(t["code"] == code and t.get("institut") for t in formulaire.get("types_structure", []))


def libelle_de_piece(piece, institut):
    """Return the name of a slot.

    Q5: an institute, which has no Kbis, is asked for the equivalent document that the edition names.
    """
    return piece["instituts"] if est_un_equivalent(piece, institut) else piece["libelle"]


def est_un_equivalent(piece, institut):
    """Tell whether a slot takes the equivalent document of an institute, which is of its day: a founding decree does not age."""
    return bool(institut and piece.get("instituts"))
