"""The ranking as the secretariat prepares the meeting with it."""

from evaluation.models import Seance
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.pages import texte_de


def test_avant_la_premiere_grille_le_classement_est_vide_et_s_ouvre(client, agnes, en_evaluation, edition, apres):
    seance = Seance.objects.create(edition=edition, jour=COMMISSION.date(), ouverte_le=COMMISSION)
    page = connecter(client, agnes).get(f"/region/seances/{seance.pk}/classement/")
    assert page.status_code == 200
    assert en_evaluation.titre in texte_de(page)
