"""`verifier()` and its command: whatever an insider does by SQL, the first bad line is named."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from amihr.journal import ancres
from amihr.journal.chaine import inscrire, verifier
from amihr.journal.models import Chaine
from amihr.journal.sql import GENESE, empreinte_sql

INSTANT = datetime(2026, 5, 28, 9, 0, tzinfo=UTC)
REECRIRE = f"""
DO $$ DECLARE m journal_entreejournal; avant text := '{GENESE}'; BEGIN
    FOR m IN SELECT * FROM journal_entreejournal ORDER BY seq LOOP
        m.precedent := avant;
        avant := {empreinte_sql("m")};
        UPDATE journal_entreejournal SET precedent = m.precedent, empreinte = avant WHERE id = m.id;
    END LOOP;
END $$
"""


@pytest.fixture
def cinq_lignes(proprietaire):
    proprietaire.execute("ALTER TABLE journal_entreejournal ENABLE TRIGGER journal_enchainer")
    for i in range(5):
        inscrire("essai.fait", objet=f"essai:{i}", instant=INSTANT)
    assert verifier(Chaine.ACTES).est_intacte
    return proprietaire


def faute():
    anomalie = verifier(Chaine.ACTES).anomalie
    return anomalie and (anomalie.seq, anomalie.nature)


@pytest.mark.parametrize(
    ("ordre", "attendue"),
    [
        ("UPDATE {} SET evenement = 'autre' WHERE seq = 3", (3, "modifiee")),
        ("UPDATE {} SET instant = instant - interval '1 day' WHERE seq = 2", (2, "modifiee")),
        ("UPDATE {} SET inscrit_le = inscrit_le - interval '1 s' WHERE seq = 2", (2, "modifiee")),
        ("UPDATE {} SET par_id = gen_random_uuid() WHERE seq = 5", (5, "modifiee")),
        ("UPDATE {} SET faits = '{{\"voix\": 3}}' WHERE seq = 1", (1, "modifiee")),
        ("DELETE FROM {} WHERE seq = 3", (3, "supprimee")),
        ("DELETE FROM {} WHERE seq = 1", (1, "supprimee")),
        ("UPDATE {} SET seq = 9 WHERE seq = 2; UPDATE {} SET seq = 2 WHERE seq = 4; UPDATE {} SET seq = 4 WHERE seq = 9",
         (2, "deplacee")),
        ("UPDATE {} SET precedent = repeat('a', 64) WHERE seq = 4", (4, "modifiee")),
    ],
)  # fmt: skip
def test_une_ligne_touchee_est_nommee(cinq_lignes, ordre, attendue):
    cinq_lignes.execute(ordre.replace("{}", "journal_entreejournal").replace("{{", "{").replace("}}", "}"))
    assert faute() == attendue


def test_une_ligne_refaite_avec_son_empreinte_trahit_la_suivante(cinq_lignes):
    cinq_lignes.execute("UPDATE journal_entreejournal SET evenement = 'autre' WHERE seq = 3")
    cinq_lignes.execute(f"UPDATE journal_entreejournal m SET empreinte = {empreinte_sql('m')} WHERE seq = 3")
    assert faute() == (4, "remplacee")


def test_la_fin_coupee_se_voit_par_l_ancre(cinq_lignes):
    ancres.ancrer(INSTANT)
    cinq_lignes.execute("DELETE FROM journal_entreejournal WHERE seq > 3")
    cinq_lignes.execute("ALTER TABLE journal_ancre DISABLE TRIGGER USER")
    cinq_lignes.execute("DELETE FROM journal_ancre")
    cinq_lignes.execute("ALTER TABLE journal_ancre ENABLE ALWAYS TRIGGER journal_ancre_immuable")
    assert faute() == (4, "coupee")


def test_tout_le_journal_efface_se_voit_par_l_ancre(cinq_lignes):
    ancres.ancrer(INSTANT)
    cinq_lignes.execute("DELETE FROM journal_entreejournal")
    assert faute() == (1, "coupee")


def test_une_chaine_entierement_recalculee_se_voit_par_l_ancre(cinq_lignes):
    ancres.ancrer(INSTANT)
    cinq_lignes.execute("UPDATE journal_entreejournal SET evenement = 'autre' WHERE seq = 2")
    cinq_lignes.execute(REECRIRE)
    assert faute() == (5, "reecrite")


def test_sans_ancre_une_chaine_recalculee_passe_d_ou_les_ancres(cinq_lignes):
    cinq_lignes.execute("UPDATE journal_entreejournal SET evenement = 'autre' WHERE seq = 2")
    cinq_lignes.execute(REECRIRE)
    assert faute() is None


def test_la_commande_echoue_et_nomme_la_ligne(cinq_lignes):
    cinq_lignes.execute("UPDATE journal_entreejournal SET evenement = 'autre' WHERE seq = 3")
    with pytest.raises(CommandError, match="ligne nº 3 a été modifiée"):
        call_command("verifier_journal", stdout=StringIO())


def test_la_commande_donne_le_compte_et_la_derniere_empreinte(cinq_lignes):
    sortie = StringIO()
    call_command("verifier_journal", chaine="actes", stdout=sortie)
    assert "5\u00a0lignes" in sortie.getvalue()
    assert verifier(Chaine.ACTES).derniere_empreinte in sortie.getvalue()


def test_sans_ancre_la_commande_dit_que_la_fin_n_est_pas_attestee(cinq_lignes):
    sortie = StringIO()
    call_command("verifier_journal", chaine="actes", stdout=sortie)
    assert "aucune ancre\u00a0: la fin du journal n’est attestée qu’à partir de la première" in sortie.getvalue()


def test_la_commande_dit_jusqu_a_quand_la_fin_est_attestee(cinq_lignes):
    ancres.ancrer(INSTANT)
    sortie = StringIO()
    call_command("verifier_journal", chaine="actes", stdout=sortie)
    assert "la fin du journal est attestée jusqu’au 28\u00a0mai 2026 à 11\u00a0h\u00a000" in sortie.getvalue()
