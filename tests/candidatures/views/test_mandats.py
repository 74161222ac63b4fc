"""« Mes mandats »: what a reader does beside their employer, said by themselves."""

import pytest

from amihr.habilitations.models import Mandat
from candidatures.models import Releve
from tests.externes import rejeu
from tests.fabriques.candidatures import figer, mandater
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

PAGE = "/commission/liens/mandats/"
SIREN = "552100554"


@pytest.fixture
def membre(client, mona_lit, apres):
    return connecter(client, mona_lit)


def noter(client, **champs):
    return client.post(PAGE, {"siren": SIREN, "denomination": "Canopée et Cie", "nature": "conseil", **champs})


@pytest.mark.parametrize("qui", ["alice", "adam"])
def test_la_page_n_existe_que_pour_qui_peut_lire(client, request, qui, en_evaluation, apres):
    connecter(client, request.getfixturevalue(qui))
    assert (client.get(PAGE).status_code, noter(client).status_code) == (404, 404)
    assert not Mandat.objects.exists()


@pytest.mark.parametrize("qui", ["agnes", "oscar", "mona"])
def test_membres_agents_et_operateur_notent_leurs_mandats(client, request, qui, edition, apres):
    personne = request.getfixturevalue(qui)
    connecter(client, personne)
    assert noter(client).status_code == 302
    assert (Mandat.objects.get().personne, Mandat.objects.get().dit_par) == (personne, personne)
    assert "Canopée et Cie 552 100 554 En cours Conseil, expertise ou comité scientifique. Noté par" in mots_de(
        client.get(PAGE)
    )


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"siren": "552100555"}, "Ce SIREN n’existe pas"),
        ({"siren": "55"}, "Le SIREN doit comporter 9 chiffres"),
        ({"denomination": ""}, "Renseignez « Nom de la structure »"),
        ({"nature": "ami"}, "Choisissez une des réponses proposées"),
        ({"jusque": "2999-01-01"}, "Une fin se note une fois venue"),
        ({"depuis": "2999-01-01"}, "Un mandat se note une fois commencé"),
        ({"depuis": "2020-05-02", "jusque": "2020-05-01"}, "La fin précède le début"),
    ],
)
def test_un_mandat_mal_dit_se_corrige_sans_rien_perdre(membre, champs, phrase):
    reponse = noter(membre, **champs)
    page = mots_de(reponse)
    assert (reponse.status_code, phrase in page) == (422, True)
    assert 'value="2' in reponse.content.decode() or "depuis" not in champs
    assert not Mandat.objects.exists()


def test_un_double_se_dit(membre):
    noter(membre)
    assert "Ce mandat est déjà noté" in mots_de(noter(membre))
    assert Mandat.objects.count() == 1


def test_un_mandat_ferme_le_dossier_a_la_demande_suivante(membre, en_evaluation):
    figer(en_evaluation, siren=SIREN)
    dossier = f"/commission/dossiers/{en_evaluation.reference}/"
    assert membre.get(dossier).status_code == 200
    noter(membre)
    assert membre.get(dossier).status_code == 404
    bureau = mots_de(membre.get("/commission/"))
    assert (
        "Un lien a été relevé avec cette structure, ou un membre de son consortium : mandat chez Canopée et Cie"
        in bureau
    )
    assert membre.get(f"{dossier}deport/").status_code == 200


def test_sans_declaration_le_lien_releve_se_dit_sur_l_ecran_des_liens(client, mona, en_evaluation, apres):
    figer(en_evaluation, siren=SIREN)
    mandater(mona, SIREN)
    page = mots_de(connecter(client, mona).get("/commission/liens/"))
    assert "Un lien a été relevé : mandat chez Canopée et Cie" in page


def test_noter_un_mandat_avant_la_cloture_ne_dit_rien_des_dossiers(client, mona, en_evaluation, pendant):
    figer(en_evaluation, siren=SIREN)
    connecter(client, mona)
    sans = (
        noter(client, siren="000000026"),
        mots_de(client.get("/commission/")),
        mots_de(client.get("/commission/liens/")),
    )
    avec = noter(client), mots_de(client.get("/commission/")), mots_de(client.get("/commission/liens/"))
    assert (sans[0].status_code, sans[1:]) == (avec[0].status_code, avec[1:])


def test_la_fin_d_un_mandat_se_note(membre, mona_lit):
    mandat = mandater(mona_lit)
    adresse = f"{PAGE}{mandat.pk}/fin/"
    assert membre.get(adresse).status_code == 200
    assert membre.post(adresse, {"jusque": ""}).status_code == 422
    assert "sa fin ne peut pas être antérieure" in mots_de(membre.post(adresse, {"jusque": "2020-01-01"}))
    jour = mandat.dit_le.date().isoformat()
    assert membre.post(adresse, {"jusque": jour}).status_code == 302
    assert membre.get(adresse).status_code == 404


def test_ce_que_le_secretariat_a_note_se_lit_et_ne_se_termine_pas(membre, mona_lit, agnes):
    mandat = mandater(mona_lit, par=agnes)
    page = membre.get(PAGE).content.decode()
    assert ("Agnes" in page, f"{mandat.pk}/fin/" in page) == (True, False)
    assert membre.get(f"{PAGE}{mandat.pk}/fin/").status_code == 404


def test_le_mandat_d_un_autre_n_a_pas_de_page(membre, hugo):
    mandat = mandater(hugo)
    assert membre.get(f"{PAGE}{mandat.pk}/fin/").status_code == 404
    assert "Canopée et Cie" not in mots_de(membre.get(PAGE))


def test_le_nom_laisse_vide_vient_de_l_annuaire(membre, annuaire):
    assert noter(membre, siren=rejeu.FERMEE, denomination="").status_code == 302
    assert Mandat.objects.get().denomination == "ARGILE ET CIE"


def test_un_annuaire_muet_demande_le_nom(membre, annuaire):
    reponse = noter(membre, siren=rejeu.EN_PANNE, denomination="")
    assert (reponse.status_code, "Indiquez le nom de la structure" in mots_de(reponse)) == (422, True)
    assert noter(membre, siren=rejeu.EN_PANNE).status_code == 302


def test_un_nom_deja_releve_pour_un_dossier_ne_se_redit_pas(membre, annuaire):
    """What is kept about a SIREN because a dossier names it would tell that one does."""
    Releve.objects.create(siren=rejeu.EN_PANNE, nom="Orthoselve", releve_le="2026-05-01T10:00Z", est_connu=True)
    assert noter(membre, siren=rejeu.EN_PANNE, denomination="").status_code == 422
