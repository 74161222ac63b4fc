"""What readers do beside their employer: said by themselves or by the secretariat, ended, never deleted (see Q18)."""

from stdnum.fr import siren as siren_fr

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Mandat
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve

# « Présents ou passés » (see Q18), over the years that public declarations of interests look back on. Too long only
# makes somebody decide; too short lets an interested reader in.
ANNEES = 5


def premier_jour_qui_lie(instant):
    """Return the day, in Paris, since when a mandate that ended still ties."""
    jour = horloge.jour_de_paris(instant)
    try:
        return jour.replace(year=jour.year - ANNEES)
    except ValueError:  # 29 February
        return jour.replace(year=jour.year - ANNEES, day=28)


def mandats_de(personne):
    """Return what is known of somebody's mandates, those that run first, then the last ended."""
    siens = Mandat.objects.filter(personne=personne).select_related("dit_par", "termine_par")
    en_cours = [mandat for mandat in siens if mandat.jusque is None]
    finis = [mandat for mandat in siens if mandat.jusque is not None]
    return en_cours + sorted(finis, key=lambda mandat: mandat.jusque, reverse=True)


def mandat_a_terminer(personne, mandat_id, *, par):
    """Return a mandate of ``personne`` that ``par`` may end, or ``None``: one's own if one said it, else the secretariat's."""
    mandat = Mandat.objects.filter(personne=personne, pk=mandat_id, jusque=None).first()
    return mandat if mandat and peut_terminer(mandat, par) else None


def peut_terminer(mandat, par):
    """What the secretariat said of somebody is not theirs to end: they would open a dossier to themselves."""
    if mandat.jusque is not None:
        return False
    return mandat.dit_par_id == par.pk if mandat.personne_id == par.pk else par.a_role(Role.AGENT)


def _exiger_qui_dit(personne, par):
    exiger_trouve(personne.pk == par.pk or par.a_role(Role.AGENT))


def _exiger_des_dates(depuis, jusque, jour):
    exiger(depuis is None or depuis <= jour, "mandat_debut_futur")
    exiger(jusque is None or jusque <= jour, "mandat_futur")
    exiger(depuis is None or jusque is None or depuis <= jusque, "mandat_a_l_envers")


@acte
def dire(personne, *, siren, denomination, nature, par, depuis=None, jusque=None):
    """Say that somebody has, or had, a function or an interest in a structure.

    Any dossier where this SIREN leads or takes part closes to them at the next request, until somebody decides.
    Effects, in order: mandate, journal. Raises ``Http404`` when ``par`` is neither that person nor an agent,
    ``ActeRefuse``: ``mandat_siren``, ``mandat_sans_nom``, ``mandat_debut_futur``, ``mandat_futur``, ``mandat_a_l_envers``, ``mandat_deja_dit``.
    """
    instant = horloge.instant_de_la_base()
    _exiger_qui_dit(personne, par)
    siren = "".join(siren.split())
    exiger(len(siren) == 9 and siren_fr.is_valid(siren), "mandat_siren")
    exiger(denomination.strip(), "mandat_sans_nom")
    _exiger_des_dates(depuis, jusque, horloge.jour_de_paris(instant))
    mandat, nouveau = Mandat.objects.get_or_create(
        personne=personne,
        siren=siren,
        nature=nature,
        jusque=jusque,
        defaults={
            "denomination": denomination.strip()[:200],
            "depuis": depuis,
            "dit_par": par,
            "dit_le": instant,
        },
    )
    exiger(nouveau, "mandat_deja_dit")
    inscrire("mandat.dit", par=par, objet=mandat, instant=instant, personne=str(personne.pk), nature=mandat.nature)
    return mandat


@acte
def terminer(mandat, jusque, *, par):
    """Say that a mandate has ended: it ties for some years still (``ANNEES``).

    Whoever said their own to be running does not end it on an earlier day than the one they said it: the secretariat does.
    Effects, in order: end of the mandate, journal. Raises ``Http404`` when it is not for ``par`` to end, ``ActeRefuse``:
    ``mandat_futur``, ``mandat_a_l_envers``, ``mandat_deja_dit``, ``mandat_termine_avant``.
    """
    instant = horloge.instant_de_la_base()
    mandat = Mandat.objects.select_for_update().filter(pk=mandat.pk).first()
    exiger_trouve(mandat is not None and peut_terminer(mandat, par))
    _exiger_des_dates(mandat.depuis, jusque, horloge.jour_de_paris(instant))
    exiger(mandat.personne_id != par.pk or jusque >= horloge.jour_de_paris(mandat.dit_le), "mandat_termine_avant")
    semblables = Mandat.objects.filter(personne_id=mandat.personne_id, siren=mandat.siren, nature=mandat.nature)
    exiger(not semblables.filter(jusque=jusque).exists(), "mandat_deja_dit")
    mandat.jusque, mandat.termine_par, mandat.termine_le = jusque, par, instant
    mandat.save(update_fields=["jusque", "termine_par", "termine_le"])
    inscrire("mandat.termine", par=par, objet=mandat, instant=instant, personne=str(mandat.personne_id))
    return mandat
