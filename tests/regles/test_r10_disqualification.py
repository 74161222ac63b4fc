"""R10: a breach of the règlement disqualifies, with its reason; nothing is deleted."""

import pytest
from django.http import Http404

from amihr.socle.refus import ActeRefuse
from candidatures.actes.instruction import disqualifier
from candidatures.models import Candidature
from tests.fabriques.comptes import connecter
from tests.pages import mots_de


def test_sans_motif_personne_n_est_disqualifie(agnes, depose, apres):
    with pytest.raises(ActeRefuse) as refus:
        disqualifier(depose, "  ", par=agnes)
    assert refus.value.code == "motif_requis"
    assert Candidature.objects.get().etat == "deposee"


def test_l_operateur_ne_disqualifie_pas(oscar, depose, apres):
    with pytest.raises(Http404):
        disqualifier(depose, "Plagiat", par=oscar)


@pytest.mark.parametrize("etat", ["deposee", "recevable", "eligible", "en_evaluation", "labellisee"])
def test_un_dossier_est_disqualifie_a_tout_moment(agnes, depose, apres, etat):
    Candidature.objects.update(etat=etat)
    disqualifier(depose, "Plagiat", par=agnes, sans_voies_de_recours=True)
    assert Candidature.objects.get().etat == "disqualifiee"
    assert depose.depots.count() == 1


def test_l_equipe_en_est_informee(agnes, depose, alice, apres):
    disqualifier(depose, "Plagiat", par=agnes, sans_voies_de_recours=True)
    assert alice.courriers.get().evenement == "disqualifiee"


def test_sans_examen_l_equipe_ne_lit_pas_que_sa_version_a_ete_examinee(client, agnes, depose, alice, apres):
    disqualifier(depose, "Plagiat", par=agnes, sans_voies_de_recours=True)
    for suite in ("", f"{depose.reference}/"):
        page = mots_de(connecter(client, alice).get(f"/candidatures/{suite}"))
        assert "est conservée ; la candidature a été écartée de l’appel" in page
        assert "examinée" not in page.replace("sera examinée", "")


def test_l_equipe_et_la_region_en_lisent_le_motif(client, agnes, depose, alice, apres):
    disqualifier(depose, "Plagiat d’une solution existante", par=agnes, sans_voies_de_recours=True)
    page = mots_de(connecter(client, alice).get(f"/candidatures/{depose.reference}/decision/"))
    assert "Candidature écartée" in page
    assert "Plagiat d’une solution existante" in page
    page = mots_de(connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/"))
    assert "Plagiat d’une solution existante" in page


def test_le_motif_se_relit_comme_l_equipe_le_lira_avant_d_ecarter(client, agnes, depose, alice, apres):
    adresse, saisie = (
        f"/region/candidatures/{depose.reference}/disqualifier/",
        {"motif": "Plagiat", "sans_voies_de_recours": "on"},
    )
    relue = mots_de(connecter(client, agnes).post(adresse, saisie))
    assert "Un courriel part aussitôt à toute l’équipe" in relue
    assert "Plagiat" in relue.partition("Ce que l’équipe lira")[2]
    assert (Candidature.objects.get().etat, alice.courriers.count()) == ("deposee", 0)
    corrigee = client.post(adresse, saisie | {"geste": "corriger"})
    assert corrigee.context["formulaire"]["motif"].value() == "Plagiat"
    assert client.post(adresse, saisie | {"confirme": "oui"}).status_code == 302
    assert (Candidature.objects.get().etat, alice.courriers.count()) == ("disqualifiee", 1)


def test_une_seconde_confirmation_dit_que_le_dossier_est_deja_ecarte(client, agnes, depose, alice, apres):
    adresse = f"/region/candidatures/{depose.reference}/disqualifier/"
    saisie = {"motif": "Plagiat", "sans_voies_de_recours": "on"}
    connecter(client, agnes)
    assert "Écarter la candidature" in mots_de(client.get(f"/region/candidatures/{depose.reference}/"))
    assert client.post(adresse, saisie | {"confirme": "oui"}).status_code == 302
    for suite in ({"confirme": "oui"}, {}):
        reponse = client.post(adresse, saisie | {"motif": "Contrefaçon"} | suite)
        assert reponse.status_code == 409
        assert "Cette candidature est déjà écartée" in mots_de(reponse)
        assert "Contrefaçon" in mots_de(reponse)
    assert alice.courriers.count() == 1
    page = mots_de(client.get(adresse))
    assert "Cette candidature est déjà écartée" in page
    assert "Motif communiqué" not in page
    assert "Écarter la candidature" not in mots_de(client.get(f"/region/candidatures/{depose.reference}/"))
