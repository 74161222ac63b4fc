"""The account pages: allauth's views with our forms, one transaction each, 422 for what is refused."""

from allauth.account import views as compte
from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as secours
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as cle
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amihr import horloge
from amihr.comptes import entree, recuperation
from amihr.comptes.adaptateurs import AdaptateurDeCompte
from amihr.comptes.forms import FormulaireConfirmation, FormulaireNom
from amihr.comptes.models import Session
from amihr.comptes.portes import inactivite_permise, second_facteur_requis
from amihr.comptes.reprise import attend
from amihr.comptes.sans_session import phrase, sans_session
from amihr.comptes.sessions import fermer_les_sessions
from amihr.comptes.suite import suite_demandee, vers_la_connexion
from amihr.journal.chaine import inscrire


class Refuse422:
    """A form sent back with its errors answers 422, so that scripts and tests can tell."""

    formulaires = ("form", "webauthn_form")

    def render_to_response(self, context, **reponse):
        if any(context.get(nom) is not None and context[nom].errors for nom in self.formulaires):
            reponse.setdefault("status", 422)
        return super().render_to_response(context, **reponse)


class EnUneTransaction:
    """The change, its journal entry and its mail are written together or not at all."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            return super().post(request, *args, **kwargs)


class CleDeSessionNouvelle:
    """A second factor given changes the key of the session (it was known before)."""

    def form_valid(self, form):
        reponse = super().form_valid(form)
        self.request.session.cycle_key()
        return reponse


# --- Signing in and out, opening an account ----------------------------------------------------------------
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


# --- Second factor -----------------------------------------------------------------------------------------
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
        _noter(self.request, "second_facteur.ajoute", genre=self.genre)
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
        _noter(self.request, "second_facteur.retire", genre="totp")
        return reponse


class RetirerCle(EnUneTransaction, cle.RemoveWebAuthnView):
    def form_valid(self, form):
        reponse = super().form_valid(form)
        _noter(self.request, "second_facteur.retire", genre="webauthn")
        return reponse


class NouveauxCodes(Refuse422, EnUneTransaction, secours.GenerateRecoveryCodesView):
    def form_valid(self, form):
        AdaptateurDeCompte(self.request).annoncer("recovery_codes_generated", self.request.user)
        reponse = super().form_valid(form)
        _noter(self.request, "second_facteur.codes_renouveles")
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


def _noter(request, evenement, **faits):
    inscrire(evenement, par=request.user, objet=request.user, instant=horloge.maintenant(), **faits)


# --- My account, my sessions -------------------------------------------------------------------------------
@never_cache
def mon_compte(request):
    """One's own account: name, address, second factor, roles, and where one is signed in."""
    formulaire = FormulaireNom(request.POST or None, instance=request.user)
    if request.method == "POST" and formulaire.is_valid():
        with transaction.atomic():
            formulaire.save()
            _noter(request, "compte.renomme")
        messages.success(request, "Votre nom est enregistré.")
        return redirect("compte")
    contexte = {
        "form": formulaire,
        "roles": request.user.attributions.actives(),
        "facteurs": set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True)),
        "requis": second_facteur_requis(request.user, horloge.maintenant()),
        "nombre_de_sessions": Session.objects.ouvertes().filter(personne=request.user).count(),
    }
    return render(request, "comptes/mon_compte.html", contexte, status=422 if formulaire.errors else 200)


@never_cache
@require_safe
def sessions(request):
    ouvertes = Session.objects.ouvertes().filter(personne=request.user)
    contexte = {"sessions": ouvertes, "cle_courante": request.session.session_key}
    return render(request, "comptes/sessions.html", contexte)


@require_POST
def fermer_une_session(request, reference):
    """Close one of one's own sessions; somebody else's does not exist."""
    session = get_object_or_404(Session.objects.filter(personne=request.user), reference=reference)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.delete()
    messages.success(request, "La session est fermée.")
    return redirect("compte_sessions")


@require_POST
def fermer_les_autres_sessions(request):
    fermer_les_sessions(request.user, sauf=request.session.session_key)
    messages.success(request, "Vos autres sessions sont fermées.")
    return redirect("compte_sessions")


@sans_session("")
@require_POST
def prolonger_la_session(request):
    """Count the idleness from now: the button of the warning shown five minutes before the end."""
    delai = inactivite_permise(request.user, horloge.maintenant())
    request.session.prolonger(delai, request.session.ligne.navigateur)
    if not request.accepts("text/html"):
        return HttpResponse(status=204)
    return redirect("compte_sessions")


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
    contexte = {
        "invite": personne,
        "sieges": list(import_string(settings.INVITATIONS)(personne)),
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
