"""What staff reads among « À vérifier »: the register, the video, an institute's document, the consortium."""

import copy

import pytest

from candidatures.acces import Action, dossiers_accessibles
from candidatures.lectures import reperes
from candidatures.models import Depot, MembreConsortium, Releve, Structure
from candidatures.regles.formulaire import questions_par_role, valeur_du_role
from tests.externes import rejeu
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT, REPONSES
from tests.pages import mots_de

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clos(apres):
    return apres


def dits(personne, dossier):
    return [repere.texte for repere in reperes(personne, dossier.edition, [dossier])[dossier.pk]]


def dire(siren=rejeu.ACTIVE, **champs):
    Releve.objects.create(**{"siren": siren, "releve_le": PENDANT, "est_connu": True, "est_active": True, **champs})


def test_un_siren_sans_reponse_de_l_annuaire_est_non_verifie(agnes, depose):
    assert any("non vérifié auprès de l’Annuaire" in dit for dit in dits(agnes, depose))


def test_une_entreprise_active_en_france_ne_laisse_rien_a_verifier(agnes, depose):
    dire()
    assert not any("Annuaire" in dit for dit in dits(agnes, depose))


@pytest.mark.parametrize(
    ("champs", "mot"),
    [({"est_active": False}, "fermée"), ({"pays": "ALLEMAGNE"}, "ALLEMAGNE"), ({"est_connu": False}, "ne trouve pas")],
)
def test_ce_que_l_annuaire_signale_se_lit_avec_sa_date(agnes, depose, champs, mot):
    dire(**champs)
    (dit,) = [dit for dit in dits(agnes, depose) if "Annuaire" in dit]
    assert mot in dit
    assert "Réponse du 4\u00a0mai 2026" in dit


def test_les_membres_du_consortium_sont_des_structures(agnes, depose):
    dire()
    depot = Depot.objects.get(candidature=depose)
    argile = Structure.objects.create(denomination="Argile", siren=rejeu.FERMEE)
    MembreConsortium.objects.create(depot=depot, structure=argile, ordre=1)
    dire(rejeu.FERMEE, est_active=False)
    (dit,) = [dit for dit in dits(agnes, depose) if "Annuaire" in dit]
    assert dit.startswith("Membre du consortium, Argile")


def cites(personne, dossier):
    trouves = reperes(personne, dossier.edition, [dossier])[dossier.pk]
    return [repere.reference for repere in trouves if "vidéo" in repere.texte]


def test_la_meme_video_cite_l_autre_dossier(agnes, edition, depose):
    autre = CandidatureFactory(edition=edition, deposee=True)
    ailleurs = REPONSES | {"video": {"video": "https://videos.example.org/autre"}}
    CandidatureFactory(edition=edition, deposee=True, reponses=ailleurs)
    assert cites(agnes, depose) == [autre.reference]


def test_un_dossier_que_l_agent_ne_peut_pas_lire_n_est_pas_cite_pour_sa_video(agnes, edition, depose):
    autre = CandidatureFactory(edition=edition, deposee=True)
    assert cites(agnes, depose) == [autre.reference]
    deporter(agnes, autre)
    assert not dossiers_accessibles(agnes, Action.LIRE_ADMINISTRATIF).filter(pk=autre.pk).exists()
    assert cites(agnes, depose) == []


@pytest.mark.parametrize("code", ["video", "demonstration"])
def test_une_version_dit_son_lien_par_son_propre_formulaire(edition, code):
    formulaire = copy.deepcopy(edition.formulaire)
    slug, question = questions_par_role(formulaire)["video"]
    question["code"] = code
    edition.formulaire = formulaire
    edition.save(update_fields=["formulaire"])
    reponses = REPONSES | {slug: {code: "https://videos.example.org/une"}}
    depot = CandidatureFactory(edition=edition, deposee=True, reponses=reponses).depots.get()
    assert depot.video == valeur_du_role(depot.formulaire, depot.contenu, "video") == "https://videos.example.org/une"


@pytest.mark.parametrize("video", [{}, {"video": ""}, {"video": None}])
def test_une_version_sans_lien_en_dit_un_vide(edition, video):
    sans = CandidatureFactory(edition=edition, deposee=True, reponses=REPONSES | {"video": video})
    assert sans.depots.get().video == ""


def test_un_formulaire_sans_question_de_video_n_a_pas_de_lien(edition):
    formulaire = copy.deepcopy(edition.formulaire)
    _, question = questions_par_role(formulaire)["video"]
    del question["role"]
    edition.formulaire = formulaire
    edition.save(update_fields=["formulaire"])
    assert CandidatureFactory(edition=edition, deposee=True).depots.get().video == ""


@pytest.mark.parametrize(("jour", "dite"), [("2099-03-15", True), ("2024-03-15", False)])
def test_une_date_a_venir_le_jour_du_depot_est_signalee(agnes, edition, jour, dite):
    formulaire = copy.deepcopy(edition.formulaire)
    slug, question = (
        "solution",
        {"code": "deploye", "role": "date_de_deploiement", "libelle": "Déployée", "type": "date"},
    )
    next(partie for partie in formulaire["parties"] if partie["slug"] == slug)["questions"].append(question)
    edition.formulaire = formulaire
    edition.save(update_fields=["formulaire"])
    reponses = REPONSES | {slug: REPONSES[slug] | {"deploye": jour}}
    dossier = CandidatureFactory(edition=edition, deposee=True, reponses=reponses)
    assert any("n’est pas encore passé" in dit for dit in dits(agnes, dossier)) == dite


def test_la_piece_d_un_institut_est_signalee(agnes, depose):
    assert not any("institut" in dit for dit in dits(agnes, depose))
    Structure.objects.filter(depots__candidature=depose).update(type_structure="institut")
    (dit,) = [dit for dit in dits(agnes, depose) if "institut" in dit]
    assert "Avis Sirene ou statuts" in dit


def test_la_page_du_dossier_le_montre_sans_donner_le_lien(client, agnes, edition, depose):
    CandidatureFactory(edition=edition, deposee=True, titre="Argilomètre")
    connecter(client, agnes)
    page = mots_de(client.get(f"/region/candidatures/{depose.reference}/"))
    assert "Même lien vers la vidéo que « Argilomètre »" in page
    assert "videos.example.org/canoptere" not in page
