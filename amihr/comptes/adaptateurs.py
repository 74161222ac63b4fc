"""What allauth asks of us: our outbox for every mail, our journal, our sentences, our delays."""

import base64
import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.shortcuts import redirect, resolve_url
from django.utils.module_loading import import_string

from amihr import horloge
from amihr.comptes.courriers import CHANGEMENTS, DELAI_DE_CONFIRMATION, DELAI_DE_REINITIALISATION
from amihr.comptes.sessions import fermer_les_sessions
from amihr.comptes.suite import avec_la_suite, vers_la_connexion
from amihr.courrier.boite import poster
from amihr.journal.chaine import inscrire

# allauth's name of a mail: ours, what it changed, and how long the link that it carries lives.
COURRIERS = {
    "account/email/email_confirmation_signup": ("compte_confirmation", DELAI_DE_CONFIRMATION),
    "account/email/email_confirmation": ("compte_confirmation", DELAI_DE_CONFIRMATION),
    "account/email/account_already_exists": ("compte_existant", None),
    "account/email/unknown_account": ("compte_inconnu", None),
    "account/email/password_reset_key": ("mot_de_passe_oublie", DELAI_DE_REINITIALISATION),
}
# Posted by our own views, inside their transaction: allauth would post them after it.
POSTES_PAR_LES_VUES = {"mfa/email/totp_activated", "mfa/email/recovery_codes_generated"}
MESSAGES = {
    "account/messages/password_changed.txt": "Votre mot de passe est changé. Vos autres sessions sont fermées.",
    "account/messages/email_confirmed.txt": "Votre adresse est confirmée.",
    "account/messages/logged_out.txt": "Vous êtes déconnecté.",
    "mfa/messages/totp_activated.txt": "L’application d’authentification est activée.",
    "mfa/messages/totp_deactivated.txt": "L’application d’authentification est retirée.",
    "mfa/messages/recovery_codes_generated.txt": "De nouveaux codes de secours sont prêts.",
    "mfa/messages/webauthn_added.txt": "La clé de sécurité est ajoutée.",
    "mfa/messages/webauthn_removed.txt": "La clé de sécurité est retirée.",
}


class AdaptateurDeCompte(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Ce courriel et ce mot de passe ne correspondent à aucun compte.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel. Saisissez-le de nouveau.",
        "incorrect_password": "Ce n’est pas votre mot de passe. Saisissez-le de nouveau.",
        "incorrect_code": "Ce code n’est pas le bon. Saisissez celui que l’application affiche maintenant.",
        "too_many_login_attempts": "Trop d’essais ont échoué. Attendez cinq minutes avant de réessayer.",
        "rate_limited": "Trop de demandes en peu de temps. Attendez quelques minutes avant de réessayer.",
        "invalid_password_reset": "Ce lien n’est plus valable.",
    }

    def is_ajax(self, request):
        """No JSON twin of the account pages: one way in, one way to test."""
        return False

    def save_user(self, request, user, form, commit=True):
        user.prenom = form.cleaned_data["prenom"]
        user.nom = form.cleaned_data["nom"]
        personne = super().save_user(request, user, form, commit)
        inscrire("compte.cree", par=personne, objet=personne, instant=horloge.maintenant())
        return personne

    def confirm_email(self, request, email_address):
        confirmee = super().confirm_email(request, email_address)
        if confirmee:
            personne = email_address.user
            inscrire("compte.confirme", par=personne, objet=personne, instant=horloge.maintenant())
        return confirmee

    def set_password(self, user, password):
        """Every other session of the person ends with the old password."""
        super().set_password(user, password)
        meme_personne = self.request.user.is_authenticated and self.request.user.pk == user.pk
        fermer_les_sessions(user, sauf=self.request.session.session_key if meme_personne else None)
        inscrire("mot_de_passe.change", par=user, objet=user, instant=horloge.maintenant())

    # --- Mails: a row of the outbox, in the transaction of what they announce

    def send_mail(self, template_prefix, email, context):
        """Post the mail; its link travels as a path, the host comes from the settings at sending."""
        evenement, delai = COURRIERS[template_prefix]
        a_ecrire = {}
        if delai:
            a_ecrire["chemin"] = context.get("activate_url") or context["password_reset_url"]
            a_ecrire["expire"] = (horloge.maintenant() + delai).isoformat()
        elif evenement == "compte_existant":
            a_ecrire["chemin"] = vers_la_connexion(self.request)
        self._poster(evenement, context.get("user") or email, a_ecrire)

    def send_password_reset_mail(self, user, email, context):
        self.send_mail("account/email/password_reset_key", email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the person that their account changed; neither address nor browser is written down."""
        if template_prefix not in POSTES_PAR_LES_VUES:
            self.annoncer(template_prefix.rsplit("/", 1)[1], user)

    def annoncer(self, changement, personne):
        self._poster("compte_modifie", personne, {"changement": CHANGEMENTS[changement][0]})

    def _poster(self, evenement, destinataire, contexte):
        # Two requests for the same thing are two mails: each is an object of its own.
        poster(evenement, objet=f"envoi:{uuid.uuid4()}", a=[destinataire], contexte=contexte)

    def get_email_confirmation_url(self, request, emailconfirmation):
        """The link also carries where the person was going: it may be opened in another browser."""
        return avec_la_suite(_chemin(super().get_email_confirmation_url(request, emailconfirmation)), request)

    def respond_email_verification_sent(self, request, user):
        return redirect(avec_la_suite(resolve_url("account_email_verification_sent"), request))

    def get_reset_password_from_key_url(self, key):
        return _chemin(super().get_reset_password_from_key_url(key))

    # --- After signing in

    def get_login_redirect_url(self, request):
        """The first home of the setting ACCUEILS whose condition holds for this person."""
        for condition, page in settings.ACCUEILS:
            if import_string(condition)(request.user, horloge.maintenant()):
                return resolve_url(page)
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def login(self, request, user):
        """A sign-in is as good as a password typed again: allauth counts the ten minutes from it."""
        super().login(request, user)
        releves = get_authentication_records(request, user)
        if releves:
            releves[-1]["reauthenticated"] = True
            request.session.modified = True

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Our own sentences only; what the next page already shows is not said twice."""
        phrase = message or MESSAGES.get(message_template)
        if phrase:
            super().add_message(request, level, message=phrase, extra_tags=extra_tags)


class AdaptateurDuSecondFacteur(DefaultMFAAdapter):
    """Secrets are stored encrypted: a copy of the database alone gives no second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AdaptateurDeCompte.error_messages["incorrect_code"],
    }

    def encrypt(self, text):
        return _coffre().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return _coffre().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as illisible:
            raise ValueError("Un second facteur ne se lit plus : la clé du site a changé.") from illisible


def _coffre():
    """The current key writes; the former ones (SECRET_KEY_FALLBACKS) still read."""
    return MultiFernet([Fernet(_cle(secret)) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]])


def _cle(secret):
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"comptes.second_facteur")
    return base64.urlsafe_b64encode(derivation.derive(secret.encode()))


def _chemin(adresse):
    """The path of an address: a forged Host header must never reach a mail."""
    return "/" + adresse.split("://", 1)[-1].split("/", 1)[1]
