"""Signed act, notification, publication, letters."""

import io
from datetime import timedelta

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.socle.refus import ActeRefuse
from evaluation.actes.decision import notifier, publier
from evaluation.models import ActeSigne, Decision
from tests.corpus.documents import pdf
from tests.fabriques.candidatures import deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import decider_et_clore, signer
from tests.pages import mots_de

ACTE = {
    "numero": "2026-7",
    "date": "2026-05-27",
    "signataire_prenom": "Ana",
    "signataire_nom": "Roy",
    "signataire_qualite": "Directrice",
}


def fichier(octets=None):
    piece = io.BytesIO(octets if octets is not None else pdf())
    piece.name = "acte.pdf"
    return piece


@pytest.fixture
def closes(seance, dossiers, agnes):
    """Three decisions arrêtées, the meeting closed: the second one is a refusal."""
    decider_et_clore(seance, dossiers, agnes, refuses=dossiers[1:2])
    return [dossier.reference for dossier in dossiers]


@pytest.fixture
def signees(edition, dossiers, closes, agnes):
    signer(edition, dossiers, agnes)
    return closes


@pytest.fixture
def agent(client, agnes):
    return connecter(client, agnes)


@pytest.mark.parametrize("suite", ["", "acte/", "notifier/", "publier/"])
def test_l_operateur_n_y_a_pas_acces(client, oscar, edition, suite):
    connecter(client, oscar)
    assert client.get(f"/region/decisions/{suite}").status_code == 404


def test_un_acte_sans_fichier_est_refuse_et_la_saisie_gardee(agent, closes):
    reponse = agent.post("/region/decisions/acte/", ACTE | {"d": closes})
    assert reponse.status_code == 422
    assert "Joignez le fichier demandé" in mots_de(reponse)
    assert 'value="2026-7"' in reponse.content.decode()


def test_un_fichier_qui_n_est_pas_un_pdf_est_refuse_avec_sa_raison(agent, closes):
    reponse = agent.post("/region/decisions/acte/", ACTE | {"d": closes, "fichier": fichier(b"MZ rien")})
    assert reponse.status_code == 422
    assert not ActeSigne.objects.exists()


def test_un_acte_date_de_demain_est_refuse(agent, closes):
    reponse = agent.post("/region/decisions/acte/", ACTE | {"date": "2026-05-28", "d": closes, "fichier": fichier()})
    assert "indiquez le jour où l’acte a été signé" in mots_de(reponse)


def test_l_acte_porte_les_seules_decisions_choisies(agent, closes):
    agent.post("/region/decisions/acte/", ACTE | {"d": closes[:2], "fichier": fichier()})
    signees = Decision.objects.filter(suite="signee").values_list("candidature__reference", flat=True)
    assert set(signees) == set(closes[:2])


@pytest.mark.parametrize("suite", ["acte/", "notifier/", "publier/"])
def test_sans_choix_la_page_demande_d_en_faire_un(agent, closes, suite):
    for choix in ({}, {"d": ["ESSAI-2026-ZZZZZZ"]}):
        reponse = agent.get(f"/region/decisions/{suite}", choix, follow=True)
        assert reponse.redirect_chain == [("/region/decisions/", 302)]
        assert "Choisissez d’abord une décision" in mots_de(reponse)


def test_la_page_de_l_acte_dit_ce_qu_il_porte(agent, closes):
    assert "Il porte 3 décisions" in mots_de(agent.get("/region/decisions/acte/", {"d": closes}))
    assert "Il porte 1 décision" in mots_de(agent.get("/region/decisions/acte/", {"d": closes[:1]}))


def test_tout_cocher_coche_la_liste_demandee_et_elle_seule(agent, closes):
    assert " checked" not in agent.get("/region/decisions/").content.decode()
    page = agent.get("/region/decisions/", {"cocher": "signer"}).content.decode()
    assert page.count(" checked") == 3
    assert " checked" not in agent.get("/region/decisions/", {"cocher": "notifier"}).content.decode()


def test_un_envoi_sans_decision_n_agit_sur_aucune(agent, signees):
    assert agent.post("/region/decisions/notifier/", {"sans_voies_de_recours": "on"}).status_code == 409
    assert not Decision.objects.exclude(notifiee_le=None).exists()


def test_notifier_sans_accepter_l_absence_de_recours_est_refuse(agent, signees):
    reponse = agent.post("/region/decisions/notifier/", {"d": signees})
    assert reponse.status_code == 422
    assert "Moi, Agnes Essai, j’accepte" in mots_de(reponse)
    assert not Courrier.objects.filter(evenement__startswith="decision").exists()


def test_chaque_lettre_se_relit_avant_de_partir(agent, edition, signees):
    edition.textes.create(code="lettre.non_labellisee", contenu="Refus pour {solution}.")
    page = mots_de(agent.get("/region/decisions/notifier/", {"d": signees}))
    assert "Refus pour Argilomètre." in page
    assert "Aucun essai en conditions réelles." in page
    assert not Decision.objects.exclude(lettre={}).exists()


def test_notifier_envoie_une_lettre_par_equipe(agent, signees):
    agent.post("/region/decisions/notifier/", {"d": signees, "sans_voies_de_recours": "on"})
    courriers = Courrier.objects.filter(evenement__startswith="decision").values_list("evenement", flat=True)
    assert sorted(courriers) == ["decision_defavorable", "decision_favorable", "decision_favorable"]


@pytest.mark.parametrize(("jour", "statut"), [("2026-05-26", 422), ("2026-05-27", 302)])
def test_l_annonce_ne_se_prevoit_pas_un_jour_passe(agent, signees, jour, statut):
    saisie = {"d": signees, "sans_voies_de_recours": "on", "annonce_le": jour}
    reponse = agent.post("/region/decisions/notifier/", saisie)
    assert reponse.status_code == statut
    if statut == 422:
        assert mots_de(reponse).count("Cette date est passée") == 2
        assert 'id="id_annonce_le_error"' in reponse.content.decode()
        assert not Decision.objects.exclude(notifiee_le=None).exists()


def test_notifier_deux_fois_revient_aux_decisions_sans_seconde_lettre(agent, signees):
    for phrase in ("3 décisions notifiées", "Ces décisions sont déjà notifiées"):
        saisie = {"d": signees, "sans_voies_de_recours": "on"}
        reponse = agent.post("/region/decisions/notifier/", saisie, follow=True)
        assert (reponse.status_code, phrase in mots_de(reponse)) == (200, True)
    assert Courrier.objects.filter(evenement__startswith="decision").count() == 3


def test_notifier_demande_une_identification_recente(client, agnes, signees):
    connecter(client, agnes, il_y_a=3600)
    reponse = client.post("/region/decisions/notifier/", {"d": signees, "sans_voies_de_recours": "on"})
    assert (reponse.status_code, Decision.objects.exclude(notifiee_le=None).exists()) == (302, False)


def test_le_dossier_d_un_agent_deporte_n_y_figure_nulle_part(agent, agnes, signees, dossiers):
    assert "Canoptère" in mots_de(agent.get("/region/decisions/"))
    acte = ActeSigne.objects.get()
    deporter(agnes, dossiers[0])
    for suite in ("", "notifier/"):
        page = mots_de(agent.get(f"/region/decisions/{suite}", {"d": signees}))
        assert ("Canoptère" in page, "Argilomètre" in page) == (False, True)
    assert agent.get(f"/region/decisions/actes/{acte.pk}/").status_code == 404


@pytest.fixture
def notifiees(edition, signees, agnes):
    """All three are notified; the two favourable ones are returned."""
    notifier(edition, signees, par=agnes, sans_voies_de_recours=True)
    return [signees[0], signees[2]]


def test_une_decision_defavorable_ne_se_publie_pas(agent, edition, agnes, signees, notifiees):
    page = mots_de(agent.get("/region/decisions/"))
    assert "Défavorables, notifiées" in page
    with pytest.raises(ActeRefuse, match="publication_defavorable"):
        publier(edition, signees, par=agnes)
    agent.post("/region/decisions/publier/", {"d": signees, "quand": "maintenant"})
    publiees = Decision.objects.exclude(publication_le=None).values_list("candidature__reference", flat=True)
    assert sorted(publiees) == sorted(notifiees)
    assert mots_de(agent.get("/region/decisions/")).count("Publiée le") == 2


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ({}, "Indiquez le jour"),
        ({"jour": "2026-05-27"}, "Indiquez l’heure"),
        ({"jour": "2026-05-27", "heure": "09:59"}, "Cet instant est déjà passé"),
    ],
)
def test_une_publication_mal_datee_est_refusee(agent, notifiees, saisie, phrase):
    reponse = agent.post("/region/decisions/publier/", {"d": notifiees, "quand": "plus_tard", **saisie})
    assert reponse.status_code == 422
    assert phrase in mots_de(reponse)


def test_publier_plus_tard_puis_deplacer_puis_maintenant(agent, notifiees):
    for saisie in ({"quand": "plus_tard", "jour": "2026-06-03", "heure": "09:30"}, {"quand": "maintenant"}):
        agent.post("/region/decisions/publier/", {"d": notifiees, **saisie})
        assert Decision.objects.filter(publication_le__isnull=False).count() == 2
    assert set(Decision.objects.values_list("publication_le", flat=True)) == {COMMISSION, None}
    assert "Publiée le 27 mai 2026" in mots_de(agent.get("/region/decisions/"))


def test_publier_deux_fois_revient_aux_decisions(agent, notifiees):
    for phrase in ("Les décisions sont publiées", "Ces décisions sont déjà publiées"):
        reponse = agent.post("/region/decisions/publier/", {"d": notifiees, "quand": "maintenant"}, follow=True)
        assert (reponse.status_code, phrase in mots_de(reponse)) == (200, True)


def test_l_etat_de_chaque_decision_se_lit(agent, notifiees):
    agent.post(
        "/region/decisions/publier/", {"d": notifiees[:1], "quand": "plus_tard", "jour": "2026-06-03", "heure": "09:30"}
    )
    page = mots_de(agent.get("/region/decisions/"))
    assert "Publication prévue le 3 juin 2026 à 9 h 30" in page
    assert page.count("Notifiée le 27 mai 2026") == 2


def equipe_de(dossier):
    return dossier.equipiers.get().personne


def test_l_equipe_lit_sa_lettre_son_motif_et_son_acte(client, notifiees, dossiers):
    connecter(client, equipe_de(dossiers[1]))
    page = mots_de(client.get(f"/candidatures/{dossiers[1].reference}/decision/"))
    assert "Aucun essai en conditions réelles." in page
    assert "Acte n° 2026-A-12 du 27 mai 2026" in page


def test_changer_le_texte_apres_coup_ne_recrit_pas_la_lettre(client, edition, signees, agnes, dossiers):
    texte = edition.textes.create(code="lettre.labellisee", contenu="Premier texte pour {solution}.")
    notifier(edition, signees, par=agnes, sans_voies_de_recours=True)
    texte.contenu = "Second texte."
    texte.save()
    connecter(client, equipe_de(dossiers[0]))
    page = mots_de(client.get(f"/candidatures/{dossiers[0].reference}/decision/"))
    assert "Premier texte pour Canoptère." in page
    assert "Second texte" not in page


def test_l_irrecevable_lit_le_motif_de_l_instruction(client, edition, alice, jour_j):
    from candidatures.models import Recevabilite
    from tests.fabriques.candidatures import CandidatureFactory

    dossier = CandidatureFactory(edition=edition, equipe=[alice], etat="irrecevable")
    Recevabilite.objects.create(
        candidature=dossier,
        est_favorable=False,
        motif="Le Kbis est illisible.",
        depot=dossier.depots.get(),
        par=alice,
        instant=horloge.maintenant() - timedelta(days=3),
    )
    edition.textes.create(code="lettre.irrecevable", contenu="Le dossier {reference} n’est pas recevable.")
    connecter(client, alice)
    page = mots_de(client.get(f"/candidatures/{dossier.reference}/decision/"))
    assert "Le Kbis est illisible." in page
    assert f"Le dossier {dossier.reference} n’est pas recevable." in page
