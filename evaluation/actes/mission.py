"""The end of a member's task: their attestation asked for, the end of their copies certified."""

from amihr import horloge
from amihr.fichiers.rangement import supprimer
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from evaluation.lectures.livret import siege_verrouille
from evaluation.lectures.mission import dossiers_evalues, est_finie
from evaluation.models import Attestation, DestructionCertifiee, Livret


@acte
def demander_une_attestation(siege, heures, *, par):
    """Ask for the attestation of one's part in the commission; the worker makes it, in the place of the former one.

    ``heures`` are the member's word, and the document says so. Effects, in order: Attestation, former file, journal.
    Raises ``Http404`` without a seat, ``ActeRefuse("mission_en_cours")``.
    """
    instant = horloge.instant_de_la_base()
    siege = _siege_au_terme(siege, par)
    ancienne = Attestation.objects.filter(membre=siege).select_related("fichier").first()
    faits = {"heures": heures, "dossiers": dossiers_evalues(siege), "demandee_le": instant, "fichier": None}
    attestation, _ = Attestation.objects.update_or_create(membre=siege, defaults=faits)
    if ancienne and ancienne.fichier:
        supprimer(ancienne.fichier)
    inscrire("attestation.demande", par=par, objet=attestation, instant=instant, dossiers=attestation.dossiers)
    return attestation


@acte
def certifier_la_destruction(siege, *, par):
    """Certify that one's copies are destroyed. Dated once: certifying again keeps the first date.

    Effects, in order: DestructionCertifiee, last booklet ended, journal. Raises as ``demander_une_attestation``.
    """
    instant = horloge.instant_de_la_base()
    siege = _siege_au_terme(siege, par)
    dite, est_nouvelle = DestructionCertifiee.objects.get_or_create(membre=siege, defaults={"certifiee_le": instant})
    if est_nouvelle:
        Livret.objects.filter(membre=siege, expire_le__gt=instant).update(expire_le=instant)
        inscrire("copies.detruites", par=par, objet=siege, instant=instant)
    return dite


def _siege_au_terme(siege, personne):
    siege = siege_verrouille(siege, personne)
    exiger_trouve(siege is not None)
    exiger(est_finie(siege.edition_id), "mission_en_cours")
    return siege
