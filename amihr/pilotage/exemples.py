"""One invented example of what each mail is about: what the editor of texts shows them with."""

from datetime import date, datetime
from types import SimpleNamespace as Chose

from amihr.courrier.compositeur import compositeur_de
from amihr.editions.courriers import en_tete
from amihr.editions.models import EtatEdition
from amihr.editions.mots_des_courriels import FAMILLE, PARAGRAPHES
from amihr.horloge import PARIS
from amihr.socle.textes import date_heure

_INSTANT = datetime(2026, 5, 4, 17, 48, tzinfo=PARIS)
_ECHEANCE = datetime(2026, 5, 20, 12, 0, tzinfo=PARIS)
_LABEL = Chose(
    solution="Ombrière", titulaire="Société Exemple", debut=date(2026, 5, 27), fin=date(2027, 5, 26), code="EXEMPLE1"
)


def _faits(edition):
    return {
        "reference": f"{edition.prefixe_reference}-EXEM-PLE2",
        "depot": Chose(numero=2, depose_le=_INSTANT),
        "phrase_accuse": edition.texte("candidature.accuse"),
        "mention": "",
        "depuis": "",
        "retiree_le": _INSTANT,
        "instant": _INSTANT,
        "etat": "retiree",
        "suspendue": False,
        "version": None,
        "manques": 0,
        "constat": "complet mais non déposé",
        "reste": "dans 2\u00a0jours",
        "derniere_minute": edition.derniere_minute,
        "invitant": "Camille Exemple",
        "invitation": Chose(expire_le=_ECHEANCE),
        "echeance": date_heure(_ECHEANCE),
        "envoye_le": _INSTANT,
        "ecrit_le": _INSTANT,
        "demande_le": _INSTANT,
        "dossiers": [
            f"Votre candidature {edition.prefixe_reference}-EXEM-PLE2\u00a0: Brouillon complet, mais non déposé."
        ],
        "annonce": Chose(
            instant=_INSTANT,
            version=Chose(numero=2, changements="Une date du calendrier."),
            edition=Chose(motif_d_annulation=edition.motif_d_annulation or "Le motif écrit en annulant."),
        ),
        "question": Chose(posee_le=_INSTANT),
        "reponse": Chose(donnee_le=_INSTANT, texte="Le texte de la réponse."),
        "actualite": Chose(titre="Le webinaire est en ligne", publiee_le=_INSTANT, texte="Le texte de l’actualité."),
        "adresse_pour_arreter": "https://exemple.example/actualites/arreter/",
        "label": _LABEL,
        "retrait": Chose(effet_le=_INSTANT, leve_le=_INSTANT),
        "avantages": edition.texte("label.avantages"),
        "engagements": edition.texte("label.engagements"),
        "college": "Experts",
        "lien": "https://exemple.example/page/",
    }


# What makes some different: the reminders from one another, a withdrawal before the closing.
_PROPRES = {
    "courriel.candidature_retiree": {"etat": EtatEdition.OUVERTE},
    "courriel.rappel_incomplet": {"manques": 3, "constat": "dossier non déposé"},
    "courriel.rappel_changements": {"version": 2, "constat": "changements non déposés"},
}


def apercu_du_courriel(edition, code, contenu):
    """Return the subject and the text of the mail that ``contenu`` would make, on invented facts."""
    faits = en_tete(edition) | _faits(edition) | _PROPRES.get(code, {})
    faits["textes_des_courriels"] = {code.removeprefix(f"{FAMILLE}."): contenu}
    compositeur = compositeur_de(PARAGRAPHES[code].evenement)
    return compositeur.apercu(faits | {"libelle_du_lien": compositeur.libelle})
