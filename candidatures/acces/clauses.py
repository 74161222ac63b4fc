"""The clauses of the access rule, each a condition on a candidature, and the rule of each action."""

from enum import StrEnum
from functools import cache

from django.db.models import CharField, DateField, DateTimeField, Exists, OuterRef, Q, UUIDField

from amihr.comptes.models import Attribution, Role
from amihr.editions.models import Edition
from amihr.habilitations.mandats import premier_jour_qui_lie
from amihr.habilitations.models import Mandat, Membre, Public, VersionNDA
from amihr.socle.requetes import ConditionCompilee, Parametre, Parmi
from candidatures.models import (
    AccesExceptionnel,
    Affectation,
    Candidature,
    Cote,
    Declaration,
    Deport,
    Depot,
    Droit,
    Equipier,
    Etat,
    LienEcarte,
    MembreConsortium,
    Message,
    Partage,
    Rapporteur,
    Repartition,
    RetraitTardif,
    Structure,
    StructureLiee,
)
from candidatures.regles.liens import domaine_de_structure

SOUMIS_A_LA_COMMISSION = (Etat.ELIGIBLE, Etat.EN_EVALUATION, Etat.LABELLISEE, Etat.NON_LABELLISEE)
JAMAIS_LUS = (Etat.BROUILLON, Etat.RETIREE)

# Rules are written over these four, never over somebody: each one is compiled once, whoever asks.
PERSONNE = Parametre("personne", UUIDField())
DOMAINE = Parametre("domaine", CharField())  # of the person's employer; null when the address says nothing of one
INSTANT = Parametre("instant", DateTimeField())
LIE_DEPUIS = Parametre("lie_depuis", DateField())  # a mandate that ended before that day ties no more


class Action(StrEnum):
    """What a person may want to do on a dossier."""

    COMPTER = "compter"
    SUIVRE = "suivre"
    SAISIR = "saisir"
    DEPOSER = "deposer"
    DECLARER = "declarer"
    LIRE = "lire"
    LIRE_ADMINISTRATIF = "lire_administratif"
    RAPPORTER = "rapporter"
    PREPARER = "preparer"
    INSTRUIRE = "instruire"
    CORRESPONDRE = "correspondre"
    REINTEGRER = "reintegrer"
    NOTER = "noter"
    VOTER = "voter"
    VOIR_NOTES = "voir_notes"
    STATUER = "statuer"
    LIRE_PARTAGE = "lire_partage"
    DEMANDER_L_ACCES = "demander_l_acces"
    LIRE_PAR_EXCEPTION = "lire_par_exception"


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


def editions_d_attache(personne):
    return Equipier.objects.actifs().filter(personne=personne).values("candidature__edition")


def _sans_attache(personne):
    """Nobody attached to a candidature of the edition is its member or its agent."""
    return ~Q(Parmi("edition", editions_d_attache(personne)))


def _sans_deport(personne):
    return ~Q(Parmi("pk", Deport.objects.en_vigueur().filter(personne=personne).values("candidature")))


def sirens_des_sieges(personne):
    """Return the SIREN of the employers that a person's seats name."""
    sieges = Membre.objects.en_fonction().filter(personne=personne).exclude(siren_employeur="")
    return sieges.values("siren_employeur")


def mandats_qui_lient(personne, depuis=LIE_DEPUIS):
    """Return the mandates of a person, whoever said them, that tie them to a structure (Q18)."""
    return Mandat.objects.qui_lient(depuis).filter(personne=personne)


def structures_liees(personne):
    """Return the structures with which the recusals of a person say a link, declared or imposed, as long as they hold."""
    return StructureLiee.objects.filter(deport__personne=personne, deport__leve_le=None).exclude(siren="")


def structures_declarees(personne):
    """Those that the person named. An imposed recusal, of which they are told nothing, closes nothing else to them."""
    return structures_liees(personne).filter(deport__impose_par=None)


def sirens_lies(personne):
    """Return the SIREN with which the software finds a link: employers, mandates, links declared on any dossier."""
    mandats, declares = mandats_qui_lient(personne).values("siren"), structures_declarees(personne).values("siren")
    sans_ordre = (mandats.order_by(), declares.order_by())  # an order would join the tables that it names
    return sirens_des_sieges(personne).order_by().union(*sans_ordre, all=True)


def lies_a(sirens, domaines):
    """A filed version whose lead or whose consortium has one of these SIREN or registrable e-mail domains (A-17).

    From the few structures to their dossiers: nothing of it is asked again of each dossier of a list.
    """
    structures = Structure.objects.filter(Q(siren__in=sirens) | Q(domaine__in=domaines)).values("pk")
    menes = Depot.objects.filter(structure__in=structures).values("candidature")
    accompagnes = MembreConsortium.objects.filter(structure__in=structures).values("depot__candidature")
    return Q(Parmi("pk", menes)) | Q(Parmi("pk", accompagnes))


def lien_detecte(personne, instant=None):
    return lies_a(sirens_lies(personne), [DOMAINE])


def lien_connu(personne, instant=None):
    """What the secretariat may decide on: what is detected, and what another recusal that it imposed says."""
    return lien_detecte(personne) | lies_a(structures_liees(personne).values("siren"), [])


def _ecarte(personne):
    return Q(Exists(LienEcarte.objects.filter(candidature=OuterRef("pk"), personne=personne)))


def _sans_lien_a_trancher(personne):
    return ~lien_detecte(personne) | _ecarte(personne)


def _sans_lien_a_trancher_encore(personne, instant):
    """Under seal, only what the secretariat and the address say counts: numbers that moved with a mandate that one says
    of oneself would tell who has filed (T3)."""
    du_siege = ~lies_a(sirens_des_sieges(personne), [DOMAINE]) | _ecarte(personne)
    return du_siege & (~_descellee(instant) | _sans_lien_a_trancher(personne))


def _aucun_lien_declare(personne):
    return Q(Exists(Declaration.objects.filter(candidature=OuterRef("pk"), personne=personne)))


def _deposee():
    return ~Q(etat__in=JAMAIS_LUS)


def _devant_la_commission():
    """R35: an ineligible dossier never reaches the commission."""
    return Q(etat__in=SOUMIS_A_LA_COMMISSION)


def sans_obstacle(personne, instant=None):
    """Nothing of the person's own closes a dossier to them: no team of its edition, no recusal, no link to decide on."""
    return _sans_attache(personne) & _sans_deport(personne) & _sans_lien_a_trancher(personne)


def _lecteur_autorise(personne, instant):
    """What holds for every reader outside the team, whatever the hat."""
    return _descellee(instant) & _deposee() & sans_obstacle(personne)


def _membre_engage(personne, instant):
    return _siege(personne) & _engage(personne, Public.MEMBRE, instant) & _devant_la_commission()


def _affecte(personne):
    siennes = Affectation.objects.en_cours().filter(membre__personne=personne)
    return Q(Parmi("pk", siennes.values("candidature")))


def est_a_evaluer(personne, instant):
    """Where dossiers are shared among the members, one's own only."""
    return ~Q(Parmi("edition", Repartition.objects.en_vigueur().values("edition"))) | _affecte(personne)


def _lecture_ouverte(personne):
    """Sharing narrows what one scores; what one reads too where it says so, until the commission meets."""
    reservees = Repartition.objects.qui_reservent_la_lecture()
    return ~Q(Parmi("edition", reservees.values("edition"))) | _affecte(personne)


def _membre_engage_et_declare(personne, instant):
    return _membre_engage(personne, instant) & _aucun_lien_declare(personne) & _lecture_ouverte(personne)


def lecteur_possible(personne, instant):
    """Whoever may be given a dossier. A signature that a new version suspends is asked at each reading, not here."""
    membre = _siege(personne) & _devant_la_commission() & _aucun_lien_declare(personne)
    return membre & _lecteur_autorise(personne, instant)


def membre_muet(personne, instant):
    """Whoever sits and has not said a word about a dossier yet (Q18): signed or not, for they sign before they answer."""
    attendu = _siege(personne) & _devant_la_commission() & ~_aucun_lien_declare(personne)
    return attendu & _descellee(instant) & _deposee() & _sans_attache(personne) & _sans_deport(personne)


def _agent_engage(personne, instant, *roles):
    return _a_role(personne, *(roles or (Role.AGENT,))) & _engage(personne, Public.AGENT, instant)


def _suivre(personne, instant):
    return _equipe(personne)


def a_trancher(personne, instant):
    return lien_detecte(personne) & ~_ecarte(personne)


def _saisir(personne, instant):
    return _equipe(personne, Droit.REDIGER, Droit.DEPOSER)


def _deposer(personne, instant):
    """Q46: those who hold the right « déposer » in the team file, refile and withdraw."""
    return _equipe(personne, Droit.DEPOSER)


def _compter(personne, instant):
    """Before the closing, numbers only (see R3); never those of a dossier that one meets nowhere else (T5)."""
    roles = _a_role(personne, Role.AGENT, Role.OPERATEUR)
    sans_lien = _sans_deport(personne) & _sans_lien_a_trancher_encore(personne, instant)
    return roles & _sans_attache(personne) & sans_lien


def _engage_en_tout(personne, instant):
    """Every text in force that is asked of them: the staff's, and the members' too for who has a seat."""
    membre = ~_siege(personne) | _engage(personne, Public.MEMBRE, instant)
    return _engage(personne, Public.AGENT, instant) & membre


def _demander_l_acces(personne, instant):
    """What exceptional access never overrides (A-13): the undertaking, the seal, a recusal, a link, a team of the edition."""
    roles = _a_role(personne, Role.AGENT, Role.ADMINISTRATEUR)
    return roles & _engage_en_tout(personne, instant) & _lecteur_autorise(personne, instant)


def _autorise_par_exception(personne, instant):
    """Somebody else opened this dossier to them, less than an hour ago."""
    siens = AccesExceptionnel.objects.ouverts(instant).filter(personne=personne)
    return _demander_l_acces(personne, instant) & Q(Parmi("pk", siens.values("candidature")))


def _lire_par_exception(personne, instant):
    """As for any other reading of the technical parts, « aucun lien » comes first (see Q18)."""
    return _autorise_par_exception(personne, instant) & _aucun_lien_declare(personne)


def _declarer(personne, instant):
    hats = _membre_engage(personne, instant) | _agent_engage(personne, instant, Role.AGENT, Role.OPERATEUR)
    hats |= _autorise_par_exception(personne, instant)
    return hats & _descellee(instant) & _deposee() & _sans_attache(personne) & _sans_deport(personne)


def _lire(personne, instant):
    """R28: the content is known to the members who take part in the labelling, and to nobody else."""
    return _membre_engage_et_declare(personne, instant) & _lecteur_autorise(personne, instant)


def _lire_administratif(personne, instant):
    return _agent_engage(personne, instant, Role.AGENT, Role.OPERATEUR) & _lecteur_autorise(personne, instant)


def _est_rapporteur(personne):
    return Q(Exists(Rapporteur.objects.en_vigueur().filter(candidature=OuterRef("pk"), personne=personne)))


def _rapporter(personne, instant):
    """Whoever instructs reads the technical parts of the dossiers that they report on (see Q8), once they declared no link."""
    return _lire_administratif(personne, instant) & _est_rapporteur(personne) & _aucun_lien_declare(personne)


def _preparer(personne, instant):
    """Examining the points and proposing a conclusion: the operator too, who then decides nothing (domain.md 1)."""
    return _lire_administratif(personne, instant)


def _instruire(personne, instant):
    return _agent_engage(personne, instant) & _lecteur_autorise(personne, instant)


def _a_ecrit():
    """The team has written first: what it wrote is its own to show, its dossier is not."""
    return Q(Exists(Message.objects.venus_de(Cote.EQUIPE).filter(candidature=OuterRef("pk"))))


def _correspondre(personne, instant):
    """The Région's side of a thread, and nothing of the dossier: before the seal is lifted, where the team wrote (see R3)."""
    hats = _agent_engage(personne, instant, Role.AGENT, Role.OPERATEUR)
    ouverts = _a_ecrit() | (_descellee(instant) & _deposee())
    sans_lien = _sans_deport(personne) & _sans_lien_a_trancher_encore(personne, instant)
    return hats & ouverts & _sans_attache(personne) & sans_lien


def _retiree_apres_la_cloture():
    return Q(Exists(RetraitTardif.objects.de_la_ligne()), etat=Etat.RETIREE)


def _reintegrer(personne, instant):
    """What an agent may put back, and name: one that its team withdrew after the closing too, whose content is closed."""
    presents = _deposee() | _retiree_apres_la_cloture()
    return _agent_engage(personne, instant) & presents & _descellee(instant) & sans_obstacle(personne)


def _noter(personne, instant):
    return _lire(personne, instant) & Q(etat=Etat.EN_EVALUATION) & est_a_evaluer(personne, instant)


def _voter(personne, instant):
    """The decision is collective (see R33): every member present votes, whoever was to score."""
    return _lire(personne, instant) & Q(etat=Etat.EN_EVALUATION)


def _voir_notes(personne, instant):
    secretariat = _agent_engage(personne, instant, Role.AGENT, Role.OPERATEUR) & ~_siege(personne)
    hats = _membre_engage_et_declare(personne, instant) | (secretariat & _devant_la_commission())
    return hats & _lecteur_autorise(personne, instant)


def _statuer(personne, instant):
    president = _membre_engage_et_declare(personne, instant) & _preside(personne)
    hats = president | (_agent_engage(personne, instant) & _devant_la_commission())
    return hats & _lecteur_autorise(personne, instant)


def _lire_partage(porteur, instant):
    """Whoever holds a link of the team reads its dossier: no longer than the link, nor than its author's own access."""
    auteurs = Equipier.objects.actifs().filter(candidature=OuterRef("candidature"), personne=OuterRef("par"))
    liens = Partage.objects.ouverts(instant).filter(Exists(auteurs), candidature=OuterRef("pk"), pk=porteur)
    return Q(Exists(liens))


REGLES = {
    Action.COMPTER: _compter,
    Action.SUIVRE: _suivre,
    Action.SAISIR: _saisir,
    Action.DEPOSER: _deposer,
    Action.DECLARER: _declarer,
    Action.LIRE: _lire,
    Action.LIRE_ADMINISTRATIF: _lire_administratif,
    Action.RAPPORTER: _rapporter,
    Action.PREPARER: _preparer,
    Action.INSTRUIRE: _instruire,
    Action.CORRESPONDRE: _correspondre,
    Action.REINTEGRER: _reintegrer,
    Action.NOTER: _noter,
    Action.VOTER: _voter,
    Action.VOIR_NOTES: _voir_notes,
    Action.STATUER: _statuer,
    Action.LIRE_PARTAGE: _lire_partage,
    Action.DEMANDER_L_ACCES: _demander_l_acces,
    Action.LIRE_PAR_EXCEPTION: _lire_par_exception,
}


@cache
def compilee(regle):
    """The condition that a rule makes, over the four parameters: what is kept is SQL, never somebody's right."""
    return ConditionCompilee(Candidature, lambda: regle(PERSONNE, INSTANT))


def condition(regle, personne, instant):
    domaine = domaine_de_structure(personne.courriel) or None
    lie_depuis = premier_jour_qui_lie(instant) if instant else None
    return compilee(regle)(personne=personne.pk, domaine=domaine, instant=instant, lie_depuis=lie_depuis)
