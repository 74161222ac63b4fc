"""The shape of the account forms: ours over allauth's, with our words and no placeholder."""

import unicodedata

from allauth.account import forms as compte
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as cle
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from amihr.comptes.actes import jamais_confirmee, recommencer
from amihr.comptes.models import Personne
from amihr.socle.formulaires import borner_le_courriel

AIDE_MOT_DE_PASSE = "12 à 128 caractères. Une phrase de quatre mots au hasard convient."
SAISISSEZ_LE_COURRIEL = "Saisissez votre adresse de courriel."


def nom_propre(valeur):
    """A first name or a name, in NFC. Raises ValidationError for control and direction characters."""
    valeur = unicodedata.normalize("NFC", valeur).strip()
    if any(unicodedata.category(caractere) in {"Cc", "Cf", "Cs", "Co"} for caractere in valeur):
        raise ValidationError(
            "Ce champ contient un caractère invisible qui n’est pas accepté\u00a0: saisissez-le de nouveau."
        )
    return valeur


class Habillage:
    """Gives allauth's fields our labels, hints and autocompletion."""

    habits = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nom, habit in self.habits.items():
            champ = self.fields[nom]
            champ.widget.attrs.pop("placeholder", None)
            champ.label = habit["label"]
            champ.help_text = habit.get("aide", "")
            champ.error_messages["required"] = habit["vide"]
            champ.widget.attrs |= habit.get("attrs", {})
            borner_le_courriel(champ)


def _courriel(aide=""):
    return {
        "label": "Adresse de courriel",
        "aide": aide,
        "vide": SAISISSEZ_LE_COURRIEL,
        "attrs": {"autocomplete": "email", "spellcheck": "false"},
    }


def _mot_de_passe(label, vide, *, aide="", nouveau=False):
    autocompletion = "new-password" if nouveau else "current-password"
    return {"label": label, "aide": aide, "vide": vide, "attrs": {"autocomplete": autocompletion}}


NOUVEAU = _mot_de_passe("Nouveau mot de passe", "Choisissez un mot de passe.", aide=AIDE_MOT_DE_PASSE, nouveau=True)
REPETE = _mot_de_passe("Le même, une seconde fois", "Saisissez le mot de passe une seconde fois.", nouveau=True)
CODE = {
    "label": "Code à six chiffres",
    "aide": "Celui que votre application affiche en ce moment, ou l’un de vos codes de secours.",
    "vide": "Saisissez le code affiché par votre application.",
    "attrs": {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20, "spellcheck": "false"},
}


class FormulaireConnexion(Habillage, compte.LoginForm):
    habits = {
        "login": _courriel(),
        "password": _mot_de_passe("Mot de passe", "Saisissez votre mot de passe."),
    }


class FormulaireCreation(Habillage, compte.SignupForm):
    prenom = forms.CharField(max_length=80)
    nom = forms.CharField(max_length=80)
    field_order = ["prenom", "nom", "email", "password1", "password2"]
    habits = {
        "prenom": {"label": "Prénom", "vide": "Saisissez votre prénom.", "attrs": {"autocomplete": "given-name"}},
        "nom": {"label": "Nom", "vide": "Saisissez votre nom.", "attrs": {"autocomplete": "family-name"}},
        "email": _courriel("Votre adresse professionnelle\u00a0: nous y enverrons un lien de confirmation."),
        "password1": NOUVEAU | {"label": "Mot de passe"},
        "password2": REPETE,
    }

    def clean_prenom(self):
        return nom_propre(self.cleaned_data["prenom"])

    def clean_nom(self):
        return nom_propre(self.cleaned_data["nom"])

    def try_save(self, request):
        """A known address gets the same answer after the same work: one password hashed, one mail.

        Until an address is confirmed, whoever asks last decides: neither a stranger's password nor a mistyped one waits
        for the owner to confirm it.
        """
        if personne := jamais_confirmee(self.cleaned_data["email"]):
            return recommencer(personne, self.cleaned_data), None
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:  # the same address, confirmed by another request meanwhile
                pass
        make_password(self.cleaned_data["password1"])
        return None, prevent_enumeration(request, email=self.cleaned_data["email"])


class FormulaireOubli(Habillage, compte.ResetPasswordForm):
    habits = {"email": _courriel("Celle de votre compte. Le lien envoyé fonctionne une heure et une seule fois.")}


class FormulaireNouveauMotDePasse(Habillage, compte.ResetPasswordKeyForm):
    habits = {"password1": NOUVEAU, "password2": REPETE}


class FormulaireChangement(Habillage, compte.ChangePasswordForm):
    habits = {
        "oldpassword": _mot_de_passe("Mot de passe actuel", "Saisissez votre mot de passe actuel."),
        "password1": NOUVEAU,
        "password2": REPETE,
    }


class FormulaireIdentite(Habillage, compte.ReauthenticateForm):
    habits = {"password": _mot_de_passe("Mot de passe", "Saisissez votre mot de passe.")}


class FormulaireConfirmation(FormulaireIdentite):
    """Whoever confirms an address also says the password that was chosen with it: a stranger may have asked last."""

    AUTRE = (
        "Ce n’est pas le mot de passe choisi en dernier pour cette adresse. Si cette demande n’est pas la vôtre, créez de "
        "nouveau votre compte\u00a0: votre demande remplace l’autre."
    )

    def clean_password(self):
        try:
            return super().clean_password()
        except ValidationError as refus:
            if refus.code != "incorrect_password":
                raise
            raise ValidationError(self.AUTRE, "autre_mot_de_passe") from refus


class FormulaireCode(Habillage, mfa.AuthenticateForm):
    habits = {"code": CODE}


class FormulaireCodeDeNouveau(Habillage, mfa.ReauthenticateForm):
    habits = {"code": CODE}


class FormulaireApplication(Habillage, totp.ActivateTOTPForm):
    habits = {"code": CODE | {"aide": "Celui que votre application affiche après l’ajout du site."}}


class FormulaireCle(Habillage, cle.AddWebAuthnForm):
    habits = {
        "name": {
            "label": "Nom de la clé",
            "aide": "Pour la reconnaître, par exemple «\u00a0Clé du bureau\u00a0».",
            "vide": "",
            "attrs": {"maxlength": 60, "autocomplete": "off"},
        }
    }


class FormulaireNomDeCle(Habillage, cle.EditWebAuthnForm):
    habits = {
        "name": {"label": "Nom de la clé", "vide": "Donnez un nom à la clé.", "attrs": {"maxlength": 60}},
    }


class FormulaireNom(forms.ModelForm):
    """One's own name, as it appears to the people one works with."""

    class Meta:
        model = Personne
        fields = ["prenom", "nom"]
        widgets = {
            "prenom": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "nom": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
        error_messages = {
            "prenom": {"required": "Saisissez votre prénom."},
            "nom": {"required": "Saisissez votre nom."},
        }

    def clean_prenom(self):
        return nom_propre(self.cleaned_data["prenom"])

    def clean_nom(self):
        return nom_propre(self.cleaned_data["nom"])
