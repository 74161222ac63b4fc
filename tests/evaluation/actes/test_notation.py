"""Scoring through the actes: what they refuse, what they write."""

import pytest

from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, dossier_ou_404
from evaluation.actes import notation
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.saisie import lire_et_noter
from evaluation.models import Evaluation
from evaluation.regles.completude import HORS_COMPETENCE
from tests.fabriques.evaluation import ouvrir_une_seance


@pytest.fixture
def dossier(mona_lit, en_evaluation, apres):
    return dossier_ou_404(mona_lit, en_evaluation.reference, Action.NOTER)


@pytest.fixture
def cases(edition):
    return [case for critere in grille_lue(edition).criteres for case in critere.cases]


def test_une_grille_incomplete_n_est_pas_soumise(dossier, mona, cases):
    with pytest.raises(ActeRefuse, match="grille_incomplete") as refus:
        notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases[:-1], 4))
    assert refus.value.details["criteres"] == [cases[-1][0]]
    assert not Evaluation.objects.exists()


def test_soumettre_ce_qui_est_enregistre(dossier, mona, cases):
    notation.enregistrer(dossier, dict.fromkeys(cases, 3), {}, par=mona, revision=0)
    assert notation.soumettre(dossier, par=mona).etat == "soumise"
    assert list(EntreeJournal.objects.filter(evenement="evaluation.soumise").values_list("par", flat=True)) == [mona.pk]


def test_enregistrer_n_ecrit_pas_dans_le_journal(dossier, mona, cases):
    avant = EntreeJournal.objects.count()
    notation.enregistrer(dossier, dict.fromkeys(cases, 3), {}, par=mona, revision=0)
    assert EntreeJournal.objects.count() == avant


def test_une_grille_soumise_ne_se_modifie_plus(dossier, mona, cases):
    notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 3))
    for geste in (
        lambda: notation.enregistrer(dossier, {}, {}, par=mona, revision=1),
        lambda: notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 5)),
    ):
        with pytest.raises(ActeRefuse, match="grille_soumise"):
            geste()


def test_la_meme_remise_envoyee_deux_fois_est_remise_une_fois(dossier, mona, cases):
    """A double click: the second answer says what the first did."""
    envoye = {"reponses": dict.fromkeys(cases, 3), "commentaires": {cases[0][0]: "Bien"}, "revision": 0}
    premiere, seconde = (notation.soumettre(dossier, par=mona, **envoye) for _ in range(2))
    assert (premiere.pk, premiere.version) == (seconde.pk, seconde.version)
    assert EntreeJournal.objects.filter(evenement="evaluation.soumise").count() == 1
    assert (
        notation.enregistrer(dossier, envoye["reponses"], envoye["commentaires"], par=mona, revision=0).pk
        == premiere.pk
    )


def test_le_meme_enregistrement_envoye_deux_fois_n_est_pas_un_conflit(dossier, mona, cases):
    for _ in range(2):
        notation.enregistrer(dossier, dict.fromkeys(cases, 3), {cases[0][0]: "Bien"}, par=mona, revision=0)
    assert Evaluation.objects.get().revision == 1


def test_un_autre_onglet_est_refuse_a_la_remise_aussi(dossier, mona, cases):
    notation.enregistrer(dossier, dict.fromkeys(cases, 3), {}, par=mona, revision=0)
    with pytest.raises(ActeRefuse, match="grille_ailleurs"):
        notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 5), revision=0)


def test_effacer_une_note_l_efface(dossier, mona, cases):
    notation.enregistrer(dossier, dict.fromkeys(cases, 3), {}, par=mona, revision=0)
    notation.enregistrer(dossier, {cases[0]: 2}, {}, par=mona, revision=1)
    assert lire_et_noter(mona, dossier.reference)[1].reponses == {cases[0]: 2}


def test_hors_competence_seulement_si_le_reglage_le_permet(dossier, mona, edition, cases):
    edition.reglages = {**edition.reglages, "Q33": {"hors_de_ma_competence": False}}
    edition.save(update_fields=["reglages"])
    with pytest.raises(ActeRefuse, match="grille_incomplete"):
        notation.soumettre(dossier, par=mona, reponses={**dict.fromkeys(cases, 3), cases[0]: HORS_COMPETENCE})


def test_reviser_avant_d_avoir_soumis_est_refuse(dossier, mona, cases):
    notation.enregistrer(dossier, dict.fromkeys(cases, 3), {}, par=mona, revision=0)
    with pytest.raises(ActeRefuse, match="revision_sans_soumission"):
        notation.reviser(dossier, "Échange en séance", par=mona)


def test_reviser_avant_la_deliberation_est_refuse(dossier, mona, cases):
    notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 3))
    with pytest.raises(ActeRefuse, match="revision_avant_deliberation"):
        notation.reviser(dossier, "J’ai lu les notes des autres", par=mona)


def test_renoncer_sans_revision_en_cours_est_refuse(dossier, mona, cases):
    for etape in ("commencee", "remise"):
        geste = notation.enregistrer if etape == "commencee" else notation.soumettre
        suite = {"commentaires": {}, "revision": 0} if etape == "commencee" else {}
        geste(dossier, reponses=dict.fromkeys(cases, 3), par=mona, **suite)
        with pytest.raises(ActeRefuse, match="renoncer_sans_revision"):
            notation.renoncer(dossier, par=mona)
    assert Evaluation.objects.get().notes.count() == len(cases)


def test_renoncer_efface_la_revision_et_laisse_la_grille_remise(dossier, mona, cases):
    premiere = notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 3))
    ouvrir_une_seance(dossier.edition)
    notation.reviser(dossier, "Échange en séance", par=mona)
    notation.renoncer(dossier, par=mona)
    assert [e.pk for e in Evaluation.objects.all()] == [premiere.pk]
    assert EntreeJournal.objects.filter(evenement="evaluation.revision_abandonnee").count() == 1
    notation.reviser(dossier, "Tout de même", par=mona)
    assert Evaluation.objects.get(version=2).notes.count() == len(cases)


def test_la_premiere_version_compte_jusqu_a_la_remise_de_la_seconde(dossier, mona, cases):
    premiere = notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 3))
    ouvrir_une_seance(dossier.edition)
    notation.reviser(dossier, "Échange en séance", par=mona)
    assert [e.pk for e in Evaluation.objects.qui_comptent()] == [premiere.pk]
    seconde = notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 4))
    assert [e.pk for e in Evaluation.objects.qui_comptent()] == [seconde.pk]
