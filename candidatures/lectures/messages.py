"""Threads: what each side reads, what it has not seen, what waits for an answer; staff notes."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from amihr.comptes.models import Attribution, Personne, Role
from amihr.editions.anonymat import cites, domaine, traces
from amihr.habilitations.models import Public, VersionNDA
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Cote, Deport, Equipier, FilClasse, Message, NoteInterne
from candidatures.regles.registre import membres_nommes

from .saisie import brouillon as lire_brouillon
from .saisie import instant_de_lecture

NOTES_AU_DOSSIER = 3


def fil_de(candidature):
    """Return the messages of a candidature already authorised, latest first."""
    fil = Message.objects.filter(candidature=candidature).select_related("par", "question")
    return fil.order_by("-numero")


def ecrits_depuis(candidature, numero):
    """Return the messages of a thread already authorised that came after that number, if there is one, latest first."""
    return [] if numero is None else list(fil_de(candidature).filter(numero__gt=numero))


def non_lus(candidature, personne, cote):
    """Return the ids of the messages of a thread that ``personne``, on that side, has not seen."""
    return set(Message.objects.filter(candidature=candidature).non_lus(personne, cote).values_list("pk", flat=True))


def resume_du_fil(candidature, personne, cote):
    """Return ``{"nombre", "non_lus"}`` of a thread already authorised, in one statement."""
    neufs = Message.objects.non_lus(personne, cote).filter(candidature=candidature).values("pk")
    fil = Message.objects.filter(candidature=candidature)
    return fil.aggregate(nombre=Count("pk"), non_lus=Count("pk", filter=Q(pk__in=neufs)))


def dernier_message(candidature):
    """Return the last message of a thread already authorised, with its ``classement`` if any, or ``None``."""
    return fil_de(candidature).select_related("par", "question", "classement").first()


def attend_une_reponse(message):
    """Tell whether the Région has something to answer: the last message is the team's, and nobody has left it there."""
    return message is not None and message.cote == Cote.EQUIPE and getattr(message, "classement", None) is None


def fils(personne, edition):
    """Return the dossiers with a thread that ``personne`` may answer, each with what its last message is.

    Before the seal is lifted these are the ones whose team wrote; nothing of the dossier is read (see R3).
    """
    du_fil = Message.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    neufs = Message.objects.non_lus(personne, Cote.REGION).filter(candidature=OuterRef("pk"))
    dossiers = acces.dossiers_accessibles(personne, Action.CORRESPONDRE).filter(edition=edition)
    return dossiers.only("reference", "edition_id").annotate(
        dernier=Subquery(du_fil.values("pk")[:1]),
        dernier_cote=Subquery(du_fil.values("cote")[:1]),
        dernier_texte=Subquery(du_fil.values("texte")[:1]),
        dernier_le=Subquery(du_fil.values("instant")[:1]),
        a_du_neuf=Exists(neufs),
    ).exclude(dernier=None)  # fmt: skip


def fils_en_attente(personne, edition):
    """Return the threads that wait for an answer of the Région, the longest waiting first."""
    classes = FilClasse.objects.filter(message=OuterRef("dernier"))
    attendent = fils(personne, edition).filter(~Exists(classes), dernier_cote=Cote.EQUIPE)
    return attendent.order_by("dernier_le", "reference")


def tous_les_fils(personne, edition):
    """Return every thread, the latest written first."""
    return fils(personne, edition).order_by("-dernier_le", "reference")


def nombre_de_fils_en_attente(personne, edition):
    """Return how many threads wait for an answer that ``personne`` may give."""
    return fils_en_attente(personne, edition).count()


def nommer(personne, candidatures):
    """Give each dossier its ``nom_lisible``: title and structure where ``personne`` may read it, "" before the seal.

    Returns them. One statement, whatever their number.
    """
    lisibles = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF)
    lus = lisibles.filter(pk__in=[candidature.pk for candidature in candidatures]).order_by("pk")
    noms = {lu.pk: ", ".join(filter(None, [str(lu), lu.denomination])) for lu in lus}
    for candidature in candidatures:
        candidature.nom_lisible = noms.get(candidature.pk, "")
    return candidatures


def traces_du_dossier(candidature, texte):
    """Return what ``texte`` would tell of whose dossier it is, in words, before it is published for all (Q26).

    Before the seal is lifted only what the team itself wrote in its thread is sought: a warning confirms no guess (R3).
    """
    brouillon = lire_brouillon(candidature)
    membres = [nom for nom, _ in membres_nommes(candidature.edition.formulaire, brouillon.contenus)]
    personnes = candidature.equipe()
    noms = [candidature.titre, candidature.denomination, *membres]
    noms += [nom for personne in personnes for nom in (personne.prenom, personne.nom)]
    noms += [domaine(personne.courriel) for personne in personnes]
    if not candidature.edition.sceau_leve(instant_de_lecture()):
        fil = Message.objects.venus_de(Cote.EQUIPE).filter(candidature=candidature).values_list("texte", flat=True)
        noms = cites(noms, "\n".join(fil))
    return traces(texte, noms=noms, dit="un nom du dossier ou de son équipe")


def qui_instruit(candidature, instant, *roles):
    """Return the people of these roles who may be told of a dossier, by id; ``a_repondu``: wrote in its thread.

    Undertaking signed, not attached to a candidature of the edition, not déporté. A detected link is asked of the
    access rule when the mail leaves, as everything else again.
    """
    engages = VersionNDA.objects.en_vigueur(instant).filter(edition=candidature.edition_id, public=Public.AGENT)
    titulaires = Attribution.objects.actives().filter(role__in=roles)
    attaches = Equipier.objects.actifs().filter(candidature__edition=candidature.edition_id)
    deportes = Deport.objects.en_vigueur().filter(candidature=candidature)
    auteurs = Message.objects.venus_de(Cote.REGION).filter(candidature=candidature)
    qui = OuterRef("pk")
    engagees = Personne.objects.filter(
        Exists(titulaires.filter(personne=qui)),
        Exists(engages.filter(signatures__personne=qui)),
        ~Exists(attaches.filter(personne=qui)),
        ~Exists(deportes.filter(personne=qui)),
        est_active=True,
    )
    return list(engagees.annotate(a_repondu=Exists(auteurs.filter(par=qui))).order_by("pk"))


def correspondants(candidature, instant):
    """Return the people to tell that a team has written: who answered this thread before, else all who may."""
    possibles = qui_instruit(candidature, instant, Role.AGENT, Role.OPERATEUR)
    return [personne for personne in possibles if personne.a_repondu] or possibles


def message_du_courrier(courrier, instant, action):
    """Return the message that a mail is about if its recipient may still do ``action`` on the dossier, else ``None``."""
    dossiers = acces.dossiers_accessibles(courrier.personne, action, instant)
    messages = Message.objects.filter(pk=courrier.cle_de_l_objet, candidature__in=dossiers)
    return messages.select_related("candidature__edition").first()


def notes_de(candidature):
    """Return the staff notes of a candidature that somebody may examine, latest first."""
    return NoteInterne.objects.filter(candidature=candidature).select_related("par").order_by("-instant", "pk")


def dernieres_notes(candidature):
    """Return the latest of them, for the page of the dossier."""
    return list(notes_de(candidature)[:NOTES_AU_DOSSIER])
