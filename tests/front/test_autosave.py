"""The line of the autosave: a server that is silent or fails, where the line stands, what the page shows without it being saved."""

import pytest
from playwright.sync_api import expect

from tests.front.galerie import vues
from tests.front.test_comportements import ETAT, arreter_l_horloge, avancer, brouillon, recus, rien_de_recu  # noqa: F401
from tests.parcours.outils import DEBORDE, verifier_axe

pytestmark = pytest.mark.navigateur


def test_un_serveur_muet_est_annonce_puis_rappele_sans_qu_on_tape(brouillon):  # noqa: F811
    brouillon.fill("#id_texte", "Un orme")
    avancer(brouillon, 4)
    etat = brouillon.locator(ETAT)
    expect(etat).to_have_text("Brouillon enregistré à 10 h 41")
    brouillon.route("**/galerie/enregistrer", lambda route: None)
    brouillon.fill("#id_texte", "Un orme, un charme")
    avancer(brouillon, 4)
    expect(etat).to_have_class("autosave encours")
    avancer(brouillon, 12)
    expect(brouillon.locator(f"{ETAT}[role='alert']")).to_contain_text("non enregistré : le service ne répond pas")
    assert "Un orme, un charme" in brouillon.evaluate("Object.values(localStorage).join()")
    assert recus("charme") == []
    brouillon.unroute_all()
    avancer(brouillon, 6)
    expect(etat).to_have_text("Brouillon enregistré à 10 h 41")
    assert recus("charme")[-1:] == ["Un orme, un charme"]
    brouillon.erreurs_de_console.clear()


def test_une_panne_qui_dure_est_rappelee_de_moins_en_moins_et_dite_une_fois(brouillon):  # noqa: F811
    essais = []

    def refuser(route):
        essais.append(route.request.url)
        route.fulfill(status=500, body="x", content_type="text/plain")

    brouillon.route("**/galerie/enregistrer", refuser)
    brouillon.fill("#id_texte", "Un frêne")
    avancer(brouillon, 4)
    expect(brouillon.locator(f"{ETAT}[role='alert']")).to_contain_text("le service ne répond pas")
    brouillon.evaluate(f"""() => {{ window.dits = 0;
      new MutationObserver((m) => {{ window.dits += m.length; }})
        .observe(document.querySelector("{ETAT}"), {{childList: true, subtree: true, characterData: true}}); }}""")
    bouton = brouillon.get_by_role("button", name="Réessayer")
    bouton.focus()  # leaving the control saves: one attempt more
    expect(brouillon.locator(f"{ETAT}.encours")).to_have_count(0)
    for combien, pause in ((3, 10), (4, 20), (5, 40)):
        avancer(brouillon, pause - 1)
        assert len(essais) == combien - 1
        avancer(brouillon, 2)
        expect(brouillon.locator(f"{ETAT}.encours")).to_have_count(0)
        assert len(essais) == combien
    expect(bouton).to_be_focused()
    assert brouillon.evaluate("window.dits") == 0
    brouillon.unroute_all()
    avancer(brouillon, 82)
    expect(brouillon.locator(ETAT)).to_have_text("Brouillon enregistré à 10 h 41")
    assert recus("frêne") == ["Un frêne"]
    brouillon.erreurs_de_console.clear()


DANS_LA_FENETRE = """() => { const l = document.querySelector('[data-autosave-etat]').getBoundingClientRect();
  const c = document.activeElement.getBoundingClientRect();
  return {visible: l.top >= 0 && l.bottom <= innerHeight + 1 && l.height < innerHeight / 2,
          couvert: c.bottom > l.top + 1 && c.top < l.bottom - 1, nom: document.activeElement.id}; }"""


@pytest.mark.parametrize(("largeur", "hauteur"), [(1280, 800), (390, 844), (320, 640), (640, 400)])
@pytest.mark.parametrize("est_coupe", [False, True])
def test_la_ligne_se_voit_sous_chaque_champ_sans_en_couvrir_aucun(galerie, page, largeur, hauteur, est_coupe):
    page.emulate_media(reduced_motion="reduce")  # else the page is still scrolling when it is measured
    page.set_viewport_size({"width": largeur, "height": hauteur})
    page.goto(galerie("brouillon?long=1"))
    if est_coupe:
        page.route("**/galerie/enregistrer", lambda route: route.abort())
    page.fill("#id_texte", "Un aulne")
    expect(page.locator(ETAT)).to_contain_text("non enregistré" if est_coupe else "enregistré à")
    page.locator("#id_texte").focus()
    for _ in range(12):
        vu = page.evaluate(DANS_LA_FENETRE)
        assert (vu["visible"], vu["couvert"]) == (True, False), vu
        page.keyboard.press("Tab")
    assert page.evaluate(DEBORDE) <= 0
    verifier_axe(page)
    page.goto("about:blank")  # it would go on trying
    page.erreurs_de_console.clear()


def test_une_fenetre_tres_basse_garde_la_ligne_a_sa_place(galerie, page):
    page.set_viewport_size({"width": 640, "height": 300})
    page.goto(galerie("brouillon?long=1"))
    assert page.eval_on_selector(ETAT, "e => getComputedStyle(e).position") == "static"


def test_ce_que_le_serveur_montre_sans_l_avoir_pris_est_envoye_aussitot(galerie, page):
    page.goto(galerie("brouillon?reste=retrouve"))
    expect(page.locator(ETAT)).to_have_text("Brouillon enregistré à 10 h 41")
    assert len(vues.recus) == 1


def test_la_copie_d_un_refus_reste_jusqu_a_ce_qu_on_choisisse(galerie, page):
    page.goto(galerie("brouillon"))
    page.evaluate("""() => localStorage.setItem('amihr:moi:/galerie/enregistrer:0.1',
      JSON.stringify({valeurs: [['texte', 'Choisi']], revision: '3', envoye: true}))""")
    page.goto(galerie("brouillon?reste=refuse"))
    expect(page.get_by_role("button", name="Reprendre ce texte")).to_be_visible()
    assert vues.recus == []


def test_les_caracteres_qui_restent_se_disent_pres_de_la_limite(galerie, page):
    arreter_l_horloge(page)
    page.goto(galerie("brouillon"))
    compteur = page.locator("#id_texte + .compteur")
    page.fill("#id_texte", "é" * 400)
    avancer(page, 1)
    expect(compteur).to_be_empty()
    page.fill("#id_texte", "é" * 481 + "🌳")
    expect(compteur).to_be_empty()  # not at each key
    avancer(page, 1)
    expect(compteur).to_have_text("Reste 118 caractères")
    page.fill("#id_texte", "é" * 601)
    avancer(page, 1)
    expect(compteur).to_have_text("1 caractère de trop")
    expect(compteur).to_have_attribute("role", "status")
