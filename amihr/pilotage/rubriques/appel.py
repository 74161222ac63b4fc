"""The headings of the call itself: names, dates, calendar, needs, figures, colleges, undertakings, macaron."""

from amihr.editions.schema import REPERES

from .commun import AIDE_DES_HEURES, FACULTATIF, HEURE, Rubrique, a_plat, avec_codes, en_bloc, libelles, question

PASTILLES = {
    "theme-amenagement.png": "Ville", "theme-planification.png": "Toits", "theme-environnement.png": "Végétation",
    "theme-risques.png": "Eau",
}  # fmt: skip
BALISES = (
    "Paragraphes séparés par une ligne vide\u00a0; «\u00a0##\u00a0» pour un titre, «\u00a0-\u00a0» pour une liste."
)


def _identite(_document):
    return [
        question("nom", "Nom de l’appel", max=150),
        question("sous_titre", "Sous-titre", max=200),
        question("annee", "Année", "entier"),
        question("organisateur", "Organisateur", max=150),
        question("contact", "Adresse de contact", "courriel", aide="La seule adresse donnée aux candidats."),
        question(
            "prefixe_reference",
            "Préfixe des références",
            max=20,
            aide="Majuscules, chiffres et tirets, par exemple AMIHR-2026. Il ne change plus dès la première candidature.",
        ),
        question("prefixe_courriel", "Préfixe des courriels", max=40, aide="Entre crochets, au début de chaque objet."),
        question("territoire_nom", "Nom du territoire"),
        question(
            "territoire_region", "Code de la région", aide="Code Insee, par exemple 11 pour l’Île-de-France.", max=3
        ),
        question("territoire_habitants", "Adjectif du territoire", aide="Par exemple «\u00a0francilienne\u00a0»."),
    ]


def _dates(_document):
    heure = "Heure de Paris, par exemple {}."
    return [
        question("ouverture", "Ouverture", "date"),
        question("heure_ouverture", "Heure d’ouverture", aide=heure.format("00:00"), max=5, **HEURE),
        question("cloture", "Dernier jour des dépôts", "date"),
        question(
            "derniere_minute",
            "Dernière minute qui compte",
            aide=heure.format("23:59") + " Toute cette minute est dans les délais.",
            max=5,
            **HEURE,
        ),
        question("commission", "Réunion de la commission", "date"),
    ]


def _etape(_document):
    reperes = dict(zip(REPERES, ("L’ouverture", "La clôture", "La commission"), strict=True))
    return [
        question("libelle", "Étape", max=200),
        question(
            "repere", "Elle suit une date de l’appel", "choix", choix=libelles(reperes), **FACULTATIF,
            aide="Sinon, donnez un jour ou une période\u00a0: une seule des trois réponses.",
        ),
        question("jour", "Jour", "date", **FACULTATIF),
        question(
            "heure", "Heure de début", max=5, **FACULTATIF, **HEURE,
            aide="Heure de Paris, par exemple 11:00. Sans elle, l’étape dure toute la journée dans les agendas.",
        ),
        question("heure_de_fin", "Heure de fin", aide="Le même jour, par exemple 12:30.", max=5, **FACULTATIF, **HEURE),
        question("periode", "Période", aide="En mots, par exemple «\u00a0après l’été\u00a0».", max=80, **FACULTATIF),
        question("precision", "Précision", "texte_long", lignes=3, aide=AIDE_DES_HEURES, **FACULTATIF),
        question(
            "inscription", "Adresse d’inscription", "url", **FACULTATIF,
            aide="Pour un webinaire ou une rencontre : le lien se montre jusqu’à l’étape.",
        ),
        question("rediffusion", "Adresse de la rediffusion", "url", **FACULTATIF),
    ]  # fmt: skip


def _thematique(_document):
    return [
        question("titre", "Thématique", max=120),
        question("accroche", "Accroche", max=200, aide="Le besoin, dit par la collectivité."),
        question("resume", "Résumé", max=200),
        question("objectif", "Objectif", "texte_long", lignes=3),
        question(
            "pastille", "Image de légende", "choix", choix=libelles(PASTILLES), **FACULTATIF,
            aide="Sans image, un carré uni accompagne le nom.",
        ),
        question(
            "cas_usage", "Cas d’usage", "liste", lignes=20,
            aide="Donnés à titre d’exemples. Le code se déduit du libellé\u00a0; il ne change plus ensuite.",
            sous_champs=[
                question("libelle", "Libellé", max=200),
                question("code", "Code", max=60, **FACULTATIF),
            ],
        ),
    ]  # fmt: skip


def _rediger_thematique(reponses, element):
    return element | reponses | {"cas_usage": avec_codes(reponses["cas_usage"])}


def _chiffre(_document):
    return [
        question("valeur", "Valeur", max=40),
        question("libelle", "Ce qu’elle mesure"),
        question("source", "Source et date"),
    ]


def _college(_document):
    return [question("libelle", "Nom du collège", max=150)]


def _engagement(_document):
    return [
        question("titre", "Titre"),
        question(
            "texte", "Texte", "texte_long", lignes=20,
            aide=BALISES + " Un texte modifié est une nouvelle version, en vigueur aussitôt\u00a0: chacun la signe avant de lire.",
        ),
        question("debut", "Début", "date", **FACULTATIF),
        question("fin", "Fin", "date", **FACULTATIF),
    ]  # fmt: skip


def _macaron(_document):
    return [
        question("titre", "Titre", max=80),
        question("couronne", "Texte de la couronne", max=60, aide="En capitales, autour du macaron."),
        question("validite", "Durée, en mots", max=40),
        question("verifier", "Invitation à vérifier", max=40),
        question("label_mention", "Label\u00a0: mention dessinée", max=40),
        question("label_libelle", "Label\u00a0: nom écrit", max=80),
        question("coup_de_coeur_mention", "Coup de cœur\u00a0: mention dessinée", max=40, **FACULTATIF),
        question(
            "coup_de_coeur_libelle", "Coup de cœur\u00a0: nom écrit", max=80, **FACULTATIF,
            aide="Laissez ces deux réponses vides si l’appel n’a pas de coup de cœur.",
        ),
    ]  # fmt: skip


def _lire_macaron(element):
    return a_plat({**element, **element.get("variantes", {})}, *element.get("variantes", ()))


def _rediger_macaron(reponses, _element):
    plat = en_bloc(en_bloc(reponses, "label"), "coup_de_coeur")
    variantes = {nom: plat.pop(nom) for nom in ("label", "coup_de_coeur")}
    return plat | {"variantes": {nom: bloc for nom, bloc in variantes.items() if any(bloc.values())}}


RUBRIQUES = (
    Rubrique(
        "identite", "Nom, contact et préfixes", ("edition",), _identite, page="editions:accueil",
        lire=lambda element: a_plat(element, "territoire"),
        rediger=lambda reponses, element: element | en_bloc(reponses, "territoire"),
    ),
    Rubrique(
        "dates", "Dates", ("dates",), _dates, page="editions:calendrier",
        aide="Dès l’ouverture, la clôture ne change plus ici\u00a0: elle se reporte, depuis la page de l’édition.",
    ),
    Rubrique("calendrier", "Calendrier", ("calendrier",), _etape, nom="une étape", page="editions:calendrier"),
    Rubrique(
        "thematiques", "Thématiques et cas d’usage", ("thematiques",), _thematique, nom="une thématique",
        libelle="titre", identifiant="slug", rediger=_rediger_thematique, page="editions:accueil",
    ),
    Rubrique("chiffres", "Chiffres du programme", ("chiffres",), _chiffre, nom="un chiffre", page="editions:accueil"),
    Rubrique("colleges", "Collèges de la commission", ("colleges",), _college, nom="un collège", identifiant="code"),
    Rubrique(
        "engagements", "Engagements de confidentialité", ("engagements",), _engagement, nom="un engagement",
        libelle="titre", est_fixe=True, texte="texte",
    ),
    Rubrique(
        "macaron", "Mots du macaron", ("macaron",), _macaron, lire=_lire_macaron, rediger=_rediger_macaron,
    ),
)  # fmt: skip
