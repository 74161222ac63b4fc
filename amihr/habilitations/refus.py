"""The sentences of this room's refusals."""

PHRASES = {
    "nda_vide": "L’engagement de confidentialité est vide\u00a0: saisissez son texte avant de le publier.",
    "nda_inconnu": "Cet engagement n’est pas celui que vous avez à signer. Rechargez la page pour lire la version en vigueur.",
    "nda_debut": (
        "L’obligation commencerait après que le texte ouvre la lecture\u00a0: donnez pour début le jour de l’ouverture de "
        "l’appel ou, s’il est ouvert, aujourd’hui au plus tard."
    ),
    "nda_fin": (
        "L’obligation serait déjà finie quand le texte entre en vigueur\u00a0: donnez une fin plus tardive, ou aucune."
    ),
    "nda_nom": "Saisissez votre prénom et votre nom comme ils figurent sur votre compte.",
    "siege_par_soi": "Vous ne décidez pas de votre propre siège\u00a0: un autre agent le donne, ou le retire.",
    "siege_apres_les_notes": (
        "Cette personne a lu les notes de tous au secrétariat de cet appel\u00a0: elle ne peut plus y siéger. Nommez quelqu’un "
        "d’autre."
    ),
    "college": "Ce collège n’est pas de cet appel.",
    "deja_membre": "Cette personne siège déjà dans la commission.",
    "mandat_siren": "Ce SIREN n’existe pas\u00a0: vérifiez chacun de ses 9 chiffres.",
    "mandat_sans_nom": "Indiquez le nom de la structure.",
    "mandat_debut_futur": "Un mandat se note une fois commencé\u00a0: indiquez une date passée, ou celle d’aujourd’hui.",
    "mandat_futur": "Une fin se note une fois venue\u00a0: indiquez une date passée, ou celle d’aujourd’hui.",
    "mandat_a_l_envers": "La fin précède le début\u00a0: vérifiez les deux dates.",
    "mandat_deja_dit": "Ce mandat est déjà noté, de même nature dans la même structure.",
    "mandat_termine_avant": "Vous aviez noté ce mandat comme en cours\u00a0: sa fin ne peut pas être antérieure. "
    "Si vous vous étiez trompé, écrivez au secrétariat.",
    "deja_president": "La commission a déjà une présidente ou un président.",
}
