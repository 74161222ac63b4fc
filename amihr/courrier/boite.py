"""The outbox: `poster()` writes rows in the business transaction, `expedier()` sends what is due, each mail once."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils.module_loading import import_string

from amihr import horloge
from amihr.courrier import smtp
from amihr.courrier.compositeur import PasEncorePret, compositeur_de, une_ligne
from amihr.courrier.models import Courrier, Etat, Motif
from amihr.courrier.smtp import Issue
from amihr.journal.chaine import acte, inscrire, reference_de
from amihr.socle.refus import exiger
from amihr.socle.reveil import reveiller

PERSEVERANCE = timedelta(hours=72)
PREMIER_DELAI = timedelta(minutes=1)
DELAI_MAXIMAL = timedelta(hours=6)
INJOIGNABLE = ".invalid"  # a domain that never exists (RFC 2606)
ATTENTE_D_UNE_PIECE = timedelta(seconds=30)

# Held by the connection that is sending a mail, and freed by PostgreSQL itself if its worker dies: a mail marked
# « commencé » whose lock is free was interrupted, whoever asks and however soon.
TENIR = "SELECT pg_advisory_lock(hashtext('amihr.courrier'), hashtext(%s))"
ESSAYER_DE_TENIR = "SELECT pg_try_advisory_lock(hashtext('amihr.courrier'), hashtext(%s))"
LACHER = "SELECT pg_advisory_unlock(hashtext('amihr.courrier'), hashtext(%s))"

journal_technique = logging.getLogger(__name__)


@dataclass
class Bilan:
    """What one call of `expedier` did."""

    envoyes: int = 0
    echecs: int = 0
    incertains: int = 0
    abandonnes: int = 0
    lot_epuise: bool = False  # each mail of the lot was taken to its fate, whatever that is: others may wait


def poster(evenement, *, objet, a, instant=None, contexte=None, autour=None):
    """Write one mail per recipient about `objet`, to leave after the commit; returns the rows, those already there too.

    `a`: people or addresses; nobody means no mail. A mail is unique by (evenement, objet, recipient), so posting again
    posts nothing new. `contexte` (ids and codes) goes to the composer. `autour`: the thing that `objet` belongs to, when
    `objet` is only a text. What the setting RETENUE_DES_COURRIERS holds is written, and never sent; so is what would
    go to an address that reaches nobody.
    Effects, in order: the rows; the worker woken after the commit. Raises EvenementInconnu.
    """
    compositeur_de(evenement)
    instant = instant or horloge.maintenant()
    reference = reference_de(objet)
    destinataires = dict(map(_destinataire, a))
    retenu_pour = import_string(settings.RETENUE_DES_COURRIERS)(autour or objet)
    Courrier.objects.bulk_create(
        [
            Courrier(
                evenement=evenement,
                objet=reference,
                destinataire=adresse,
                personne=personne,
                contexte=contexte or {},
                poste_le=instant,
                prochain_essai_le=instant,
                **_retenue(retenu_pour, adresse),
            )
            for adresse, personne in sorted(destinataires.items(), key=lambda paire: paire[0])
        ],
        ignore_conflicts=True,
    )
    if destinataires and not retenu_pour:
        _reveiller_apres_la_transaction()
    return list(
        Courrier.objects.filter(evenement=evenement, objet=reference, destinataire__in=destinataires).order_by(
            "destinataire"
        )
    )


def expedier(instant, lot=50):
    """Send up to `lot` mails due at `instant`, one by one, and return a Bilan. May run at the same time elsewhere.

    Effects, in order: mails interrupted by a crash become « incertain »; then for each due mail: its right to leave is
    asked again, it is composed, « commencé » is committed, it is sent, its fate is committed with a journal entry.
    """
    bilan = Bilan()
    bilan.incertains += _signaler_les_interrompus(instant)
    if not Courrier.objects.dus(instant).exists():
        return bilan
    connexion = get_connection()
    try:
        for _ in range(lot):
            if not _ouvrir(connexion):
                _serveur_injoignable(instant, bilan)
                break
            if not _envoyer_le_suivant(connexion, instant, bilan):
                break
        else:
            bilan.lot_epuise = True
    finally:
        smtp.fermer(connexion)
    return bilan


@acte
def regler(courrier, *, par, renvoyer):
    """Decide what nobody else can: a mail uncertain or given up is sent again, or (uncertain only) held as sent.

    Effects, in order: the state, the journal. Raises ActeRefuse("courrier_deja_regle").
    """
    instant = horloge.instant_de_la_base()
    courrier = Courrier.objects.select_for_update().get(pk=courrier.pk)
    exiger(courrier.etat == Etat.INCERTAIN or (courrier.etat == Etat.ABANDONNE and renvoyer), "courrier_deja_regle")
    if renvoyer:
        _changer(courrier, Etat.A_ENVOYER, essais=0, premier_essai_le=None, prochain_essai_le=instant, motif="")
        _reveiller_apres_la_transaction()
    else:
        _changer(courrier, Etat.ENVOYE, envoye_le=instant)
    inscrire("courrier.regle", par=par, objet=courrier, instant=instant, renvoi=renvoyer)
    return courrier


def _retenue(retenu_pour, adresse):
    """The state of a mail that is posted: held for something, or to be sent."""
    retenu_pour = retenu_pour or (INJOIGNABLE if adresse.endswith(INJOIGNABLE) else "")
    return {"etat": Etat.RETENU if retenu_pour else Etat.A_ENVOYER, "retenu_pour": retenu_pour}


def _destinataire(a):
    """(address, person or None). The address is one line in lower case."""
    adresse = a if isinstance(a, str) else getattr(a, a.get_email_field_name())
    return une_ligne(adresse).lower(), None if isinstance(a, str) else a


def _reveiller_apres_la_transaction():
    if not any(rappel[1] is reveiller for rappel in connection.run_on_commit):
        transaction.on_commit(reveiller)


def _ouvrir(connexion):
    """Open the connection if it is not; False when the server cannot be reached."""
    try:
        connexion.open()
    except smtp.PANNES as panne:
        journal_technique.warning("Serveur de courrier injoignable : %s", type(panne).__name__)
        smtp.fermer(connexion)
        return False
    return True


def _envoyer_le_suivant(connexion, instant, bilan):
    """Take one due mail to its fate; False when none is left."""
    with transaction.atomic():
        courrier = Courrier.objects.dus(instant).select_for_update(skip_locked=True, of=("self",)).first()
        if courrier is None:
            return False
        message = _preparer(courrier, instant, bilan)
        if message is None:
            return True
        _verrou(TENIR, courrier)
        courrier.premier_essai_le = courrier.premier_essai_le or instant
        _changer(courrier, Etat.COMMENCE, essais=courrier.essais + 1, sujet=message.subject)
    try:
        issue, code = smtp.transmettre(connexion, message)
        with transaction.atomic():
            _conclure(courrier, issue, code, instant, bilan)
    finally:
        _verrou(LACHER, courrier)
    return True


def _preparer(courrier, instant, bilan):
    """The message, or None when it does not leave now: right lost, attachment not ready, composer at fault."""
    try:
        with transaction.atomic():  # a composer's failed query must not take our transaction with it
            compositeur = compositeur_de(courrier.evenement)
            if _est_permis(compositeur, courrier, instant):
                return compositeur.composer(courrier, instant)
    except PasEncorePret:
        _changer(courrier, courrier.etat, prochain_essai_le=instant + ATTENTE_D_UNE_PIECE)
        return None
    except Exception as faute:  # noqa: BLE001 - one mail that cannot be written must not stop the others
        journal_technique.exception("Le courrier %s ne peut pas être composé", courrier.pk)
        courrier.essais += 1
        _echouer(courrier, type(faute).__name__, instant, bilan)
        return None
    _abandonner(courrier, Motif.NON_PERMIS, instant, bilan)
    return None


def _est_permis(compositeur, courrier, instant):
    if courrier.personne is not None and not courrier.personne.is_active:
        return False
    return compositeur.est_permis(courrier, instant)


def _conclure(courrier, issue, code, instant, bilan):
    if issue is Issue.REMIS:
        fin = horloge.instant_de_la_base()
        # The one who sent it knows: even if somebody had declared it uncertain meanwhile.
        _changer(courrier, Etat.ENVOYE, envoye_le=fin, derniere_erreur="", contexte=_contexte_expurge(courrier))
        inscrire("courrier.envoye", objet=courrier, instant=fin, courrier=courrier.evenement, essais=courrier.essais)
        bilan.envoyes += 1
    elif issue is Issue.INCERTAIN:
        _declarer_incertain(courrier, code, instant)
        bilan.incertains += 1
    elif issue is Issue.REFUSE:
        courrier.derniere_erreur = code
        _abandonner(courrier, Motif.REFUS, instant, bilan)
    else:
        _echouer(courrier, code, instant, bilan)


def _echouer(courrier, code, instant, bilan):
    """Plan another try, later and later; give up after 72 hours of tries."""
    courrier.premier_essai_le = courrier.premier_essai_le or instant
    courrier.derniere_erreur = code
    if instant >= courrier.premier_essai_le + PERSEVERANCE:
        _abandonner(courrier, Motif.DELAI, instant, bilan)
        return
    delai = min(PREMIER_DELAI * 2 ** min(courrier.essais - 1, 10), DELAI_MAXIMAL)
    fin = courrier.premier_essai_le + PERSEVERANCE
    _changer(courrier, Etat.ECHEC, essais=courrier.essais, prochain_essai_le=min(instant + delai, fin))
    bilan.echecs += 1


def _abandonner(courrier, motif, instant, bilan):
    """Give up: one alert in the logs, one entry in the journal."""
    _changer(courrier, Etat.ABANDONNE, motif=motif, contexte=_contexte_expurge(courrier))
    inscrire("courrier.abandonne", objet=courrier, instant=instant, courrier=courrier.evenement, motif=motif)
    bilan.abandonnes += 1
    if motif != Motif.NON_PERMIS:
        journal_technique.error("Courrier %s abandonné : %s (%s)", courrier.pk, motif, courrier.derniere_erreur)


def _declarer_incertain(courrier, code, instant):
    _changer(courrier, Etat.INCERTAIN, derniere_erreur=code)
    inscrire("courrier.incertain", objet=courrier, instant=instant, courrier=courrier.evenement)
    journal_technique.error("Courrier %s incertain (%s) : une personne doit décider", courrier.pk, code)


def _signaler_les_interrompus(instant):
    """Declare uncertain the mails whose sender died between SMTP and its mark; returns how many."""
    trouves = 0
    for courrier in Courrier.objects.filter(etat=Etat.COMMENCE).order_by("pk"):
        if not _verrou(ESSAYER_DE_TENIR, courrier):
            continue  # being sent right now
        try:
            with transaction.atomic():
                courrier = Courrier.objects.select_for_update().get(pk=courrier.pk)
                if courrier.etat == Etat.COMMENCE:
                    _declarer_incertain(courrier, "interrompu", instant)
                    trouves += 1
        finally:
            _verrou(LACHER, courrier)
    return trouves


def _serveur_injoignable(instant, bilan):
    """Start the 72 hours of every due mail, and give up those for which they are over."""
    dus = Courrier.objects.dus(instant)
    dus.filter(premier_essai_le=None).update(premier_essai_le=instant, derniere_erreur="injoignable")
    with transaction.atomic():
        trop_vieux = dus.filter(premier_essai_le__lte=instant - PERSEVERANCE)
        for courrier in trop_vieux.select_for_update(skip_locked=True, of=("self",)):
            courrier.derniere_erreur = "injoignable"
            _abandonner(courrier, Motif.DELAI, instant, bilan)


def _contexte_expurge(courrier):
    a_effacer = compositeur_de(courrier.evenement).a_effacer
    return {cle: valeur for cle, valeur in courrier.contexte.items() if cle not in a_effacer}


def _changer(courrier, etat, **champs):
    courrier.etat = etat
    for nom, valeur in champs.items():
        setattr(courrier, nom, valeur)
    courrier.save()


def _verrou(requete, courrier):
    with connection.cursor() as curseur:
        curseur.execute(requete, [str(courrier.pk)])
        return curseur.fetchone()[0]
