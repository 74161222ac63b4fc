"""The sentences of this room's refusals: what happened, then what to do."""

from .pieces import DATE_A_VENIR

PHRASES = {
    "droit_de_lire": (
        "Votre droit sur ce dossier est maintenant de lire\u00a0: ce dernier envoi n’a rien enregistré. Qui peut déposer pour "
        "l’équipe peut vous rendre le droit de rédiger."
    ),
    "droit_de_deposer": (
        "Votre droit sur ce dossier ne permet plus ce geste\u00a0: rien n’est déposé, envoyé ni changé. Qui peut déposer pour "
        "l’équipe peut vous rendre ce droit."
    ),
    "cloture": (
        "L’appel n’accepte plus de dépôt, et plus aucun fichier. Ce que votre dossier contient déjà est conservé\u00a0: il y "
        "reste lisible."
    ),
    "suspendu": "Les dépôts sont suspendus. Votre brouillon est conservé\u00a0: vous pourrez le déposer à la reprise.",
    "annule": (
        "L’appel est annulé\u00a0: il n’accepte plus de dépôt, et plus aucun dossier n’est examiné. Ce qui est enregistré est "
        "conservé."
    ),
    "pas_ouvert": "L’appel n’est pas encore ouvert. Vous pourrez commencer une candidature dès son ouverture.",
    "fil_continue": (
        "Quelqu’un a écrit dans ce fil depuis que vous l’avez lu\u00a0: rien n’est envoyé. Lisez ce message, puis envoyez votre "
        "réponse si elle convient encore."
    ),
    "juge_et_partie": (
        "Qui instruit ou siège dans la commission de cet appel ne participe à aucune de ses candidatures, et inversement. "
        "Il faut un autre compte, ou que l’un des deux soit d’abord retiré\u00a0: le rôle ou le siège par la Région, la place "
        "dans le dossier par son équipe."
    ),
    "incomplet": "La candidature n’est pas complète. Complétez les éléments listés, puis déposez à nouveau.",
    "reglement": (
        "Le règlement ou un document associé a changé depuis l’affichage de cette page. "
        "Relisez-le, puis acceptez-le de nouveau."
    ),
    "acceptation": "Cochez l’acceptation du règlement et des documents associés pour déposer.",
    "revisions": "Cette page ne correspond plus au dossier. Vérifiez de nouveau la candidature avant de la déposer.",
    "conflit": "Les mêmes champs ont été modifiés entre-temps. Choisissez la version à garder.",
    "partie_inconnue": "Cette partie n’existe pas dans le dossier de cet appel.",
    "annuaire_muet": (
        "L’Annuaire des entreprises ne répond pas. Saisissez vous-même ces informations\u00a0; "
        "elles seront vérifiées plus tard."
    ),
    "annuaire_presse": "L’Annuaire a déjà répondu plusieurs fois de suite. Attendez une minute avant de l’interroger encore.",
    "date_a_venir": DATE_A_VENIR,
    "emplacement": "Cet emplacement n’existe pas dans le dossier de cet appel.",
    "annexes": "Le nombre maximal d’annexes est atteint. Retirez-en une avant d’en joindre une autre.",
    "poids_total": "La limite totale des fichiers du dossier est atteinte. Retirez un fichier avant d’en joindre un autre.",
    "transition": "Cette action n’est plus possible dans l’état actuel du dossier. Rechargez la page.",
    "retrait_impossible": "Seule une candidature déposée peut être retirée.",
    "retrait_avant_la_cloture": "Jusqu’à la clôture, une candidature se retire sans motif. Rechargez la page.",
    "retrait_tardif_impossible": "La candidature a reçu sa réponse, ou n’est pas déposée\u00a0: il n’y a rien à retirer.",
    "retrait_motif": "Indiquez le motif de votre retrait\u00a0: il est gardé au dossier et lu par la Région.",
    "reintegration_motif": "Indiquez le motif de la réintégration\u00a0: il est gardé au dossier et lu par l’équipe.",
    "reintegration_impossible": "Ce dossier n’est ni écarté ni retiré après la clôture\u00a0: il n’y a rien à réintégrer.",
    "reintegration_apres_resultat": (
        "Un résultat a été notifié à l’équipe avant que le dossier ne soit écarté\u00a0: il ne se défait pas ici. "
        "Une nouvelle décision de la commission est nécessaire."
    ),
    "suppression_impossible": "Un dossier déjà déposé ne se supprime pas\u00a0: retirez d’abord la candidature.",
    "invitation": "Cette invitation n’est plus valable. Demandez à la personne qui vous a invité d’en envoyer une autre.",
    "partages_trop_nombreux": "Dix liens de lecture sont déjà ouverts\u00a0: révoquez-en un avant d’en créer un autre.",
    "deja_equipier": "Cette personne fait déjà partie de l’équipe.",
    "dernier_deposant": (
        "Le dossier doit garder au moins une personne qui peut déposer\u00a0: transmettez-le d’abord à une autre personne "
        "de l’équipe."
    ),
    "transmission_a_soi": "Ce dossier est déjà le vôtre\u00a0: choisissez une autre personne de l’équipe.",
    "copie_en_cours": "Une copie de vos données est déjà en préparation\u00a0: elle apparaîtra sur cette page.",
    "pris_par_un_autre": (
        "Ce dossier est pris par {qui} depuis le {depuis}\u00a0: rien n’est enregistré. Pour continuer à sa place, reprenez "
        "le dossier."
    ),
    "pas_a_vous": "Vous n’avez pas ce dossier\u00a0: il n’y a rien à rendre.",
    "prise_changee": "Le dossier a changé de main entre-temps\u00a0: relisez qui l’a pris avant de le reprendre.",
    "visa_attendu": (
        "La conclusion de ce dossier attend le visa d’un second agent\u00a0: ses points ne changent plus d’ici là."
    ),
    "visa_clos": "Cette proposition n’attend plus de visa\u00a0: elle a été visée, renvoyée ou retirée entre-temps.",
    "visa_par_un_autre": "Une autre personne que son auteur vise ou renvoie une proposition.",
    "visa_sans_auteur": (
        "La personne qui propose cette conclusion ne peut plus examiner ce dossier\u00a0: renvoyez la proposition, "
        "puis reprenez l’examen."
    ),
    "visa_pas_a_vous": "Seul son auteur retire une proposition\u00a0: vous pouvez la renvoyer, avec une raison.",
    "rapporteur_soi_meme": "Un rapporteur est nommé par une autre personne\u00a0: demandez à un collègue de vous nommer.",
    "rapporteur_sans_acces": (
        "Cette personne ne peut pas rapporter ce dossier\u00a0: il lui est fermé (rôle, engagement à signer, lien ou "
        "déport). Choisissez quelqu’un d’autre."
    ),
    "rapporteur_change": "Le rapporteur de ce dossier a changé entre-temps\u00a0: relisez qui l’est avant de le remplacer.",
    "rapporteur_motif": "Indiquez pourquoi ce dossier change de rapporteur\u00a0: le motif est gardé au dossier.",
    "raison_du_renvoi": "Indiquez la raison du renvoi\u00a0: l’auteur de la proposition la lira.",
    "filtre_vide": "Choisissez d’abord un filtre\u00a0: celui-ci montre toute la liste.",
    "filtres_pleins": "Vous avez déjà {nombre} filtres\u00a0: supprimez-en un avant d’en enregistrer un autre.",
    "deja_ecartee": (
        "Cette candidature est déjà écartée\u00a0: son motif se lit sur la page du dossier, d’où elle peut être réintégrée."
    ),
    "points_changes": (
        "Des points ont été changés depuis l’affichage de cette page\u00a0: rien n’est enregistré. Choisissez, pour chacun, "
        "la version à garder."
    ),
    "points_incomplets": "Examinez {points} avant de conclure.",
    "points_non_conformes": (
        "Un point non conforme empêche la conclusion favorable\u00a0: {points}. "
        "Revoyez ce verdict, ou concluez défavorablement."
    ),
    "aucun_grief": "Aucun point n’est «\u00a0non conforme\u00a0»\u00a0: indiquez au moins un point non conforme, avec sa raison.",
    "jamais_sans_objet": "Toute candidature est examinée sur {points}\u00a0: «\u00a0sans objet\u00a0» n’est pas possible.",
    "raison_requise": "Indiquez la raison pour {points}.",
    "motif_requis": "Indiquez le motif\u00a0: il sera communiqué à la structure candidate.",
    "raison_du_lien": "Indiquez la raison de votre décision\u00a0: elle figure au registre des liens d’intérêts.",
    "deja_deporte": "Cette personne est déjà déportée de ce dossier\u00a0: il n’y a plus rien à décider.",
    "deport_decide": "La commission a décidé sur ce dossier\u00a0: un déport n’y change plus.",
    "lien_absent": "Aucun lien n’est détecté entre cette personne et ce dossier\u00a0: il n’y a rien à écarter.",
    "complements_fermes": (
        "Cet appel n’admet aucun complément. Ouvrez-les d’abord, pour tous, dans les réglages de l’édition."
    ),
    "complement_sans_dossier": "Aucun dossier n’est choisi\u00a0: rien n’a été demandé à personne.",
    "complement_sans_piece": "Choisissez au moins une pièce à demander.",
    "complement_en_cours": (
        "Des pièces sont encore attendues de l’équipe\u00a0: attendez sa réponse ou l’échéance, ou qu’un agent ferme cette "
        "demande, avant de conclure défavorablement."
    ),
    "complement_formel": "Seules les pièces ouvertes à l’instruction peuvent être demandées en complément.",
    "complement_motif": "Indiquez l’article du règlement et le motif\u00a0: l’équipe les lira.",
    "complement_delai": "L’échéance doit être à venir, et plus tardive que la précédente.",
    "complement_deja": "Un complément est déjà ouvert pour {dossiers}. Fermez-le avant d’en demander un autre.",
    "complement_hors_instruction": "Un complément se demande pendant l’instruction. Ce n’est plus le cas de {dossiers}.",
    "complement_echu": (
        "L’échéance du complément est passée\u00a0: rien ne peut plus être envoyé. "
        "Écrivez à l’équipe de l’appel si vous avez une raison à faire valoir."
    ),
    "complement_ferme": "Ce complément est fermé ou déjà envoyé\u00a0: il ne change plus.",
    "message_vide": "Écrivez votre message avant de l’envoyer.",
    "message_long": "Le texte dépasse {limite}\u00a0caractères\u00a0: raccourcissez-le ou envoyez-le en plusieurs fois.",
    "invitations_trop_nombreuses": (
        "Trop d’invitations viennent de partir de votre compte\u00a0: attendez une heure avant d’en envoyer d’autres."
    ),
    "invitation_repetee": (
        "Vous avez déjà invité cette adresse plusieurs fois aujourd’hui. L’invitation en cours se trouve aussi, une fois "
        "la personne connectée, sur sa page «\u00a0Mes candidatures\u00a0»\u00a0: dites-le-lui."
    ),
    "messages_trop_nombreux": (
        "Trop de messages viennent d’être envoyés depuis ce dossier. Attendez une heure, ou écrivez tout en un seul message."
    ),
    "message_nouveau": "L’équipe a écrit entre-temps\u00a0: lisez son dernier message avant de classer le fil.",
    "video_sans_dossier": "Choisissez au moins un dossier\u00a0: rien n’a été demandé.",
    "video_delai": "L’échéance doit être à venir.",
    "video_deja": "Le remède est déjà demandé pour {dossiers}\u00a0: attendez la réponse, ou l’échéance.",
    "video_echue": "L’échéance est passée\u00a0: votre réponse n’a pas été notée.",
    "complement_vide": "Joignez au moins une des pièces demandées avant d’envoyer le complément.",
    "acces_sans_motif": "Écrivez pourquoi vous devez lire ce dossier.",
    "acces_impossible": "Aucun dossier ne peut vous être ouvert sous cette référence. Vérifiez-la.",
    "acces_deja_lecteur": "Vous pouvez déjà lire tout ce dossier, comme rapporteur.",
    "acces_deja_demande": "Vous avez déjà une demande en attente, ou un accès ouvert, sur ce dossier.",
    "acces_sans_second": "Aucun autre agent ne pourrait autoriser cet accès\u00a0: il en faut un qui puisse instruire ce dossier. "
    "Demandez à un administrateur d’attribuer le rôle «\u00a0Agent de la Région\u00a0» à une autre personne.",
    "acces_par_soi": "Vous avez fait cette demande\u00a0: un autre agent doit l’autoriser.",
    "acces_clos": "Cette demande n’attend plus rien\u00a0: elle a reçu une réponse, elle est close, ou son temps est passé.",
    "acces_plus_possible": "La personne ne peut plus demander ce dossier\u00a0: son engagement, son rôle ou un lien a changé.",
}
