"""The team of a candidature: invite, accept, remove, leave, change a right (Q46)."""

import secrets
import uuid
from datetime import timedelta

from amihr import horloge
from amihr.courrier import boite
from amihr.journal.chaine import acte, inscrire
from amihr.socle.limites import permettre
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.equipes import est_juge
from candidatures.models import Candidature, Droit, Equipier, Invitation
from candidatures.regles.code import empreinte_du_jeton

VALIDITE = timedelta(days=7)
PAR_HEURE = 20
PAR_ADRESSE_ET_PAR_JOUR = 3


def compter_l_invitation(par, courriel):
    """Count one more invitation by somebody, outside of any transaction: the site is no means of importuning anybody.

    Raises ``ActeRefuse``: ``invitations_trop_nombreuses``, ``invitation_repetee``.
    """
    exiger(permettre(f"invitation:{par.pk}", PAR_HEURE, 3600), "invitations_trop_nombreuses")
    adresse = f"invitation:{par.pk}:{courriel.strip().lower()}"
    exiger(permettre(adresse, PAR_ADRESSE_ET_PAR_JOUR, 86400), "invitation_repetee")


@acte
def inviter(candidature, courriel, droit, *, par):
    """Invite an address to the team, by a single-use link valid 7 days.

    Effects, in order: former open invitation of that address cancelled, invitation, mail, journal.
    Raises ``Http404``, ``ActeRefuse("deja_equipier")``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    courriel = courriel.strip().lower()
    deja = candidature.equipiers.actifs().filter(personne__courriel=courriel)
    exiger(not deja.exists(), "deja_equipier")
    candidature.invitations.filter(courriel=courriel, utilisee_le=None, annulee_le=None).update(annulee_le=instant)
    jeton = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        candidature=candidature,
        courriel=courriel,
        droit=Droit(droit),
        empreinte_jeton=empreinte_du_jeton(jeton),
        par=par,
        envoyee_le=instant,
        expire_le=instant + VALIDITE,
    )
    boite.poster("invitation_equipe", objet=invitation, a=[courriel], instant=instant, contexte={"jeton": jeton})
    inscrire("equipe.invitation", par=par, objet=candidature, instant=instant, invitation=invitation.pk)
    return invitation


@acte
def accepter(jeton, *, par):
    """Join the team that the invitation names; only the invited address may (A-22).

    Effects, in order: place in the team, invitation used, journal. Raises ``ActeRefuse("invitation")`` for a
    token that is unknown, used, cancelled, expired or somebody else's.
    """
    return _rejoindre(par, empreinte_jeton=empreinte_du_jeton(jeton))


@acte
def accepter_la_sienne(invitation_id, *, par):
    """Join a team without the link of the mail, which may be lost: the address was confirmed to open the account.

    Effects and refusals: as ``accepter``; somebody else's invitation is an unknown one.
    """
    return _rejoindre(par, pk=invitation_id, courriel=par.courriel)


def _rejoindre(par, **designation):
    instant = horloge.instant_de_la_base()
    # The candidature before the invitation, as whoever invites or cancels does; then read what the wait has changed.
    designee = Invitation.objects.filter(**designation).order_by()
    nommees = Candidature.objects.select_for_update(of=("self",)).filter(pk__in=designee.values("candidature"))
    candidature = nommees.first()
    exiger(candidature is not None, "invitation")
    invitation = candidature.invitations.get(**designation)
    exiger(invitation.courriel == par.courriel, "invitation")
    exiger(invitation.utilisee_le is None and invitation.annulee_le is None, "invitation")
    exiger(instant < invitation.expire_le, "invitation")
    exiger(not candidature.equipiers.actifs().filter(personne=par).exists(), "deja_equipier")
    exiger(not est_juge(par, candidature.edition), "juge_et_partie")
    Equipier.objects.create(candidature=candidature, personne=par, droit=invitation.droit, depuis=instant)
    Invitation.objects.filter(pk=invitation.pk).update(utilisee_le=instant)
    inscrire("equipe.arrivee", par=par, objet=candidature, instant=instant, droit=invitation.droit)
    return candidature


def _exiger_un_deposant(candidature, sauf):
    autres = candidature.equipiers.actifs().filter(droit=Droit.DEPOSER).exclude(pk=sauf.pk)
    exiger(autres.exists(), "dernier_deposant")


def _equipier(candidature, equipier_id):
    equipier = candidature.equipiers.actifs().filter(pk=equipier_id).select_related("personne").first()
    exiger_trouve(equipier is not None)
    return equipier


def _prevenir(evenement, equipier, a, *, par, instant):
    """Tell ``a`` what ``par`` did about somebody's place: each act has its own mail, the same one done twice too."""
    objet = f"candidatures_equipier:{equipier.pk}:{uuid.uuid4().hex}"
    contexte = {"par": str(par.pk)}
    boite.poster(evenement, objet=objet, a=a, instant=instant, contexte=contexte, autour=equipier.candidature)


def _faire_partir(candidature, equipier, instant):
    _exiger_un_deposant(candidature, equipier)
    Equipier.objects.filter(pk=equipier.pk).update(retire_le=instant)


@acte
def retirer_equipier(candidature, equipier_id, *, par):
    """Remove a person from the team: access ends at the next request (A-21).

    Effects, in order: end of the place in the team, mail to that person, journal. Raises ``Http404``,
    ``ActeRefuse("dernier_deposant")``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    equipier = _equipier(candidature, equipier_id)
    _faire_partir(candidature, equipier, instant)
    if equipier.personne_id != par.pk:
        _prevenir("equipier_retire", equipier, [equipier.personne], par=par, instant=instant)
    inscrire("equipe.depart", par=par, objet=candidature, instant=instant, personne=str(equipier.personne_id))


@acte
def quitter(candidature, *, par):
    """Leave the team, whatever one's right in it.

    Effects, in order: end of the place in the team, mail to those who may file, journal. Raises ``Http404``,
    ``ActeRefuse("dernier_deposant")``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.SUIVRE, instant)
    equipier = candidature.equipiers.actifs().get(personne=par)
    _faire_partir(candidature, equipier, instant)
    restants = candidature.equipiers.actifs().filter(droit=Droit.DEPOSER).select_related("personne")
    _prevenir("equipier_parti", equipier, [restant.personne for restant in restants], par=par, instant=instant)
    inscrire("equipe.depart", par=par, objet=candidature, instant=instant, personne=str(par.pk))


@acte
def changer_droit(candidature, equipier_id, droit, *, par):
    """Give a person of the team another right.

    Effects, in order: the right, mail to that person, journal; none of them when it is theirs already.
    Raises ``Http404``, ``ActeRefuse("dernier_deposant")``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    equipier = _equipier(candidature, equipier_id)
    if equipier.droit == Droit(droit):
        return
    if Droit(droit) != Droit.DEPOSER:
        _exiger_un_deposant(candidature, equipier)
    Equipier.objects.filter(pk=equipier.pk).update(droit=Droit(droit))
    if equipier.personne_id != par.pk:
        _prevenir("droit_change", equipier, [equipier.personne], par=par, instant=instant)
    inscrire(
        "equipe.droit", par=par, objet=candidature, instant=instant, personne=str(equipier.personne_id), droit=droit
    )


@acte
def transmettre(candidature, equipier_id, *, par):
    """Hand the dossier over: another person of the team may file from now on, and whoever hands over only writes.

    One acte, so that somebody can file at every instant. Effects, in order: the two rights, mail to who receives it,
    journal. Raises ``Http404``, ``ActeRefuse("transmission_a_soi")``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    equipier = _equipier(candidature, equipier_id)
    exiger(equipier.personne_id != par.pk, "transmission_a_soi")
    candidature.equipiers.filter(pk=equipier.pk).update(droit=Droit.DEPOSER)
    candidature.equipiers.actifs().filter(personne=par).update(droit=Droit.REDIGER)
    _prevenir("dossier_transmis", equipier, [equipier.personne], par=par, instant=instant)
    inscrire("equipe.transmission", par=par, objet=candidature, instant=instant, personne=str(equipier.personne_id))
    return equipier.personne


@acte
def annuler_invitation(candidature, invitation_id, *, par):
    """Cancel an invitation that nobody has used. Raises ``Http404``."""
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    annulees = candidature.invitations.filter(pk=invitation_id, utilisee_le=None, annulee_le=None)
    exiger_trouve(annulees.update(annulee_le=instant))
    inscrire("equipe.invitation_annulee", par=par, objet=candidature, instant=instant, invitation=invitation_id)
