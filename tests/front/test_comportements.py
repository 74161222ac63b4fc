"""What the scripts add, in a real browser; each first in the case where it must refuse or fail."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.front.galerie import vues

pytestmark = pytest.mark.navigateur
ETAT = "[data-autosave-etat]"


@pytest.fixture(autouse=True)
def rien_de_recu():
    vues.recus.clear()
    yield
    vues.recus.clear()


@pytest.fixture
def brouillon(galerie, page):
    """The draft page, with a clock that only the test moves.

    A page that is left saves once more: the texts of one test may reach the server during the next.
    """
    arreter_l_horloge(page)
    page.goto(galerie("brouillon"))
    return page


def arreter_l_horloge(page):
    """No timer of the page runs out by itself, however slow the machine: `avancer` alone makes seconds go by."""
    page.clock.install(time=datetime(2026, 5, 4, 8, tzinfo=UTC))
    page.clock.pause_at(datetime(2026, 5, 4, 8, 42, tzinfo=UTC))


def recus(mots):
    """What the server has received with these words."""
    return [recu for recu in vues.recus if mots in recu]


def avancer(page, secondes):
    page.clock.run_for(secondes * 1000)


def test_le_resume_des_erreurs_recoit_le_focus_et_mene_au_champ(galerie, page):
    page.goto(galerie("formulaire?erreurs=1"))
    expect(page.locator("#resume")).to_be_focused()
    expect(page).to_have_title(re.compile(r"^Erreur\s: Partie 3"))
    page.get_by_role("link", name="Le SIRET doit comporter").click()
    expect(page.locator("#id_siret")).to_be_focused()
    assert page.locator("#id_siret").get_attribute("aria-describedby") == "id_siret_helptext id_siret_error"


def test_le_resume_nomme_chaque_champ_dans_l_ordre_de_la_page(galerie, page):
    page.goto(galerie("formulaire?erreurs=1"))
    ancres = page.eval_on_selector_all("#resume a", "liens => liens.map(l => l.hash.slice(1))")
    positions = page.evaluate("ids => ids.map(id => document.getElementById(id).getBoundingClientRect().top)", ancres)
    assert len(ancres) == 6
    assert positions == sorted(positions)


def test_rien_n_est_envoye_avant_trois_secondes(brouillon):
    brouillon.fill("#id_texte", "Un arbre")
    avancer(brouillon, 2)
    assert recus("arbre") == []
    avancer(brouillon, 2)
    expect(brouillon.locator(ETAT)).to_have_text("Brouillon enregistré à 10 h 41")
    assert recus("arbre") == ["Un arbre"]
    expect(brouillon.locator("[name=revision]")).to_have_value("5")


def test_une_frappe_continue_est_enregistree_au_bout_de_dix_secondes(brouillon):
    for seconde in range(11):
        brouillon.fill("#id_texte", f"mot {seconde}")
        avancer(brouillon, 1)
    expect(brouillon.locator(ETAT)).to_have_text("Brouillon enregistré à 10 h 41")
    assert len(recus("mot")) == 1


def test_quitter_le_champ_enregistre_aussitot(brouillon):
    brouillon.fill("#id_texte", "Une haie")
    brouillon.locator("#id_texte").blur()
    expect(brouillon.locator(ETAT)).to_have_text("Brouillon enregistré à 10 h 41")
    assert recus("haie") == ["Une haie"]


def test_une_page_fermee_entre_temps_ne_se_dit_pas_en_panne(brouillon):
    brouillon.fill("#id_texte", "ferme")
    avancer(brouillon, 4)
    expect(brouillon.locator(ETAT)).to_contain_text("non enregistré : cette page ne vous est plus ouverte")
    expect(brouillon.locator("#id_texte")).to_have_value("ferme")
    brouillon.erreurs_de_console.clear()  # Chromium says of any 404 that it failed to load


def test_une_panne_est_annoncee_et_le_texte_reste(brouillon):
    brouillon.fill("#id_texte", "panne")
    avancer(brouillon, 4)
    etat = brouillon.locator(ETAT)
    expect(etat).to_contain_text("Brouillon non enregistré : le service ne répond pas")
    expect(etat).to_have_attribute("role", "alert")
    expect(brouillon.locator("#id_texte")).to_have_value("panne")
    brouillon.erreurs_de_console.clear()
    brouillon.fill("#id_texte", "réparé")
    brouillon.get_by_role("button", name="Réessayer l’enregistrement").click()
    expect(etat).to_have_text("Brouillon enregistré à 10 h 41")
    expect(etat).to_have_attribute("role", "status")


def test_un_conflit_nomme_l_autre_et_n_ecrase_rien(brouillon):
    brouillon.fill("#id_texte", "conflit")
    avancer(brouillon, 4)
    expect(brouillon.locator(ETAT)).to_contain_text("modifiée par Idriss Benali à 18 h 05")
    brouillon.erreurs_de_console.clear()
    brouillon.fill("#id_texte", "conflit encore")
    avancer(brouillon, 20)
    expect(brouillon.get_by_role("button", name="Comparer les deux versions")).to_be_visible()
    assert recus("conflit") == []


def test_le_texte_non_enregistre_est_retrouve_apres_la_connexion(brouillon, galerie):
    revenue = "brouillon?encore=1"  # what the page that is left still sends must not arrive: it would erase the copy
    brouillon.route(
        "**/galerie/enregistrer",
        lambda route: route.continue_() if revenue in route.request.headers.get("referer", "") else route.abort(),
    )
    brouillon.fill("#id_texte", "Écrit pendant la coupure")
    brouillon.check("#id_case")
    avancer(brouillon, 4)
    expect(brouillon.locator(ETAT)).to_contain_text("la connexion est coupée")
    brouillon.erreurs_de_console.clear()
    brouillon.goto(galerie(revenue))
    expect(brouillon.locator("#id_texte")).to_have_value("Écrit pendant la coupure")
    expect(brouillon.locator("#id_case")).to_be_checked()
    expect(brouillon.locator(ETAT)).to_have_text("Brouillon enregistré à 10 h 41")
    assert recus("coupure")[-1:] == ["Écrit pendant la coupure"]
    assert brouillon.evaluate("Object.keys(localStorage).length") == 0
    brouillon.erreurs_de_console.clear()  # the save that the page attempted while it was left


def test_la_fin_de_session_est_annoncee_cinq_minutes_avant(galerie, page):
    arreter_l_horloge(page)
    page.goto(galerie("brouillon?secondes=1800"))
    avis = page.locator("[data-session]")
    avancer(page, 24 * 60)
    expect(avis).to_be_hidden()
    avancer(page, 61)
    expect(avis.get_by_role("alert")).to_contain_text("se termine dans 5 minutes")
    page.fill("#id_texte", "Je reviens")
    avancer(page, 4)
    expect(avis).to_be_hidden()


def test_l_horloge_avance_et_se_recale_sur_le_serveur(galerie, page):
    arreter_l_horloge(page)
    page.goto(galerie("bandeaux?etat=proche&verif=expire"))
    horloge = page.locator("time[data-horloge]")
    expect(horloge).to_have_text("10 h 42 min 17 s")
    avancer(page, 5)
    expect(horloge).to_have_text(re.compile("min.22.s$"))
    entetes = []
    page.on("request", lambda requete: entetes.append(requete.headers) if "horloge.json" in requete.url else None)
    with page.expect_response("**/horloge.json") as reponse:
        avancer(page, 56)
    assert entetes[0]["x-sondage"] == "1"
    assert "cookie" not in entetes[0]
    serveur = datetime.fromisoformat(reponse.value.json()["instant"])
    heures = [serveur, serveur + timedelta(minutes=1)]  # a minute may pass meanwhile
    expect(horloge).to_have_text(re.compile("|".join(f"^{h.hour}.h.{h.minute:02}" for h in heures)))


def test_les_dernieres_minutes_se_voient_chaque_seconde_et_s_annoncent_a_quelques_unes(galerie, page):
    arreter_l_horloge(page)
    page.goto(galerie("bandeaux?etat=proche&verif=expire&secondes=125"))
    bandeau, annonce = page.get_by_label("Échéance"), page.locator("[data-annonce]")
    avancer(page, 2)
    expect(bandeau.locator("[data-echeance]")).to_contain_text(re.compile("clôture dans 2.minutes [23].secondes$"))
    expect(annonce).to_have_text("")
    avancer(page, 4)
    entendu = annonce.inner_text()
    assert entendu.replace("\u00a0", " ").endswith("clôture dans 2 minutes 0 seconde")
    avancer(page, 10)
    expect(bandeau.locator("[data-echeance]")).to_contain_text(re.compile("clôture dans 1.minute 4[89].secondes$"))
    expect(annonce).to_have_text(entendu)


def test_les_touches_notent_le_critere_qui_a_le_focus(galerie, page):
    page.goto(galerie("grille"))
    moyenne = page.locator("[data-moyenne]")
    page.keyboard.press("3")
    expect(moyenne).to_contain_text("non calculée, 0 critère noté sur 3")
    for rang, note in ((1, 4), (2, 3), (3, 5)):
        page.locator(f"#id_c{rang}_0").focus()
        page.keyboard.press(str(note))
        expect(page.locator(f"#id_c{rang}_{note}")).to_be_checked()
    # (4×8 + 3×7 + 5×6) / 21 = 83/21 = 3,952…
    expect(moyenne).to_have_text("Moyenne pondérée provisoire : 3,95")
    expect(page.locator("#c2_ancre")).to_have_text("3, soit 1,00 de la moyenne : Suffisant")  # 3 × 7/21


def test_les_touches_ne_notent_pas_dans_un_commentaire(galerie, page):
    page.goto(galerie("grille"))
    page.locator("#id_c1_com").focus()
    page.keyboard.press("4")
    expect(page.locator("#id_c1_com")).to_have_value("4")
    expect(page.locator("#c1 :checked")).to_have_count(0)


def test_un_critere_sans_note_n_est_jamais_compte_comme_zero(galerie, page):
    page.goto(galerie("grille"))
    page.locator("#id_c1_0").focus()
    page.keyboard.press("0")
    expect(page.locator("[data-moyenne]")).to_have_text("Moyenne pondérée : non calculée, 1 critère noté sur 3")


def test_un_fichier_choisi_est_envoye_et_son_emplacement_remplace(galerie, page):
    page.goto(galerie("pieces"))
    expect(page.get_by_role("button", name="Envoyer le fichier")).to_have_count(0)
    page.set_input_files("#id_kbis", {"name": "kbis.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(page.locator("#piece_kbis .puce.fait")).to_have_text("Reçu")
    expect(page.locator("#piece_kbis [role=status]")).to_have_text(re.compile(r"^Kbis ou document équivalent.*\sReçu$"))
    assert recus("kbis") == ["kbis.pdf"]


def test_une_coupure_pendant_l_envoi_propose_de_recommencer(galerie, page):
    page.goto(galerie("pieces"))
    page.route("**/galerie/envoyer", lambda route: route.abort())
    page.set_input_files("#id_kbis", {"name": "kbis.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(page.locator("#piece_kbis [role=alert]")).to_contain_text("le fichier n’est pas arrivé")
    page.erreurs_de_console.clear()
    page.unroute("**/galerie/envoyer")
    page.get_by_role("button", name="Réessayer l’envoi").click()
    expect(page.locator("#piece_kbis .puce.fait")).to_be_visible()


def test_sans_script_tout_reste_la(galerie, browser):
    contexte = browser.new_context(java_script_enabled=False)
    page = contexte.new_page()
    page.goto(galerie("pieces"))
    expect(page.get_by_role("button", name="Envoyer le fichier")).to_have_count(3)
    page.goto(galerie("grille"))
    page.check("#id_c1_4", force=True)
    expect(page.locator("#id_c1_4")).to_be_checked()
    contexte.close()


def test_une_session_perdue_n_est_pas_dite_prolongee(galerie, page):
    arreter_l_horloge(page)
    page.goto(galerie("brouillon?secondes=60"))
    avancer(page, 1)
    page.get_by_role("button", name="Prolonger ma session").click()
    expect(page.locator("[data-session-texte]")).to_contain_text("n’a pas pu être prolongée")


@pytest.mark.parametrize(("reponse", "restent"), [("accept", ["autre"]), ("dismiss", ["amihr:moi:/x", "autre"])])
def test_se_deconnecter_efface_les_copies_de_ce_navigateur_si_on_le_confirme(galerie, page, reponse, restent):
    page.goto(galerie("grille"))
    page.evaluate("localStorage.setItem('amihr:moi:/x', '{}'); localStorage.setItem('autre', '1')")
    page.add_script_tag(url="/static/js/session.js", type="module")
    page.route("**/deconnexion/", lambda route: route.abort())
    dites = []
    page.on("dialog", lambda dialogue: (dites.append(dialogue.message), getattr(dialogue, reponse)()))
    page.evaluate(
        "document.querySelector('form[action*=deconnexion]').dispatchEvent(new Event('submit', {cancelable: true}))"
    )
    assert (sorted(page.evaluate("Object.keys(localStorage)")), len(dites)) == (restent, 1)
