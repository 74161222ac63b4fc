"""Shape of an edition file: which keys, which values. What the values mean together is in ``appel``."""

import re
from datetime import date, time

from strictyaml import Map, MapPattern, Optional, ScalarValidator, Seq, Str

from amihr.socle.formulaires import ANNEES_ADMISES

ROLES = (
    "denomination type_structure immatriculation siren siret siege_commune siege_departement siege_pays siege_adresse site "
    "presentation_structure contact_nom contact_courriel contact_telephone consortium membres_consortium titre resume thematique cas_usage "
    "autre_besoin donnees algorithmes livree prochaine_version date_de_deploiement effectif previsions budget "
    "etat_de_l_art memoire modele_economique formats plan video video_date video_duree references presentation "
    "presentation_site faits_publics licence annee kbis fiscal logo annexe"
).split()
TYPES_DE_QUESTION = (
    "texte_court texte_long choix choix_multiple entier montant date url_video siren siret courriel telephone "
    "thematique cas_usage commune oui_non liste previsions memoire url"
).split()
TYPES_DE_FICHIER = "pdf jpeg png webp mp4 webm".split()
GENRES = "kbis fiscal piece memoire annexe video logo".split()
REPERES = "ouverture cloture commission".split()
# What the software finds in a filed version; a condition names those that help to judge it.
CONSTATS = "type siege siren consortium video".split()


class _Motif(ScalarValidator):
    """A scalar that matches a pattern, with a French reason when it does not."""

    def __init__(self, motif, attendu):
        self._motif, self._attendu = re.compile(motif), attendu

    def validate_scalar(self, chunk):
        if not self._motif.fullmatch(chunk.contents):
            chunk.expecting_but_found(f"on attend {self._attendu}", f"« {chunk.contents[:60]} »")
        return self.convertir(chunk)

    def convertir(self, chunk):
        return chunk.contents


class _Entier(_Motif):
    def __init__(self):
        super().__init__(r"-?\d{1,9}", "un nombre entier")

    def convertir(self, chunk):
        return int(chunk.contents)


class _OuiNon(_Motif):
    def __init__(self):
        super().__init__(r"oui|non", "« oui » ou « non »")

    def convertir(self, chunk):
        return chunk.contents == "oui"


class _Jour(_Motif):
    def __init__(self):
        super().__init__(r"\d{4}-\d{2}-\d{2}", "une date comme 2026-05-11")

    def convertir(self, chunk):
        premiere, derniere = ANNEES_ADMISES
        try:
            jour = date.fromisoformat(chunk.contents)
            if premiere <= jour.year <= derniere:
                return jour
            chunk.expecting_but_found(f"on attend une année entre {premiere} et {derniere}", f"« {chunk.contents} »")
        except ValueError:
            chunk.expecting_but_found("on attend une date qui existe", f"« {chunk.contents} »")


UNE_HEURE = r"([01]\d|2[0-3]):[0-5]\d"


class _Heure(_Motif):
    def __init__(self):
        super().__init__(UNE_HEURE, "une heure comme 23:59")

    def convertir(self, chunk):
        return time.fromisoformat(chunk.contents)


class _Parmi(_Motif):
    def __init__(self, valeurs):
        super().__init__("|".join(re.escape(valeur) for valeur in valeurs), "une valeur parmi " + ", ".join(valeurs))


Entier, OuiNon, Jour, Heure = _Entier(), _OuiNon(), _Jour(), _Heure()
Code = _Motif(r"[a-z][a-z0-9_]{0,59}", "un code en minuscules, sans accent ni espace")
Slug = _Motif(r"[a-z0-9]+(-[a-z0-9]+)*", "un identifiant comme haute-resolution-2026")
Courriel = _Motif(r"(?=.{5,254}$)[^@\s]+@[^@\s]+\.[^@\s]+", "une adresse de courriel")
Prefixe = _Motif(r"[A-Z0-9]+(-[A-Z0-9]+)*", "des majuscules, des chiffres et des traits d’union")
Lien = _Motif(r"https://[^\s<>\"]+", "une adresse qui commence par https://")
Texte = _Motif(r"(?s)\s*\S.*", "un texte non vide")

CHOIX = Seq(Map({"code": Code, "libelle": Texte}))

_CHAMP = {
    "code": Code,
    "libelle": Texte,
    "type": _Parmi(TYPES_DE_QUESTION),
    Optional("obligatoire"): _Parmi(["oui", "non", "si"]),
    Optional("aide"): Texte,
    Optional("max"): Entier,
    Optional("choix"): CHOIX,
    Optional("prive"): OuiNon,
    Optional("unite"): Texte,
}
SOUS_CHAMP = Map({**_CHAMP, Optional("role"): _Parmi(ROLES)})
QUESTION = Map(
    {
        **_CHAMP,
        "article": Texte,
        Optional("role"): _Parmi(ROLES),
        Optional("condition"): Map({"code": Code, "vaut": Seq(Str())}),
        Optional("lignes"): Entier,
        Optional("manque"): Texte,
        Optional("sous_champs"): Seq(SOUS_CHAMP),
        # The ranks of the criteria that the answer serves: said in the template of the dossier.
        Optional("criteres"): Seq(Entier),
    }
)
PARTIE = Map(
    {
        "slug": Slug,
        "titre": Texte,
        "article": Texte,
        "resume": Texte,
        Optional("instruction"): OuiNon,
        Optional("public"): OuiNon,
        # Without questions: the part where files are joined.
        Optional("questions"): Seq(QUESTION),
    }
)
PIECE = Map(
    {
        "code": Code,
        "libelle": Texte,
        "article": Texte,
        "genre": _Parmi(GENRES),
        "types": Seq(_Parmi(TYPES_DE_FICHIER)),
        "max_mio": Entier,
        Optional("pages_max"): Entier,
        "obligatoire": OuiNon,
        Optional("nombre_max"): Entier,
        Optional("instituts"): Texte,
        Optional("prive"): OuiNon,
        Optional("instruction"): OuiNon,
        Optional("date_demandee"): OuiNon,
        Optional("aide"): Texte,
        Optional("role"): _Parmi(ROLES),
    }
)
CRITERE = Map(
    {
        "titre": Texte,
        "article": Texte,
        "aide": Texte,
        "descripteurs": MapPattern(_Motif(r"-?\d+", "une note"), Texte),
        Optional("sous_criteres"): Seq(Map({"titre": Texte, "poids": Entier})),
    }
)
THEMATIQUE = Map(
    {
        "slug": Slug,
        "titre": Texte,
        "accroche": Texte,
        "resume": Texte,
        "objectif": Texte,
        Optional("pastille"): Texte,
        "cas_usage": Seq(Map({"code": Code, "libelle": Texte})),
    }
)
ETAPE = Map(
    {
        Optional("repere"): _Parmi(REPERES),
        Optional("jour"): Jour,
        Optional("heure"): Heure,
        Optional("heure_de_fin"): Heure,
        Optional("periode"): Texte,
        "libelle": Texte,
        Optional("precision"): Texte,
        Optional("inscription"): Lien,
        Optional("rediffusion"): Lien,
    }
)
CHIFFRE = Map(
    {
        "valeur": Texte,
        "libelle": Texte,
        "source": Texte,
    }
)
ENGAGEMENT = Map(
    {
        "titre": Texte,
        "texte": Texte,
        Optional("debut"): Jour,
        Optional("fin"): Jour,
    }
)
REGLAGE = MapPattern(Code, OuiNon | Entier | Jour | Seq(Entier) | Str())

APPEL = Map(
    {
        "edition": Map(
            {
                "slug": Slug,
                "nom": Texte,
                "sous_titre": Texte,
                "annee": Entier,
                "organisateur": Texte,
                "contact": Courriel,
                "prefixe_reference": Prefixe,
                "prefixe_courriel": Texte,
                "territoire": Map({"nom": Texte, "region": Texte, "habitants": Texte}),
            }
        ),
        "dates": Map(
            {
                "ouverture": Jour,
                Optional("heure_ouverture"): Heure,
                "cloture": Jour,
                Optional("derniere_minute"): Heure,
                "commission": Jour,
            }
        ),
        "calendrier": Seq(ETAPE),
        "thematiques": Seq(THEMATIQUE),
        "formulaire": Map(
            {
                "types_structure": Seq(
                    Map(
                        {
                            "code": Code,
                            "libelle": Texte,
                            Optional("institut"): OuiNon,
                            # Beyond it, the examination says so: nothing is refused.
                            Optional("effectif_au_plus"): Entier,
                        }
                    )
                ),
                "parties": Seq(PARTIE),
                "pieces": Seq(PIECE),
                # What a person judges after the closing (éligibilité), point by point, each with its article.
                Optional("conditions"): Seq(
                    Map(
                        {
                            "code": Code,
                            "libelle": Texte,
                            "article": Texte,
                            Optional("aide"): Texte,
                            Optional("constats"): Seq(_Parmi(CONSTATS)),
                            Optional("question"): Texte,
                        }
                    )
                ),
                Optional("article_du_delai"): Texte,
            }
        ),
        "grille": Map(
            {
                "echelle": Map(
                    {
                        "minimum": Entier,
                        "maximum": Entier,
                        "pas": Entier,
                        "mots": MapPattern(_Motif(r"-?\d+", "une note"), Texte),
                    }
                ),
                "criteres": Seq(CRITERE),
            }
        ),
        "colleges": Seq(Map({"code": Code, "libelle": Texte})),
        "engagements": Map({"membre": ENGAGEMENT, "agent": ENGAGEMENT}),
        "macaron": Map(
            {
                "titre": Texte,
                "couronne": Texte,
                "validite": Texte,
                "verifier": Texte,
                "variantes": MapPattern(_Parmi(["label", "coup_de_coeur"]), Map({"mention": Texte, "libelle": Texte})),
            }
        ),
        "reglement": Map({"publication": Jour, "texte": Texte, Optional("changements"): Texte}),
        Optional("chiffres"): Seq(CHIFFRE),
        "textes": MapPattern(_Motif(r"[a-z0-9_.]+", "un code de texte"), Str()),
        "reglages": MapPattern(_Motif(r"Q([1-9]|[1-4]\d)", "une question de Q1 à Q49"), REGLAGE),
    }
)
