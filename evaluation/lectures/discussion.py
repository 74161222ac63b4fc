"""The discussion of a dossier: what its readers and the secretariat have said, what waits for an answer, who is told."""

from django.db.models import OuterRef, Subquery

from amihr.comptes.models import Personne, Role
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.messages import qui_instruit
from evaluation.models import MessageDeLecture, Voix

LUE_PAR = {Voix.LECTEUR: Action.LIRE, Voix.SECRETARIAT: Action.PREPARER}


def discussion_de(candidature):
    """Return the messages about a candidature already authorised, latest first."""
    return MessageDeLecture.objects.filter(candidature=candidature).order_by("-numero")


def attend_une_reponse(dernier):
    """Tell whether the last message of a discussion is a question."""
    return dernier is not None and dernier.voix == Voix.LECTEUR


def discussions(personne, edition):
    """Return the dossiers that ``personne`` prepares and about which something was said, questions first.

    Each with its last message: ``derniere_voix``, ``dernier_texte``, ``dernier_le``. One statement.
    """
    dits = MessageDeLecture.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    dossiers = acces.dossiers_accessibles(personne, Action.PREPARER).filter(edition=edition)
    dossiers = dossiers.annotate(
        derniere_voix=Subquery(dits.values("voix")[:1]),
        dernier_texte=Subquery(dits.values("texte")[:1]),
        dernier_le=Subquery(dits.values("instant")[:1]),
    )
    return dossiers.exclude(derniere_voix=None).order_by("derniere_voix", "noms", "reference")


def nombre_de_questions_en_attente(personne, edition):
    """Return how many discussions end with a question that ``personne`` may answer."""
    return discussions(personne, edition).filter(derniere_voix=Voix.LECTEUR).count()


def reponse_la_plus_recente():
    """The instant of the secretariat's last answer about a candidature, for a queryset of candidatures."""
    reponses = MessageDeLecture.objects.filter(candidature=OuterRef("pk"), voix=Voix.SECRETARIAT)
    return Subquery(reponses.order_by("-numero").values("instant")[:1])


def secretariat_a_prevenir(candidature, auteur, instant):
    """Return who is told of a question: those who answered in this discussion before, else all who prepare."""
    possibles = [p for p in qui_instruit(candidature, instant, Role.AGENT, Role.OPERATEUR) if p.pk != auteur.pk]
    ecrits = MessageDeLecture.objects.filter(candidature=candidature, voix=Voix.SECRETARIAT)
    deja = set(ecrits.values_list("par", flat=True))
    return [personne for personne in possibles if personne.pk in deja] or possibles


def auteurs_a_prevenir(reponse):
    """Return who asked something since the answer before this one."""
    avant = MessageDeLecture.objects.filter(candidature=reponse.candidature_id, numero__lt=reponse.numero)
    precedente = avant.filter(voix=Voix.SECRETARIAT).order_by("-numero").values_list("numero", flat=True).first() or 0
    questions = avant.filter(voix=Voix.LECTEUR, numero__gt=precedente)
    return list(Personne.objects.filter(pk__in=questions.values("par")).order_by("pk"))


def message_du_courrier(courrier, instant, voix):
    """Return the message that a mail is about if its recipient, on that side, still reads the dossier, else ``None``."""
    dossiers = acces.dossiers_accessibles(courrier.personne, LUE_PAR[voix], instant)
    dits = MessageDeLecture.objects.filter(pk=courrier.cle_de_l_objet, candidature__in=dossiers)
    return dits.select_related("candidature__edition").first()
