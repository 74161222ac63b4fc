"""The candidate's pages: as many statements for 30 rows as for 3, and the budgets of saving and filing."""

import pytest

from candidatures.actes.equipe import inviter
from candidatures.actes.partage import partager, revoquer
from candidatures.models import Droit, Equipier, PieceJointe, RevisionSection, Section
from tests.fabriques.candidatures import CandidatureFactory, FichierFactory, figer
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.editions import PENDANT
from tests.fabriques.messages import message

from .comptage import aux_deux_tailles, mesurer

pytestmark = pytest.mark.django_db
ENREGISTRER, DEPOSER = 8, 25


@pytest.fixture
def candidate(client, alice, pendant):
    connecter(client, alice).get("/candidatures/")  # once a minute a request also prolongs the session
    return client


def autosauver(client, dossier, partie, reponses):
    return client.post(f"/candidatures/{dossier.reference}/{partie}/", reponses, headers={"Accept": "application/json"})


def verifier(client, dossier):
    """The fields that the check page asks to send back."""
    page = client.get(f"/candidatures/{dossier.reference}/verification/").context
    return {
        "acceptation": "oui",
        "revisions": page["revisions"],
        "documents": page["acceptation"],
        "pieces": page["identifiants"],
        "cle": page["cle"],
    }


def deposer(client, dossier):
    champs = verifier(client, dossier)
    requetes, _ = mesurer(lambda: client.post(f"/candidatures/{dossier.reference}/deposer/", champs), 302)
    return len(requetes)


def equipiers(dossier, combien):
    for _ in range(combien):
        Equipier.objects.create(candidature=dossier, personne=PersonneFactory(), droit=Droit.LIRE, depuis=PENDANT)


def annexes(dossier, combien):
    for _ in range(combien):
        PieceJointe.objects.create(
            candidature=dossier,
            emplacement="annexe",
            fichier=FichierFactory(),
            jointe_le=PENDANT,
            par=dossier.equipe()[0],
        )


def revisions(dossier, combien):
    section = Section.objects.get(candidature=dossier, partie="solution")
    deja = section.revisions.count()
    RevisionSection.objects.bulk_create(
        RevisionSection(section=section, numero=deja + rang, contenu={}, par=PersonneFactory(), instant=PENDANT)
        for rang in range(1, combien + 1)
    )


def liens_de_lecture(dossier, combien):
    for _ in range(combien):
        lien = partager(dossier, pour_qui="Maître Durand", jours=7, par=dossier.equipe()[0])
        revoquer(dossier, lien.pk, par=dossier.equipe()[0])


def versions(dossier, combien):
    for _ in range(combien):
        figer(dossier)


def test_la_liste_ne_grandit_pas(candidate, edition, alice):
    def ajouter(combien):
        CandidatureFactory.create_batch(combien, edition=edition, equipe=[alice], deposee=True)

    trois, trente = aux_deux_tailles(candidate, "/candidatures/", ajouter)
    assert trois == trente


def test_la_liste_des_invitations_ne_grandit_pas(candidate, edition, alice, bruno):
    def ajouter(combien):
        for autre in CandidatureFactory.create_batch(combien, edition=edition, equipe=[bruno]):
            inviter(autre, alice.courriel, "lire", par=bruno)

    trois, trente = aux_deux_tailles(candidate, "/candidatures/", ajouter)
    assert trois == trente


@pytest.mark.parametrize(
    ("suite", "ajouter"),
    [
        ("", equipiers), ("", versions), ("equipe/", equipiers), ("pieces/", annexes),
        ("verification/", annexes), ("historique/", revisions), ("historique/", versions),
        ("historique/", liens_de_lecture), ("liens/", liens_de_lecture),
    ],
)  # fmt: skip
def test_une_page_du_dossier_ne_grandit_pas(candidate, depose, suite, ajouter):
    adresse = f"/candidatures/{depose.reference}/{suite}"
    trois, trente = aux_deux_tailles(candidate, adresse, lambda combien: ajouter(depose, combien))
    assert trois == trente


@pytest.mark.parametrize(
    ("partie", "reponses"),
    [
        ("memoire", {"memoire": "Le houppier"}),
        ("solution", {"titre": "Houppier", "thematique": "risques", "resume": "…"}),
    ],
)
def test_enregistrer_un_brouillon_tient_en_huit_requetes(candidate, dossier, partie, reponses):
    requetes, _ = mesurer(lambda: autosauver(candidate, dossier, partie, {**reponses, "revision": 1}))
    assert dossier.sections.get(partie=partie).contenu == reponses
    assert len(requetes) <= ENREGISTRER


def test_enregistrer_un_brouillon_n_ecrit_pas_au_journal(candidate, dossier):
    requetes, _ = mesurer(lambda: autosauver(candidate, dossier, "memoire", {"memoire": "…", "revision": 1}))
    assert any("revisionsection" in requete for requete in requetes)
    assert not any("journal" in requete for requete in requetes if not requete.startswith("SELECT"))


def test_deposer_tient_en_vingt_cinq_requetes(candidate, dossier):
    assert deposer(candidate, dossier) <= DEPOSER


def test_deposer_ne_grandit_ni_avec_les_depots_ni_avec_les_pieces(candidate, edition, alice):
    next(piece for piece in edition.formulaire["pieces"] if piece["code"] == "annexe")["nombre_max"] = 30
    edition.save(update_fields=["formulaire"])

    def dossier_de(pieces):
        neuf = CandidatureFactory(edition=edition, equipe=[alice])
        annexes(neuf, pieces)
        return neuf

    comptes = []
    for deposes in (3, 27):
        CandidatureFactory.create_batch(deposes, edition=edition, deposee=True)
        comptes.append(deposer(candidate, dossier_de(pieces=deposes)))
    assert comptes[0] == comptes[1]


def test_deposer_ne_grandit_pas_avec_le_consortium(candidate, edition, alice):
    comptes = []
    for combien in (3, 20):
        membres = [{"nom": f"Membre {rang}"} for rang in range(combien)]
        neuf = CandidatureFactory(edition=edition, equipe=[alice])
        Section.objects.filter(candidature=neuf, partie="consortium").update(contenu={"membres": membres})
        comptes.append(deposer(candidate, neuf))
        assert neuf.depots.get().membres_consortium.count() == combien
    assert comptes[0] == comptes[1] <= DEPOSER


def test_le_fil_ne_grandit_pas(candidate, depose, agnes):
    def ajouter(combien):
        for _ in range(combien):
            message(depose, agnes, "Une réponse", cote="region")

    trois, trente = aux_deux_tailles(candidate, f"/candidatures/{depose.reference}/messages/", ajouter)
    assert trois == trente
