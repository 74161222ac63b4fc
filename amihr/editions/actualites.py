"""News of the call: published for all, sent to who asked for them, stopped by one click.

An address that has not been confirmed is kept nowhere but in the mail that asks to confirm it: the link carries it,
encrypted. Whoever reads a mail may stop it without an account.
"""

import json
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.models import Abonnement, Actualite
from amihr.journal.chaine import acte, inscrire
from amihr.socle.liens import lien
from amihr.socle.limites import permettre
from amihr.socle.refus import exiger

PAR_HEURE = 5
VALIDITE = timedelta(days=3)
CONFIRMER, DESABONNER = "actualites.confirmer", "actualites.desabonner"


@acte
def publier(edition, *, titre, texte, par):
    """Publish a piece of news to all, dated.

    Effects, in order: Actualite, one mail a subscriber, journal (their number, never an address).
    """
    return faire_paraitre(edition, titre=titre, texte=texte, par=par, instant=horloge.instant_de_la_base())


def faire_paraitre(edition, *, titre, texte, instant, par=None):
    """Do the same inside the caller's transaction; ``par`` None: the call itself changed, the site says it."""
    actualite = Actualite.objects.create(
        edition=edition, titre=titre.strip(), texte=texte.strip(), publiee_le=instant, par=par
    )
    abonnes = list(edition.abonnements.values_list("courriel", flat=True))
    boite.poster("actualite", objet=actualite, a=abonnes, instant=instant)
    inscrire("actualite.publiee", par=par, objet=actualite, instant=instant, destinataires=len(abonnes))
    return actualite


@acte
def retirer(actualite, *, par):
    """Take a piece of news off the site; the mails that have not left stay here.

    Effects, in order: retiree_le, journal. Raises ActeRefuse: « actualite_deja_retiree ».
    """
    instant = horloge.instant_de_la_base()
    actualite = Actualite.objects.select_for_update().get(pk=actualite.pk)
    exiger(actualite.retiree_le is None, "actualite_deja_retiree")
    actualite.retiree_le = instant
    actualite.save(update_fields=["retiree_le"])
    inscrire("actualite.retiree", par=par, objet=actualite, instant=instant)


def publiees(edition):
    """Return the news that anyone reads, latest first."""
    return edition.actualites.filter(retiree_le=None)


def compter_la_demande(client):
    """Count one more demand from an address of the network. Raises ActeRefuse: « abonnements_trop_nombreux »."""
    exiger(permettre(f"abonnement:{client}", PAR_HEURE, 3600), "abonnements_trop_nombreux")


@acte
def demander(edition, courriel):
    """Write to an address so that it confirms; the same whether it receives the news already or not (A-28).

    At most one mail a day to an address, whoever asks: the site is no means of importuning somebody.
    """
    instant = horloge.instant_de_la_base()
    jour = horloge.jour_de_paris(instant)
    boite.poster("abonnement_a_confirmer", objet=f"abonnement:{edition.pk}:{jour:%Y%m%d}", a=[courriel],
                 instant=instant, autour=edition)  # fmt: skip


@acte
def confirmer(edition, jeton):
    """Keep the address that a link carries, once; return it, or None when the link is wrong or out of date."""
    instant = horloge.instant_de_la_base()
    courriel = _lire(edition, jeton, CONFIRMER, instant)
    if courriel is not None and not edition.abonnements.filter(courriel__iexact=courriel).exists():
        nouveau = Abonnement(edition=edition, courriel=courriel, confirme_le=instant)
        Abonnement.objects.bulk_create([nouveau], ignore_conflicts=True)
    return courriel


def desabonner(edition, jeton):
    """Delete the address that a link carries; return it, or None when the link is wrong. Twice is no error."""
    courriel = _lire(edition, jeton, DESABONNER)
    if courriel is not None:
        edition.abonnements.filter(courriel__iexact=courriel).delete()
    return courriel


def courriel_a_confirmer(edition, jeton):
    """Return the address of a valid link to confirm, else None: shown before one confirms."""
    return _lire(edition, jeton, CONFIRMER, horloge.maintenant())


def courriel_a_desabonner(edition, jeton):
    """Return the address of a valid link to stop, else None."""
    return _lire(edition, jeton, DESABONNER)


def adresse_pour_confirmer(edition, courriel, instant):
    """Return the whole address of the link that confirms, good for three days after ``instant``."""
    return _adresse("editions:confirmer_l_abonnement", edition, CONFIRMER, courriel, (instant + VALIDITE).isoformat())


def adresse_pour_se_desabonner(edition, courriel):
    """Return the whole address of the link that stops the news; it does not expire."""
    return _adresse("editions:se_desabonner", edition, DESABONNER, courriel)


def _adresse(nom, edition, usage, *porte):
    jeton = _chiffre(usage).encrypt(json.dumps([edition.pk, *porte]).encode()).decode()
    return f"{settings.ADRESSE_PUBLIQUE}{lien(nom, jeton, edition=edition)}"


def _lire(edition, jeton, usage, instant=None):
    try:
        pk, courriel, *jusqu_a = json.loads(_chiffre(usage).decrypt(jeton.encode()))
    except InvalidToken:
        return None
    est_perime = any(instant >= datetime.fromisoformat(limite) for limite in jusqu_a)
    return courriel if pk == edition.pk and not est_perime else None


def _chiffre(usage):
    """What a link carries is encrypted, so that no address of a person stands in an address of the site (T14)."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    cles = [salted_hmac(usage, "", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(cle)) for cle in cles])
