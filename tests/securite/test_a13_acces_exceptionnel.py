"""A-13: exceptional access through its pages. Motive, second person, one hour, register, notice; never over the rest."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.models import Courrier
from amihr.habilitations.models import Public
from amihr.journal.models import Chaine, EntreeJournal
from candidatures.models import AccesExceptionnel, Declaration, PieceDeposee
from tests.fabriques.candidatures import declarer_aucun_lien, deporter, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, OUVERTURE, PENDANT, publier_nda
from tests.pages import mots_de
from tests.personnages import personne

PAGE = "/region/acces-exceptionnel/"
HEURE = timedelta(hours=1)
TECHNIQUE = "Canoptère"


@pytest.fixture
def adam(edition):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
    signer_nda(adam, edition, Public.AGENT)
    return adam


@pytest.fixture
def navigateur(client):
    """Open a browser of one's own for somebody."""
    return lambda qui: connecter(type(client)(), qui)


def demander(navigateur, dossier, motif="Un fichier ne s’ouvre pas chez le candidat"):
    return navigateur.post(f"{PAGE}demander/", {"reference": dossier.reference, "motif": motif})


@pytest.fixture
def demande(navigateur, adam, agnes, en_evaluation, apres):
    """The administrator's request, by his own browser."""
    assert demander(navigateur(adam), en_evaluation).status_code == 302
    return AccesExceptionnel.objects.get()


@pytest.fixture
def ouvert(navigateur, demande, agnes):
    """The request, granted by the agent from her own browser."""
    assert navigateur(agnes).post(f"{PAGE}{demande.pk}/autoriser/").status_code == 302
    demande.refresh_from_db()
    return demande


def page_de(acces, suite="dossier/"):
    return f"{PAGE}{acces.pk}/{suite}"


def test_a13_sans_motif_rien_n_est_demande(navigateur, adam, agnes, en_evaluation, apres):
    assert demander(navigateur(adam), en_evaluation, "").status_code == 422
    assert not AccesExceptionnel.objects.exists()
    assert demander(navigateur(adam), en_evaluation).status_code == 302


@pytest.mark.parametrize("suite", ["demander/", "autoriser/"])
def test_a13_il_faut_s_etre_identifie_il_y_a_peu(client, adam, agnes, depose, demande, suite):
    qui, page = (adam, PAGE + suite) if suite == "demander/" else (agnes, page_de(demande, suite))
    reponse = connecter(client, qui, il_y_a=900).post(page, {"reference": depose.reference, "motif": "Vérifier"})
    assert reponse.url.startswith("/compte/")
    demande.refresh_from_db()
    assert (AccesExceptionnel.objects.count(), demande.autorise_le) == (1, None)


def test_a13_une_demande_ne_montre_rien(navigateur, adam, demande):
    chez_adam = navigateur(adam)
    assert chez_adam.get(page_de(demande)).status_code == 404
    assert TECHNIQUE not in mots_de(chez_adam.get(page_de(demande, "")))
    assert TECHNIQUE not in mots_de(chez_adam.get(PAGE))
    assert not EntreeJournal.objects.filter(chaine=Chaine.LECTURES).exists()


def test_a13_personne_n_autorise_sa_demande_meme_dans_un_autre_onglet(navigateur, edition, agnes, en_evaluation, apres):
    ines = personne("Ines", roles=[Role.AGENT], totp=True)
    signer_nda(ines, edition, Public.AGENT)
    demander(navigateur(agnes), en_evaluation)
    demande = AccesExceptionnel.objects.get()
    for onglet in (navigateur(agnes), navigateur(agnes)):
        assert "Autoriser pour une heure" not in mots_de(onglet.get(page_de(demande, "")))
        assert "Cette demande est la vôtre" in mots_de(onglet.get(page_de(demande, "autoriser/")))
        assert onglet.post(page_de(demande, "autoriser/")).status_code == 409
    assert navigateur(ines).post(page_de(demande, "autoriser/")).status_code == 302


@pytest.mark.parametrize("qui", ["oscar", "mona", "alice"])
def test_a13_ces_pages_n_existent_pour_nul_autre(request, navigateur, demande, qui):
    chez_lui = navigateur(request.getfixturevalue(qui))
    pages = [PAGE, f"{PAGE}demander/", page_de(demande, ""), page_de(demande, "autoriser/"), page_de(demande)]
    assert [chez_lui.get(page).status_code for page in pages] == [404] * 5
    assert chez_lui.post(page_de(demande, "autoriser/")).status_code == 404


def test_a13_le_delegue_lit_le_registre_et_n_autorise_ni_ne_lit(navigateur, ouvert):
    chez_dora = navigateur(personne("Dora", roles=[Role.DPO], totp=True))
    assert "Adam" in mots_de(chez_dora.get(PAGE))
    assert "Un fichier ne s’ouvre pas" in mots_de(chez_dora.get(page_de(ouvert, "")))
    fermees = [page_de(ouvert), page_de(ouvert, "autoriser/"), f"{PAGE}demander/"]
    assert [chez_dora.get(page).status_code for page in fermees] == [404] * 3
    assert chez_dora.post(page_de(ouvert, "clore/")).status_code == 404


def test_a13_un_lien_se_declare_avant_de_lire(navigateur, adam, ouvert):
    chez_adam = navigateur(adam)
    avant = mots_de(chez_adam.get(page_de(ouvert)))
    assert ("Je n’ai aucun lien" in avant, "Orthoselve" in avant) == (True, True)
    assert not EntreeJournal.objects.filter(chaine=Chaine.LECTURES).exists()
    apres = mots_de(chez_adam.post(page_de(ouvert), follow=True))
    assert "Vous lisez ce dossier par exception jusqu’au" in apres
    assert Declaration.objects.filter(personne=adam).count() == 1


def test_a13_se_deporter_ferme_l_acces(navigateur, adam, ouvert, en_evaluation):
    chez_adam = navigateur(adam)
    deport = f"/commission/dossiers/{en_evaluation.reference}/deport/"
    assert chez_adam.get(deport).status_code == 200
    arrivee = chez_adam.post(deport, {"categorie": "emploi", "precision": "Ancien salarié"}, follow=True)
    assert (arrivee.status_code, arrivee.redirect_chain[-1][0]) == (200, PAGE)
    assert chez_adam.get(page_de(ouvert)).status_code == chez_adam.get(page_de(ouvert, "")).status_code == 404
    assert en_evaluation.reference not in mots_de(chez_adam.get(PAGE))


def test_a13_chaque_lecture_est_au_registre_comme_exceptionnelle(navigateur, adam, ouvert, en_evaluation):
    declarer_aucun_lien(adam, en_evaluation)
    piece = PieceDeposee.objects.get(depot__candidature=en_evaluation, emplacement="kbis")
    chez_adam = navigateur(adam)
    assert chez_adam.get(page_de(ouvert)).status_code == 200
    chez_adam.get(page_de(ouvert, f"pieces/{piece.pk}/"))
    vus = EntreeJournal.objects.filter(chaine=Chaine.LECTURES, par=adam).order_by("seq")
    assert [entree.faits["vu"] for entree in vus] == ["exceptionnel:dossier", f"exceptionnel:piece:{piece.pk}"]
    chez_dora = navigateur(personne("Dora", roles=[Role.DPO], totp=True))
    assert "Accès exceptionnel" in mots_de(chez_dora.get("/region/journal/?chaine=lectures"))
    assert "2 lectures" in mots_de(chez_dora.get(page_de(ouvert, "")))


def test_a13_l_heure_passee_la_page_n_existe_plus(navigateur, adam, ouvert, en_evaluation):
    declarer_aucun_lien(adam, en_evaluation)
    piece = PieceDeposee.objects.get(depot__candidature=en_evaluation, emplacement="logo")
    chez_adam, pages = navigateur(adam), [page_de(ouvert), page_de(ouvert, f"pieces/{piece.pk}/")]
    with horloge.a(APRES + HEURE - timedelta(seconds=1)):
        assert chez_adam.get(pages[0]).status_code == 200
    with horloge.a(APRES + HEURE):
        assert [chez_adam.get(page).status_code for page in pages] == [404, 404]
        assert "Terminé" in mots_de(chez_adam.get(page_de(ouvert, "")))


@pytest.mark.parametrize("qui", ["adam", "agnes"])
def test_a13_l_acces_se_ferme_avant_l_heure(request, navigateur, adam, ouvert, en_evaluation, qui):
    declarer_aucun_lien(adam, en_evaluation)
    assert navigateur(adam).get(page_de(ouvert)).status_code == 200
    assert navigateur(request.getfixturevalue(qui)).post(page_de(ouvert, "clore/")).status_code == 302
    assert navigateur(adam).get(page_de(ouvert)).status_code == 404


@pytest.mark.parametrize("obstacle", ["engagement", "deport", "sceau"])
def test_a13_jamais_par_dessus_l_engagement_le_deport_ou_le_sceau(
    navigateur, edition, adam, ouvert, en_evaluation, obstacle
):
    declarer_aucun_lien(adam, en_evaluation)
    chez_adam = navigateur(adam)
    assert chez_adam.get(page_de(ouvert)).status_code == 200
    if obstacle == "engagement":
        publier_nda(edition, Public.AGENT, instant=APRES)
    elif obstacle == "deport":
        deporter(adam, en_evaluation)
    else:
        type(edition).objects.filter(pk=edition.pk).update(cloture_le=APRES + timedelta(days=3))
    assert chez_adam.get(page_de(ouvert)).status_code == 404
    assert demander(chez_adam, en_evaluation).status_code == (422 if obstacle == "deport" else 409)
    assert AccesExceptionnel.objects.count() == 1


def test_a13_avant_la_cloture_une_demande_est_refusee_comme_pour_un_inconnu(navigateur, adam, agnes, depose):
    with horloge.a(PENDANT):
        chez_adam = navigateur(adam)
        scelle = mots_de(demander(chez_adam, depose))
        absent = mots_de(demander(chez_adam, type(depose)(reference="ESSAI-2026-ZZZZ")))
    assert "La levée du sceau" in scelle
    assert scelle.replace(depose.reference, "") == absent.replace("ESSAI-2026-ZZZZ", "")
    assert not AccesExceptionnel.objects.exists()


def test_a13_un_administrateur_non_engage_apprend_qu_il_doit_signer(client, edition, agnes, en_evaluation, apres):
    ada = personne("Ada", roles=[Role.ADMINISTRATEUR], totp=True)
    connecter(client, ada)
    manque = client.get(f"{PAGE}demander/")
    assert "Lire et signer votre engagement" in mots_de(manque)
    assert 'name="motif"' not in manque.content.decode()  # nothing to fill in that cannot be asked
    assert demander(client, en_evaluation).status_code == 409
    assert not AccesExceptionnel.objects.exists()
    page = client.get("/commission/engagement/")
    version = page.context["a_signer"][0]["version"]
    client.post(f"/commission/engagement/signer/?version={version.pk}", {"nom_saisi": ada.nom_complet})
    assert 'name="motif"' in client.get(f"{PAGE}demander/").content.decode()
    assert demander(client, en_evaluation).status_code == 302


def test_a13_un_agent_deporte_n_en_trouve_pas_trace(navigateur, edition, ouvert, en_evaluation):
    denis = personne("Denis", roles=[Role.AGENT], totp=True)
    signer_nda(denis, edition, Public.AGENT)
    chez_denis = navigateur(denis)
    assert en_evaluation.reference in mots_de(chez_denis.get(PAGE))
    deporter(denis, en_evaluation)
    assert en_evaluation.reference not in mots_de(chez_denis.get(PAGE))
    pages = [page_de(ouvert, suite) for suite in ("", "autoriser/")]
    assert [chez_denis.get(page).status_code for page in pages] == [404, 404]
    assert chez_denis.post(page_de(ouvert, "clore/")).status_code == 404


def test_a13_l_acces_d_un_autre_ne_se_lit_pas(navigateur, agnes, ouvert, en_evaluation):
    declarer_aucun_lien(agnes, en_evaluation)
    assert navigateur(agnes).get(page_de(ouvert, "")).status_code == 200
    assert navigateur(agnes).get(page_de(ouvert)).status_code == 404


def test_a13_le_secretariat_est_averti_et_le_tableau_le_dit(navigateur, agnes, demande):
    assert "Répondre à une demande d’accès exceptionnel" in mots_de(navigateur(agnes).get("/region/"))
    navigateur(agnes).post(page_de(demande, "autoriser/"))
    assert "Répondre à une demande" not in mots_de(navigateur(agnes).get("/region/"))
    assert Courrier.objects.filter(evenement="acces_exceptionnel_avis", destinataire=agnes.courriel).exists()
    assert "Accès exceptionnel, à connaître" in mots_de(navigateur(agnes).get("/region/envois/"))


def test_a13_sans_texte_en_vigueur_la_page_le_dit(navigateur, edition, adam):
    with horloge.a(OUVERTURE - HEURE):
        page = mots_de(navigateur(adam).get(f"{PAGE}demander/"))
    assert "Un agent doit d’abord en publier le texte" in page
    assert "À signer" not in page
