"""The Région's lists: as many statements for 30 rows as for 3, and at most twelve; the dashboard gathers more."""

from datetime import timedelta
from functools import partial

import pytest

from amihr.comptes.models import Role
from amihr.courrier import boite
from amihr.editions.models import Annonce, CasUsage, Thematique
from amihr.editions.questions import publier
from amihr.habilitations.models import Public
from amihr.journal.chaine import inscrire_lecture, inscrire_plusieurs
from candidatures.models import Candidature, Reintegration, RetraitTardif
from tests.fabriques.calibrage import calibrage_ouvert, calibrer
from tests.fabriques.candidatures import (
    CandidatureFactory,
    asseoir,
    deporter,
    mandater,
    ouvrir_par_exception,
    signer_nda,
)
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.editions import APRES
from tests.fabriques.messages import message, note

from .comptage import TAILLES, aux_deux_tailles, compter

pytestmark = pytest.mark.django_db
AU_PLUS = 12
EDITION_ENTIERE = 20
TABLEAU_AU_PLUS = 15
# What was asked, and who else lacks the same.
REGISTRE_AU_PLUS = 16
# One dossier, its points, and beside each the other dossiers where it stands too.
EXAMEN_AU_PLUS = 27


def deposees(edition, combien):
    CandidatureFactory.create_batch(combien, edition=edition, deposee=True)


def eligibles(edition, combien):
    CandidatureFactory.create_batch(combien, edition=edition, etat="eligible")


def prises(edition, combien):
    """As many dossiers, each taken by somebody else."""
    for _ in range(combien):
        agent = PersonneFactory(roles=[Role.AGENT])
        signer_nda(agent, edition, Public.AGENT)
        dossier = CandidatureFactory(edition=edition, deposee=True)
        dossier.prises.create(par=agent, prise_le=APRES)


def complements(edition, combien):
    """As many complements answered with one piece, each with its extension."""
    auteur = PersonneFactory()
    for _ in range(combien):
        dossier = CandidatureFactory(edition=edition, deposee=True)
        depot = dossier.depots.get()
        faits = {"par": auteur, "demande_le": APRES, "envoye_le": APRES, "envoye_par": auteur, "article": "D"}
        complement = dossier.complements.create(
            depot=depot, lot=depot.pk, motif="Illisible", echeance_le=APRES + timedelta(days=9), **faits
        )
        kbis = depot.pieces.get(emplacement="kbis")
        demandee = complement.demandees.create(emplacement="kbis", ancienne=kbis)
        demandee.pieces.create(fichier=kbis.fichier, sha256=kbis.sha256, recue_le=APRES, par=auteur)
        complement.prolongations.create(de=APRES, a=complement.echeance_le, par=auteur, instant=APRES)


def membres(edition, combien):
    for _ in range(combien):
        asseoir(PersonneFactory(), edition)


def liens(edition, combien):
    """As many members linked to as many dossiers, one recusal each time."""
    for _ in range(combien):
        dossier = CandidatureFactory(edition=edition, etat="eligible")
        lie, deporte = PersonneFactory(), PersonneFactory()
        asseoir(lie, edition, siren_employeur="000000018")
        mandater(lie)
        deporter(deporte, dossier, sirens=["552100554"])


def courriers(edition, combien):
    deposees(edition, combien)
    for candidature in Candidature.objects.filter(edition=edition):
        depot = candidature.depots.get()
        boite.poster("accuse_de_depot", objet=depot, a=candidature.equipe(), instant=APRES)


def fils(edition, combien):
    """As many dossiers whose team waits for an answer."""
    for _ in range(combien):
        dossier = CandidatureFactory(edition=edition, deposee=True)
        message(dossier, dossier.equipe()[0])


def sorties(edition, combien):
    """As many dossiers withdrawn after the closing, then put back."""
    par = PersonneFactory()
    for _ in range(combien):
        dossier = CandidatureFactory(edition=edition, deposee=True)
        sortie = dossier.sorties.create(de="deposee", vers="retiree", instant=APRES)
        RetraitTardif.objects.create(sortie=sortie, motif="Un motif", par=par)
        Reintegration.objects.create(sortie=sortie, motif="Un motif", par=par, instant=APRES)


def thematiques(edition, combien):
    debut = 100 + edition.thematiques.count()
    for rang in range(debut, debut + combien):
        thematique = Thematique.objects.create(edition=edition, numero=rang, slug=f"t{rang}", titre=f"Besoin {rang}")
        CasUsage.objects.create(thematique=thematique, ordre=1, code="cas", libelle="Un cas")


def questions(edition, combien):
    par = PersonneFactory()
    for _ in range(combien):
        question = edition.questions.create(texte="Une question", posee_le=APRES)
        publier(question, enonce="Une question", article="", texte="Une réponse", par=par)


def annonces(edition, combien):
    for _ in range(combien):
        annonce = Annonce.objects.create(edition=edition, genre="report", instant=APRES, cloture_le=APRES)
        boite.poster("annonce_report", objet=annonce, a=[PersonneFactory()], instant=APRES)


def entrees(edition, combien):
    auteurs = PersonneFactory.create_batch(combien)
    inscrire_plusieurs(
        [{"evenement": "essai", "par": auteur, "objet": edition, "instant": APRES} for auteur in auteurs]
    )
    for auteur in auteurs:
        inscrire_lecture(par=auteur, objet=edition, instant=APRES)


@pytest.mark.parametrize(
    ("adresse", "ajouter"),
    [
        ("/region/candidatures/", deposees),
        ("/region/candidatures/", eligibles),
        ("/region/candidatures/", prises),
        ("/region/candidatures/?suivi=pris", prises),
        ("/region/candidatures/?q=ortho&etat=deposee", deposees),
        ("/region/commission/", membres),
        ("/region/commission/liens/", liens),
        ("/region/commission/liens/mandats/", liens),
        ("/region/commission/engagements/", membres),
        ("/region/envois/", courriers),
        ("/region/edition/annonces/", annonces),
        ("/region/questions/?pile=publiees", questions),
        ("/region/cloture/", deposees),
    ],
)
def test_une_liste_de_la_region_ne_grandit_pas(client, edition, agnes, apres, adresse, ajouter):
    connecter(client, agnes)
    trois, trente = aux_deux_tailles(client, adresse, partial(ajouter, edition))
    assert trois == trente <= AU_PLUS


def test_le_registre_des_complements_ne_grandit_pas(client, edition, agnes, apres):
    def ajouter(combien):
        complements(edition, combien)
        CandidatureFactory.create_batch(combien, edition=edition, deposee=True, pieces=["fiscal"])

    trois, trente = aux_deux_tailles(connecter(client, agnes), "/region/complements/", ajouter)
    assert trois == trente <= REGISTRE_AU_PLUS


def test_un_examen_ne_grandit_pas_avec_les_complements_demandes_a_d_autres(client, edition, depose, agnes, apres):
    adresse = f"/region/candidatures/{depose.reference}/recevabilite/"
    trois, trente = aux_deux_tailles(connecter(client, agnes), adresse, partial(complements, edition))
    assert trois == trente <= EXAMEN_AU_PLUS


@pytest.mark.parametrize("suite", ["thematiques/", "fichier.yaml"])
def test_une_page_qui_ecrit_l_appel_lit_toute_l_edition_sans_grandir(client, edition, agnes, apres, suite):
    connecter(client, agnes)
    trois, trente = aux_deux_tailles(client, f"/region/edition/{suite}", partial(thematiques, edition))
    assert trois == trente <= EDITION_ENTIERE


@pytest.mark.parametrize("ajouter", [deposees, membres, liens])
def test_le_tableau_de_bord_ne_grandit_pas(client, edition, agnes, apres, ajouter):
    connecter(client, agnes).get("/region/")
    compte = []
    for combien in TAILLES:
        ajouter(edition, combien)
        compte.append(compter(client, "/region/")[0])
    assert compte[0] == compte[1] <= TABLEAU_AU_PLUS


def test_le_tableau_de_bord_scelle_ne_grandit_pas(client, edition, agnes, pendant):
    edition.reglages["Q36"] = {"seuil": 1}  # else a few drafts say nothing of what they lack, in fewer statements
    edition.save(update_fields=["reglages"])
    connecter(client, agnes).get("/region/")
    compte = []
    for combien in TAILLES:
        CandidatureFactory.create_batch(combien, edition=edition)
        deposees(edition, combien)
        compte.append(compter(client, "/region/")[0])
    assert compte[0] == compte[1] <= TABLEAU_AU_PLUS


def test_la_liste_des_comptes_ne_grandit_pas(client, edition, adam, apres):
    connecter(client, adam)

    def comptes(combien):
        PersonneFactory.create_batch(combien, roles=[Role.AGENT, Role.DPO])

    trois, trente = aux_deux_tailles(client, "/region/comptes/", comptes)
    assert trois == trente <= AU_PLUS


def test_la_liste_des_seconds_facteurs_perdus_ne_grandit_pas(client, edition, agnes, apres):
    def demandes(combien):
        for personne in PersonneFactory.create_batch(combien):
            demandee = {"motif": "Perdu", "demandee_par": PersonneFactory(), "verification": "visio"}
            personne.recuperations.create(demandee_le=APRES, expire_le=APRES + timedelta(days=2), **demandee)

    adresse = "/region/comptes/double-authentification/"
    trois, trente = aux_deux_tailles(connecter(client, agnes), adresse, demandes)
    assert trois == trente <= AU_PLUS


@pytest.mark.parametrize("role", [Role.AGENT, Role.DPO])
def test_le_registre_des_acces_exceptionnels_ne_grandit_pas(client, edition, apres, role):
    lecteur = PersonneFactory(roles=[role], totp=True)
    signer_nda(lecteur, edition, Public.AGENT)

    def acces(combien):
        for _ in range(combien):
            ouvrir_par_exception(PersonneFactory(), CandidatureFactory(edition=edition, deposee=True))

    trois, trente = aux_deux_tailles(connecter(client, lecteur), "/region/acces-exceptionnel/", acces)
    assert trois == trente <= AU_PLUS


@pytest.mark.parametrize("role", [Role.ADMINISTRATEUR, Role.DPO])
@pytest.mark.parametrize("chaine", ["actes", "lectures"])
def test_le_journal_ne_grandit_pas(client, edition, apres, chaine, role):
    connecter(client, PersonneFactory(roles=[role], totp=True))
    adresse = f"/region/journal/?chaine={chaine}"
    trois, trente = aux_deux_tailles(client, adresse, partial(entrees, edition))
    assert trois == trente <= AU_PLUS


@pytest.mark.parametrize("adresse", ["/region/messages/", "/region/messages/?pile=tous"])
def test_les_fils_ne_grandissent_pas(client, edition, apres, agnes, adresse):
    trois, trente = aux_deux_tailles(connecter(client, agnes), adresse, partial(fils, edition))
    assert trois == trente <= AU_PLUS


@pytest.mark.parametrize("page", ["messages", "notes"])
def test_un_fil_et_des_notes_ne_grandissent_pas(client, depose, alice, apres, agnes, page):
    def ajouter(combien):
        for _ in range(combien):
            message(depose, alice, "Une question")
            note(depose, agnes, "Une note")

    adresse = f"/region/candidatures/{depose.reference}/{page}/"
    trois, trente = aux_deux_tailles(connecter(client, agnes), adresse, ajouter)
    assert trois == trente <= AU_PLUS + (page == "messages")  # it marks what it shows as seen


def test_le_registre_des_sorties_ne_grandit_pas(client, edition, apres, agnes):
    trois, trente = aux_deux_tailles(connecter(client, agnes), "/region/sorties/", partial(sorties, edition))
    assert trois == trente <= AU_PLUS


def test_le_calibrage_ne_grandit_pas_avec_les_membres(client, edition, apres, agnes):
    calibrage_ouvert(edition)

    def ajouter(combien):
        for _ in range(combien):
            qui = PersonneFactory()
            asseoir(qui, edition)
            calibrer(qui, edition, 1, [3, 3, 3, 3], "Rien à redire")

    trois, trente = aux_deux_tailles(connecter(client, agnes), "/region/commission/calibrage/", ajouter)
    assert trois == trente <= AU_PLUS
