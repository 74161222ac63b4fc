"""Why a file is refused, and what to do. The codes are stable: the corpus of tests and the journal use them.

A sentence with {remede} ends with what its slot takes: a logo is exported, a document is sent as a PDF.
"""

PHRASES = {
    # --- what is sent
    "fichier_absent": "Aucun fichier n’a été reçu. Choisissez un fichier, puis envoyez-le.",
    "fichier_vide": "Ce fichier est vide (0 octet). Vérifiez qu’il s’ouvre sur votre ordinateur, puis renvoyez-le.",
    "fichier_trop_lourd": (
        "Ce fichier dépasse {maximum_mio} Mo, la limite de cet emplacement. "
        "Réduisez la résolution des images qu’il contient ou enregistrez-le en version allégée."
    ),
    "fichier_dossier_plein": (
        "Il reste {reste_mio} Mo à ce dossier, trop peu pour ce fichier. "
        "Retirez une annexe ou allégez les fichiers déjà joints."
    ),
    "fichier_type_refuse": "Cet emplacement accepte : {types}. Enregistrez votre document dans l’un de ces formats.",
    "fichier_svg": "Les images SVG ne sont pas acceptées : elles peuvent contenir des programmes. {remede}.",
    "fichier_bureautique": "Les documents bureautiques (Word, Excel, LibreOffice…) ne sont pas acceptés. {remede}.",
    "fichier_archive": "Les archives (ZIP, RAR, 7z…) ne sont pas acceptées. Joignez les documents un par un.",
    "fichier_executable": "Ce fichier est un programme, quel que soit son nom. Joignez le document lui-même.",
    "fichier_html": "Ce fichier contient une page web ou un programme PHP. {remede}.",
    "fichier_contenu_different": (
        "Le contenu de ce fichier n’est pas celui que son nom annonce ({attendu}). Changer l’extension d’un nom ne "
        "convertit pas un fichier : ouvrez-le dans son logiciel et enregistrez-le au bon format."
    ),
    "fichier_signature_decalee": (
        "Ce PDF commence par des octets étrangers au document. "
        "Ouvrez-le et enregistrez-le à nouveau, ou imprimez-le en PDF."
    ),
    "fichier_eicar": "Ce fichier contient la signature de test des antivirus. Joignez un autre fichier.",
    "fichier_infecte": (
        "L’antivirus a reconnu un programme malveillant dans ce fichier. "
        "Analysez votre poste, puis joignez un fichier sain."
    ),
    "fichier_zip_en_queue": "Une archive est cachée à la fin de ce fichier. Ouvrez-le et enregistrez-le à nouveau.",
    "fichier_tronque": "Ce fichier est incomplet : sa fin manque. Récupérez l’original, puis renvoyez-le.",
    "fichier_illisible": (
        "Ce fichier est abîmé : il ne peut pas être lu en entier. Vérifiez qu’il s’ouvre sur votre ordinateur, "
        "enregistrez-le à nouveau, puis renvoyez-le."
    ),
    "fichier_analyse_trop_longue": (
        "Ce fichier est trop complexe pour être vérifié en dix secondes. "
        "Simplifiez-le ou imprimez-le en PDF, puis renvoyez-le."
    ),
    "fichier_analyse_impossible": (
        "Ce fichier n’a pas pu être vérifié. Enregistrez-le à nouveau ou imprimez-le en PDF, puis renvoyez-le."
    ),
    # --- PDF
    "pdf_version": (
        "Ce PDF est de version {version} ; les versions 1.3 à 2.0 sont acceptées. "
        "Enregistrez-le à nouveau avec un logiciel récent."
    ),
    "pdf_mot_de_passe": (
        "Ce PDF demande un mot de passe pour s’ouvrir : personne ne pourrait le lire. "
        "Enregistrez-le sans mot de passe d’ouverture, puis renvoyez-le."
    ),
    "pdf_javascript": "Ce PDF contient du JavaScript. Imprimez-le en PDF : la copie n’en contiendra plus.",
    "pdf_lancement": "Ce PDF contient une action qui lance un programme. Imprimez-le en PDF, puis joignez la copie.",
    "pdf_envoi": "Ce PDF contient un formulaire qui envoie ou importe des réponses. Imprimez-le en PDF.",
    "pdf_xfa": "Ce PDF est un formulaire XFA, illisible par beaucoup de logiciels. Imprimez-le en PDF.",
    "pdf_multimedia": "Ce PDF contient un élément multimédia. Retirez-le, ou imprimez le document en PDF.",
    "pdf_piece_jointe": "Ce PDF contient des fichiers joints. Retirez-les et joignez-les à part.",
    "pdf_gonfle": "Ce PDF devient démesuré une fois décompressé. Imprimez-le en PDF, puis joignez la copie.",
    "pdf_sans_page": "Ce PDF ne contient aucune page. Vérifiez le document, puis renvoyez-le.",
    "pdf_trop_de_pages": "Ce PDF compte {pages} pages, la limite est de {maximum}. Raccourcissez-le.",
    # --- images and videos
    "image_trop_petite": (
        "Cette image mesure {largeur} × {hauteur} pixels : chaque côté doit en compter au moins {minimum}."
    ),
    "image_trop_grande": (
        "Cette image mesure {largeur} × {hauteur} pixels : chaque côté doit en compter au plus {maximum}, "
        "et l’image 40 millions en tout. Réduisez-la, puis renvoyez-la."
    ),
    "image_animee": "Cette image est animée. Exportez-la en une seule image fixe.",
    "image_bloc_gonfle": (
        "Cette image contient un commentaire ou un profil de couleurs démesuré. Enregistrez-la sans métadonnées."
    ),
    "video_conteneur": "Cette vidéo n’est pas un fichier {attendu} reconnaissable. Exportez-la en MP4 ou en WebM.",
    # --- the platform
    "televersements_trop_nombreux": (
        "Vous avez envoyé {maximum} fichiers en une heure, la limite par compte. "
        "Vos réponses et vos fichiers déjà reçus sont conservés : réessayez un peu plus tard."
    ),
    "stockage_indisponible": (
        "Le fichier n’a pas pu être enregistré : notre stockage ne répond pas. Rien n’a été enregistré à moitié ; "
        "votre brouillon est conservé. Réessayez dans quelques minutes."
    ),
    "fichier_en_quarantaine": (
        "Ce fichier attend d’être examiné par l’antivirus. Seule la personne qui l’a envoyé peut le télécharger."
    ),
    "fichier_efface": "Ce fichier a été effacé au terme de sa durée de conservation. Seule son empreinte demeure.",
}
