"""« Pourquoi cet ordre ? » and the ranking's other figures, each found again from the workbook by another program."""

import ast
import io
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from evaluation.actes.grille import etablir
from evaluation.documents.tableurs import classeur
from evaluation.lectures.exports import resultats_exportes
from evaluation.regles.classement import classer
from evaluation.regles.explication import pourquoi
from tests.evaluation import relecture
from tests.evaluation.regles.strategies import commissions
from tests.evaluation.relecture import Relecture, centiemes, ecart_type, ecrit
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION, CRITERES, ECHELLE, EditionFactory
from tests.fabriques.evaluation import devant_la_commission, noter, reunir
from tests.personnages import personne

PAGE = "/region/seances/preparer/"
NOTES = {  # one row a member, the second criterion in two parts; None: outside one's field
    "Canoptère": [[5, 4, 3, 2], [4, 4, 4, None], [3, 5, 1, 1]],
    "Argilomètre": [[5, 4, 3, 2], [4, 4, 4, None], [3, 5, 1, 1]],
    "Solatuile": [[2, 3, 3, 3], [None, 1, 2, 5], [4, 4, 4, 4]],
    "Frichoscope": [[1, 2, 3, 5], [2, 2, 2, None], [0, 0, 1, 4]],
    "Rivemaille": [[5, 0, 1, 5], [3, 2, 0, 4], [4, 1, 1, 3]],
    "Trame brune": [[5, 5, 5, 1], [5, 4, 4, 0], [4, 4, 5, 0]],
    "Solution 00": [[4, 5, 1, 3], [4, 5, 1, 3], [4, 5, 1, 3]],
    "Solution 01": [[3, 4, 4, 4], [3, 4, 4, 4], [3, 4, 4, 4]],
}
POIDS = {"rang": (), "barycentre": (), "personnalisee": (7, 5, 5)}


@pytest.fixture(params=POIDS)
def agnes(db, request):
    """The secretariat, before the ranking of eight dossiers with each kind of weights."""
    with horloge.a(COMMISSION):
        edition = EditionFactory(complete=True, est_courante=True)
        if request.param != "rang":
            neuve = {"echelle": ECHELLE, "criteres": CRITERES, "motif": "Essai.", "instant": COMMISSION}
            etablir(edition, methode=request.param, valeurs=POIDS[request.param], **neuve)
        dossiers = devant_la_commission(edition, len(NOTES))
        gens = reunir(edition, dossiers)
        for dossier in dossiers:
            for qui, notes in zip(gens, NOTES[dossier.titre], strict=True):
                noter(dossier, qui.sieges.get(), notes)
        agnes = personne("Agnes", roles=[Role.AGENT], totp=True)
        signer_nda(agnes, edition, Public.AGENT)
        agnes.edition = edition
        yield agnes


def relire(agnes):
    """The workbook that she would download, read again."""
    return Relecture(classeur(resultats_exportes(agnes, agnes.edition, horloge.maintenant())[2]))


def test_l_autre_programme_n_importe_rien_du_premier():
    arbre = ast.parse(Path(relecture.__file__).read_text(encoding="utf-8"))
    importes = {
        nom.split(".")[0]
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Import | ast.ImportFrom)
        for nom in ([noeud.module] if isinstance(noeud, ast.ImportFrom) else [alias.name for alias in noeud.names])
    }
    assert importes == {"io", "re", "math", "fractions", "itertools", "collections", "openpyxl"}


def test_chaque_chiffre_de_chaque_phrase_se_retrouve_dans_le_classeur(client, agnes):
    relue, page = relire(agnes), connecter(client, agnes).get(PAGE)
    lignes = page.context["lignes"]
    assert {ligne.candidature.titre: ligne.rang for ligne in lignes} == relue.rangs()
    lus = 0
    for haut, bas in combinations(lignes, 2):
        # Whichever is asked first, the answer is in the order of the ranking.
        reponse = client.get(PAGE, {"premier": bas.candidature.reference, "second": haut.candidature.reference})
        paire = reponse.context["ordre"]["paire"]
        assert paire.pourquoi.replace("’", "&#x27;") in reponse.content.decode().replace("’", "&#x27;")
        lus += relue.relire(haut.candidature.titre, bas.candidature.titre, paire.pourquoi)
    assert lus > 200
    for paire in page.context["ordre"]["voisines"]:
        relue.relire(paire.haut.candidature.titre, paire.bas.candidature.titre, paire.pourquoi)


def test_les_autres_chiffres_de_la_page_aussi(client, agnes):
    relue, page = relire(agnes), connecter(client, agnes).get(PAGE)
    for ligne in page.context["lignes"]:
        titre = ligne.candidature.titre
        totaux = relue.totaux_des_membres(titre)
        etendue = (
            (ecrit(min(totaux)), ecrit(max(totaux)), ecrit(Fraction(ecart_type(totaux), 100))) if totaux else ("–",) * 3
        )
        assert ligne.etendue == etendue
        assert ligne.resultat.affichee == ecrit(relue.total(titre))
        for college, obtenu in zip(page.context["colleges"], ligne.colleges, strict=True):
            total = relue.total(titre, colleges=[college.code])
            assert obtenu.affichee == ("–" if total is None else ecrit(total))
        assert [c["moyenne"] for c in ligne.couverture] == [ecrit(m) for m in relue.moyennes(titre)]
    suites = zip(page.context["lignes"], page.context["lignes"][1:], strict=False)
    for haut, bas in suites:
        if haut.tenue:
            derriere = relue.extremes(haut.candidature.titre, bas.candidature.titre)[1]
            assert (haut.derriere, haut.est_stable) == (derriere, derriere == 0)
    n = len(relue.poids)
    autres = {
        "Somme des rangs": [Fraction(2 * (n + 1 - i), n * (n + 1)) for i in range(1, n + 1)],
        "Barycentre des rangs": [
            Fraction(1, n) * sum(Fraction(1, k) for k in range(i, n + 1)) for i in range(1, n + 1)
        ],
    }
    for place, nom in enumerate(page.context["ponderations"]):
        rangs = relue.rangs(autres[nom])
        for ligne in page.context["lignes"]:
            titre, ailleurs = ligne.candidature.titre, ligne.ailleurs[place]
            assert (ailleurs.rang, ailleurs.resultat.affichee) == (rangs[titre], ecrit(relue.total(titre, autres[nom])))
    lues = sorted(centiemes(ecart) for ecart in relue.severites().values())
    assert lues == [centiemes(s["ecart_exact"]) for s in page.context["severites"]]
    assert len(lues) == 3


def contenu(bareme, dossiers, grilles):
    """The content of an export, for a commission that no table holds."""
    poids = [f"{part.numerator}/{part.denominator}" for part in bareme.poids]
    cases = [
        (rang, ordre if critere.sous_criteres else "")
        for rang, critere in enumerate(bareme.criteres, start=1)
        for ordre, _ in enumerate(critere.cases, start=1)
    ]
    notes = [
        {
            "dossier": grille.dossier, "membre": f"M{grille.membre}", "college": grille.college, "critere": rang,
            "sous_critere": ordre, "note": "hors de ma compétence" if note is None else note,
        }
        for grille in grilles
        for (rang, ordre), note in zip(cases, grille.notes, strict=True)
    ]  # fmt: skip
    return {
        "appel": "", "instant": "", "empreinte": "", "montre_la_dispersion": False, "moyennes": [], "classement": [],
        "grille": {"numero": 1, "methode": "", "echelle": {"minimum": bareme.minimum, "maximum": bareme.maximum}},
        "criteres": [
            {
                "rang": rang, "titre": critere.titre, "poids": part,
                "sous_criteres": [
                    {"ordre": ordre, "titre": "", "poids": sien}
                    for ordre, (_, sien) in enumerate(critere.sous_criteres, start=1)
                ],
            }
            for rang, (critere, part) in enumerate(zip(bareme.criteres, poids, strict=True), start=1)
        ],
        "dossiers": [
            {"reference": d, "titre": d, "structure": "", "thematique": "", "decision": "", "coup_de_coeur": False}
            for d in dossiers
        ],
        "notes": notes,
    }  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(commissions(dossiers_max=5))
def test_sur_des_commissions_au_hasard_toute_paire_se_relit(commission):
    bareme, dossiers, grilles = commission
    relue = Relecture(classeur(contenu(bareme, dossiers, grilles)))
    lignes = classer(bareme, dossiers, grilles).lignes
    assert {ligne.dossier: ligne.rang for ligne in lignes} == relue.rangs()
    noms = {dossier: dossier for dossier in dossiers}
    for haut, bas in combinations(lignes, 2):
        relue.relire(haut.dossier, bas.dossier, pourquoi(bareme, haut.resultat, bas.resultat, noms))


def test_un_chiffre_faux_ou_une_phrase_de_trop_est_vue(client, agnes):
    relue, page = relire(agnes), connecter(client, agnes).get(PAGE)
    paire = next(p for p in page.context["ordre"]["voisines"] if "précède" in p.pourquoi)
    haut, bas = paire.haut.candidature.titre, paire.bas.candidature.titre
    relue.relire(haut, bas, paire.pourquoi)
    for faux in (
        paire.pourquoi.replace("de plus", "de moins"),
        paire.pourquoi.replace("poids ", "poids 1"),
        f"{paire.pourquoi} Le reste en compte 3.",
    ):
        with pytest.raises(AssertionError):
            relue.relire(haut, bas, faux)


def test_le_classeur_dit_comment_refaire_les_phrases(agnes):
    octets = classeur(resultats_exportes(agnes, agnes.edition, horloge.maintenant())[2])
    feuille = openpyxl.load_workbook(io.BytesIO(octets))["Lecture"]
    textes = " ".join(str(ligne[0]) for ligne in feuille.iter_rows(values_only=True))
    for mots in ("apporte à l’écart de deux dossiers", "pondérations extrêmes", "arrondi à part"):
        assert mots in textes
