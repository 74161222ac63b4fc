"""The calibration on the side of the secretariat: who decides, ready examples, who is late, the table; copied and wiped."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.pilotage.chargement import charger
from amihr.pilotage.fictif.calibrage import exemples
from amihr.pilotage.redaction import suivante
from amihr.pilotage.repetition import effacer_la_repetition, preparer
from candidatures.lectures import formulaire_complet
from evaluation.actes.calibrage import enregistrer
from evaluation.lectures.calibrage import parties_a_ecrire
from evaluation.models import Calibrage, DossierDeCalibrage, GrilleDeCalibrage
from evaluation.regles.calibrage import LONGUEUR_D_UNE_PARTIE
from tests.fabriques.calibrage import FICTIFS, calibrage_ouvert, calibrer, dossiers_fictifs, regler, reponses
from tests.fabriques.candidatures import asseoir
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de

pytestmark = pytest.mark.django_db
PAGE = "/region/commission/calibrage/"


def test_l_operateur_ecrit_et_n_ouvre_ni_ne_clot(client, edition, oscar, pendant):
    regler(edition, "propose")
    connecter(client, oscar)
    assert client.post(f"{PAGE}exemples/").status_code == 302
    assert (client.post(f"{PAGE}ouvrir/").status_code, client.post(f"{PAGE}clore/").status_code) == (404, 404)
    page = client.get(PAGE)
    assert "Un agent de la Région l’ouvre" in mots_de(page)
    assert "Ouvrir le calibrage" not in mots_de(page)


def test_un_agent_qui_siege_lit_qui_est_en_retard_et_aucune_note(client, edition, mona, hugo, pendant):
    calibrage_ouvert(edition)
    calibrer(mona, edition, 1, [5, 1, 1, 5], "canaricommentaire")
    page = mots_de(connecter(client, hugo).get(PAGE))
    assert "vous êtes traité comme un membre" in page
    assert "canaricommentaire" not in page
    assert "Médiane" not in page


def test_la_table_dit_chaque_note_de_chaque_membre(client, edition, mona, oscar, pendant):
    calibrage_ouvert(edition)
    calibrer(mona, edition, 1, [5, 3, 2, None], "canaricommentaire")
    page = mots_de(connecter(client, oscar).get(PAGE))
    assert f"{mona} 5 2,50 HC Moyenne 5,00 2,50 –" in page
    assert "canaricommentaire" in page
    assert "Personne n’a encore remis sa grille sur ce dossier" in page


def test_la_page_dit_qui_est_en_retard(client, edition, mona, marc, agnes, pendant):
    jour = horloge.jour_de_paris(pendant)
    calibrage = calibrage_ouvert(edition, "obligatoire", avant_le=jour)
    for rang in (1, 2):
        calibrer(mona, edition, rang, [5, 1, 1, 5])
    page = mots_de(connecter(client, agnes).get(PAGE))
    assert "Les deux grilles remises : 1 membre sur 2" in page
    assert "En retard" not in page
    Calibrage.objects.filter(pk=calibrage.pk).update(avant_le=jour - timedelta(days=1))
    page = mots_de(client.get(PAGE))
    assert f"{marc} Experts À signer 0 sur 2 En retard" in page
    assert f"{mona} Experts Signé 2 sur 2 Remis" in page


def test_propose_la_page_ne_dit_personne_en_retard_ni_rien_d_obligatoire(client, edition, mona, agnes, pendant):
    calibrage_ouvert(edition, avant_le=horloge.jour_de_paris(pendant) - timedelta(days=1))
    page = mots_de(connecter(client, agnes).get(PAGE))
    assert "Le calibrage est proposé : un membre peut noter les vrais dossiers sans l’avoir fait." in page
    assert "de préférence au plus tard le" in page
    for contraire in ("En retard", "Tous les membres notent d’abord", "aucune vraie note n’attend plus", "obligatoire"):
        assert contraire not in page


def test_clos_un_calibrage_obligatoire_ne_se_dit_plus_exige(client, edition, agnes, pendant):
    calibrage_ouvert(edition, "obligatoire")
    assert "un membre le remet avant sa première note" in mots_de(connecter(client, agnes).get(PAGE))
    Calibrage.objects.update(clos_le=pendant)
    page = mots_de(client.get(PAGE))
    assert "aucune vraie note ne l’attend plus" in page
    assert "un membre le remet avant sa première note" not in page


def test_ouvrir_puis_clore_depuis_la_page(client, edition, agnes, pendant):
    regler(edition, "propose")
    connecter(client, agnes)
    refus = client.post(f"{PAGE}ouvrir/")
    assert (refus.status_code, "Écrivez d’abord les deux" in mots_de(refus)) == (422, True)
    dossiers_fictifs(edition)
    passe = client.post(f"{PAGE}ouvrir/", {"avant_le": "2020-01-01"})
    assert (passe.status_code, "Cette date est passée" in mots_de(passe)) == (422, True)
    assert "trouvent dans" in mots_de(client.post(f"{PAGE}ouvrir/", {"avant_le": "2026-06-01"}, follow=True))
    assert Calibrage.objects.get().clos_le is None
    client.post(f"{PAGE}clore/")
    assert Calibrage.objects.get().clos_le is not None
    assert "Rouvrir le calibrage" in mots_de(client.get(PAGE))


def test_un_dossier_s_ecrit_se_corrige_puis_se_relit(client, edition, mona, agnes, pendant):
    regler(edition, "propose")
    connecter(client, agnes)
    vide = client.post(f"{PAGE}1/", {"titre": "Mirador", "structure": "M"})
    assert (vide.status_code, "au moins une partie" in mots_de(vide)) == (422, True)
    ecrit = {"titre": "Mirador", "structure": "M", "partie_solution": "Il compte les toits."}
    assert client.post(f"{PAGE}1/", ecrit).status_code == 302
    assert "Il compte les toits." in client.get(f"{PAGE}1/").content.decode()
    assert client.get(f"{PAGE}3/").status_code == 404
    DossierDeCalibrage.objects.create(edition=edition, rang=2, titre="B", structure="B", parties=[])
    Calibrage.objects.create(edition=edition, ouvert_le=pendant)
    enregistrer(edition, 1, reponses(edition, [3, 3, 3, 3]), {}, par=mona, revision=0)
    assert "tous notent le même" in mots_de(client.get(f"{PAGE}1/"))
    tard = client.post(f"{PAGE}1/", ecrit | {"titre": "Autre"})
    assert (tard.status_code, "commencé à noter" in mots_de(tard)) == (422, True)
    assert "Autre" in tard.content.decode()


def test_les_exemples_suivent_le_formulaire_de_l_appel(edition, appel_2026, appel_2027):
    for appel in (edition, charger(appel_2026), charger(appel_2027)):
        regler(appel, "propose")
        prets = exemples(appel, formulaire_complet(appel))
        for pret in prets.values():
            assert pret["titre"].endswith("(dossier fictif)")
            assert not any("000\u00a0090" in texte for texte in pret["textes"].values())
            assert pret["textes"].keys() <= parties_a_ecrire(appel).keys()
            assert all(len(texte) <= LONGUEUR_D_UNE_PARTIE for texte in pret["textes"].values())
            assert any(pret["textes"].values())
            # The members of the demonstration score the candidatures that these texts come from.
            dits = " ".join([pret["titre"], pret["structure"], *pret["textes"].values()])
            assert not [nom for nom in ("Crue Claire", "Hydroval", "Parcélia") if nom in dits]


def test_les_exemples_se_prennent_d_un_geste(client, edition, agnes, pendant):
    regler(edition, "propose")
    page = connecter(client, agnes).post(f"{PAGE}exemples/", follow=True)
    assert "Les exemples sont pris" in mots_de(page)
    assert [lu.rang for lu in DossierDeCalibrage.objects.filter(edition=edition)] == [1, 2]


def test_l_edition_suivante_reprend_les_textes_et_aucune_note(a_ouvrir, signataire):
    calibrage_ouvert(a_ouvrir)
    asseoir(signataire, a_ouvrir)
    jour = horloge.jour_de_paris(PENDANT)
    dates = {"ouverture": jour + timedelta(days=400), "cloture": jour + timedelta(days=430),
             "commission": jour + timedelta(days=450)}  # fmt: skip
    noms = {"nom": "Appel suivant", "sous_titre": "Suite", "annee": 2027, "prefixe_reference": "SUITE-2027"}
    neuve = charger(suivante(a_ouvrir, jour=jour, **noms, **dates), neuve=True, depuis=a_ouvrir)
    copies = DossierDeCalibrage.objects.filter(edition=neuve)
    assert [(lu.rang, lu.titre, lu.parties[0]["texte"]) for lu in copies] == [
        (rang, titre, f"{titre} compte les toits.") for rang, titre in enumerate(FICTIFS, start=1)
    ]
    assert list(Calibrage.objects.values_list("edition", flat=True)) == [a_ouvrir.pk]


def test_une_repetition_les_reprend_et_son_effacement_emporte_tout(a_ouvrir, signataire):
    calibrage_ouvert(a_ouvrir)
    repetee = preparer(a_ouvrir, scene="ouvert", nombre=1, par=signataire).edition
    assert DossierDeCalibrage.objects.filter(edition=repetee).count() == 2
    asseoir(signataire, repetee)
    Calibrage.objects.create(edition=repetee, ouvert_le=PENDANT)
    premier = DossierDeCalibrage.objects.get(edition=repetee, rang=1)
    GrilleDeCalibrage.objects.create(
        dossier=premier, membre=signataire.sieges.get(edition=repetee), grille=repetee.grilles.get(), notes=[],
        etat="soumise", commencee_le=PENDANT, enregistree_le=PENDANT, soumise_le=PENDANT,
    )  # fmt: skip
    effacer_la_repetition(repetee, par=signataire)
    assert (Calibrage.objects.count(), DossierDeCalibrage.objects.count(), GrilleDeCalibrage.objects.count()) == (
        1,
        2,
        0,
    )
