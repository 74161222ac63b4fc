"""The meeting: opened, attendance, votes, decisions arrêtées, closed with its minutes."""

from django.db.models import Q

from amihr import horloge
from amihr.editions.models import Edition
from amihr.habilitations.models import Membre
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Candidature, Etat, Repartition
from candidatures.models.depot import empreinte_canonique
from evaluation.documents.matiere_pv import matiere_du_pv, retient_les_memes
from evaluation.lectures import bareme_de, derniere_grille, figures_de, instructeurs, votants_possibles
from evaluation.lectures.seances import (
    a_confirmer,
    decompte,
    deportes_par_dossier,
    nombre_de_presents,
    peut_conduire,
    preside,
)
from evaluation.models import Avis, Decision, Presence, ProcesVerbal, Seance, Sens, Suite
from evaluation.regles.decision import exiger_les_deux_motifs
from evaluation.regles.deliberation import exiger_quorum_et_majorite
from evaluation.regles.figures import figures_de_decision
from evaluation.regles.moyennes import resultats


def _exiger_conduite(personne, edition):
    exiger_trouve(peut_conduire(personne, edition))


def _verrouiller_ouverte(seance, instant):
    seance = Seance.objects.select_for_update(of=("self",)).select_related("edition").get(pk=seance.pk)
    exiger(seance.ouverte_le is not None and seance.close_le is None, "seance_fermee")
    acces.exiger_en_cours(seance.edition, instant)
    return seance


@acte
def ouvrir(edition, *, par, jour, lieu=""):
    """Open a meeting of the commission, once the call is closed: nobody reads a dossier before.

    Effects, in order: Seance, reading opened to every member where it was reserved, journal. Raises ``Http404``;
    ``ActeRefuse``: ``seance_avant_la_cloture``, ``seance_avant_son_jour``, ``seance_deja_ouverte``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller(edition.pk)  # one at a time: one open meeting
    _exiger_conduite(par, edition)
    acces.exiger_en_cours(edition, instant)
    exiger(edition.est_close(instant), "seance_avant_la_cloture")
    exiger(jour <= horloge.jour_de_paris(instant), "seance_avant_son_jour")
    exiger(not Seance.objects.filter(edition=edition, close_le=None).exists(), "seance_deja_ouverte")
    seance = Seance.objects.create(edition=edition, jour=jour, lieu=lieu.strip(), ouverte_le=instant)
    Repartition.objects.qui_reservent_la_lecture().filter(edition=edition).update(lecture_ouverte_le=instant)
    inscrire("seance.ouverte", par=par, objet=seance, instant=instant)
    return seance


@acte
def consigner_presences(seance, presents, *, par):
    """Record who attends: ``presents`` are members' ids; the others are absent (see Q19).

    Effects, in order: attendance, journal. Raises ``Http404``, ``ActeRefuse("seance_fermee")``.
    """
    instant = horloge.instant_de_la_base()
    _exiger_conduite(par, seance.edition)
    seance = _verrouiller_ouverte(seance, instant)
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
def montrer_les_indicateurs(seance, montres, *, par):
    """Show the ranking, its robustness and the dispersion on the pages of the meeting, or hide them (see Q41).

    Nothing is shown until the president chooses to, and only where the edition's setting lets her.
    Effects, in order: the choice, journal. Raises ``Http404`` for anybody but the president;
    ``ActeRefuse``: ``seance_fermee``, ``indicateurs_en_seance``.
    """
    instant = horloge.instant_de_la_base()
    exiger_trouve(preside(par, seance.edition))
    seance = _verrouiller_ouverte(seance, instant)
    exiger(seance.edition.reglage("Q41", "montrer_en_seance"), "indicateurs_en_seance")
    Seance.objects.filter(pk=seance.pk).update(montre_les_indicateurs=bool(montres))
    inscrire("seance.indicateurs", par=par, objet=seance, instant=instant, montres=bool(montres))


@acte
def voter(seance, candidature, choix, *, par, propose_coup_de_coeur=False):
    """Record a present member's own vote on a dossier; a later vote replaces it until the decision is arrêtée.

    Effects, in order: decision in project, vote, journal. Raises ``Http404`` (déport included);
    ``ActeRefuse``: ``seance_fermee``, ``decision_arretee``, ``pas_present``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.VOTER, instant)
    seance = _verrouiller_ouverte(seance, instant)
    membre = votants_possibles(seance, candidature).filter(personne=par).first()
    exiger(membre is not None, "pas_present")
    decision = _decision_en_projet(seance, candidature)
    exiger(decision.suite == Suite.EN_PROJET, "decision_arretee")
    avis, _ = Avis.objects.update_or_create(
        decision=decision,
        membre=membre,
        defaults={"choix": Avis.Choix(choix), "propose_coup_de_coeur": propose_coup_de_coeur, "instant": instant},
    )
    inscrire("decision.avis", par=par, objet=decision, instant=instant)
    return avis


def _decision_en_projet(seance, candidature):
    """Return the decision on a dossier, locked, for this meeting; votes of a former one that settled nothing go."""
    decision, _ = Decision.objects.select_for_update(of=("self",)).get_or_create(
        candidature=candidature, defaults={"seance": seance}
    )
    exiger(decision.suite in (Suite.EN_PROJET, Suite.ARRETEE), "decision_signee")
    if decision.seance_id != seance.pk:
        exiger(decision.suite == Suite.EN_PROJET, "decision_autre_seance")
        decision.avis.all().delete()
        decision.seance = seance
        decision.save(update_fields=["seance"])
    return decision


def _votants(membres, candidature):
    """Return the voters as the decision keeps them: who, of which college, whether they instructed (see Q32)."""
    ont_instruit = instructeurs(candidature)
    return [
        {
            "membre": str(m.pk),
            "nom": m.personne.nom_complet,
            "college": m.college.libelle,
            "a_instruit": m.personne_id in ont_instruit,
        }
        for m in membres
    ]


def _figures(candidature, grille):
    """Return the figures of a dossier as they stand now, without any member déporté since, and whose grids made them."""
    bareme, grilles = bareme_de(grille), figures_de(candidature, grille)
    (resultat,) = resultats(bareme, [candidature.pk], grilles)
    return figures_de_decision(bareme, resultat) | {"membres": [str(grille.membre) for grille in grilles]}


@acte
def arreter(
    seance,
    candidature,
    *,
    par,
    sens,
    valeur_ajoutee_reconnue,
    valeur_ajoutee,
    credibilite_reconnue,
    credibilite,
    est_coup_de_coeur=False,
):
    """Settle the commission's decision on one dossier, during the meeting; may be done again until the closing.

    R34: only a labelled solution may be « coup de cœur », where the edition has that distinction.
    The figures and the voters are stored as they stand now, without any member déporté since.
    Effects, in order: decision with its two grounds, figures, voters, journal. Raises ``Http404``;
    ``ActeRefuse``: ``seance_fermee``, ``decision_signee``, ``decision_autre_seance``, ``motifs``,
    ``motifs_contraires``, ``coup_de_coeur``, ``aucun_votant``, ``quorum``, ``majorite``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.STATUER, instant)
    seance = _verrouiller_ouverte(seance, instant)
    exiger(candidature.etat == Etat.EN_EVALUATION, "transition")
    exiger_les_deux_motifs(sens, valeur_ajoutee_reconnue, valeur_ajoutee, credibilite_reconnue, credibilite)
    permis = sens == Sens.LABELLISEE and seance.edition.a_coup_de_coeur
    exiger(permis or not est_coup_de_coeur, "coup_de_coeur")
    votants = list(votants_possibles(seance, candidature))
    exiger(votants, "aucun_votant")
    exiger_quorum_et_majorite(
        seance.edition.reglage("Q19"),
        presents=nombre_de_presents(seance),
        est_favorable=sens == Sens.LABELLISEE,
        decompte=decompte(seance, candidature, votants),
    )
    decision = _decision_en_projet(seance, candidature)
    decision.suite, decision.sens, decision.arretee_le = Suite.ARRETEE, Sens(sens), instant
    decision.valeur_ajoutee_reconnue, decision.valeur_ajoutee = valeur_ajoutee_reconnue, valeur_ajoutee.strip()
    decision.credibilite_reconnue, decision.credibilite = credibilite_reconnue, credibilite.strip()
    decision.est_coup_de_coeur = est_coup_de_coeur
    decision.figures = _figures(candidature, derniere_grille(seance.edition))
    decision.votants = _votants(votants, candidature)
    decision.save()
    inscrire("decision.arretee", par=par, objet=decision, instant=instant, votants=len(votants))
    return decision


def _verrouiller_les_dossiers(seance):
    """Lock the dossiers a meeting may decide on: a déport or a decision is either seen here, or comes after."""
    retenus = Q(etat=Etat.EN_EVALUATION) | Q(decision__seance=seance)
    pks = Candidature.objects.filter(retenus, edition=seance.edition_id).order_by().values("pk")
    list(Candidature.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def _decisions(seance):
    prises = Decision.objects.filter(seance=seance).exclude(suite=Suite.EN_PROJET)
    par_titre = prises.order_by("candidature__noms", "candidature__reference")
    return list(par_titre.select_related("candidature__thematique"))


def _matiere(seance, decisions):
    presences = seance.presences.select_related("membre__personne", "membre__college")
    return matiere_du_pv(seance, presences, decisions, deportes_par_dossier(seance, decisions))


def _etablir_le_pv(seance, matiere, instant, **faits):
    return ProcesVerbal.objects.create(
        seance=seance,
        numero=seance.proces_verbaux.count() + 1,
        matiere=matiere,
        empreinte=empreinte_canonique(matiere),
        etabli_le=instant,
        **faits,
    )


@acte
def clore(seance, *, par, motif=""):
    """Close the meeting with its minutes: the president confirms it, or ``motif`` says why it is closed without them.

    Refused while somebody who took part is déporté since: the decision is to be settled again without them (see Q47).
    Effects, in order: closing, minutes with their SHA-256, journal. Raises ``Http404``; ``ActeRefuse``:
    ``seance_fermee``, ``decisions_a_confirmer``, ``aucune_decision``, ``sans_presidence``.
    """
    instant = horloge.instant_de_la_base()
    _exiger_conduite(par, seance.edition)
    _verrouiller_les_dossiers(seance)
    seance = _verrouiller_ouverte(seance, instant)
    decisions = _decisions(seance)
    exiger(decisions, "aucune_decision")
    exiger(not a_confirmer(decisions), "decisions_a_confirmer")
    confirme = preside(par, seance.edition)
    exiger(confirme or motif.strip(), "sans_presidence")
    seance.close_le, seance.close_par = instant, par
    seance.motif_sans_presidence = "" if confirme else motif.strip()
    seance.save(update_fields=["close_le", "close_par", "motif_sans_presidence"])
    pv = _etablir_le_pv(seance, _matiere(seance, decisions), instant)
    inscrire("seance.close", par=par, objet=seance, instant=instant, empreinte=pv.empreinte, presidence=confirme)
    return pv


def _sans_les_deportes(seance, decisions):
    """Return the decisions as rectifying minutes give them; nothing of it is saved."""
    concernees, grille = a_confirmer(decisions), derniere_grille(seance.edition)
    for decision in decisions:
        if decision.pk in concernees:
            restants = {str(m.pk) for m in votants_possibles(seance, decision.candidature)}
            decision.votants = [votant for votant in decision.votants if votant["membre"] in restants]
            decision.figures = _figures(decision.candidature, grille)
    return decisions


@acte
def rectifier(seance, motif, *, par):
    """Establish rectifying minutes: without the votes nor the grids of those who are déportés since the closing.

    The decisions and the first minutes stay as they were (see Q47). Effects, in order: minutes, journal.
    Raises ``Http404``; ``ActeRefuse``: ``seance_encore_ouverte``, ``rectification_motif``, ``rectification_sans_objet``.
    """
    instant = horloge.instant_de_la_base()
    _exiger_conduite(par, seance.edition)
    _verrouiller_les_dossiers(seance)
    seance = Seance.objects.select_for_update(of=("self",)).select_related("edition").get(pk=seance.pk)
    exiger(seance.close_le is not None, "seance_encore_ouverte")
    exiger(motif.strip(), "rectification_motif")
    matiere = _matiere(seance, _sans_les_deportes(seance, _decisions(seance)))
    dernier = seance.proces_verbaux.order_by("-numero").first()
    exiger(not retient_les_memes(dernier.matiere, matiere), "rectification_sans_objet")
    pv = _etablir_le_pv(seance, matiere, instant, motif=motif.strip())
    inscrire("seance.rectifiee", par=par, objet=seance, instant=instant, empreinte=pv.empreinte)
    return pv


def attacher_le_pdf(pv, fichier):
    """Attach the PDF made by the task, once. Tells whether it was the first."""
    return bool(ProcesVerbal.objects.filter(pk=pv.pk, fichier=None).update(fichier=fichier))
