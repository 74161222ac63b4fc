"""The team of a candidature: rights, people, invitations."""

import re

from django.db.models import Exists, OuterRef

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Membre
from candidatures.models import Droit, Equipier, Invitation
from candidatures.regles.code import empreinte_du_jeton

DE_L_INVITATION = re.compile(r"/compte/invitations/([\w-]{20,100})/(?:rejoindre/)?")


def droit_de(personne, candidature):
    """Return the right of ``personne`` in the team, or ``None``."""
    equipier = Equipier.objects.actifs().filter(candidature=candidature, personne=personne).first()
    return Droit(equipier.droit) if equipier else None


def equipe(candidature):
    """Return the people of a team, by name."""
    return candidature.equipiers.actifs().select_related("personne").order_by("personne__nom", "personne__prenom", "pk")


def equipier_de(candidature, equipier_id):
    """Return a person's place in the team now, or ``None``."""
    return equipe(candidature).filter(pk=equipier_id).first()


def deposants(candidature):
    """Return the people of a team who may file, by name."""
    return [equipier.personne for equipier in equipe(candidature).filter(droit=Droit.DEPOSER)]


def invitations_ouvertes(candidature):
    """Return the invitations that can still be used."""
    ouvertes = candidature.invitations.filter(utilisee_le=None, annulee_le=None, expire_le__gt=horloge.maintenant())
    return ouvertes.order_by("courriel", "pk")


def invitation_ouverte(jeton):
    """Return the invitation that a token still opens, with who invites and its dossier, or ``None``."""
    ouvertes = Invitation.objects.filter(utilisee_le=None, annulee_le=None, expire_le__gt=horloge.maintenant())
    nommees = ouvertes.filter(empreinte_jeton=empreinte_du_jeton(jeton)).select_related("par", "candidature__edition")
    return nommees.defer("candidature__edition__formulaire").first()


def courriel_attendu(chemin):
    """Return the address that a path of ours is meant for, "" when it is for nobody in particular.

    Whoever has the link of an invitation has the mail that it was sent in: the sign-in page may write its address.
    """
    trouve = DE_L_INVITATION.fullmatch(chemin)
    invitation = invitation_ouverte(trouve[1]) if trouve else None
    return invitation.courriel if invitation else ""


def invitations_recues(personne):
    """Return the invitations that ``personne`` may use now, oldest first, each with who invites and its call.

    An address is confirmed before its account signs in: they are this person's. Nothing of the dossier is read (T6).
    """
    deja = Equipier.objects.actifs().filter(candidature=OuterRef("candidature"), personne=personne)
    ouvertes = Invitation.objects.filter(courriel=personne.courriel, utilisee_le=None, annulee_le=None)
    ouvertes = ouvertes.filter(~Exists(deja), expire_le__gt=horloge.maintenant())
    return ouvertes.select_related("par", "candidature__edition").defer("candidature__edition__formulaire").reverse()


def est_juge(personne, edition):
    """Tell whether ``personne`` instructs, or sits in the commission of an edition: never on a candidature's side too."""
    siege = Membre.objects.en_fonction().filter(edition=edition, personne=personne)
    return personne.a_role(Role.AGENT, Role.OPERATEUR) or siege.exists()


def est_attache(personne, edition):
    """Tell whether ``personne`` belongs to the team of a candidature of an edition."""
    return Equipier.objects.actifs().filter(personne=personne, candidature__edition=edition).exists()
