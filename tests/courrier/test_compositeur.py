"""What leaves: text and HTML, headers on one line, nothing executable."""

import pytest

from amihr.courrier.compositeur import Compositeur, une_ligne
from tests.courrier.conftest import envoyer, posts

pytestmark = pytest.mark.django_db


def recu(puits, **contexte):
    posts(**contexte)
    envoyer()
    return puits.recus[0]


def test_un_compositeur_qui_ne_dit_pas_a_qui_il_est_permis_ne_sert_pas():
    class Muet(Compositeur):
        gabarit = "essai"

    with pytest.raises(TypeError, match="est_permis"):
        Muet()


def test_une_balise_est_inerte_dans_le_html_et_lisible_dans_le_texte(puits):
    message = recu(puits, titre="<script>alert('é & à')</script>")
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html
    assert "<script>alert('é & à')</script>" in message.texte


def test_le_sujet_porte_le_prefixe_de_l_edition(puits):
    assert recu(puits, titre="Accusé", prefixe_courriel="AMI 2027")["Subject"] == "[AMI 2027] Accusé"


def test_le_message_dit_qu_il_est_automatique_et_ou_repondre(puits):
    message = recu(puits, contact="contact@exemple.fr")
    assert (message["Auto-Submitted"], message["Reply-To"]) == ("auto-generated", "contact@exemple.fr")
    assert "contact@exemple.fr" in message.texte


def test_le_lien_est_dans_les_deux_textes(puits):
    message = recu(puits, lien="https://exemple.fr/dossier/", libelle_du_lien="Lire le message")
    assert "https://exemple.fr/dossier/" in message.texte
    assert 'href="https://exemple.fr/dossier/"' in message.html


def test_le_html_a_une_langue_un_titre_et_aucune_image(puits):
    html = recu(puits, titre="Accusé").html
    assert '<html lang="fr">' in html
    assert "Accusé</title>" in html
    assert "<img" not in html


def test_la_piece_jointe_part_sous_un_nom_d_une_ligne(puits):
    posts(evenement="avec_piece")
    envoyer()
    [piece] = puits.recus[0].message.iter_attachments()
    assert (piece.get_filename(), piece.get_content()) == ("accusé X-Faux: 1.pdf", b"%PDF-1.7")
    assert puits.recus[0]["X-Faux"] is None


@pytest.mark.parametrize(
    ("brut", "attendu"),
    [
        ("a\r\nBcc: x@y.fr", "a Bcc: x@y.fr"),
        ("a\x00b", "a b"),
        ("fic\u202egnp.pdf", "fic gnp.pdf"),
        ("a\u2028b", "a b"),
    ],
)
def test_un_entete_tient_sur_une_ligne(brut, attendu):
    assert une_ligne(brut) == attendu
