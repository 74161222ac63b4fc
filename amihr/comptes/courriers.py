"""The mails of accounts: who may still receive them, and their words."""

from datetime import datetime, timedelta

from django.conf import settings

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
    def est_permis(self, courrier, instant):
        """A link that no longer works is not sent; nor is anything whose content was blanked."""
        expire = courrier.contexte.get("expire")
        return expire is None or instant < datetime.fromisoformat(expire)

    def contexte(self, courrier, instant):
        chemin = courrier.contexte.get("chemin", "")
        return {"adresse": f"{settings.ADRESSE_PUBLIQUE}{chemin}", "site": settings.ADRESSE_PUBLIQUE}


class Confirmation(CourrierDeCompte):
    sujet = "Confirmez votre adresse de courriel"
    gabarit = "compte_confirmation"


class CompteExistant(CourrierDeCompte):
    sujet = "Vous avez déjà un compte"
    gabarit = "compte_existant"


class CompteInconnu(CourrierDeCompte):
    sujet = "Aucun compte à cette adresse"
    gabarit = "compte_inconnu"


class MotDePasseOublie(CourrierDeCompte):
    sujet = "Choisissez un nouveau mot de passe"
    gabarit = "mot_de_passe_oublie"


class CompteModifie(CourrierDeCompte):
    sujet = "Votre compte a été modifié"
    gabarit = "compte_modifie"

    def contexte(self, courrier, instant):
        phrase = PHRASES[courrier.contexte["changement"]]
        return super().contexte(courrier, instant) | {"phrase": phrase, "instant": courrier.poste_le}
