"""The sentences of the refusals of accounts."""

PHRASES = {
    "role_inconnu": "Ce rôle n’existe pas.",
    "role_reserve": "Seul un administrateur attribue ou révoque un rôle.",
    "role_a_soi_meme": "Un administrateur ne modifie pas ses propres rôles\u00a0: un autre administrateur doit le faire.",
    "role_compte_inactif": "Ce compte est désactivé\u00a0: aucun rôle ne peut lui être attribué.",
    "role_non_attribue": "Cette personne n’a pas ce rôle.",
    "role_dernier_administrateur": "C’est le dernier administrateur\u00a0: nommez-en un autre avant de révoquer celui-ci.",
    "compte_reserve": "Seul un administrateur désactive ou réactive un compte.",
    "compte_a_soi_meme": "Un administrateur ne désactive pas son propre compte\u00a0: un autre administrateur doit le faire.",
    "compte_deja_desactive": "Ce compte est déjà désactivé.",
    "compte_deja_actif": "Ce compte est déjà actif.",
    "courriel_deja_utilise": "Un compte existe déjà avec cette adresse de courriel.",
    "second_facteur_reserve": "Seul un administrateur réinitialise la double authentification d’une autre personne.",
}
