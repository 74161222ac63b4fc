from fractions import Fraction

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.utils.html import conditional_escape

from amihr.socle.formulaires import MessagesClairs
from amihr.socle.templatetags import composants
from evaluation.forms.grille import Niveau


class Saisie(MessagesClairs, forms.Form):
    """Two fields and an error of the whole form."""

    nom = forms.CharField(label="Nom", max_length=150)
    accord = forms.BooleanField(label="J’accepte")

    def clean(self):
        raise forms.ValidationError("Les deux dates se contredisent")


def test_un_formulaire_vierge_n_a_pas_d_erreur():
    assert composants.erreurs_de(Saisie()) == []


def test_le_resume_suit_l_ordre_de_la_page():
    erreurs = composants.erreurs_de(Saisie({}))
    assert [erreur["ancre"] for erreur in erreurs] == ["", "id_nom", "id_accord"]
    assert erreurs[1]["texte"] == "Renseignez «\u00a0Nom\u00a0»"


def test_un_texte_que_personne_ne_voit_est_vide():
    assert Saisie({"nom": "\u200b\u202e", "accord": "on"}).errors["nom"] == ["Renseignez «\u00a0Nom\u00a0»"]


def test_un_champ_d_une_ligne_n_en_garde_qu_une():
    formulaire = Saisie({"nom": "AMI\r\nBcc: a@b.fr\u202e", "accord": "on"})
    formulaire.is_valid()
    assert formulaire.cleaned_data["nom"] == "AMI Bcc: a@b.fr"


def test_le_resume_nomme_le_champ_dont_la_phrase_ne_dit_rien():
    erreurs = composants.erreurs_de(Saisie({"nom": "x" * 200, "accord": "on"}))
    assert (
        erreurs[-1]["texte"] == "«\u00a0Nom\u00a0»\u00a0: Le texte dépasse 150\u00a0caractères\u00a0: raccourcissez-le."
    )


def test_un_brouillon_dit_obligatoire_ce_que_le_depot_exige():
    formulaire = Saisie()
    formulaire.fields["nom"].required = False
    assert composants.facultatif(formulaire["nom"])
    formulaire.fields["nom"].facultatif = False
    assert not composants.facultatif(formulaire["nom"])


def test_les_poids_sont_ecrits_en_pourcentages_exacts():
    barre = composants.segments([(str(n), Fraction(9 - n, 36)) for n in range(1, 9)])
    assert [segment["part"] for segment in barre] == ["22,2", "19,4", "16,7", "13,9", "11,1", "8,3", "5,6", "2,8"]
    assert (barre[0]["largeur"], barre[1]["debut"]) == ("22.222", "22.222")


@pytest.mark.parametrize(("valeur", "maximum", "attendu"), [(0, 0, "0"), (5, 4, "100.000"), (1, 3, "33.333")])
def test_une_jauge_reste_sur_son_echelle(valeur, maximum, attendu):
    assert composants.part_de(valeur, maximum) == attendu


def test_la_pagination_montre_les_bouts_et_les_voisines():
    page = Paginator(range(200), 10).page(10)
    assert composants.pages_autour(page) == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_changer_de_page_garde_les_filtres():
    assert composants.requete_avec(QueryDict("theme=3&page=2"), page=4) == "?theme=3&page=4"


def test_un_texte_donne_a_un_encart_est_echappe():
    gabarit = engines["django"].from_string("{% encart 'att' titre %}<p>{{ texte }}</p>{% endencart %}")
    html = gabarit.render({"titre": "<script>", "texte": "<b>"})
    assert "&lt;script&gt;" in html
    assert "<p>&lt;b&gt;</p>" in html


def test_une_partie_figee_n_est_dessinee_qu_une_fois_et_suit_ses_parametres(monkeypatch):
    dessins = []
    monkeypatch.setattr(
        composants, "render_to_string", lambda *appel: dessins.append(appel) or f"dessin {len(dessins)}"
    )
    composants._dessine.cache_clear()
    deux = [composants.fige("a.html", niveaux=(("0", "absent"),), valeur=valeur) for valeur in ("0", "0", None)]
    assert deux == ["dessin 1", "dessin 1", "dessin 2"]
    composants._dessine.cache_clear()


def test_un_texte_deja_echappe_ne_prete_pas_son_dessin_a_celui_qui_ne_l_est_pas():
    partie = {"nom": "c1", "niveaux": (Niveau("0", "absent", "", "absent"),), "valeur": None}
    echappe, brut = conditional_escape("<b>"), "&lt;b&gt;"
    assert 'name="&lt;b&gt;"' in composants.fige("composants/_choix.html", **partie | {"nom": echappe})
    assert 'name="&amp;lt;b&amp;gt;"' in composants.fige("composants/_choix.html", **partie | {"nom": brut})
