"""Who may do what on a dossier: the only policy, as a queryset.

Pages, files, exports, search, API, counts and mails start from here. Nothing else decides.
"""

from enum import StrEnum
from functools import cache

from django.db.models import CharField, DateTimeField, Exists, OuterRef, Q, UUIDField
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Attribution, Role
from amihr.editions.models import Edition
from amihr.habilitations.models import Membre, Public, VersionNDA
from amihr.journal.chaine import inscrire_lecture
from amihr.socle.refus import exiger_trouve
from amihr.socle.requetes import ConditionCompilee, Parametre, Parmi

from .models import Candidature, Declaration, Deport, Depot, Droit, Equipier, Etat, LienEcarte, PieceDeposee
from .models.complement import PieceDeComplement
from .regles.dossier import Regard, composer, piece_visible
from .regles.liens import domaine_de_structure

SOUMIS_A_LA_COMMISSION = (Etat.ELIGIBLE, Etat.EN_EVALUATION, Etat.LABELLISEE, Etat.NON_LABELLISEE)
JAMAIS_LUS = (Etat.BROUILLON, Etat.RETIREE)

# Rules are written over these three, never over somebody: each one is compiled once, whoever asks.
PERSONNE = Parametre("personne", UUIDField())
DOMAINE = Parametre("domaine", CharField())  # of the person's employer; null when the address says nothing of one
INSTANT = Parametre("instant", DateTimeField())


class Action(StrEnum):
    """What a person may want to do on a dossier."""

    COMPTER = "compter"
    SUIVRE = "suivre"
    SAISIR = "saisir"
    DEPOSER = "deposer"
    DECLARER = "declarer"
    LIRE = "lire"
    LIRE_ADMINISTRATIF = "lire_administratif"
    INSTRUIRE = "instruire"
    NOTER = "noter"
    VOIR_NOTES = "voir_notes"
    STATUER = "statuer"


def _equipe(personne, *droits):
    equipiers = Equipier.objects.actifs().filter(candidature=OuterRef("pk"), personne=personne)
    return Q(Exists(equipiers.filter(droit__in=droits) if droits else equipiers))


def _a_role(personne, *roles):
    return Q(Exists(Attribution.objects.actives().filter(personne=personne, role__in=roles)))


def _siege(personne):
    return Q(Parmi("edition", Membre.objects.en_fonction().filter(personne=personne).values("edition")))


def _preside(personne):
    presidents = Membre.objects.en_fonction().filter(est_president=True, personne=personne)
    return Q(Parmi("edition", presidents.values("edition")))


def _engage(personne, public, instant):
    versions = VersionNDA.objects.en_vigueur(instant).filter(public=public, signatures__personne=personne)
    return Q(Parmi("edition", versions.values("edition")))


def _descellee(instant):
    return Q(Parmi("edition", Edition.objects.descellees(instant).values("pk")))


def _editions_d_attache(personne):
    return Equipier.objects.actifs().filter(personne=personne).values("candidature__edition")


def _sans_attache(personne):
    """Nobody attached to a candidature of the edition is its member or its agent."""
    return ~Q(Parmi("edition", _editions_d_attache(personne)))


def _sans_deport(personne):
    return ~Q(Parmi("pk", Deport.objects.en_vigueur().filter(personne=personne).values("candidature")))


def sirens_des_sieges(personne):
    """Return the SIREN of the employers that a person's seats name."""
    sieges = Membre.objects.en_fonction().filter(personne=personne).exclude(siren_employeur="")
    return sieges.values("siren_employeur")


def lies_a(sirens, domaines):
    """A filed version whose lead or whose consortium has one of these SIREN or registrable e-mail domains (A-17)."""
    par_siren = Q(structure__siren__in=sirens) | Q(membres_consortium__structure__siren__in=sirens)
    par_domaine = Q(structure__domaine__in=domaines) | Q(membres_consortium__structure__domaine__in=domaines)
    return Q(Exists(Depot.objects.filter(par_siren | par_domaine, candidature=OuterRef("pk"))))


def _lien_detecte(personne, instant=None):
    return lies_a(sirens_des_sieges(personne), [DOMAINE])


def _sans_lien_a_trancher(personne):
    ecartes = LienEcarte.objects.filter(candidature=OuterRef("pk"), personne=personne)
    return ~_lien_detecte(personne) | Q(Exists(ecartes))


def _aucun_lien_declare(personne):
    return Q(Exists(Declaration.objects.filter(candidature=OuterRef("pk"), personne=personne)))


def _deposee():
    return ~Q(etat__in=JAMAIS_LUS)


def _devant_la_commission():
    """R35: an ineligible dossier never reaches the commission."""
    return Q(etat__in=SOUMIS_A_LA_COMMISSION)


def _lecteur_autorise(personne, instant):
    """What holds for every reader outside the team, whatever the hat."""
    return (
        _descellee(instant)
        & _deposee()
        & _sans_attache(personne)
        & _sans_deport(personne)
        & _sans_lien_a_trancher(personne)
    )


def _membre_engage(personne, instant):
    return _siege(personne) & _engage(personne, Public.MEMBRE, instant) & _devant_la_commission()


def _membre_engage_et_declare(personne, instant):
    return _membre_engage(personne, instant) & _aucun_lien_declare(personne)


def _agent_engage(personne, instant, *roles):
    return _a_role(personne, *(roles or (Role.AGENT,))) & _engage(personne, Public.AGENT, instant)


def _suivre(personne, instant):
    return _equipe(personne)


def _a_trancher(personne, instant):
    ecartes = LienEcarte.objects.filter(candidature=OuterRef("pk"), personne=personne)
    return _lien_detecte(personne) & ~Q(Exists(ecartes))


def _saisir(personne, instant):
    return _equipe(personne, Droit.REDIGER, Droit.DEPOSER)


def _deposer(personne, instant):
    """Q46: those who hold the right « déposer » in the team file, refile and withdraw."""
    return _equipe(personne, Droit.DEPOSER)


def _compter(personne, instant):
    """Before the closing, numbers only (see R3); never those of a dossier that one meets nowhere else (T5)."""
    roles = _a_role(personne, Role.AGENT, Role.OPERATEUR)
    return roles & _sans_attache(personne) & _sans_deport(personne) & _sans_lien_a_trancher(personne)


def _declarer(personne, instant):
    hats = _membre_engage(personne, instant) | _agent_engage(personne, instant, Role.AGENT, Role.OPERATEUR)
    return hats & _descellee(instant) & _deposee() & _sans_attache(personne) & _sans_deport(personne)


def _lire(personne, instant):
    """R28: the content is known to the members who take part in the labelling, and to nobody else."""
    return _membre_engage_et_declare(personne, instant) & _lecteur_autorise(personne, instant)


def _lire_administratif(personne, instant):
    return _agent_engage(personne, instant, Role.AGENT, Role.OPERATEUR) & _lecteur_autorise(personne, instant)


def _instruire(personne, instant):
    return _agent_engage(personne, instant) & _lecteur_autorise(personne, instant)


def _noter(personne, instant):
    return _lire(personne, instant) & Q(etat=Etat.EN_EVALUATION)


def _voir_notes(personne, instant):
    secretariat = _agent_engage(personne, instant, Role.AGENT, Role.OPERATEUR) & ~_siege(personne)
    hats = _membre_engage_et_declare(personne, instant) | (secretariat & _devant_la_commission())
    return hats & _lecteur_autorise(personne, instant)


def _statuer(personne, instant):
    president = _membre_engage_et_declare(personne, instant) & _preside(personne)
    hats = president | (_agent_engage(personne, instant) & _devant_la_commission())
    return hats & _lecteur_autorise(personne, instant)


REGLES = {
    Action.COMPTER: _compter,
    Action.SUIVRE: _suivre,
    Action.SAISIR: _saisir,
    Action.DEPOSER: _deposer,
    Action.DECLARER: _declarer,
    Action.LIRE: _lire,
    Action.LIRE_ADMINISTRATIF: _lire_administratif,
    Action.INSTRUIRE: _instruire,
    Action.NOTER: _noter,
    Action.VOIR_NOTES: _voir_notes,
    Action.STATUER: _statuer,
}

# A team works on its dossier at any hour: nothing asks the clock.
A_TOUTE_HEURE = (Action.SUIVRE, Action.SAISIR, Action.DEPOSER)

REGARDS = {
    Action.SUIVRE: Regard.EQUIPE,
    Action.LIRE: Regard.COMMISSION,
    Action.LIRE_ADMINISTRATIF: Regard.INSTRUCTION,
}


@cache
def compilee(regle):
    """The condition that a rule makes, over the three parameters: what is kept is SQL, never somebody's right."""
    return ConditionCompilee(Candidature, lambda: regle(PERSONNE, INSTANT))


def _condition(regle, personne, instant):
    domaine = domaine_de_structure(personne.courriel) or None
    return compilee(regle)(personne=personne.pk, domaine=domaine, instant=instant)


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
    return Candidature.objects.filter(_condition(REGLES[action], personne, instant))


def situation_de_l_agent(personne, edition, instant):
    """Return (is attached to a candidature of the edition, has the undertaking of staff still to sign), for the door.

    Before the opening there is nothing to read, and the undertaking itself is still being written: none is asked.
    """
    versions = VersionNDA.objects.en_vigueur(instant).filter(edition=OuterRef("pk"), public=Public.AGENT)
    a_signer = Exists(versions.exclude(signatures__personne=personne).filter(edition__ouverture_le__lte=instant))
    attaches = Exists(_editions_d_attache(personne).filter(candidature__edition=OuterRef("pk")))
    return Edition.objects.filter(pk=edition.pk).values_list(attaches, a_signer).get()


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
    return _condition(_a_trancher, personne, None)


def liens_a_trancher(personne, instant=None):
    """Return the candidatures that a detected link closes to ``personne`` until somebody decides (Q18)."""
    return dossiers_accessibles(personne, Action.DECLARER, instant).filter(lien_a_trancher(personne))


def est_lie(personne, candidature):
    """Tell whether a link is detected between ``personne`` and a candidature, decided on or not."""
    return Candidature.objects.filter(_condition(_lien_detecte, personne, None), pk=candidature.pk).exists()


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


def exiger_acces(personne, dossier, action, instant):
    """Raise ``Http404`` unless ``personne`` may do ``action`` on ``dossier``."""
    exiger_trouve(acces(personne, dossier, action, instant))


def instant_d_acces(personne, dossier, action):
    """Return PostgreSQL's clock, read by the very statement that grants a team's ``action``; else ``Http404``."""
    permis = dossiers_accessibles(personne, action).filter(pk=dossier.pk)
    instant = permis.values_list(horloge.LUE_PAR_LA_REQUETE).first()
    exiger_trouve(instant)
    return instant[0]


def verrouiller(personne, candidature, action, instant, avec=None):
    """Lock the row, **then** ask for access in a new statement, and return the fresh candidature.

    Inside the locking query PostgreSQL would miss a déport committed during the wait. ``avec`` completes the
    queryset of the second statement with what the acte reads too. Raises ``Http404`` when access is lost.
    """
    exiger_trouve(list(Candidature.objects.select_for_update(of=("self",)).filter(pk=candidature.pk).values_list("pk")))
    permises = dossiers_accessibles(personne, action, instant).filter(pk=candidature.pk)
    verrouillee = (avec(permises) if avec else permises).first()
    exiger_trouve(verrouillee is not None)
    return verrouillee


def _consigner(personne, candidature, action, objet):
    """Journal one reading, in one transaction that holds the edition against a change of dates (see Q45).

    A postponement asks whether somebody has read while it holds the edition alone: it either finds this reading, or is
    committed before it, and the seal, read again in a new statement, refuses. A reading already journaled within the
    quarter of an hour asks nothing: its entry forbids any postponement. The team's readings are its own.
    """
    if action == Action.SUIVRE:
        return
    instant = horloge.maintenant()

    def encore_descellee():
        edition = Edition.objects.verrouiller_en_partage(candidature.edition_id)
        exiger_trouve(edition.sceau_leve(instant))

    inscrire_lecture(par=personne, objet=candidature, instant=instant, a_condition=encore_descellee, vu=objet)


def consulter(personne, reference, action, objet="dossier"):
    """Return the ``Dossier`` of the last filed version: the only way to content.

    Effects, in order: access checked, reading journaled in its own chain (own short transaction), version read.
    The readings of the team are not journaled: they are its own. Raises ``Http404``.
    """
    return consulter_avec(personne, reference, action, None, objet)[0]


def consulter_avec(personne, reference, action, avec, objet="dossier"):
    """Do the same; return with the ``Dossier`` its candidature, completed by ``avec`` in the statement that checks."""
    candidature = dossier_ou_404(personne, reference, action, avec=avec)
    _consigner(personne, candidature, action, objet)
    depot = candidature.depots.select_related("structure", "thematique").order_by("-numero").first()
    exiger_trouve(depot)
    pieces = list(depot.pieces.select_related("fichier"))
    return composer(candidature, depot, pieces, REGARDS[action]), candidature


def consulter_piece(personne, reference, action, piece_id):
    """Return the ``Fichier`` of one file of the last filed version, once journaled. Raises ``Http404``."""
    candidature = dossier_ou_404(personne, reference, action)
    piece = (
        PieceDeposee.objects.select_related("fichier", "depot")
        .filter(pk=piece_id, depot__candidature=candidature)
        .order_by("-depot__numero")
        .first()
    )
    dernier = candidature.depots.order_by("-numero").values_list("pk", flat=True).first()
    exiger_trouve(piece is not None and piece.depot_id == dernier)
    emplacements = {emplacement["code"]: emplacement for emplacement in piece.depot.formulaire["pieces"]}
    exiger_trouve(piece_visible(emplacements[piece.emplacement], REGARDS[action]))
    _consigner(personne, candidature, action, f"piece:{piece.pk}")
    return piece.fichier


def consulter_complement(personne, reference, piece_id):
    """Return the ``Fichier`` of a piece sent as a complement, to those who instruct only (see Q8), once journaled."""
    candidature = dossier_ou_404(personne, reference, Action.INSTRUIRE)
    piece = PieceDeComplement.objects.envoyee(candidature, piece_id)
    exiger_trouve(piece is not None)
    _consigner(personne, candidature, Action.INSTRUIRE, f"complement:{piece.pk}")
    return piece.fichier
