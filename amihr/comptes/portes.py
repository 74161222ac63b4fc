"""Doors: roles, second factor, recent authentication, idleness. Rooms above open dossiers, not these."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils.module_loading import import_string

from amihr import horloge
from amihr.comptes import sans_session
from amihr.comptes.models import Role
from amihr.comptes.navigateurs import nom_du_navigateur
from amihr.comptes.reprise import garder
from amihr.comptes.sessions import INACTIVITE_CANDIDAT, INACTIVITE_EN_SEANCE, INACTIVITE_STRICTE
from amihr.socle.intergiciels import page_precedente
from amihr.socle.liens import rediriger

# Reached between the password and the second factor: to give it, to set it up, or to leave.
SANS_SECOND_FACTEUR = {
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
# Sent by the scripts that only ask for news: they prolong nothing.
ENTETE_DE_SONDAGE = "X-Sondage"
# On the address of a page that reloads itself: it prolongs nothing either, or a screen left on would never sign out.
PARAMETRE_DE_SONDAGE = "suivre"

# Before an export, a notification, a withdrawal, a change of roles: signed in or identified within 10 minutes.
reauthentification_recente = reauthentication_required


def reserve_a(*roles):
    """Open a view to the holders of one of these roles; it does not exist for anybody else (404)."""

    def decorer(vue):
        @wraps(vue)
        def porte(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
            if not request.user.a_role(*roles):
                raise Http404
            return vue(request, *args, **kwargs)

        porte.roles = frozenset(roles)
        return porte

    return decorer


# The roles that instruct: theirs is the undertaking, and they owe nothing to a candidature of the edition.
INSTRUCTION = frozenset({Role.AGENT, Role.OPERATEUR})


def agent_de_l_edition(*roles, avant_signature=False):
    """The door of every page of the Région's space about an edition, for the holders of these roles.

    Whoever is attached to a candidature of the edition finds nothing behind it (404). Whoever enters as agent or
    operator without having signed the undertaking in force is sent to sign it, and finds nothing (404) at a dossier's
    address (R28); ``avant_signature``: not from here.
    What a person may read of a dossier is still asked of the access rule: this door opens pages, never dossiers.
    """

    def decorer(vue):
        @wraps(vue)
        def porte(request, *args, **kwargs):
            if not request.edition:
                raise Http404
            situation = import_string(settings.SITUATION_DE_L_AGENT)
            est_attache, request.doit_signer, request.engagement_fini = situation(
                request.user, request.edition, horloge.maintenant()
            )
            if est_attache:
                raise Http404
            entre_pour_instruire = request.user.roles_actifs.isdisjoint(set(roles) - INSTRUCTION)
            if request.doit_signer and entre_pour_instruire and not avant_signature:
                if "reference" in kwargs:
                    raise Http404
                messages.warning(request, "La page demandée s’ouvrira quand vous aurez signé votre engagement.")
                return rediriger("habilitations:engagement")
            return vue(request, *args, **kwargs)

        reservee = reserve_a(*roles)(porte)
        reservee.est_de_l_edition = True
        return reservee

    return decorer


def est_du_groupement(personne, instant):
    """Condition of the setting ACCUEILS: a member of the groupement de commandes comes for the catalogue."""
    return personne.a_role(Role.GROUPEMENT)


def a_un_role(personne, instant):
    """Condition of the settings SECOND_FACTEUR_REQUIS: whoever holds a role, whichever it is."""
    return personne.a_role(*Role)


def second_facteur_requis(personne, instant):
    """True if any condition named by the setting SECOND_FACTEUR_REQUIS holds for this person."""
    return any(import_string(condition)(personne, instant) for condition in settings.SECOND_FACTEUR_REQUIS)


def second_facteur_donne(request):
    """True if the web session gave a code or a key, at sign-in or since."""
    return any(releve["method"] == "mfa" for releve in get_authentication_records(request, request.user))


def moyen_du_second_facteur(request):
    """The code of what the web session gave last as its second factor: totp, webauthn, recovery_codes; "" for none."""
    moyens = [
        releve.get("type", "")
        for releve in get_authentication_records(request, request.user)
        if releve["method"] == "mfa"
    ]
    return moyens[-1] if moyens else ""


def inactivite_permise(personne, instant):
    """How long a session may stay idle: 4 h in an open séance, 30 min with duties, 2 h for a candidate."""
    if any(import_string(condition)(personne, instant) for condition in settings.EN_SEANCE):
        return INACTIVITE_EN_SEANCE
    return INACTIVITE_STRICTE if second_facteur_requis(personne, instant) else INACTIVITE_CANDIDAT


def est_un_sondage(request):
    """Tell whether a request only asks for news: nobody has clicked."""
    if ENTETE_DE_SONDAGE in request.headers:
        return True
    return request.method == "GET" and PARAMETRE_DE_SONDAGE in request.GET


class ConnexionRequise(LoginRequiredMiddleware):
    """Pages are private by default; after signing in one is back on the page that held the form, never on its address."""

    def process_view(self, request, vue, args, kwargs):
        reponse = super().process_view(request, vue, args, kwargs)
        if reponse is None or request.method in ("GET", "HEAD"):
            return reponse
        suite = page_precedente(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
        reponse = redirect_to_login(suite, self.get_login_url(vue), self.get_redirect_field_name(vue))
        if garder(request, reponse):
            sans_session.oublier(reponse)
        else:
            sans_session.noter(request, reponse, vue)
        return reponse


class PortesIntergiciel:
    """Middleware: count idleness, refuse every protected page before the second factor, say what was lost before it."""

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        # Without a session cookie nothing is read: public pages stay free of `Vary: Cookie`.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not est_un_sondage(request):
            self._rafraichir(request)
        reponse = self.suite(request)
        if hasattr(request, "perte_dite"):
            sans_session.oublier(reponse)
        return reponse

    def process_view(self, request, vue, args, kwargs):
        if not getattr(vue, "login_required", True) or not request.user.is_authenticated:
            return None
        if porte := self._second_facteur(request):
            return porte
        sans_session.dire_apres(request)
        return None

    def _second_facteur(self, request):
        if request.resolver_match.view_name in SANS_SECOND_FACTEUR or second_facteur_donne(request):
            return None
        if not second_facteur_requis(request.user, horloge.maintenant()):
            return None
        if is_mfa_enabled(request.user, ["totp"]):
            return _vers("mfa_reauthenticate", request)
        if is_mfa_enabled(request.user, ["webauthn"]):
            return _vers("mfa_reauthenticate_webauthn", request)
        return redirect("mfa_index")

    def _rafraichir(self, request):
        if request.user.is_authenticated and request.session.est_a_rafraichir():
            delai = inactivite_permise(request.user, horloge.maintenant())
            request.session.prolonger(delai, nom_du_navigateur(request))


def _vers(page, request):
    return redirect_to_login(request.get_full_path(), resolve_url(page))
