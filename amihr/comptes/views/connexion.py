"""Signing in and out, opening an account, the links that mails carry to people without a session."""

from allauth.account import views as compte
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes import entree, recuperation
from amihr.comptes.forms import FormulaireConfirmation
from amihr.comptes.reprise import attend
from amihr.comptes.sans_session import phrase
from amihr.comptes.suite import suite_demandee, vers_la_connexion

from .communes import EnUneTransaction, Refuse422


def _adresse_attendue(request):
    """Return the address that the page asked for next was sent to, "" for none (setting ADRESSE_ATTENDUE)."""
    suite = suite_demandee(request)
    return import_string(settings.ADRESSE_ATTENDUE)(suite) if suite else ""


class Connexion(Refuse422, compte.LoginView):
    def get_initial(self):
        return super().get_initial() | {"login": _adresse_attendue(self.request)}

    def get_context_data(self, **kwargs):
        perdu = phrase(self.request)
        return super().get_context_data(**kwargs) | {"texte_garde": not perdu and attend(self.request), "perdu": perdu}


class Creation(Refuse422, EnUneTransaction, compte.SignupView):
    def get_initial(self):
        return super().get_initial() | {"email": _adresse_attendue(self.request)}


class Confirmation(Refuse422, compte.ConfirmEmailView):
    """The link of the sign-up: with the password chosen there, it confirms the address and signs in."""

    def get_context_data(self, **kwargs):
        return {"form": kwargs.get("form") or FormulaireConfirmation(user=None)} | super().get_context_data()

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        personne = self.object.email_address.user
        formulaire = FormulaireConfirmation(request.POST, user=personne)
        if not formulaire.is_valid():
            return self.render_to_response(self.get_context_data(form=formulaire))
        with transaction.atomic():
            super().post(request, *args, **kwargs)
        entree = Login(user=personne, redirect_url=suite_demandee(request) or None)
        return perform_password_login(request, {"email": personne.courriel}, entree)

    def get_redirect_url(self):
        return vers_la_connexion(self.request)

    def render_to_response(self, context, **reponse):
        if not context["can_confirm"]:
            reponse["status"] = 404
        return super().render_to_response(context, **reponse)


class Oubli(Refuse422, EnUneTransaction, compte.PasswordResetView):
    pass


class NouveauMotDePasse(Refuse422, EnUneTransaction, compte.PasswordResetFromKeyView):
    def get_context_data(self, **kwargs):
        """``est_le_premier``: nothing of a former password is said to whoever never had one."""
        qui = getattr(self, "reset_user", None)
        return super().get_context_data(**kwargs) | {"est_le_premier": bool(qui) and not qui.has_usable_password()}

    def render_to_response(self, context, **reponse):
        if context.get("token_fail"):
            reponse["status"] = 404
        return super().render_to_response(context, **reponse)


class Changement(Refuse422, EnUneTransaction, compte.PasswordChangeView):
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("compte")


class Identite(Refuse422, compte.ReauthenticateView):
    pass


connexion = Connexion.as_view()
deconnexion = compte.LogoutView.as_view()
creation = Creation.as_view()
confirmation = Confirmation.as_view()
confirmation_envoyee = compte.email_verification_sent
compte_inactif = compte.AccountInactiveView.as_view()
oubli = Oubli.as_view()
oubli_envoye = compte.PasswordResetDoneView.as_view()
nouveau_mot_de_passe = NouveauMotDePasse.as_view()
nouveau_mot_de_passe_enregistre = compte.PasswordResetFromKeyDoneView.as_view()
changement = Changement.as_view()
identite = Identite.as_view()


@login_not_required
@never_cache
@require_safe
def premiere_entree(request, jeton):
    """The link of an invitation: what one is invited to and what will be asked, then the way to the first password.

    It serves once: afterwards it says where to go.
    """
    personne = entree.qui_entre(jeton, horloge.maintenant())
    if personne is None:
        return render(request, "comptes/entree_close.html", status=404)
    sieges = list(import_string(settings.INVITATIONS)(personne))
    for siege in sieges:
        siege.est_descelle = siege.edition.sceau_leve(horloge.maintenant())
    contexte = {
        "invite": personne,
        "sieges": sieges,
        "roles": list(personne.attributions.actives()),
        "mot_de_passe": entree.page_du_mot_de_passe(personne),
    }
    return render(request, "comptes/premiere_entree.html", contexte)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def s_opposer(request, jeton):
    """Object to the removal of one's second factor, by the link of the mail: whoever lost it cannot sign in.

    The link shows a button: a mail program that opens links by itself stops nothing. A forged link is a 404.
    """
    demande = recuperation.demande_du_jeton(jeton)
    if request.method == "POST":
        recuperation.s_opposer(demande)
        return redirect("compte_s_opposer", jeton)
    contexte = {"demande": demande, "etat": demande.etat(horloge.maintenant())}
    return render(request, "comptes/s_opposer.html", contexte)
