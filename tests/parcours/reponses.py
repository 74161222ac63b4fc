"""What a company answers to every question of the edition 2026, by part."""

COMPLETES = {
    "structure": {
        "type_structure": "pme", "denomination": "Orthoselve SAS", "siege_pays": "france", "immatriculation": "siren",
        "siren": "000 000 018", "siege_commune": "Montreuil (93)", "siege_adresse": "12 rue des Vergers",
        "site": "https://orthoselve.example.org", "presentation_structure": "Bureau d’études en imagerie, fondé en 2019.",
        "contact_nom": "Claire Vasseur", "contact_courriel": "claire@orthoselve.example",
        "contact_telephone": "01 00 00 00 00",
    },
    "consortium": {
        "consortium": "oui",
        "membres": [{"denomination": "Bocage Images SARL", "siren": "000 000 026", "pays": "France",
                     "courriel": "contact@bocage.example", "apport": "Relevés de terrain"}],
    },
    "solution": {
        "titre": "Canoptère", "resume": "Compte et suit les arbres d’une commune, un houppier après l’autre.",
        "thematique": "environnement", "cas_usage": ["arbres", "vegetation"], "donnees": ["aerien", "lidar"],
        "algorithmes": "Segmentation des houppiers à 5 cm par pixel, croisée avec le nuage de points.",
        "challenge": "non",
    },
    "maturite": {
        "livree": "oui", "ambition": "Le comptage et le suivi annuel sont en service.",
        "stabilite": "Deux ans sans interruption de plus d’une heure.",
        "prochaine_version": "À l’automne : l’état sanitaire des arbres d’alignement.",
        "essais": "Un accès et un jeu d’images d’un kilomètre carré suffisent.", "commercialisee": "oui",
        "date_de_deploiement": ("3", "3", "2025"), "tests_clients": "6", "clients": "4",
        "retours": "Les services des espaces verts retrouvent 97 % des arbres.",
    },
    "previsions": {"effectif": "14", "previsions": {"2026": "820 000", "2027": "1 250 000", "2028": "1 900 000"}},
    "memoire": {
        "etat_de_l_art": "Les inventaires manuels prennent deux ans et vieillissent aussitôt.",
        "memoire": "Le houppier est segmenté à 5 cm par pixel, puis rapproché du nuage de points.",
        "formats": ["geotiff", "las"], "frugalite": "Une carte graphique, une nuit par commune.",
        "modele_economique": "Un abonnement annuel selon la surface de la commune.",
    },
    "plan": {
        "plan": "Trois communes pilotes, puis une offre régionale.",
        "jalons": [{"echeance": "Septembre 2026", "jalon": "Trois communes pilotes"}],
    },
    "video": {"video": "https://videos.example.org/canoptere", "video_date": ("2", "5", "2026"), "video_duree": "4"},
    "references": {
        "references": [{"collectivite": "Ville de Montreuil", "objet": "Inventaire du patrimoine arboré",
                        "annee": "2025", "contact": "Service des espaces verts"}],
    },
    "presentation": {
        "presentation": "Canoptère compte les arbres d’une commune et suit leur croissance.",
        "benefices": "Un inventaire à jour chaque année, sans relevé de terrain.",
        "presentation_site": "https://orthoselve.example.org/canoptere", "faits_publics": ["donnees", "formats"],
        "licence": "oui",
    },
}  # fmt: skip


def nommees(titre, denomination, siren):
    """The same dossier, alone, under another name: for a story that needs several."""
    propres = {"denomination": denomination, "siren": siren}
    return COMPLETES | {
        "structure": COMPLETES["structure"] | propres,
        "consortium": {"consortium": "non"},
        "solution": COMPLETES["solution"] | {"titre": titre},
    }
