"""The mails of accounts: who may still receive them, and their words."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from amihr.comptes.models import Recuperation
from amihr.comptes.recuperation import jeton_d_opposition
from amihr.courrier.compositeur import Compositeur

DELAI_DE_CONFIRMATION = timedelta(days=3)
DELAI_DE_REINITIALISATION = timedelta(hours=1)

# allauth's name of a change: our code, and its sentence.
CHANGEMENTS = {
    "password_changed": ("mot_de_passe", "Le mot de passe de votre compte a été changé."),
    "password_reset": ("mot_de_passe", "Le mot de passe de votre compte a été changé."),
    "password_set": ("mot_de_passe", "Le mot de passe de votre compte a été changé."),
    "totp_activated": ("application_ajoutee", "Une application d’authentification a été ajoutée à votre compte."),
    "totp_deactivated": ("application_retiree", "L’application d’authentification a été retirée de votre compte."),
    "webauthn_added": ("cle_ajoutee", "Une clé de sécurité a été ajoutée à votre compte."),
    "webauthn_removed": ("cle_retiree", "Une clé de sécurité a été retirée de votre compte."),
    "recovery_codes_generated": ("codes", "De nouveaux codes de secours ont été créés pour votre compte."),
}
PHRASES = dict(CHANGEMENTS.values())


class CourrierDeCompte(Compositeur):
    """A mail about an account; the key of its link is blanked from the outbox once it is gone."""

    a_effacer = ("chemin",)
    page = "/compte/"
    libelle = ""

    def est_permis(self, courrier, instant):
        """A link that no longer works is not sent."""
        expire = courrier.contexte.get("expire")
        return expire is None or instant < datetime.fromisoformat(expire)

    def contexte(self, courrier, instant):
        chemin = courrier.contexte.get("chemin", self.page)
        return {"lien": f"{settings.ADRESSE_PUBLIQUE}{chemin}", "libelle_du_lien": self.libelle}


class Confirmation(CourrierDeCompte):
    sujet = "Confirmez votre adresse de courriel"
    gabarit = "compte_confirmation"
    action_requise = True
    libelle = "Confirmer mon adresse"


class CompteExistant(CourrierDeCompte):
    sujet = "Vous avez déjà un compte"
    gabarit = "compte_existant"
    page = "/compte/connexion/"
    libelle = "Me connecter"


class CompteInconnu(CourrierDeCompte):
    sujet = "Aucun compte à cette adresse"
    gabarit = "compte_inconnu"
    page = "/compte/creer/"
    libelle = "Créer un compte"


class MotDePasseOublie(CourrierDeCompte):
    sujet = "Choisissez un nouveau mot de passe"
    gabarit = "mot_de_passe_oublie"
    libelle = "Choisir un mot de passe"


class CompteModifie(CourrierDeCompte):
    sujet = "Votre compte a été modifié"
    gabarit = "compte_modifie"
    libelle = "Voir mon compte"

    def contexte(self, courrier, instant):
        phrase = PHRASES[courrier.contexte["changement"]]
        return super().contexte(courrier, instant) | {"phrase": phrase, "instant": courrier.poste_le}


def _recuperation(courrier):
    return Recuperation.objects.filter(pk=courrier.cle_de_l_objet, personne=courrier.personne).first()


class RecuperationDemandee(CourrierDeCompte):
    """An agent asked for one's second factor to be removed; not sent any more once the request is over."""

    sujet = "Réinitialisation de votre double authentification demandée"
    gabarit = "recuperation_demandee"
    libelle = "M’opposer à cette demande"

    def est_permis(self, courrier, instant):
        demande = _recuperation(courrier)
        return demande is not None and demande.etat(instant) == "en_attente"

    def contexte(self, courrier, instant):
        demande = _recuperation(courrier)
        chemin = reverse("compte_s_opposer", args=[jeton_d_opposition(demande)])
        return super().contexte(courrier, instant) | {
            "lien": f"{settings.ADRESSE_PUBLIQUE}{chemin}",
            "demandee_le": demande.demandee_le,
            "expire_le": demande.expire_le,
        }


class SecondFacteurReinitialise(CourrierDeCompte):
    sujet = "Votre double authentification est réinitialisée"
    gabarit = "second_facteur_reinitialise"
    page = "/compte/connexion/"
    libelle = "Me connecter"

    def contexte(self, courrier, instant):
        return super().contexte(courrier, instant) | {"instant": courrier.poste_le}
