"""One chain, without a gap, that only ever grows."""

import hashlib
import json
import uuid
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from amihr.journal.chaine import FaitInterdit, inscrire, inscrire_plusieurs, reference_de
from amihr.journal.models import EntreeJournal
from tests.fabriques.comptes import PersonneFactory

pytestmark = pytest.mark.django_db
INSTANT = datetime(2026, 5, 11, 21, 59, 59, 999000, tzinfo=UTC)


def ajouter(n=1, **faits):
    return [inscrire("essai.fait", objet=f"essai:{i}", instant=INSTANT, **faits) for i in range(n)][-1]


@pytest.mark.parametrize(
    "fait", ["Alice Martin", "alice@exemple.fr", "une phrase entière", "deux\nlignes", 0.5, object()]
)
def test_un_texte_libre_une_adresse_ou_un_nombre_inexact_est_refuse(fait):
    with pytest.raises(FaitInterdit):
        ajouter(fait=fait)


def test_un_nom_dans_la_reference_est_refuse():
    with pytest.raises(FaitInterdit):
        inscrire("essai.fait", objet="Alice Martin", instant=INSTANT)


@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE journal_entreejournal SET evenement = 'autre'",
        "DELETE FROM journal_entreejournal",
        "DELETE FROM journal_ancre",
    ],
)
def test_le_role_du_site_ne_modifie_ni_ne_supprime(ordre):
    ajouter()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(ordre)
    assert EntreeJournal.objects.get().evenement == "essai.fait"


def test_les_numeros_se_suivent_sans_trou_meme_apres_une_annulation():
    ajouter(2)
    with transaction.atomic():
        ajouter()
        transaction.set_rollback(True)
    ajouter()
    assert list(EntreeJournal.objects.values_list("seq", flat=True)) == [1, 2, 3]


def test_chaque_ligne_porte_l_empreinte_de_la_precedente():
    ajouter(3)
    premiere, deuxieme, troisieme = EntreeJournal.objects.order_by("seq")
    assert premiere.precedent == "0" * 64
    assert [deuxieme.precedent, troisieme.precedent] == [premiere.empreinte, deuxieme.empreinte]


def test_un_tiers_recalcule_l_empreinte_sans_la_base():
    qui = PersonneFactory()
    entree = inscrire("depot.fait", par=qui, objet="depot:é-1", instant=INSTANT, zz=1, a="é", liste=[1, True, None])
    canonique = {
        "par": str(qui.pk),
        "seq": 1,
        "faits": {"a": "é", "zz": 1, "liste": [1, True, None]},
        "objet": "depot:é-1",
        "chaine": "actes",
        "instant": "2026-05-11T21:59:59.999000Z",
        "evenement": "depot.fait",
        "inscrit_le": entree.inscrit_le.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }
    texte = "0" * 64 + json.dumps(canonique, ensure_ascii=False)
    assert entree.empreinte == hashlib.sha256(texte.encode()).hexdigest()


def test_l_heure_d_inscription_est_la_vraie_meme_si_on_en_envoie_une_autre():
    faux = EntreeJournal(chaine="actes", seq=99, instant=INSTANT, inscrit_le=INSTANT, evenement="x", precedent="p")
    faux.save()
    reel = EntreeJournal.objects.get()
    assert (reel.seq, reel.precedent) == (1, "0" * 64)
    assert reel.inscrit_le != INSTANT


def test_un_lot_s_inscrit_dans_son_ordre_par_une_seule_requete(django_assert_num_queries):
    with django_assert_num_queries(1):
        entrees = inscrire_plusieurs(
            {"evenement": "avis.notifie", "objet": f"avis:{i}", "instant": INSTANT, "rang": i} for i in range(30)
        )
    assert [(e.seq, e.objet, e.faits["rang"]) for e in entrees] == [(i + 1, f"avis:{i}", i) for i in range(30)]


def test_un_lot_vide_n_inscrit_rien():
    assert inscrire_plusieurs([]) == []


def test_la_reference_nomme_le_modele_et_la_cle():
    qui = PersonneFactory()
    assert reference_de(qui) == f"comptes_personne:{qui.pk}"
    assert [reference_de(None), reference_de("depot:1")] == ["", "depot:1"]


def test_les_identifiants_les_codes_et_les_dates_sont_gardes():
    cle = uuid.uuid4()
    entree = ajouter(cle=cle, empreinte="a" * 64, jour=INSTANT.date(), poids={"a": "1/3"}, choix={"b", "a"})
    assert entree.faits == {
        "cle": str(cle),
        "empreinte": "a" * 64,
        "jour": "2026-05-11",
        "poids": {"a": "1/3"},
        "choix": ["a", "b"],
    }
