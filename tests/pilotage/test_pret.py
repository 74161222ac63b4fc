"""« Prêt à ouvrir »: what stands in the way, what deserves a look, and a visa that quotes it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from amihr import horloge
from amihr.editions.conduite import annuler, reporter, suspendre
from amihr.editions.models import Edition, VisaDOuverture
from amihr.editions.reglement import publier_version
from amihr.journal.models import EntreeJournal
from amihr.pilotage.points import A_VOIR, BON, MANQUE, points
from amihr.pilotage.pret import viser
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import date_heure
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, OUVERTURE, EditionFactory
from tests.pages import mots_de, texte_de

from .conftest import VEILLE

pytestmark = pytest.mark.django_db
ADRESSE = "/region/edition/pret/"
UN_AN_AVANT = OUVERTURE - timedelta(days=400)


def test_sans_reglement_publie_on_ne_signe_pas(a_ouvrir, signataire):
    Edition.objects.filter(pk=a_ouvrir.pk).update(ouverture_le=UN_AN_AVANT)
    with horloge.a(UN_AN_AVANT - timedelta(days=1)), pytest.raises(ActeRefuse, match="pret_empeche"):
        viser(a_ouvrir, par=signataire)


def test_un_texte_a_ecrire_empeche(a_ouvrir, signataire):
    a_ouvrir.textes.filter(code="cloture.astreinte").update(contenu="Avant l’ouverture, écrivez ici le numéro.")
    with pytest.raises(ActeRefuse, match="pret_empeche"):
        viser(a_ouvrir, par=signataire)


def test_un_appel_ouvert_ne_se_signe_plus(a_ouvrir, signataire):
    with horloge.a(OUVERTURE), pytest.raises(ActeRefuse, match="pret_ouvert"):
        viser(a_ouvrir, par=signataire)
    with horloge.a(OUVERTURE - timedelta(microseconds=1)):
        assert viser(a_ouvrir, par=signataire).signe_le < a_ouvrir.ouverture_le


@pytest.mark.parametrize(("geste", "refus"), [(suspendre, "pret_suspendu"), (annuler, "edition_annulee")])
def test_un_appel_suspendu_ou_annule_ne_se_signe_pas(client, a_ouvrir, signataire, geste, refus):
    """The visa cannot be taken back: it is not given to a call that would accept no filing."""
    geste(a_ouvrir, par=signataire, **({"motif": "Sans suite"} if geste is annuler else {}))
    with pytest.raises(ActeRefuse, match=refus):
        viser(a_ouvrir, par=signataire)
    page = mots_de(connecter(client, signataire).get(ADRESSE))
    assert "Signer que l’appel est prêt" not in page
    assert "s’ouvre de lui-même" not in page


def test_annule_apres_son_ouverture_nul_ne_dit_qu_il_ne_s_ouvrira_pas(client, a_ouvrir, signataire):
    with horloge.a(CLOTURE):
        annuler(a_ouvrir, motif="Sans suite", par=signataire)
        page = mots_de(connecter(client, signataire).get(ADRESSE))
    assert "L’appel est annulé." in page
    assert "ne s’ouvrira pas" not in page


def test_un_appel_ouvert_sans_visa_le_dit_et_ne_propose_plus_de_signer(client, a_ouvrir, signataire):
    with horloge.a(OUVERTURE):
        page = texte_de(connecter(client, signataire).get(ADRESSE))
    assert ("s’est ouvert sans visa" in page, "Signer que l’appel est prêt" in page) == (True, False)


def test_un_visa_tardif_ne_cache_pas_que_l_appel_s_est_ouvert_sans_visa(client, a_ouvrir, signataire):
    VisaDOuverture.objects.create(edition=a_ouvrir, par=signataire, signe_le=OUVERTURE, etat={})
    with horloge.a(OUVERTURE + timedelta(days=1)):
        page = texte_de(connecter(client, signataire).get(ADRESSE))
    assert ("s’est ouvert sans visa" in page, "après l’ouverture" in page) == (True, True)


def test_un_visa_d_avant_l_ouverture_suffit_ensuite(client, a_ouvrir, signataire):
    viser(a_ouvrir, par=signataire)
    with horloge.a(OUVERTURE + timedelta(days=1)):
        assert "s’est ouvert sans visa" not in texte_de(connecter(client, signataire).get(ADRESSE))


def test_signer_deux_fois_le_meme_etat_est_une_signature(a_ouvrir, signataire):
    premier = viser(a_ouvrir, par=signataire)
    assert viser(a_ouvrir, par=signataire) == premier
    assert EntreeJournal.objects.filter(evenement="edition.visee").count() == 1
    Edition.objects.filter(pk=a_ouvrir.pk).update(modifiee_le=premier.signe_le + timedelta(seconds=1))
    assert viser(a_ouvrir, par=signataire) != premier


@pytest.mark.parametrize("geste", [lambda v: v.update(etat={}), lambda v: v.delete()])
def test_un_visa_ne_se_change_ni_ne_s_efface(a_ouvrir, signataire, geste):
    visa = viser(a_ouvrir, par=signataire)
    with pytest.raises(IntegrityError), transaction.atomic():
        geste(VisaDOuverture.objects.filter(pk=visa.pk))


def test_le_visa_garde_l_etat_de_chaque_point_et_le_journal_son_empreinte(a_ouvrir, signataire):
    lus = points(a_ouvrir, signataire, VEILLE, 20)
    assert [point.dit for point in lus if point.etat == MANQUE] == []
    visa = VisaDOuverture.objects.get(pk=viser(a_ouvrir, par=signataire, attendus=20).pk)
    assert visa.etat == {point.code: point.etat for point in lus}
    assert (visa.etat["reglement"], visa.etat["membres"]) == (BON, A_VOIR)
    entree = EntreeJournal.objects.get(evenement="edition.visee")
    assert (entree.par, entree.faits["empreinte"], entree.faits["attendus"]) == (signataire, visa.empreinte, 20)


def test_deux_etats_differents_n_ont_pas_la_meme_empreinte():
    assert VisaDOuverture(etat={"a": BON}).empreinte != VisaDOuverture(etat={"a": A_VOIR}).empreinte
    assert VisaDOuverture(etat={"a": BON, "b": BON}).empreinte == VisaDOuverture(etat={"b": BON, "a": BON}).empreinte


def test_l_agente_signe_de_la_page_avec_le_nombre_attendu(client, a_ouvrir, signataire):
    page = texte_de(connecter(client, signataire).get(f"{ADRESSE}?attendus=20"))
    assert ("Personne n’a encore signé" in page, 'name="attendus" value="20"' in page) == (True, True)
    assert client.post(f"{ADRESSE}viser/", {"attendus": "20"}).status_code == 302
    assert signataire.nom_complet in texte_de(client.get(ADRESSE))
    assert EntreeJournal.objects.get(evenement="edition.visee").faits["attendus"] == 20


def test_une_edition_modifiee_depuis_le_visa_le_dit_et_se_signe_de_nouveau(client, a_ouvrir, signataire):
    viser(a_ouvrir, par=signataire)
    assert "modifiée depuis" not in texte_de(connecter(client, signataire).get(ADRESSE))
    with horloge.a(VEILLE + timedelta(hours=1)):
        publier_version(a_ouvrir, texte="Un autre texte.", changements="Le texte.", par=signataire)
        assert "L’édition a été modifiée depuis" in texte_de(client.get(ADRESSE))
    with horloge.a(VEILLE + timedelta(hours=2)):
        reporter(a_ouvrir, cloture_le=CLOTURE + timedelta(days=5), par=signataire, a_ete_lue=lambda edition: False)
        page = texte_de(client.get(ADRESSE))
        assert (
            date_heure(VEILLE + timedelta(hours=2)).replace("\u00a0", " ")
            in page.partition("modifiée depuis")[2].partition("signez")[0]
        )
        assert client.post(f"{ADRESSE}viser/").status_code == 302
        page = texte_de(client.get(ADRESSE))
    assert "L’édition a été modifiée depuis" not in page
    assert page.count("avant la dernière modification") == 1


def test_un_nombre_attendu_impossible_est_dit(client, a_ouvrir, signataire):
    assert connecter(client, signataire).get(f"{ADRESSE}?attendus=zero").status_code == 422


def test_chaque_texte_a_ecrire_a_son_lien(client, a_ouvrir, signataire):
    a_ouvrir.textes.filter(code="pages.mentions_legales").update(contenu="Hébergeur : à indiquer par la Région.")
    page = texte_de(connecter(client, signataire).get(ADRESSE))
    assert 'href="/region/edition/textes/pages.mentions_legales/">Mentions légales</a>' in page


def test_chaque_point_mene_a_une_page(client, a_ouvrir, signataire):
    adresses = [a for _, a in connecter(client, signataire).get(ADRESSE).context["points"] if a]
    assert {client.get(adresse).status_code for adresse in adresses} == {200}


@pytest.fixture
def d_essai(a_ouvrir):
    """The same call, whose contact is not a real address."""
    Edition.objects.filter(pk=a_ouvrir.pk).update(contact="ami@region.example")
    a_ouvrir.refresh_from_db()
    return a_ouvrir


def test_une_adresse_d_essai_empeche_tant_que_personne_ne_l_accepte_en_son_nom(d_essai, signataire):
    with pytest.raises(ActeRefuse, match="pret_empeche"):
        viser(d_essai, par=signataire)
    visa = viser(d_essai, par=signataire, adresses_d_essai=True)
    assert visa.etat["contact"] == MANQUE
    assert EntreeJournal.objects.get(evenement="edition.visee").faits["acceptes"] == ["contact"]


def test_accepter_une_adresse_d_essai_ne_leve_rien_d_autre(d_essai, signataire):
    d_essai.textes.filter(code="cloture.astreinte").update(contenu="Avant l’ouverture, écrivez ici le numéro.")
    with pytest.raises(ActeRefuse, match="pret_empeche"):
        viser(d_essai, par=signataire, adresses_d_essai=True)


def test_la_page_demande_l_acceptation_puis_la_rappelle(client, d_essai, signataire):
    page = texte_de(connecter(client, signataire).get(ADRESSE))
    assert f"Moi, {signataire}, j’accepte que cet appel s’ouvre avec une adresse d’essai" in page
    assert client.post(f"{ADRESSE}viser/").status_code == 409
    assert client.post(f"{ADRESSE}viser/", {"adresses_d_essai": "on"}).status_code == 302
    assert "en acceptant une adresse d’essai" in texte_de(client.get(ADRESSE))


def test_la_page_des_dates_dit_apres_l_enregistrement_ce_qu_elles_entrainent(client, a_ouvrir, signataire):
    dates = "/region/edition/dates/"
    avant = connecter(client, signataire).get(dates)
    assert "samedi 23 mai 2026" not in texte_de(avant)
    saisie = {"revision": a_ouvrir.revision, "heure_ouverture": "00:00", "derniere_minute": "23:59"}
    for nom, (jour, mois) in {"ouverture": (7, 4), "cloture": (23, 5), "commission": (27, 5)}.items():
        saisie |= {f"{nom}_jour": jour, f"{nom}_mois": mois, f"{nom}_annee": 2026}
    reponse = client.post(dates, saisie)
    assert (reponse.status_code, reponse["Location"]) == (302, dates)
    page = texte_de(client.get(dates)).replace("\u00a0", " ")
    assert "Elle tombe un samedi 23 mai 2026" in page
    assert "1 jour ouvré entre la clôture et la commission" in page


def test_une_etape_qui_vient_avant_celle_qu_elle_suit_est_signalee(client, a_ouvrir, signataire):
    adresse = "/region/edition/calendrier/"
    assert "vient avant" not in mots_de(connecter(client, signataire).get(ADRESSE))
    assert "Ordre du calendrier" in mots_de(client.get(ADRESSE))
    a_ouvrir.etapes.filter(libelle="Présentation des lauréats").update(jour=date(2026, 5, 4))
    for page in (client.get(ADRESSE), client.get(adresse)):
        assert (
            "« Présentation des lauréats », le 4 mai 2026, vient avant « Commission de labellisation », le"
            in mots_de(page)
        )


def test_des_reponses_qui_finissent_avant_les_questions_sont_signalees(client, a_ouvrir, signataire):
    reglages = a_ouvrir.reglages | {
        "Q26": a_ouvrir.reglages["Q26"] | {"derniere_question": "2026-05-04", "derniere_reponse": "2026-05-01"}
    }
    Edition.objects.filter(pk=a_ouvrir.pk).update(reglages=reglages)
    page = mots_de(connecter(client, signataire).get(ADRESSE))
    assert "Le dernier jour des réponses vient avant celui des questions." in page


@pytest.mark.parametrize(("apres", "signale"), [(0, False), (1, True)])
def test_des_reponses_annoncees_jusqu_apres_la_cloture_sont_signalees(client, a_ouvrir, signataire, apres, signale):
    jour = a_ouvrir.derniere_minute.date() + timedelta(days=apres)
    reglages = a_ouvrir.reglages | {"Q26": a_ouvrir.reglages["Q26"] | {"derniere_reponse": jour.isoformat()}}
    Edition.objects.filter(pk=a_ouvrir.pk).update(reglages=reglages)
    page = mots_de(connecter(client, signataire).get(ADRESSE))
    assert ("Le dernier jour des réponses vient après la clôture" in page) == signale


def test_le_prefixe_des_courriels_d_un_autre_appel_est_signale(client, a_ouvrir, signataire):
    connecter(client, signataire)
    assert "propre à cet appel" in mots_de(client.get(ADRESSE))
    autre = EditionFactory(annee=2025, nom=a_ouvrir.nom, prefixe_courriel=a_ouvrir.prefixe_courriel)
    assert "propre à cet appel" in mots_de(client.get(ADRESSE))
    Edition.objects.filter(pk=autre.pk).update(nom="Sobriété numérique")
    assert f"est aussi celui de l’appel « Sobriété numérique {autre.annee} »" in mots_de(client.get(ADRESSE))
