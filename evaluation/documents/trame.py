"""The template of the dossier, to read (PDF) or to fill in (DOCX), from the plain values of ``lectures.trame``."""

import io

from docx import Document
from docx.shared import Mm, Pt

from amihr.socle.pdf import rendre

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LANGUE = "fr-FR"


def document_de_la_trame(format_, edition, trame):
    """Return the bytes of the template in one format."""
    if format_ == "pdf":
        return rendre("documents/trame.html", {"edition": edition, "trame": trame})
    return texte_a_remplir(trame)


def texte_a_remplir(trame):
    """Return the DOCX: real headings, then under each question a framed place for the answer."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    document.styles["Normal"].font.size = Pt(11)
    _en_francais(document, trame)
    document.add_heading(f"Modèle de dossier\u00a0: {trame['appel']}", level=0)
    for phrase in _avertissements(trame):
        document.add_paragraph(phrase)
    for partie in trame["parties"]:
        _partie(document, partie)
    _pieces(document, trame["pieces"])
    for critere in trame["criteres"]:
        if critere["rang"] == 1:
            document.add_heading("Ce que la commission recherche", level=1)
        _critere(document, critere)
    tampon = io.BytesIO()
    document.save(tampon)
    return tampon.getvalue()


def _avertissements(trame):
    usage = "Ce modèle sert à préparer les réponses à plusieurs. Il ne se dépose pas\u00a0: la candidature se dépose en ligne"
    return f"{usage}, au plus tard le {trame['cloture']} (heure de Paris).", f"Une question\u00a0? {trame['contact']}"


def _en_francais(document, trame):
    """The title, the author and the language that screen readers and spelling checkers read."""
    proprietes = document.core_properties
    proprietes.title, proprietes.author = f"Modèle de dossier – {trame['appel']}", trame["organisateur"]
    proprietes.language, proprietes.comments = LANGUE, ""
    for langue in document.styles.element.iter("{*}lang"):
        for attribut in langue.attrib:
            langue.set(attribut, LANGUE)


def _avec_article(titre, element):
    return f"{titre} (art. {element['article']})" if element["article"] else titre


def _partie(document, partie):
    document.add_heading(_avec_article(partie["titre"], partie), level=1)
    document.add_paragraph(partie["resume"])
    if partie["est_publique"]:
        document.add_paragraph("Cette partie devient publique si la solution est labellisée, et seulement dans ce cas.")
    for question in partie["questions"]:
        _question(document, question)


def _question(document, question):
    document.add_heading(_avec_article(question["libelle"], question), level=2)
    attendu = ", ".join(morceau for morceau in (question["attendu"], question["limite"]) if morceau)
    fin = "\u00a0:" if question["reponses"] else "."
    document.add_paragraph(f"{question['obligation']}. {attendu}{fin}")
    for ligne in (*question["reponses"], *question["colonnes"]):
        document.add_paragraph(ligne, style="List Bullet")
    if question["aide"]:
        document.add_paragraph(question["aide"])
    if question["criteres"]:
        document.add_paragraph(f"Éclaire\u00a0: {' ; '.join(question['criteres'])}.")
    document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0).text = ""
    document.add_paragraph()


def _pieces(document, pieces):
    document.add_heading("Pièces à joindre", level=1)
    for piece in pieces:
        document.add_heading(_avec_article(piece["libelle"], piece), level=2)
        document.add_paragraph(f"{piece['obligation']}. {piece['limites']}.")
        if piece["instituts"]:
            document.add_paragraph(f"Pour un institut de recherche\u00a0: {piece['instituts']}.")
        if piece["aide"]:
            document.add_paragraph(piece["aide"])


def _critere(document, critere):
    document.add_heading(_avec_article(f"{critere['rang']}. {critere['titre']}", critere), level=2)
    if critere["aide"]:
        document.add_paragraph(critere["aide"])
    if critere["sous_criteres"]:
        document.add_paragraph(f"Noté sur\u00a0: {', '.join(critere['sous_criteres'])}.")
    for niveau in critere["niveaux"]:
        document.add_paragraph(f"{niveau['note']}, {niveau['mot']}\u00a0: {niveau['texte']}", style="List Bullet")
