"""A forbidden dossier answers as one that does not exist: same status, same body, same statements (T6)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amihr import horloge
from tests.securite import monde as le_monde
from tests.securite.test_table_des_acces import PAR_ADRESSE, adresse, instant_de, noms_des_arguments, promis

INCONNUE = "ESSAI-2026-ZZZZZZ"
VALEURS = re.compile(r"'[^']*'|\b\d+(\.\d+)?\b|[0-9a-f]{32}")
# Why each of them may not: another's dossier, no signature, a déport, no assignment, an attachment, no role for it, a seal.
REFUSES = [
    ("bruno", "en_evaluation"), ("ancien", "en_evaluation"), ("marc", "en_evaluation"), ("diane", "en_evaluation"),
    ("nora", "en_evaluation"), ("theo", "en_evaluation"), ("ines", "en_evaluation"), ("denis", "en_evaluation"), ("agathe", "en_evaluation"),
    ("adam", "en_evaluation"), ("agnes", "deposee_avant"), ("oscar", "deposee_avant"), ("mona", "recevable"),
]  # fmt: skip
ADRESSES = sorted({nom for nom, _ in PAR_ADRESSE if ":" in nom and "reference" in noms_des_arguments(nom)})


def reponse_et_requetes(monde, qui, methode, chemin):
    """Return the body of a refusal and the shape of each statement that it took."""
    with le_monde.annule():
        le_monde.rafraichir_les_sessions()
        with CaptureQueriesContext(connection) as requetes:
            client = monde.navigateurs[qui]
            reponse = client.get(chemin) if methode == "GET" else client.post(chemin, {"champ": "inconnu"})
    assert reponse.status_code == 404, (qui, methode, chemin)
    return reponse.content, [VALEURS.sub("?", requete["sql"]) for requete in requetes]


@pytest.mark.parametrize("nom", ADRESSES)
def test_un_dossier_interdit_repond_comme_un_dossier_absent(monde, nom):
    compares = 0
    for methode in ("GET", "POST"):
        for qui, situation in REFUSES:
            if (nom, methode) not in PAR_ADRESSE or promis(nom, methode, qui, situation) != {404}:
                continue
            with horloge.a(instant_de(situation)):
                chemin = adresse(monde, nom, situation)
                absent = chemin.replace(monde.dossiers[situation].reference, INCONNUE)
                interdit, inconnu = (reponse_et_requetes(monde, qui, methode, c) for c in (chemin, absent))
            assert interdit[0] == inconnu[0]
            assert interdit[1] == inconnu[1]
            compares += 1
    assert compares
