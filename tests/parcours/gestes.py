"""What people do in the stories, only through pages and mails; and the worker's own turn."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from playwright.sync_api import expect

from tests.corpus import documents, images
from tests.fabriques.comptes import MOT_DE_PASSE, code_totp
from tests.parcours.outils import suivre

COCHES = ("choix", "oui_non", "thematique", "choix_multiple", "cas_usage")
CLAIRE = "claire@orthoselve.example"
ADRESSE = re.compile(r"https?://\S+")


def fichier(nom, octets, genre="application/pdf"):
    """A file as Playwright hands it to a page."""
    return {"name": nom, "mimeType": genre, "buffer": octets}


PIECES = {
    "kbis": fichier("kbis-orthoselve.pdf", documents.pdf()),
    "attestation_fiscale": fichier("attestation-fiscale.pdf", documents.pdf(pages=2)),
    "logo": fichier("logo-canoptere.png", images.image("PNG"), "image/png"),
}


def travailler():
    """Run once what the worker runs when it is woken: receipts, letters, labels, then the mails.

    In a thread of its own, as the worker is apart: the browser's event loop runs in this one.
    """
    with ThreadPoolExecutor(1) as ouvrier:
        ouvrier.submit(_un_tour).result()


def _un_tour():
    current_app.loader.import_default_modules()
    try:
        for nom in settings.REVEIL:
            current_app.tasks[nom]()
    finally:
        connections.close_all()


def lien_du_courriel(puits, adresse, sujet=""):
    """Return the last link written in the last mail that this address received."""
    (*_, recu) = [r for r in puits.recus if r.destinataires == [adresse] and sujet in r["Subject"]]
    return ADRESSE.findall(recu.texte)[0]


# --- Accounts ----------------------------------------------------------------------------------------------
def ouvrir_un_compte(page, racine, puits, prenom, nom, courriel):
    """Sign up by e-mail, confirm the address by the link received, which signs in."""
    page.goto(f"{racine}/compte/creer/")
    demander_un_compte(page, prenom, nom, courriel)
    travailler()
    confirmer_son_adresse(page, puits, courriel)
    page.goto(f"{racine}/candidatures/")


def confirmer_son_adresse(page, puits, courriel):
    """Open the link of the mail, say the password chosen."""
    page.goto(lien_du_courriel(puits, courriel))
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    suivre(page.get_by_role("button", name="Confirmer mon adresse"))


def demander_un_compte(page, prenom, nom, courriel):
    """Fill in and send the sign-up page that is being shown."""
    page.get_by_label("Prénom").fill(prenom)
    page.get_by_label("Nom", exact=True).fill(nom)
    page.get_by_label("Adresse de courriel").fill(courriel)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_label("Le même, une seconde fois").fill(MOT_DE_PASSE)
    suivre(page.get_by_role("button", name="Créer mon compte"))


def se_connecter(page, racine, courriel, vers="/candidatures/"):
    page.goto(f"{racine}/compte/connexion/?next={vers}")
    donner_son_mot_de_passe(page, courriel)


def donner_son_mot_de_passe(page, courriel):
    """Fill in and send the sign-in page that is being shown."""
    page.get_by_label("Adresse de courriel").fill(courriel)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    suivre(page.get_by_role("button", name="Se connecter"))


def prendre_possession(page, racine, puits, courriel, vers):
    """Whoever was given an account chooses a password by mail, signs in, enrols an application, goes to `vers`."""
    page.goto(f"{racine}/compte/mot-de-passe/oubli/")
    page.get_by_label("Adresse de courriel").fill(courriel)
    suivre(page.get_by_role("button").last)
    travailler()
    page.goto(lien_du_courriel(puits, courriel))
    page.get_by_label("Nouveau mot de passe").fill(MOT_DE_PASSE)
    page.get_by_label("Le même, une seconde fois").fill(MOT_DE_PASSE)
    suivre(page.locator("main form button").first)
    se_connecter(page, racine, courriel, vers)
    page.goto(f"{racine}/compte/double-authentification/application/")
    page.get_by_label("Code").fill(code_totp(page.locator("samp").inner_text(), marge=12))
    suivre(page.get_by_role("button", name="Activer l’application"))
    page.get_by_role("heading", name="Codes de secours").wait_for()
    page.goto(racine + vers)


# --- The form of a dossier -----------------------------------------------------------------------------------
def remplir(page, partie, reponses):
    """Answer the questions of one part on its page, whatever their type; a row of a list is added when it lacks."""
    for question in partie["questions"]:
        if question["code"] in reponses:
            repondre(page, question, reponses[question["code"]])


def repondre(page, question, valeur):
    """Fill in or tick the controls of one question."""
    code, genre = question["code"], question["type"]
    if genre in COCHES:
        for coche in valeur if isinstance(valeur, list) else [valeur]:
            page.locator(f"input[name='{code}'][value='{coche}']").check()
        return
    for nom, texte in _controles(code, genre, valeur):
        page.locator(f"[name='{nom}']").fill(texte)


def _controles(code, genre, valeur):
    """List (name, text) for the controls that one answer is typed in."""
    if genre == "date":
        return [(f"{code}_{nom}", partie) for nom, partie in zip(("jour", "mois", "annee"), valeur, strict=True)]
    if genre == "previsions":
        return [(f"{code}__{annee}", montant) for annee, montant in valeur.items()]
    if genre == "liste":
        return [(f"{code}__{rang}__{nom}", texte) for rang, ligne in enumerate(valeur) for nom, texte in ligne.items()]
    return [(code, valeur)]


def remplir_le_dossier(page, adresse, formulaire, reponses):
    """Fill in every part through its page and its button."""
    for partie in formulaire["parties"]:
        if partie["questions"]:
            page.goto(f"{adresse}{partie['slug']}/")
            remplir(page, partie, reponses.get(partie["slug"], {}))
            suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))
            page.wait_for_url(lambda url: url.partition("#")[0] == adresse)


def envoyer_le_dossier(client, adresse, formulaire, reponses, pieces=None):
    """Post every part and every file as their pages do, without drawing them: for stories that begin afterwards."""
    chemin = urlsplit(adresse).path
    for partie in formulaire["parties"]:
        if partie["questions"]:
            champs = _champs_postes(partie, reponses.get(partie["slug"], {}))
            assert client.post(f"{chemin}{partie['slug']}/", champs).status_code == 302, partie["slug"]
    for code, piece in (pieces or PIECES).items():
        envoi = SimpleUploadedFile(piece["name"], piece["buffer"], piece["mimeType"])
        assert client.post(f"{chemin}pieces/?emplacement={code}", {"fichier": envoi}).status_code == 302, code


def _champs_postes(partie, reponses):
    champs = {"revision": 0}
    for question in partie["questions"]:
        if question["code"] in reponses:
            code, genre, valeur = question["code"], question["type"], reponses[question["code"]]
            champs |= {code: valeur} if genre in COCHES else dict(_controles(code, genre, valeur))
    return champs


def joindre(page, code, piece):
    """Choose a file; wait until the slot is the one that the server drew again."""
    slot = page.locator(f"#piece_{code}")
    slot.evaluate("slot => { slot.dataset.ancien = 1; }")
    slot.locator("[type='file']").set_input_files(piece)
    expect(page.locator(f"#piece_{code}:not([data-ancien])")).to_be_visible()


def joindre_les_pieces(page, adresse, pieces=None):
    page.goto(f"{adresse}pieces/")
    for code, piece in (pieces or PIECES).items():
        joindre(page, code, piece)


def deposer(page, adresse):
    """Check, accept, file; return the reference number shown by the receipt page."""
    page.goto(f"{adresse}verification/")
    page.locator("#id_acceptation").check()
    suivre(page.get_by_role("button", name="Déposer la candidature"))
    page.get_by_role("heading", name="Votre candidature est déposée").wait_for()


def commencer(page, racine):
    """Begin a candidature; return the address of its task list."""
    page.goto(f"{racine}/candidatures/nouvelle/")
    suivre(page.get_by_role("button", name="Créer mon brouillon"))
    page.get_by_role("heading", name="Les parties du dossier").wait_for()
    return page.url
