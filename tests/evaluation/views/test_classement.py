"""The ranking as the secretariat prepares the meeting with it."""

from evaluation.models import Seance
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
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


def test_la_discussion_se_prepare_avant_toute_seance(client, agnes, hugo, edition, apres):
    dossiers = devant_la_commission(edition, 1)
    gens = reunir(edition, dossiers, combien=2)
    noter(dossiers[0], gens[0].sieges.get(), [4, 4, 4, 4])
    adresse = "/region/seances/preparer/"
    assert connecter(client, hugo).get(adresse).status_code == 404
    assert adresse not in client.get("/region/seances/").content.decode()
    assert adresse in connecter(client, agnes).get("/region/seances/").content.decode()
    assert dossiers[0].titre in texte_de(client.get(adresse))
