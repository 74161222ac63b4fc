"""What the candidate reads: which version counts, what is not filed, on every page and in every state."""

import re

import pytest

from amihr import horloge
from candidatures.actes import depot as actes
from candidatures.actes import saisie
from candidatures.models import Candidature, Droit, Equipier, Etat
from tests.candidatures.gestes import deposer
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT, REPONSES
from tests.pages import mots_de
from tests.personnages import personne

SOLUTION = REPONSES["solution"]
RESUME = "Compte les arbres et les suit."
DEPOSEE_LE = "déposée le 4 mai 2026 à 10 h 42"
PREMIERE, SECONDE = f"La version 1, {DEPOSEE_LE}, compte.", f"La version 2, {DEPOSEE_LE}, compte."
AUTRES = "Ce que vous avez changé depuis ne compte pas tant que vous n’avez pas déposé de nouveau."
RETIREE = "La candidature est retirée : aucune version déposée ne compte."


@pytest.fixture(autouse=True)
def candidate(client, alice, dossier, pendant):
    connecter(client, alice)


@pytest.fixture
def lire(client, dossier):
    """Read one page of the dossier as its words."""
    return lambda suite="": mots_de(client.get(f"/candidatures/{dossier.reference}/{suite}"))


def changer(dossier, alice, resume=RESUME):
    numero = dossier.sections.get(partie="solution").numero
    saisie.enregistrer(dossier, "solution", {**SOLUTION, "resume": resume}, par=alice, revision=numero)


def enregistrer(client, dossier, **reponses):
    """Save the part as the page does; return what the next page says."""
    numero = dossier.sections.get(partie="solution").numero
    champs = {**SOLUTION, "revision": numero, **reponses}
    return mots_de(client.post(f"/candidatures/{dossier.reference}/solution/", champs, follow=True))


def juger(dossier, etat):
    Candidature.objects.filter(pk=dossier.pk).update(etat=etat)


# --- What a save says ------------------------------------------------------------------------------------------
def test_enregistrer_un_brouillon_dit_que_rien_n_est_depose(client, dossier):
    assert "Brouillon enregistré. Rien n’est déposé." in enregistrer(client, dossier, resume=RESUME)


def test_enregistrer_un_dossier_depose_dit_ce_qui_compte_toujours(client, dossier, alice):
    deposer(dossier, alice)
    page = enregistrer(client, dossier, resume=RESUME)
    assert "Brouillon enregistré. La version 1 compte toujours : ces changements ne sont pas déposés." in page
    assert "Rien n’est déposé" not in page


def test_enregistrer_le_texte_depose_dit_qu_il_est_identique(client, dossier, alice):
    deposer(dossier, alice)
    changer(dossier, alice)
    assert "identique à la version 1, qui est déposée et qui compte" in enregistrer(client, dossier)


def test_une_partie_enregistree_vide_n_est_pas_un_changement(client, dossier, alice, lire):
    deposer(dossier, alice)
    saisie.enregistrer(dossier, "consortium", {"membres": []}, par=alice, revision=1)
    assert "Candidature déposée" in lire("")


def test_enregistrer_une_candidature_retiree_dit_que_rien_ne_compte(client, dossier, alice):
    deposer(dossier, alice)
    actes.retirer(dossier, par=alice)
    assert f"Brouillon enregistré. {RETIREE}" in enregistrer(client, dossier, resume=RESUME)


def test_enregistrer_apres_la_cloture_dit_ce_qui_compte(client, dossier, alice):
    deposer(dossier, alice)
    with horloge.a(APRES):
        connecter(client, alice)
        assert "La version 1 compte toujours : ces changements ne sont pas déposés." in enregistrer(
            client, dossier, resume=RESUME
        )


# --- The check page and the task list ------------------------------------------------------------------------------
def test_un_brouillon_complet_se_verifie_et_se_depose(lire):
    page = lire("verification/")
    assert "Complet, mais non déposé" in page
    assert "acceptez le règlement, puis déposez. Aller au dépôt" in page
    assert "Vérifiez le dossier, puis déposez-le." in lire()


def test_deposee_sans_changement_il_n_y_a_rien_a_deposer(dossier, alice, lire):
    deposer(dossier, alice)
    page = lire("verification/")
    assert f"Candidature déposée {PREMIERE}" in page
    assert "non déposé" not in page
    assert "En déposant, vous acceptez" not in page
    assert "Voir l’accusé de dépôt" in page
    accueil = lire()
    assert "rien n’a changé depuis : vous n’avez rien à déposer" in accueil
    assert "Voir l’accusé de dépôt Relire le dossier" in accueil
    assert "Vérifiez le dossier, puis déposez-le" not in accueil


def test_deposee_puis_changee_les_changements_se_deposent(dossier, alice, lire):
    deposer(dossier, alice)
    changer(dossier, alice)
    page = lire("verification/")
    assert f"Des changements ne sont pas déposés {PREMIERE} {AUTRES}" in page
    assert "En déposant, vous acceptez" in page
    assert "déposez-le de nouveau pour que vos changements comptent" in lire()


def test_deposee_puis_devenue_incomplete_dit_ce_qui_compte(dossier, alice, lire):
    deposer(dossier, alice)
    changer(dossier, alice, resume="")
    assert f"Il manque encore des éléments {PREMIERE} {AUTRES}" in lire("verification/")


def test_retiree_se_depose_de_nouveau(dossier, alice, lire):
    deposer(dossier, alice)
    actes.retirer(dossier, par=alice)
    page = lire("verification/")
    assert f"Candidature retirée {RETIREE}" in page
    assert "En déposant, vous acceptez" in page
    assert RETIREE in lire()


@pytest.mark.parametrize("suite", ["", "verification/"])
def test_qui_ne_peut_pas_deposer_apprend_qui_le_peut(client, dossier, lire, suite):
    idriss = personne("Idriss")
    Equipier.objects.create(candidature=dossier, personne=idriss, droit=Droit.REDIGER, depuis=PENDANT)
    connecter(client, idriss)
    page = lire(suite)
    assert "Votre droit dans l’équipe ne permet pas de déposer : Alice Essai peut le faire." in page
    assert "puis déposez" not in page


@pytest.mark.parametrize("suite", ["", "verification/"])
def test_close_ce_qui_a_change_n_est_pas_examine(client, dossier, alice, lire, suite):
    deposer(dossier, alice)
    changer(dossier, alice)
    with horloge.a(APRES):
        connecter(client, alice)
        page = lire(suite)
    assert f"{PREMIERE} Ce qui a été changé depuis n’est pas déposé et n’est pas examiné." in page


@pytest.mark.parametrize("suite", ["", "verification/", "depots/1/"])
def test_close_une_candidature_retiree_n_a_aucune_version_qui_compte(client, dossier, alice, lire, suite):
    deposer(dossier, alice)
    actes.retirer(dossier, par=alice)
    with horloge.a(APRES):
        connecter(client, alice)
        page = lire(suite)
    assert "ucune version déposée ne compte." in page
    assert "La version 1 compte" not in page
    assert PREMIERE not in page


def test_trop_tard_apres_un_retrait_aucune_version_ne_compte(client, dossier, alice):
    deposer(dossier, alice)
    actes.retirer(dossier, par=alice)
    with horloge.a(APRES):
        connecter(client, alice)
        page = mots_de(client.post(f"/candidatures/{dossier.reference}/deposer/", {"acceptation": "1"}))
    assert RETIREE in page
    assert "Une version déposée compte" not in page


# --- A filed version ----------------------------------------------------------------------------------------------
def test_la_version_qui_compte_le_dit(dossier, alice, lire):
    deposer(dossier, alice)
    page = lire("depots/1/")
    assert "Votre candidature est déposée" in page
    assert "Leur conformité sera examinée après la clôture." in page
    assert "c’est la version 1 qui compte" in page


def test_une_version_remplacee_dit_laquelle_compte(dossier, alice, lire):
    deposer(dossier, alice)
    changer(dossier, alice)
    deposer(dossier, alice)
    page = lire("depots/1/")
    assert f"La version 1 est conservée et ne compte pas. {SECONDE} Voir la version 2" in page
    assert "c’est la version 2 qui compte" in page
    assert "sera examinée" not in page
    assert "c’est la version 2 qui compte" in lire("depots/2/")


def test_apres_un_retrait_aucune_version_ne_compte(dossier, alice, lire):
    deposer(dossier, alice)
    actes.retirer(dossier, par=alice)
    page = lire("depots/1/")
    assert f"La version 1 est conservée et ne compte pas. {RETIREE}" in page
    assert "Tant que vous n’avez pas déposé de nouveau, aucune version ne compte." in page
    assert "qui compte" not in page


@pytest.mark.parametrize(
    ("etat", "suite"),
    [
        (Etat.IRRECEVABLE, "La candidature n’est pas recevable : le motif est dans la décision."),
        (Etat.INELIGIBLE, "La candidature ne remplit pas les conditions : le motif est dans la décision."),
        (Etat.LABELLISEE, "La commission a labellisé la solution."),
        (Etat.NON_LABELLISEE, "La commission n’a pas labellisé la solution."),
    ],
)
def test_une_fois_jugee_la_version_ne_promet_plus_d_examen(client, dossier, alice, lire, etat, suite):
    deposer(dossier, alice)
    juger(dossier, etat)
    with horloge.a(APRES):
        connecter(client, alice)
        page, accueil = lire("depots/1/"), lire()
    assert "sera examinée" not in page
    assert f"{suite} Lire la décision" in page
    assert f"La version 1, {DEPOSEE_LE}, est celle qui a été examinée." in accueil


def test_close_le_dossier_est_examine_sans_dire_ou_il_en_est(client, dossier, alice, lire):
    deposer(dossier, alice)
    with horloge.a(APRES):
        connecter(client, alice)
        pages = set()
        for etat in (Etat.DEPOSEE, Etat.RECEVABLE, Etat.ELIGIBLE, Etat.EN_EVALUATION):
            juger(dossier, etat)
            pages.add(lire("depots/1/"))
    (page,) = pages
    assert "Leur conformité est examinée après la clôture." in page
    assert "sera examinée après la clôture" not in page


# --- After the closing -----------------------------------------------------------------------------------------
def test_apres_la_cloture_aucun_fichier_ne_se_joint_plus(client, dossier):
    assert 'type="file"' in client.get(f"/candidatures/{dossier.reference}/pieces/").content.decode()
    with horloge.a(APRES):
        page = client.get(f"/candidatures/{dossier.reference}/pieces/")
    assert "aucun fichier ne peut plus être joint" in mots_de(page)
    assert 'type="file"' not in page.content.decode()


def test_le_laureat_trouve_son_macaron_de_ses_deux_pages(client, dossier, alice, lire):
    deposer(dossier, alice)
    juger(dossier, Etat.LABELLISEE)
    with horloge.a(APRES):
        assert "Macaron et label" in lire()
        assert "Labellisée" in mots_de(client.get("/candidatures/"))


def test_aucun_identifiant_n_est_donne_deux_fois(client, dossier):
    for partie in dossier.edition.formulaire["parties"]:
        suite = partie["slug"] if partie["questions"] else "pieces"
        page = client.get(f"/candidatures/{dossier.reference}/{suite}/").content.decode()
        identifiants = re.findall(r'\sid="([^"]+)"', page)
        assert len(identifiants) == len(set(identifiants)), suite
