"""Q44: the mention of the calculation is an editable text, written in every letter."""

from types import SimpleNamespace

import pytest

from evaluation.regles.lettre import composer_lettre
from tests.fabriques.editions import COMMISSION

JOUR = COMMISSION.date()


def lettre(textes, *, sens="labellisee", **options):
    dossier = SimpleNamespace(titre="Canoptère", reference="AMI-K7QM", denomination="Orthoselve SAS")
    decision = SimpleNamespace(
        sens=sens, candidature=dossier, acte=SimpleNamespace(date=JOUR), seance=SimpleNamespace(jour=JOUR)
    )
    return composer_lettre(decision, textes, duree_mois=12, **options)


def test_vide_la_lettre_n_en_dit_rien():
    assert lettre({})["algorithme"] == lettre({"lettre.algorithme": " \n"})["algorithme"] == ""


@pytest.mark.parametrize("sens", ["labellisee", "non_labellisee"])
def test_la_mention_va_dans_les_deux_lettres(sens):
    textes = {"lettre.algorithme": "Un calcul a préparé la décision sur {solution}."}
    assert lettre(textes, sens=sens)["algorithme"] == "Un calcul a préparé la décision sur Canoptère."


def test_les_valeurs_de_la_lettre_viennent_de_la_decision():
    corps = "{date_commission} {solution} {reference} {titulaire} {debut} {fin} {publication}"
    attendu = "27 mai 2026 Canoptère AMI-K7QM Orthoselve SAS 27 mai 2026 26 mai 2027 prévue le 27 mai 2026"
    assert lettre({"lettre.labellisee": corps}, annonce_le=JOUR)["corps"].replace("\u00a0", " ") == attendu


def test_sans_date_d_annonce_la_lettre_le_dit():
    assert (
        lettre({"lettre.labellisee": "Annonce {publication}."})["corps"] == "Annonce dont la date vous sera indiquée."
    )


def test_les_voies_de_recours_ne_sont_jamais_ecrites_d_avance():
    assert lettre({"lettre.labellisee": "x"})["recours"] == ""
