"""What happened to the team of a dossier and to its read-only links, from the journal, which keeps ids only."""

from amihr.comptes.models import Personne
from amihr.journal.chaine import reference_de
from amihr.journal.models import Chaine, EntreeJournal
from candidatures.models import Droit, Etat, Invitation, Partage

from .historique import Changement

EQUIPE, LIENS = "Équipe", "Liens de lecture"
# What the team does to itself; what staff does to the dossier is told elsewhere, when it may be.
EVENEMENTS = {
    "candidature.commencee": (EQUIPE, "A commencé le brouillon"),
    "candidature.reprise": (EQUIPE, "A commencé le brouillon avec les réponses d’un autre dossier"),
    "equipe.invitation": (EQUIPE, "A invité {invitation}"),
    "equipe.invitation_annulee": (EQUIPE, "A annulé l’invitation envoyée à {invitation}"),
    "equipe.arrivee": (EQUIPE, "A rejoint l’équipe, avec le droit\u00a0: {droit}"),
    "equipe.depart": (EQUIPE, "A retiré de l’équipe {personne}"),
    "equipe.droit": (EQUIPE, "A donné à {personne} le droit\u00a0: {droit}"),
    "equipe.transmission": (EQUIPE, "A transmis le dossier à {personne}"),
    "partage.cree": (LIENS, "A créé un lien pour «\u00a0{partage}\u00a0»"),
    "partage.revoque": (LIENS, "A révoqué le lien pour «\u00a0{partage}\u00a0»"),
    "partage.ouvert": (LIENS, "Lien ouvert, celui pour «\u00a0{partage}\u00a0»"),
}
REGION = "La Région"  # no agent is named to a team
DROITS = dict(Droit.choices)


def changements_de_l_equipe(candidature):
    """Return who came, left, was given what, and the links made, opened and revoked, as ``Changement``."""
    entrees = EntreeJournal.objects.filter(
        chaine=Chaine.ACTES, objet=reference_de(candidature), evenement__in=EVENEMENTS
    )
    entrees = list(entrees.select_related("par").order_by("-seq"))
    noms = _noms(candidature, entrees)
    return [Changement(e.instant, e.par, EVENEMENTS[e.evenement][0], _en_mots(e, noms)) for e in entrees]


def _en_mots(entree, noms):
    if entree.evenement == "equipe.depart" and entree.faits.get("personne") == str(entree.par_id):
        return "A quitté l’équipe"
    mots = {cle: noms.get((cle, str(valeur)), "—") for cle, valeur in entree.faits.items()}
    mots["droit"] = DROITS.get(entree.faits.get("droit"), "")
    return EVENEMENTS[entree.evenement][1].format(**mots)


def _noms(candidature, entrees):
    """Return ``{(kind of fact, its id): words}``: names live in tables that can be erased, never in the journal."""
    cites = {entree.faits.get("personne") for entree in entrees} - {None}
    noms = {("personne", str(p.pk)): str(p) for p in Personne.objects.filter(pk__in=cites).order_by("pk")}
    for invitation in Invitation.objects.filter(candidature=candidature).order_by("pk"):
        mots = f"{invitation.courriel} ({invitation.get_droit_display()})"
        noms["invitation", str(invitation.pk)] = mots
    for partage in Partage.objects.filter(candidature=candidature).order_by("pk"):
        noms["partage", str(partage.pk)] = partage.pour_qui
    return noms


def changements_des_depots(depots, sorties):
    """Return the filings, withdrawals and conclusions that the team knows of, as ``Changement``."""
    faits = []
    for depot in depots:
        vers = ("candidatures:depot", (depot.numero,), {})
        faits.append(Changement(depot.depose_le, depot.par, "Dépôt", f"A déposé la version {depot.numero}", vers))
    for sortie in sorties:
        par = sortie.par if sortie.vers == Etat.RETIREE else REGION
        faits.append(Changement(sortie.instant, par, "Suites", sortie.get_vers_display()))
        if sortie.retour:
            faits.append(Changement(sortie.retour.instant, REGION, "Suites", "Réintégrée"))
    return faits
