"""Why an acte on an edition is refused, in French."""

PHRASES = {
    "repetition_jamais_publique": "Une répétition n’est jamais publique\u00a0: elle ne se met pas en avant et ne se publie pas.",
    "texte_reserve": "Ce texte engage la Région\u00a0: depuis l’ouverture de l’appel, un agent seul le modifie.",
    "reglement_reserve": "Publier une version du règlement revient à un agent de la Région.",
    "reglement_vide": "Le règlement n’a pas de texte\u00a0: écrivez-le avant de le publier.",
    "reglement_sans_changements": "Dites ce qui change par rapport à la version précédente du règlement.",
    "questions_closes": "Le temps des questions est passé\u00a0: les réponses publiées restent sur cette page.",
    "questions_trop_nombreuses": "Vous avez posé plusieurs questions en peu de temps\u00a0: réessayez dans une heure.",
    "reponse_inchangee": "Cette réponse est déjà celle qui a été donnée\u00a0: changez-la, ou laissez-la.",
    "reponse_absente": "Aucune réponse n’est publiée à cette question\u00a0: il n’y a rien à retirer.",
    "question_repondue": "Cette question a déjà une réponse\u00a0: elle ne s’écarte plus.",
    "actualite_deja_retiree": "Cette actualité est déjà retirée.",
    "abonnements_trop_nombreux": "Plusieurs adresses ont été données en peu de temps\u00a0: réessayez dans une heure.",
    "voies_de_recours": (
        "Le texte «\u00a0voies et délais de recours\u00a0» est vide. Remplissez-le, ou cochez l’acceptation à votre nom."
    ),
    "edition_annulee": "Cet appel est annulé\u00a0: ses dates ne changent plus.",
    "annulation_motif": "Indiquez pourquoi l’appel est annulé.",
    "deja_suspendue": "Les dépôts sont déjà suspendus.",
    "deja_close": "L’appel est clos\u00a0: il n’y a plus de dépôt à suspendre.",
    "pas_suspendue": "Les dépôts ne sont pas suspendus.",
    "cloture_trop_proche": "Pour reprendre, la clôture doit être dans {heures} heures au moins\u00a0: reportez-la.",
    "cloture_pas_plus_tard": "Une clôture ne peut qu’être reportée à plus tard.",
    "cloture_passee": "La nouvelle clôture est déjà passée.",
    "dossiers_deja_lus": "Un dossier a déjà été consulté\u00a0: la clôture ne peut plus être reportée.",
    "edition_redigee_ailleurs": (
        "L’édition a été modifiée entre-temps\u00a0: rien n’est enregistré et votre saisie reste affichée. Ouvrez cette page "
        "dans un autre onglet pour lire ce qui est enregistré."
    ),
    "lettre_vide": "Cette lettre partirait vide\u00a0: écrivez son texte.",
    "mot_inconnu": "Rien ne remplacera {mots}. Ce texte peut employer {admis}.",
    "mot_oublie": "Ce courriel doit dire {mots}\u00a0: remettez-le, ou videz le texte pour retrouver celui d’origine.",
    "texte_inconnu": "Ce texte n’existe pas dans cet appel.",
}
