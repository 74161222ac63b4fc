"""What the team reads of who changed what: files as well as answers."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr import horloge
from candidatures.actes import saisie
from candidatures.models import Equipier, PieceJointe
from tests.corpus import documents
from tests.fabriques.comptes import connecter
from tests.pages import mots_de
from tests.personnages import personne

ENVOYE = "envoyé le 4 mai 2026 à 11 h 12 par Idriss Essai"


@pytest.fixture
def idriss(dossier, pendant):
    idriss = personne("Idriss")
    Equipier.objects.create(candidature=dossier, personne=idriss, droit="rediger", depuis=pendant)
    return idriss


@pytest.fixture
def lire(client, alice, dossier, pendant):
    def lire(suite):
        with horloge.a(pendant + timedelta(hours=2)):
            return mots_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/{suite}"))

    return lire


def joindre(dossier, par, pendant, minutes, nom="nouveau.pdf"):
    with horloge.a(pendant + timedelta(minutes=minutes)):
        return saisie.joindre(dossier, "kbis", SimpleUploadedFile(nom, documents.pdf()), par=par)


def test_retirer_puis_joindre_se_lit_dans_l_historique_avec_qui_et_quand(lire, dossier, idriss, pendant):
    ancien = PieceJointe.objects.get(candidature=dossier, emplacement="kbis")
    with horloge.a(pendant + timedelta(minutes=20)):
        saisie.retirer_piece(dossier, ancien.pk, par=idriss)
    joindre(dossier, idriss, pendant, 30)
    page = lire("historique/")
    retrait = f"4 mai 2026 à 11 h 02 Idriss Essai Kbis Fichier retiré : {ancien.fichier.nom}"
    ajout = "4 mai 2026 à 11 h 12 Idriss Essai Kbis Fichier joint : nouveau.pdf"
    assert page.index(ajout) < page.index(retrait)
    assert page.index(retrait) < page.index("Réponses enregistrées à 10 h 42")


def test_un_remplacement_dit_aussi_qui_a_ecarte_l_ancien(lire, dossier, idriss, pendant):
    ancien = PieceJointe.objects.get(candidature=dossier, emplacement="kbis")
    joindre(dossier, idriss, pendant, 30)
    ancien.refresh_from_db()
    assert ancien.retiree_par == idriss
    page = lire("historique/")
    assert page.index("Fichier joint : nouveau.pdf") < page.index(
        f"Idriss Essai Kbis Fichier retiré : {ancien.fichier.nom}"
    )


def test_un_retrait_dont_l_auteur_n_a_pas_ete_garde_ne_nomme_personne(lire, dossier, pendant):
    PieceJointe.objects.filter(candidature=dossier, emplacement="kbis").update(retiree_le=pendant)
    assert "4 mai 2026 à 10 h 42 Non consigné Kbis" in lire("historique/")


def test_l_emplacement_nomme_qui_a_envoye_le_fichier(lire, dossier, idriss, pendant):
    joindre(dossier, idriss, pendant, 30)
    assert ENVOYE in lire("pieces/")


def test_le_dossier_compte_un_fichier_comme_derniere_modification(lire, dossier, idriss, pendant):
    assert "Brouillon enregistré le 4 mai 2026 à 10 h 42" in lire("")
    piece = joindre(dossier, idriss, pendant, 30)
    page = lire("")
    assert "Brouillon enregistré le 4 mai 2026 à 11 h 12" in page
    assert "A modifié « Kbis » le 4 mai 2026 à 11 h 12" in page
    with horloge.a(pendant + timedelta(minutes=50)):
        saisie.retirer_piece(dossier, piece.pk, par=idriss)
    assert "Brouillon enregistré le 4 mai 2026 à 11 h 32" in lire("")
