"""Taking a dossier, giving it back, taking it over: two agents never examine the same one without knowing it."""

from amihr import horloge
from amihr.courrier import boite
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import ActeRefuse, exiger
from amihr.socle.textes import date_heure
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import PriseEnCharge
from candidatures.regles.instruction import EN_INSTRUCTION


def _en_cours(candidature):
    return PriseEnCharge.objects.en_cours().filter(candidature=candidature).select_related("par").first()


def exiger_libre(candidature, par, instant):
    """Refuse to act on a locked dossier that another agent has taken. Returns its hold in progress, or ``None``.

    A hold counts while whoever has it may still examine the dossier, and while there is something to examine. Raises
    ``ActeRefuse("pris_par_un_autre")``, which says who has it since when.
    """
    prise = _en_cours(candidature)
    if prise is None or prise.par_id == par.pk or candidature.etat not in EN_INSTRUCTION:
        return prise
    if acces.acces(prise.par, candidature, Action.PREPARER, instant):
        raise ActeRefuse("pris_par_un_autre", qui=prise.par.nom_complet, depuis=date_heure(prise.prise_le))
    return prise


def tenir(candidature, par, instant):
    """Have ``par`` hold a locked dossier that nobody else has; the caller's entry in the journal says who acts.

    Raises ``ActeRefuse("pris_par_un_autre")``. Tells whether that is new.
    """
    prise = exiger_libre(candidature, par, instant)
    est_nouvelle = prise is None or prise.par_id != par.pk
    if est_nouvelle:
        _remplacer(prise, candidature, par, instant)
    return est_nouvelle


def _remplacer(prise, candidature, par, instant):
    if prise is not None:
        _clore(prise, par, instant)
    return PriseEnCharge.objects.create(candidature=candidature, par=par, prise_le=instant)


def _clore(prise, par, instant):
    prise.rendue_le, prise.rendue_par = instant, par
    prise.save(update_fields=["rendue_le", "rendue_par"])


def _verrouiller(candidature, par, instant):
    candidature = acces.verrouiller(par, candidature, Action.PREPARER, instant)
    exiger(candidature.etat in EN_INSTRUCTION, "transition")
    return candidature


@acte
def prendre(candidature, *, par):
    """Take a dossier that nobody has. One's own already: nothing changes.

    Effects, in order: a hold that no longer counts ended, hold, journal. Raises ``Http404``; ``ActeRefuse``:
    ``transition``, ``pris_par_un_autre``.
    """
    instant = horloge.instant_de_la_base()
    candidature = _verrouiller(candidature, par, instant)
    if tenir(candidature, par, instant):
        inscrire("instruction.prise", par=par, objet=candidature, instant=instant)
    return candidature


@acte
def rendre(candidature, *, par):
    """Give one's dossier back: anybody may take it. Effects, in order: hold ended, journal.

    Raises ``Http404``; ``ActeRefuse("pas_a_vous")``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.PREPARER, instant)
    prise = _en_cours(candidature)
    exiger(prise is not None and prise.par_id == par.pk, "pas_a_vous")
    _clore(prise, par, instant)
    inscrire("instruction.rendue", par=par, objet=candidature, instant=instant)
    return candidature


@acte
def reprendre(candidature, *, a, par):
    """Take over the dossier that ``a``, the pk of a person, has, and nobody else.

    Effects, in order: that hold ended, hold of ``par``, a mail to who had it, journal. Raises ``Http404``; ``ActeRefuse``: ``transition``,
    ``prise_changee`` when somebody else has it by now.
    """
    instant = horloge.instant_de_la_base()
    candidature = _verrouiller(candidature, par, instant)
    prise = _en_cours(candidature)
    exiger(prise is not None and str(prise.par_id) in (str(a), str(par.pk)), "prise_changee")
    if prise.par_id != par.pk:
        _remplacer(prise, candidature, par, instant)
        boite.poster("dossier_repris", objet=prise, a=[prise.par], instant=instant)
        inscrire("instruction.reprise", par=par, objet=candidature, instant=instant, a=str(prise.par_id))
    return candidature
