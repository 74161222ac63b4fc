"""A company prepares its candidature, files it, changes its mind; with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.editions.conduite import suspendre
from tests.corpus import documents, images
from tests.corpus.fabriquer import PROGRAMME, SVG, bureautique
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import CLOTURE
from tests.parcours import gestes
from tests.parcours.equipe import parcourir_l_equipe
from tests.parcours.outils import arrivee, suivre, verifier_page
from tests.parcours.reponses import COMPLETES

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
MIO = 1024**2


def test_chaque_page_neuve_se_montre_aux_deux_largeurs(claire, racine, edition_2026):
    claire.goto(f"{racine}/candidatures/")
    verifier_page(claire, "02-liste-vide")
    claire.goto(f"{racine}/candidatures/nouvelle/")
    verifier_page(claire, "02-nouvelle")
    adresse = gestes.commencer(claire, racine)
    verifier_page(claire, "02-dossier-neuf")
    pages = [partie["slug"] for partie in edition_2026.formulaire["parties"]]
    for nom in [*pages, "verification", "equipe", "historique", "supprimer"]:
        claire.goto(f"{adresse}{nom}/")
        verifier_page(claire, f"03-{nom}")


def test_le_brouillon_s_enregistre_pendant_la_frappe(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}solution/")
    claire.get_by_label("Nom de la solution").fill("Canoptère")
    expect(claire.get_by_text(re.compile("Brouillon enregistré à 10.h.4"))).to_be_visible(timeout=15_000)
    claire.reload()
    expect(claire.get_by_label("Nom de la solution")).to_have_value("Canoptère")


def test_une_question_sans_objet_se_cache_et_reparait(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}structure/")
    siren = claire.get_by_label("Numéro SIREN", exact=True)
    expect(siren).to_be_hidden()
    claire.get_by_label("Un numéro SIREN").check()
    expect(siren).to_be_visible()
    expect(claire.get_by_text("À remplir si").first).to_be_hidden()
    claire.goto(f"{adresse}previsions/")
    expect(claire.get_by_label("Budget annuel de l’institut")).to_be_visible()


def test_l_enregistrement_automatique_ne_deplace_pas_les_boutons(claire, racine):
    """What moves between press and release loses the click: the save that leaving a field starts must not push it."""
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}structure/")
    bouton = claire.get_by_role("button", name="Enregistrer et revenir au dossier")
    claire.get_by_label("Dénomination").fill("Orthoselve SAS")
    avant = bouton.bounding_box()
    claire.get_by_label("Dénomination").blur()
    expect(claire.locator("[data-autosave-etat]")).to_contain_text("enregistré à")
    assert bouton.bounding_box() == avant


def test_un_siren_trop_court_est_dit_en_tete_et_a_cote(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}structure/")
    claire.get_by_label("Dénomination").fill("Orthoselve SAS")
    claire.get_by_label("Un numéro SIREN").check()
    claire.get_by_label("Numéro SIREN", exact=True).fill("000 000 01")
    suivre(claire.get_by_role("button", name="Enregistrer et revenir au dossier"))
    phrase = "Le SIREN doit comporter 9 chiffres\u00a0: vous en avez saisi 8."
    expect(claire).to_have_title(re.compile("^Erreur"))
    expect(claire.locator("#resume").get_by_text(phrase)).to_be_visible()
    expect(claire.get_by_label("Numéro SIREN", exact=True)).to_have_value("000 000 01")
    expect(claire.get_by_label("Dénomination")).to_have_value("Orthoselve SAS")
    verifier_page(claire, "03-structure-erreur")
    claire.locator("#resume").get_by_role("link").click()
    expect(claire.locator("#id_siren")).to_be_focused()


def test_une_liste_s_allonge_et_l_erreur_se_tient_sur_sa_ligne(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}consortium/")
    claire.get_by_label("Oui").check()
    claire.get_by_label("Dénomination").fill("Bocage Images SARL")
    claire.get_by_label("Pays du siège").fill("France")
    claire.get_by_label("Ce qu’il apporte").fill("Relevés de terrain")
    suivre(claire.get_by_role("button", name="Ajouter une ligne"))
    seconde = claire.get_by_role("group", name="Ligne 2")
    seconde.get_by_label("Dénomination").fill("Vasque SAS")
    seconde.get_by_label("Numéro SIREN").fill("12")
    suivre(claire.get_by_role("button", name="Enregistrer et revenir au dossier"))
    expect(seconde.locator(".msg-erreur")).to_have_count(1)
    expect(claire.get_by_text("Brouillon enregistré. Rien n’est déposé.")).to_be_visible()
    expect(claire.get_by_role("group", name="Ligne 1").locator(".msg-erreur")).to_have_count(0)
    verifier_page(claire, "03-consortium-erreurs")


REFUS = [
    ("kbis", gestes.fichier("kbis.docx", bureautique()), "documents bureautiques"),
    ("kbis", gestes.fichier("vide.pdf", b""), "vide"),
    ("kbis", gestes.fichier("protege.pdf", documents.chiffre("secret", R=6)), "mot de passe"),
    ("kbis", gestes.fichier("facture.pdf", PROGRAMME), "est un programme"),
    ("logo", gestes.fichier("logo.png", SVG, "image/png"), "images SVG"),
    ("logo", gestes.fichier("logo.png", images.image("PNG", taille=(20, 20)), "image/png"), "pixels"),
]


def test_les_fichiers_refuses_disent_pourquoi_et_les_bons_restent(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}pieces/")
    gestes.joindre(claire, "attestation_fiscale", gestes.PIECES["attestation_fiscale"])
    for code, fichier, raison in REFUS:
        gestes.joindre(claire, code, fichier)
        expect(claire.locator(f"#piece_{code} .msg-erreur"), fichier["name"]).to_contain_text(raison)
    claire.locator("#id_kbis").set_input_files(gestes.fichier("trop.pdf", documents.pdf() + bytes(10 * MIO)))
    expect(claire.locator("#piece_kbis [role='alert'] .msg-erreur")).to_contain_text("10\u00a0Mo au plus")
    expect(claire.locator("#piece_kbis [role='alert']")).to_have_count(1)
    expect(claire.locator("#piece_attestation_fiscale .puce.fait")).to_be_visible()
    verifier_page(claire, "03-pieces-refusees")


def test_la_derniere_piece_recue_dit_le_brouillon_complet(claire, complet):
    claire.goto(f"{complet}pieces/")
    suivre(claire.get_by_role("button", name=re.compile("Retirer le fichier : Logo")))
    etat, parties = claire.locator("main [data-suivi]").first, claire.get_by_label("Parties du dossier")
    expect(etat).to_contain_text(re.compile(r"Il manque 1\sélément"))
    expect(parties.get_by_text("Pièces jointes (complète)")).to_have_count(0)
    gestes.joindre(claire, "logo", gestes.PIECES["logo"])
    expect(etat).to_contain_text("Brouillon complet, mais non déposé")
    expect(etat.get_by_role("link", name="Vérifier et déposer")).to_be_visible()
    expect(parties.get_by_text("Pièces jointes (complète)")).to_be_visible()


def test_les_annexes_restent_listees_apres_chaque_envoi(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}pieces/")
    slot = claire.locator("#piece_annexe")
    choisis = [("plan.pdf", documents.pdf()), ("notes.docx", bureautique()), ("carte.pdf", documents.pdf(pages=2))]
    gestes.joindre(claire, "annexe", [gestes.fichier(nom, octets) for nom, octets in choisis])
    expect(slot.get_by_role("listitem")).to_have_count(2)
    for nom in ("plan.pdf", "carte.pdf"):
        expect(slot.get_by_role("link", name=nom)).to_be_visible()
    expect(slot.locator("p.msg-erreur")).to_contain_text("notes.docx")
    expect(slot.get_by_role("alert")).to_contain_text(re.compile(r"notes\.docx.*2\sfichiers reçus", re.DOTALL))
    verifier_page(claire, "03-pieces-annexes")
    suivre(slot.get_by_role("button", name="Retirer : plan.pdf"))
    expect(slot.get_by_role("listitem")).to_have_count(1)


def test_un_kbis_ancien_est_signale_sans_etre_refuse(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}pieces/")
    gestes.joindre(claire, "kbis", gestes.PIECES["kbis"])
    dater(claire, "31", "2", "2026")
    expect(claire).to_have_title(re.compile("^Erreur"))
    verifier_page(claire, "03-pieces-date-erreur")
    dater(claire, "12", "1", "2026")
    expect(claire.locator("#piece_kbis")).to_contain_text("n’est pas un motif de refus")
    verifier_page(claire, "03-pieces-datees")


def dater(page, *date):
    for libelle, partie in zip(("Jour", "Mois", "Année"), date, strict=True):
        page.locator("#piece_kbis").get_by_label(libelle).fill(partie)
    suivre(page.locator("#piece_kbis").get_by_role("button", name="Enregistrer la date"))


def test_les_manques_citent_leur_article_et_menent_au_champ(claire, racine):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}verification/")
    claire.get_by_text(re.compile("Voir les .* éléments qui manquent")).click()
    manque = claire.get_by_role("listitem").filter(has_text="Indiquer le lien de la vidéo")
    assert "art. B.2" in manque.inner_text()
    expect(claire.get_by_role("button", name="Déposer la candidature")).to_have_count(0)
    manque.get_by_role("link").click()
    claire.wait_for_url(re.compile(r"/video/#id_video$"))


def test_deposer_modifier_retirer_puis_deposer_encore(claire, racine, puits, complet):
    verifier_page(claire, "03-pieces-recues")
    claire.goto(complet)
    verifier_page(claire, "02-dossier-complet")
    sans_accepter(claire, complet)
    gestes.deposer(claire, complet)
    verifier_page(claire, "04-depose")
    gestes.travailler()
    lire_l_accuse(claire, puits)
    for suite in ("", "verification/", "supprimer/"):
        claire.goto(complet + suite)
        expect(claire.get_by_role("button", name=re.compile("Déposer|Supprimer"))).to_have_count(0)
        verifier_page(claire, f"04-depose-{suite.strip('/') or 'dossier'}")
    changer_le_resume(claire, complet)
    expect(claire.get_by_role("heading", name="Version déposée, et des changements non déposés")).to_be_visible()
    verifier_page(claire, "02-dossier-modifie")
    retirer(claire, complet)
    gestes.deposer(claire, complet)
    expect(claire.locator("main")).to_contain_text("elle remplace la version 1", use_inner_text=True)
    verifier_page(claire, "04-redepose")
    claire.goto(f"{racine}/candidatures/")
    verifier_page(claire, "02-liste")


def sans_accepter(page, adresse):
    page.goto(f"{adresse}verification/")
    verifier_page(page, "03-verification-complete")
    suivre(page.get_by_role("button", name="Déposer la candidature"))
    expect(page).to_have_title(re.compile("^Erreur"))
    verifier_page(page, "03-verification-sans-accord")


def lire_l_accuse(page, puits):
    """The receipt is downloaded, mailed to the team, and its code answers without a name."""
    page.reload()
    with page.expect_download() as recu:
        page.get_by_role("link", name=re.compile("Télécharger l’accusé de réception")).click()
    assert recu.value.path().read_bytes().startswith(b"%PDF-")
    (courrier,) = [r for r in puits.recus if "accusé de dépôt" in r["Subject"]]
    assert courrier.destinataires == [gestes.CLAIRE]
    assert [piece.get_content_type() for piece in courrier.message.iter_attachments()] == ["application/pdf"]
    suivre(page.get_by_role("link", name=re.compile(r"^[A-Z2-9-]{12,14}$")))
    expect(page.get_by_role("heading", name="Dépôt vérifié")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Orthoselve")
    verifier_page(page, "12-verifier-depot")


def changer_le_resume(page, adresse):
    page.goto(f"{adresse}solution/")
    page.locator("[name='resume']").fill("Compte les arbres, et prévient de leur dépérissement.")
    suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))


def retirer(page, adresse):
    page.goto(f"{adresse}retirer/")
    verifier_page(page, "04-retirer")
    suivre(page.get_by_role("button", name="Retirer la candidature"))
    expect(page.get_by_role("heading", name="Candidature retirée")).to_be_visible()
    verifier_page(page, "02-dossier-retire")


def test_une_seconde_trop_tard_le_texte_reste(claire, racine, complet):
    claire.goto(f"{complet}verification/")
    claire.locator("#id_acceptation").check()
    horloge.a(CLOTURE + timedelta(seconds=1))
    with arrivee(claire) as reponse:
        claire.get_by_role("button", name="Déposer la candidature").click()
    assert reponse.value.status == 409
    assert "0 h 00 min 01 s" in claire.locator("main").inner_text().replace("\u00a0", " ")
    expect(claire.get_by_text(COMPLETES["solution"]["resume"])).to_be_visible()
    verifier_page(claire, "04-trop-tard")
    for nom in ("", "verification/", "solution/", "pieces/"):
        claire.goto(complet + nom)
        verifier_page(claire, f"02-clos-{nom.strip('/') or 'dossier'}")
    claire.goto(f"{racine}/candidatures/")
    verifier_page(claire, "02-clos-liste")


def test_une_page_ouverte_avant_la_cloture_dit_que_l_appel_est_clos(claire, racine, edition_2026):
    adresse = gestes.commencer(claire, racine)
    horloge.a(CLOTURE - timedelta(seconds=5), fige=False)
    claire.goto(f"{adresse}pieces/")
    bandeau = claire.get_by_label("Échéance")
    expect(bandeau).to_contain_text("L’appel est ouvert jusqu’au")
    expect(bandeau).to_contain_text("L’appel est clos depuis le")
    expect(bandeau.get_by_role("status")).to_contain_text("L’appel est clos")
    expect(bandeau).not_to_contain_text("clôture dans")
    claire.locator("#piece_logo [type='file']").set_input_files(gestes.PIECES["logo"])
    expect(claire.locator("#piece_logo").get_by_role("alert")).to_contain_text("n’accepte plus de dépôt")
    expect(claire.locator("#piece_logo [role=status]")).to_have_count(0)


def test_pendant_une_suspension_on_ecrit_sans_deposer(claire, racine, complet, edition_2026):
    suspendre(edition_2026, par=PersonneFactory())
    claire.goto(complet)
    expect(claire.get_by_role("heading", name="Les dépôts sont suspendus")).to_be_visible()
    verifier_page(claire, "02-dossier-suspendu")
    claire.goto(f"{complet}verification/")
    expect(claire.get_by_role("button", name="Déposer la candidature")).to_have_count(0)
    changer_le_resume(claire, complet)
    expect(claire.get_by_text("Brouillon enregistré. Rien n’est déposé.")).to_be_visible()


def test_un_coequipier_invite_par_lien_ecrit_a_son_tour(claire, racine, puits, fenetre):
    adresse = gestes.commencer(claire, racine)
    claire.goto(f"{adresse}equipe/")
    suivre(claire.get_by_role("button", name="Envoyer l’invitation"))
    verifier_page(claire, "03-equipe-erreur")
    claire.get_by_label("Adresse de courriel").fill("idriss@orthoselve.example")
    suivre(claire.get_by_role("button", name="Envoyer l’invitation"))
    gestes.travailler()
    idriss = fenetre()
    lien = gestes.lien_du_courriel(puits, "idriss@orthoselve.example")
    gestes.ouvrir_un_compte(idriss, racine, puits, "Idriss", "Benali", "idriss@orthoselve.example")
    idriss.goto(lien)
    verifier_page(idriss, "invitation")
    suivre(idriss.get_by_role("button", name="Rejoindre l’équipe"))
    se_contredire(claire, idriss, adresse)
    claire.goto(f"{adresse}equipe/")
    verifier_page(claire, "03-equipe-deux")
    parcourir_l_equipe(claire, adresse)
    claire.goto(f"{adresse}equipe/")
    claire.set_viewport_size({"width": 390, "height": 900})
    ligne = claire.locator("ul.taches > li").first
    droit, gestes_sur_elle = (ligne.locator(vu).bounding_box()["y"] for vu in (".puce", "details"))
    assert droit < gestes_sur_elle, "sur un téléphone, le droit se lit sous les actions"


def se_contredire(claire, idriss, adresse):
    """Both open the same part; the second to save sees both versions, and nothing is overwritten."""
    claire.goto(f"{adresse}plan/")
    idriss.goto(f"{adresse}plan/")
    for page, texte in ((idriss, "Trois communes."), (claire, "Dix communes.")):
        page.locator("[name='plan']").fill(texte)
        suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))
    expect(
        claire.get_by_role("heading", name=re.compile("^Les mêmes champs ont été modifiés par Idriss Benali à"))
    ).to_be_visible()
    encart = claire.locator(".encart.err").inner_text().replace("\u00a0", " ")
    assert re.search(r"par Idriss Benali à \d+ h \d\d : Trois communes\.", encart)
    expect(claire.locator("[name='plan']")).to_have_value("Dix communes.")
    verifier_page(claire, "03-conflit")


def test_tout_se_fait_sans_javascript_au_telephone(telephone, racine, puits, ouverte):
    page = telephone
    gestes.ouvrir_un_compte(page, racine, puits, "Claire", "Vasseur", gestes.CLAIRE)
    adresse = gestes.commencer(page, racine)
    gestes.remplir_le_dossier(page, adresse, ouverte.formulaire, COMPLETES)
    page.goto(f"{adresse}pieces/")
    for code, piece in gestes.PIECES.items():
        slot = page.locator(f"#piece_{code}")
        slot.locator("[type='file']").set_input_files(piece)
        suivre(slot.get_by_role("button", name="Envoyer le fichier"))
        expect(page.locator(f"#piece_{code} .puce.fait")).to_be_visible()
    gestes.deposer(page, adresse)


def test_tout_se_fait_au_telephone(fenetre, racine, puits, ouverte):
    page = fenetre(viewport={"width": 390, "height": 844}, has_touch=True)
    gestes.ouvrir_un_compte(page, racine, puits, "Claire", "Vasseur", gestes.CLAIRE)
    adresse = gestes.commencer(page, racine)
    toucher(page.get_by_role("link", name="Solution et thématique"))
    page.get_by_label("Nom de la solution").fill("Canoptère")
    toucher(page.get_by_role("button", name="Enregistrer et revenir au dossier"))
    expect(page.get_by_role("heading", name="Canoptère")).to_be_visible()
    page.goto(f"{adresse}pieces/")
    gestes.joindre(page, "logo", gestes.PIECES["logo"])
    toucher(page.get_by_role("link", name="Revenir au dossier"))
    expect(page.get_by_text("1\u00a0reçue sur 3")).to_be_visible()


def toucher(lien):
    with arrivee(lien.page):
        lien.tap()
