"""People of the tests, and the way to sign them in."""

import time

import factory
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from amihr import horloge
from amihr.comptes.models import Attribution, Personne
from amihr.comptes.sessions import SessionStore

MOT_DE_PASSE = "cadastre-orthophoto-violet-42"
SECRET = "JBSWY3DPEHPK3PXP"
PERIODE = 30  # seconds that a code lasts


class PersonneFactory(factory.django.DjangoModelFactory):
    """A person whose address is confirmed. `roles=[Role.AGENT]` gives roles, `totp=True` a second factor."""

    class Meta:
        model = Personne
        skip_postgeneration_save = True

    courriel = factory.Sequence(lambda rang: f"personne{rang}@exemple.fr")
    prenom = factory.Sequence(lambda rang: f"Camille{rang}")
    nom = "Essai"
    password = factory.django.Password(MOT_DE_PASSE)

    @factory.post_generation
    def adresse(self, creer, confirmee, **options):
        EmailAddress.objects.create(user=self, email=self.courriel, verified=confirmee is not False, primary=True)

    @factory.post_generation
    def roles(self, creer, roles, **options):
        for role in roles or []:
            Attribution.objects.create(personne=self, role=role, attribuee_le=horloge.maintenant())

    @factory.post_generation
    def totp(self, creer, voulu, **options):
        if voulu:
            TOTP.activate(self, SECRET)
            RecoveryCodes.activate(self)


def connecter(client, personne, *, second_facteur=True, il_y_a=0):
    """Sign in without the pages; `second_facteur` as if given, all of it `il_y_a` seconds ago.

    One row, where Django's `force_login` writes four times what nobody reads.
    """
    instant = time.time() - il_y_a  # noqa: TID251 - allauth's own clock
    releves = [{"method": "password", "at": instant, "reauthenticated": True}]
    if second_facteur:
        releves.append({"method": "mfa", "at": instant, "type": "totp", "reauthenticated": True})
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(personne.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: personne.get_session_auth_hash(),
            AUTHENTICATION_METHODS_SESSION_KEY: releves,
            _AUTHENTICATION_METHODS_USER_SESSION_KEY: str(personne.pk),
        }
    )
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def code_totp(secret=SECRET, marge=2):
    """What the person's application shows now; a code about to change is let go, it would be stale on arrival."""
    reste = PERIODE - time.time() % PERIODE  # noqa: TID251 - allauth's own clock
    if reste < marge:
        time.sleep(reste + 0.1)
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
