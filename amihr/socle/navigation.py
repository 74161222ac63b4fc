"""Context processor: what each space offers to go to, and where the reader stands."""

from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import cached_property

from amihr.socle.liens import prefixer

# At most seven items a space, in reading order. A name that no URL answers to is left out.
PUBLIC = (
    ("L’appel", "editions:accueil"),
    ("Règlement", "editions:reglement"),
    ("Questions", "editions:questions"),
    ("Solutions labellisées", "catalogue:liste"),
    ("Vérifier un label", "catalogue:verifier"),
)
CANDIDAT = (
    ("Mes candidatures", "candidatures:liste"),
    ("Règlement", "editions:reglement"),
    ("Questions", "editions:questions"),
)
COMMISSION = (
    ("Mes dossiers", "evaluation:bureau"),
    ("Séances", "evaluation:seances"),
    ("Engagement", "habilitations:engagement"),
    ("Fin de mission", "evaluation:fin_de_mission"),
)
REGION = (
    ("Tableau de bord", "pilotage:region"),
    ("Candidatures", "pilotage:candidatures"),
    ("Commission", "pilotage:commission"),
    ("Séances", "evaluation:region_seances"),
    ("Labels", "catalogue:labels"),
    ("Édition", "pilotage:edition"),
)
PIED = (
    ("Plan du site", "plan_du_site"),
    ("Accessibilité\u00a0: non conforme", "accessibilite"),
    ("Mentions légales", "mentions_legales"),
    ("Données personnelles", "donnees_personnelles"),
    ("Règlement de l’appel", "editions:reglement"),
    ("Contact et aide", "editions:contact"),
    ("Code source", "code_source"),
)
NOM_PAR_DEFAUT = "Appel à manifestation d’intérêt"


def navigation(request):
    """Promise `navigation` to every template; nothing is read before a template asks."""
    return {"navigation": Navigation(request)}


class Navigation:
    """The lists of links of the spaces, each computed at first use."""

    def __init__(self, request):
        self._chemin = request.path_info
        self._request = request

    @cached_property
    def a_une_session(self):
        """False for a visitor without cookie: nothing of the session is read, public pages do not vary."""
        return settings.SESSION_COOKIE_NAME in self._request.COOKIES

    @cached_property
    def edition(self):
        return getattr(self._request, "edition", None) or None

    @cached_property
    def nom_du_site(self):
        return self.edition.nom if self.edition else NOM_PAR_DEFAUT

    @cached_property
    def sous_titre(self):
        return self.edition.sous_titre if self.edition else ""

    @cached_property
    def accueil(self):
        return prefixer("/")

    @cached_property
    def public(self):
        return self._liens((*PUBLIC, *self._compte("Mon espace")))

    @cached_property
    def candidat(self):
        return self._liens((*CANDIDAT, *self._compte(self._nom())))

    @cached_property
    def commission(self):
        return self._liens((*COMMISSION, *self._compte(self._nom())))

    @cached_property
    def region(self):
        ouvertes = [(nom, vue) for nom, vue in REGION if self._est_ouverte(vue)]
        return self._liens((*ouvertes, *self._compte(self._nom())))

    @cached_property
    def compte(self):
        return self._liens((("L’appel", "editions:accueil"), *self._compte("Mon compte")))

    @cached_property
    def pied(self):
        return self._liens(PIED)

    def _est_ouverte(self, vue):
        """Whether the reader's roles open this page; its door says which ones (`reserve_a`)."""
        chemin = _chemin(vue)
        roles = getattr(resolve(chemin).func, "roles", None) if chemin else None
        return roles is None or (self._est_connecte() and self._request.user.a_role(*roles))

    def _compte(self, nom):
        """The last item: one's account, or the way in."""
        if self._est_connecte():
            return ((nom, "compte"),)
        return (("Se connecter", "account_login"),)

    def _est_connecte(self):
        return self.a_une_session and self._request.user.is_authenticated

    def _nom(self):
        return str(self._request.user) if self._est_connecte() else ""

    def _liens(self, entrees):
        trouves = [(nom, chemin) for nom, chemin in ((nom, _chemin(vue)) for nom, vue in entrees) if chemin]
        ici = self._plus_proche([chemin for _, chemin in trouves])
        return [
            {"nom": nom, "url": prefixer(chemin), "courant": self._courant(chemin) if chemin == ici else ""}
            for nom, chemin in trouves
        ]

    def _plus_proche(self, chemins):
        """The item whose address holds this page; the root holds only itself."""
        tenants = [c for c in chemins if c == self._chemin or (c != "/" and self._chemin.startswith(c))]
        return max(tenants, key=len, default=None)

    def _courant(self, chemin):
        return "page" if chemin == self._chemin else "true"


def _chemin(vue):
    try:
        return reverse(vue)
    except NoReverseMatch:
        return None
