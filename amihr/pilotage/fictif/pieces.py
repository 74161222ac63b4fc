"""Fictional files, drawn here: each one says that it is fictional."""

import hashlib
import io
from textwrap import wrap

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from amihr.editions.textes import en_html
from amihr.socle.pdf import rendre

COULEURS = ("#0b5566", "#1b633a", "#a8125a", "#704800", "#3a4a8c", "#8c3a2e", "#2e6f8c", "#5a2e8c")
FOND = "#f3f6f5"
COTE = 480
LIGNES_PAR_PAGE = 36
PIXELS = ((60, "50 cm"), (600, "5 cm"))
MENTION = "DOCUMENT FICTIF, SANS AUCUNE VALEUR"


def televersement(nom, octets):
    """The bytes as a browser would send them."""
    return SimpleUploadedFile(nom, octets)


def pdf(titre, lignes):
    """A PDF: on each page its title, a mention that it is fictional, some of the lines."""
    document = pikepdf.new()
    police = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    for debut in range(0, max(1, len(lignes)), LIGNES_PAR_PAGE):
        page = document.add_blank_page(page_size=(595, 842))
        ecrites = [f"BT /F1 20 Tf 60 760 Td {_chaine(titre)} Tj ET", f"BT /F1 11 Tf 60 735 Td {_chaine(MENTION)} Tj ET"]
        ecrites += [
            f"BT /F1 11 Tf 60 {700 - 18 * rang} Td {_chaine(ligne)} Tj ET"
            for rang, ligne in enumerate(lignes[debut : debut + LIGNES_PAR_PAGE])
        ]
        page.Contents = document.make_stream("\n".join(ecrites).encode("cp1252", "replace"))
        page.Resources = Dictionary(Font=Dictionary(F1=police))
    sortie = io.BytesIO()
    document.save(sortie, static_id=True)
    return sortie.getvalue()


def _chaine(texte):
    echappe = texte.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({echappe})"


def kbis(denomination, siren, commune):
    """An extract of the register that no court has delivered."""
    lignes = [f"Dénomination : {denomination}", f"Immatriculation : {siren}, un numéro qui n’est attribué à personne",
              f"Siège : {commune}", "Ce document ne vaut pas extrait Kbis."]  # fmt: skip
    return televersement("kbis-fictif.pdf", pdf("Extrait Kbis", lignes))


def attestation(denomination, siren):
    """A tax certificate that no administration has delivered."""
    lignes = [f"Redevable : {denomination}", f"Numéro : {siren}", "Situation régulière, dans cette histoire seulement."]
    return televersement("attestation-fiscale-fictive.pdf", pdf("Attestation de régularité fiscale", lignes))


def reglement(edition, texte):
    """The règlement as the document that a Région would upload."""
    contexte = {"edition": edition, "texte": en_html(texte), "mention": MENTION}
    return televersement("reglement-fictif.pdf", rendre("documents/reglement.html", contexte))


def memoire(titre, textes):
    """A technical memo: its texts, cut into lines."""
    lignes = [ligne for texte in textes for alinea in texte.split("\n\n") for ligne in (*wrap(alinea, 84), "")]
    return televersement("memoire-technique.pdf", pdf(f"Mémoire technique : {titre}", lignes))


def planches(denomination):
    """An annex of two landscape sheets: a canopy seen from above, at a coarse then at a fine pixel."""
    graine = hashlib.sha256(denomination.encode()).digest()
    fine = Image.effect_noise((600, 400), 90 + graine[0] % 60).filter(ImageFilter.GaussianBlur(7))
    infrarouge = ImageOps.colorize(ImageOps.autocontrast(fine), "#0b2b3a", "#f6d8d0", mid="#a8125a")
    feuilles = [_planche(infrarouge.resize((largeur, largeur * 2 // 3)), pixel) for largeur, pixel in PIXELS]
    sortie = io.BytesIO()
    feuilles[0].save(sortie, "PDF", save_all=True, append_images=feuilles[1:], resolution=100)
    return televersement("annexe-planches.pdf", sortie.getvalue())


def _planche(vue, pixel):
    feuille = Image.new("RGB", (1169, 827), "white")
    feuille.paste(vue.resize((990, 660), Image.Resampling.NEAREST), (90, 110))
    dessin = ImageDraw.Draw(feuille)
    dessin.text((90, 50), f"Extrait fictif, pixel de {pixel}", fill="#10262c", font_size=32)
    dessin.rectangle((90, 785, 290, 795), fill="#10262c")
    return feuille


def acte_signe(numero, objet):
    """The act of the Région, signed by nobody."""
    lignes = [f"Numéro {numero}", objet, "Signé par un personnage de la démonstration."]
    return televersement(f"acte-{numero}.pdf", pdf("Arrêté", lignes))


def logo(denomination):
    """A logo of simple shapes, always the same for one name."""
    graine = hashlib.sha256(denomination.encode()).digest()
    premiere, seconde = COULEURS[graine[0] % 8], COULEURS[(graine[0] + 1 + graine[1] % 7) % 8]
    image = Image.new("RGB", (COTE, COTE), FOND)
    dessin = ImageDraw.Draw(image)
    FORMES[graine[2] % len(FORMES)](dessin, premiere, seconde, graine)
    sortie = io.BytesIO()
    image.save(sortie, "PNG", optimize=True)
    return televersement("logo.png", sortie.getvalue())


def _disques(dessin, premiere, seconde, graine):
    decalage = 40 + graine[3] % 60
    dessin.ellipse((60, 60 + decalage // 2, 320, 320 + decalage // 2), fill=premiere)
    dessin.ellipse((160 + decalage, 200, 380 + decalage // 2, 420 - decalage // 2), fill=seconde)


def _grille(dessin, premiere, seconde, graine):
    for rang in range(16):
        x, y = 60 + rang % 4 * 92, 60 + rang // 4 * 92
        dessin.rectangle((x, y, x + 78, y + 78), fill=premiere if graine[4 + rang] % 3 else seconde)


def _relief(dessin, premiere, seconde, graine):
    sommet = 160 + graine[5] % 160
    dessin.polygon([(50, 400), (sommet, 90), (430, 400)], fill=premiere)
    dessin.polygon([(200, 400), (320, 210), (430, 400)], fill=seconde)


def _bandes(dessin, premiere, seconde, graine):
    for rang in range(5):
        largeur = 140 + graine[6 + rang] % 220
        dessin.rounded_rectangle(
            (60, 70 + rang * 70, 60 + largeur, 116 + rang * 70), 20, fill=(premiere, seconde)[rang % 2]
        )


FORMES = (_disques, _grille, _relief, _bandes)
