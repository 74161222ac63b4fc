"""Withdrawing after the closing, the register, putting a dossier back: the pages."""

import pytest

from candidatures.actes.sortie import reintegrer, retirer_apres_la_cloture
from candidatures.models import Candidature, RetraitTardif
from tests.candidatures.actes.test_sortie import declarer_irrecevable, disqualifier, mettre
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.pages import mots_de, texte_de

REGISTRE = "/region/sorties/"


def retrait(dossier):
    return f"/candidatures/{dossier.reference}/retirer/"


def region(dossier, suite="reintegrer/"):
    return f"/region/candidatures/{dossier.reference}/{suite}"


@pytest.mark.parametrize("etat", ["deposee", "recevable", "eligible", "en_evaluation"])
def test_la_page_du_dossier_ne_dit_rien_de_l_instruction(client, alice, depose, apres, etat):
    """A-57: whatever instruction has concluded in favour, the way out is offered alike."""
    mettre(depose, etat)
    page = texte_de(connecter(client, alice).get(f"/candidatures/{depose.reference}/"))
    assert "Retirer la candidature" in page
    assert "Ce retrait est définitif" in texte_de(client.get(retrait(depose)))


@pytest.mark.parametrize("etat", ["irrecevable", "non_labellisee", "retiree"])
def test_ce_qui_a_sa_reponse_n_offre_pas_le_retrait(client, alice, depose, apres, etat):
    mettre(depose, etat)
    assert "Retirer la candidature" not in texte_de(connecter(client, alice).get(f"/candidatures/{depose.reference}/"))
    assert "Motif du retrait" not in texte_de(client.get(retrait(depose)))
    assert connecter(client, alice).post(retrait(depose), {"motif": "Rachat"}).status_code == 422


def test_le_motif_est_demande_et_le_retrait_se_lit_dans_l_historique(client, alice, depose, apres):
    reponse = connecter(client, alice).post(retrait(depose), {"motif": " "})
    assert reponse.status_code == 422
    assert reponse.context["formulaire"].errors.keys() == {"motif"}
    assert client.post(retrait(depose), {"motif": "Rachat de la société"}).status_code == 302
    assert Candidature.objects.get().etat == "retiree"
    assert "Rachat de la société" in texte_de(client.get(f"/candidatures/{depose.reference}/historique/"))
    assert "aucune version déposée ne compte" in mots_de(client.get(f"/candidatures/{depose.reference}/")).lower()


def test_avant_la_cloture_le_retrait_reste_sans_motif(client, alice, depose, pendant):
    assert "Motif du retrait" not in texte_de(connecter(client, alice).get(retrait(depose)))
    assert client.post(retrait(depose)).status_code == 302
    assert not RetraitTardif.objects.exists()


def test_le_registre_dit_le_motif_et_le_dossier_se_referme(client, alice, agnes, oscar, depose, apres):
    retirer_apres_la_cloture(depose, "Rachat de la société", par=alice)
    page = texte_de(connecter(client, agnes).get(REGISTRE))
    assert "Rachat de la société" in page
    assert depose.titre in page
    assert client.get(region(depose, "")).status_code == 404
    assert connecter(client, oscar).get(REGISTRE).status_code == 404


def test_un_retrait_d_avant_la_cloture_n_est_pas_au_registre(client, alice, agnes, depose, apres):
    CandidatureFactory(edition=depose.edition, etat="retiree", titre="Retirée à temps")
    declarer_irrecevable(depose, agnes)
    page = texte_de(connecter(client, agnes).get(REGISTRE))
    assert depose.titre in page
    assert "Retirée à temps" not in page


def test_un_deport_cache_la_ligne_du_registre(client, agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    deporter(agnes, depose)
    assert depose.reference not in texte_de(connecter(client, agnes).get(REGISTRE))


def test_un_dossier_se_reintegre_avec_un_motif(client, alice, agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    page = texte_de(connecter(client, agnes).get(region(depose, "")))
    assert "Réintégrer la candidature" in page
    assert "Déposée" in texte_de(client.get(region(depose)))
    assert client.post(region(depose), {"motif": ""}).status_code == 422
    assert client.post(region(depose), {"motif": "Le Kbis y était"}).status_code == 302
    page = mots_de(client.get(region(depose, "")))
    assert "Rapportée" in page
    assert "Il manque le Kbis." in page
    assert "Le Kbis y était" in mots_de(connecter(client, alice).get(f"/candidatures/{depose.reference}/historique/"))
    assert "Clos, en instruction" in mots_de(client.get(f"/candidatures/{depose.reference}/"))


def test_la_page_dit_pourquoi_un_resultat_ne_se_defait_pas(client, agnes, depose, apres):
    disqualifier(mettre(depose, "labellisee"), agnes)
    page = texte_de(connecter(client, agnes).get(region(depose)))
    assert "Un résultat a été notifié" in page
    assert client.post(region(depose), {"motif": "Un motif"}).status_code == 422


def test_un_dossier_reintegre_n_offre_plus_de_l_etre(client, alice, agnes, depose, apres):
    retirer_apres_la_cloture(depose, "Une erreur", par=alice)
    assert "Réintégrer" in texte_de(connecter(client, agnes).get(REGISTRE))
    reintegrer(depose, "Demandé", par=agnes)
    assert f"{region(depose)}" not in texte_de(client.get(REGISTRE))
    assert "rien à réintégrer" in texte_de(client.get(region(depose)))


@pytest.mark.parametrize(
    ("ecarter", "titre", "motif"),
    [
        (declarer_irrecevable, "Candidature irrecevable", "Il manque le Kbis."),
        (disqualifier, "Candidature écartée", "Plagiat"),
    ],
)
def test_la_lettre_d_une_conclusion_rapportee_reste_lisible(
    client, alice, agnes, depose, edition, apres, ecarter, titre, motif
):
    edition.textes.create(code="lettre.irrecevable", contenu="Madame, Monsieur, {{ solution }} ne va pas plus loin.")
    ecarter(depose, agnes)
    adresse = f"/candidatures/{depose.reference}/decision/"
    assert "rapportée" not in mots_de(connecter(client, alice).get(adresse))
    reintegrer(depose, "Le Kbis était là.", par=agnes)
    page = mots_de(client.get(adresse))
    assert "Clos, en instruction" in page
    assert f"{titre} : conclusion rapportée" in page
    assert "ne vaut plus : la candidature a été réintégrée le 12 mai 2026" in page
    assert motif in page
    assert ("ne va pas plus loin" in page) == (ecarter is declarer_irrecevable)


def test_l_examen_qui_reprend_ne_se_voit_pas_dans_la_lettre_rapportee(client, alice, agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    reintegrer(depose, "Le Kbis était là.", par=agnes)
    adresse = f"/candidatures/{depose.reference}/decision/"
    avant = mots_de(connecter(client, alice).get(adresse))
    depose.points.filter(verdict="non_conforme").update(raison="Tout autre raison")
    assert mots_de(client.get(adresse)) == avant
    declarer_irrecevable(depose, agnes, motif="Il manque toujours.")
    page = mots_de(client.get(adresse))
    assert page.index("Il manque toujours.") < page.index("conclusion rapportée") < page.index("Il manque le Kbis.")


def test_l_historique_dit_que_la_region_a_conclu_et_reintegre_sans_nommer_d_agent(client, alice, agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    reintegrer(depose, "Le Kbis était là.", par=agnes)
    page = mots_de(connecter(client, alice).get(f"/candidatures/{depose.reference}/historique/"))
    assert "La Région Suites Irrecevable" in page
    assert "La Région Suites Réintégrée" in page
    assert str(agnes) not in page
