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
    "recuperation_reservee": "Seul un agent demande, confirme ou annule la réinitialisation d’une double authentification.",
    "recuperation_de_soi": "Vous n’agissez pas sur votre propre double authentification\u00a0: deux autres agents doivent le faire.",
    "recuperation_par_soi": "Vous avez fait cette demande\u00a0: un autre agent doit la confirmer.",
    "recuperation_sans_motif": "Écrivez le motif de la demande, et précisez la vérification si elle s’est faite autrement.",
    "recuperation_sans_objet": "Aucune double authentification n’est en place à cette adresse, sur un compte actif.",
    "recuperation_deja_demandee": "Une demande est déjà en attente pour cette personne.",
    "recuperation_agent_seul": "Aucun autre agent ne pourrait confirmer\u00a0: demandez à un administrateur d’attribuer le rôle "
    "«\u00a0Agent de la Région\u00a0» à une autre personne, puis recommencez.",
    "recuperation_demandeur_parti": "La personne qui a fait cette demande n’est plus agent\u00a0: annulez-la et faites-en une autre.",
    "recuperation_confirmee": "Cette demande est déjà confirmée.",
    "recuperation_annulee": "Cette demande a été annulée.",
    "recuperation_opposee": "La personne s’est opposée à cette demande\u00a0: vérifiez son identité avant d’en faire une autre.",
    "recuperation_expiree": "Cette demande a expiré\u00a0: vérifiez de nouveau l’identité, puis faites-en une autre.",
}
