"""The people of the demonstration: their accounts, their roles, their second factor, their seats."""

import tomllib
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from amihr import horloge
from amihr.comptes.actes import attribuer, creer_personne
from amihr.comptes.models import Personne, Role
from amihr.habilitations.engagements import nommer, signer, versions_a_signer
from amihr.habilitations.models import College, Membre, Public
from amihr.pilotage.demo.contenu import DOSSIER

# Shown on the page: whoever wishes to sign in by hand gives the first to the form, the second to an application.
MOT_DE_PASSE = "orthophoto-lidar-2027"
SECRET_TOTP = "JBSWY3DPEHPK3PXP"


@cache
def ecrites():
    """What `contenu/personnes.toml` says: the staff and the members of the commission, in order."""
    return tomllib.loads((DOSSIER / "personnes.toml").read_text(encoding="utf-8"))


def personne(courriel):
    """The person of this address. Raises Personne.DoesNotExist."""
    return Personne.objects.get(courriel=courriel)


def agente():
    """The agent of the Région who conducts the demonstration's calls."""
    return personne(ecrites()["personnel"][0]["courriel"])


def engager_les_agents(edition):
    """Have every agent sign the staff's undertaking: two of them at least share the desk."""
    for ecrite in (*ecrites()["personnel"], *ecrites()["commission"]):
        if Role.AGENT in ecrite.get("roles", []):
            engager(edition, personne(ecrite["courriel"]), public=Public.AGENT)


def ouvrir_les_comptes():
    """Open the accounts of the staff and of the commission, with their roles and second factors."""
    for ecrite in (*ecrites()["personnel"], *ecrites()["commission"]):
        qui = ouvrir_le_compte(ecrite)
        for role in ecrite.get("roles", []):
            attribuer(qui, Role(role), par=None)
        activer_le_second_facteur(qui)


def ouvrir_le_compte(ecrite):
    """Open one account, or return the one there is."""
    deja = Personne.objects.filter(courriel=ecrite["courriel"]).first()
    return deja or creer_personne(ecrite["courriel"], ecrite["prenom"], ecrite["nom"], mot_de_passe=MOT_DE_PASSE)


def activer_le_second_facteur(qui):
    """Give somebody the demonstration's authenticator application, and recovery codes."""
    if not Authenticator.objects.filter(user=qui).exists():
        TOTP.activate(qui, SECRET_TOTP)
        RecoveryCodes.activate(qui)


def composer_la_commission(edition, *, par, sauf=()):
    """Seat the members in their colleges, the president among them."""
    colleges = {college.code: college for college in College.objects.filter(edition=edition)}
    for ecrite in ecrites()["commission"]:
        if ecrite["courriel"] not in sauf:
            nommer(
                edition,
                personne(ecrite["courriel"]),
                colleges[ecrite["college"]],
                par=par,
                est_president=ecrite.get("preside", False),
                employeur=ecrite["employeur"],
                siren_employeur=ecrite.get("siren_employeur", ""),
            )


def engager(edition, qui, **lesquels):
    """Have somebody sign the undertakings in force that are asked of them in this edition; ``lesquels`` narrows them."""
    for version in versions_a_signer(qui, edition, horloge.maintenant()).filter(**lesquels):
        signer(version, par=qui, nom_saisi=qui.nom_complet, methode="totp")


def membres(edition):
    """The people seated in the commission of an edition, in the order of the file."""
    sieges = Membre.objects.en_fonction().filter(edition=edition).select_related("personne")
    assis = {membre.personne.courriel: membre.personne for membre in sieges}
    return [assis[ecrite["courriel"]] for ecrite in ecrites()["commission"] if ecrite["courriel"] in assis]
