"""Severity: an indicator, from five common dossiers on."""

from fractions import Fraction

from hypothesis import given

from evaluation.regles.severite import dispersions, severites
from tests.evaluation.regles.reference import bareme_simple, grille, total_de_reference
from tests.evaluation.regles.strategies import commissions


def notes_de_deux_membres(nombre):
    return [grille(d, membre, note) for d in range(nombre) for membre, note in (("sévère", 2), ("large", 4))]


def test_quatre_dossiers_communs_ne_disent_rien():
    assert severites(bareme_simple(1), notes_de_deux_membres(4)) == {}


def test_des_dossiers_notes_seul_ne_sont_pas_communs():
    assert severites(bareme_simple(1), [grille(d, "seul", 3) for d in range(9)]) == {}


def test_cinq_dossiers_communs_donnent_l_ecart_moyen_aux_autres():
    assert severites(bareme_simple(1), notes_de_deux_membres(5)) == {"sévère": (-2, 5), "large": (2, 5)}


def test_un_critere_hors_competence_n_entre_pas_dans_l_ecart():
    grilles = [grille(d, m, *n) for d in range(5) for m, n in (("a", (5, None)), ("b", (3, 0)), ("c", (4, 5)))]
    assert severites(bareme_simple(2), grilles)["a"].ecart == Fraction(3, 2)


@given(commissions(hors_competence=False))
def test_l_ecart_est_celui_du_total_a_la_moyenne_des_autres(commission):
    bareme, dossiers, grilles = commission
    obtenues = severites(bareme, grilles, seuil=1)
    for membre in {g.membre for g in grilles}:
        ecarts = []
        for dossier in dossiers:
            siennes = [g for g in grilles if g.dossier == dossier and g.membre == membre]
            autres = [g for g in grilles if g.dossier == dossier and g.membre != membre]
            if siennes and autres:
                sien, leur = (total_de_reference(bareme, dossier, choix) for choix in (siennes, autres))
                ecarts.append(sien - leur)
        assert obtenues.get(membre) == ((sum(ecarts) / len(ecarts), len(ecarts)) if ecarts else None)


def test_la_dispersion_demande_cinq_dossiers_communs():
    assert dispersions(bareme_simple(1), notes_de_deux_membres(4)) == {}
    assert dispersions(bareme_simple(1), [grille(d, "seul", 3) for d in range(9)]) == {}


def test_la_dispersion_est_l_ecart_type_des_moyennes_d_un_membre():
    notes = {"étalé": (0, 5, 0, 5, 0, 5), "serré": (3, 3, 3, 3, 3, 3), "gradué": (1, 2, 3, 4, 5, 3)}
    grilles = [grille(d, membre, note) for membre, siennes in notes.items() for d, note in enumerate(siennes)]
    assert dispersions(bareme_simple(1), grilles) == {"étalé": 250, "serré": 0, "gradué": 129}


@given(commissions())
def test_la_dispersion_est_celle_d_un_autre_calcul(commission):
    bareme, _, grilles = commission
    obtenues = dispersions(bareme, grilles, seuil=1)
    for membre in {g.membre for g in grilles}:
        communes = [
            g for g in grilles
            if g.membre == membre and any(a.dossier == g.dossier and a.membre != membre for a in grilles)
        ]  # fmt: skip
        moyennes = [m for g in communes if (m := moyenne_de_reference(bareme, g)) is not None]
        if not moyennes:
            assert membre not in obtenues
            continue
        centre = sum(moyennes) / Fraction(len(moyennes))
        variance = sum((m - centre) ** 2 for m in moyennes) / len(moyennes)
        bas, haut = (Fraction(2 * obtenues[membre] + ecart, 200) for ecart in (-1, 1))
        assert obtenues[membre] == 0 or bas**2 <= variance
        assert variance < haut**2


def moyenne_de_reference(bareme, grille_lue):
    """The weighted mean of the criteria that one member noted, by plain fractions."""
    total, poids = Fraction(0), Fraction(0)
    for critere, part, place in zip(bareme.criteres, bareme.poids, bareme.colonnes, strict=True):
        notes = grille_lue.notes[place.debut : place.fin]
        if None in notes:
            continue
        parts = [p for _, p in critere.sous_criteres] or [1]
        total += Fraction(part) * sum(Fraction(n) * p for n, p in zip(notes, parts, strict=True)) / sum(parts)
        poids += Fraction(part)
    return total / poids if poids else None
