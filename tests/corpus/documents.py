"""Makers of PDF files: ordinary ones, odd but acceptable ones, and hostile ones."""

import io
import zipfile
import zlib
from datetime import UTC, datetime, timedelta

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from . import images

MIO = 1024**2
ZEROS = bytes(MIO)
SIGNATURE_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf(changer=None, *, pages=1, **options):
    """A PDF of some pages of text, changed by `changer(document)`, saved with pikepdf's options."""
    document = pikepdf.new()
    for numero in range(1, pages + 1):
        page = document.add_blank_page(page_size=(595, 842))
        texte = f"BT /F1 18 Tf 72 720 Td (Document fictif, page {numero}) Tj ET"
        page.Contents = document.make_stream(texte.encode())
        police = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=police))
    if changer:
        changer(document)
    sortie = io.BytesIO()
    document.save(sortie, static_id=True, **options)
    return sortie.getvalue()


def version(numero, **options):
    return pdf(force_version=numero, **options)


def entete_ancien_catalogue_recent():
    octets = pdf(lambda document: document.Root.__setitem__("/Version", Name("/1.4")), force_version="1.4")
    return octets.replace(b"%PDF-1.4", b"%PDF-1.2", 1)


def action(**contenu):
    """A PDF whose opening action is the given dictionary."""
    return pdf(lambda document: document.Root.__setitem__("/OpenAction", Dictionary(contenu_d_action(contenu))))


def contenu_d_action(contenu):
    return {f"/{cle}": valeur for cle, valeur in contenu.items()}


def javascript(**options):
    return pdf(lambda document: _ouvrir_par_javascript(document, indirect=bool(options)), **options)


def _ouvrir_par_javascript(document, indirect):
    programme = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.OpenAction = document.make_indirect(programme) if indirect else programme


def javascript_au_nom_deguise():
    return action(S=Name.JavaScript, K=String("app.alert(1)")).replace(b"/JavaScript", b"/#4a#61vaScript")


def javascript_nomme():
    def changer(document):
        programme = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        arbre = Dictionary(Names=Array([String("debut"), document.make_indirect(programme)]))
        document.Root.Names = Dictionary(JavaScript=document.make_indirect(arbre))

    return pdf(changer)


def annotation(**contenu):
    """A PDF whose first page bears one direct annotation."""
    note = Dictionary(contenu_d_action({"Type": Name.Annot, "Rect": Array([10, 10, 90, 40])} | contenu))
    return pdf(lambda document: document.pages[0].obj.__setitem__("/Annots", Array([note])))


def formulaire(**contenu):
    """A PDF with one text field; `contenu` is added to its AcroForm."""

    def changer(document):
        champ = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nom"), Rect=Array([10, 10, 200, 40])
        )
        champ = document.make_indirect(champ)
        document.pages[0].Annots = Array([champ])
        document.Root.AcroForm = Dictionary(contenu_d_action({"Fields": Array([champ])} | contenu))

    return pdf(changer)


def page_au_declencheur_javascript():
    declencheurs = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    return pdf(lambda document: document.pages[0].obj.__setitem__("/AA", declencheurs))


def avec_piece_jointe():
    return pdf(lambda document: document.attachments.__setitem__("facture.xml", b"<facture/>"))


def note_avec_fichier():
    def changer(document):
        flux = document.make_stream(b"MZ")
        fichier = Dictionary(Type=Name.Filespec, F=String("a.bin"), EF=Dictionary(F=flux))
        note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=fichier)
        document.pages[0].Annots = Array([note])

    return pdf(changer)


def liste_de_pieces_jointes_vide():
    vide = Dictionary(EmbeddedFiles=Dictionary(Names=Array()))
    return pdf(lambda document: document.Root.__setitem__("/Names", vide))


def titre(texte):
    return pdf(lambda document: document.trailer.__setitem__("/Info", Dictionary(Title=String(texte))))


def avec_flux(contenu, filtres, **autres):
    """A PDF that holds one stream already encoded with these filters."""

    def changer(document):
        flux = pikepdf.Stream(document, contenu)
        flux.Filter = Array([Name(f"/{filtre}") for filtre in filtres])
        for cle, valeur in autres.items():
            flux[f"/{cle}"] = valeur
        document.pages[0].Resources.XObject = Dictionary(I0=document.make_indirect(flux))

    return pdf(changer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def de_taille(octets):
    """An ordinary PDF of exactly that many bytes."""
    contenu = bytes(octets)
    for _ in range(3):
        obtenu = avec_flux(contenu, [])
        contenu = contenu[: len(contenu) + octets - len(obtenu)]
    return obtenu


def avec_photo():
    photo = images.image("JPEG", "RGB", (300, 200))
    taille = {"Subtype": Name.Image, "Width": 300, "Height": 200, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
    return avec_flux(photo, ["DCTDecode"], **taille)


def flux_lzw():
    """The word of the PDF reference's own LZW example."""
    return avec_flux(bytes.fromhex("800B6050220C0C8501"), ["LZWDecode"])


def somme_de_controle_fausse():
    return avec_flux(zlib.compress(b"0 0 m 9 9 l S " * 50)[:-4] + b"\0\0\0\0", ["FlateDecode"])


def flux_abime():
    return avec_flux(b"x\x9c" + b"\xff" * 200, ["FlateDecode"])


def zeros_comprimes(mio, tours=1, debut=b""):
    """`debut` and so many MiB of zeros, deflated one or several times, without ever holding or deflating them all.

    A full flush forgets what came before, so every MiB of zeros is the same few bytes.
    """
    moteur = zlib.compressobj(9, zlib.DEFLATED, -15)
    tete = moteur.compress(debut) + moteur.flush(zlib.Z_FULL_FLUSH)
    un_mio = moteur.compress(bytes(MIO)) + moteur.flush(zlib.Z_FULL_FLUSH)
    somme = zlib.adler32(debut)
    for _ in range(mio):
        somme = zlib.adler32(ZEROS, somme)
    octets = b"\x78\xda" + tete + un_mio * mio + b"\x03\x00" + somme.to_bytes(4, "big")
    for _ in range(tours - 1):
        octets = zlib.compress(octets, 9)
    return octets


def gonfle(mio, tours=1):
    return avec_flux(zeros_comprimes(mio, tours), ["FlateDecode"] * tours)


def gonfle_en_tout(mio, nombre):
    """Streams that are each within the limit and together beyond it."""
    contenu = zeros_comprimes(mio)

    def changer(document):
        flux = [pikepdf.Stream(document, contenu, Filter=Name.FlateDecode) for _ in range(nombre)]
        document.Root.Suite = Array([document.make_indirect(un) for un in flux])

    return pdf(changer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def objets_gonfles(mio):
    """A stream of objects that inflates so far that opening the file is already too much."""
    corps = zeros_comprimes(mio, debut=b"9 0 ")
    morceaux = [b"%PDF-1.5\n"]
    places = {}
    objets = {
        1: b"<</Type/Catalog/Pages 2 0 R/Suite 9 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(corps), corps),
    }
    for numero, contenu in objets.items():
        places[numero] = sum(map(len, morceaux))
        morceaux.append(b"%d 0 obj\n%s\nendobj\n" % (numero, contenu))
    places[5] = debut = sum(map(len, morceaux))
    table = b"\0" * 5 + b"".join(b"\1" + places[n].to_bytes(3, "big") + b"\0" for n in range(1, 6))
    table += b"\0" * 15 + b"\2" + (4).to_bytes(3, "big") + b"\0"
    entete = b"<</Type/XRef/Size 10/W[1 3 1]/Root 1 0 R/Length %d>>" % len(table)
    return b"".join(morceaux) + b"5 0 obj\n%sstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        entete,
        table,
        debut,
    )


def table_abimee():
    octets = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    avant, marque, _ = octets.rpartition(b"startxref")
    return avant + marque + b"\n7\n%%EOF\n"


def sans_page():
    document = pikepdf.new()
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def chiffre(utilisateur, **options):
    return pdf(encryption=pikepdf.Encryption(user=utilisateur, owner="proprietaire", **options))


def mise_a_jour():
    """A second revision appended to the first, as signing and annotating tools do."""
    octets = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    ancienne = int(octets.rpartition(b"startxref")[2].split()[0])
    place = len(octets)
    objet = b"99 0 obj\n<</Remarque(fictive)>>\nendobj\n"
    table = b"xref\n99 1\n%010d 00000 n \n" % place
    suite = b"trailer\n<</Size 100/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (ancienne, place + len(objet))
    return octets + objet + table + suite


def avec_zip_en_queue(octets, marque=b""):
    """The file followed by an archive; `marque` is written after it, to look like a proper end."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as ecrite:
        ecrite.writestr("cache.txt", "fictif")
    return octets + archive.getvalue() + marque


def debut_modifie(ligne):
    octets = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    fin_de_ligne = octets.index(b"\n") + 1
    return octets[:fin_de_ligne] + b"%" + ligne + b"\n" + octets[fin_de_ligne:]


def eicar_au_milieu():
    return debut_modifie(SIGNATURE_EICAR)


def signe():
    """A PDF that bears a real signature, by a certificate made for the occasion."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    cle = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    nom = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Signataire fictif")])
    jour = datetime(2026, 1, 1, tzinfo=UTC)
    certificat = (
        x509.CertificateBuilder()
        .subject_name(nom)
        .issuer_name(nom)
        .public_key(cle.public_key())
        .serial_number(1)
        .not_valid_before(jour)
        .not_valid_after(jour + timedelta(days=3650))
        .sign(cle, hashes.SHA256())
    )
    paquet = serialization.pkcs12.serialize_key_and_certificates(
        b"fictif", cle, certificat, None, serialization.BestAvailableEncryption(b"fictif")
    )
    signataire = signers.SimpleSigner.load_pkcs12_data(paquet, other_certs=[], passphrase=b"fictif")
    ecrivain = IncrementalPdfFileWriter(io.BytesIO(pdf()))
    return signers.sign_pdf(
        ecrivain, signers.PdfSignatureMetadata(field_name="Signature1"), signer=signataire
    ).getvalue()


def enrichi(**contenu):
    """A PDF whose catalog holds more: bookmarks, layers, language, labels of pages…"""
    return pdf(lambda document: document.Root.update(contenu_d_action(contenu)))


def avec_signets():
    def changer(document):
        with document.open_outline() as plan:
            plan.root.append(pikepdf.OutlineItem("Première partie", 0))

    return pdf(changer, pages=2)


def avec_calques():
    def changer(document):
        calque = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Fond de plan")))
        document.Root.OCProperties = Dictionary(OCGs=Array([calque]), D=Dictionary(ON=Array([calque])))

    return pdf(changer)


def avec_metadonnees():
    def changer(document):
        with document.open_metadata() as meta:
            meta["dc:title"] = "Société à l’été"
            meta["pdfaid:part"] = "1"

    return pdf(changer)


def en_paysage(tour=90, taille=(595, 842)):
    def changer(document):
        document.pages[0].obj.Rotate = tour
        document.pages[0].MediaBox = Array([0, 0, *taille])

    return pdf(changer)


def restrictions_signees():
    """Owner password and a form: what an administration's own forms look like."""
    return pdf(
        lambda document: document.Root.__setitem__("/Lang", String("fr-FR")),
        encryption=pikepdf.Encryption(user="", owner="proprietaire", R=6, allow=pikepdf.Permissions(extract=False)),
    )
