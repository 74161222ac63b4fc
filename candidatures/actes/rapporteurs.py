"""Naming who reports on a dossier, replacing them, taking the report back: always by somebody else, always told."""

from amihr import horloge
from amihr.courrier import boite
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Rapporteur
from candidatures.regles.instruction import AVANT_LA_DECISION


@acte
def nommer(candidature, personne, *, par, remplace=None, motif=""):
    """Name the rapporteur of a dossier, in the place of ``remplace``, the pk of a ``Rapporteur``, when it has one.

    Effects, in order: the replaced one ended with the reason and told by mail, Rapporteur, a mail to them, journal. Naming the same person again changes
    nothing. Raises ``Http404``; ``ActeRefuse``: ``rapporteur_soi_meme``, ``rapporteur_sans_acces`` for whoever may not
    examine that dossier (role, undertaking, team, link, recusal), ``rapporteur_change``, ``rapporteur_motif``,
    ``transition`` once nobody reports on it any more.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.INSTRUIRE, instant)
    exiger(candidature.etat in AVANT_LA_DECISION, "transition")
    exiger(personne.pk != par.pk, "rapporteur_soi_meme")
    exiger(acces.acces(personne, candidature, Action.LIRE_ADMINISTRATIF, instant), "rapporteur_sans_acces")
    actuel = _en_vigueur(candidature)
    if actuel is not None and actuel.personne_id == personne.pk:
        return actuel
    _exiger_inchange(actuel, remplace)
    if actuel is not None:
        _finir(actuel, motif, par, instant)
    rapporteur = Rapporteur.objects.create(candidature=candidature, personne=personne, nomme_par=par, nomme_le=instant)
    boite.poster("rapporteur_nomme", objet=rapporteur, a=[personne], instant=instant)
    faits = {"personne": str(personne.pk)} | ({"remplace": str(actuel.personne_id)} if actuel else {})
    inscrire("rapporteur.nomme", par=par, objet=candidature, instant=instant, **faits)
    return rapporteur


@acte
def decharger(candidature, *, par, remplace, motif):
    """Take a report back, with the reason; ``remplace``: the pk of the ``Rapporteur`` that the page showed.

    Effects, in order: it is ended, a mail to who had it, journal. Raises ``Http404``; ``ActeRefuse``: ``rapporteur_change``,
    ``rapporteur_motif``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.INSTRUIRE, instant, meme_annule=True)
    actuel = _en_vigueur(candidature)
    exiger(actuel is not None, "rapporteur_change")
    _exiger_inchange(actuel, remplace)
    _finir(actuel, motif, par, instant)
    inscrire("rapporteur.decharge", par=par, objet=candidature, instant=instant, personne=str(actuel.personne_id))
    return actuel


def _en_vigueur(candidature):
    return Rapporteur.objects.en_vigueur().filter(candidature=candidature).select_related("personne").first()


def _exiger_inchange(actuel, remplace):
    """Two agents at once: the second one is told, and replaces nobody unawares."""
    exiger(str(actuel.pk if actuel else "") == str(remplace or ""), "rapporteur_change")


def _finir(rapporteur, motif, par, instant):
    exiger(motif.strip(), "rapporteur_motif")
    rapporteur.fin_le, rapporteur.fin_par, rapporteur.motif = instant, par, motif.strip()[:1000]
    rapporteur.save(update_fields=["fin_le", "fin_par", "motif"])
    if rapporteur.personne_id != par.pk:
        boite.poster("rapporteur_decharge", objet=rapporteur, a=[rapporteur.personne], instant=instant)
