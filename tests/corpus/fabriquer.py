"""The corpus of uploads: `python -m tests.corpus.fabriquer DOSSIER` writes the files and `verdicts.tsv`.

Each line of CORPUS: file name, slot, expected code (None: accepted), how to make the bytes, and why.
"""

import hashlib
import io
import shutil
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.corpus import documents as d
from tests.corpus import images as i

MIO = 1024**2


@dataclass(frozen=True)
class Cas:
    nom: str
    genre: str
    code: str | None
    fabrique: Callable[[], bytes]
    raison: str

    @property
    def identifiant(self):
        """An ASCII name for the test's report and for the disk."""
        return unicodedata.normalize("NFD", self.nom).encode("ascii", "ignore").decode().replace(" ", "-")


def admis(nom, genre, fabrique, raison):
    return Cas(nom, genre, None, fabrique, raison)


def refuse(nom, genre, code, fabrique, raison):
    return Cas(nom, genre, code, fabrique, raison)


def bureautique():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as ecrite:
        ecrite.writestr("[Content_Types].xml", "<Types/>")
        ecrite.writestr("word/document.xml", "<document/>")
    return archive.getvalue()


def archive():
    return d.avec_zip_en_queue(b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAMME = b"MZ\x90\x00" + bytes(200)
DESACTIVE = pikepdf.ObjectStreamMode.disable
GENERE = pikepdf.ObjectStreamMode.generate
BOMBE_ZLIB = zlib.compress(bytes(2 * MIO), 9)

PDF_ADMIS = [
    admis("simple.pdf", "kbis", d.pdf, "an ordinary PDF"),
    admis("version-1.3.pdf", "kbis", partial(d.version, "1.3", object_stream_mode=DESACTIVE), "oldest version"),
    admis("version-1.4.pdf", "kbis", partial(d.version, "1.4", object_stream_mode=DESACTIVE), "most common"),
    admis(
        "version-1.5-objets-groupes.pdf", "kbis", partial(d.version, "1.5", object_stream_mode=GENERE), "object streams"
    ),
    admis("version-1.6.pdf", "kbis", partial(d.version, "1.6"), "version 1.6"),
    admis("version-1.7.PDF", "kbis", partial(d.version, "1.7"), "extension in capitals"),
    admis("version-2.0.pdf", "kbis", partial(d.version, "2.0"), "newest version"),
    admis("catalogue-1.4.pdf", "kbis", d.entete_ancien_catalogue_recent, "the catalog's version replaces the header's"),
    admis("signé.pdf", "kbis", d.signe, "a real electronic signature"),
    admis("restrictions-aes256.pdf", "fiscal", partial(d.chiffre, "", R=6), "owner password only, AES-256"),
    admis("restrictions-aes128.pdf", "fiscal", partial(d.chiffre, "", R=4), "owner password only, AES-128"),
    admis(
        "restrictions-rc4.pdf", "fiscal", partial(d.chiffre, "", R=3, aes=False, metadata=False), "owner password, RC4"
    ),
    admis("formulaire.pdf", "kbis", d.formulaire, "plain AcroForm"),
    admis(
        "liens.pdf",
        "annexe",
        partial(d.annotation, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org/"))),
        "a link",
    ),
    admis(
        "ouverture-sur-une-page.pdf",
        "annexe",
        partial(d.action, S=Name.GoTo, D=Array([0, Name.Fit])),
        "opens at a page",
    ),
    admis("pieces-jointes-vides.pdf", "annexe", d.liste_de_pieces_jointes_vide, "an empty list of attachments"),
    admis(
        "titre-javascript.pdf", "annexe", partial(d.titre, "Guide /JS /JavaScript /Launch"), "forbidden words as text"
    ),
    admis("cinquante-pages.pdf", "kbis", partial(d.pdf, pages=50), "the greatest number of pages"),
    admis("linearise.pdf", "annexe", partial(d.pdf, linearize=True), "linearised for the web"),
    admis("nuls-a-la-fin.pdf", "kbis", lambda: d.pdf() + b"\r\n" + bytes(3000), "padded with NUL bytes"),
    admis("table-abimee.pdf", "kbis", d.table_abimee, "broken cross-reference table, repairable"),
    admis("mise-a-jour.pdf", "kbis", d.mise_a_jour, "two revisions"),
    admis("scan.pdf", "kbis", d.avec_photo, "a photograph in a page"),
    admis("flux-lzw.pdf", "annexe", d.flux_lzw, "old LZW compression"),
    admis("somme-fausse.pdf", "annexe", d.somme_de_controle_fausse, "wrong checksum that readers forgive"),
    admis("flux-190-mio.pdf", "annexe", partial(d.gonfle, 190), "a stream just below the limit"),
    admis("Kbis – Société à l’été.pdf", "kbis", d.pdf, "accents, dash and apostrophe in the name"),
    admis(unicodedata.normalize("NFD", "déclaré.pdf"), "kbis", d.pdf, "decomposed accents, as macOS sends them"),
    admis("acte signé.pdf", "acte", d.signe, "a signed act"),
    admis("restrictions-copie.pdf", "kbis", d.restrictions_signees, "owner password that forbids copying"),
    admis("signets.pdf", "annexe", d.avec_signets, "bookmarks"),
    admis("calques.pdf", "annexe", d.avec_calques, "layers, as a geographer's software writes"),
    admis("pdf-a.pdf", "kbis", d.avec_metadonnees, "XMP metadata of an archive, accents in the title"),
    admis("paysage.pdf", "annexe", d.en_paysage, "a page turned by a quarter"),
    admis("a0.pdf", "annexe", partial(d.en_paysage, 0, (2384, 3370)), "a poster"),
    admis("deux-pages-en-regard.pdf", "annexe", partial(d.enrichi, PageLayout=Name.TwoPageLeft), "view of the reader"),
    admis("langue.pdf", "kbis", partial(d.enrichi, Lang=String("fr-FR")), "language given"),
    admis("balise.pdf", "kbis", partial(d.enrichi, MarkInfo=Dictionary(Marked=True)), "tagged for accessibility"),
    admis(
        "note.pdf", "annexe", partial(d.annotation, Subtype=Name.Text, Contents=String("à relire")), "a reader's note"
    ),
    admis("extrait . kbis..pdf", "kbis", d.pdf, "dots and spaces in the name"),
    admis("œuvre ½ №3 – 日本.pdf", "annexe", d.pdf, "signs of other alphabets in the name"),
    admis("n" * 140 + ".pdf", "kbis", d.pdf, "a long name"),
    admis("reglement.pdf", "document", partial(d.pdf, pages=12), "a document of the call"),
]

IMAGES_ADMISES = [
    admis("scan.jpg", "kbis", partial(i.image, "JPEG"), "a scan"),
    admis("scan.JPEG", "fiscal", partial(i.image, "JPEG", "L"), "grey scan, extension in capitals"),
    admis("scan.png", "fiscal", partial(i.image, "PNG", "1", (1240, 1754)), "black and white scan"),
    admis("imprimeur-cmjn.jpg", "logo", partial(i.image, "JPEG", "CMYK"), "CMYK"),
    admis("progressif.jpg", "logo", partial(i.image, "JPEG", progressive=True), "progressive"),
    admis("tourne.jpg", "logo", i.photo_tournee, "EXIF orientation"),
    admis("profil.jpg", "logo", partial(i.avec_profil, "JPEG"), "colour profile"),
    admis("plusieurs-vues.jpg", "kbis", partial(i.animee, "MPO"), "telephone scan with a second view"),
    admis("transparent.png", "logo", partial(i.transparente, "PNG"), "alpha"),
    admis("palette.png", "logo", partial(i.image, "PNG", "P"), "palette"),
    admis("gris-16-bits.png", "logo", partial(i.image, "PNG", "I;16"), "16-bit grey"),
    admis("couleur-16-bits.png", "logo", i.png_seize_bits_couleur, "16 bits a channel"),
    admis("profil.png", "logo", partial(i.avec_profil, "PNG"), "small colour profile"),
    admis("commentaire.png", "logo", partial(i.avec_texte, "logo fictif"), "small comment"),
    admis("transparent.webp", "logo", partial(i.transparente, "WEBP"), "WebP with alpha"),
    admis("sans-perte.webp", "logo", partial(i.image, "WEBP", lossless=True), "lossless WebP"),
    admis("64.png", "logo", partial(i.image, "PNG", "RGB", (64, 64)), "the smallest sides"),
    admis("8000.png", "logo", partial(i.image, "PNG", "L", (8000, 64)), "the greatest side"),
    admis("40-megapixels.png", "kbis", partial(i.png_noir, 8000, 5000), "exactly 40 Mpx"),
    admis("imprimeur-cmjn-profil.jpg", "logo", partial(i.image, "JPEG", "CMYK", quality=95), "CMYK, high quality"),
    admis("gris.jpg", "logo", partial(i.image, "JPEG", "L"), "grey logo"),
    admis("entrelace.png", "logo", i.png_entrelace, "interlaced"),
    admis("noir-et-blanc.png", "logo", partial(i.image, "PNG", "1"), "one bit a pixel"),
    admis("gris-transparent.png", "logo", partial(i.image, "PNG", "LA"), "grey with alpha"),
    admis("300-dpi.png", "logo", partial(i.image, "PNG", dpi=(300, 300)), "resolution of a printer"),
    admis("gris.webp", "logo", partial(i.image, "WEBP", "L", quality=40), "grey WebP"),
    admis("Logo – été.PNG", "logo", partial(i.image, "PNG"), "accents and capitals in the name"),
    admis("video.mp4", "video", partial(i.mp4, b"isom"), "MP4 container"),
    admis("video.webm", "video", partial(i.matroska, b"webm"), "WebM container"),
]

NATURES_REFUSEES = [
    refuse("vide.pdf", "kbis", "fichier_vide", bytes, "0 byte"),
    refuse("programme.pdf", "kbis", "fichier_executable", lambda: PROGRAMME, "renamed executable"),
    refuse("programme.exe", "kbis", "fichier_executable", lambda: PROGRAMME, "executable"),
    refuse("eicar.pdf", "kbis", "fichier_eicar", lambda: d.SIGNATURE_EICAR, "antivirus test file"),
    refuse("eicar-au-milieu.pdf", "kbis", "fichier_eicar", d.eicar_au_milieu, "test signature inside a good PDF"),
    refuse(
        "tronque.pdf", "annexe", "fichier_tronque", lambda: (o := d.pdf(pages=9))[: len(o) // 2], "cut in the middle"
    ),
    refuse(
        "tronque-linearise.pdf", "annexe", "fichier_tronque", lambda: d.pdf(pages=99, linearize=True)[:-4000], "cut end"
    ),
    refuse("tronque.png", "logo", "fichier_tronque", lambda: (o := i.image("PNG"))[: len(o) // 2], "cut image"),
    refuse("tronque.jpg", "kbis", "fichier_tronque", lambda: (o := i.image("JPEG"))[: len(o) // 2], "cut image"),
    refuse("decale.pdf", "kbis", "fichier_signature_decalee", lambda: b"bruit\n" + d.pdf(), "signature not at byte 0"),
    refuse("page.pdf", "kbis", "fichier_html", lambda: b"<!DOCTYPE html><html></html>", "renamed web page"),
    refuse(
        "html-au-debut.pdf", "kbis", "fichier_html", partial(d.debut_modifie, b"<script>x</script>"), "HTML at start"
    ),
    refuse("php-au-debut.pdf", "kbis", "fichier_html", partial(d.debut_modifie, b"<?php echo 1;"), "PHP at start"),
    refuse("archive.pdf", "kbis", "fichier_archive", archive, "renamed archive"),
    refuse("archive.zip", "annexe", "fichier_archive", archive, "archive"),
    refuse("memoire.docx", "memoire", "fichier_bureautique", bureautique, "office document"),
    refuse("memoire.pdf", "memoire", "fichier_bureautique", bureautique, "renamed office document"),
    refuse("logo.svg", "logo", "fichier_svg", lambda: SVG, "SVG"),
    refuse("logo-svg.png", "logo", "fichier_svg", lambda: SVG, "renamed SVG"),
    refuse("kbis.svg", "kbis", "fichier_svg", lambda: SVG, "SVG in a document's slot"),
    refuse("logo.gif", "logo", "fichier_type_refuse", partial(i.image, "GIF", "P"), "GIF"),
    refuse("scan.tiff", "kbis", "fichier_type_refuse", partial(i.image, "TIFF"), "TIFF"),
    refuse("sans-extension", "kbis", "fichier_type_refuse", d.pdf, "no extension"),
    refuse("memoire.png", "memoire", "fichier_type_refuse", partial(i.image, "PNG"), "type of another slot"),
    refuse("image.jpg", "kbis", "fichier_contenu_different", partial(i.image, "PNG"), "PNG named JPEG"),
    refuse("image.pdf", "kbis", "fichier_contenu_different", partial(i.image, "PNG"), "PNG named PDF"),
    refuse("texte.pdf", "kbis", "fichier_contenu_different", lambda: b"bonjour" * 99, "text named PDF"),
]

PDF_REFUSES = [
    refuse("javascript.pdf", "kbis", "pdf_javascript", d.javascript, "opening action"),
    refuse(
        "javascript-groupe.pdf",
        "kbis",
        "pdf_javascript",
        partial(d.javascript, object_stream_mode=GENERE),
        "in a stream",
    ),
    refuse("javascript-deguise.pdf", "kbis", "pdf_javascript", d.javascript_au_nom_deguise, "escaped name"),
    refuse("javascript-nomme.pdf", "kbis", "pdf_javascript", d.javascript_nomme, "tree of names"),
    refuse("javascript-de-page.pdf", "kbis", "pdf_javascript", d.page_au_declencheur_javascript, "page trigger"),
    refuse("lancement.pdf", "kbis", "pdf_lancement", partial(d.action, S=Name.Launch, F=String("cmd.exe")), "Launch"),
    refuse(
        "lancement-annotation.pdf",
        "kbis",
        "pdf_lancement",
        partial(d.annotation, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("x"))),
        "direct dictionaries",
    ),
    refuse("envoi.pdf", "kbis", "pdf_envoi", partial(d.action, S=Name.SubmitForm, F=String("http://x/")), "SubmitForm"),
    refuse("importation.pdf", "kbis", "pdf_envoi", partial(d.action, S=Name.ImportData, F=String("x")), "ImportData"),
    refuse("xfa.pdf", "kbis", "pdf_xfa", partial(d.formulaire, XFA=String("<xdp/>")), "XFA"),
    refuse("multimedia.pdf", "annexe", "pdf_multimedia", partial(d.annotation, Subtype=Name.RichMedia), "RichMedia"),
    refuse("piece-jointe.pdf", "annexe", "pdf_piece_jointe", d.avec_piece_jointe, "embedded file"),
    refuse("note-avec-fichier.pdf", "annexe", "pdf_piece_jointe", d.note_avec_fichier, "file in a note"),
    refuse("mot-de-passe.pdf", "kbis", "pdf_mot_de_passe", partial(d.chiffre, "secret", R=6), "password to open"),
    refuse(
        "mot-de-passe-rc4.pdf",
        "kbis",
        "pdf_mot_de_passe",
        partial(d.chiffre, "secret", R=3, aes=False, metadata=False),
        "password to open, RC4",
    ),
    refuse(
        "version-1.2.pdf", "kbis", "pdf_version", partial(d.version, "1.2", object_stream_mode=DESACTIVE), "too old"
    ),
    refuse("version-2.1.pdf", "kbis", "pdf_version", partial(d.version, "2.1"), "unknown version"),
    refuse("sans-page.pdf", "kbis", "pdf_sans_page", d.sans_page, "no page"),
    refuse("51-pages.pdf", "kbis", "pdf_trop_de_pages", partial(d.pdf, pages=51), "one page too many"),
    refuse("irreparable.pdf", "kbis", "fichier_illisible", lambda: b"%PDF-1.4\nrien\n%%EOF\n", "nothing to repair"),
    refuse("flux-abime.pdf", "annexe", "fichier_illisible", d.flux_abime, "a stream that does not decode"),
    refuse("flux-201-mio.pdf", "annexe", "pdf_gonfle", partial(d.gonfle, 201), "one stream too large"),
    refuse("flux-double.pdf", "annexe", "pdf_gonfle", partial(d.gonfle, 201, 2), "deflated twice"),
    refuse("flux-en-tout.pdf", "annexe", "pdf_gonfle", partial(d.gonfle_en_tout, 170, 3), "510 MiB in all"),
    refuse("objets-gonfles.pdf", "annexe", "pdf_gonfle", partial(d.objets_gonfles, 600), "bomb met when opening"),
    refuse("zip-en-queue.pdf", "kbis", "fichier_zip_en_queue", lambda: d.avec_zip_en_queue(d.pdf()), "ZIP tail"),
    refuse(
        "zip-puis-fin.pdf",
        "kbis",
        "fichier_zip_en_queue",
        lambda: d.avec_zip_en_queue(d.pdf(), b"\nstartxref\n9\n%%EOF\n"),
        "ZIP tail behind a false end",
    ),
    refuse("lourd.pdf", "kbis", "fichier_trop_lourd", lambda: d.pdf().ljust(10 * MIO + 1, b"\0"), "one byte too many"),
]

IMAGES_REFUSEES = [
    refuse("immense.png", "kbis", "image_trop_grande", partial(i.png_annonce, 30_000, 30_000), "30 000 × 30 000"),
    refuse("8001.png", "logo", "image_trop_grande", partial(i.png_annonce, 8001, 64), "side too long"),
    refuse("41-megapixels.png", "kbis", "image_trop_grande", partial(i.png_annonce, 8000, 5001), "too many pixels"),
    refuse("63.png", "logo", "image_trop_petite", partial(i.image, "PNG", "RGB", (63, 200)), "side too short"),
    refuse("anime.png", "logo", "image_animee", partial(i.animee, "PNG"), "animated PNG"),
    refuse("anime.webp", "logo", "image_animee", partial(i.animee, "WEBP"), "animated WebP"),
    refuse(
        "logo-et-zip.jpg", "logo", "fichier_zip_en_queue", lambda: d.avec_zip_en_queue(i.image("JPEG")), "JPEG + ZIP"
    ),
    refuse(
        "ztxt.png", "logo", "image_bloc_gonfle", lambda: i.png_avec_bloc(b"zTXt", b"a\0\0" + BOMBE_ZLIB), "text bomb"
    ),
    refuse(
        "itxt.png",
        "logo",
        "image_bloc_gonfle",
        lambda: i.png_avec_bloc(b"iTXt", b"a\0\1\0fr\0a\0" + BOMBE_ZLIB),
        "international text bomb",
    ),
    refuse(
        "iccp.png", "logo", "image_bloc_gonfle", lambda: i.png_avec_bloc(b"iCCP", b"a\0\0" + BOMBE_ZLIB), "profile bomb"
    ),
    refuse("lourd.png", "logo", "fichier_trop_lourd", lambda: i.image("PNG").ljust(5 * MIO + 1, b"\0"), "over 5 MiB"),
    refuse("quicktime.mp4", "video", "video_conteneur", partial(i.mp4, b"qt  "), "QuickTime named MP4"),
    refuse("avif.mp4", "video", "video_conteneur", partial(i.mp4, b"avif"), "image named MP4"),
    refuse("film.webm", "video", "video_conteneur", partial(i.matroska, b"matroska"), "Matroska named WebM"),
    refuse("texte.mp4", "video", "fichier_contenu_different", lambda: b"bonjour" * 99, "text named MP4"),
]

CORPUS = PDF_ADMIS + IMAGES_ADMISES + NATURES_REFUSEES + PDF_REFUSES + IMAGES_REFUSEES


def empreinte():
    """Changes when a script of the corpus does, so that a cached corpus is never an old one."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def fabriquer(dossier):
    """Write every file and `verdicts.tsv` into the folder; a folder already complete is left alone, one that holds anything else is refused."""
    dossier = Path(dossier)
    if (dossier / "verdicts.tsv").exists():
        return dossier
    provisoire = dossier.with_name(f"{dossier.name}.en-cours-{id(dossier)}")
    shutil.rmtree(provisoire, ignore_errors=True)
    provisoire.mkdir(parents=True)
    lignes = ["fichier\tnom\tgenre\tverdict\traison"]
    for cas in CORPUS:
        (provisoire / cas.identifiant).write_bytes(cas.fabrique())
        lignes.append("\t".join([cas.identifiant, cas.nom, cas.genre, cas.code or "admis", cas.raison]))
    (provisoire / "verdicts.tsv").write_text("\n".join(lignes) + "\n", encoding="utf-8")
    try:
        provisoire.rename(dossier)
    except OSError:
        shutil.rmtree(provisoire)
        if not (dossier / "verdicts.tsv").exists():  # else another run finished first
            raise
    return dossier


if __name__ == "__main__":
    print(fabriquer(sys.argv[1]))
