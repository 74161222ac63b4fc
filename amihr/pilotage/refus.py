"""Why an acte of the roof is refused, in French."""

PHRASES = {
    "pret_empeche": (
        "Un point manque encore\u00a0: l’appel ne peut pas être signé prêt. Une adresse d’essai s’accepte en cochant la case, "
        "en votre nom."
    ),
    "repetition_en_cours": "Une répétition est déjà en cours\u00a0: effacez-la avant d’en préparer une autre.",
    "repetition_trop_tard": "L’appel est ouvert\u00a0: il ne se répète plus. Une répétition se fait avant l’ouverture.",
    "repetition_sans_suite": "Une répétition s’efface\u00a0: aucune autre édition ne part d’elle.",
    "repetition_reelle": "Cette édition est un véritable appel\u00a0: elle ne s’efface pas.",
    "repetition_occupee": "Les dossiers fictifs se préparent en ce moment même\u00a0: recommencez dans un instant.",
    "repetition_pas_prete": "La répétition se prépare encore\u00a0: attendez qu’elle soit prête.",
    "repetition_au_bout": "La commission est la dernière scène.",
    "repetition_nom": "Ce n’est pas le nom de la répétition\u00a0: recopiez-le exactement.",
    "pret_suspendu": "L’appel est suspendu\u00a0: reprenez-le avant de signer qu’il est prêt à ouvrir.",
    "pret_ouvert": "L’appel est déjà ouvert\u00a0: il ne se signe plus prêt à ouvrir.",
    "edition_modifiee": (
        "L’édition a été modifiée depuis son chargement\u00a0: le fichier n’est pas rechargé. Ce qui a changé\u00a0:\n{differences}"
    ),
    "edition_candidatee": (
        "Une candidature existe déjà\u00a0: le fichier n’est pas rechargé. Ce qu’il aurait changé\u00a0:\n{differences}"
    ),
    "grille_utilisee": "La grille a déjà servi\u00a0: elle ne change plus, ou les notes déjà données ne compteraient pas.",
    "grille_figee": "L’appel est ouvert\u00a0: les critères, leur ordre, leurs poids et l’échelle ne changent plus. Les mots se corrigent.",
    "appel_invalide": "{raison}.",
    "redaction_reservee": "Depuis l’ouverture de l’appel, seuls les agents de la Région en modifient le contenu.",
    "prefixe_employe": "Les références d’une autre édition commencent déjà par {prefixe}\u00a0: choisissez un autre préfixe.",
    "edition_existe": "Une édition porte déjà cet identifiant\u00a0: choisissez un autre nom ou une autre année, ou dans un fichier un autre « slug ».",
    "ouverture_a_venir": "L’ouverture doit être à venir\u00a0: choisissez un jour après aujourd’hui.",
    "ouverture_passee": "L’appel est ouvert\u00a0: son ouverture ne change plus.",
    "cloture_se_reporte": "L’appel est ouvert\u00a0: la clôture se reporte depuis la page de l’édition, elle ne se modifie pas ici.",
    "reglage_fige": "L’appel est ouvert\u00a0: le réglage «\u00a0{reglage}\u00a0» fait partie des règles du jeu, il ne change plus.",
    "prefixe_fige": "Une candidature existe déjà\u00a0: le préfixe des références ne change plus.",
    "thematique_fige": "«\u00a0{quoi}\u00a0»\u00a0: une candidature existe déjà, {raison}. Vous pouvez en corriger le texte.",
    "formulaire_fige": "«\u00a0{quoi}\u00a0»\u00a0: une candidature existe déjà, {raison}. Vous pouvez en corriger le texte.",
    "macaron_fige": "Un label est déjà délivré\u00a0: les mots du macaron ne changent plus.",
    "thematique_employee": "Une thématique choisie dans un dossier ne se retire pas.",
    "cas_usage_employe": "Un cas d’usage cité dans une fiche du catalogue ne se retire pas.",
    "college_occupe": "Un collège qui a des membres ne disparaît pas\u00a0: retirez-en d’abord les membres.",
}
