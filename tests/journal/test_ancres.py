"""Anchors: signed files that the database's owner can neither write nor make disappear unseen."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import call_command

from amihr.journal import ancres
from amihr.journal.chaine import inscrire, verifier
from amihr.journal.models import Ancre, Chaine

pytestmark = pytest.mark.django_db
INSTANT = datetime(2026, 5, 11, 22, 0, tzinfo=UTC)


@pytest.fixture
def fichier(dossier_des_ancres):
    inscrire("essai.fait", instant=INSTANT)
    ancres.ancrer(INSTANT)
    return next(dossier_des_ancres.iterdir())


def test_une_ancre_falsifiee_est_denoncee(fichier):
    fichier.write_text(fichier.read_text().replace('"seq": 1', '"seq": 0'))
    assert verifier(Chaine.ACTES).anomalie.nature == "ancre_falsifiee"


def test_une_ancre_illisible_est_denoncee(fichier):
    fichier.write_text("{")
    assert verifier(Chaine.ACTES).anomalie.nature == "ancre_falsifiee"


def test_une_ancre_signee_d_une_autre_cle_est_denoncee(fichier, settings):
    settings.SECRET_KEY = "une-autre-instance"
    assert verifier(Chaine.ACTES).anomalie.nature == "ancre_falsifiee"


def test_apres_un_changement_de_cle_les_anciennes_ancres_valent_toujours(fichier, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "la-nouvelle"
    assert verifier(Chaine.ACTES).est_intacte


def test_un_tiers_verifie_le_fichier_avec_la_seule_cle_publique(fichier):
    corps = json.loads(fichier.read_text())
    signes = {nom: corps[nom] for nom in ("chaine", "empreinte", "instant", "seq")}
    octets = json.dumps(signes, sort_keys=True, separators=(",", ":")).encode()
    cle = Ed25519PublicKey.from_public_bytes(bytes.fromhex(ancres.cle_publique()))
    cle.verify(bytes.fromhex(corps["signature"]), octets)  # raises if it is not ours


def test_rien_de_nouveau_n_ecrit_pas_d_ancre(fichier, dossier_des_ancres):
    assert ancres.ancrer(INSTANT) == []
    assert len(list(dossier_des_ancres.iterdir())) == 1


def test_un_arret_entre_le_fichier_et_la_rangee_se_reprend(fichier, monkeypatch):
    inscrire("essai.fait", instant=INSTANT)
    monkeypatch.setattr(Ancre.objects, "create", lambda **corps: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ancres.ancrer(INSTANT)
    monkeypatch.undo()
    ancres.ancrer(datetime(2026, 5, 12, tzinfo=UTC))
    assert Ancre.objects.get(seq=2).instant == INSTANT
    assert verifier(Chaine.ACTES).est_intacte


def test_chaque_chaine_a_ses_ancres(fichier):
    assert [Ancre.objects.filter(chaine=chaine).count() for chaine in Chaine.values] == [1, 0]


def test_la_commande_dit_ce_qu_elle_ancre(fichier):
    sortie = StringIO()
    call_command("ancrer_journal", stdout=sortie)
    inscrire("essai.fait", instant=INSTANT)
    call_command("ancrer_journal", stdout=sortie)
    assert "Rien de nouveau" in sortie.getvalue()
    assert "actes : ancrée au nº 2" in sortie.getvalue()
