"""`app_norm`: one normalisation for sorting and searching, the same on every PostgreSQL."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def sql(requete, *valeurs):
    with connection.cursor() as curseur:
        curseur.execute(requete, valeurs)
        return [rangee[0] for rangee in curseur.fetchall()]


@pytest.mark.parametrize(
    ("brut", "normal"),
    [("Église", "eglise"), ("Œuvre", "oeuvre"), ("Lætitia", "laetitia"), ("L’Été", "l'ete"), ("ﬁn", "fin"), ("", "")],
)
def test_les_accents_les_ligatures_et_la_casse_s_effacent(brut, normal):
    assert sql("SELECT app_norm(%s)", brut) == [normal]


def test_le_tri_est_celui_du_francais():
    mots = ["Zoé", "étude", "Etat", "Église", "Eau"]
    assert sql("SELECT m FROM unnest(%s::text[]) AS m ORDER BY app_norm(m)", mots) == [
        "Eau",
        "Église",
        "Etat",
        "étude",
        "Zoé",
    ]


def test_une_recherche_sans_accent_trouve_le_mot_accentue():
    demande = "SELECT to_tsvector('french', app_norm(%s)) @@ plainto_tsquery('french', app_norm(%s))"
    assert sql(demande, "L’égalité des territoires", "egalite") == [True]


def test_elle_est_permise_dans_un_index():
    assert sql("SELECT provolatile::text FROM pg_proc WHERE proname = 'app_norm'") == ["i"]
