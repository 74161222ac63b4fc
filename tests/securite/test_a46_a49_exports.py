"""A-46, A-48, A-49: what is in an export, who downloads it, at which instant."""

import csv
import io
from datetime import timedelta
from threading import Thread

import openpyxl
import pytest
from django.db import connection

from amihr import horloge
from amihr.comptes.models import Role
from amihr.fichiers.rangement import ranger_octets
from amihr.habilitations.models import Public
from evaluation.documents.tableurs import classeur, tableau_csv
from evaluation.lectures.exports import resultats_exportes
from evaluation.models import Export
from evaluation.models.export import DUREE
from tests.evaluation.test_exports import agent_et_notes, agnes, feuilles, produire  # noqa: F401 - fixture
from tests.fabriques.candidatures import asseoir, deporter, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import noter
from tests.personnages import personne

FORMULES = [
    '=HYPERLINK("http://mal.example","x")',
    "+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
]


def contenu_avec(titre):
    """The results of one dossier of that title, with one note."""
    dossier = {
        "reference": "R1",
        "titre": titre,
        "structure": titre,
        "thematique": "",
        "decision": "",
        "coup_de_coeur": False,
    }
    return {
        "appel": "Essai",
        "instant": "2026-05-27T10:00:00+02:00",
        "empreinte": "a" * 64,
        "moyennes": [],
        "montre_la_dispersion": False,
        "grille": {"numero": 1, "methode": "rang", "echelle": {"minimum": 0, "maximum": 5}},
        "criteres": [{"rang": 1, "titre": titre, "poids": "1/1", "sous_criteres": []}],
        "dossiers": [dossier],
        "notes": [
            {"dossier": "R1", "membre": "M01", "college": "experts", "critere": 1, "sous_critere": "", "note": 4}
        ],
        "classement": [
            {"rang": 1, "dossier": "R1", "titre": titre, "structure": titre, "n": 1, "exact": "4/1", "affiche": "4,00"}
        ],
    }


@pytest.mark.parametrize("titre", FORMULES)
def test_a46_dans_le_classeur_une_formule_est_un_texte(titre):
    fichier = openpyxl.load_workbook(io.BytesIO(classeur(contenu_avec(titre))))
    cellules = [fichier["Dossiers"]["B2"], fichier["Classement"]["C2"], fichier["Grille"]["B2"]]
    assert {cellule.data_type for cellule in cellules} == {"s"}
    assert not any(cellule.hyperlink for cellule in cellules)
    assert all(cellule.value.endswith(titre[1:]) for cellule in cellules)


@pytest.mark.parametrize("titre", FORMULES)
def test_a46_dans_le_csv_une_formule_est_precedee_d_une_apostrophe(titre):
    (ligne,) = csv.DictReader(io.StringIO(tableau_csv(contenu_avec(titre)).decode("utf-8-sig"), newline=""))
    assert {ligne[colonne] for colonne in ("solution", "structure", "titre_du_critere")} == {f"'{titre}"}
    assert ligne["total_affiche"] == "4,00"


@pytest.fixture
def export(agnes):  # noqa: F811
    """An export of hers, made."""
    grille, candidatures, contenu = resultats_exportes(agnes, agnes.edition, COMMISSION)
    return Export.objects.create(
        edition=agnes.edition,
        par=agnes,
        format="csv",
        demande_le=COMMISSION,
        expire_le=COMMISSION + DUREE,
        instantane_le=COMMISSION,
        grille=grille,
        candidatures=candidatures,
        fichier=ranger_octets(tableau_csv(contenu), nom="resultats.csv", type_mime="text/csv", instant=COMMISSION),
    )


def telecharger(client, export, qui):
    connecter(client, qui)
    reponse = client.get(f"/region/exports/{export.pk}/")
    return reponse.status_code, b"".join(reponse.streaming_content) if reponse.streaming else b""


def test_a48_le_lien_d_un_autre_agent_est_introuvable(client, agnes, export):  # noqa: F811
    noor = personne("Noor", roles=[Role.AGENT], totp=True)
    signer_nda(noor, agnes.edition, Public.AGENT)
    assert telecharger(client, export, agnes)[1].startswith(b"\xef\xbb\xbfdossier,")
    assert telecharger(client, export, noor) == (404, b"")


def test_a48_apres_vingt_quatre_heures_l_export_est_introuvable(client, agnes, export):  # noqa: F811
    with horloge.a(export.expire_le - timedelta(seconds=1)):
        assert telecharger(client, export, agnes)[0] == 200
    with horloge.a(export.expire_le):
        assert telecharger(client, export, agnes)[0] == 404


def test_a48_un_deport_declare_depuis_ferme_l_export(client, agnes, export):  # noqa: F811
    assert telecharger(client, export, agnes)[0] == 200
    deporter(agnes, agnes.edition.candidatures.order_by("pk").first())
    assert telecharger(client, export, agnes)[0] == 404


def test_a48_un_role_perdu_ferme_l_export(client, agnes, export):  # noqa: F811
    assert telecharger(client, export, agnes)[0] == 200
    agnes.attributions.update(revoquee_le=horloge.maintenant())
    assert telecharger(client, export, agnes)[0] == 404


def test_a19_un_agent_qui_siege_n_a_pas_d_export(client, agnes, export):  # noqa: F811
    """They would read in it the notes of the others, before their own are submitted."""
    assert telecharger(client, export, agnes)[0] == 200
    asseoir(agnes, agnes.edition)
    assert telecharger(client, export, agnes)[0] == 404
    assert client.get("/region/exports/").status_code == 404
    assert client.post("/region/exports/", {"format": "xlsx"}).status_code == 404
    assert "/region/exports/" not in client.get("/region/seances/").content.decode()


def test_a48_demander_un_export_exige_une_identification_recente(client, agnes):  # noqa: F811
    connecter(client, agnes, il_y_a=3600)
    assert client.post("/region/exports/", {"format": "xlsx"}).status_code == 302
    assert not Export.objects.exists()
    connecter(client, agnes)
    assert client.post("/region/exports/", {"format": "xlsx"}).url == "/region/exports/"
    assert Export.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a49_une_note_changee_pendant_l_export_est_tout_entiere_dehors(transactional_db):
    with horloge.a(COMMISSION):
        qui = agent_et_notes()
        dossier, siege = qui.edition.candidatures.get(titre="Canoptère"), qui.edition.membres.get(est_president=True)
        avant = notes_de(dossier, produire(qui, "xlsx"))
        changements = []
        with connection.execute_wrapper(
            intercaler(changements, lambda: noter(dossier, siege, [0, 0, 0, 0], version=2))
        ):
            pendant = notes_de(dossier, produire(qui, "xlsx"))
        apres = notes_de(dossier, produire(qui, "xlsx"))
    assert (len(changements), pendant == avant, apres == avant) == (1, True, False)


def notes_de(dossier, produit):
    return [ligne for ligne in feuilles(produit[1])["Notes"] if ligne[0] == dossier.reference]


def intercaler(changements, changer):
    """Between the snapshot and the first reading of the dossiers, somebody else commits a change."""

    def changer_ailleurs():
        changer()
        connection.close()

    def entourer(executer, sql, parametres, plusieurs, contexte):
        if not changements and sql.startswith("SELECT") and "candidatures_candidature" in sql:
            changements.append(sql)
            fil = Thread(target=changer_ailleurs)
            fil.start()
            fil.join(20)
        return executer(sql, parametres, plusieurs, contexte)

    return entourer
