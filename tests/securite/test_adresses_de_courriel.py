"""An address longer than what is kept of one is refused with a sentence by every form that asks for one, never by a 500."""

import pytest

from amihr.comptes.models import Personne, Role
from amihr.courrier.models import Courrier
from tests.fabriques.comptes import MOT_DE_PASSE, connecter
from tests.pages import mots_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db


def adresse(longueur):
    """A well-formed address of that many characters."""
    domaine = ".".join(["d" * 63] * 3) + ".fr"
    return f"{'a' * (longueur - len(domaine) - 1)}@{domaine}"


TROP = adresse(255)
NOMMER = {"prenom": "Nina", "nom": "Roy"}
CREER = NOMMER | {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE}
FORMULAIRES = [
    ("", "/compte/creer/", "email", CREER),
    ("", "/compte/connexion/", "login", {"password": MOT_DE_PASSE}),
    ("", "/compte/mot-de-passe/oubli/", "email", {}),
    ("", "/actualites/abonnement/", "courriel", {}),
    ("", "/questions/poser/", "courriel", {"texte": "Peut-on déposer à deux ?"}),
    ("alice", "/candidatures/{}/equipe/", "courriel", {"droit": "lire"}),
    ("agnes", "/region/commission/nommer/", "courriel", NOMMER),
    ("agnes", "/region/comptes/double-authentification/demander/", "courriel", {}),
]


@pytest.mark.parametrize(("qui", "chemin", "champ", "suite"), FORMULAIRES, ids=[un[1] for un in FORMULAIRES])
def test_une_adresse_trop_longue_est_refusee_par_une_phrase(
    client, request, dossier, edition, agnes, pendant, qui, chemin, champ, suite
):
    if qui:
        connecter(client, request.getfixturevalue(qui))
    if chemin == "/region/commission/nommer/":
        suite = suite | {"college": edition.colleges.get(code="experts").pk}
    personne("Ines", roles=[Role.AGENT], totp=True)  # somebody to confirm what Agnès asks for
    comptes = Personne.objects.count()
    reponse = client.post(chemin.format(dossier.reference), suite | {champ: TROP})
    assert reponse.status_code == 422
    assert "ne dépasse pas 254 caractères" in mots_de(reponse)
    assert f'value="{TROP}"' in reponse.content.decode()
    assert (Personne.objects.count(), Courrier.objects.count()) == (comptes, 0)


def test_une_adresse_de_254_caracteres_recoit_son_courriel(client, edition, pendant):
    reponse = client.post("/compte/creer/", CREER | {"email": adresse(254)})
    assert reponse.status_code == 302
    assert Courrier.objects.get().destinataire == Personne.objects.get().courriel == adresse(254)
