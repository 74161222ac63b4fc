"""After the closing: a team withdraws its dossier, an agent puts one back. Motivated, journaled, nothing deleted."""

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier import boite
from amihr.editions.models import Edition
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.messages import qui_instruit
from candidatures.models import Disqualification, Eligibilite, Etat, Recevabilite, Reintegration, RetraitTardif, Sortie
from candidatures.regles.sortie import empechement_de_reintegrer, est_retirable
from candidatures.transitions import passer, revenir

CONCLUSIONS = {
    Etat.IRRECEVABLE: Recevabilite,
    Etat.INELIGIBLE: Eligibilite,
    Etat.DISQUALIFIEE: Disqualification,
}


@acte
def retirer_apres_la_cloture(candidature, motif, *, par):
    """Withdraw a dossier once the call is closed, with the team's reason, until it has its answer (see Q17).

    Its content closes to everybody outside the team at once; versions, notes and conclusions stay.
    Effects, in order: état and its Sortie, RetraitTardif, mails to the team and to those who instruct, journal.
    Raises ``Http404``; ``ActeRefuse``: ``retrait_avant_la_cloture``, ``retrait_tardif_impossible``, ``retrait_motif``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller_en_partage(candidature.edition_id)
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    exiger(edition.est_close(instant), "retrait_avant_la_cloture")
    exiger(est_retirable(candidature), "retrait_tardif_impossible")
    exiger(motif.strip(), "retrait_motif")
    sortie = passer(candidature, Etat.RETIREE, instant)
    retrait = RetraitTardif.objects.create(sortie=sortie, motif=motif.strip(), par=par)
    boite.poster("retrait_tardif", objet=retrait, a=candidature.equipe(), instant=instant)
    agents = qui_instruit(candidature, instant, Role.AGENT)
    boite.poster("retrait_a_connaitre", objet=retrait, a=agents, instant=instant)
    inscrire("candidature.retiree_apres_la_cloture", par=par, objet=candidature, instant=instant, de=sortie.de)
    return retrait


@acte
def reintegrer(candidature, motif, *, par):
    """Put a dossier back into the état it had before it was withdrawn late, irrecevable, inéligible or disqualifiée.

    What was concluded stays readable, as reversed; points examined and notes are as they were. A result that was
    notified is never undone here: it has its own ways (see Q43).
    Effects, in order: Reintegration, conclusion reversed, état, mail to the team, journal. Raises ``Http404``;
    ``ActeRefuse``: ``reintegration_motif``, ``reintegration_impossible``, ``reintegration_apres_resultat``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.REINTEGRER, instant)
    sortie = Sortie.objects.en_cours(candidature)
    empechement = empechement_de_reintegrer(sortie)
    exiger(not empechement, empechement)
    exiger(motif.strip(), "reintegration_motif")
    reintegration = Reintegration.objects.create(sortie=sortie, motif=motif.strip(), par=par, instant=instant)
    if modele := CONCLUSIONS.get(sortie.vers):
        modele.objects.en_vigueur().filter(candidature=candidature).update(reintegration=reintegration)
    revenir(candidature, sortie, instant)
    boite.poster("candidature_reintegree", objet=reintegration, a=candidature.equipe(), instant=instant)
    inscrire(
        "candidature.reintegree", par=par, objet=candidature, instant=instant, de=sortie.vers, vers=candidature.etat
    )
    return reintegration
