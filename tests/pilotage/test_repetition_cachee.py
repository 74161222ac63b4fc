"""A rehearsal is nobody's but those who play it: no page, no verification, no mail, no publication."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from amihr import horloge
from amihr.comptes.actes import creer_personne
from amihr.comptes.models import Role
from amihr.courrier.boite import expedier, poster, regler
from amihr.courrier.models import Courrier
from amihr.courrier.models import Etat as EtatDuCourrier
from amihr.editions.conduite import mettre_en_avant
from amihr.editions.models import Edition
from amihr.editions.repetitions import existe_pour, retenue_des_courriers
from amihr.habilitations.models import Public
from amihr.pilotage.redaction import suivante
from amihr.pilotage.repetition import courriers, preparer
from amihr.socle.refus import ActeRefuse
from candidatures.actes import saisie
from candidatures.lectures import depot_par_code
from candidatures.lectures.registre import sirens_a_verifier
from candidatures.models import Depot
from evaluation.actes.decision import publier
from evaluation.models import Decision
from tests.fabriques.candidatures import CandidatureFactory, asseoir, signer_nda
from tests.fabriques.catalogue import labelliser
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.pages import texte_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
PUBLIQUES = ("", "reglement/", "criteres/", "calendrier/", "eligibilite/", "questions/", "trame/", "calendrier.ics")
COMMUNES = ("/", "/plan-du-site/", "/sitemap.xml", "/catalogue/", "/catalogue.atom", "/catalogue.json", "/actualites/")


# --- What it cannot become ---------------------------------------------------------------------------------


def test_la_base_refuse_qu_un_appel_devienne_une_repetition_ou_l_inverse(en_repetition, edition):
    for une in (edition, en_repetition.edition):
        with pytest.raises(DatabaseError, match="never becomes"), transaction.atomic():
            Edition.objects.filter(pk=une.pk).update(est_repetition=not une.est_repetition)


def test_un_dossier_ne_passe_pas_d_un_appel_a_une_repetition(en_repetition, depose):
    with pytest.raises(DatabaseError, match="stays in its own"), transaction.atomic():
        Edition.objects.get(pk=depose.edition_id).candidatures.update(edition=en_repetition.edition)


def test_une_repetition_ne_se_met_jamais_en_avant(en_repetition, agnes):
    with pytest.raises(ActeRefuse, match="repetition_jamais_publique"):
        mettre_en_avant(en_repetition.edition, par=agnes)
    Edition.objects.filter(est_courante=True).update(est_courante=False)
    with pytest.raises(DatabaseError, match="repetition_jamais_courante"), transaction.atomic():
        Edition.objects.filter(pk=en_repetition.edition_id).update(est_courante=True)


def test_une_repetition_ne_se_repete_ni_ne_se_prolonge_en_edition(en_repetition, agnes):
    ici, jours = en_repetition.edition, dict.fromkeys(("jour", "ouverture", "cloture", "commission"))
    with pytest.raises(ActeRefuse, match="repetition_sans_suite"):
        suivante(ici, nom="Autre", sous_titre="x", annee=2030, prefixe_reference="X", **jours)
    with pytest.raises(ActeRefuse, match="repetition_sans_suite"):
        preparer(ici, scene="ouvert", nombre=1, par=agnes)


def test_rien_ne_s_en_publie(en_repetition, agnes):
    label = labelliser(en_repetition.edition, publication_le=None)
    with pytest.raises(ActeRefuse, match="repetition_jamais_publique"):
        publier(en_repetition.edition, [label.candidature.reference], par=agnes)
    with pytest.raises(DatabaseError, match="Nothing of a rehearsal"), transaction.atomic():
        Decision.objects.filter(candidature__label=label).update(publication_le=horloge.maintenant())


def test_un_label_de_repetition_ne_se_verifie_pas(client, en_repetition):
    label = labelliser(en_repetition.edition, publication_le=None)
    pages = [client.get(f"/verifier/{code}/") for code in (label.code, "22222222")]
    assert [page.status_code for page in pages] == [pages[1].status_code] * 2
    assert label.solution not in pages[0].content.decode()
    assert client.get(f"/macaron/{label.code}.svg").status_code == 404


@pytest.mark.parametrize("role", [Role.AGENT, Role.OPERATEUR])
def test_personne_de_la_region_n_y_depose(en_repetition, role):
    with pytest.raises(ActeRefuse, match="juge_et_partie"):
        saisie.commencer(en_repetition.edition, par=personne("Zoé", roles=[role]))


# --- Who knows of it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "existe"),
    [(None, False), (Role.ADMINISTRATEUR, False), (Role.DPO, False), (Role.GROUPEMENT, False), (Role.AGENT, True),
     (Role.OPERATEUR, True)],
)  # fmt: skip
def test_elle_existe_pour_les_agents_et_l_operateur_seulement(en_repetition, role, existe):
    qui = personne("Zoé", roles=[role] if role else [], totp=True)
    assert existe_pour(qui, en_repetition.edition, horloge.maintenant()) is existe


def test_elle_existe_pour_ses_propres_membres_seulement(en_repetition, edition):
    assis = [personne(prenom, totp=True) for prenom in ("Ici", "Ailleurs")]
    for qui, ou in zip(assis, (en_repetition.edition, edition), strict=True):
        asseoir(qui, ou)
    assert [existe_pour(qui, en_repetition.edition, horloge.maintenant()) for qui in assis] == [True, False]


def test_aucune_page_de_la_repetition_pour_le_public(client, en_repetition, agnes):
    adresses = [f"/editions/repetition/{page}" for page in PUBLIQUES]
    assert {client.get(adresse).status_code for adresse in adresses} == {404}
    connecter(client, PersonneFactory())
    assert {client.get(adresse).status_code for adresse in adresses} == {404}
    connecter(client, agnes)
    assert {client.get(adresse).status_code for adresse in adresses} == {200}


def test_chaque_page_dit_que_rien_n_y_est_reel(client, en_repetition, agnes):
    signer_nda(agnes, en_repetition.edition, Public.AGENT)
    connecter(client, agnes)
    for page in ("", "region/", "region/edition/"):
        assert "dossiers fictifs, rien n’est public" in client.get(f"/editions/repetition/{page}").content.decode()
        assert "dossiers fictifs, rien n’est public" not in client.get(f"/{page}").content.decode()


def test_rien_de_public_ne_la_nomme(client, en_repetition):
    CandidatureFactory(edition=en_repetition.edition, deposee=True, titre="Canari")
    for adresse in COMMUNES:
        page = client.get(adresse).content.decode()
        assert [mot for mot in ("repetition", "Répétition", "Canari") if mot in page] == [], adresse


def test_un_depot_de_repetition_ne_se_verifie_pas(client, en_repetition, depose):
    depot = Depot.objects.get(candidature=CandidatureFactory(edition=en_repetition.edition, deposee=True))
    assert depot_par_code(depose.depots.get().code) is not None
    assert depot_par_code(depot.code) is None


def test_le_registre_des_entreprises_n_en_sait_rien(en_repetition, edition):
    CandidatureFactory(edition=en_repetition.edition, deposee=True)
    assert sirens_a_verifier(horloge.maintenant()) == []
    CandidatureFactory(edition=edition, deposee=True)
    assert len(sirens_a_verifier(horloge.maintenant())) == 1


# --- Its mails ---------------------------------------------------------------------------------------------


@pytest.fixture
def retenu(en_repetition):
    membre = asseoir(personne("Mona", totp=True), en_repetition.edition)
    return poster("invitation_commission", objet=membre, a=[membre.personne])[0]


def test_un_courriel_de_repetition_ne_part_jamais(retenu, en_repetition, agnes):
    expedier(horloge.maintenant() + timedelta(days=4))
    retenu.refresh_from_db()
    assert (mail.outbox, retenu.etat, list(courriers(en_repetition.edition))) == ([], EtatDuCourrier.RETENU, [retenu])
    with pytest.raises(ActeRefuse, match="courrier_deja_regle"):
        regler(retenu, par=agnes, renvoyer=True)


def test_la_base_refuse_qu_un_courriel_retenu_devienne_a_envoyer(retenu):
    with pytest.raises(DatabaseError, match="courrier_retenu_pour_toujours"), transaction.atomic():
        Courrier.objects.filter(pk=retenu.pk).update(etat=EtatDuCourrier.A_ENVOYER)


def test_le_mot_de_passe_oublie_d_un_figurant_ne_part_pas(client, en_repetition):
    figurant = creer_personne("figurant-1@repetition-1.invalid", "Figurant", "Numéro 1")
    client.post("/compte/mot-de-passe/oubli/", {"email": figurant.courriel})
    assert Courrier.objects.get(personne=figurant).etat == EtatDuCourrier.RETENU


def test_les_courriels_d_un_veritable_appel_partent_toujours(en_repetition, edition, depose):
    assert [retenue_des_courriers(chose) for chose in (edition, depose, "envoi:1", None)] == ["", "", "", ""]
    assert retenue_des_courriers(en_repetition.edition) == f"editions_edition:{en_repetition.edition_id}"


def test_un_abonnement_demande_sur_une_page_de_la_repetition_est_retenu(client, en_repetition, agnes):
    connecter(client, agnes).post("/editions/repetition/actualites/abonnement/", {"courriel": "quelqu.un@exemple.fr"})
    assert Courrier.objects.get(evenement="abonnement_a_confirmer").etat == EtatDuCourrier.RETENU


def test_le_texte_d_un_courriel_retenu_se_lit_la_et_nulle_part_ailleurs(client, retenu, en_repetition, agnes):
    signer_nda(agnes, en_repetition.edition, Public.AGENT)
    page = f"region/edition/repetition/courriers/{retenu.pk}/"
    connecter(client, agnes)
    assert (client.get(f"/{page}").status_code, client.get("/region/edition/repetition/courriers/").status_code) == (
        404,
        404,
    )
    assert "Vous êtes membre de la commission" in texte_de(client.get(f"/editions/repetition/{page}"))
    assert "Retenu" in texte_de(client.get("/editions/repetition/region/edition/repetition/courriers/"))
