"""An agent of the Région: signs, counts, instructs once the seal is lifted, composes, edits, conducts the call."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from candidatures.models import Candidature
from tests.fabriques.candidatures import CandidatureFactory, asseoir, signer_nda, siren_de
from tests.fabriques.editions import APRES, PENDANT, EditionFactory
from tests.parcours import gestes
from tests.parcours.outils import arrivee, au_clavier, suivre, tient_en_largeur, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
EXAMENS = (("Recevabilité", "Déclarer recevable"), ("Éligibilité", "Viser l’éligibilité"))
DOSSIERS = [("Canoptère", "Orthoselve SAS"), ("Solatuile", "Toitures du Morin"), ("Nappe claire", "Vasque SARL")]


@pytest.fixture
def edition(transactional_db):
    edition = EditionFactory(complete=True, est_courante=True)
    edition.reglages = edition.reglages | {"Q45": {"reprise_heures": 24}}
    edition.save(update_fields=["reglages"])
    edition.textes.create(code="accueil.chapo", contenu="Un appel pour l’imagerie.")
    return edition


@pytest.fixture
def deposees(edition):
    """Three filed candidatures, one draft."""
    CandidatureFactory(edition=edition, titre="Brouillon discret", denomination="Personne")
    return [CandidatureFactory(edition=edition, deposee=True, titre=t, denomination=d) for t, d in DOSSIERS]


@pytest.fixture
def agnes(edition):
    return personne("Agnes", roles=[Role.AGENT], totp=True)


@pytest.fixture
def engagee(agnes, edition):
    """Agnes, once she has signed."""
    signer_nda(agnes, edition, "agent")
    return agnes


def test_sans_engagement_rien_ne_s_ouvre_puis_l_agent_signe(page, entrer, agnes, deposees):
    with horloge.a(APRES):
        entrer("/region/", agnes)
        verifier_page(page, "08-region-a-signer")
        entrer("/region/candidatures/")
        expect(page.get_by_text("Canoptère")).to_have_count(0)
        expect(page.get_by_text("La page demandée s’ouvrira quand vous aurez signé")).to_be_visible()
        verifier_page(page, "08-candidatures-a-signer")
        suivre(page.get_by_role("link", name="Signer cet engagement"))
        page.get_by_label("Votre prénom et votre nom").fill(agnes.nom_complet)
        suivre(page.get_by_role("button", name="Signer l’engagement"))
        entrer("/region/candidatures/")
        expect(page.get_by_role("link", name="Canoptère")).to_be_visible()


def test_avant_la_cloture_des_nombres_et_rien_d_autre(page, entrer, engagee, deposees):
    with horloge.a(PENDANT):
        entrer("/region/", engagee)
        expect(page.locator("main")).not_to_contain_text("Canoptère")
        verifier_page(page, "08-region-scellee")
        entrer("/region/candidatures/")
        expect(page.locator("main")).not_to_contain_text("Canoptère")
        verifier_page(page, "08-candidatures-scellees")


def test_apres_la_cloture_l_agent_instruit_point_par_point(page, entrer, engagee, deposees, puits):
    with horloge.a(APRES):
        entrer("/region/", engagee)
        verifier_page(page, "08-region")
        suivre(page.get_by_role("link", name="Vérifier la recevabilité"))
        verifier_page(page, "08-candidatures")
        instruire(page, "Canoptère")
        declarer_irrecevable(page, "Nappe claire")
        gestes.travailler()
        (lettre,) = [r for r in puits.recus if "recevabilité" in r["Subject"]]
        assert lettre.destinataires == [deposees[2].equipe()[0].courriel]
        entrer("/region/candidatures/")
        suivre(page.get_by_role("link", name="Mettre les dossiers éligibles devant la commission"))
        suivre(page.get_by_role("button", name=re.compile("devant la commission$")))
        assert Candidature.objects.get(titre="Canoptère").etat == "en_evaluation"
        verifier_page(page, "08-candidatures-apres")
        entrer("/region/envois/")
        verifier_page(page, "08-envois")


def instruire(page, titre):
    """Recevabilité, then éligibilité, all in order."""
    suivre(page.get_by_role("link", name=titre))
    verifier_page(page, "08-candidature")
    for examen, bouton in EXAMENS:
        suivre(page.get_by_role("link", name=re.compile(f"^{examen}")))
        for conforme in page.get_by_label("Conforme", exact=True).all():
            conforme.check()
        verifier_page(page, f"08-examen-{examen[0]}")
        suivre(page.get_by_role("button", name=bouton))


def declarer_irrecevable(page, titre):
    suivre(page.get_by_role("navigation").get_by_role("link", name="Candidatures").first)
    suivre(page.get_by_role("link", name=titre))
    suivre(page.get_by_role("link", name=re.compile("^Recevabilité")))
    expect(page.get_by_label("Raison").first).to_be_hidden()
    page.get_by_label("Non conforme").first.check()
    suivre(page.get_by_role("button", name="Déclarer irrecevable"))
    expect(page).to_have_title(re.compile("^Erreur"))
    verifier_page(page, "08-examen-erreurs")
    page.get_by_label("Raison").first.fill("Le fichier joint n’est pas une attestation.")
    page.get_by_label("Motif communiqué").fill("L’attestation fiscale manque.")
    page.get_by_label("sans voies ni délais de recours").check()
    suivre(page.get_by_role("button", name="Déclarer irrecevable"))
    expect(page.get_by_text("Un courriel part aussitôt à toute l’équipe")).to_be_visible()
    verifier_page(page, "08-conclure-confirmer")
    suivre(page.get_by_role("button", name="et l’annoncer"))
    expect(page.get_by_text("la conclusion défavorable est enregistrée")).to_be_visible()


def test_instruire_au_telephone_sans_javascript(telephone, entrer, engagee, deposees):
    with horloge.a(APRES):
        entrer("/region/candidatures/", engagee, telephone)
        suivre(telephone.get_by_role("link", name="Canoptère"))
        for examen, bouton in EXAMENS:
            suivre(telephone.get_by_role("link", name=re.compile(f"^{examen}")))
            tient_en_largeur(telephone)
            for conforme in telephone.get_by_label("Conforme", exact=True).all():
                conforme.check()
            suivre(telephone.get_by_role("button", name=bouton))
    assert Candidature.objects.get(titre="Canoptère").etat == "eligible"


def test_refuser_au_telephone_sans_javascript(telephone, entrer, engagee, deposees):
    with horloge.a(APRES):
        entrer("/region/candidatures/", engagee, telephone)
        suivre(telephone.get_by_role("link", name="Nappe claire"))
        suivre(telephone.get_by_role("link", name=re.compile("^Recevabilité")))
        telephone.get_by_label("Non conforme").first.check()
        suivre(telephone.get_by_role("button", name="Déclarer irrecevable"))
        expect(telephone).to_have_title(re.compile("^Erreur"))
        tient_en_largeur(telephone)
        telephone.get_by_label("Raison").first.fill("Le fichier joint n’est pas une attestation.")
        telephone.get_by_label("Motif communiqué").fill("L’attestation fiscale manque.")
        telephone.get_by_label("sans voies ni délais de recours").check()
        suivre(telephone.get_by_role("button", name="Déclarer irrecevable"))
        tient_en_largeur(telephone)
        suivre(telephone.get_by_role("button", name="et l’annoncer"))
    assert Candidature.objects.get(titre="Nappe claire").etat == "irrecevable"


def test_instruire_au_clavier_seul(page, entrer, engagee, deposees):
    with horloge.a(APRES):
        entrer("/region/candidatures/", engagee)
        presser_entree(page, page.get_by_role("link", name="Canoptère"))
        presser_entree(page, page.get_by_role("link", name=re.compile("^Recevabilité")))
        conformes = page.get_by_label("Conforme", exact=True).all()
        for conforme in conformes:
            au_clavier(page, conforme)
            page.keyboard.press("Space")
            expect(conforme).to_be_checked()
        presser_entree(page, page.get_by_role("button", name="Déclarer recevable"))
    assert len(conformes) > 1
    assert Candidature.objects.get(titre="Canoptère").etat == "recevable"


def presser_entree(page, cible):
    au_clavier(page, cible)
    with arrivee(page):
        page.keyboard.press("Enter")


def test_nommer_un_membre_l_invite(page, entrer, engagee, puits):
    with horloge.a(PENDANT):
        entrer("/region/commission/", engagee)
        verifier_page(page, "08-commission-vide")
        suivre(page.get_by_role("link", name="Nommer un membre"))
        suivre(page.get_by_role("button", name="Nommer ce membre"))
        verifier_page(page, "08-nommer-erreurs")
        page.get_by_label("Adresse de courriel").fill("nina@exemple.fr")
        page.get_by_label("Prénom").fill("Nina")
        page.get_by_label("Nom", exact=True).fill("Roy")
        page.get_by_label("Experts").check()
        suivre(page.get_by_role("button", name="Nommer ce membre"))
        expect(page.get_by_text("Nina Roy", exact=True)).to_be_visible()
        verifier_page(page, "08-commission")
        gestes.travailler()
        assert puits.destinataires() == ["nina@exemple.fr"]
        entrer("/region/commission/engagements/")
        verifier_page(page, "08-engagements")


def test_conduire_l_appel(page, entrer, engagee, racine):
    with horloge.a(PENDANT):
        entrer("/region/edition/", engagee)
        verifier_page(page, "08-edition")
        suivre(page.get_by_role("button", name="Reporter la clôture"))
        verifier_page(page, "08-edition-erreur")
        page.get_by_label("Dernier jour").fill("2026-05-18")
        suivre(page.get_by_role("button", name="Reporter la clôture"))
        verifier_page(page, "08-reporter")
        suivre(page.get_by_role("button", name="Reporter la clôture"))
        expect(page.get_by_text("18\u00a0mai 2026 à 23\u00a0h\u00a059").first).to_be_visible()
        suivre(page.get_by_role("link", name="Suspendre l’appel"))
        verifier_page(page, "08-suspendre")
        suivre(page.get_by_role("button", name="Suspendre l’appel"))
        verifier_page(page, "08-edition-suspendue")
        page.goto(racine)
        verifier_page(page, "01-accueil-suspendu")
        entrer("/region/edition/reprendre/")
        suivre(page.get_by_role("button", name="Reprendre l’appel"))
        expect(page.get_by_role("link", name="Suspendre l’appel")).to_be_visible()


def test_modifier_un_texte_apres_l_avoir_vu(page, entrer, engagee, racine):
    with horloge.a(PENDANT):
        entrer("/region/edition/textes/accueil.chapo/", engagee)
        page.locator("[name='contenu']").fill("Un appel pour les images du ciel.")
        suivre(page.get_by_role("button", name="Voir l’aperçu"))
        assert page.locator(".repere").inner_text() == "Un appel pour les images du ciel."
        verifier_page(page, "08-texte")
        suivre(page.get_by_role("button", name="Enregistrer le texte"))
        page.goto(racine)
        expect(page.get_by_text("Un appel pour les images du ciel.")).to_be_visible()


def test_publier_une_version_du_reglement(page, entrer, engagee, racine):
    with horloge.a(PENDANT):
        entrer("/region/edition/reglement/", engagee)
        page.get_by_label("Texte du règlement").fill("## A Présentation\nUn appel, pour l’essai.")
        suivre(page.get_by_role("button", name="Relire avant de publier"))
        verifier_page(page, "08-reglement-erreur")
        page.get_by_label("Ce qui change").fill("Le calendrier.")
        suivre(page.get_by_role("button", name="Relire avant de publier"))
        verifier_page(page, "08-reglement-apercu")
        suivre(page.get_by_role("button", name="Publier la version 2"))
        expect(page.get_by_role("link", name="Version 2")).to_be_visible()
        page.goto(f"{racine}/reglement/")
        expect(page.get_by_role("heading", name="A Présentation")).to_be_visible()


def test_l_administrateur_verifie_le_journal(page, entrer, engagee, edition, deposees):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
    with horloge.a(APRES + timedelta(days=1)):
        entrer(f"/region/candidatures/{deposees[0].reference}/", engagee)
        entrer("/region/journal/?chaine=lectures&verifier=1", adam)
        expect(page.get_by_text("intacte")).to_have_count(2)
        verifier_page(page, "08-journal")
        entrer("/region/")
        verifier_page(page, "08-region-administrateur")


def test_trancher_un_lien_trouve(page, entrer, engagee, edition):
    candidature = CandidatureFactory(
        edition=edition, etat="en_evaluation", titre="Canoptère", denomination="Orthoselve"
    )
    lies = [personne("Lea", nom="Voisin"), personne("Noe", nom="Marin")]
    for lie in lies:
        asseoir(lie, edition, siren_employeur=siren_de("Orthoselve"), employeur="Orthoselve Conseil")
    with horloge.a(APRES):
        entrer("/region/", engagee)
        page.get_by_role("link", name="Trancher les liens d’intérêts trouvés").click()
        verifier_page(page, "08-liens")
        page.get_by_role("link", name="Lea Voisin").click()
        page.get_by_role("button", name="Écarter le lien").click()
        verifier_page(page, "08-trancher-erreur")
        page.get_by_label("Raison de votre décision").fill("Homonymie vérifiée auprès de l’employeur.")
        page.get_by_role("button", name="Écarter le lien").click()
        page.get_by_role("link", name="Noe Marin").click()
        verifier_page(page, "08-trancher")
        page.get_by_label("Raison de votre décision").fill("Salarié de la structure candidate.")
        page.get_by_role("button", name="Imposer le déport").click()
        expect(page.get_by_text("Déport imposé par Agnes")).to_be_visible()
        verifier_page(page, "08-liens-tranches")
    assert candidature.deports.get().personne == lies[1]


def test_un_mandat_note_fait_trancher_un_lien(page, entrer, engagee, edition):
    CandidatureFactory(edition=edition, etat="en_evaluation", titre="Canoptère", denomination="Orthoselve")
    asseoir(personne("Lea", nom="Voisin"), edition)
    with horloge.a(APRES):
        entrer("/region/commission/liens/mandats/", engagee)
        verifier_page(page, "08-mandats-des-lecteurs")
        page.get_by_role("link", name="les mandats de Lea Voisin").click()
        page.get_by_role("button", name="Noter ce mandat").click()
        verifier_page(page, "08-mandats-erreur")
        page.get_by_label("SIREN de la structure").fill(siren_de("Orthoselve"))
        page.get_by_label("Nom de la structure").fill("Orthoselve")
        page.get_by_role("button", name="Noter ce mandat").click()
        expect(page.get_by_text("En cours", exact=True)).to_be_visible()
        verifier_page(page, "08-mandats")
        page.get_by_role("link", name="Noter sa fin").click()
        verifier_page(page, "08-mandat-fin")
        entrer("/region/commission/liens/")
        expect(page.get_by_text("Mandat chez Orthoselve")).to_be_visible()
        entrer("/region/commission/engagements/")
        verifier_page(page, "08-engagements-a-signer")
        entrer("/commission/liens/mandats/")
        verifier_page(page, "08-mes-mandats")


def test_un_administrateur_donne_et_reprend_un_role(page, entrer, edition, agnes):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
    entrer("/region/", adam)
    page.get_by_role("link", name="Comptes et rôles").click()
    verifier_page(page, "08-comptes")
    page.get_by_role("link", name="Agnes Essai").click()
    verifier_page(page, "08-compte")
    page.get_by_label("Rôle à attribuer").select_option("dpo")
    page.get_by_role("button", name="Attribuer ce rôle").click()
    verifier_page(page, "08-compte-attribuer")
    page.get_by_role("button", name="Attribuer le rôle").click()
    page.get_by_role("link", name="Révoquer le rôle Agent de la Région").click()
    verifier_page(page, "08-compte-revoquer")
    page.get_by_role("button", name="Révoquer le rôle").click()
    expect(page.get_by_text("Le rôle est révoqué.")).to_be_visible()
    assert set(agnes.attributions.actives().values_list("role", flat=True)) == {"dpo"}
