"""The second factor: giving it, setting it up, taking it away."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as secours
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as cle
from django.views.decorators.cache import never_cache

from amihr import horloge
from amihr.comptes.adaptateurs import AdaptateurDeCompte
from amihr.comptes.portes import second_facteur_requis

from .communes import CleDeSessionNouvelle, EnUneTransaction, Refuse422, noter


class SecondFacteur(mfa.IndexView):
    def get_context_data(self, **kwargs):
        requis = second_facteur_requis(self.request.user, horloge.maintenant())
        return super().get_context_data(**kwargs) | {"requis": requis}


class Code(Refuse422, mfa.AuthenticateView):
    pass


class CodeDeNouveau(Refuse422, CleDeSessionNouvelle, mfa.ReauthenticateView):
    pass


class CleDeNouveau(Refuse422, CleDeSessionNouvelle, cle.ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        """Stay on the page: allauth's own way back is the sign-in page, closed to a signed-in person."""
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return {"form": kwargs.get("form") or self.get_form()} | super().get_context_data()


class Enrolement(Refuse422, EnUneTransaction):
    """A second factor proven while being set up counts as given; announced in the same transaction."""

    def form_valid(self, form):
        reponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=self.genre, reauthenticated=True)
        self.request.session.cycle_key()
        noter(self.request, "second_facteur.ajoute", genre=self.genre)
        return reponse


class AjouterApplication(Enrolement, totp.ActivateTOTPView):
    genre = "totp"

    def form_valid(self, form):
        AdaptateurDeCompte(self.request).annoncer("totp_activated", self.request.user)
        return super().form_valid(form)


class AjouterCle(Enrolement, cle.AddWebAuthnView):
    genre = "webauthn"

    def get_context_data(self, **kwargs):
        return {"form": kwargs.get("form") or self.get_form()} | super().get_context_data()


class RenommerCle(Refuse422, EnUneTransaction, cle.EditWebAuthnView):
    pass


class RetirerApplication(EnUneTransaction, totp.DeactivateTOTPView):
    def form_valid(self, form):
        reponse = super().form_valid(form)
        noter(self.request, "second_facteur.retire", genre="totp")
        return reponse


class RetirerCle(EnUneTransaction, cle.RemoveWebAuthnView):
    def form_valid(self, form):
        reponse = super().form_valid(form)
        noter(self.request, "second_facteur.retire", genre="webauthn")
        return reponse


class NouveauxCodes(Refuse422, EnUneTransaction, secours.GenerateRecoveryCodesView):
    def form_valid(self, form):
        AdaptateurDeCompte(self.request).annoncer("recovery_codes_generated", self.request.user)
        reponse = super().form_valid(form)
        noter(self.request, "second_facteur.codes_renouveles")
        return reponse


class TelechargerCodes(secours.DownloadRecoveryCodesView):
    def render_to_response(self, context, **reponse):
        fichier = super().render_to_response(context, **reponse)
        fichier["Content-Disposition"] = 'attachment; filename="codes-de-secours.txt"'
        return fichier


second_facteur = SecondFacteur.as_view()
code = Code.as_view()
code_de_nouveau = CodeDeNouveau.as_view()
ajouter_application = AjouterApplication.as_view()
retirer_application = RetirerApplication.as_view()
codes_de_secours = never_cache(secours.ViewRecoveryCodesView.as_view())
nouveaux_codes = NouveauxCodes.as_view()
telecharger_codes = TelechargerCodes.as_view()
cles = cle.ListWebAuthnView.as_view()
ajouter_cle = AjouterCle.as_view()
cle_de_nouveau = CleDeNouveau.as_view()
retirer_cle = RetirerCle.as_view()
renommer_cle = RenommerCle.as_view()
