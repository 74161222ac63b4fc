"""Undertakings still to sign: the mail that says so once, then the reminders, until the signature (see Q39)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef

from amihr.comptes.models import Attribution, Personne
from amihr.courrier.une_fois import poster_une_fois
from amihr.habilitations.models import Membre, Public, RappelDEngagement, SignatureNDA, VersionNDA
from amihr.journal.chaine import acte, inscrire
from amihr.socle.textes import replier

from .engagements import LECTEURS_AGENTS

AU_PLUS = 5


@dataclass(frozen=True)
class Attente:
    """Somebody who has not signed a version asked of them; ``depuis``: since when both have been there."""

    version: VersionNDA
    personne: Personne
    depuis: object
    est_invitee: bool


def rang_du(attente, instant, jours):
    """Return which mail is due: 0, the version to sign; 1 to AU_PLUS, a reminder every ``jours`` days; or ``None``.

    A member named once the version was there has their invitation: the first mail is for the others. ``jours`` 0: no
    reminder. After days away only the last one due is posted. Nothing before ``depuis``: a demonstration goes back in time.
    """
    if instant < attente.depuis:
        return None
    ecoules = (instant - attente.depuis) // timedelta(days=jours) if jours else 0
    rang = min(ecoules, AU_PLUS)
    return None if rang == 0 and attente.est_invitee else rang


def attentes(instant):
    """Return the ``Attente`` of every call that is open or was, one statement a version, none a person."""
    versions = VersionNDA.objects.en_vigueur(instant).filter(edition__ouverture_le__lte=instant)
    versions = [v for v in versions.select_related("edition").order_by("pk") if not v.edition.est_annulee(instant)]
    trouvees = []
    for version in versions:
        trouvees += _des_membres(version) if version.public == Public.MEMBRE else _des_agents(version)
    return trouvees


def signatures_attendues(edition, instant):
    """Return the ``Attente`` of one call, by audience then by name: who reads nothing until they sign."""
    versions = VersionNDA.objects.en_vigueur(instant).filter(edition=edition).select_related("edition")
    attendues = [
        attente
        for version in versions.order_by("public")
        for attente in (_des_membres(version) if version.public == Public.MEMBRE else _des_agents(version))
    ]
    return sorted(attendues, key=lambda a: (a.version.public, replier(a.personne.nom), replier(a.personne.prenom)))


def _non_signees(lignes, version):
    signees = SignatureNDA.objects.filter(version=version, personne=OuterRef("personne"))
    return lignes.filter(~Exists(signees), personne__est_active=True).select_related("personne").order_by("pk")


def _des_membres(version):
    """A seat of that call (see R28, R29)."""
    for siege in _non_signees(Membre.objects.en_fonction().filter(edition=version.edition_id), version):
        depuis = max(siege.nomme_le, version.en_vigueur_le)
        yield Attente(version, siege.personne, depuis, est_invitee=siege.nomme_le >= version.en_vigueur_le)


def _des_agents(version):
    """Whoever instructs, once the call is open (see R30)."""
    roles = Attribution.objects.actives().filter(role__in=LECTEURS_AGENTS)
    depuis = {}
    for role in _non_signees(roles, version):
        autre = depuis.get(role.personne_id)
        debut = max(role.attribuee_le, version.en_vigueur_le, version.edition.ouverture_le)
        if autre is None or debut < autre.depuis:
            depuis[role.personne_id] = Attente(version, role.personne, debut, est_invitee=False)
    return depuis.values()


@acte
def rappeler(attente, rang, instant):
    """Post one mail to one person, once. Effects, in order: row, mail, journal. Returns how many mails: 0 when told."""
    version, personne = attente.version, attente.personne
    cle = {"version": version, "rang": rang}
    postes = poster_une_fois("engagement_a_signer", RappelDEngagement, [personne], instant, **cle)
    if postes:
        inscrire("nda.rappele", objet=version, instant=instant, personne=str(personne.pk), rang=rang)
    return postes


def rappeler_les_engagements(instant):
    """Post what is due to each person. Returns how many mails."""
    faits = set(RappelDEngagement.objects.values_list("version", "personne", "rang"))
    postes = 0
    for attente in attentes(instant):
        jours = attente.version.edition.reglages.get("Q39", {}).get("rappel_jours", 0)
        rang = rang_du(attente, instant, jours)
        if rang is not None and (attente.version.pk, attente.personne.pk, rang) not in faits:
            postes += rappeler(attente, rang, instant)
    return postes
