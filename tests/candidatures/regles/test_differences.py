"""What changes from one version to the other, word by word."""

from amihr.socle.differences import morceaux
from candidatures.regles.differences import FichierCompare, differences
from candidatures.regles.dossier import PartieLue, Reponse


def dits(avant, apres):
    return [(m.genre, m.texte) for m in morceaux(avant, apres)]


def partie(**reponses):
    lues = tuple(
        Reponse({"code": code, "libelle": code}, texte, {"texte": texte, "lignes": [], "url": ""})
        for code, texte in reponses.items()
    )
    return (PartieLue("solution", "Solution", "", lues),)


def fichier(sha256, emplacement="kbis", date=None):
    return FichierCompare(emplacement, emplacement, f"{sha256}.pdf", sha256, date)


def test_un_mot_remplace_est_le_seul_marque():
    assert dits("une carte des arbres", "une carte des haies") == [
        ("", "une carte des"),
        ("del", " arbres"),
        ("ins", " haies"),
    ]


def test_une_reponse_nouvelle_est_toute_ajoutee():
    assert dits("", "Oui") == [("ins", "Oui")]


def test_ce_qui_ne_change_pas_loin_d_un_changement_est_abrege():
    mots = " ".join(f"mot{rang}" for rang in range(500))
    trouves = dits(f"{mots} fin", f"{mots} suite")
    assert [genre for genre, _ in trouves] == ["", "del", "ins"]
    assert trouves[0][1].endswith("mot499")
    assert len(trouves[0][1]) < 200


def test_un_texte_immense_se_compare_ligne_a_ligne_et_vite():
    lignes = [f"ligne {rang} et ses mots" for rang in range(5000)]
    apres = [*lignes]
    apres[2500] = "autre chose"
    assert ("ins", "autre chose\n") in dits("\n".join(lignes), "\n".join(apres))


def test_deux_versions_egales_n_ont_pas_de_difference():
    version = partie(titre="Canoptère"), [fichier("a")]
    assert differences(version, version).sont_vides


def test_une_reponse_qui_n_est_plus_posee_disparait():
    trouvees = differences((partie(titre="T", autre="X"), []), (partie(titre="T"), []))
    assert [(c.libelle, c.morceaux[0].genre) for p in trouvees.parties for c in p.champs] == [("autre", "del")]


def test_une_question_qui_parait_est_toute_ajoutee():
    """As when a consortium is declared: its members are asked for from then on."""
    trouvees = differences((partie(titre="T"), []), (partie(titre="T", membres="Bocage"), []))
    (champ,) = [champ for p in trouvees.parties for champ in p.champs]
    assert (champ.libelle, [tuple(m) if isinstance(m, tuple) else (m.genre, m.texte) for m in champ.morceaux]) == (
        "membres",
        [("ins", "Bocage")],
    )


def test_une_piece_remplacee_garde_ses_deux_empreintes():
    trouvees = differences((partie(), [fichier("a")]), (partie(), [fichier("b")]))
    assert [(p.avant.sha256, p.apres.sha256) for p in trouvees.pieces] == [("a", "b")]


def test_une_annexe_de_plus_est_la_seule_dite():
    annexes = [fichier("a", "annexe"), fichier("b", "annexe")]
    trouvees = differences((partie(), annexes[:1]), (partie(), annexes))
    assert [(p.avant, p.apres.sha256) for p in trouvees.pieces] == [(None, "b")]


def test_la_date_d_une_piece_change_sans_son_fichier():
    trouvees = differences((partie(), [fichier("a")]), (partie(), [fichier("a", date="2026-05-01")]))
    assert [(p.avant.date, p.apres.date) for p in trouvees.pieces] == [(None, "2026-05-01")]
