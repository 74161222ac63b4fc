"""Why an acte of the roof is refused, in French."""

PHRASES = {
    "edition_modifiee": (
        "L’édition a été modifiée depuis son chargement : le fichier n’est pas rechargé. Ce qui a changé\u00a0:\n{differences}"
    ),
    "edition_candidatee": (
        "Une candidature existe déjà : le fichier n’est pas rechargé. Ce qu’il aurait changé\u00a0:\n{differences}"
    ),
    "grille_utilisee": "La grille a déjà servi : elle ne se recharge pas. Créez une nouvelle version, avec sa raison.",
    "grille_figee": "L’appel est ouvert : la grille et ses poids sont figés depuis l’ouverture.",
    "college_occupe": "Un collège qui a des membres ne disparaît pas : retirez-en d’abord les membres.",
}
