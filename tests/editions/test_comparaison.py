"""What changes from one version of the règlement to the next."""

import pytest

from amihr import horloge
from amihr.editions.comparaison import articles_changes, depuis_la_precedente
from amihr.editions.reglement import publier_version
from amihr.editions.textes import en_html
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de

AVANT = "Préambule.\n\n## A.1 Objet\nUn appel.\n\n## B.1 Délais\nSix semaines.\n- Sur place\n\n## D.6 Droit\nFrançais."


def changes(apres):
    return articles_changes(str(en_html(AVANT)), str(en_html(apres)))


def test_un_texte_remis_en_page_ne_change_rien():
    assert changes(AVANT.replace("Un appel.", "Un\nappel.")) == ()


def test_un_article_modifie_dit_les_mots_qui_partent_et_ceux_qui_viennent():
    (article,) = changes(AVANT.replace("Six", "Huit"))
    assert (article.genre, article.titre, article.ancre) == ("Article modifié", "B.1 Délais", "art-b-1")
    assert [(m.genre, m.texte) for m in article.morceaux][:2] == [("del", "Six"), ("ins", "Huit")]


def test_un_article_ajoute_ou_supprime_est_dit_en_entier():
    supprime, ajoute = "## D.6 Droit\nFrançais.", "## D.7 Annexe\nUne carte & un plan."
    genres = {(c.genre, c.titre, c.morceaux[0].texte) for c in changes(AVANT.replace(supprime, ajoute))}
    assert genres == {
        ("Article supprimé", "D.6 Droit", "Français."),
        ("Article ajouté", "D.7 Annexe", "Une carte & un plan."),
    }


def test_ce_qui_precede_le_premier_titre_est_compare_aussi():
    (article,) = changes(AVANT.replace("Préambule", "Avant-propos"))
    assert article.titre == "En tête du règlement"


def test_deux_articles_du_meme_titre_ne_se_confondent_pas():
    double = AVANT + "\n\n## A.1 Objet\nUn second texte."
    (article,) = changes(double)
    assert (article.genre, article.morceaux[0].texte) == ("Article ajouté", "Un second texte.")


def test_la_premiere_version_n_a_pas_de_precedente():
    assert depuis_la_precedente(None, []) == (None, ())


@pytest.fixture
def seconde_version(edition, agnes):
    with horloge.a(PENDANT):
        texte = "Règlement d’essai.\n\n## E.1 Report\n<script>Une semaine de plus."
        return publier_version(edition, texte=texte, changements="Un article E.1 est ajouté.", par=agnes)


@pytest.mark.django_db
@pytest.mark.parametrize("chemin", ["/reglement/", "/reglement/2/"])
def test_la_page_dit_ce_qui_a_change_sans_rien_executer(client, seconde_version, chemin):
    with horloge.a(PENDANT):
        page = client.get(chemin).content.decode().replace("\u00a0", " ")
    assert "Ce qui a changé depuis la version 1 (1 article)" in page
    assert "Article ajouté : E.1 Report" in page.replace('<a href="#art-e-1">', "").replace("</a>", "")
    assert "Un article E.1 est ajouté." in page
    assert "<script>Une" not in page


@pytest.mark.django_db
def test_la_premiere_version_ne_montre_aucun_changement(client, seconde_version):
    with horloge.a(PENDANT):
        assert "Ce qui a changé" not in mots_de(client.get("/reglement/1/"), statut=200)
