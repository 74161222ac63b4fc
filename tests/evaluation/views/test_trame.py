"""The template of the dossier: the page, its files, what they become when the call changes."""

import io
from datetime import timedelta

import pytest
from docx import Document

from amihr import horloge
from amihr.editions.models import Edition
from amihr.pilotage.chargement import charger
from evaluation.actes.trame import produire_les_trames
from tests.fabriques.editions import COMMISSION
from tests.socle.controle_pdf import defauts

PDF, DOCX = "/trame/modele-de-dossier.pdf", "/trame/modele-de-dossier.docx"


@pytest.fixture
def rivages(db, appel_2027):
    """A call in preparation, the one that the site shows."""
    return charger(appel_2027, courante=True)


def lire(client):
    return client.get("/trame/").content.decode().replace("\u00a0", " ")


def octets(reponse):
    return b"".join(reponse.streaming_content)


def produire():
    return produire_les_trames(horloge.maintenant())


def test_le_modele_dit_si_l_appel_est_clos(client, edition, pendant):
    assert "au plus tard le" in lire(client)
    with horloge.a(edition.cloture_le):
        assert "l’appel est clos depuis le" in lire(client)


def test_sans_edition_le_modele_est_absent(client, db):
    assert [client.get(adresse).status_code for adresse in ("/trame/", PDF, DOCX)] == [404, 404, 404]


def test_chaque_question_dit_sa_limite_son_obligation_et_son_critere(client, rivages):
    page = lire(client)
    assert "Un texte, 800 caractères au plus." in page
    assert "Éclaire : 1. Qualité des mesures ; 3. Ouverture des données." in page
    assert "Obligatoire, à remplir si « Des bénévoles participent-ils ? » : Oui" in page
    assert "<b>Facultatif</b>. Un texte, 500 caractères au plus." in page


def test_chaque_piece_dit_ses_types_et_ses_limites(client, rivages):
    page = lire(client)
    assert "PDF, 4 Mo au plus, 10 pages au plus" in page
    assert "Pour un institut de recherche : Convention de recherche." in page
    assert "4 fichiers au plus" in page


def test_ce_que_la_commission_recherche_est_dit_note_par_note(client, rivages):
    assert "excellent : Une réponse qui peut servir d’exemple." in lire(client)


def test_un_fichier_pas_encore_fait_repond_202_et_revient(client, rivages):
    reponse = client.get(PDF)
    assert (reponse.status_code, reponse["Refresh"]) == (202, "5")
    assert "En préparation" in lire(client)


def test_le_fichier_docx_se_remplit_sous_de_vrais_titres(client, rivages):
    produire()
    reponse = client.get(DOCX)
    document = Document(io.BytesIO(octets(reponse)))
    titres = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert "L’idée (art. 2.1)" in titres
    assert len(document.tables) == sum(len(p["questions"]) for p in rivages.formulaire["parties"])
    assert document.core_properties.language == "fr-FR"


def test_le_fichier_pdf_est_accessible_et_se_telecharge(client, rivages):
    produire()
    reponse = client.get(PDF)
    assert "attachment" in reponse["Content-Disposition"]
    assert defauts(octets(reponse)) == []


def test_les_fichiers_ne_se_font_qu_une_fois(rivages):
    assert [produire(), produire()] == [2, 0]


def test_un_report_refait_les_fichiers_et_oublie_les_anciens(client, rivages):
    produire()
    avant = octets(client.get(DOCX))
    Edition.objects.filter(pk=rivages.pk).update(cloture_le=rivages.cloture_le + timedelta(days=7))
    assert client.get(DOCX).status_code == 202
    assert produire() == 2
    assert octets(client.get(DOCX)) != avant
    assert rivages.trames.count() == 2


def test_une_edition_que_rien_n_annonce_n_a_pas_de_fichier(rivages):
    Edition.objects.update(est_courante=False)
    assert produire() == 0
    with horloge.a(rivages.ouverture_le):
        assert produire() == 2


def test_l_edition_livree_a_son_modele(db, appel_2026, client):
    charger(appel_2026, courante=True)
    with horloge.a(COMMISSION):
        assert "Éclaire : 7. Frugalité de la solution." in lire(client)
