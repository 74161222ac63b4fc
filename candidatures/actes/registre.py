"""Asking the public register of companies about the SIREN that dossiers name; never in the path of filing."""

from dataclasses import asdict
from time import sleep

from django.conf import settings

from amihr.externes.annuaire import AnnuaireMuet, chercher
from amihr.socle.limites import permettre
from amihr.socle.refus import ActeRefuse, exiger
from candidatures.lectures import sirens_a_verifier
from candidatures.models import Releve

PAR_MINUTE = 10
LOT, PAUSE = 30, 0.25  # the register allows a few questions a second; the task comes back every minute


def est_branche():
    """Tell whether this instance asks the register at all (setting ANNUAIRE_URL)."""
    return bool(settings.ANNUAIRE_URL)


def relever(siren):
    """Ask the register about a SIREN and keep its answer, with its date; returns the ``Releve``.

    Public facts about a number: no dossier is read nor changed, nothing is journaled. Outside of any transaction, as it
    waits for the network, three seconds at most. Raises ``ActeRefuse("annuaire_muet")``.
    """
    try:
        reponse = chercher(siren)
    except AnnuaireMuet:
        raise ActeRefuse("annuaire_muet") from None
    faits = asdict(reponse.entreprise) if reponse.entreprise else {}
    faits |= {"siren": siren, "est_connu": reponse.entreprise is not None, "releve_le": reponse.le}
    return Releve.objects.update_or_create(siren=siren, defaults=faits)[0]


def relever_pour(personne, siren):
    """Do the same for somebody who asks, a few times a minute. Raises ``ActeRefuse``: ``annuaire_muet``, ``annuaire_presse``."""
    exiger(permettre(f"annuaire:{personne.pk}", PAR_MINUTE, 60), "annuaire_presse")
    return relever(siren)


def verifier_les_sirens(instant, lot=LOT):
    """Ask about the SIREN still to be verified, a few at a time; stops when the register is silent. Returns how many."""
    if not est_branche():
        return 0
    verifies = 0
    for siren in sirens_a_verifier(instant)[:lot]:
        try:
            relever(siren)
        except ActeRefuse:
            break
        verifies += 1
        sleep(PAUSE)
    return verifies
