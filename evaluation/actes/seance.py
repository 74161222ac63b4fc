"""The meeting: opened, attendance, votes, decisions arrêtées, closed with its minutes."""

from amihr import horloge
from amihr.habilitations.models import Membre
from amihr.comptes.models import Role
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Etat
from candidatures.models.depot import empreinte_canonique
from evaluation.documents.matiere_pv import matiere_du_pv
from evaluation.lectures import bareme_de, derniere_grille, figures_de, votants_deportes, votants_possibles
from evaluation.models import Avis, Decision, Presence, ProcesVerbal, Seance, Sens, Suite
from evaluation.regles.decision import exiger_les_deux_motifs
from evaluation.regles.figures import figures_de_decision
from evaluation.regles.moyennes import resultats


def _exiger_conduite(personne, edition):
    """The Région and the president conduct a meeting; the operator prepares it, never conducts it."""
    presidents = Membre.objects.en_fonction().filter(edition=edition, personne=personne, est_president=True)
    acces.exiger_trouve(personne.a_role(Role.AGENT) or presidents.exists())


def _verrouiller_ouverte(seance):
    seance = Seance.objects.select_for_update(of=("self",)).select_related("edition").get(pk=seance.pk)
    exiger(seance.ouverte_le is not None and seance.close_le is None, "seance_fermee")
    return seance


@acte
def ouvrir(edition, *, par, jour, lieu=""):
    """Open a meeting of the commission.

    Effects, in order: Seance, journal. Raises ``Http404``, ``ActeRefuse("seance_deja_ouverte")``.
    """
    instant = horloge.instant_de_la_base()
    _exiger_conduite(par, edition)
    exiger(not Seance.objects.filter(edition=edition, close_le=None).exists(), "seance_deja_ouverte")
    seance = Seance.objects.create(edition=edition, jour=jour, lieu=lieu.strip(), ouverte_le=instant)
    inscrire("seance.ouverte", par=par, objet=seance, instant=instant)
    return seance


@acte
def consigner_presences(seance, presents, *, par):
    """Record who attends: ``presents`` are members' ids; the others are absent (Q19).

    Effects, in order: attendance, journal. Raises ``Http404``, ``ActeRefuse("seance_fermee")``.
    """
    instant = horloge.instant_de_la_base()
    _exiger_conduite(par, seance.edition)
    seance = _verrouiller_ouverte(seance)
    presents = {str(pk) for pk in presents}
    membres = Membre.objects.en_fonction().filter(edition=seance.edition).order_by("pk")
    Presence.objects.bulk_create(
        [
            Presence(seance=seance, membre=membre, est_present=str(membre.pk) in presents, consignee_le=instant)
            for membre in membres
        ],
        update_conflicts=True,
        unique_fields=["seance", "membre"],
        update_fields=["est_present", "consignee_le"],
    )
    inscrire("seance.presences", par=par, objet=seance, instant=instant, presents=len(presents))


@acte
def voter(seance, candidature, choix, *, par, propose_coup_de_coeur=False):
    """Record a present member's own vote on a dossier; a later vote replaces it until the decision is arrêtée.

    Effects, in order: decision in project, vote, journal. Raises ``Http404`` (déport included);
    ``ActeRefuse``: ``seance_fermee``, ``decision_arretee``, ``pas_present``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.NOTER, instant)
    seance = _verrouiller_ouverte(seance)
    membre = votants_possibles(seance, candidature).filter(personne=par).first()
    exiger(membre is not None, "pas_present")
    decision = _decision_en_projet(seance, candidature)
    exiger(decision.suite == Suite.EN_PROJET, "decision_arretee")
    avis, _ = Avis.objects.update_or_create(
        decision=decision, membre=membre,
        defaults={"choix": Avis.Choix(choix), "propose_coup_de_coeur": propose_coup_de_coeur, "instant": instant},
    )
    inscrire("decision.avis", par=par, objet=decision, instant=instant)
    return avis


def _decision_en_projet(seance, candidature):
    decision, _ = Decision.objects.select_for_update(of=("self",)).get_or_create(
        candidature=candidature, defaults={"seance": seance}
    )
    return decision


@acte
def arreter(seance, candidature, *, par, sens, valeur_ajoutee_reconnue, valeur_ajoutee, credibilite_reconnue,
            credibilite, est_coup_de_coeur=False):
    """Settle the commission's decision on one dossier, during the meeting; may be done again until the closing.

    R34: only a labelled solution may be « coup de cœur », where the edition has that distinction.
    The figures and the voters are stored as they stand now, without any member déporté since.
    Effects, in order: decision with its two grounds, figures, voters, journal. Raises ``Http404``;
    ``ActeRefuse``: ``seance_fermee``, ``decision_signee``, ``motifs``, ``coup_de_coeur``, ``aucun_votant``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.STATUER, instant)
    seance = _verrouiller_ouverte(seance)
    exiger(candidature.etat == Etat.EN_EVALUATION, "transition")
    exiger_les_deux_motifs(sens, valeur_ajoutee_reconnue, valeur_ajoutee, credibilite_reconnue, credibilite)
    permis = sens == Sens.LABELLISEE and seance.edition.a_coup_de_coeur
    exiger(permis or not est_coup_de_coeur, "coup_de_coeur")
    votants = list(votants_possibles(seance, candidature))
    exiger(votants, "aucun_votant")
    decision = _decision_en_projet(seance, candidature)
    exiger(decision.suite in (Suite.EN_PROJET, Suite.ARRETEE), "decision_signee")
    grille = derniere_grille(seance.edition)
    bareme = bareme_de(grille)
    (resultat,) = resultats(bareme, [candidature.pk], figures_de(candidature, grille))
    decision.suite, decision.sens, decision.arretee_le = Suite.ARRETEE, Sens(sens), instant
    decision.valeur_ajoutee_reconnue, decision.valeur_ajoutee = valeur_ajoutee_reconnue, valeur_ajoutee.strip()
    decision.credibilite_reconnue, decision.credibilite = credibilite_reconnue, credibilite.strip()
    decision.est_coup_de_coeur = est_coup_de_coeur
    decision.figures = figures_de_decision(bareme, resultat)
    decision.votants = [
        {"membre": str(m.pk), "nom": m.personne.nom_complet, "college": m.college.libelle} for m in votants
    ]
    decision.save()
    inscrire("decision.arretee", par=par, objet=decision, instant=instant, votants=len(votants))
    return decision


@acte
def clore(seance, *, par):
    """Close the meeting with its minutes.

    Q47: refused while somebody who voted is déporté since: the decision is to be settled again without them.
    Effects, in order: closing, minutes with their SHA-256, journal. Raises ``Http404``; ``ActeRefuse``:
    ``seance_fermee``, ``decisions_a_confirmer``, ``aucune_decision``.
    """
    instant = horloge.instant_de_la_base()
    _exiger_conduite(par, seance.edition)
    seance = _verrouiller_ouverte(seance)
    decisions = list(
        Decision.objects.filter(seance=seance, suite=Suite.ARRETEE).select_related("candidature__thematique")
    )
    exiger(decisions, "aucune_decision")
    exiger(not any(votants_deportes(decision).exists() for decision in decisions), "decisions_a_confirmer")
    Seance.objects.filter(pk=seance.pk).update(close_le=instant)
    seance.close_le = instant
    presences = seance.presences.select_related("membre__personne", "membre__college")
    matiere = matiere_du_pv(seance, presences, decisions)
    pv = ProcesVerbal.objects.create(
        seance=seance, numero=1, matiere=matiere, empreinte=empreinte_canonique(matiere), etabli_le=instant
    )
    inscrire("seance.close", par=par, objet=seance, instant=instant, empreinte=pv.empreinte)
    return pv


def attacher_le_pdf(pv, fichier):
    """Attach the PDF made by the task; the second of two workers changes nothing."""
    ProcesVerbal.objects.filter(pk=pv.pk, fichier=None).update(fichier=fichier)
