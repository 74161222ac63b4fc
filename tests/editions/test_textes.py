from amihr.editions.textes import completer, en_html, sections, sommaire


def test_le_html_saisi_est_echappe():
    assert en_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_un_lien_javascript_reste_du_texte():
    assert "<a" not in en_html("[ici](javascript:alert(1))")


def test_un_lien_ne_sort_pas_de_ses_guillemets():
    assert 'onclick="' not in en_html('[ici](https://exemple.fr/"onclick="x)')


def test_un_nom_inconnu_d_une_lettre_reste_visible():
    assert completer("Dossier {reference}, {inconnu}", {"reference": "K7QM"}) == "Dossier K7QM, {inconnu}"


def test_une_valeur_de_lettre_n_est_pas_relue():
    assert completer("{solution}", {"solution": "{reference}", "reference": "K7QM"}) == "{reference}"


def test_paragraphes_listes_et_titres():
    assert en_html("## Titre\nUn.\n\n- a\n- b\n  suite") == (
        "<h2>Titre</h2>\n<p>Un.</p>\n<ul><li>a</li><li>b suite</li></ul>"
    )


def test_un_titre_d_article_a_son_ancre():
    html = en_html("## B Sélection\n### B.2 Dossier\n## Le label")
    assert html == '<h2 id="art-b">B Sélection</h2>\n<h3 id="art-b-2">B.2 Dossier</h3>\n<h2>Le label</h2>'
    assert sommaire(html) == [("art-b", "B Sélection")]


def test_les_intertitres_decoupent_un_texte():
    assert sections("avant\n## Un\ntexte\n## Deux\n") == [("Un", "texte"), ("Deux", "")]
