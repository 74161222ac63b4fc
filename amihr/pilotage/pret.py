"""« Prêt à ouvrir »: who signs that a call is ready, on what the checklist of ``points`` says.

The dates open a call by themselves (see R1): a missing signature closes nothing, it is said to staff.
"""

from amihr import horloge
from amihr.editions.models import Edition, EtatEdition, VisaDOuverture
from amihr.journal.chaine import acte, inscrire
from amihr.pilotage.points import A_VOIR, MANQUE, points
from amihr.socle.refus import exiger


def est_empechee(lus, *, adresses_d_essai=False):
    """Tell whether a point keeps the call from being signed for.

    ``adresses_d_essai``: the signatory accepts by name that no mail would reach anybody.
    """
    return any(point.etat == MANQUE and not (adresses_d_essai and point.est_levable) for point in lus)


def est_a_signer(edition, instant):
    """Tell whether the call may still be signed for: neither open, nor suspended, nor cancelled."""
    return edition.etat(instant) == EtatEdition.PREPARATION


@acte
def viser(edition, *, par, attendus=None, adresses_d_essai=False):
    """Sign that the call is ready, on what the checklist says now. Before the opening only: after, it proves nothing.

    ``attendus``: how many dossiers the signatory expects, if they said it; ``adresses_d_essai``: see ``est_empechee``,
    kept by the visa, whose state still says « manque », and by the journal.
    Effects, in order: VisaDOuverture, journal (numbers and the hash of what is signed, no name); none when the same person
    has just signed the same: sent twice, it is one signature.
    Raises ActeRefuse: « edition_annulee », « pret_suspendu », « pret_ouvert », « pret_empeche ».
    """
    instant = horloge.instant_de_la_base()  # before any lock: our own wait makes nobody late
    edition = Edition.objects.verrouiller(edition.pk)
    exiger(not edition.est_annulee(instant), "edition_annulee")
    exiger(not edition.est_suspendue(instant), "pret_suspendu")
    exiger(instant < edition.ouverture_le, "pret_ouvert")
    lus = points(edition, par, instant, attendus)
    exiger(not est_empechee(lus, adresses_d_essai=adresses_d_essai), "pret_empeche")
    etat = {point.code: point.etat for point in lus}
    if deja := _meme_visa(edition, par, etat):
        return deja
    visa = VisaDOuverture.objects.create(edition=edition, par=par, signe_le=instant, etat=etat)
    inscrire("edition.visee", par=par, objet=edition, instant=instant, a_voir=list(etat.values()).count(A_VOIR),
             attendus=attendus, visa=visa.pk, empreinte=visa.empreinte,
             acceptes=[point.code for point in lus if point.etat == MANQUE])  # fmt: skip
    return visa


def _meme_visa(edition, par, etat):
    """The last visa, if it is theirs and if nothing has changed since, or ``None``."""
    dernier = edition.visas.first()
    est_le_meme = dernier is not None and (dernier.par_id, dernier.etat) == (par.pk, etat)
    return dernier if est_le_meme and not (edition.modifiee_le and edition.modifiee_le > dernier.signe_le) else None


def visas(edition):
    """Return who signed, latest first, each with the number of points to look at and whether it came too late.

    ``modifiee_le``: when the edition was last changed since, or ``None``: a visa says nothing of what it did not see.
    """
    signes, change_le = list(edition.visas.select_related("par")), edition.modifiee_le
    for visa in signes:
        visa.modifiee_le = change_le if change_le and change_le > visa.signe_le else None
        visa.a_voir = list(visa.etat.values()).count(A_VOIR)
        visa.est_d_essai = MANQUE in visa.etat.values()
        visa.est_tardif = visa.signe_le >= edition.ouverture_le
    return signes


def est_ouverte_sans_visa(edition, signes, instant):
    """Tell whether the dates opened the call before anybody signed that it was ready."""
    return edition.ouverture_le <= instant and all(visa.est_tardif for visa in signes)
