"""Drafts: what several people do at once, what a failure leaves behind."""

from contextlib import ExitStack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.http import Http404

from amihr import horloge
from amihr.editions.conduite import annuler
from amihr.fichiers.models import Fichier
from amihr.socle.refus import ActeRefuse
from candidatures.actes import saisie
from candidatures.models import Candidature, Equipier, PieceJointe, Section
from tests.corpus.documents import pdf
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import CLOTURE
from tests.fils import attendre_qu_un_autre_attende, en_parallele, ensemble

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ouvert(pendant):
    return pendant


@pytest.fixture
def vide(edition, alice):
    """Alice's draft, without any file."""
    return CandidatureFactory(edition=edition, equipe=[alice], pieces=[])


def joindre(dossier, par, emplacement="kbis"):
    return saisie.joindre(dossier, emplacement, SimpleUploadedFile("kbis.pdf", pdf()), par=par)


def test_joindre_apres_la_cloture_est_refuse(vide, alice):
    with horloge.a(CLOTURE), pytest.raises(ActeRefuse, match="cloture"):
        joindre(vide, alice)


def test_apres_la_cloture_une_piece_ne_se_retire_ni_ne_se_date(vide, alice):
    piece = joindre(vide, alice)
    with horloge.a(CLOTURE):
        with pytest.raises(ActeRefuse, match="cloture"):
            saisie.retirer_piece(vide, piece.pk, par=alice)
        with pytest.raises(ActeRefuse, match="cloture"):
            saisie.dater_piece(vide, piece.pk, CLOTURE.date(), par=alice)
    piece.refresh_from_db()
    assert (piece.retiree_le, piece.date_du_document) == (None, None)


def test_un_fichier_qui_finit_d_arriver_apres_la_cloture_est_refuse_et_oublie(vide, alice):
    joindre(vide, alice, "fiscal")
    with ExitStack() as pile:
        with transaction.atomic():
            connection.cursor().execute("SELECT FROM socle_compteur FOR UPDATE")  # uploads are counted there
            envoi = en_parallele(lambda: joindre(vide, alice))
            attendre_qu_un_autre_attende()
            pile.enter_context(horloge.a(CLOTURE))
        issue = envoi()
    assert (type(issue), str(issue)) == (ActeRefuse, "cloture")
    assert [piece.emplacement for piece in PieceJointe.objects.all()] == ["fiscal"]
    assert Fichier.objects.count() == 1


def manquer_le_verrou(*_, **__):
    raise OperationalError("canceling statement due to lock timeout")


def test_un_verrou_qui_n_est_pas_venu_ne_laisse_aucun_fichier(vide, alice, monkeypatch):
    joindre(vide, alice, "fiscal")
    monkeypatch.setattr(saisie.acces, "verrouiller", manquer_le_verrou)
    with pytest.raises(OperationalError):
        joindre(vide, alice)
    assert Fichier.objects.count() == PieceJointe.objects.count() == 1


def test_qui_est_retire_pendant_l_envoi_ne_laisse_aucun_fichier(vide, alice, monkeypatch):
    reel = saisie.ranger

    def ranger(*args, **champs):
        fichier = reel(*args, **champs)
        Equipier.objects.filter(personne=alice).update(retire_le=CLOTURE)
        return fichier

    monkeypatch.setattr(saisie, "ranger", ranger)
    with pytest.raises(Http404):
        joindre(vide, alice)
    assert not Fichier.objects.exists()


def test_deux_fichiers_envoyes_ensemble_n_en_laissent_qu_un_dans_l_emplacement(vide, alice):
    ensemble(*[lambda: joindre(vide, alice)] * 2)
    assert PieceJointe.objects.count() == 2
    assert PieceJointe.objects.presentes().count() == 1


def test_a05_deux_saisies_ensemble_ne_perdent_rien(vide, alice):
    champs = [{"titre": "Solatuile"}, {"resume": "Les toits au soleil"}]
    ensemble(*[lambda c=c: saisie.enregistrer(vide, "solution", c, par=alice, revision=1) for c in champs])
    section = Section.objects.get(candidature=vide, partie="solution")
    assert (section.contenu["titre"], section.contenu["resume"]) == ("Solatuile", "Les toits au soleil")
    assert section.numero == 3


def test_supprimer_un_brouillon_pendant_sa_saisie_ne_bloque_personne(vide, alice):
    with transaction.atomic():
        Section.objects.select_for_update().get(candidature=vide, partie="solution")  # as a save does
        suppression = en_parallele(lambda: saisie.supprimer(vide, par=alice))
        attendre_qu_un_autre_attende()
        Candidature.objects.filter(pk=vide.pk).update(titre="Solatuile")
    assert suppression() is None
    assert not Candidature.objects.exists()


def test_un_appel_annule_le_dit_a_qui_veut_commencer(edition, alice, agnes):
    annulee = annuler(edition, motif="Sans suite", par=agnes)
    with pytest.raises(ActeRefuse, match="annule"):
        saisie.commencer(annulee, par=alice)
