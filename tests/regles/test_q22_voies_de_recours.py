"""Q22: an empty « voies et délais de recours » blocks each letter, unless somebody accepts it by name."""

import pytest

from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.actes.instruction import declarer_ineligible, declarer_irrecevable, disqualifier, examiner
from candidatures.models import Candidature
from evaluation.actes.decision import notifier
from evaluation.models import Decision
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import decider_et_clore, signer
from tests.pages import texte_de


@pytest.fixture
def signee(edition, seance, dossiers, agnes):
    decider_et_clore(seance, dossiers[:1], agnes)
    signer(edition, dossiers[:1], agnes)
    return [dossiers[0].reference]


@pytest.mark.parametrize("texte", [None, "", "  \n"])
def test_sans_le_texte_rien_ne_part(edition, signee, agnes, texte):
    if texte is not None:
        edition.textes.create(code="lettre.voies_de_recours", contenu=texte)
    with pytest.raises(ActeRefuse) as refus:
        notifier(edition, signee, par=agnes)
    assert refus.value.code == "voies_de_recours"
    assert Decision.objects.get().notifiee_le is None


def test_l_acceptation_est_au_nom_de_qui_notifie(edition, signee, agnes):
    notifier(edition, signee, par=agnes, sans_voies_de_recours=True)
    entree = EntreeJournal.objects.get(evenement="decision.notifiee")
    assert (entree.par, entree.faits["sans_voies_de_recours"]) == (agnes, True)


def test_avec_le_texte_la_lettre_le_porte_pour_toujours(edition, signee, agnes):
    texte = edition.textes.create(code="lettre.voies_de_recours", contenu="Recours sous deux mois.")
    notifier(edition, signee, par=agnes)
    texte.delete()
    assert Decision.objects.get().lettre["recours"] == "Recours sous deux mois."


GRIEFS = {
    "recevabilite": ("deposee", {"delai": ("non_conforme", "Reçu après minuit")}),
    "eligibilite": ("recevable", {"siege": ("non_conforme", "Siège à Genève")}),
}
REFUS = {
    "irrecevable": ("recevabilite", declarer_irrecevable),
    "ineligible": ("eligibilite", declarer_ineligible),
    "disqualifiee": ("recevabilite", disqualifier),
}


@pytest.fixture(params=REFUS)
def refuser(request, depose, agnes, apres):
    """``(état given, refuse())``: Alice's dossier with a point not met, refused in one of the three ways."""
    examen, acte = REFUS[request.param]
    etat, griefs = GRIEFS[examen]
    Candidature.objects.update(etat=etat)
    examiner(depose, examen, griefs, par=agnes)
    return request.param, lambda **faits: acte(depose, "Un motif", par=agnes, **faits)


@pytest.mark.parametrize("texte", [None, " \n"])
def test_aucun_refus_de_l_instruction_ne_part_sans_le_texte(edition, refuser, alice, texte):
    if texte is not None:
        edition.textes.create(code="lettre.voies_de_recours", contenu=texte)
    with pytest.raises(ActeRefuse) as refus:
        refuser[1]()
    assert refus.value.code == "voies_de_recours"
    assert Candidature.objects.get().etat in ("deposee", "recevable")
    assert not alice.courriers.exists()


def test_un_refus_de_l_instruction_est_accepte_sans_lui_au_nom_de_qui_conclut(refuser, agnes):
    etat, acte = refuser
    acte(sans_voies_de_recours=True)
    entree = EntreeJournal.objects.get(evenement=f"candidature.{etat}")
    assert (entree.par, entree.faits["sans_voies_de_recours"]) == (agnes, True)


def test_avec_le_texte_un_refus_de_l_instruction_ne_demande_rien(edition, refuser):
    edition.textes.create(code="lettre.voies_de_recours", contenu="Recours sous deux mois.")
    refuser[1]()
    assert Candidature.objects.get().etat == refuser[0]


@pytest.mark.parametrize(("page", "champs"), [
    ("disqualifier", {"motif": "Plagiat", "confirme": "oui"}),
    ("recevabilite", {"motif": "Hors délai", "geste": "non", "delai.verdict": "non_conforme", "delai.raison": "Minuit",
                      "confirme": "1"}),
])  # fmt: skip
def test_la_page_demande_l_acceptation_a_cote_du_motif_et_garde_la_saisie(client, agnes, depose, apres, page, champs):
    adresse = f"/region/candidatures/{depose.reference}/{page}/"
    reponse = connecter(client, agnes).post(adresse, champs)
    assert reponse.status_code == 422
    assert champs["motif"] in reponse.content.decode()
    assert f"Moi, {agnes.nom_complet}, j’accepte d’annoncer cette conclusion sans voies" in reponse.content.decode()
    assert Candidature.objects.get().etat == "deposee"
    assert client.post(adresse, champs | {"sans_voies_de_recours": "on"}).status_code == 302
    assert Candidature.objects.get().etat != "deposee"


def test_la_page_ne_demande_rien_quand_le_texte_est_la(client, edition, agnes, depose, apres):
    edition.textes.create(code="lettre.voies_de_recours", contenu="Recours sous deux mois.")
    page = connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/disqualifier/")
    assert "sans_voies_de_recours" not in texte_de(page, statut=200)
