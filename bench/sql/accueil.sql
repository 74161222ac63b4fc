SELECT nom, sous_titre, ouverture_le, cloture_le FROM editions_edition WHERE est_courante;
