"""Sessions kept in PostgreSQL, one row each with its holder: listed, closed, ended by idleness or age.

Delays are measured by the database's true clock in the statements themselves, so that a web server's
wrong clock prolongs nothing and moving `horloge` signs nobody out.
"""

from datetime import timedelta

from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as SessionDeDjango
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Least, Now

from amihr import horloge
from amihr.comptes.models import Session

INACTIVITE_STRICTE = timedelta(minutes=30)
INACTIVITE_CANDIDAT = timedelta(hours=2)
INACTIVITE_EN_SEANCE = timedelta(hours=4)
DUREE_MAXIMALE = timedelta(hours=12)
RAFRAICHIE_APRES = timedelta(minutes=1)


class SessionStore(SessionDeDjango):
    """The store named by SESSION_ENGINE."""

    ligne = None

    @classmethod
    def get_model_class(cls):
        return Session

    def _get_session_from_db(self):
        lues = Session.objects.ouvertes().filter(session_key=self.session_key).select_related("personne")
        self.ligne = lues.annotate(lue_a=Now(), instant=horloge.LUE_PAR_LA_REQUETE).first()
        if self.ligne is None:
            self._session_key = None
        else:
            horloge.retenir(self.ligne.instant)
        return self.ligne

    def save(self, must_create=False):
        """Insert a row, or update the content of the one there is; never lengthen it.

        A row closed meanwhile stays closed: UpdateError, which Django answers as an interrupted session.
        """
        if self.session_key is None:
            return self.create()
        contenu = self._get_session(no_load=must_create)
        personne = contenu.get("_auth_user_id")
        if must_create:
            self._inserer(contenu, personne)
        elif not self._mettre_a_jour(contenu, personne):
            raise UpdateError
        return None

    def _inserer(self, contenu, personne):
        delai = INACTIVITE_STRICTE if personne else INACTIVITE_CANDIDAT
        try:
            with transaction.atomic():
                Session.objects.create(
                    session_key=self.session_key,
                    session_data=self.encode(contenu),
                    personne_id=personne,
                    expire_date=Now() + delai,
                    fin_au_plus_tard=Now() + DUREE_MAXIMALE,
                )
        except IntegrityError as collision:
            raise CreateError from collision

    def _mettre_a_jour(self, contenu, personne):
        """A session that gains a holder starts again with the strict delay; others keep theirs."""
        expire = F("expire_date")
        if personne:
            expire = Case(When(personne__isnull=True, then=Now() + Value(INACTIVITE_STRICTE)), default=expire)
        return Session.objects.filter(session_key=self.session_key).update(
            session_data=self.encode(contenu), personne_id=personne, expire_date=expire
        )

    def est_a_rafraichir(self):
        """True once a minute at most, and at the first request after signing in."""
        if self.ligne is None:
            return False
        return not self.ligne.navigateur or self.ligne.lue_a - self.ligne.vue_le >= RAFRAICHIE_APRES

    def prolonger(self, delai, navigateur):
        """Count the delay from now again, never past the end of the session."""
        Session.objects.filter(session_key=self.session_key).update(
            vue_le=Now(),
            expire_date=Least(Now() + Value(delai), F("fin_au_plus_tard")),
            navigateur=navigateur,
        )
        self.ligne.expire_date = min(self.ligne.lue_a + delai, self.ligne.fin_au_plus_tard)

    def secondes_restantes(self):
        """What is left before the web session ends of itself, as of this request; 0 for a session not yet stored."""
        if self.ligne is None:
            return 0
        fin = min(self.ligne.expire_date, self.ligne.fin_au_plus_tard)
        return max(0, int((fin - self.ligne.lue_a).total_seconds()))

    @classmethod
    def clear_expired(cls):
        Session.objects.filter(Q(expire_date__lte=Now()) | Q(fin_au_plus_tard__lte=Now())).delete()


def fermer_les_sessions(personne, *, sauf=None):
    """Close the sessions of a person, at once and wherever they are; `sauf` is the key of one to keep."""
    return Session.objects.filter(personne=personne).exclude(session_key=sauf or "").delete()[0]
