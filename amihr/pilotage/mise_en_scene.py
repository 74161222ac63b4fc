"""What the worker does for a rehearsal, act after act and at the hour of the clock: people, dossiers, closing, commission.

Each step does what is missing only: a worker that was killed, or a beat that comes twice, changes nothing.
"""

from amihr import horloge
from amihr.comptes.actes import creer_personne
from amihr.comptes.models import Personne
from amihr.editions.models import Figurant, Repetition, Scene
from amihr.habilitations.engagements import membres, nommer
from amihr.pilotage.fictif import gestes
from amihr.pilotage.fictif.fichiers import pieces_a_joindre
from amihr.pilotage.fictif.formulaire import dossier_fictif, remplir
from amihr.pilotage.lectures import dossiers_eligibles
from amihr.pilotage.repetition import LACHER, TENIR, clore, declarer_prete, verrou
from candidatures import acces
from candidatures.acces import Action
from candidatures.actes import saisie
from candidatures.lectures import formulaire_complet
from candidatures.models import Equipier, Etat, PieceJointe, Section
from evaluation.actes import notation

EN_INSTRUCTION = (Etat.DEPOSEE, Etat.RECEVABLE)


def avancer_la_repetition():
    """Bring the rehearsal to the scene that was asked for, as far as the clock allows; tell whether it is ready."""
    repetition = Repetition.objects.filter(prete_le=None).select_related("edition", "source", "par").first()
    if repetition is None or not verrou(TENIR):
        return False
    try:
        _asseoir_la_commission(repetition)
        _deposer_les_dossiers(repetition)
        est_prete = _suivre_la_scene(repetition)
        if est_prete:
            declarer_prete(repetition)
        return est_prete
    finally:
        verrou(LACHER)


def _asseoir_la_commission(repetition):
    """Those named in the call rehearsed sit here too: they alone may play the commission."""
    assis = {membre.personne_id for membre in membres(repetition.edition)}
    colleges = {college.code: college for college in repetition.edition.colleges.all()}
    for membre in membres(repetition.source):
        if membre.personne_id not in assis and membre.college.code in colleges:
            nommer(
                repetition.edition, membre.personne, colleges[membre.college.code], par=repetition.par,
                est_president=membre.est_president, employeur=membre.employeur, siren_employeur=membre.siren_employeur,
            )  # fmt: skip


def _deposer_les_dossiers(repetition):
    deposes = set(
        Equipier.objects.filter(candidature__edition=repetition.edition)
        .exclude(candidature__etat=Etat.BROUILLON)
        .values_list("personne", flat=True)
    )
    connus = dict(repetition.figurants.values_list("rang", "personne"))
    for rang in range(1, repetition.nombre + 1):
        if connus.get(rang) not in deposes:
            _deposer(repetition, rang)


def _deposer(repetition, rang):
    """One fictional candidate files one dossier, begun anew where it was left."""
    edition, dossier = repetition.edition, dossier_fictif(rang)
    qui = _figurant(repetition, rang)
    siennes = acces.dossiers_accessibles(qui, Action.DEPOSER).filter(edition=edition)
    candidature = siennes.select_related("edition").first() or saisie.commencer(edition, par=qui)
    formulaire = formulaire_complet(edition)
    revisions = dict(Section.objects.filter(candidature=candidature).values_list("partie", "numero"))
    for partie, reponses in remplir(formulaire, dossier, edition.reglage("Q27", "annees")).items():
        if reponses:
            saisie.enregistrer(candidature, partie, reponses, par=qui, revision=revisions.get(partie, 0))
    jointes = set(PieceJointe.objects.presentes().filter(candidature=candidature).values_list("emplacement", flat=True))
    for emplacement, fichier in pieces_a_joindre(formulaire, dossier):
        if emplacement not in jointes:
            gestes.joindre(candidature, emplacement, fichier, par=qui)
    candidature.refresh_from_db()
    gestes.deposer(candidature)


def _figurant(repetition, rang):
    """The fictional candidate of this rank: without a password, at an address that no mail reaches (RFC 2606)."""
    courriel = f"figurant-{rang}@{repetition.edition.slug}-{repetition.edition_id}.invalid"
    qui = Personne.objects.filter(courriel=courriel).first() or creer_personne(
        courriel, "Figurant", f"Numéro {rang}", par=repetition.par
    )
    Figurant.objects.get_or_create(repetition=repetition, rang=rang, defaults={"personne": qui})
    return qui


def _suivre_la_scene(repetition):
    if repetition.scene == Scene.OUVERT:
        return True
    if repetition.edition.cloture_le > horloge.maintenant() and not _se_clot(repetition):
        clore(repetition)
        repetition.edition.refresh_from_db()
    if not repetition.edition.sceau_leve(horloge.maintenant()):
        return False
    return repetition.scene == Scene.CLOS or _mettre_en_evaluation(repetition)


def _se_clot(repetition):
    """Whether the closing was already set to the next minute."""
    return (repetition.edition.cloture_le - horloge.maintenant()).total_seconds() <= 60


def _mettre_en_evaluation(repetition):
    """Admit what is filed in the name of whoever asked, once they have signed and the seal is lifted; tell if all is."""
    accessibles = acces.dossiers_accessibles(repetition.par, Action.INSTRUIRE).filter(edition=repetition.edition)
    for candidature in accessibles.filter(etat__in=EN_INSTRUCTION).select_related("edition").order_by("reference"):
        gestes.instruire(candidature, {}, par=repetition.par)
    if references := [dossier.reference for dossier in dossiers_eligibles(repetition.par, repetition.edition)]:
        notation.ouvrir(repetition.edition, references, par=repetition.par)
    en_attente = acces.toutes(repetition.edition).filter(etat__in=(*EN_INSTRUCTION, Etat.ELIGIBLE))
    return not en_attente.exists()
