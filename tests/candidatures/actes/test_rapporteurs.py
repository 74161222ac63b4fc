"""Naming who reports on a dossier: by somebody else, for whoever may examine it, replaced with a reason."""

from functools import partial

import pytest
from django.http import Http404

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, acces
from candidatures.actes.rapporteurs import decharger, nommer
from candidatures.lectures import rapporteur_de, rapporteurs_de, rapporteurs_possibles
from candidatures.models import Rapporteur
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien, deporter, figer, signer_nda
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES
from tests.fils import ensemble
from tests.personnages import personne


def agent(edition, prenom="Noor"):
    noor = PersonneFactory(
        prenom=prenom, nom="Diop", courriel=f"{prenom.lower()}@conseil.fr", roles=[Role.AGENT], totp=True
    )
    signer_nda(noor, edition, Public.AGENT)
    return noor


@pytest.fixture
def noor(edition):
    """Another agent."""
    return agent(edition)


def dernier_fait():
    entree = EntreeJournal.objects.order_by("-seq").first()
    return entree.evenement, entree.faits


def refuse(code, acte, *args, **options):
    with pytest.raises(ActeRefuse) as refus:
        acte(*args, **options)
    assert refus.value.code == code
    return not Rapporteur.objects.en_vigueur().exists()


def test_nommer_ouvre_le_rapport_une_fois_les_liens_declares(agnes, oscar, depose, apres):
    rapporteur = nommer(depose, oscar, par=agnes)
    assert dernier_fait() == ("rapporteur.nomme", {"personne": str(oscar.pk)})
    assert (rapporteur_de(depose), rapporteur.nomme_par) == (rapporteur, agnes)
    assert not acces(oscar, depose, Action.RAPPORTER)
    declarer_aucun_lien(oscar, depose)
    assert acces(oscar, depose, Action.RAPPORTER)


def test_l_operateur_ne_nomme_personne(agnes, oscar, noor, depose, apres):
    with pytest.raises(Http404):
        nommer(depose, noor, par=oscar)
    assert nommer(depose, noor, par=agnes)


def test_personne_ne_se_nomme_soi_meme(agnes, depose, apres):
    assert refuse("rapporteur_soi_meme", nommer, depose, agnes, par=agnes)


@pytest.mark.parametrize("qui", ["mona", "adam", "alice", "sans_signature", "deporte", "lie", "attache"])
def test_qui_ne_peut_pas_examiner_le_dossier_n_est_pas_nomme(request, agnes, noor, edition, depose, apres, qui):
    if qui in ("mona", "adam", "alice"):
        choisi = request.getfixturevalue(qui)
    elif qui == "sans_signature":
        choisi = personne("Ines", roles=[Role.AGENT])
    else:
        assert noor in rapporteurs_possibles(agnes, [depose])
        choisi = noor
        if qui == "deporte":
            deporter(noor, depose)
        elif qui == "lie":
            figer(depose, domaine=noor.courriel.partition("@")[2])
        else:
            CandidatureFactory(edition=edition, equipe=[noor])
    assert choisi not in rapporteurs_possibles(agnes, [depose])
    assert refuse("rapporteur_sans_acces", nommer, depose, choisi, par=agnes)


def test_remplacer_demande_un_motif_et_garde_l_ancien(agnes, oscar, noor, depose, apres):
    ancien = nommer(depose, oscar, par=agnes)
    assert not refuse("rapporteur_motif", nommer, depose, noor, par=agnes, remplace=ancien.pk, motif="  ")
    assert rapporteur_de(depose) == ancien
    neuf = nommer(depose, noor, par=agnes, remplace=str(ancien.pk), motif="Congé")
    assert dernier_fait() == ("rapporteur.nomme", {"personne": str(noor.pk), "remplace": str(oscar.pk)})
    assert rapporteurs_de(depose) == [neuf, ancien]
    ancien.refresh_from_db()
    assert (ancien.motif, ancien.fin_par) == ("Congé", agnes)


@pytest.mark.parametrize(
    "acte", [lambda *a, noor, **o: nommer(*a, noor, **o), lambda *a, noor, **o: decharger(*a, **o)]
)
def test_on_ne_remplace_que_celui_que_la_page_montrait(agnes, oscar, noor, depose, apres, acte):
    nommer(depose, oscar, par=agnes)
    assert not refuse("rapporteur_change", acte, depose, noor=noor, par=agnes, remplace=None, motif="Congé")
    assert rapporteur_de(depose).personne == oscar


def test_decharger_demande_un_motif_puis_ferme(agnes, oscar, depose, apres):
    rapporteur = nommer(depose, oscar, par=agnes)
    assert not refuse("rapporteur_motif", decharger, depose, par=agnes, remplace=rapporteur.pk, motif="")
    decharger(depose, par=agnes, remplace=rapporteur.pk, motif="Erreur")
    assert dernier_fait() == ("rapporteur.decharge", {"personne": str(oscar.pk)})
    assert rapporteur_de(depose) is None
    assert refuse("rapporteur_change", decharger, depose, par=agnes, remplace=rapporteur.pk, motif="Encore")


def test_nommer_deux_fois_la_meme_personne_ne_change_rien(agnes, oscar, depose, apres):
    assert nommer(depose, oscar, par=agnes) == nommer(depose, oscar, par=agnes)
    assert EntreeJournal.objects.filter(evenement="rapporteur.nomme").count() == 1


def test_qui_peut_rapporter_se_lit_dossier_par_dossier(
    agnes, oscar, noor, edition, depose, apres, django_assert_num_queries
):
    voisin = CandidatureFactory(edition=edition, deposee=True)
    deporter(noor, voisin)
    with django_assert_num_queries(2):
        possibles = rapporteurs_possibles(agnes, [depose, voisin], APRES)
    assert possibles == {noor: {depose.pk}, oscar: {depose.pk, voisin.pk}}


@pytest.mark.django_db(transaction=True)
def test_deux_agents_a_la_fois_n_en_nomment_qu_un(edition, agnes, oscar, noor, depose, apres):
    autre = agent(edition, "Ilan")
    faits = ensemble(partial(nommer, depose, oscar, par=agnes), partial(nommer, depose, noor, par=autre))
    assert sorted(type(fait).__name__ for fait in faits) == ["ActeRefuse", "Rapporteur"]
    assert Rapporteur.objects.en_vigueur().count() == 1
