"""The mails that the worker posts to members: answers on their dossiers, the calibration to score, a list to acknowledge."""

from amihr.courrier import boite
from amihr.courrier.une_fois import poster_une_fois
from amihr.horloge import jour_de_paris
from amihr.journal.chaine import acte, inscrire
from evaluation.lectures.avis import avis_de_calibrage_dus, connaissances_dues, reponses_a_annoncer
from evaluation.models import AvisDeCalibrage, RappelDeConnaissance, ReponseAnnoncee


@acte
def annoncer_les_reponses(edition, personne, messages, instant):
    """Tell one reader of answers, in one mail. Effects, in order: rows, mail, journal. Returns how many mails: 0 when told."""
    jour = jour_de_paris(instant)
    deja = ReponseAnnoncee.objects.filter(personne=personne, message__in=messages).values_list("message", flat=True)
    connues = set(deja)
    neuves = [message for message in messages if message.pk not in connues]
    if not neuves:
        return 0
    ReponseAnnoncee.objects.bulk_create(
        [ReponseAnnoncee(message=m, personne=personne, jour=jour, annoncee_le=instant) for m in neuves],
        ignore_conflicts=True,  # another worker has just told them
    )
    objet = f"editions_edition:{edition.pk}:{jour.isoformat()}"
    boite.poster("reponses_aux_lecteurs", objet=objet, a=[personne], instant=instant, autour=edition)
    faits = {"personne": str(personne.pk), "reponses": len(neuves)}
    inscrire("discussion.annoncee", objet=edition, instant=instant, **faits)
    return 1


@acte
def aviser_du_calibrage(edition, rappel, personnes, instant):
    """Tell members that the calibration is open, or remind them, each once. Effects, in order: rows, mails, journal."""
    jours, dernier_jour = (rappel.jours, rappel.dernier_jour) if rappel else (None, None)
    evenement = "calibrage_rappel" if rappel else "calibrage_ouvert"
    cle = {"edition": edition, "jours": jours, "dernier_jour": dernier_jour}
    postes = poster_une_fois(evenement, AvisDeCalibrage, personnes, instant, autour=edition, **cle)
    if postes:
        inscrire("calibrage.annonce", objet=edition, instant=instant, jours=jours, courriels=postes)
    return postes


@acte
def rappeler_de_connaitre(edition, change_le, personnes, instant):
    """Remind members to say that they know their dossiers, once for each change. Effects, in order: rows, mails, journal."""
    cle = {"edition": edition, "change_le": change_le}
    postes = poster_une_fois("dossiers_a_connaitre", RappelDeConnaissance, personnes, instant, autour=edition, **cle)
    if postes:
        inscrire("affectation.rappelee", objet=edition, instant=instant, courriels=postes)
    return postes


def prevenir_les_membres(instant):
    """Post what is due to members. After a day away, the last reminder only. Returns how many mails."""
    postes = sum(annoncer_les_reponses(*due, instant) for due in reponses_a_annoncer(instant))
    postes += sum(aviser_du_calibrage(*du, instant) for du in avis_de_calibrage_dus(instant))
    return postes + sum(rappeler_de_connaitre(*due, instant) for due in connaissances_dues(instant))
