"""Where a filed dossier is on its way to an answer, from dates and from what its team was told: never from its content."""

from amihr.editions.calendrier import Etape, quand_se_clot
from amihr.horloge import jour_de_paris


def suivi(depot, edition, instant, *, repondu_le=None, devant_la_commission=True):
    """Return the steps of a filed dossier as ``Etape``: filing, closing, instruction, commission, answer.

    The same for every dossier until its team has its answer (see T7): what instruction or the commission has already
    done shows nowhere. ``repondu_le``: when the answer was notified, or ``None``.
    """
    close, aujourd_hui = edition.est_close(instant), jour_de_paris(instant)
    repondu, jour = repondu_le is not None, edition.commission_le
    jour_de_cloture, instant_de_cloture, a_fixer = quand_se_clot(edition, instant)
    cloture = {"jour": jour_de_cloture, "instant": instant_de_cloture, "periode": a_fixer}
    siegee = repondu or (close and jour is not None and jour < aujourd_hui)
    a_siege = siegee or (close and jour == aujourd_hui)
    etapes = [
        (f"Dépôt de la version {depot.numero}", {"instant": depot.depose_le}, True),
        ("Clôture de l’appel", cloture, close),
        ("Instruction du dossier", {"periode": "Après la clôture"}, a_siege),
    ]
    if devant_la_commission:
        etapes.append(("Commission", {"jour": jour} if jour else {"periode": "Date à venir"}, siegee))
    attente = {"periode": "Après la commission"} if devant_la_commission else {}
    etapes.append(("Réponse", {"instant": repondu_le} if repondu else attente, repondu))
    ici = next((rang for rang, (_, _, passee) in enumerate(etapes) if not passee), None)
    return [
        Etape(texte, "", **quand, est_passee=passee, est_prochaine=rang == ici)
        for rang, (texte, quand, passee) in enumerate(etapes)
    ]
