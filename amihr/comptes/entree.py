"""The first way in for whoever never chose a password: a link that serves once, by the mail that invites them."""

import hashlib
from datetime import datetime, timedelta

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.urls import reverse

from amihr.comptes.models import Personne

VALABLE = timedelta(days=14)
SEL = "comptes.premiere_entree"


def _marque(personne):
    """What changes as soon as a password is chosen: the link is then used."""
    return hashlib.sha256(f"{personne.pk}{personne.password}".encode()).hexdigest()[:16]


def lien_d_entree(personne, instant):
    """Return the address where ``personne`` chooses a first password, until 14 days after ``instant``; "" once they have one.

    Signed with the site's key, kept nowhere.
    """
    if personne.has_usable_password():
        return ""
    jeton = signing.dumps([str(personne.pk), _marque(personne), (instant + VALABLE).isoformat()], salt=SEL)
    return f"{settings.ADRESSE_PUBLIQUE}{reverse('compte_premiere_entree', args=[jeton])}"


def qui_entre(jeton, instant):
    """Return the person whom a link lets choose a first password; ``None`` if forged, used, or out of date."""
    try:
        pk, marque, limite = signing.loads(jeton, salt=SEL)
    except signing.BadSignature:
        return None
    personne = Personne.objects.actives().filter(pk=pk).first()
    if personne is None or personne.has_usable_password() or instant >= datetime.fromisoformat(limite):
        return None
    return personne if marque == _marque(personne) else None


def page_du_mot_de_passe(personne):
    """Return the address of the page where a password is chosen, good for one hour and one use."""
    cle = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(personne)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(personne), "key": cle})
