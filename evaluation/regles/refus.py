"""The sentences of the refusals of the evaluation's rules."""

PHRASES = {
    "poids_methode": "La méthode de calcul des poids « {methode} » n’existe pas.",
    "poids_nombre": "Il faut un poids par critère : {attendus} attendus, {recus} reçus.",
    "poids_negatif": "Un poids ne peut pas être négatif.",
    "poids_nuls": "Un poids au moins doit être supérieur à zéro.",
    "poids_croissants": (
        "Le poids du critère {rang} dépasse celui du critère qui le précède : les poids suivent la hiérarchie des "
        "critères."
    ),
    "bareme_vide": "La grille ne comporte aucun critère.",
    "bareme_poids": "Il faut un poids par critère, et leur somme doit faire 100 %.",
    "bareme_sous_criteres": "Le poids d’un sous-critère est un nombre entier supérieur à zéro.",
    "grille_incomplete": "La grille est incomplète : chaque critère attend une note ou « hors de ma compétence ».",
    "grilles_melangees": "Des notes données sur une autre version de la grille n’entrent pas dans ce classement.",
}
