"""The pages about the call itself, for visitors, teams and staff: axe, both widths, filled and in error."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions import actualites, questions
from amihr.editions.conduite import reporter
from amihr.editions.models import Question
from amihr.editions.reglement import publier_version
from candidatures.actes.partage import partager
from candidatures.models import Section
from candidatures.regles.partage import jeton_du_partage
from tests.fabriques.candidatures import CandidatureFactory, figer, signer_nda
from tests.fabriques.editions import APRES, PENDANT, EditionFactory
from tests.parcours.outils import verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
REGLEMENT = "## A Objet\n\nL’appel cherche des solutions.\n\n## B Candidature\n\n{delai}"


@pytest.fixture
def agnes(edition_2026):
    agnes = personne("Agnes", roles=[Role.AGENT], totp=True)
    signer_nda(edition=edition_2026, personne=agnes, public="agent")
    return agnes


@pytest.fixture
def appel(edition_2026, agnes):
    """A call that has lived: questions answered, news, a règlement that changed, a later closing."""
    with horloge.a(PENDANT):
        publier_version(edition_2026, texte=REGLEMENT.format(delai="Un mois."), changements="Le délai.", par=agnes)
        posee = questions.poser(edition_2026, texte="Et un institut ?", article="B", courriel="qui@exemple.fr")
        for texte in ("Oui.", "Oui, avec un document équivalent au Kbis."):
            questions.publier(posee, enonce="Un institut sans Kbis ?", article="B", texte=texte, par=agnes)
        questions.poser(edition_2026, texte="Faut-il un MVP ?", article="", courriel="qui@exemple.fr")
        actualites.publier(edition_2026, titre="Webinaire jeudi", texte="À 14 h.\n\n- Ouvert à tous", par=agnes)
        return reporter(
            edition_2026, cloture_le=edition_2026.cloture_le + timedelta(days=7), par=agnes, a_ete_lue=lambda e: False
        )


@pytest.fixture
def deux_versions(transactional_db):
    """A candidature filed twice, whose second version says something else."""
    dossier = CandidatureFactory(edition=EditionFactory(complete=True, est_courante=True), deposee=True)
    section = Section.objects.filter(candidature=dossier, partie="solution").first()
    section.contenu = section.contenu | {"resume": "Suivi des arbres et des haies,\n\nen deux paragraphes."}
    section.save()
    figer(dossier)
    return dossier


def regarder(page, entrer, prefixe, chemins, qui=None):
    """Open each page in turn and judge it."""
    for nom, chemin in chemins.items():
        entrer(chemin, qui)
        verifier_page(page, f"{prefixe}-{nom}")


def test_ce_que_lit_un_visiteur(page, entrer, racine, appel):
    arreter = actualites.adresse_pour_se_desabonner(appel, "qui@exemple.fr").removeprefix(racine)
    with horloge.a(PENDANT):
        regarder(page, entrer, "13", {
            "actualites": "/actualites/",
            "abonnement": "/actualites/abonnement/",
            "lien-faux": "/actualites/desabonnement/un-faux/",
            "desabonnement": arreter,
            "questions": "/questions/",
            "poser": "/questions/poser/",
            "reglement": "/reglement/",
            "calendrier": "/calendrier/",
            "trame": "/trame/",
            "simulateur": "/criteres/simulateur/",
        })  # fmt: skip
        entrer("/actualites/abonnement/")
        page.get_by_role("button", name="M’envoyer le lien").click()
        verifier_page(page, "13-abonnement-erreur")


def test_ce_que_lit_une_equipe(page, entrer, deux_versions):
    qui = deux_versions.equipe()[0]
    ici = f"/candidatures/{deux_versions.reference}/"
    with horloge.a(PENDANT):
        lien = partager(deux_versions, pour_qui="Maître Durand, avocate", jours=7, par=qui)
        regarder(page, entrer, "14", {
            "dossier": ici,
            "differences": f"{ici}depots/2/differences/?avec=1",
            "equipe": f"{ici}equipe/",
            "historique": f"{ici}historique/",
            "mes-donnees": "/compte/mes-donnees/",
            "liens": f"{ici}liens/",
            "lecture": f"/candidatures/lecture/{jeton_du_partage(lien.pk)}/",
        }, qui)  # fmt: skip
    with horloge.a(APRES):
        entrer(ici)
        verifier_page(page, "14-dossier-apres")


def test_ce_que_lit_un_agent_avant_la_cloture(page, entrer, appel, agnes):
    en_attente = Question.objects.get(reponses=None)
    with horloge.a(PENDANT):
        regarder(page, entrer, "15", {
            "tableau": "/region/",
            "annonces": "/region/edition/annonces/",
            "pret": "/region/edition/pret/",
            "cloture": "/region/cloture/",
            "actualites": "/region/actualites/",
            "retirer": f"/region/actualites/{appel.actualites.first().reference}/retirer/",
            "questions": "/region/questions/",
            "question": f"/region/questions/{en_attente.reference}/",
        }, agnes)  # fmt: skip
