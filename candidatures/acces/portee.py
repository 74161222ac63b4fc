"""What the rule opens: the queryset of dossiers, one dossier or 404, one locked row."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.dates import q_annulee
from amihr.editions.models import Edition
from amihr.habilitations.engagements import a_signe
from amihr.habilitations.models import Membre, Public, VersionNDA
from amihr.socle.refus import exiger, exiger_trouve
from candidatures.models import Candidature

from .clauses import (
    REGLES,
    Action,
    a_trancher,
    condition,
    editions_d_attache,
    est_a_evaluer,
    lecteur_possible,
    lien_connu,
    membre_muet,
    sans_obstacle,
)

# What moves a dossier on stops with the call (see R6). A team withdraws, writes and takes its data away all the same.
QUI_AVANCENT = (
    Action.PREPARER, Action.INSTRUIRE, Action.REINTEGRER, Action.NOTER, Action.VOTER, Action.STATUER,
)  # fmt: skip

# A team works on its dossier at any hour: nothing asks the clock.
A_TOUTE_HEURE = (Action.SUIVRE, Action.SAISIR, Action.DEPOSER)


@dataclass(frozen=True)
class Porteur:
    """Somebody without a name who holds a read-only link: known to the rule by the key of the link, and to nothing else."""

    pk: UUID
    courriel: str = ""
    is_authenticated: bool = True
    is_active: bool = True


def dossiers_accessibles(personne, action, instant=None):
    """Return the candidatures on which ``personne`` may do ``action`` at ``instant`` (default: now).

    R3: before the seal is lifted nobody but the team reads; staff counts.
    R29: nobody reads before signing the undertaking in force.
    That holds for staff and operator as for members (see R30).
    Q18: a déporté finds nothing; a detected link waits for a decision before any reading.
    An anonymous or disabled person gets an empty queryset.
    """
    if personne is None or not personne.is_authenticated or not personne.is_active:
        return Candidature.objects.none()
    if instant is None and action not in A_TOUTE_HEURE:
        instant = horloge.maintenant()
    return Candidature.objects.filter(condition(REGLES[action], personne, instant))


def situation_de_l_agent(personne, edition, instant):
    """Return, for the door: (is attached to a candidature of the edition, has the undertaking of staff still to sign, it has ended).

    Before the opening there is nothing to read, and the undertaking itself is still being written: none is asked.
    """
    versions = VersionNDA.objects.en_vigueur(instant).filter(edition=OuterRef("pk"), public=Public.AGENT)
    a_signer = Exists(versions.exclude(signatures__personne=personne).filter(edition__ouverture_le__lte=instant))
    attaches = Exists(editions_d_attache(personne).filter(candidature__edition=OuterRef("pk")))
    a_pris_fin = Exists(VersionNDA.objects.finies(instant).filter(edition=OuterRef("pk"), public=Public.AGENT))
    return Edition.objects.filter(pk=edition.pk).values_list(attaches, a_signer, a_pris_fin).get()


def participe_a_la_repetition(personne, edition):
    """Tell whether a rehearsal exists for ``personne``: staff, operator and its own commission, nobody else.

    What they read of its dossiers is asked of the same rules as of any other dossier.
    """
    sieges = Membre.objects.en_fonction().filter(personne=personne, edition=edition)
    return personne.is_active and (personne.a_role(Role.AGENT, Role.OPERATEUR) or sieges.exists())


def siege_engage(personne, edition, instant):
    """Return the seat of ``personne`` in an edition, their undertaking in force signed, or ``None``.

    For what the commission does without any dossier. The same conditions as for reading one: no signature, nothing
    (see R29); nor for somebody attached to a candidature of the edition, who is not its member.
    """
    if personne is None or not personne.is_authenticated or not personne.is_active:
        return None
    attaches = editions_d_attache(personne).filter(candidature__edition=OuterRef("edition"))
    sieges = Membre.objects.en_fonction().filter(personne=personne, edition=edition)
    engages = sieges.filter(a_signe(edition, instant), ~Exists(attaches))
    return engages.select_related("personne").first()


def a_l_espace_de_la_region(personne, instant):
    """Condition of the setting ACCUEILS: staff, but for those attached to a candidature of the current edition."""
    if not personne.a_role(Role.AGENT, Role.OPERATEUR, Role.ADMINISTRATEUR, Role.DPO):
        return False
    edition = Edition.objects.courante()
    return not (edition and situation_de_l_agent(personne, edition, instant)[0])


def toutes(edition):
    """Return every candidature of an edition, for what names nobody and shows nothing: ids, totals of the instance."""
    return Candidature.objects.filter(edition=edition)


def lien_a_trancher(personne):
    """Condition on a candidature: a link closes it to ``personne`` until somebody decides (Q18)."""
    return condition(a_trancher, personne, horloge.maintenant())


def a_evaluer(personne):
    """Condition on a candidature: where dossiers are shared among the members, it is one of ``personne``'s."""
    return condition(est_a_evaluer, personne, None)


def liens_a_trancher(personne, instant=None):
    """Return the candidatures that a detected link closes to ``personne`` until somebody decides (Q18)."""
    return dossiers_accessibles(personne, Action.DECLARER, instant).filter(lien_a_trancher(personne))


def est_lie(personne, candidature):
    """Tell whether the software knows of a link between ``personne`` and a candidature, decided on or not."""
    connu = condition(lien_connu, personne, horloge.maintenant())
    return Candidature.objects.filter(connu, pk=candidature.pk).exists()


def sans_obstacle_pour(personne):
    """Return the candidatures of which nothing hides the very existence to ``personne``, whatever else closes them (T5)."""
    return Candidature.objects.filter(condition(sans_obstacle, personne, horloge.maintenant()))


def acces(personne, dossier, action, instant=None):
    """Tell whether ``personne`` may do ``action`` on ``dossier``: the same rule, for one dossier."""
    return dossiers_accessibles(personne, action, instant).filter(pk=dossier.pk).exists()


def dossier_ou_404(personne, reference, action, instant=None, avec=None):
    """Return the candidature of that reference; raise ``Http404`` alike when it is absent or forbidden (T6).

    ``avec`` completes the queryset with what the page reads too.
    """
    candidatures = dossiers_accessibles(personne, action, instant).select_related("edition", "thematique")
    try:
        return (avec(candidatures) if avec else candidatures).get(reference=reference)
    except Candidature.DoesNotExist:
        raise Http404 from None


def lecteurs_possibles(membres, candidatures, instant):
    """Return ``{candidature: {members}}``, pks: who of ``membres`` may be given each dossier; one statement, however many."""
    return _membres_par_dossier(lecteur_possible, membres, candidatures, instant)


def lecteurs(membres, candidatures, instant):
    """Return ``{candidature: {members}}``, pks: who of ``membres`` reads each dossier now; one statement, however many."""
    return _membres_par_dossier(REGLES[Action.LIRE], membres, candidatures, instant)


def membres_muets(membres, candidatures, instant):
    """Return ``{candidature: {members}}``, pks: who has still to answer about their links (Q18); one statement."""
    return _membres_par_dossier(membre_muet, membres, candidatures, instant)


def _membres_par_dossier(regle, membres, candidatures, instant):
    actifs = [membre for membre in membres if membre.personne.is_active]
    trouves = {pk: set() for pk in candidatures}
    if not actifs or not candidatures:
        return trouves
    permis = {
        f"permis_{rang}": ExpressionWrapper(condition(regle, membre.personne, instant), BooleanField())
        for rang, membre in enumerate(actifs)
    }
    lignes = Candidature.objects.filter(pk__in=candidatures).order_by().annotate(**permis)
    for pk, *dits in lignes.values_list("pk", *permis):
        trouves[pk] = {membre.pk for membre, est_permis in zip(actifs, dits, strict=True) if est_permis}
    return trouves


def encore_permis(siens, action, instant=None):
    """Condition on a candidature: it is one of ``siens[person]``, pks, and that person may still do ``action`` there.

    One condition, whoever they are: it stands in the statement that reads the candidatures.
    """
    instant = instant or horloge.maintenant()
    permis = Q(Value(False, BooleanField()))
    for personne, pks in siens.items():
        if personne.is_active:
            permis |= Q(condition(REGLES[action], personne, instant), pk__in=pks)
    return permis


def exiger_acces(personne, dossier, action, instant):
    """Raise ``Http404`` unless ``personne`` may do ``action`` on ``dossier``."""
    exiger_trouve(acces(personne, dossier, action, instant))


def instant_d_acces(personne, dossier, action):
    """Return PostgreSQL's clock, read by the very statement that grants a team's ``action``; else ``Http404``."""
    permis = dossiers_accessibles(personne, action).filter(pk=dossier.pk)
    instant = permis.values_list(horloge.LUE_PAR_LA_REQUETE).first()
    exiger_trouve(instant)
    return instant[0]


def exiger_en_cours(edition, instant):
    """Refuse to move a dossier on in a cancelled call (see R6); what was notified or published before stays.

    Raises ``ActeRefuse("annule")``.
    """
    exiger(not edition.est_annulee(instant), "annule")


def verrouiller(personne, candidature, action, instant, avec=None, *, meme_annule=False):
    """Lock the row, **then** ask for access in a new statement, and return the fresh candidature.

    Inside the locking query PostgreSQL would miss a déport committed during the wait. ``avec`` completes the
    queryset of the second statement with what the acte reads too. Raises ``Http404`` when access is lost,
    ``ActeRefuse("annule")`` for what would move on a dossier of a cancelled call; ``meme_annule``: for what does not.
    """
    exiger_trouve(list(Candidature.objects.select_for_update(of=("self",)).filter(pk=candidature.pk).values_list("pk")))
    annulee = ExpressionWrapper(q_annulee(instant, "edition__"), BooleanField())
    permises = dossiers_accessibles(personne, action, instant).filter(pk=candidature.pk).annotate(appel_annule=annulee)
    verrouillee = (avec(permises) if avec else permises).first()
    exiger_trouve(verrouillee is not None)
    exiger(meme_annule or action not in QUI_AVANCENT or not verrouillee.appel_annule, "annule")
    return verrouillee
