"""The macaron: dated, inert, readable by those who do not see it, and the same in SVG and PNG."""

import re
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from amihr.socle import qr
from catalogue.documents.lettres import GRAS, contour
from catalogue.documents.macaron import decrire, dessiner, macaron_png, macaron_svg
from catalogue.documents.planche import largeur_minimale, planche_du_macaron
from catalogue.regles.duree import EtatDuLabel
from tests.catalogue.documents.exemples import ADRESSE, macaron
from tests.socle.controle_pdf import defauts, elements, ouvrir

SVG = "{http://www.w3.org/2000/svg}"
RETRAIT = {"etat": EtatDuLabel.RETIRE, "retire_le": date(2027, 2, 4)}


def image(**changements):
    return Image.open(BytesIO(macaron_png(macaron(**changements)))).convert("RGB")


def phrase(**changements):
    return decrire(macaron(**changements)).replace("\u00a0", " ")


def couleur_de_la_bande(**changements):
    return "#{:02x}{:02x}{:02x}".format(*image(**changements).getpixel((24, 740)))


@pytest.mark.parametrize("hostile", ["</title><script>alert(1)</script>", "<b>&amp;\x00\u202e", "\U0001f30d 日本", ""])
def test_un_nom_hostile_reste_un_texte_dans_un_svg_bien_forme(hostile):
    racine = ElementTree.fromstring(macaron_svg(macaron(solution=hostile, titulaire=hostile)))
    assert {element.tag.removeprefix(SVG) for element in racine.iter()} <= {
        "svg",
        "title",
        "defs",
        "path",
        "circle",
        "g",
        "use",
    }


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=200))
def test_aucun_nom_ne_fait_d_erreur_ni_ne_deborde(solution, titulaire):
    dessin = dessiner(macaron(solution=solution, titulaire=titulaire))
    for forme in dessin.formes:
        for lettre in getattr(forme, "lettres", ()):
            assert 0 <= lettre.matrice[4] <= dessin.largeur
            assert 0 <= lettre.matrice[5] <= dessin.hauteur


def test_un_macaron_retire_sans_date_est_refuse():
    with pytest.raises(ValueError, match="date du retrait"):
        macaron(etat=EtatDuLabel.RETIRE)


def test_le_svg_ne_demande_ni_police_ni_style_ni_script():
    texte = macaron_svg(macaron()).decode()
    assert not re.search(r"<text|font-|<style|style=|<script|xlink|url\(", texte)


def test_chaque_lettre_renvoie_a_un_trace_du_meme_svg():
    racine = ElementTree.fromstring(macaron_svg(macaron()))
    traces = {trace.get("id") for trace in racine.iter(f"{SVG}path")} - {None}
    assert {f"#{nom}" for nom in traces} == {lettre.get("href") for lettre in racine.iter(f"{SVG}use")}
    assert all(nom.startswith("m7k4mqx2p-") for nom in traces)


def test_la_description_dit_la_variante_les_noms_et_les_dates():
    assert phrase(est_coup_de_coeur=True) == (
        "Label Rivière claire (Préférée du jury) : Argilomètre, Hydromire SAS. "
        f"Valable du 27 mai 2026 au 26 mai 2027. Vérifier ce label : {ADRESSE}"
    )


@pytest.mark.parametrize(
    ("changements", "mots"),
    [
        (RETRAIT, "Retiré le 4 février 2027"),
        ({"etat": EtatDuLabel.EXPIRE}, "Expiré : a pris fin le 26 mai 2027"),
        ({"etat": EtatDuLabel.A_VENIR}, "À venir : valable à partir du 27 mai 2026"),
    ],
)
def test_un_label_qui_ne_vaut_pas_aujourd_hui_le_dit(changements, mots):
    assert mots in phrase(**changements)
    assert "Valable du" not in phrase(**changements)


def test_une_bande_barre_le_macaron_qui_n_est_pas_en_vigueur():
    assert couleur_de_la_bande() == "#ffffff"
    assert couleur_de_la_bande(**RETRAIT) == "#a31d17"
    assert couleur_de_la_bande(etat=EtatDuLabel.EXPIRE) == "#704800"


def test_les_deux_variantes_ont_chacune_leur_couronne():
    assert image().getpixel((480, 40)) == (8, 58, 69)
    assert image(est_coup_de_coeur=True).getpixel((480, 40)) == (125, 12, 66)


def test_le_qr_du_png_est_celui_de_l_adresse_module_par_module():
    page, modules = image(), qr.modules(ADRESSE)
    sombres = [(x, y) for x in range(620, 890) for y in range(885, 1165) if page.getpixel((x, y)) == (16, 38, 44)]
    gauche, haut = min(x for x, _ in sombres), min(y for _, y in sombres)
    cote = (max(x for x, _ in sombres) - gauche + 1) // len(modules)
    lus = [
        [
            int(page.getpixel((gauche + cote * x + cote // 2, haut + cote * y + cote // 2)) == (16, 38, 44))
            for x in range(len(modules))
        ]
        for y in range(len(modules))
    ]
    assert lus == [list(rangee) for rangee in modules]


def test_le_qr_mesure_au_moins_vingt_millimetres_a_la_taille_d_impression():
    assert largeur_minimale(ADRESSE) < dessiner(macaron()).millimetres
    tres_longue = f"https://labels.{'tres-long-' * 3}domaine.example/verifier/7K4M-QX2P/"
    assert largeur_minimale(tres_longue) < dessiner(macaron()).millimetres


def test_un_signe_absent_de_la_police_perd_son_accent_ou_devient_une_case():
    assert contour("ẽ", GRAS).chemins
    assert contour("日", GRAS) == contour("🌍", GRAS)
    assert contour("Ł", GRAS) not in (contour("L", GRAS), contour("日", GRAS))


def test_la_planche_en_pdf_est_accessible_et_decrit_son_image():
    octets = planche_du_macaron(macaron(), SimpleNamespace(nom="Essai", sous_titre="Appel"))
    assert defauts(octets) == []
    with ouvrir(octets) as document:
        assert decrire(macaron()) in [str(tag.get("/Alt", "")) for tag in elements(document)]
        assert len(document.pages) == 1
