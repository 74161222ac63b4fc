"""A-69: a grid changed after the first note makes a new version, with its reason and a trace."""

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from evaluation.actes.grille import etablir
from evaluation.actes.notation import enregistrer, reviser, soumettre
from evaluation.lectures import derniere_grille, tableau
from evaluation.lectures.grilles import grille_lue
from evaluation.models import Evaluation, Grille
from tests.evaluation.conftest import dossiers, gens, jour_j  # noqa: F401 - fixtures
from tests.fabriques.candidatures import declarer_aucun_lien
from tests.fabriques.editions import CRITERES, ECHELLE
from tests.fabriques.evaluation import devant_la_commission, noter


def remplacer(edition, motif):
    return etablir(
        edition, echelle=ECHELLE, criteres=CRITERES[:2], methode="rang", motif=motif, instant=horloge.maintenant()
    )


def test_a69_sans_raison_la_grille_utilisee_ne_change_pas(edition, gens):  # noqa: F811
    with pytest.raises(ActeRefuse) as refus:
        remplacer(edition, " ")
    assert refus.value.code == "grille_motif"
    assert Grille.objects.count() == 1


def test_a69_la_nouvelle_version_laisse_l_ancienne_et_ses_notes(edition, gens):  # noqa: F811
    ancienne = derniere_grille(edition)
    nouvelle = remplacer(edition, "Un critère est retiré.")
    assert (nouvelle.numero, nouvelle.motif) == (2, "Un critère est retiré.")
    assert Evaluation.objects.filter(grille=ancienne).count() == Evaluation.objects.count() == 9


def test_a69_les_notes_de_l_ancienne_n_entrent_pas_dans_le_classement(edition, gens, agnes):  # noqa: F811
    assert len(tableau(agnes, edition).classement.lignes) == 3
    remplacer(edition, "Un critère est retiré.")
    assert tableau(agnes, edition).classement.lignes == ()


def remplir(edition, note):
    return {case: note for critere in grille_lue(edition).criteres for case in critere.cases}


def test_a69_une_grille_remise_se_revise_sur_la_nouvelle(edition, gens, dossiers, agnes):  # noqa: F811
    dossier = dossiers[0]
    remplacer(edition, "Un critère est retiré.")
    nouvelle = reviser(dossier, "La grille a changé.", par=gens[0])
    assert (nouvelle.grille, nouvelle.notes.count()) == (derniere_grille(edition), 0)
    soumettre(dossier, par=gens[0], reponses=remplir(edition, 4))
    assert [ligne.dossier for ligne in tableau(agnes, edition).classement.lignes] == [dossier.pk]
    assert Evaluation.objects.filter(membre__personne=gens[0], candidature=dossier).count() == 2


def test_a69_une_grille_commencee_passe_sur_la_nouvelle(edition, gens, agnes):  # noqa: F811
    dossier = devant_la_commission(edition, 1)[0]
    declarer_aucun_lien(gens[0], dossier)
    commencee = noter(dossier, gens[0].sieges.get(), [3] * 4, soumise=False)
    remplacer(edition, "Un critère est retiré.")
    enregistrer(dossier, remplir(edition, 2), {}, par=gens[0], revision=None)
    commencee.refresh_from_db()
    assert commencee.grille == derniere_grille(edition)
    assert {note.critere.grille_id for note in commencee.notes.all()} == {commencee.grille_id}
