"""A small edition, complete enough for the whole chain: form, colleges, undertakings, grid, règlement."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta

import factory

from amihr.editions.models import CasUsage, Edition, Thematique, VersionReglement
from amihr.habilitations.engagements import empreinte_du_texte
from amihr.habilitations.models import College, Public, VersionNDA
from evaluation.actes.grille import etablir

OUVERTURE = datetime(2026, 4, 6, 22, tzinfo=UTC)
CLOTURE = datetime(2026, 5, 11, 22, tzinfo=UTC)
PENDANT = datetime(2026, 5, 4, 8, 42, 17, tzinfo=UTC)
APRES = CLOTURE + timedelta(hours=12)
COMMISSION = datetime(2026, 5, 27, 8, tzinfo=UTC)


def question(code, type_, **champs):
    """One question of a form, with the defaults that the loader writes out."""
    return {
        "code": code,
        "libelle": champs.pop("libelle", code.replace("_", " ").capitalize()),
        "type": type_,
        "article": "B.2",
        "obligatoire": True,
        "role": None,
        "condition": None,
        "max": None,
        "aide": "",
        "choix": [],
        "prive": False,
        "unite": "",
        "lignes": None,
        "sous_champs": [],
        **champs,
    }


def _piece(code, genre, **champs):
    return {
        "code": code,
        "libelle": champs.pop("libelle", code.capitalize()),
        "article": "B.2",
        "genre": genre,
        "types": ["pdf"],
        "max_mio": 5,
        "pages_max": 50,
        "nombre_max": 1,
        "multiple": False,
        "instituts": "",
        "prive": False,
        "instruction": champs.get("prive", False),
        "date_demandee": False,
        "aide": "",
        "role": code,
        "obligatoire": True,
        **champs,
    }


def _partie(slug, titre, *questions, **champs):
    return {
        "slug": slug,
        "titre": titre,
        "article": "B.2",
        "resume": titre,
        "instruction": False,
        "public": False,
        "questions": list(questions),
        **champs,
    }


TYPES = [
    {"code": "pme", "libelle": "PME", "institut": False},
    {"code": "institut", "libelle": "Institut", "institut": True},
]
FORMULAIRE = {
    "types_structure": TYPES,
    "parties": [
        _partie(
            "structure",
            "Structure candidate",
            question("type_structure", "choix", role="type_structure", choix=TYPES),
            question("denomination", "texte_court", role="denomination", max=150),
            question(
                "siren", "siren", role="siren", obligatoire="si", condition={"code": "type_structure", "vaut": ["pme"]}
            ),
            question("contact", "courriel", role="contact_courriel", prive=True),
            instruction=True,
        ),
        _partie(
            "consortium",
            "Consortium",
            question(
                "membres",
                "liste",
                role="membres_consortium",
                obligatoire=False,
                sous_champs=[
                    question("nom", "texte_court", role="denomination"),
                    question("siren_membre", "siren", role="siren", obligatoire=False),
                ],
            ),
            instruction=True,
        ),
        _partie(
            "solution",
            "Solution",
            question("titre", "texte_court", role="titre", max=80),
            question("thematique", "thematique", role="thematique"),
            question("resume", "texte_long", role="resume", max=600),
        ),
        _partie("memoire", "Mémoire technique", question("memoire", "memoire", role="memoire", max=20000)),
        _partie("video", "Démonstration vidéo", question("video", "url_video", role="video")),
        _partie(
            "presentation",
            "Présentation publique",
            question("presentation", "texte_long", role="presentation", obligatoire=False),
            public=True,
        ),
        _partie("pieces", "Pièces jointes"),
    ],
    "pieces": [
        _piece("kbis", "kbis", libelle="Kbis", instituts="Avis Sirene ou statuts", prive=True),
        _piece("fiscal", "fiscal", libelle="Attestation fiscale", prive=True),
        _piece("logo", "logo", types=["png", "jpeg", "webp"], pages_max=None, instruction=True),
        _piece("memoire", "memoire", obligatoire=False, max_mio=25),
        _piece("annexe", "annexe", obligatoire=False, nombre_max=3, multiple=True),
    ],
    "conditions": [
        {"code": "type", "libelle": "Entreprise ou institut", "article": "B.1", "constats": ["type", "siren"]},
        {"code": "siege", "libelle": "Siège sur le territoire national", "article": "B.1", "constats": ["siege"]},
    ],
    "article_du_delai": "E",
}
REPONSES = {
    "structure": {
        "type_structure": "pme",
        "denomination": "Orthoselve SAS",
        "siren": "000000018",
        "contact": "claire@orthoselve.example",
    },
    "consortium": {},
    "solution": {"titre": "Canoptère", "thematique": "environnement", "resume": "Suivi du patrimoine arboré."},
    "memoire": {"memoire": "Le houppier est segmenté à 5 cm par pixel."},
    "video": {"video": "https://videos.example.org/canoptere"},
    "presentation": {"presentation": "Canoptère compte les arbres."},
}
CRITERES = [
    {"titre": "Innovation", "article": "B.3", "descripteurs": {note: f"niveau {note}" for note in range(6)}},
    {
        "titre": "Interopérabilité",
        "article": "B.3",
        "sous_criteres": [{"titre": "Raster", "poids": 1}, {"titre": "Vecteur", "poids": 1}],
    },
    {"titre": "Frugalité", "article": "B.3"},
]
ECHELLE = {
    "minimum": 0,
    "maximum": 5,
    "pas": 1,
    "mots": {"0": "absent", "1": "insuffisant", "2": "partiel", "3": "suffisant", "4": "bon", "5": "remarquable"},
}
REGLAGES = {
    "Q9": {"methode": "rang", "publiee": True},
    "Q11": {"duree_mois": 12},
    "Q22": {},
    "Q28": {"lien": True, "fichier": False},
    "Q19": {"quorum": 0, "majorite": "aucune", "voix_preponderante": False},
    "Q31": {"nature": "arrete"},
    "Q46": {"accuse_a_toute_l_equipe": True, "rappels_jours": [7, 2, 0]},
    "Q32": {"instructeur_peut_voter": True},
    "Q33": {"hors_de_ma_competence": True},
    "Q41": {"montrer_en_seance": True, "dans_le_pv": False},
    "Q42": {"ordre": "thematique"},
}
MACARON = {
    "titre": "LABEL D’ESSAI",
    "couronne": "APPEL D’ESSAI",
    "validite": "valable un an",
    "verifier": "Vérifier ce label",
    "variantes": {
        "label": {"mention": "SOLUTION LABELLISÉE", "libelle": "Label"},
        "coup_de_coeur": {"mention": "COUP DE CŒUR DU JURY", "libelle": "Coup de cœur du jury"},
    },
}


class ThematiqueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Thematique

    numero = factory.Sequence(lambda rang: rang + 10)
    slug = factory.Sequence(lambda rang: f"thematique-{rang}")
    titre = factory.Sequence(lambda rang: f"Thématique {rang}")


class EditionFactory(factory.django.DjangoModelFactory):
    """An edition with its form. `complete=True` adds thématiques, colleges, undertakings, grid and règlement."""

    class Meta:
        model = Edition
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda rang: f"essai-{rang}")
    nom = "Appel d’essai"
    annee = 2026
    organisateur = "Région d’essai"
    contact = "appel@exemple.fr"
    prefixe_reference = "ESSAI-2026"
    prefixe_courriel = "ESSAI"
    ouverture_le = OUVERTURE
    cloture_le = CLOTURE
    commission_le = date(2026, 5, 27)
    formulaire = factory.LazyFunction(lambda: deepcopy(FORMULAIRE))  # a test may change its own
    reglages = factory.LazyFunction(lambda: deepcopy(REGLAGES))  # each edition its own: tests change them
    macaron = MACARON

    @factory.post_generation
    def complete(edition, creer, voulue, **options):
        if voulue:
            completer(edition)


def completer(edition):
    """Add to an edition all that the chain needs."""
    environnement, _ = Thematique.objects.bulk_create(
        Thematique(edition=edition, numero=numero, slug=titre.lower(), titre=titre)
        for numero, titre in ((3, "Environnement"), (4, "Risques"))
    )
    CasUsage.objects.create(thematique=environnement, ordre=1, code="arbres", libelle="Patrimoine arboré")
    College.objects.bulk_create(
        College(edition=edition, code=code, libelle=code.capitalize(), ordre=ordre)
        for ordre, code in enumerate(("experts", "groupement", "region"), start=1)
    )
    VersionNDA.objects.bulk_create(_version_nda(edition, public, 1, OUVERTURE) for public in Public.values)
    etablir(edition, echelle=ECHELLE, criteres=CRITERES, methode="rang", instant=OUVERTURE)
    VersionReglement.objects.create(
        edition=edition,
        numero=1,
        publiee_le=OUVERTURE - timedelta(days=7),
        sha256="a" * 64,
        html="<p>Règlement d’essai.</p>",
    )


def publier_nda(edition, public, *, instant=OUVERTURE, suite="", **champs):
    """Put the next version of an undertaking in force; ``suite``: what follows its one sentence; ``champs``: its bounds."""
    numero = VersionNDA.objects.filter(edition=edition, public=public).count() + 1
    version = _version_nda(edition, public, numero, instant, suite, **champs)
    version.save()
    return version


def _version_nda(edition, public, numero, instant, suite="", **champs):
    texte = f"Engagement {public}, version {numero}.{suite}"
    return VersionNDA(
        edition=edition,
        public=public,
        numero=numero,
        titre="Engagement de confidentialité",
        texte=texte,
        empreinte=empreinte_du_texte(texte),
        en_vigueur_le=instant,
        **champs,
    )
