"""An acte is one outermost transaction, and its refusal leaves a trace."""

import pytest
from django.db import transaction

from amihr.courrier.models import Courrier
from amihr.journal.chaine import acte, inscrire
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse, exiger
from tests.fabriques.comptes import PersonneFactory


@acte
def renommer(personne, nom, *, par):
    """Rename, then refuse short names: what was written must go."""
    personne.nom = nom
    personne.save(update_fields=["nom"])
    exiger(len(nom) > 2, "nom_court", signes=len(nom), nom=nom)
    return personne


@acte
def imbriquer(personne, *, par):
    """An acte that calls another one."""
    return renommer(personne, "Durand", par=par)


@pytest.mark.django_db
def test_un_acte_refuse_n_ecrit_rien():
    alice = PersonneFactory(nom="Martin")
    with pytest.raises(ActeRefuse):
        renommer(alice, "Li", par=alice)
    alice.refresh_from_db()
    assert alice.nom == "Martin"


@pytest.mark.django_db
def test_un_refus_est_inscrit_avec_son_verbe_son_code_et_ses_nombres_sans_nom():
    alice = PersonneFactory()
    with pytest.raises(ActeRefuse) as refus:
        renommer(alice, "Li", par=alice)
    entree = EntreeJournal.objects.get()
    assert (entree.evenement, entree.par_id, entree.instant) == ("acte.refuse", alice.pk, refus.value.instant)
    assert entree.objet == f"comptes_personne:{alice.pk}"
    assert entree.faits["code"] == "nom_court"
    assert entree.faits["verbe"].endswith("test_acte.renommer")
    assert entree.faits["nombres"] == {"signes": 2}


@pytest.mark.django_db
def test_un_acte_n_appelle_pas_un_autre_acte():
    alice = PersonneFactory(nom="Martin")
    with pytest.raises(RuntimeError, match="renommer"):
        imbriquer(alice, par=alice)
    assert not EntreeJournal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_un_acte_ne_s_appelle_pas_dans_une_transaction():
    alice = PersonneFactory()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        renommer(alice, "Durand", par=alice)


@pytest.mark.django_db
def test_apres_un_refus_un_autre_acte_passe():
    alice = PersonneFactory()
    with pytest.raises(ActeRefuse):
        renommer(alice, "Li", par=alice)
    assert renommer(alice, "Durand", par=alice).nom == "Durand"


@pytest.mark.django_db(transaction=True)
def test_la_ligne_d_un_acte_annule_disparait_avec_lui():
    @acte
    def echouer():
        """Write, then fail."""
        inscrire("essai.fait", instant=PersonneFactory().cree_le)
        Courrier.objects.get(evenement="absent")

    with pytest.raises(Courrier.DoesNotExist):
        echouer()
    assert not EntreeJournal.objects.exists()
