"""The thread of a dossier: the team writes, those who instruct answer, publish, or leave it there; staff notes."""

from django.db.models import Max

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.questions import publier_d_office
from amihr.journal.chaine import acte, inscrire
from amihr.socle.limites import permettre
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.messages import correspondants
from candidatures.models import Cote, FilClasse, LectureDuFil, Message, NoteInterne
from candidatures.regles.messages import LONGUEUR, PAR_HEURE


def compter_l_envoi(candidature):
    """Count one more message of a team, outside of any transaction. Raises ``ActeRefuse("messages_trop_nombreux")``."""
    exiger(permettre(f"message:{candidature.pk}", PAR_HEURE, 3600), "messages_trop_nombreux")


@acte
def ecrire(candidature, texte, *, par, cle):
    """Write to the secretariat from the team's side, at any date: those who instruct then see this thread (see R3).

    Effects, in order: message, a mail to those who instruct, journal. A replay of the same key returns the first one.
    Raises ``Http404`` without the right to write, ``ActeRefuse``: ``message_vide``, ``message_long``.
    """
    candidature, instant = _tenir(candidature, par, Action.SAISIR)
    message, est_neuf = _garder(candidature, Cote.EQUIPE, texte, par, cle, instant)
    if est_neuf:
        boite.poster("message_recu", objet=message, a=correspondants(candidature, instant), instant=instant)
        inscrire("message.ecrit", par=par, objet=candidature, instant=instant, message=str(message.pk))
    return message


@acte
def repondre(candidature, texte, *, par, cle, publication=None, vu=None):
    """Answer from the Région's side, or write first once the seal is lifted; publish for all too, rewritten, if wanted.

    ``publication``: ``{"enonce", "article", "texte"}`` (see Q26), or ``None``; ``vu``: the number of the last message that
    the page showed, ``None`` where no page did. Answering is preparing: the operator may.
    Effects, in order: question and answer published, message, a mail to the team, journal. A replay of the same key
    returns the first one. Raises ``Http404``, ``ActeRefuse``: ``message_vide``, ``message_long``, ``fil_continue`` when
    somebody wrote meanwhile.
    """
    candidature, instant = _tenir(candidature, par, Action.CORRESPONDRE)
    message, est_neuf = _garder(candidature, Cote.REGION, texte, par, cle, instant, publication, vu)
    if est_neuf:
        boite.poster("message_de_la_region", objet=message, a=candidature.equipe(), instant=instant)
        est_publiee = publication is not None
        inscrire(
            "message.repondu", par=par, objet=candidature, instant=instant, message=str(message.pk), publie=est_publiee
        )
    return message


@acte
def classer(candidature, message_id, *, par):
    """Take a thread off the list of those that wait: the team's last message, the one shown, needs no answer.

    Effects, in order: FilClasse, journal. Raises ``Http404``; ``ActeRefuse("message_nouveau")`` when it is no longer
    the last.
    """
    candidature, instant = _tenir(candidature, par, Action.CORRESPONDRE)
    dernier = Message.objects.filter(candidature=candidature).order_by("-numero").first()
    exiger(dernier is not None and dernier.pk == message_id and dernier.cote == Cote.EQUIPE, "message_nouveau")
    classement, est_neuf = FilClasse.objects.get_or_create(message=dernier, defaults={"par": par, "instant": instant})
    if est_neuf:
        inscrire("message.classe", par=par, objet=candidature, instant=instant, message=str(dernier.pk))
    return classement


@acte
def noter(candidature, texte, *, par, cle):
    """Write a note for those who instruct, and for them alone: no team, no member, no operator ever reads it.

    Effects, in order: note, journal. A replay of the same key returns the first one. Raises ``Http404``,
    ``ActeRefuse``: ``message_vide``, ``message_long``.
    """
    candidature, instant = _tenir(candidature, par, Action.INSTRUIRE)
    if deja := NoteInterne.objects.filter(candidature=candidature, cle=cle).first():
        return deja
    note = NoteInterne.objects.create(
        candidature=candidature, par=par, texte=_exiger_un_texte(texte), instant=instant, cle=cle
    )
    inscrire("note.ecrite", par=par, objet=candidature, instant=instant, note=str(note.pk))
    return note


def marquer_lus(candidature, personne, numero):
    """Keep that ``personne`` has seen a thread up to a message; never back. Its own mark: neither journal nor mail."""
    marque, _ = LectureDuFil.objects.get_or_create(
        candidature=candidature, personne=personne, defaults={"lu_jusqu_au": numero}
    )
    if marque.lu_jusqu_au < numero:
        LectureDuFil.objects.filter(pk=marque.pk, lu_jusqu_au__lt=numero).update(lu_jusqu_au=numero)


def _tenir(candidature, par, action):
    """Lock the dossier, then read the clock: the dates of a thread follow its numbers."""
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, action, instant, avec=_avec_l_edition, meme_annule=True)
    return candidature, horloge.instant_de_la_base()


def _avec_l_edition(candidatures):
    return candidatures.select_related("edition")


def _exiger_un_texte(texte):
    texte = texte.strip()
    exiger(texte, "message_vide")
    exiger(len(texte) <= LONGUEUR, "message_long", limite=LONGUEUR)
    return texte


def _garder(candidature, cote, texte, par, cle, instant, publication=None, vu=None):
    """Return (message, whether it is new)."""
    if deja := Message.objects.filter(candidature=candidature, cle=cle).first():
        return deja, False
    texte = _exiger_un_texte(texte)
    dernier = Message.objects.filter(candidature=candidature).aggregate(numero=Max("numero"))["numero"] or 0
    exiger(vu is None or dernier <= vu, "fil_continue")
    question = None
    if publication is not None:
        question = publier_d_office(candidature.edition, par=par, instant=instant, **publication)
    faits = {"par": par, "texte": texte, "instant": instant, "cle": cle, "question": question}
    return Message.objects.create(candidature=candidature, numero=dernier + 1, cote=cote, **faits), True
