"""What the pages of a meeting read: agenda, figures, votes, attendance. Each dossier comes through ``acces``."""

from collections import Counter

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from amihr.comptes.models import Role
from amihr.habilitations.models import Membre
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures import avec_rapporteur
from candidatures.models import Deport, Etat
from evaluation.models import Avis, Decision, Evaluation, ProcesVerbal, Seance, Suite
from evaluation.regles.deliberation import Decompte
from evaluation.regles.moyennes import resultats
from evaluation.regles.ordre import RANG, ordre_de_passage

from . import bareme_de, evaluations_visibles, soumises, tableau


def seances(edition):
    """Return the meetings of an edition, latest first."""
    return Seance.objects.filter(edition=edition).order_by("-jour", "pk")


def seance_ou_rien(edition, pk):
    """Return one meeting of an edition, or ``None``."""
    return Seance.objects.filter(edition=edition, pk=pk).select_related("edition").first()


def preside(personne, edition):
    """Tell whether a person presides over the commission of an edition."""
    return Membre.objects.en_fonction().filter(edition=edition, personne=personne, est_president=True).exists()


def presidence(edition):
    """Return the member who presides over the commission of an edition, or ``None``."""
    return Membre.objects.en_fonction().filter(edition=edition, est_president=True).select_related("personne").first()


def peut_conduire(personne, edition):
    """Tell whether a person conducts the meetings: the Région and the president; the operator only prepares them."""
    return personne.a_role(Role.AGENT) or preside(personne, edition)


def est_en_seance(personne, instant):
    """Condition of the setting EN_SEANCE: whoever is recorded present in an open meeting."""
    ouvertes = Q(presences__seance__ouverte_le__isnull=False, presences__seance__close_le=None)
    return Membre.objects.en_fonction().filter(ouvertes, personne=personne, presences__est_present=True).exists()


def ordre_du_jour(personne, seance, *, conduit, instant=None):
    """Return the dossiers of a meeting that ``personne`` may meet there, in its order, with ``decision`` loaded
    and who reports on each.

    Positions and numbers are those of this list: a dossier that one may not read is nowhere in it (T5).
    """
    action = Action.STATUER if conduit else Action.VOIR_NOTES
    dossiers = acces.dossiers_accessibles(personne, action, instant).filter(edition=seance.edition)
    # Once closed, a meeting has the dossiers that it decided; open, those too that no other one has decided.
    retenus = Q(decision__seance=seance, decision__suite__in=[s for s in Suite if s != Suite.EN_PROJET])
    if seance.close_le is None:
        libres = Q(decision=None) | Q(decision__suite=Suite.EN_PROJET)
        retenus |= libres & Q(etat=Etat.EN_EVALUATION)
    trouves = avec_rapporteur(dossiers.filter(retenus)).select_related("thematique", "decision")
    ordre = seance.edition.reglage("Q42", "ordre")
    rangs = _rangs(personne, seance.edition, instant) if ordre == RANG else None
    return ordre_de_passage(list(trouves.order_by("pk")), ordre, graine=str(seance.pk), rangs=rangs)


def _rangs(personne, edition, instant):
    return {ligne.dossier: ligne.rang for ligne in tableau(personne, edition, instant).classement.lignes}


def a_confirmer(decisions):
    """Return the ids of the decisions in which somebody déporté since took part, by a vote or by a grid.

    Q47: before the meeting closes such a decision goes back « à confirmer », and its figures are made again
    without that member. Two queries for any number of decisions.
    """
    participants = {d.pk: {v["membre"] for v in d.votants} | set(d.figures.get("membres", ())) for d in decisions}
    tous = set().union(*participants.values())
    personnes = {str(pk): qui for pk, qui in Membre.objects.filter(pk__in=tous).values_list("pk", "personne_id")}
    deports = Deport.objects.en_vigueur().filter(candidature__in=[d.candidature_id for d in decisions])
    partis = set(deports.order_by().values_list("candidature_id", "personne_id"))
    return {d.pk for d in decisions if any((d.candidature_id, personnes[m]) in partis for m in participants[d.pk])}


def a_confirmer_dans(seance):
    """Return the arrêtées decisions of a meeting that are « à confirmer » now."""
    decisions = list(Decision.objects.filter(seance=seance).exclude(arretee_le=None).order_by("pk"))
    concernees = a_confirmer(decisions)
    return [decision for decision in decisions if decision.pk in concernees]


def _ouverture():
    """When the meeting of a grid's dossier opened: that of its decision, else the last one that opened; as an expression."""
    ouvertes = Seance.objects.filter(edition=OuterRef("candidature__edition"), ouverte_le__isnull=False)
    la_sienne = ouvertes.filter(decisions__candidature=OuterRef("candidature"))
    instants = (seances.order_by("-ouverte_le").values("ouverte_le")[:1] for seances in (la_sienne, ouvertes))
    return Coalesce(*map(Subquery, instants))


def deliberees(comptees):
    """Narrow grids to those submitted since the meeting of their dossier opened: revised there, or only then remitted."""
    return comptees.filter(soumise_le__gt=_ouverture())


def initiales(comptees):
    """Return those grids as they stood when the meeting of their dossier opened: none for whoever had not submitted."""
    les_memes = comptees.filter(candidature=OuterRef("candidature"), membre=OuterRef("membre"))
    d_avant = Evaluation.objects.soumises().filter(soumise_le__lte=_ouverture())
    plus_recente = d_avant.filter(
        candidature=OuterRef("candidature"),
        membre=OuterRef("membre"),
        grille=OuterRef("grille"),
        version__gt=OuterRef("version"),
    )
    grilles = d_avant.filter(Exists(les_memes.order_by()), ~Exists(plus_recente))
    return grilles.filter(grille__in=comptees.order_by().values("grille")).order_by("candidature_id", "membre_id")


def figures(personne, candidature, grille, instant=None):
    """Return ``(before, after)``, two ``Resultat`` of one dossier from the grids that ``personne`` may see.

    ``before`` is ``None`` when no grid has been submitted since the meeting opened.
    """
    bareme = bareme_de(grille)
    visibles = evaluations_visibles(personne, candidature.edition, instant)
    comptees = visibles.filter(candidature=candidature, grille=grille).order_by("membre_id")
    (apres,) = resultats(bareme, [candidature.pk], soumises(comptees))
    if not deliberees(comptees).exists():
        return None, apres
    (avant,) = resultats(bareme, [candidature.pk], soumises(initiales(comptees)))
    return avant, apres


def si_different(avant, apres):
    """Return a figure as displayed before deliberation, "" where there was none or where it reads the same after."""
    return avant.affichee if avant and avant.affichee != apres.affichee else ""


def decompte(seance, candidature, votants):
    """Return the ``Decompte`` of the votes of those who may vote on a dossier now: a déporté's vote counts no more."""
    avis = Avis.objects.filter(decision__candidature=candidature, decision__seance=seance, membre__in=votants)
    lignes = list(avis.order_by().values_list("choix", "propose_coup_de_coeur", "membre__est_president"))
    nombres = Counter(choix for choix, _, _ in lignes)
    return Decompte(
        votants=len(votants),
        pour=nombres[Avis.Choix.POUR],
        contre=nombres[Avis.Choix.CONTRE],
        abstention=nombres[Avis.Choix.ABSTENTION],
        coup_de_coeur=sum(propose for _, propose, _ in lignes),
        preside=next((choix for choix, _, est_president in lignes if est_president), ""),
    )


def mon_avis(personne, seance, candidature):
    """Return one's own vote on a dossier, or ``None``."""
    avis = Avis.objects.filter(decision__candidature=candidature, decision__seance=seance, membre__personne=personne)
    return avis.first()


def presents_deportes(seance, candidature):
    """Return the members present who are déportés on a dossier: they leave the room."""
    deportes = Deport.objects.en_vigueur().filter(candidature=candidature, personne=OuterRef("personne"))
    presents = Membre.objects.en_fonction().filter(presences__seance=seance, presences__est_present=True)
    return presents.filter(Exists(deportes)).select_related("personne").order_by("personne__nom", "pk")


def deportes_par_dossier(seance, decisions):
    """Return ``{candidature: [names]}`` of the members recorded present who are déportés: one query for all decisions."""
    presents = seance.presences.filter(est_present=True).order_by().values("membre__personne")
    deports = Deport.objects.en_vigueur().filter(
        candidature__in=[d.candidature_id for d in decisions], personne__in=presents
    )
    noms = {}
    for deport in deports.select_related("personne").order_by("personne__nom", "personne__prenom", "personne"):
        noms.setdefault(deport.candidature_id, []).append(deport.personne.nom_complet)
    return noms


def nombre_de_presents(seance):
    """Return how many members are recorded present."""
    return seance.presences.filter(est_present=True).count()


def presences_par_college(seance):
    """Return the members by college with their attendance: ``[{"college", "membres", "presents"}]``.

    Open, a meeting lists everybody seated; closed, those whose attendance was recorded.
    """
    consignees = dict(seance.presences.order_by().values_list("membre_id", "est_present"))
    membres = Membre.objects.filter(edition=seance.edition)
    if seance.close_le is None:
        membres = membres.filter(retire_le=None)
    else:
        membres = membres.filter(pk__in=list(consignees))
    colleges = {}
    for membre in membres.select_related("personne", "college").order_by(
        "college__ordre", "personne__nom", "personne__prenom", "pk"
    ):
        ligne = colleges.setdefault(membre.college_id, {"college": membre.college, "membres": [], "presents": 0})
        est_present = consignees.get(membre.pk, False)
        ligne["membres"].append({"membre": membre, "est_present": est_present})
        ligne["presents"] += est_present
    return list(colleges.values())


def proces_verbaux(seance):
    """Return the versions of the minutes of a meeting, latest first."""
    return ProcesVerbal.objects.filter(seance=seance).select_related("fichier").order_by("-numero")


def proces_verbal_lisible(personne, seance, numero=None, instant=None):
    """Return a version of the minutes (the last one by default) if ``personne`` may read all that it says.

    Whoever is déporté on one of its dossiers does not: the page of the meeting gives the rest (T5).
    """
    versions = proces_verbaux(seance)
    version = (versions if numero is None else versions.filter(numero=numero)).first()
    if version is None:
        return None
    references = {decision["reference"] for decision in version.matiere["decisions"]}
    lisibles = acces.dossiers_accessibles(personne, Action.VOIR_NOTES, instant) | acces.dossiers_accessibles(
        personne, Action.LIRE_ADMINISTRATIF, instant
    )
    lues = lisibles.filter(edition=seance.edition, reference__in=references).values_list("reference", flat=True)
    return version if set(lues) == references else None
