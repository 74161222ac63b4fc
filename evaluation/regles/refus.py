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
    "grille_sans_note": (
        "Notez au moins un critère. Si aucun n’est de votre compétence, dites-le au secrétariat par une question sur ce dossier ; "
        "si un lien d’intérêts vous en empêche, déportez-vous."
    ),
    "grilles_melangees": "Des notes données sur une autre version de la grille n’entrent pas dans ce classement.",
    "acte_avant_la_seance": "La date de l’acte précède la séance\u00a0: vérifiez-la, le label commence ce jour-là.",
    "grille_motif": "L’appel est ouvert : indiquez pourquoi la grille change. Une nouvelle version sera créée.",
    "grille_soumise": (
        "Cette grille est remise : elle ne se modifie plus. Ce que vous venez d’y changer n’est pas enregistré. Vous "
        "pourrez la réviser après délibération."
    ),
    "notation_close": (
        "La commission a arrêté sa décision sur ce dossier et clos sa séance\u00a0: aucune grille ne se remplit ni ne se "
        "révise plus."
    ),
    "grille_ailleurs": (
        "Un autre onglet a changé la même chose. Rien n’est perdu\u00a0: choisissez ci-dessous, puis enregistrez."
    ),
    "saisie_irrecevable": "Une réponse est à corriger : rien n’est enregistré.",
    "note_hors_echelle": "Critère {rang}, {titre} : choisissez une des notes proposées, de {minimum} à {maximum}.",
    "hors_et_notes": (
        "Critère {rang}, {titre} : notez ses parties, ou déclarez-le hors de votre compétence, mais pas les deux."
    ),
    "commentaire_long": "Critère {rang}, {titre} : le commentaire dépasse {longueur} caractères. Raccourcissez-le.",
    "revision_sans_soumission": "Vous n’avez pas encore remis cette grille : modifiez-la directement.",
    "revision_avant_deliberation": "La révision vient après délibération : elle s’ouvre avec la séance de la commission.",
    "renoncer_sans_revision": "Aucune révision n’est en cours\u00a0: votre évaluation remise compte.",
    "revision_motif": "Indiquez la raison de la révision : elle sera conservée avec les deux versions.",
    "affectation_sans_dossier": "Aucun dossier éligible n’est à répartir pour l’instant.",
    "affectation_impossible": "Cette répartition est impossible : voyez pourquoi ci-dessous, et changez un réglage.",
    "affectation_a_change": (
        "La situation a changé depuis cet aperçu (un déport, une grille commencée, un autre agent) : voici le nouveau, "
        "vérifiez-le avant de l’appliquer."
    ),
    "affectation_a_tous": "Chaque membre évalue tous les dossiers : choisissez d’abord une répartition.",
    "affectation_commencee": (
        "Un membre décoché a commencé ou remis sa grille sur ce dossier : il le garde. Son nom est resté coché."
    ),
    "affectation_nouvelle": "Vos dossiers viennent de changer : voyez la nouvelle liste, puis confirmez de nouveau.",
    "seance_avant_la_cloture": "L’appel n’est pas clos : la commission se réunit après la clôture.",
    "seance_avant_son_jour": "Une séance s’ouvre le jour où elle se tient : choisissez aujourd’hui, ou un jour passé.",
    "seance_deja_ouverte": "Une séance est déjà ouverte : clôturez-la avant d’en ouvrir une autre.",
    "seance_fermee": "La séance n’est pas ouverte.",
    "indicateurs_en_seance": "Les réglages de cet appel ne permettent pas de montrer en séance le classement et la dispersion.",
    "quorum": "Le quorum n’est pas atteint : {presents} présents pour un quorum de {quorum}.",
    "majorite": "La décision ne suit pas la règle de majorité de l’appel : {pour} voix pour le label, {contre} contre.",
    "decision_autre_seance": "La décision sur ce dossier est déjà arrêtée par une autre séance.",
    "seance_encore_ouverte": "La séance n’est pas close : corrigez la décision en séance.",
    "rectification_sans_objet": "Rien n’est à rectifier : le procès-verbal dit ce qui est.",
    "rectification_motif": "Indiquez la raison de la rectification : elle figurera au procès-verbal.",
    "export_en_cours": "Un export est déjà en préparation : il apparaîtra dans la liste.",
    "livret_en_cours": "Votre livret est déjà en préparation : il apparaîtra sur cette page.",
    "livret_sans_grille": "La grille d’évaluation n’est pas encore établie : il n’y a rien à imprimer.",
    "copies_detruites": "Vous avez certifié avoir détruit vos copies : aucun livret n’est plus préparé pour vous.",
    "mission_en_cours": "Votre mission n’est pas finie : cette étape s’ouvre à la clôture de la séance de la commission.",
    "note_trop_longue": "Vos notes privées dépassent {limite} caractères\u00a0: raccourcissez-les, rien n’est enregistré.",
    "note_ailleurs": (
        "Vos notes privées ont changé dans une autre page\u00a0: rechargez celle-ci pour les lire, votre texte est affiché."
    ),
    "calibrage_commence": (
        "Un membre a commencé à noter ce dossier fictif\u00a0: son texte ne change plus, tous notent le même."
    ),
    "calibrage_incomplet": "Écrivez d’abord les deux dossiers fictifs, chacun avec au moins une partie.",
    "calibrage_sans_texte": "Écrivez au moins une partie du dossier fictif\u00a0: les membres le notent sur ce texte.",
    "calibrage_sans_reglage": (
        "Cet appel n’a pas de calibrage\u00a0: choisissez d’abord, dans ses réglages, s’il est proposé ou obligatoire."
    ),
    "calibrage_sans_grille": "La grille d’évaluation n’est pas encore établie\u00a0: il n’y a rien à noter.",
    "calibrage_deja_ouvert": "Le calibrage est déjà ouvert.",
    "calibrage_ferme": "Le calibrage n’est pas ouvert\u00a0: rien n’est enregistré.",
    "calibrage_date_passee": "Cette date est passée\u00a0: choisissez aujourd’hui ou un jour à venir.",
    "calibrage_d_abord": (
        "Le calibrage vient avant votre première note\u00a0: remettez vos grilles sur les deux dossiers fictifs, depuis "
        "«\u00a0Mes dossiers\u00a0». S’ils n’y sont pas encore, le secrétariat doit d’abord ouvrir le calibrage."
    ),
    "marge_vide": "Écrivez la note avant de la garder\u00a0: un passage cité seul ne suffit pas.",
    "marge_longue": "Une note en marge dépasse {limite} caractères\u00a0: raccourcissez-la, votre texte est affiché.",
    "citation_longue": "Le passage cité dépasse {limite} caractères\u00a0: gardez-en le début, votre texte est affiché.",
    "marge_pleine": "Vous avez {limite} notes en marge de ce dossier\u00a0: supprimez-en avant d’en ajouter.",
    "marge_ailleurs": (
        "Cette note a changé dans une autre page\u00a0: rechargez celle-ci pour la lire, votre texte est affiché."
    ),
    "discussion_vide": "Écrivez votre message : rien n’a été envoyé.",
    "discussion_longue": "Le message dépasse {limite} caractères : raccourcissez-le, il est affiché ci-dessous.",
    "decision_arretee": "La décision sur ce dossier est arrêtée : le vote est clos.",
    "decision_signee": "L’acte est signé : cette décision ne se modifie plus en séance.",
    "pas_present": "Vous n’êtes pas noté présent à cette séance : demandez au secrétariat de corriger la liste.",
    "motifs": "Indiquez les deux motifs : la valeur ajoutée et la crédibilité.",
    "motifs_contraires": (
        "Les deux motifs et la décision se contredisent : un label demande que les deux soient reconnus, un refus "
        "qu’au moins un ne le soit pas."
    ),
    "coup_de_coeur": "Seule une solution labellisée peut être « coup de cœur du jury ».",
    "aucun_votant": "Personne ne peut voter sur ce dossier : consignez les présences.",
    "decisions_a_confirmer": (
        "Une personne qui a pris part à une décision s’est déportée depuis : arrêtez de nouveau cette décision sans elle."
    ),
    "sans_presidence": (
        "La présidence de la commission confirme la clôture, depuis sa page de la séance. Sinon, indiquez pourquoi elle ne "
        "le fait pas."
    ),
    "aucune_decision": "Aucune décision n’est arrêtée : la séance ne peut pas être close.",
    "aucune_selection": "Sélectionnez au moins un dossier.",
    "decision_absente": "La commission n’a pas encore décidé sur l’un des dossiers choisis.",
    "decision_pas_arretee": "L’un des dossiers choisis n’a pas de décision arrêtée en attente de signature.",
    "seance_non_close": "La séance doit être close avant l’enregistrement de l’acte signé.",
    "numero_d_acte": "Un acte porte déjà ce numéro.",
    "decision_pas_signee": "L’un des dossiers choisis n’a pas d’acte signé : enregistrez-le avant de notifier.",
    "annonce_passee": "Cette date est passée : l’annonce se fait aujourd’hui ou un jour à venir.",
    "publication_defavorable": "Une décision défavorable ne se publie pas : seule l’équipe du dossier la connaît.",
    "decision_pas_notifiee": "L’un des dossiers choisis n’est pas encore notifié : la publication vient après.",
    "publication_passee": "L’instant de publication est déjà passé : choisissez maintenant ou plus tard.",
    "deja_publiee": "L’un des dossiers choisis est déjà publié.",
}
