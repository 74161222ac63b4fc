"""The discussion of a dossier: a reader asks the secretariat, which answers all its readers."""

from django.db.models import Max

from amihr import horloge
from amihr.courrier import boite
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from evaluation.lectures.discussion import auteurs_a_prevenir, secretariat_a_prevenir
from evaluation.models import MessageDeLecture, ReponseAnnoncee, Voix
from evaluation.regles.saisie import LONGUEUR_DE_LA_DISCUSSION


@acte
def demander(candidature, texte, *, par, cle):
    """Ask the secretariat about a dossier that one reads; its other readers see the question, no page says whose it is.

    Effects, in order: message, a mail to those who prepare the dossier, journal. A replay of the same key returns the
    first one. Raises ``Http404`` to whoever may not read it, ``ActeRefuse``: ``discussion_vide``, ``discussion_longue``.
    """
    message, est_neuf = _garder(candidature, Action.LIRE, Voix.LECTEUR, texte, par, cle)
    if est_neuf:
        a = secretariat_a_prevenir(message.candidature, par, message.instant)
        boite.poster("question_de_lecture", objet=message, a=a, instant=message.instant)
        _inscrire("discussion.question", message)
    return message


@acte
def repondre(candidature, texte, *, par, cle):
    """Answer, or write first, to all the readers of a dossier; preparing is enough: the operator may (domain.md 1).

    Effects, in order: message, a mail to those who asked something since the last answer, journal; its other readers are
    told by the worker (``actes.avis``). A replay of the same key returns the first one. Raises ``Http404``, ``ActeRefuse``: ``discussion_vide``, ``discussion_longue``.
    """
    message, est_neuf = _garder(candidature, Action.PREPARER, Voix.SECRETARIAT, texte, par, cle)
    if est_neuf:
        auteurs = auteurs_a_prevenir(message)
        boite.poster("reponse_de_lecture", objet=message, a=auteurs, instant=message.instant)
        ReponseAnnoncee.objects.bulk_create(
            ReponseAnnoncee(message=message, personne=auteur, annoncee_le=message.instant) for auteur in auteurs
        )
        _inscrire("discussion.reponse", message)
    return message


def _inscrire(evenement, message):
    faits = {"objet": message.candidature, "instant": message.instant, "message": str(message.pk)}
    inscrire(evenement, par=message.par, **faits)


def _garder(candidature, action, voix, texte, par, cle):
    """Return (message, whether it is new). The clock is read once the dossier is held: dates follow numbers."""
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, action, instant, avec=_avec_l_edition, meme_annule=True)
    lus = MessageDeLecture.objects.filter(candidature=candidature)
    if deja := lus.filter(cle=cle).first():
        return deja, False
    texte = texte.strip()
    exiger(texte, "discussion_vide")
    exiger(len(texte) <= LONGUEUR_DE_LA_DISCUSSION, "discussion_longue", limite=LONGUEUR_DE_LA_DISCUSSION)
    numero = (lus.aggregate(dernier=Max("numero"))["dernier"] or 0) + 1
    faits = {"voix": voix, "par": par, "texte": texte, "instant": horloge.instant_de_la_base(), "cle": cle}
    return MessageDeLecture.objects.create(candidature=candidature, numero=numero, **faits), True


def _avec_l_edition(candidatures):
    return candidatures.select_related("edition")
