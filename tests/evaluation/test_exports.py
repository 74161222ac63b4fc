"""Exports: made from one snapshot, enough by themselves to make the ranking again."""

import csv
import io
from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from evaluation.actes.demande_d_export import demander
from evaluation.actes.exports import produire_les_exports
from evaluation.documents.tableurs import classeur, tableau_csv
from evaluation.lectures.exports import resultats_exportes
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.editions import COMMISSION, EditionFactory
from tests.fabriques.evaluation import devant_la_commission, noter, reunir
from tests.personnages import personne

NOTES = {  # one row a member; None: outside one's field. Solatuile has nothing, Frichoscope no note on the last criterion.
    "Canoptère": [[5, 4, 3, 2], [4, 4, 4, None], [3, 5, 1, 1]],
    "Argilomètre": [[5, 4, 3, 2], [4, 4, 4, None], [3, 5, 1, 1]],
    "Frichoscope": [[1, 2, 3, None], [2, 2, 2, None], [0, 0, 1, None]],
    "Rivemaille": [[2, 3, 3, 3], [None, 1, 2, 5], [4, 4, 4, 4]],
}


def agent_et_notes():
    """An agent who has signed, in an edition (hers: ``agnes.edition``) whose dossiers are noted."""
    edition = EditionFactory(complete=True, est_courante=True)
    dossiers = devant_la_commission(edition, 5)
    gens = reunir(edition, dossiers)
    for dossier in dossiers:
        for qui, notes in zip(gens, NOTES.get(dossier.titre, []), strict=False):
            noter(dossier, qui.sieges.get(), notes)
    agnes = personne("Agnes", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition, Public.AGENT)
    agnes.edition = edition
    return agnes


@pytest.fixture
def agnes(db):
    with horloge.a(COMMISSION):
        yield agent_et_notes()


def contenu_lu_par(qui):
    """What an export of that person would hold now."""
    return resultats_exportes(qui, qui.edition, horloge.maintenant())[2]


def produire(qui, format_):
    """Ask for an export and have it made; returns it with its bytes."""
    export = demander(qui.edition, format_, par=qui)
    assert produire_les_exports(horloge.maintenant()) == 1
    export.refresh_from_db()
    with default_storage.open(export.fichier.cle) as octets:
        return export, octets.read()


def feuilles(octets):
    """Return ``{sheet: rows}``, the header left out."""
    classeur = openpyxl.load_workbook(io.BytesIO(octets))
    return {f.title: [list(ligne) for ligne in f.iter_rows(min_row=2, values_only=True)] for f in classeur}


def refaire_le_classement(grille, notes):
    """Return ``{dossier: (rank, exact total)}`` from the two sheets alone: an independent reading of the rules."""
    poids = {ligne[0]: Fraction(ligne[2]) for ligne in grille}
    parts = {(ligne[0], ligne[3]): Fraction(ligne[5] or 1) for ligne in grille}
    recues = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for dossier, membre, _, critere, sous, note in notes:
        recues[dossier][critere][membre].append((parts[critere, sous], note))
    totaux = {}
    for dossier, criteres in recues.items():
        moyennes = {c: moyenne([note_du_membre(n) for n in membres.values()]) for c, membres in criteres.items()}
        if None not in moyennes.values():
            totaux[dossier] = (sum(poids[c] * m for c, m in moyennes.items()), [moyennes[c] for c in sorted(poids)])
    cles = {d: (arrondir(total), *map(arrondir, suite)) for d, (total, suite) in totaux.items()}
    return {d: (1 + sum(autre > cles[d] for autre in cles.values()), totaux[d][0]) for d in totaux}


def note_du_membre(parts):
    if not all(isinstance(note, int) for _, note in parts):
        return None
    return sum(part * note for part, note in parts) / sum(part for part, _ in parts)


def moyenne(notes):
    notes = [note for note in notes if note is not None]
    return sum(notes, Fraction(0)) / len(notes) if notes else None


def arrondir(valeur):
    return (200 * valeur.numerator + valeur.denominator) // (2 * valeur.denominator)


def test_le_classement_se_refait_depuis_le_seul_fichier(agnes):
    lu = feuilles(classeur(contenu_lu_par(agnes)))
    refait = refaire_le_classement(lu["Grille"], lu["Notes"])
    publie = {ligne[1]: (ligne[0], Fraction(ligne[5])) for ligne in lu["Classement"] if ligne[0]}
    assert refait == publie
    assert sorted(rang for rang, _ in publie.values()) == [1, 1, 3]


def test_ce_qui_n_est_pas_classe_est_dans_le_fichier_sans_rang_ni_zero(agnes):
    lignes = {ligne[2]: ligne for ligne in feuilles(classeur(contenu_lu_par(agnes)))["Classement"]}
    assert (lignes["Solatuile"][0], lignes["Solatuile"][4], lignes["Solatuile"][5]) == (None, 0, None)
    assert (lignes["Frichoscope"][0], lignes["Frichoscope"][4], lignes["Frichoscope"][6]) == (None, 3, "–")


def test_les_membres_sont_numerotes_jamais_nommes(agnes):
    contenu = contenu_lu_par(agnes)
    for texte in (str(feuilles(classeur(contenu))), tableau_csv(contenu).decode()):
        assert "M01" in texte
        assert "Membre0" not in texte


def test_le_cachet_porte_instant_grille_et_empreinte(agnes):
    contenu = contenu_lu_par(agnes)
    cachet = {ligne[0]: ligne[1] for ligne in feuilles(classeur(contenu))["Lecture"][:6]}
    assert cachet["Instantané du"] == "2026-05-27T10:00:00+02:00"
    assert (cachet["Version de la grille"], cachet["SHA-256 du contenu"]) == (1, contenu["empreinte"])


def test_les_deux_formats_disent_la_meme_chose(agnes):
    contenu = contenu_lu_par(agnes)
    lignes = list(csv.DictReader(io.StringIO(tableau_csv(contenu).decode("utf-8-sig"))))
    notes = [
        (ligne["dossier"], ligne["membre"], int(ligne["critere"]), ligne["note"]) for ligne in lignes if ligne["membre"]
    ]
    assert notes == [(n[0], n[1], n[3], str(n[5])) for n in feuilles(classeur(contenu))["Notes"]]
    assert [ligne["note"] for ligne in lignes if ligne["solution"] == "Solatuile"] == [""]
    assert {ligne["sha256"] for ligne in lignes} == {contenu["empreinte"]}


@pytest.mark.parametrize(("reglage", "colonnes"), [(False, 7), (True, 10)])
def test_la_dispersion_n_y_est_que_sur_reglage(agnes, reglage, colonnes):
    agnes.edition.reglages["Q41"]["dans_le_pv"] = reglage
    assert len(feuilles(classeur(contenu_lu_par(agnes)))["Classement"][0]) == colonnes


def test_demander_deux_fois_ne_prepare_qu_un_export(agnes):
    demander(agnes.edition, "xlsx", par=agnes)
    with pytest.raises(ActeRefuse) as refus:
        demander(agnes.edition, "xlsx", par=agnes)
    assert refus.value.code == "export_en_cours"


def test_un_operateur_ne_demande_pas_d_export(agnes):
    oscar = personne("Oscar", roles=[Role.OPERATEUR], totp=True)
    with pytest.raises(Http404):
        demander(agnes.edition, "xlsx", par=oscar)


@pytest.mark.django_db(transaction=True)
def test_un_export_impossible_ne_retient_pas_les_suivants(transactional_db):
    with horloge.a(COMMISSION):
        agnes = agent_et_notes()
        impossible = demander(agnes.edition, "csv", par=agnes)
        type(impossible).objects.filter(pk=impossible.pk).update(
            format="x", demande_le=COMMISSION - timedelta(minutes=1)
        )
        export, _ = produire(agnes, "xlsx")
        assert export.fichier
        assert produire_les_exports(horloge.maintenant()) == 0


@pytest.mark.django_db(transaction=True)
def test_un_export_se_produit_une_fois_se_journalise_puis_s_efface(transactional_db):
    with horloge.a(COMMISSION):
        agnes = agent_et_notes()
        export, octets = produire(agnes, "xlsx")
        assert refaire_le_classement(feuilles(octets)["Grille"], feuilles(octets)["Notes"])
        assert produire_les_exports(COMMISSION) == 0
    entrees = EntreeJournal.objects.filter(evenement__startswith="export.").order_by("seq")
    assert list(entrees.values_list("evenement", "par")) == [("export.demande", agnes.pk), ("export.produit", agnes.pk)]
    assert entrees[1].faits["empreinte"] == export.empreinte
    produire_les_exports(export.expire_le)
    export.refresh_from_db()
    assert (export.fichier.efface_le, default_storage.exists(export.fichier.cle)) == (export.expire_le, False)
