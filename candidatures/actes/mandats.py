"""A mandate whose structure the public register of companies may name."""

from amihr.habilitations import mandats
from amihr.socle.refus import ActeRefuse
from candidatures.actes.registre import est_branche, relever_pour

# What each refusal is about, on the form.
CHAMPS = {"mandat_siren": "siren", "mandat_sans_nom": "denomination", "mandat_debut_futur": "depuis",
          "mandat_futur": "jusque", "mandat_a_l_envers": "jusque", "mandat_deja_dit": "siren"}  # fmt: skip


def dire(personne, saisie, *, par):
    """Say a mandate, its structure named by the register when nobody named it; outside of any transaction until then.

    The register is asked anew each time: an answer kept because some dossier names that SIREN would tell that one does.
    ``saisie``: the cleaned values of ``FormulaireDeMandat``. Raises as ``mandats.dire``; ``mandat_sans_nom`` also when
    the register does not know or does not answer.
    """
    nom = saisie["denomination"] or _nom_au_registre(saisie["siren"], par)
    return mandats.dire(personne, par=par, **{**saisie, "denomination": nom})


def _nom_au_registre(siren, par):
    if not est_branche():
        return ""
    try:
        return relever_pour(par, siren).nom
    except ActeRefuse:
        return ""
