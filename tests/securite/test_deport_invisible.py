"""Every page of a déporté is the same with and without the dossier: nothing of it is left in a list, a count, a rank (T5).

Two déportés, a member and an agent, whose recusals were imposed: the desk shows one's own declarations, on purpose.
"""

import re
import uuid

import pytest

from amihr import horloge
from candidatures.models import Categorie, Deport, Etat, PointExamine, SignalementVideo, Structure, StructureLiee
from evaluation.models import MessageDeLecture, NotePrivee, Voix
from tests.fabriques.affectation import affecter
from tests.fabriques.candidatures import declarer_aucun_lien
from tests.fabriques.catalogue import decision_notifiee
from tests.fabriques.evaluation import noter
from tests.fabriques.messages import message, note
from tests.securite import monde as le_monde
from tests.securite.test_table_des_acces import D_UN_DOSSIER, PAR_ADRESSE, adresse, noms_des_arguments

DEPORTES = ("diane", "denis")
# What no two answers have in common: the key of a form, the seconds left to the session.
VARIABLES = re.compile(r'name="(csrfmiddlewaretoken|cle)" value="[^"]*"|data-session="\d+"|nonce="[^"]*"')
PUBLIQUES = {nom for (nom, _), lignes in PAR_ADRESSE.items() if any(ligne.est_ouverte_a_tous for ligne in lignes)}
A_VOIR = sorted(  # one's own account and its keys are the library's: no page of it knows a dossier
    {nom for nom, methode in PAR_ADRESSE if methode == "GET" and ":" in nom} - PUBLIQUES - set(D_UN_DOSSIER)
)
LU = "Dossier lu de tous"


def _lire_de_tous(monde):
    """A dossier that everybody reads and has noted: what lists, counts and ranks have left to say."""
    dossier = le_monde._dossier(monde.edition, monde.personnes, "lu", Etat.EN_EVALUATION)
    type(dossier).objects.filter(pk=dossier.pk).update(titre=LU)
    _devant_la_commission(monde, dossier, deportes=())
    return dossier


def _devant_la_commission(monde, dossier, deportes):
    """Everything that a dossier gathers: notes, questions, messages, findings, a place in the meeting."""
    gens = monde.personnes
    lecteurs = ("mona", "paula", "hugo", "diane")
    for nom in lecteurs:
        declarer_aucun_lien(gens[nom], dossier)
    affecter(gens["mona"], dossier)
    if not deportes:
        affecter(gens["diane"], dossier)
    for nom in ("mona", "hugo", *(() if deportes else ("diane",))):
        evaluation = noter(dossier, gens[nom].sieges.get(), [4, 2, 5, 3], secondes=1500)
        NotePrivee.objects.create(
            candidature=dossier, membre=evaluation.membre, modifiee_le=le_monde.ENSUITE, texte="À revoir"
        )
    SignalementVideo.objects.create(candidature=dossier, par=gens["mona"], signale_le=le_monde.ENSUITE)
    MessageDeLecture.objects.create(
        candidature=dossier, par=gens["mona"], voix=Voix.LECTEUR, texte="Sur quelles communes ?", numero=1,
        cle=uuid.uuid4(), instant=le_monde.ENSUITE,
    )  # fmt: skip
    message(dossier, gens["alice"], "Une question.")
    note(dossier, gens["agnes"])
    for nom in deportes:
        deport = Deport.objects.create(
            candidature=dossier, personne=gens[nom], categorie=Categorie.EMPLOI, declare_le=le_monde.ENSUITE,
            impose_par=gens["agnes"], precision="Homonymie",
        )  # fmt: skip
        for structure in Structure.objects.filter(depots__candidature=dossier):  # that of the dossier read by all, too
            StructureLiee.objects.create(deport=deport, siren=structure.siren, denomination=structure.denomination)


def _ajouter_ce_qui_est_ferme(monde):
    """One more dossier in each situation, closed to the two déportés."""
    gens, edition = monde.personnes, monde.edition
    for etat in ("deposee", "irrecevable", "recevable", "ineligible", "eligible", "en_evaluation", "disqualifiee"):
        dossier = le_monde._dossier(edition, gens, f"fermee {etat}", etat)
        PointExamine.objects.create(
            candidature=dossier, examen="recevabilite", code="delai", par=gens["agnes"], verdict="conforme", raison="",
            instant=le_monde.ENSUITE,
        )  # fmt: skip
        _devant_la_commission(monde, dossier, DEPORTES)
    decidee = decision_notifiee(edition, titre="Fermée et décidée", denomination="Fermée SAS", equipe=[gens["alice"]])
    _devant_la_commission(monde, decidee.candidature, DEPORTES)


def lire(monde, qui, chemin):
    with le_monde.annule():
        reponse = monde.navigateurs[qui].get(chemin)
        corps = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    return reponse.status_code, reponse.get("Location"), VARIABLES.sub("", corps.decode("utf-8", "replace"))


def chemins(monde):
    for nom in A_VOIR:
        arguments = noms_des_arguments(nom)
        if "reference" not in arguments:
            yield nom, adresse(monde, nom, "-")
        elif arguments == ["reference"]:
            yield nom, adresse(monde, nom, "lu")


@pytest.mark.parametrize("qui", DEPORTES)
def test_chaque_page_est_la_meme_avec_et_sans_le_dossier(monde, qui):
    with le_monde.annule(), horloge.a(le_monde.ENSUITE):
        monde.dossiers["lu"] = _lire_de_tous(monde)
        adresses = dict(chemins(monde))
        sans = {nom: lire(monde, qui, chemin) for nom, chemin in adresses.items()}
        _ajouter_ce_qui_est_ferme(monde)
        avec = {nom: lire(monde, qui, chemin) for nom, chemin in adresses.items()}
        del monde.dossiers["lu"]
    assert [nom for nom in adresses if sans[nom] != avec[nom]] == []
    servies = [nom for nom, (statut, _, corps) in sans.items() if statut == 200]
    assert len(servies) > 12
    assert any(LU in sans[nom][2] for nom in servies)


def test_qui_n_est_pas_deporte_voit_la_difference(monde):
    """The guard of the test itself: the same dossiers change the pages of those to whom they are open."""
    with le_monde.annule(), horloge.a(le_monde.ENSUITE):
        monde.dossiers["lu"] = _lire_de_tous(monde)
        adresses = dict(chemins(monde))
        sans = {qui: {nom: lire(monde, qui, c) for nom, c in adresses.items()} for qui in ("mona", "agnes")}
        _ajouter_ce_qui_est_ferme(monde)
        avec = {qui: {nom: lire(monde, qui, c) for nom, c in adresses.items()} for qui in ("mona", "agnes")}
        del monde.dossiers["lu"]
    changees = {qui: {nom for nom in adresses if sans[qui][nom] != avec[qui][nom]} for qui in avec}
    assert {"evaluation:bureau", "evaluation:dossier"} <= changees["mona"]
    assert {"pilotage:region", "pilotage:candidatures", "pilotage:liens", "evaluation:affectation"} <= changees["agnes"]
