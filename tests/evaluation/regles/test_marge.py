"""The address of a quoted passage: a text fragment that cannot be cut, its anchor without one."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from evaluation.regles.marge import fragment


def test_sans_citation_l_adresse_est_celle_de_la_note():
    assert fragment("marge-1", "  ") == "#marge-1"


def test_une_citation_courte_est_cherchee_entiere():
    assert fragment("marge-1", "à 5 cm, au-delà & plus") == (
        "#marge-1:~:text=%C3%A0%205%20cm%2C%20au%2Ddel%C3%A0%20%26%20plus"
    )


def test_une_citation_longue_est_cherchee_par_ses_deux_bouts():
    mots = [f"mot{rang}" for rang in range(30)]
    attendu = "#m:~:text=mot0%20mot1%20mot2%20mot3%20mot4,mot25%20mot26%20mot27%20mot28%20mot29"
    assert fragment("m", "\n".join(mots)) == attendu


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_aucune_citation_ne_sort_de_son_adresse(citation):
    _, _, cherche = fragment("m", citation).partition(":~:text=")
    assert not set(cherche.replace(",", "", 1)) & set("\"'<>&#- ,")
    if 0 < len(citation.split()) <= 10:
        assert unquote(cherche) == " ".join(citation.split())
