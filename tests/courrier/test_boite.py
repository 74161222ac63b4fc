"""Posting and sending, one by one, each once."""

from datetime import timedelta

import pytest

from amihr.courrier import boite
from amihr.courrier.boite import poster, regler
from amihr.courrier.compositeur import EvenementInconnu
from amihr.courrier.models import Courrier, Etat, Motif
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from tests.courrier.conftest import INSTANT, envoyer, etats, posts
from tests.fabriques.comptes import PersonneFactory

pytestmark = pytest.mark.django_db


def test_un_evenement_sans_compositeur_est_refuse():
    with pytest.raises(EvenementInconnu):
        posts(evenement="inconnu")


def test_personne_a_qui_ecrire_n_ecrit_a_personne():
    assert poster("essai", objet="essai:1", a=[], instant=INSTANT) == []
    assert not Courrier.objects.exists()


def test_poster_deux_fois_ne_poste_qu_une_fois():
    premiers = posts("alice@exemple.fr", "Alice@Exemple.fr ")
    assert posts("alice@exemple.fr") == premiers
    assert Courrier.objects.count() == 1


@pytest.mark.parametrize("objet", ["essai:7", "essai:7:20260528"])
def test_la_cle_de_l_objet_est_ce_qui_suit_son_genre(objet):
    assert Courrier(objet=objet).cle_de_l_objet == "7"


def test_poster_n_envoie_rien(puits):
    posts()
    assert puits.recus == []
    assert etats() == {"alice@exemple.fr": Etat.A_ENVOYER}


def test_un_courrier_non_permis_au_moment_de_l_envoi_ne_part_pas(puits):
    posts("alice@exemple.fr")
    posts("bruno@exemple.fr", interdit=True)
    envoyer()
    assert puits.destinataires() == ["alice@exemple.fr"]
    assert Courrier.objects.get(destinataire="bruno@exemple.fr").motif == Motif.NON_PERMIS


def test_un_compte_desactive_ne_recoit_plus_rien(puits):
    alice = PersonneFactory()
    poster("essai", objet="essai:1", a=[alice], instant=INSTANT)
    alice.est_active = False
    alice.save()
    envoyer()
    assert puits.recus == []


def test_un_courrier_pas_encore_du_attend(puits):
    posts()
    assert envoyer(-timedelta(seconds=1)).envoyes == 0
    assert envoyer().envoyes == 1


def test_chaque_courrier_part_une_fois_avec_un_destinataire_et_un_identifiant_fixe(puits):
    rangees = posts("alice@exemple.fr", "bruno@exemple.fr")
    envoyer()
    envoyer()
    assert [len(recu.destinataires) for recu in puits.recus] == [1, 1]
    assert {recu["Message-ID"] for recu in puits.recus} == {f"<{rangee.pk}@localhost>" for rangee in rangees}


def test_l_envoi_est_inscrit_au_journal_et_date(puits):
    [courrier] = posts()
    envoyer()
    courrier.refresh_from_db()
    entree = EntreeJournal.objects.get(evenement="courrier.envoye")
    assert entree.objet == f"courrier_courrier:{courrier.pk}"
    assert entree.instant == courrier.envoye_le


def test_le_jeton_est_efface_une_fois_parti(puits):
    [courrier] = posts(jeton="secret", titre="Invitation")
    envoyer()
    courrier.refresh_from_db()
    assert "secret" in puits.recus[0].texte
    assert courrier.contexte == {"titre": "Invitation"}


def test_un_lot_s_arrete_a_sa_taille(puits):
    posts(*[f"a{i}@exemple.fr" for i in range(5)])
    assert [envoyer(lot=3).envoyes, envoyer(lot=3).envoyes] == [3, 2]


def test_un_lot_epuise_le_dit_meme_si_un_courriel_n_est_pas_parti(puits):
    posts("alice@exemple.fr", evenement="casse")
    posts(*[f"a{i}@exemple.fr" for i in range(2)])
    assert [envoyer(lot=2).lot_epuise, envoyer(lot=2).lot_epuise] == [True, False]
    assert list(etats().values()) == [Etat.ENVOYE, Etat.ENVOYE, Etat.ECHEC]


def test_une_piece_pas_encore_prete_fait_attendre_sans_echec(puits):
    [courrier] = posts(evenement="avec_piece", attente=1)
    assert envoyer().echecs == 0
    Courrier.objects.update(contexte={})
    assert envoyer(timedelta(seconds=29)).envoyes == 0
    assert envoyer(timedelta(seconds=30)).envoyes == 1
    courrier.refresh_from_db()
    assert courrier.essais == 1


def test_un_courrier_impossible_a_ecrire_n_arrete_pas_les_autres(puits):
    posts("alice@exemple.fr", evenement="casse")
    posts("bruno@exemple.fr")
    envoyer()
    assert etats() == {"alice@exemple.fr": Etat.ECHEC, "bruno@exemple.fr": Etat.ENVOYE}


def test_la_base_annulee_n_a_rien_poste(puits):
    with boite.transaction.atomic():
        posts()
        boite.transaction.set_rollback(True)
    assert envoyer().envoyes == 0


def test_un_courrier_envoye_ne_se_regle_pas(puits):
    agnes = PersonneFactory()
    [courrier] = posts()
    envoyer()
    with pytest.raises(ActeRefuse):
        regler(courrier, par=agnes, renvoyer=True)


@pytest.mark.parametrize(("renvoyer", "recus"), [(True, 1), (False, 0)])
def test_une_personne_decide_d_un_courrier_incertain(puits, renvoyer, recus):
    [courrier] = posts()
    Courrier.objects.update(etat=Etat.COMMENCE)
    assert envoyer().incertains == 1
    regler(courrier, par=PersonneFactory(), renvoyer=renvoyer)
    Courrier.objects.filter(etat=Etat.A_ENVOYER).update(prochain_essai_le=INSTANT)
    envoyer()
    assert (etats()["alice@exemple.fr"], len(puits.recus)) == (Etat.ENVOYE, recus)


def test_poster_reveille_une_fois_apres_la_transaction(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rappels:
        posts("alice@exemple.fr")
        posts("bruno@exemple.fr")
    assert rappels == [boite.reveiller]
