"""A dossier whose team still has time to answer a complement: no unfavourable conclusion, and nothing asked once it is out."""

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from candidatures.actes import complement as actes
from candidatures.actes import instruction, sortie, visa
from candidatures.models import Complement, Etat, Examen
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.comptes import connecter
from tests.pages import champs_caches, texte_de
from tests.regles.test_q15_complements import demande, joindre, ouverts, refus_de  # noqa: F401 - fixtures

IRRECEVABLE = {"motif": "Il manque le Kbis.", "sans_voies_de_recours": True}


@pytest.fixture
def examine(demande, agnes):  # noqa: F811
    """Alice's dossier, asked for its Kbis, with every point examined and the Kbis not met."""
    dossier = demande.candidature
    points = points_a_examiner(dossier.edition.formulaire, Examen.RECEVABILITE)
    verdicts = {point.code: ("conforme", "") for point in points} | {"piece-kbis": ("non_conforme", "Illisible")}
    instruction.examiner(dossier, Examen.RECEVABILITE, verdicts, par=agnes)
    return dossier


def est_ouvert(demande):  # noqa: F811
    return Complement.objects.ouverts().filter(pk=demande.pk).exists()


def test_tant_que_l_equipe_peut_repondre_le_dossier_n_est_pas_irrecevable(examine, demande, agnes):  # noqa: F811
    assert refus_de(instruction.declarer_irrecevable, examine, par=agnes, **IRRECEVABLE) == "complement_en_cours"
    proposee = {"favorable": False, "motif": "Il manque le Kbis."}
    assert refus_de(visa.proposer, examine, Examen.RECEVABILITE, par=agnes, **proposee) == "complement_en_cours"
    examine.refresh_from_db()
    assert (examine.etat, est_ouvert(demande)) == (Etat.DEPOSEE, True)


def test_apres_l_echeance_sans_reponse_il_l_est_et_plus_rien_ne_se_prolonge(examine, demande, agnes):  # noqa: F811
    with horloge.a(demande.echeance_le):
        instruction.declarer_irrecevable(examine, par=agnes, **IRRECEVABLE)
    assert not est_ouvert(demande)


def test_apres_la_reponse_il_l_est(examine, demande, agnes, alice):  # noqa: F811
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    instruction.declarer_irrecevable(examine, par=agnes, **IRRECEVABLE)
    assert not est_ouvert(demande)


def test_la_demande_fermee_n_empeche_plus_rien(examine, demande, agnes):  # noqa: F811
    actes.fermer(demande, par=agnes)
    assert instruction.declarer_irrecevable(examine, par=agnes, **IRRECEVABLE).etat == Etat.IRRECEVABLE


def test_un_visa_attend_aussi_la_reponse(depose, ouverts, agnes, oscar):  # noqa: F811
    points = points_a_examiner(depose.edition.formulaire, Examen.RECEVABILITE)
    verdicts = {point.code: ("conforme", "") for point in points} | {"piece-kbis": ("non_conforme", "Illisible")}
    instruction.examiner(depose, Examen.RECEVABILITE, verdicts, par=oscar)
    proposition = visa.proposer(depose, Examen.RECEVABILITE, favorable=False, motif="Sans Kbis.", par=oscar)
    echeance = horloge.maintenant() + actes.AVANT_L_ECHEANCE
    faits = {"par": agnes, "article": "D", "motif": "Illisible.", "derniere_minute": echeance}
    actes.demander(ouverts, [depose.reference], ["kbis"], **faits)
    with pytest.raises(ActeRefuse) as refus:
        visa.viser(proposition, par=agnes, sans_voies_de_recours=True)
    assert refus.value.code == "complement_en_cours"


def test_un_dossier_ecarte_n_a_plus_rien_a_envoyer(examine, demande, agnes, alice):  # noqa: F811
    instruction.disqualifier(examine, "Fausse déclaration.", par=agnes, sans_voies_de_recours=True)
    assert refus_de(joindre, demande, alice) == "complement_ferme"


def test_la_page_qui_ecarte_dit_que_la_demande_se_ferme(client, examine, agnes):
    page = texte_de(connecter(client, agnes).get(f"/region/candidatures/{examine.reference}/disqualifier/"))
    assert "Des pièces ont été demandées à l’équipe" in page
    assert "Écarter le dossier ferme cette demande" in page


def test_un_dossier_retire_non_plus(examine, demande, alice):  # noqa: F811
    sortie.retirer_apres_la_cloture(examine, "Projet arrêté.", par=alice)
    assert refus_de(joindre, demande, alice) == "complement_ferme"


def test_la_page_d_examen_dit_que_l_equipe_peut_repondre(client, examine, agnes):
    page = f"/region/candidatures/{examine.reference}/recevabilite/"
    montree = connecter(client, agnes).get(page)
    assert "Tant que l’équipe peut répondre" in texte_de(montree)
    conclusion = {"geste": "non", "motif": "Sans Kbis.", "sans_voies_de_recours": "on"}
    refusee = texte_de(client.post(page, champs_caches(montree) | conclusion))
    assert "Des pièces sont encore attendues de l’équipe" in refusee
    assert "Ce que l’équipe lira" not in refusee
