"""The draft in PDF: its own team only, made by the worker, as the draft is now, never as if it were filed."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.template.loader import render_to_string

from amihr import horloge
from amihr.fichiers.models import Fichier, Genre
from candidatures.actes import saisie
from candidatures.actes.apercus import produire_les_apercus
from candidatures.models import ApercuDuDossier
from tests.candidatures.gestes import deposer
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.socle.controle_pdf import defauts


@pytest.fixture
def demander(client, alice, dossier, pendant):
    """Ask for the PDF; what was served is read whole, in ``octets``."""
    connecter(client, alice)

    def demander():
        reponse = client.get(f"/candidatures/{dossier.reference}/apercu.pdf")
        reponse.octets = b"".join(reponse.streaming_content) if reponse.streaming else b""
        return reponse

    return demander


@pytest.fixture
def gabarit(monkeypatch):
    """Keep the words of the next PDF, without drawing it."""
    ecrits = []

    def rendre(nom, contexte):
        ecrits.append(render_to_string(nom, contexte).replace("\u00a0", " "))
        return b"%PDF-1.7 essai"

    monkeypatch.setattr("candidatures.documents.apercu.rendre", rendre)
    return ecrits


def produire(instant=PENDANT):
    return produire_les_apercus(instant)


def changer(dossier, alice):
    section = dossier.sections.get(partie="memoire")
    saisie.enregistrer(dossier, "memoire", {"memoire": "Autre."}, par=alice, revision=section.numero)


def test_l_apercu_d_un_autre_est_absent(client, demander, bruno, gabarit):
    assert demander().status_code == 202
    assert produire() == 1
    assert demander().status_code == 200
    connecter(client, bruno)
    assert demander().status_code == 404


def test_demander_deux_fois_ne_demande_qu_un_document(demander, gabarit):
    premiere = demander()
    assert (premiere.status_code, premiere["Refresh"]) == (202, "3")
    demander()
    assert (ApercuDuDossier.objects.count(), produire(), produire()) == (1, 1, 0)


def test_un_brouillon_modifie_n_est_plus_celui_du_document(demander, dossier, alice, gabarit):
    demander()
    produire()
    changer(dossier, alice)
    assert demander().status_code == 202
    assert Fichier.objects.filter(genre=Genre.PRODUIT).count() == 0  # the former one is gone
    produire()
    assert "Autre." in gabarit[-1]
    assert demander().status_code == 200


def test_ce_qui_change_pendant_la_fabrication_est_demande_de_nouveau(demander, dossier, alice, gabarit):
    demander()
    changer(dossier, alice)
    produire()
    assert "Autre." in gabarit[-1]
    assert demander().status_code == 200  # it says what was read when it was made, and the draft says the same


def test_un_brouillon_porte_projet_non_depose_sur_chaque_page(demander, gabarit):
    demander()
    produire()
    assert 'class="copie" data-marque="Projet non déposé"' in gabarit[-1]
    assert "Il n’est pas un accusé de réception. Rien n’est déposé." in gabarit[-1]
    assert "(lu par la Région seulement)" in gabarit[-1]


def test_un_dossier_depose_ne_se_dit_plus_projet_puis_le_redit_une_fois_modifie(demander, dossier, alice, gabarit):
    demander()
    produire()
    deposer(dossier, alice)
    assert demander().status_code == 202
    produire()
    assert "Projet non déposé" not in gabarit[-1]
    assert "La version 1, déposée le 4 mai 2026 à 10 h 42, compte." in gabarit[-1]
    changer(dossier, alice)
    demander()
    produire()
    assert "Projet non déposé" in gabarit[-1]


def test_un_document_ne_se_garde_qu_un_jour(demander, gabarit):
    demander()
    produire()
    lendemain = PENDANT + timedelta(days=1)
    with horloge.a(lendemain):
        produire(lendemain)
        assert (ApercuDuDossier.objects.count(), Fichier.objects.filter(genre=Genre.PRODUIT).count()) == (0, 0)
        assert demander().status_code == 202


def test_supprimer_le_brouillon_supprime_son_document(demander, dossier, alice, gabarit):
    demander()
    produire()
    saisie.supprimer(dossier, par=alice)
    assert (ApercuDuDossier.objects.count(), Fichier.objects.filter(genre=Genre.PRODUIT).count()) == (0, 0)


def test_le_document_est_accessible(demander):
    demander()
    produire()
    octets = demander().octets
    assert defauts(octets) == []
    assert len(pikepdf.open(BytesIO(octets)).pages) >= 1
