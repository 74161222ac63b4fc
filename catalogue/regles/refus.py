"""The sentences of this room's refusals."""

PHRASES = {
    "label_motif": "Indiquez le motif du retrait\u00a0: il n’est jamais publié.",
    "label_deja_retire": "Ce label est déjà retiré.",
    "levee_motif": "Indiquez pourquoi le retrait est levé : ce motif n’est jamais publié.",
    "label_pas_retire": "Ce label n’est pas retiré.",
    "label_non_du": "Ce dossier n’a pas de décision favorable notifiée\u00a0: aucun label n’est à délivrer.",
    "effet_passe": "Le retrait ne peut pas prendre effet avant aujourd’hui.",
    "effet_apres_la_fin": "Le label aura déjà pris fin à cette date : choisissez un jour de sa validité.",
    "fiche_modifiee": "La fiche a changé depuis l’affichage de cette page. Rechargez-la.",
}
