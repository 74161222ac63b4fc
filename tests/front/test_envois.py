"""Attachment slots in a browser: what is dropped on them, errors of another file, silence of the server, too late to call back."""

import pytest
from playwright.sync_api import expect

from tests.front.galerie import vues
from tests.front.test_comportements import arreter_l_horloge, avancer, recus, rien_de_recu  # noqa: F401
from tests.parcours.outils import verifier_axe

pytestmark = pytest.mark.navigateur


def deposer_sur(carte, *noms):
    """Drop files on an attachment slot, on its title rather than its control."""
    carte.page.evaluate(
        """([id, noms]) => { const d = new DataTransfer();
          noms.forEach((nom) => d.items.add(new File(['%PDF-1.4'], nom, {type: 'application/pdf'})));
          for (const quoi of ['dragover', 'drop']) document.querySelector(`#${id} .tete`).dispatchEvent(
            new DragEvent(quoi, {bubbles: true, cancelable: true, dataTransfer: d})); }""",
        [carte.get_attribute("id"), list(noms)],
    )


def test_une_erreur_ancienne_ne_reste_pas_au_dessus_de_la_nouvelle(galerie, page):
    page.goto(galerie("pieces"))
    carte = page.locator("#piece_logo")
    expect(carte.locator(".msg-erreur:visible")).to_contain_text("n’est pas une image")
    page.eval_on_selector("#id_logo", "e => { e.dataset.max = 3; }")
    page.set_input_files("#id_logo", {"name": "logo.png", "mimeType": "image/png", "buffer": b"12345"})
    expect(carte.locator(".msg-erreur:visible")).to_have_count(1)
    expect(carte.locator(".msg-erreur:visible")).to_contain_text("choisissez-en un de")
    verifier_axe(page)


def test_la_carte_entiere_recoit_ce_qu_on_y_depose(galerie, page):
    page.goto(galerie("pieces"))
    carte = page.locator("#piece_kbis")
    deposer_sur(carte, "un.pdf", "deux.pdf")
    expect(carte.get_by_role("alert")).to_contain_text("Un seul fichier à cet emplacement")
    assert vues.recus == []
    deposer_sur(carte, "un.pdf")
    expect(page.locator("#piece_kbis .puce.fait")).to_have_text("Reçu")
    assert recus("pdf") == ["un.pdf"]


def test_un_envoi_sans_reponse_s_arrete_et_se_reprend(galerie, page):
    arreter_l_horloge(page)
    page.goto(galerie("pieces"))
    page.route("**/galerie/envoyer", lambda route: None)
    page.set_input_files("#id_kbis", {"name": "kbis.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(page.get_by_role("button", name="Annuler l’envoi")).to_be_visible()
    avancer(page, 121)  # the bytes may be counted as sent
    expect(page.locator("#piece_kbis [role=alert]")).to_contain_text("Le service ne répond pas")
    page.unroute_all()
    page.get_by_role("button", name="Réessayer l’envoi").click()
    expect(page.locator("#piece_kbis .puce.fait")).to_be_visible()
    page.erreurs_de_console.clear()


def test_un_envoi_transmis_s_annule_encore_et_ne_dit_pas_qu_il_est_perdu(galerie, page):
    page.goto(galerie("pieces"))
    page.set_input_files("#id_kbis", {"name": "lent.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(page.locator("#piece_kbis .envoi")).to_contain_text("lent.pdf : transmis, contrôle en cours")
    page.get_by_role("button", name="Annuler l’envoi").click()
    expect(page.locator("#piece_kbis [role=alert]")).to_contain_text("Envoi annulé : le fichier est peut-être arrivé")
    page.erreurs_de_console.clear()
