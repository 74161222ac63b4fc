"""The ranking as the secretariat prepares the meeting with it."""

import pytest

from evaluation.actes.grille import etablir
from evaluation.models import Seance
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION, CRITERES, ECHELLE
from tests.fabriques.evaluation import devant_la_commission, noter, ouvrir_une_seance, reunir
from tests.pages import mots_de, texte_de


def test_avant_la_premiere_grille_le_classement_est_vide_et_s_ouvre(client, agnes, en_evaluation, edition, apres):
    seance = Seance.objects.create(edition=edition, jour=COMMISSION.date(), ouverte_le=COMMISSION)
    page = connecter(client, agnes).get(f"/region/seances/{seance.pk}/classement/")
    assert page.status_code == 200
    assert en_evaluation.titre in texte_de(page)


def test_la_couverture_dit_combien_de_notes_font_chaque_moyenne(client, agnes, edition, apres):
    dossiers = devant_la_commission(edition, 1)
    gens = reunir(edition, dossiers, combien=2)
    for qui, notes in zip(gens, ([4, 4, 4, 4], [2, None, 2, 2]), strict=True):
        noter(dossiers[0], qui.sieges.get(), notes)
    seance = ouvrir_une_seance(edition, gens)
    reponse = connecter(client, agnes).get(f"/region/seances/{seance.pk}/classement/")
    (ligne,) = reponse.context["lignes"]
    dites = [(critere["moyenne"], critere["n"], critere["est_partielle"]) for critere in ligne.couverture]
    assert ("4,00", 1, True) in dites
    assert ("3,00", 2, False) in dites
    page = mots_de(reponse)
    assert "Par critère" in page
    assert "Sévérité et dispersion" in page


def test_le_trait_de_la_barre_va_du_plus_bas_au_plus_haut(client, agnes, edition, apres):
    dossiers = devant_la_commission(edition, 1)
    gens = reunir(edition, dossiers, combien=2)
    for qui, note in zip(gens, (1, 4), strict=True):
        noter(dossiers[0], qui.sieges.get(), [note] * 4)
    seance = ouvrir_une_seance(edition, gens)
    page = connecter(client, agnes).get(f"/region/seances/{seance.pk}/classement/").content.decode()
    assert 'x1="20.000%" x2="80.000%"' in page


def test_un_agent_qui_siege_n_a_pas_de_lien_vers_le_classement(client, hugo, agnes, edition, en_evaluation, apres):
    seance = Seance.objects.create(edition=edition, jour=COMMISSION.date(), ouverte_le=COMMISSION)
    classement = f"/region/seances/{seance.pk}/classement/"
    for adresse in ("/region/seances/", f"/region/seances/{seance.pk}/animer/"):
        assert classement in connecter(client, agnes).get(adresse).content.decode()
        assert classement not in connecter(client, hugo).get(adresse).content.decode()


def page_du_classement(client, agnes, edition, combien):
    """The page of a ranking of so many dossiers, noted by three members who do not agree."""
    dossiers = devant_la_commission(edition, combien)
    gens = reunir(edition, dossiers, combien=3)
    for rang, dossier in enumerate(dossiers):
        for qui, plus in zip(gens, (0, 1, 2), strict=True):
            noter(dossier, qui.sieges.get(), [(rang + plus) % 6, (5 - rang) % 6, plus + 1, rang % 4])
    seance = ouvrir_une_seance(edition, gens)
    return connecter(client, agnes).get(f"/region/seances/{seance.pk}/classement/")


def test_sous_cinq_dossiers_communs_rien_n_est_dessine_des_membres(client, agnes, edition, apres):
    reponse = page_du_classement(client, agnes, edition, 4)
    assert reponse.context["dessins_des_membres"] == [None, None]
    assert "barres-1" not in texte_de(reponse)


def test_les_dessins_disent_leur_titre_leur_detail_et_les_chiffres_de_la_table(client, agnes, edition, apres):
    reponse = page_du_classement(client, agnes, edition, 6)
    page = texte_de(reponse)
    severites, lignes = reponse.context["severites"], reponse.context["lignes"]
    severite, dispersion = reponse.context["dessins_des_membres"]
    assert [(ligne["nom"], ligne["valeur"]) for ligne in severite["lignes"]] == [
        (str(s["membre"]), s["ecart"]) for s in severites
    ]
    assert [ligne["valeur"] for ligne in dispersion["lignes"]] == [s["dispersion"] for s in severites]
    pentes = reponse.context["dessin_des_ponderations"]
    rangs = [[point["rang"] for point in ligne["points"]] for ligne in pentes["lignes"]]
    assert rangs == [[ligne.rang, *(autre.rang for autre in ligne.ailleurs)] for ligne in lignes]
    for titre in ("barres-1", "barres-2", "pentes"):
        assert f'role="img" aria-labelledby="{titre} {titre}-d"' in page
        assert page.count(f'id="{titre}"') == page.count(f'id="{titre}-d"') == 1


def test_au_dela_de_quinze_les_premiers_seuls_sont_dessines_et_la_page_le_dit(client, agnes, edition, apres):
    reponse = page_du_classement(client, agnes, edition, 17)
    assert len(reponse.context["dessin_des_ponderations"]["lignes"]) == 15
    assert "Seuls les 15 premiers sont dessinés" in mots_de(reponse)


@pytest.mark.parametrize(
    ("methode", "valeurs", "sienne", "autres"),
    [
        ("rang", (), "Somme des rangs", ["Barycentre des rangs"]),
        ("barycentre", (), "Barycentre des rangs", ["Somme des rangs"]),
        ("personnalisee", (5, 3, 1), "", ["Somme des rangs", "Barycentre des rangs"]),
        (
            "personnalisee",
            (3, 2, 1),
            "Somme des rangs",
            ["Barycentre des rangs"],
        ),  # the same weights under another name
    ],
)
def test_la_ponderation_de_l_appel_n_est_montree_qu_une_fois(
    client, agnes, edition, apres, methode, valeurs, sienne, autres
):
    neuve = {"echelle": ECHELLE, "criteres": CRITERES, "motif": "Essai.", "instant": COMMISSION}
    etablir(edition, methode=methode, valeurs=valeurs, **neuve)
    reponse = page_du_classement(client, agnes, edition, 4)
    assert (reponse.context["ponderation_de_l_appel"], reponse.context["ponderations"]) == (sienne, autres)
    assert [len(ligne.ailleurs) for ligne in reponse.context["lignes"]] == [len(autres)] * 4
    dessin = reponse.context["dessin_des_ponderations"]
    assert [colonne["nom"] for colonne in dessin["colonnes"]] == ["Appel", *(nom.split()[0] for nom in autres)]
    assert {len(ligne["points"]) for ligne in dessin["lignes"]} == {1 + len(autres)}
    assert (f"ceux de la {sienne.lower()}" if sienne else "ceux de la") in mots_de(reponse) or not sienne


def test_avec_un_seul_critere_aucune_autre_ponderation_n_est_dessinee(client, agnes, edition, apres):
    etablir(edition, methode="rang", echelle=ECHELLE, criteres=CRITERES[:1], motif="Essai.", instant=COMMISSION)
    dossiers = devant_la_commission(edition, 2)
    gens = reunir(edition, dossiers, combien=1)
    for rang, dossier in enumerate(dossiers):
        noter(dossier, gens[0].sieges.get(), [rang])
    reponse = connecter(client, agnes).get("/region/seances/preparer/")
    assert (reponse.context["ponderations"], reponse.context["dessin_des_ponderations"]) == ([], None)
    assert "Aucune autre pondération usuelle" in mots_de(reponse)


def test_un_ex_aequo_n_est_devant_personne(client, agnes, edition, apres):
    """41/15 and 30/11 both show 2,73: the exact mean of the first is ahead, its rank is not (see Q10)."""
    dossiers = devant_la_commission(edition, 2)
    gens = reunir(edition, dossiers, combien=15)
    for dossier, combien, bas in ((dossiers[1], 15, 4), (dossiers[0], 11, 3)):
        for rang, qui in enumerate(gens[:combien]):
            noter(dossier, qui.sieges.get(), [2 if rang < bas else 3] * 4)
    reponse = connecter(client, agnes).get("/region/seances/preparer/")
    premiere, seconde = reponse.context["lignes"]
    assert premiere.candidature == dossiers[1]
    assert premiere.resultat.valeur > seconde.resultat.valeur
    assert [(ligne.rang, ligne.tenue) for ligne in (premiere, seconde)] == [(1, ""), (1, "")]
    assert "Ordre stable" not in mots_de(reponse)
    assert "Leurs moyennes exactes diffèrent de moins d’un centième" in mots_de(reponse)


def test_au_telephone_la_table_n_a_que_l_essentiel_et_le_reste_se_deplie(client, agnes, edition, apres):
    reponse = page_du_classement(client, agnes, edition, 2)
    page = texte_de(reponse)
    table = page[page.index("<table") : page.index("</table>")]
    assert "tres-large" not in table
    assert table.count('class="n lg"') == 3 * (3 + 3)  # head and two rows: three figures, three colleges
    for ligne in reponse.context["lignes"]:
        assert ligne.candidature.reference in table
    assert '<details class="d-lg-none' in page


def test_la_discussion_se_prepare_avant_toute_seance(client, agnes, hugo, edition, apres):
    dossiers = devant_la_commission(edition, 1)
    gens = reunir(edition, dossiers, combien=2)
    noter(dossiers[0], gens[0].sieges.get(), [4, 4, 4, 4])
    adresse = "/region/seances/preparer/"
    assert connecter(client, hugo).get(adresse).status_code == 404
    assert adresse not in client.get("/region/seances/").content.decode()
    assert adresse in connecter(client, agnes).get("/region/seances/").content.decode()
    assert dossiers[0].titre in texte_de(client.get(adresse))
