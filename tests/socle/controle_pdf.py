"""What a test can see of a PDF's accessibility and of what it carries, without a viewer."""

import re
from io import BytesIO

import pikepdf


def ouvrir(octets):
    """Open a PDF made in memory."""
    return pikepdf.open(BytesIO(octets))


def elements(document):
    """Return the structure elements of a document, whatever their place."""
    return [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]


def defauts(octets):
    """Return what keeps a PDF from being PDF/UA-1 as far as can be seen here: none is expected."""
    with ouvrir(octets) as document, document.open_metadata() as metadonnees:
        racine, tags = document.Root, elements(document)
        constats = {
            "langue": racine.get("/Lang") == "fr",
            "marqué": bool(racine.get("/MarkInfo", {}).get("/Marked")),
            "titre affiché": bool(racine.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
            "titre": bool(metadonnees.get("dc:title")),
            "pdfuaid": metadonnees.get("pdfuaid:part") == "1",
            "arbre": "/StructTreeRoot" in racine and bool(tags),
            "un seul h1": sum(tag.get("/S") == "/H1" for tag in tags) == 1,
            "figures décrites": all(str(tag.get("/Alt", "")) for tag in tags if tag.get("/S") == "/Figure"),
            "polices incorporées": all(map(est_incorporee, polices(document))),
        }
    return [nom for nom, tenu in constats.items() if not tenu]


def polices(document):
    """Return the font descriptors of a document."""
    return [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]


def est_incorporee(descripteur):
    """Tell whether a font travels with the document."""
    return any(cle in descripteur for cle in ("/FontFile", "/FontFile2", "/FontFile3"))


def noms_des_polices(octets):
    """Return the names of the fonts, without their subset prefix."""
    with ouvrir(octets) as document:
        return {str(descripteur["/FontName"]).rpartition("+")[2] for descripteur in polices(document)}


def images(octets):
    """Return the images of a document."""
    with ouvrir(octets) as document:
        return [o for o in document.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


def texte(octets):
    """Return what the pages say, read back through the characters that each font declares."""
    with ouvrir(octets) as document:
        return " ".join(_texte_de_la_page(page) for page in document.pages)


def _texte_de_la_page(page):
    tables = {nom: _caracteres(police) for nom, police in page.resources.get("/Font", {}).items()}
    table, morceaux = {}, []
    for operandes, operateur in pikepdf.parse_content_stream(page):
        if str(operateur) == "Tf":
            table = tables[str(operandes[0])]
        elif str(operateur) in ("Tj", "TJ"):
            chaines = operandes[0] if str(operateur) == "TJ" else operandes
            codes = [bytes(chaine) for chaine in chaines if isinstance(chaine, pikepdf.String)]
            morceaux.append("".join(table.get(code[i : i + 2], "") for code in codes for i in range(0, len(code), 2)))
    return " ".join(morceaux)


def departs(page):
    """Yield (text, x, y), in points from the bottom left corner, of each piece of text of a page: where it is drawn."""
    tables = {nom: _caracteres(police) for nom, police in page.resources.get("/Font", {}).items()}
    table, repere, piles, ligne = {}, pikepdf.Matrix(), [], pikepdf.Matrix()
    for operandes, operateur in pikepdf.parse_content_stream(page):
        match str(operateur):
            case "q":
                piles.append(repere)
            case "Q":
                repere = piles.pop()
            case "cm":
                repere = pikepdf.Matrix(*operandes) @ repere
            case "Tm":
                ligne = pikepdf.Matrix(*operandes) @ repere
            case "Tf":
                table = tables[str(operandes[0])]
            case "TJ":
                codes = [bytes(chaine) for chaine in operandes[0] if isinstance(chaine, pikepdf.String)]
                yield "".join(table.get(c[i : i + 2], "") for c in codes for i in range(0, len(c), 2)), ligne.e, ligne.f


def _caracteres(police):
    """{two-byte code: text} from the ToUnicode table of a font."""
    table = {}
    for code, unicode_ in re.findall(
        r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>\s", police.ToUnicode.read_bytes().decode()
    ):
        table[bytes.fromhex(code)] = bytes.fromhex(unicode_).decode("utf-16-be")
    return table
