"""The number of an article, typed as people write it."""

import pytest
from django import forms

from amihr.pilotage.forms.complement import FormulaireComplement
from amihr.pilotage.forms.messages import FormulaireReponseAuFil
from amihr.pilotage.forms.questions import FormulaireReponse
from amihr.socle.formulaires import ChampArticle, MessagesClairs


class Essai(MessagesClairs, forms.Form):
    article = ChampArticle(max_length=40)


@pytest.mark.parametrize(
    ("saisi", "garde"),
    [
        ("art. B.2", "B.2"),
        ("Article 4", "4"),
        ("ART.B.2", "B.2"),
        ("Articles 4 et 5", "4 et 5"),
        ("Art. art. B.2", "B.2"),
        ("B.2", "B.2"),
        ("Artisanat", "Artisanat"),
    ],
)
def test_le_mot_article_n_est_pas_garde(saisi, garde):
    assert (formulaire := Essai({"article": saisi})).is_valid()
    assert formulaire.cleaned_data["article"] == garde


def test_le_mot_seul_n_est_pas_un_article():
    assert not Essai({"article": "art."}).is_valid()


@pytest.mark.parametrize("formulaire", [FormulaireReponse, FormulaireReponseAuFil, FormulaireComplement])
def test_chaque_formulaire_qui_demande_un_article_donne_un_exemple(formulaire):
    assert "par exemple B.2" in formulaire.base_fields["article"].help_text
