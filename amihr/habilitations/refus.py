"""The sentences of this room's refusals."""

PHRASES = {
    "nda_vide": "L’engagement de confidentialité est vide\u00a0: saisissez son texte avant de le publier.",
    "nda_inconnu": "Cet engagement n’est pas celui que vous avez à signer. Rechargez la page pour lire la version en vigueur.",
    "nda_nom": "Saisissez votre prénom et votre nom comme ils figurent sur votre compte.",
    "college": "Ce collège n’est pas de cet appel.",
    "deja_membre": "Cette personne siège déjà dans la commission.",
    "deja_president": "La commission a déjà une présidente ou un président.",
}
