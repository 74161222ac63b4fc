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
