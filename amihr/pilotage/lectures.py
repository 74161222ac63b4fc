"""What the pages of the Région read, gathered from the rooms below. Each dossier comes through ``acces``."""

from allauth.mfa.models import Authenticator
from django.db.models import CharField, Count, Exists, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from amihr.comptes import recuperation
from amihr.comptes.models import Attribution, Personne
from amihr.courrier.models import EN_ALERTE, Courrier
from amihr.courrier.models import Etat as EtatDuCourrier
from amihr.editions.models import Edition, Question
from amihr.editions.textes import est_a_ecrire
from amihr.editions.textes_attendus import CODES, DEFAUTS
from amihr.habilitations.engagements import a_signe
from amihr.habilitations.models import College, Membre, SignatureNDA
from amihr.journal.chaine import reference_de
from amihr.journal.models import Chaine, EntreeJournal
from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures import (
    avec_prise,
    avec_rapporteur,
    complements_a_examiner,
    compter,
    dossiers_a_instruire,
    liens_a_trancher_par,
    rapportes,
    suivis,
)
from candidatures.lectures.acces_exceptionnels import acces_a_autoriser
from candidatures.models import (
    AccesExceptionnel,
    Complement,
    Depot,
    Disqualification,
    Eligibilite,
    Etat,
    Message,
    PriseEnCharge,
    Prolongation,
    PropositionDeConclusion,
    Rapporteur,
    Recevabilite,
    Reintegration,
    RemedeVideo,
    RetraitTardif,
)
from candidatures.regles.instruction import EN_INSTRUCTION
from catalogue.models import Label, RetraitLabel
from evaluation.models import Decision

DOSSIER = "candidatures_candidature:"  # how the journal names one
AVANT_TOUT_EXAMEN = (Etat.BROUILLON, Etat.DEPOSEE, Etat.RETIREE)
DEPOSEES = tuple(etat for etat in Etat if etat not in (Etat.BROUILLON, Etat.RETIREE))
BARRES = (
    ("Commencées, non déposées", (Etat.BROUILLON,)),
    ("Déposées", DEPOSEES),
    (
        "Recevables",
        (Etat.RECEVABLE, Etat.ELIGIBLE, Etat.INELIGIBLE, Etat.EN_EVALUATION, Etat.LABELLISEE, Etat.NON_LABELLISEE),
    ),
    ("Éligibles", (Etat.ELIGIBLE, Etat.EN_EVALUATION, Etat.LABELLISEE, Etat.NON_LABELLISEE)),
    ("Devant la commission", (Etat.EN_EVALUATION, Etat.LABELLISEE, Etat.NON_LABELLISEE)),
)


def entonnoir(personne, edition, instant):
    """Return the funnel ``[{"libelle", "nombre"}]`` of an edition; counts only, whatever the date (see R3)."""
    comptes = compter(personne, edition, instant)
    return [{"libelle": libelle, "nombre": sum(comptes.get(etat, 0) for etat in etats)} for libelle, etats in BARRES]


def a_faire(personne, edition):
    """Return ``{état: number}`` of the dossiers that ``personne`` may examine now.

    « a_viser »: the visas asked of them; « complement »: the complements received, to be looked at.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.INSTRUIRE).filter(edition=edition)
    proposees = PropositionDeConclusion.objects.en_cours().filter(candidature=OuterRef("pk")).exclude(par=personne)
    a_viser = Count("pk", filter=Q(Exists(proposees), etat__in=EN_INSTRUCTION))
    recus = Count("pk", filter=Exists(complements_a_examiner()))
    comptes = list(dossiers.order_by().values_list("etat").annotate(nombre=Count("pk"), a_viser=a_viser, recus=recus))
    nombres = {etat: nombre for etat, nombre, _, _ in comptes}
    return nombres | {
        "a_viser": sum(visas for _, _, visas, _ in comptes),
        "complement": sum(complements for *_, complements in comptes),
    }


def nombre_de_liens_a_trancher(personne, edition):
    """Return how many detected links wait for a decision that ``personne`` may take."""
    return len(liens_a_trancher_par(personne, edition))


def ce_qui_concerne(personne, edition, instant):
    """Return, in one statement, four facts to be said to ``personne`` only, then a number that staff may know.

    (has a seat here, a detected link closes a dossier to them, a lost second factor waits for them to confirm, a request
    for exceptional access waits for them, how many questions about the call wait for an answer)
    """
    sieges = Membre.objects.en_fonction().filter(personne=personne, edition=OuterRef("pk"))
    liens = acces.liens_a_trancher(personne).filter(edition=OuterRef("pk"))
    a_confirmer = recuperation.a_confirmer_par(personne, instant)
    a_autoriser = acces_a_autoriser(personne, instant).filter(candidature__edition=OuterRef("pk"))
    questions = Question.objects.a_repondre().filter(edition=OuterRef("pk")).order_by().values("edition")
    nombre = Coalesce(Subquery(questions.annotate(nombre=Count("pk")).values("nombre")), 0)
    dits = (Exists(sieges), Exists(liens), Exists(a_confirmer), Exists(a_autoriser), nombre)
    return Edition.objects.filter(pk=edition.pk).values_list(*dits).get()


def dossiers(personne, edition, prises, *, etat="", recherche="", suivi="", rapport=""):
    """Return the filed dossiers that ``personne`` may examine, by title, with what the list shows.

    ``prises``: who has taken which; see ``candidatures.lectures.prises_en_cours``.
    """
    trouves = dossiers_a_instruire(personne, edition, etat=etat, recherche=recherche).select_related("thematique")
    tenus = suivis(personne, avec_prise(trouves, prises), prises, suivi)
    return avec_rapporteur(rapportes(personne, tenus, rapport))


def etats_presents(personne, edition):
    """Return (``[(état, label, number)]`` over what ``personne`` may read, how many it may put before the commission)."""
    lisibles = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF).filter(edition=edition)
    eligibles = acces.dossiers_accessibles(personne, Action.STATUER).filter(edition=edition, etat=Etat.ELIGIBLE)
    a_mettre = Count("pk", filter=Q(pk__in=eligibles.order_by().values("pk")))
    comptes = lisibles.order_by().values_list("etat").annotate(nombre=Count("pk"), a_mettre=a_mettre)
    lus = {etat: (nombre, a_mettre) for etat, nombre, a_mettre in comptes}
    presents = [(etat.value, etat.label, lus[etat][0]) for etat in Etat if etat in lus]
    return presents, sum(a_mettre for _, a_mettre in lus.values())


def colleges(edition, instant):
    """Return the colleges of an edition, each with its numbers of members and of undertakings signed, in force."""
    en_fonction = Q(membres__retire_le=None)
    engages = Membre.objects.filter(a_signe(edition, instant), edition=edition).order_by().values("pk")
    signe = en_fonction & Q(membres__in=engages)
    return (
        College.objects.filter(edition=edition)
        .annotate(
            nombre=Count("membres", filter=en_fonction, distinct=True),
            signes=Count("membres", filter=signe, distinct=True),
        )
        .order_by("ordre")
    )


def membres(edition, instant):
    """Return the seated members, by college then name, with whether each has signed the version in force."""
    sieges = Membre.objects.en_fonction().filter(edition=edition).select_related("personne", "college")
    lignes = sieges.annotate(a_signe=a_signe(edition, instant))
    lignes = lignes.order_by("college__ordre", "personne__nom", "personne__prenom", "pk")
    return [{"membre": membre, "a_signe": membre.a_signe} for membre in lignes]


def comptes(recherche=""):
    """Return, by name, the accounts that hold a role; when searched, those among them, or the one of that exact address.

    An account without a role is a candidate's, maybe: nobody browses them, one asks for an address one knows (T6).
    """
    en_charge = Exists(Attribution.objects.actives().filter(personne=OuterRef("pk")))
    if not recherche:
        return _avec_leurs_roles(Personne.objects.filter(en_charge))
    noms = AppNorm(Concat("prenom", Value(" "), "nom", Value(" "), "courriel", output_field=CharField()))
    trouves = Q(en_charge, noms__contains=AppNorm(Value(recherche))) | Q(courriel=recherche.lower())
    return _avec_leurs_roles(Personne.objects.annotate(noms=noms).filter(trouves))


def compte_ou_rien(pk):
    """Return one account, with the roles that it holds (``roles_tenus``), or ``None``."""
    return _avec_leurs_roles(Personne.objects.filter(pk=pk)).first()


def _avec_leurs_roles(personnes):
    roles = Attribution.objects.actives().select_related("attribuee_par").order_by("role", "pk")
    second_facteur = Exists(Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes"))
    personnes = personnes.annotate(a_second_facteur=second_facteur)
    return personnes.prefetch_related(Prefetch("attributions", roles, to_attr="roles_tenus")).order_by(
        AppNorm("nom"), AppNorm("prenom"), "pk"
    )


def membre_ou_rien(edition, pk):
    """Return one seated member of an edition, or ``None``."""
    return Membre.objects.en_fonction().filter(edition=edition, pk=pk).select_related("personne").first()


def personne_au_courriel(courriel):
    """Return the account of an address, or ``None``."""
    return Personne.objects.filter(courriel=courriel.strip().lower()).first()


def college_de(edition, pk):
    """Return one college of an edition, or ``None``."""
    return College.objects.filter(edition=edition, pk=pk).first()


def dossiers_eligibles(personne, edition):
    """Return the eligible dossiers that ``personne`` may put before the commission, by title."""
    eligibles = acces.dossiers_accessibles(personne, Action.STATUER).filter(edition=edition, etat=Etat.ELIGIBLE)
    return list(eligibles.order_by("noms", "reference"))


def nombre_a_examiner(personne, edition):
    """Return how many filed dossiers, of those that ``personne`` may examine, have still a conclusion to come."""
    dossiers = acces.dossiers_accessibles(personne, Action.INSTRUIRE).filter(edition=edition)
    return dossiers.filter(etat__in=EN_INSTRUCTION).count()


def textes(edition):
    """Return the editable texts of a call: code, what it is for, whether it is filled."""
    contenus = dict(edition.textes.values_list("code", "contenu"))
    return [
        {
            "code": code,
            "libelle": libelle,
            "est_rempli": bool(contenus.get(code, "").strip()),
            "est_a_ecrire": est_a_ecrire(contenus.get(code, "")),
            "a_un_defaut": code in DEFAUTS,
        }
        for code, libelle in CODES.items()
        if code in contenus or code in DEFAUTS
    ]


def a_ete_lue(edition):
    """Tell whether somebody of staff or commission has read a dossier of this edition, or judged one (see Q45)."""
    if acces.toutes(edition).exclude(etat__in=AVANT_TOUT_EXAMEN).exists():
        return True
    references = candidatures_de(edition)
    return EntreeJournal.objects.filter(chaine=Chaine.LECTURES, objet__in=references).exists()


def _references(lot, nom):
    """Return the references by which outbox and journal name the rows of ``lot``."""
    return lot.annotate(reference_ecrite=Concat(Value(f"{nom}:"), Cast("pk", CharField()))).values("reference_ecrite")


def candidatures_de(edition):
    """Return the journal's references of the candidatures of an edition, whoever may read them: ids only."""
    return _references(acces.toutes(edition), "candidatures_candidature")


def envois(personne, edition):
    """Return the mails of a call that ``personne`` may know of, latest first.

    A mail about a dossier is shown to who may read that dossier: before the closing, or déporté, nobody (T3, T5).
    """
    objets = Q()
    for lot in _ecrits(personne, edition):
        objets |= Q(objet__in=_references(lot, f"{lot.model._meta.app_label}_{lot.model._meta.model_name}"))
    return Courrier.objects.filter(objets).order_by("-poste_le", "pk")


def _ecrits(personne, edition):
    """Yield what mails are about, as far as ``personne`` may know of it: addresses stand in the list of mails."""
    lisibles = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF).filter(edition=edition)
    du_dossier = (Depot, Decision, Label, Recevabilite, Eligibilite, Disqualification, Complement, Message)
    for modele in (*du_dossier, AccesExceptionnel, PriseEnCharge, PropositionDeConclusion, Rapporteur, RemedeVideo):
        yield modele.objects.filter(candidature__in=lisibles)
    yield RetraitLabel.objects.filter(label__candidature__in=lisibles)
    yield Prolongation.objects.filter(complement__candidature__in=lisibles)
    nommables = acces.dossiers_accessibles(personne, Action.REINTEGRER).filter(edition=edition)
    for modele in (RetraitTardif, Reintegration):
        yield modele.objects.filter(sortie__candidature__in=nommables)
    yield Membre.objects.filter(edition=edition)
    yield SignatureNDA.objects.filter(version__edition=edition)


def annonces(edition):
    """Return what the teams were told of a call, latest first, each with its ``envoyes`` and its ``en_alerte``.

    Numbers only, whatever the date: who was written to would tell who applies (T3).
    """
    faites = list(edition.annonces.select_related("version"))
    par_objet = {reference_de(annonce): annonce for annonce in faites}
    partis = Courrier.objects.filter(objet__in=par_objet).order_by().values_list("objet")
    envoyes, en_alerte = Q(etat=EtatDuCourrier.ENVOYE), Q(etat__in=EN_ALERTE)
    comptes = partis.annotate(envoyes=Count("pk", filter=envoyes), en_alerte=Count("pk", filter=en_alerte))
    par_etat = {objet: nombres for objet, *nombres in comptes}
    for objet, annonce in par_objet.items():
        annonce.envoyes, annonce.en_alerte = par_etat.get(objet, (0, 0))
    return faites


def entrees_du_journal(chaine, recherche=""):
    """Return the lines of a chain, latest first, with who acted; when searched, those of one person or of one dossier.

    ``recherche``: an exact e-mail address, or the reference of a filed candidature. Names are for the DPO (see Q40).
    """
    entrees = EntreeJournal.objects.filter(chaine=chaine).select_related("par").order_by("-seq")
    if not recherche:
        return entrees
    depots = Depot.objects.filter(candidature__reference=recherche.upper())
    dossiers = [f"{DOSSIER}{pk}" for pk in depots.values_list("candidature_id", flat=True)]
    return entrees.filter(Q(par__courriel=recherche.lower()) | Q(objet__in=dossiers))


def dossiers_nommes(entrees):
    """Return ``{what the journal calls a candidature: its reference}`` for the filed ones among those lines."""
    objets = {entree.objet.removeprefix(DOSSIER) for entree in entrees if entree.objet.startswith(DOSSIER)}
    depots = Depot.objects.filter(candidature__in=objets).values_list("candidature_id", "candidature__reference")
    return {f"{DOSSIER}{pk}": reference for pk, reference in depots}
