"""An edition as plain values, from its file or from the database, so that the two can be compared."""

from fractions import Fraction
from functools import partial
from itertools import zip_longest

from amihr.editions.appel import CHAMPS_DE_L_EDITION
from amihr.editions.reglement import derniere_version, empreinte
from amihr.editions.textes import en_html
from evaluation.models import Grille, Methode
from evaluation.regles.poids import poids

CHAMPS_D_UNE_THEMATIQUE = ("slug", "titre", "accroche", "resume", "objectif", "pastille")
CHAMPS_D_UNE_ETAPE = ("repere", "periode", "libelle", "precision", "inscription", "rediffusion")


def attendue(appel):
    """What the database holds once this file is loaded."""
    return {
        "edition": appel.champs,
        "dates": _dates(appel),
        "calendrier": [
            {**_moments(etape.get), **{champ: etape.get(champ, "") for champ in CHAMPS_D_UNE_ETAPE}}
            for etape in appel.calendrier
        ],
        "thematiques": [
            {**{champ: ecrite.get(champ, "") for champ in CHAMPS_D_UNE_THEMATIQUE}, "cas_usage": ecrite["cas_usage"]}
            for ecrite in appel.thematiques
        ],
        "formulaire": appel.formulaire,
        "grille": grille_attendue(appel),
        "colleges": list(appel.colleges),
        "engagements": {texte.public: _engagement(texte) for texte in appel.engagements},
        "macaron": appel.macaron,
        "reglement": empreinte(str(en_html(appel.reglement["texte"]))),
        "chiffres": list(appel.chiffres),
        "textes": appel.textes,
        "reglages": appel.reglages,
    }


def photographier(edition):
    """The same values, read from the database now."""
    versions = list(edition.versions_nda.order_by("-public", "numero"))
    reglement = derniere_version(edition)
    return {
        "edition": {champ: getattr(edition, champ) for champ in CHAMPS_DE_L_EDITION},
        "dates": _dates(edition),
        "calendrier": [
            {**_moments(partial(getattr, etape)), **{champ: getattr(etape, champ) for champ in CHAMPS_D_UNE_ETAPE}}
            for etape in edition.etapes.order_by("ordre")
        ],
        "thematiques": [_thematique(thematique) for thematique in _thematiques(edition)],
        "formulaire": edition.formulaire,
        "grille": grille_en_base(edition),
        "colleges": list(edition.colleges.order_by("ordre").values("code", "libelle")),
        "engagements": {version.public: _engagement(version) for version in versions},
        "macaron": edition.macaron,
        "reglement": empreinte(reglement.html) if reglement else "",
        "chiffres": edition.chiffres,
        "textes": dict(edition.textes.order_by("code").values_list("code", "contenu")),
        "reglages": edition.reglages,
    }


def grille_attendue(appel):
    """The grid that the file describes, with its weights where they are chosen: else they follow from the method (see Q9)."""
    q9 = appel.reglages["Q9"]
    criteres = [{"sous_criteres": [], **critere} for critere in appel.criteres]
    choisis = q9.get("poids", ()) if q9["methode"] == Methode.PERSONNALISEE else ()
    parts = poids(q9["methode"], len(criteres), choisis) if choisis else ()
    return _grille(appel.echelle, q9["methode"], criteres, parts)


def grille_en_base(edition):
    """The grid in force, as the file would write it; None before the first."""
    grille = Grille.objects.en_vigueur(edition).first()
    if grille is None:
        return None
    criteres = grille.criteres.prefetch_related("descripteurs", "sous_criteres").order_by("rang")
    choisis = grille.methode == Methode.PERSONNALISEE
    parts = [Fraction(c.poids_numerateur, c.poids_denominateur) for c in criteres] if choisis else ()
    return _grille(grille.echelle, grille.methode, [_critere(c) for c in criteres], parts)


def _grille(echelle, methode, criteres, parts):
    ecrite = {"echelle": echelle, "methode": methode, "criteres": criteres}
    return ecrite | {"poids": [str(part) for part in parts]} if parts else ecrite


def differences(avant, apres):
    """The places where two photographs differ, each as « chemin : avant → après », in order."""
    return [f"{chemin} : {_court(a)} → {_court(b)}" for chemin, a, b in ecarts(avant, apres)]


def ecarts(avant, apres, chemin=""):
    """Return ``[(path, before, after)]`` for the places where two photographs differ, in order."""
    if type(avant) is type(apres) and isinstance(avant, dict):
        cles = sorted(avant.keys() | apres.keys())
        return [ecart for cle in cles for ecart in ecarts(avant.get(cle), apres.get(cle), _joindre(chemin, cle))]
    if type(avant) is type(apres) and isinstance(avant, list):
        paires = enumerate(zip_longest(avant, apres), start=1)
        return [ecart for rang, (a, b) in paires for ecart in ecarts(a, b, _joindre(chemin, rang))]
    return [] if avant == apres else [(chemin, avant, apres)]


def _dates(source):
    return {
        "ouverture": source.ouverture_le.isoformat(),
        "cloture": source.cloture_le.isoformat(),
        "commission": _iso(source.commission_le),
    }


def _engagement(source):
    return {"titre": source.titre, "texte": source.texte, "debut": _iso(source.debut), "fin": _iso(source.fin)}


def _thematiques(edition):
    return edition.thematiques.prefetch_related("cas_usage").order_by("numero")


def _thematique(thematique):
    return {
        **{champ: getattr(thematique, champ) for champ in CHAMPS_D_UNE_THEMATIQUE},
        "cas_usage": [{"code": cas.code, "libelle": cas.libelle} for cas in thematique.cas_usage.all()],
    }


def _critere(critere):
    return {
        "titre": critere.titre,
        "article": critere.article,
        "aide": critere.aide,
        "descripteurs": {str(ligne.note): ligne.texte for ligne in critere.descripteurs.all()},
        "sous_criteres": [{"titre": sous.titre, "poids": sous.poids} for sous in critere.sous_criteres.all()],
    }


def _iso(jour):
    return jour.isoformat() if jour else ""


def _moments(lire):
    """The day of a step and the hours that it says, as the file writes them; ``lire``: gives a field by its name."""
    heures = {champ: lire(champ, None) for champ in ("heure", "heure_de_fin")}
    dites = {champ: f"{heure:%H:%M}" for champ, heure in heures.items() if heure}
    return {"jour": _iso(lire("jour", None)), **dites}


def _joindre(chemin, cle):
    return f"{chemin}.{cle}" if chemin else str(cle)


def _court(valeur):
    texte = "rien" if valeur in (None, "", [], {}) else str(valeur)
    return texte if len(texte) <= 80 else f"{texte[:79]}…"
