"""A lost second factor: two agents remove it, in time; nobody confirms their own request, nor their own factor."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amihr import horloge
from amihr.comptes.actes import desactiver, revoquer
from amihr.comptes.models import Recuperation, Role
from amihr.comptes.recuperation import annuler, confirmer, demander, jeton_d_opposition, s_opposer
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier, Etat
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from tests.fabriques.comptes import MOT_DE_PASSE, PersonneFactory, code_totp, connecter
from tests.fabriques.editions import PENDANT
from tests.fils import ensemble
from tests.pages import mots_de

FAITS = {"motif": "Téléphone volé", "verification": "en_personne"}
DEUX_JOURS = timedelta(hours=48)


@pytest.fixture
def ines():
    return PersonneFactory(courriel="ines@exemple.fr", roles=[Role.AGENT], totp=True)


@pytest.fixture
def paul():
    """Somebody with duties who lost their second factor."""
    return PersonneFactory(courriel="paul@exemple.fr", roles=[Role.ADMINISTRATEUR], totp=True)


@pytest.fixture
def demande(paul, agnes, ines):
    return demander("Paul@exemple.fr ", par=agnes, **FAITS)


def refus(acte, *args, **options):
    with pytest.raises(ActeRefuse) as leve:
        acte(*args, **options)
    return leve.value.code


def est_intact(personne):
    return personne.authenticator_set.count() == 2 and not Recuperation.objects.exclude(confirmee_le=None).exists()


# --- Asking
def test_seul_un_agent_demande(paul, agnes, ines, adam, alice):
    for personne in (adam, alice):
        assert refus(demander, paul.courriel, par=personne, **FAITS) == "recuperation_reservee"


@pytest.mark.parametrize(
    "champs", [{"motif": " "}, {"verification": "autre"}, {"verification": "autre", "precision": " "}]
)
def test_une_demande_dit_pourquoi_et_comment(paul, agnes, ines, champs):
    assert refus(demander, paul.courriel, par=agnes, **(FAITS | champs)) == "recuperation_sans_motif"


def test_personne_ne_demande_pour_soi(agnes, ines):
    PersonneFactory(roles=[Role.AGENT])
    assert refus(demander, agnes.courriel, par=agnes, **FAITS) == "recuperation_de_soi"


def test_rien_a_retirer_rien_a_demander(agnes, ines, alice, paul):
    for courriel in (alice.courriel, "inconnue@exemple.fr"):
        assert refus(demander, courriel, par=agnes, **FAITS) == "recuperation_sans_objet"
    type(paul).objects.filter(pk=paul.pk).update(est_active=False)
    assert refus(demander, paul.courriel, par=agnes, **FAITS) == "recuperation_sans_objet"


def test_un_agent_seul_apprend_qu_il_en_faut_un_autre(paul, agnes):
    assert refus(demander, paul.courriel, par=agnes, **FAITS) == "recuperation_agent_seul"
    PersonneFactory(roles=[Role.AGENT], est_active=False)
    assert refus(demander, paul.courriel, par=agnes, **FAITS) == "recuperation_agent_seul"


def test_l_agent_qui_a_perdu_le_sien_n_est_pas_le_second(agnes, ines):
    assert refus(demander, ines.courriel, par=agnes, **FAITS) == "recuperation_agent_seul"


def test_une_seule_demande_a_la_fois(demande, agnes, ines, paul):
    assert refus(demander, paul.courriel, par=ines, **FAITS) == "recuperation_deja_demandee"
    annuler(demande, par=agnes)
    assert demander(paul.courriel, par=ines, **FAITS).demandee_par == ines


def test_une_demande_ne_change_rien_et_s_annonce(demande, paul, client, mailoutbox):
    connecter(client, paul)
    assert client.get("/compte/").status_code == 200
    assert est_intact(paul)
    expedier(horloge.maintenant())
    assert mailoutbox[0].to == ["paul@exemple.fr"]
    assert f"/compte/recuperation/{jeton_d_opposition(demande)}/" in mailoutbox[0].body
    entree = EntreeJournal.objects.get(evenement="second_facteur.recuperation_demandee")
    assert entree.faits == {"demande": str(demande.pk), "verification": "en_personne"}


# --- Confirming
def test_personne_ne_confirme_sa_demande(demande, agnes, paul):
    assert refus(confirmer, demande, par=agnes) == "recuperation_par_soi"
    assert est_intact(paul)


def test_la_personne_concernee_ne_confirme_pas(agnes, ines):
    nora = PersonneFactory(roles=[Role.AGENT], totp=True)
    demande = demander(ines.courriel, par=agnes, **FAITS)
    assert refus(confirmer, demande, par=ines) == "recuperation_de_soi"
    assert est_intact(ines)
    confirmer(demande, par=nora)
    assert not ines.authenticator_set.exists()


def test_un_administrateur_ne_confirme_pas(demande, adam, paul):
    assert refus(confirmer, demande, par=adam) == "recuperation_reservee"
    assert est_intact(paul)


def test_un_agent_qui_ne_l_est_plus_ne_confirme_ni_n_a_demande(demande, agnes, ines, adam, paul):
    nora = PersonneFactory(roles=[Role.AGENT])
    revoquer(ines, Role.AGENT, par=adam)
    assert refus(confirmer, demande, par=ines) == "recuperation_reservee"
    desactiver(agnes, par=adam)
    assert refus(confirmer, demande, par=nora) == "recuperation_demandeur_parti"
    assert est_intact(paul)


def test_la_base_refuse_aussi_une_seule_personne(demande, agnes, ines, paul):
    for champs in (
        {"confirmee_par": agnes, "confirmee_le": demande.demandee_le},
        {"confirmee_par": paul, "confirmee_le": demande.demandee_le},
        {"confirmee_par": ines, "confirmee_le": demande.expire_le},
        {"demandee_par": ines},
        {"expire_le": demande.expire_le + DEUX_JOURS},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recuperation.objects.filter(pk=demande.pk).update(**champs)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recuperation.objects.filter(pk=demande.pk).delete()


def test_une_fin_est_la_derniere(demande, ines):
    confirmer(demande, par=ines)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recuperation.objects.filter(pk=demande.pk).update(confirmee_par=None, confirmee_le=None)


def test_le_delai_est_celui_de_l_horloge(paul, agnes, ines):
    with horloge.a(PENDANT):
        demande = demander(paul.courriel, par=agnes, **FAITS)
    with horloge.a(PENDANT + DEUX_JOURS):
        assert refus(confirmer, demande, par=ines) == "recuperation_expiree"
        assert refus(annuler, demande, par=agnes) == "recuperation_expiree"
        assert demander(paul.courriel, par=ines, **FAITS)
    assert est_intact(paul)


def test_a_la_derniere_seconde_la_demande_vaut_encore(paul, agnes, ines):
    with horloge.a(PENDANT):
        demande = demander(paul.courriel, par=agnes, **FAITS)
    with horloge.a(PENDANT + DEUX_JOURS - timedelta(seconds=1)):
        confirmer(demande, par=ines)
    assert not paul.authenticator_set.exists()


def test_l_etat_d_une_demande_est_le_meme_pour_une_et_pour_toutes(paul, agnes, ines):
    with horloge.a(PENDANT):
        demande = demander(paul.courriel, par=agnes, **FAITS)
    for instant in (PENDANT, PENDANT + DEUX_JOURS - timedelta(microseconds=1), PENDANT + DEUX_JOURS):
        une = demande.etat(instant) == "en_attente"
        assert Recuperation.objects.en_attente(instant).exists() == une, instant


def test_deux_agents_retirent_le_second_facteur(demande, ines, paul, client, mailoutbox):
    connecter(client, paul)
    assert client.get("/compte/").status_code == 200
    confirmer(demande, par=ines)
    assert not paul.authenticator_set.exists()
    assert client.get("/compte/").url.startswith("/compte/connexion/")
    expedier(horloge.maintenant())
    assert "réinitialisée" in mailoutbox[-1].subject
    entree = EntreeJournal.objects.get(evenement="second_facteur.recuperation_confirmee")
    assert (entree.par, entree.objet) == (ines, f"comptes_personne:{paul.pk}")
    assert entree.faits == {"demande": str(demande.pk), "demandee_par": str(demande.demandee_par_id)}


def test_la_personne_en_enregistre_un_autre_en_entrant(demande, ines, paul, client):
    confirmer(demande, par=ines)
    client.post("/compte/connexion/", {"login": paul.courriel, "password": MOT_DE_PASSE})
    assert client.get("/compte/").url == "/compte/double-authentification/"
    page = "/compte/double-authentification/application/"
    client.get(page)
    client.post(page, {"code": code_totp(client.session["mfa.totp.secret"])})
    assert client.get("/compte/").status_code == 200


def test_l_annonce_d_une_demande_finie_ne_part_plus(demande, ines, mailoutbox):
    confirmer(demande, par=ines)
    expedier(horloge.maintenant())
    assert [message.subject[-13:] for message in mailoutbox] == ["réinitialisée"]
    assert Courrier.objects.get(evenement="recuperation_demandee").etat == Etat.ABANDONNE


# --- Cancelling, objecting
@pytest.mark.parametrize("qui", ["agnes", "ines"])
def test_l_un_ou_l_autre_agent_annule(demande, agnes, ines, paul, qui):
    annuler(demande, par={"agnes": agnes, "ines": ines}[qui])
    assert refus(confirmer, demande, par=ines) == "recuperation_annulee"
    assert est_intact(paul)


def test_seul_un_agent_annule(demande, adam, ines):
    assert refus(annuler, demande, par=adam) == "recuperation_reservee"
    confirmer(demande, par=ines)
    assert refus(annuler, demande, par=ines) == "recuperation_confirmee"


def test_un_lien_forge_n_existe_pas(demande, client):
    jeton = jeton_d_opposition(demande)
    assert client.get(f"/compte/recuperation/{jeton}/").status_code == 200
    for forge in (f"{demande.pk}:abc", str(demande.pk), jeton[:-1] + ("A" if jeton[-1] != "A" else "B")):
        assert client.get(f"/compte/recuperation/{forge}/").status_code == 404


def test_la_personne_s_oppose_sans_se_connecter(demande, client, ines, paul):
    page = f"/compte/recuperation/{jeton_d_opposition(demande)}/"
    assert "M’opposer à cette demande" in mots_de(client.get(page))
    assert Recuperation.objects.get().opposee_le is None
    assert "Votre opposition est enregistrée" in mots_de(client.post(page, follow=True))
    assert refus(confirmer, demande, par=ines) == "recuperation_opposee"
    assert est_intact(paul)


@pytest.mark.parametrize(
    ("fin", "phrase"), [(confirmer, "trop tard pour vous opposer"), (annuler, "annulée par un agent")]
)
def test_apres_la_fin_le_lien_dit_ce_qu_il_en_est(demande, client, ines, fin, phrase):
    fin(demande, par=ines)
    page = f"/compte/recuperation/{jeton_d_opposition(demande)}/"
    assert phrase in mots_de(client.get(page))
    assert client.post(page).status_code == 409
    assert refus(s_opposer, demande).startswith("recuperation_")


# --- Together
@pytest.mark.django_db(transaction=True)
def test_deux_confirmations_a_la_fois_n_en_font_qu_une(demande, ines, paul):
    nora = PersonneFactory(roles=[Role.AGENT])
    issues = ensemble(lambda: confirmer(demande, par=ines), lambda: confirmer(demande, par=nora))
    assert sorted(getattr(issue, "code", "faite") for issue in issues) == ["faite", "recuperation_confirmee"]
    assert EntreeJournal.objects.filter(evenement="second_facteur.recuperation_confirmee").count() == 1


@pytest.mark.django_db(transaction=True)
def test_deux_demandes_a_la_fois_n_en_font_qu_une(paul, agnes, ines):
    issues = ensemble(*(lambda par=par: demander(paul.courriel, par=par, **FAITS) for par in (agnes, ines)))
    assert sorted(getattr(issue, "code", "faite") for issue in issues) == ["faite", "recuperation_deja_demandee"]


@pytest.mark.django_db(transaction=True)
def test_s_opposer_pendant_la_confirmation_donne_une_seule_issue(demande, ines, paul):
    ensemble(lambda: confirmer(demande, par=ines), lambda: s_opposer(demande))
    demande.refresh_from_db()
    assert (demande.confirmee_le is None) != (demande.opposee_le is None)
    assert paul.authenticator_set.exists() == (demande.confirmee_le is None)
