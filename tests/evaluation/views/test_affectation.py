"""Pages of the sharing: who scores what, the dry run, one dossier; and what a member to whom nothing is given meets: nothing."""

import re
from datetime import timedelta

import pytest

from amihr import horloge
from amihr.courrier.compositeur import compositeur_de
from amihr.courrier.models import Courrier
from candidatures.models import Affectation, Repartition
from evaluation.lectures import tableau
from evaluation.models import Evaluation
from tests.evaluation.views.outils import adresse, champs_de_la_grille
from tests.fabriques.affectation import affecter, restreindre
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.evaluation import devant_la_commission, noter, ouvrir_une_seance, reunir

PAGE = "/region/commission/affectation/"
REGLAGES = {"mode": "equilibre", "geste": "repartir", "lecteurs": 3, "minutes": 100, "lecture": "tous"}
# What no two answers have in common: the token of a form, the seconds left to the session.
VARIABLES = re.compile(r'name="(csrfmiddlewaretoken|cle)" value="[^"]*"|data-session="\d+"')


@pytest.fixture
def dossiers(edition, apres):
    return devant_la_commission(edition, 4)


@pytest.fixture
def gens(edition, dossiers):
    return reunir(edition, dossiers, combien=6)


@pytest.fixture
def agent(client, agnes):
    return connecter(client, agnes)


@pytest.fixture
def membre(client, gens):
    return connecter(client, gens[0])


def texte(reponse):
    return reponse.content.decode().replace("\u00a0", " ")


def test_un_dossier_d_un_autre_ne_se_note_pas_et_se_lit(membre, edition, gens, dossiers):
    restreindre(edition)
    champs = champs_de_la_grille(edition, geste="enregistrer")
    assert membre.post(adresse(dossiers[0]), champs).status_code == 404
    assert not Evaluation.objects.exists()
    assert "confié à d’autres membres" in texte(membre.get(adresse(dossiers[0])))
    affecter(gens[0], dossiers[0])
    assert membre.post(adresse(dossiers[0]), champs).status_code == 302
    assert "Remettre mon évaluation" in texte(membre.get(adresse(dossiers[0])))


def test_ou_la_lecture_est_reservee_aucune_page_ne_dit_qu_un_autre_dossier_existe(membre, edition, gens, dossiers):
    cache = dossiers[3]
    restreindre(edition, reserve_la_lecture=True)
    affecter(gens[0], dossiers[1])
    affecter(gens[1], cache)
    noter(cache, gens[1].sieges.get(), [5, 5, 5, 5])
    seance = ouvrir_une_seance(edition, gens)
    pages = (
        "/commission/",
        "/commission/liens/",
        adresse(dossiers[1]),
        "/commission/seance/",
        f"/commission/seance/{seance.pk}/",
    )
    avec = [VARIABLES.sub("", membre.get(page).content.decode()) for page in pages]
    assert membre.get(adresse(cache)).status_code == 404
    assert [ligne for page in avec for ligne in (cache.titre, cache.reference) if ligne in page] == []
    assert dossiers[1].titre in avec[0]
    type(cache).objects.filter(pk=cache.pk).update(etat="brouillon")
    assert [VARIABLES.sub("", membre.get(page).content.decode()) for page in pages] == avec


def test_le_bureau_ne_compte_que_mes_dossiers(membre, edition, gens, dossiers):
    restreindre(edition)
    affecter(gens[0], dossiers[0], dossiers[1])
    noter(dossiers[0], gens[0].sieges.get(), [4, 4, 4, 4])
    contexte = membre.get("/commission/").context
    assert (contexte["total"], len(contexte["remises"]), len(contexte["taches"])) == (2, 1, 1)
    assert sorted(tache["titre"] for tache in contexte["d_un_autre"]) == sorted(d.titre for d in dossiers[2:])


def test_a_qui_rien_n_est_confie_le_bureau_ne_promet_pas_que_l_evaluation_s_ouvrira(membre, edition, gens, dossiers):
    restreindre(edition)
    affecter(gens[1], *dossiers)
    page = texte(membre.get("/commission/"))
    assert "Aucun dossier ne vous est confié pour l’instant" in page
    assert "quand leur éligibilité sera établie" not in page


def test_ou_la_lecture_est_reservee_qui_arrive_tard_lit_pourquoi_rien_ne_s_ouvre(client, edition, gens, dossiers):
    restreindre(edition, reserve_la_lecture=True)
    affecter(gens[1], *dossiers)
    tardive = PersonneFactory(prenom="Tardive", totp=True)
    asseoir(tardive, edition)
    page = texte(connecter(client, tardive).get("/commission/"))
    assert "Vous lirez ceux" not in page
    assert "lit ceux qui lui sont confiés" in page
    references = [dossier.reference for dossier in dossiers]
    envoi = {"dossiers": references, "tous": "1", "confirme": "oui"}
    page = texte(client.post("/commission/liens/", envoi, follow=True))
    assert "vous pouvez les lire" not in page
    assert f"Aucun lien déclaré avec {len(dossiers)} dossiers. Rien ne s’ouvre à vous" in page
    assert "Aucun dossier ne vous est confié pour l’instant" in page
    assert "quand leur éligibilité sera établie" not in page


def test_ce_qui_s_ouvre_apres_la_declaration_se_compte(client, edition, gens, dossiers):
    restreindre(edition, reserve_la_lecture=True)
    tardive = PersonneFactory(prenom="Tardive", totp=True)
    asseoir(tardive, edition)
    affecter(tardive, dossiers[0])
    references = [dossier.reference for dossier in dossiers]
    connecter(client, tardive)
    envoi = {"dossiers": references, "tous": "1", "confirme": "oui"}
    page = texte(client.post("/commission/liens/", envoi, follow=True))
    assert "vous pouvez en lire 1. Les autres sont confiés à d’autres membres" in page


def test_la_region_voit_qui_n_a_aucun_dossier_et_comment_lui_en_confier(client, agnes, edition, gens, dossiers):
    restreindre(edition)
    affecter(gens[1], *dossiers)
    connecter(client, agnes)
    page = client.get("/region/commission/affectation/")
    assert "Des membres n’ont aucun dossier" in texte(page)
    assert client.get(page.context["equilibrer"]).context["demande"].geste == "repartir"
    for membre in gens[:1] + gens[2:]:
        affecter(membre, dossiers[0])
    assert "Des membres n’ont aucun dossier" not in texte(client.get("/region/commission/affectation/"))


def test_on_passe_d_un_de_ses_dossiers_au_suivant_des_siens(membre, edition, gens, dossiers):
    restreindre(edition)
    affecter(gens[0], dossiers[0], dossiers[2])
    assert membre.get(adresse(dossiers[0])).context["voisins"]["combien"] == 2
    assert membre.get(adresse(dossiers[1])).context["voisins"]["combien"] == 2


def test_en_deliberation_chacun_voit_les_moyennes_et_vote_sur_tout(membre, agnes, edition, gens, dossiers):
    restreindre(edition)
    affecter(gens[1], dossiers[0])
    noter(dossiers[0], gens[1].sieges.get(), [4, 4, 4, 4])
    assert tableau(gens[0], edition).grilles == []
    seance = ouvrir_une_seance(edition, gens)
    assert len(tableau(gens[0], edition).grilles) == 1
    vote = {"dossier": dossiers[0].reference, "choix": "pour"}
    assert membre.post(f"/commission/seance/{seance.pk}/vote/", vote).status_code == 302


def test_un_lecteur_designe_ne_voit_les_notes_qu_apres_les_siennes_meme_en_seance(edition, gens, dossiers):
    restreindre(edition)
    affecter(gens[0], dossiers[0])
    noter(dossiers[0], gens[1].sieges.get(), [4, 4, 4, 4])
    ouvrir_une_seance(edition, gens)
    assert tableau(gens[0], edition).grilles == []
    noter(dossiers[0], gens[0].sieges.get(), [2, 2, 2, 2])
    assert len(tableau(gens[0], edition).grilles) == 2


def test_chaque_champ_de_l_essai_garde_son_etiquette(agent, edition, gens, dossiers):
    """Two forms of one page that carry the same answers once carried the same ids."""
    page = agent.get(f"{PAGE}preparer/", REGLAGES).content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert "Appliquer cette répartition" in page
    assert len(ids) == len(set(ids))


def test_j_ai_pris_connaissance_disparait_puis_revient_quand_mes_dossiers_changent(membre, edition, gens, dossiers):
    assert "pris connaissance" not in texte(membre.get("/commission/"))
    restreindre(edition)
    affecter(gens[0], dossiers[0])
    vu = re.search(r'name="vu" value="([^"]*)"', membre.get("/commission/").content.decode())[1]
    suite = membre.post("/commission/connaissance/", {"vu": vu}, follow=True)
    assert "C’est noté" in texte(suite)
    assert "J’ai pris connaissance" not in texte(suite)
    affecter(gens[0], dossiers[1], instant=horloge.maintenant() + timedelta(minutes=1))
    assert "J’ai pris connaissance" in texte(membre.get("/commission/"))
    assert "viennent de changer" in texte(membre.post("/commission/connaissance/", {"vu": vu}, follow=True))


def test_le_courriel_ne_porte_ni_structure_ni_titre(agent, edition, gens, dossiers):
    apercu = agent.get(f"{PAGE}preparer/", REGLAGES)
    agent.post(f"{PAGE}appliquer/", REGLAGES | {"empreinte": apercu.context["empreinte"]})
    courrier = Courrier.objects.order_by("pk").first()
    message = compositeur_de("dossiers_affectes").composer(courrier, horloge.maintenant())
    ecrit = f"{message.subject} {message.body} {message.alternatives}"
    assert "pris connaissance" in ecrit
    assert [mot for d in dossiers for mot in (d.titre, d.denomination, d.reference) if mot in ecrit] == []


def test_l_apercu_donne_les_dossiers_et_les_heures_sans_rien_ecrire(agent, gens, dossiers):
    page = agent.get(f"{PAGE}preparer/", REGLAGES)
    assert [(charge.apres, charge.duree) for charge in page.context["apercu"].membres] == [(2, "3\u00a0h\u00a020")] * 6
    assert "Appliquer cette répartition" in texte(page)
    assert not Repartition.objects.exists()


def test_la_page_dit_le_meme_nombre_avant_et_apres(agent, gens, dossiers):
    apercu = agent.get(f"{PAGE}preparer/", REGLAGES)
    assert "12 changements par rapport à aujourd’hui, dossier par dossier : 0 lecteur ajouté et 12 retirés" in texte(
        apercu
    )
    envoi = REGLAGES | {"empreinte": apercu.context["empreinte"]}
    faite = texte(agent.post(f"{PAGE}appliquer/", envoi, follow=True))
    assert "La répartition est appliquée : 12 changements, 0 lecteur ajouté et 12 retirés" in faite


def test_une_repartition_qui_ne_change_rien_dit_que_personne_n_est_averti(agent, gens, dossiers):
    apercu = agent.get(f"{PAGE}preparer/", REGLAGES | {"lecteurs": 6})
    assert "personne ne reçoit de courriel" in texte(apercu)
    envoi = REGLAGES | {"lecteurs": 6, "empreinte": apercu.context["empreinte"]}
    assert "personne n’est averti" in texte(agent.post(f"{PAGE}appliquer/", envoi, follow=True))


@pytest.mark.parametrize(
    ("reglages", "phrase"),
    [
        ({}, "celle dont les charges sont les plus égales : le membre le plus chargé l’est le moins possible. Entre"),
        ({"geste": "reparer"}, "celle qui change le moins de lecteurs. Entre celles-là, celle dont les charges"),
        ({"mode": "manuel"}, "Chaque dossier garde les lecteurs désignés"),
        ({"mode": "tous"}, "Chaque membre évalue tous les dossiers, sauf ceux dont il s’est déporté"),
    ],
)
def test_la_regle_se_lit_en_mots(agent, gens, dossiers, reglages, phrase):
    page = texte(agent.get(f"{PAGE}preparer/", REGLAGES | reglages))
    assert "La règle, en mots" in page
    assert phrase in page
    assert ("3 lecteurs, dont un au moins de chaque collège" in page) == (reglages.get("mode") is None)


def test_une_fois_appliquee_la_regle_reste_lisible(agent, edition, gens, dossiers):
    assert "La règle, en mots" not in texte(agent.get(PAGE))
    restreindre(edition)
    assert "dont un au moins de chaque collège" in texte(agent.get(PAGE))


def test_l_operateur_prepare_et_n_applique_pas(client, oscar, gens, dossiers):
    connecter(client, oscar)
    page = client.get(f"{PAGE}preparer/", REGLAGES)
    assert "Un agent de la Région l’applique" in texte(page)
    assert "Appliquer cette répartition" not in texte(page)
    envoi = REGLAGES | {"empreinte": page.context["empreinte"]}
    assert client.post(f"{PAGE}appliquer/", envoi).status_code == 404
    assert not Repartition.objects.exists()


def test_un_apercu_perime_est_refait_et_rien_n_est_applique(agent, gens, dossiers):
    apercu = agent.get(f"{PAGE}preparer/", REGLAGES).context
    empreinte, lecteurs = apercu["empreinte"], apercu["apercu"].plan.lecteurs[dossiers[0].pk]
    deporter(next(qui for qui in gens if qui.sieges.get().pk in lecteurs), dossiers[0])
    reponse = agent.post(f"{PAGE}appliquer/", REGLAGES | {"empreinte": empreinte})
    assert reponse.status_code == 409
    assert "La situation a changé depuis cet aperçu" in texte(reponse)
    assert reponse.context["empreinte"] != empreinte
    assert not Affectation.objects.exists()


@pytest.mark.parametrize(
    ("reglage", "phrase"),
    [
        ({"lecteurs": "2"}, "« Lecteurs par dossier » : au moins 3, un par collège."),
        ({"lecteurs": "beaucoup"}, "« Lecteurs par dossier » : écrivez un nombre entier."),
        ({"minutes": "1"}, "« Minutes par dossier » : au moins 5."),
        ({"mode": "au sort"}, "Choisissez une des réponses proposées"),
    ],
)
def test_un_reglage_impossible_se_dit_et_reste_ecrit(agent, gens, reglage, phrase):
    page = agent.get(f"{PAGE}preparer/", REGLAGES | reglage)
    assert page.status_code == 422
    assert phrase in texte(page)


def test_une_repartition_impossible_dit_pourquoi(agent, edition, gens, dossiers):
    deporter(gens[0], dossiers[0])
    deporter(gens[1], dossiers[0])
    page = texte(agent.get(f"{PAGE}preparer/", REGLAGES | {"lecteurs": 5}))
    assert "« Canoptère » a 4 lecteurs possibles : il en faut 5." in page
    assert "Appliquer cette répartition" not in page


def test_des_plafonds_trop_bas_nomment_ceux_qui_les_atteignent(agent, gens, dossiers):
    siege, autre = gens[0].sieges.get(), gens[3].sieges.get()
    plafonds = {f"plafond_{siege.pk}": 1, f"plafond_{autre.pk}": 1}
    page = texte(agent.get(f"{PAGE}preparer/", REGLAGES | plafonds))
    assert "ont atteint leur plafond" in page
    assert all(str(qui) in page for qui in (siege, autre))


def test_un_membre_qui_n_a_rien_declare_est_signale(agent, edition, gens, dossiers, mona):
    assert f"Aucun dossier ne peut être confié à : {mona.sieges.get()}" in texte(
        agent.get(f"{PAGE}preparer/", REGLAGES)
    )


def test_les_dossiers_sans_assez_de_lecteurs_proposent_la_reparation(agent, edition, gens, dossiers):
    empreinte = agent.get(f"{PAGE}preparer/", REGLAGES).context["empreinte"]
    agent.post(f"{PAGE}appliquer/", REGLAGES | {"empreinte": empreinte})
    assert "Des dossiers manquent de lecteurs" not in texte(agent.get(PAGE))
    nouveau = CandidatureFactory(edition=edition, etat="eligible", titre="Venu tard")
    declarer_aucun_lien(gens[0], nouveau)
    page = agent.get(PAGE)
    assert "Des dossiers manquent de lecteurs" in texte(page)
    declarer_aucun_lien(gens[1], nouveau)
    declarer_aucun_lien(gens[2], nouveau)
    reparation = agent.get(page.context["reparer"])
    assert reparation.context["apercu"].change == 3


def test_les_lecteurs_d_un_dossier_se_cochent_sans_javascript(agent, edition, gens, dossiers):
    restreindre(edition, mode="manuel")
    page = f"{PAGE}{dossiers[0].reference}/"
    assert texte(agent.get(page)).count('type="checkbox"') == 6
    siens = [str(qui.sieges.get().pk) for qui in gens[:3]]
    assert agent.post(page, {"membres": siens}).status_code == 302
    assert sorted(map(str, Affectation.objects.values_list("membre", flat=True))) == sorted(siens)
    assert texte(agent.get(page)).count("checked") == 3


def test_un_membre_deporte_ne_se_coche_pas(agent, edition, gens, dossiers):
    restreindre(edition, mode="manuel")
    deporter(gens[0], dossiers[0])
    page = f"{PAGE}{dossiers[0].reference}/"
    assert texte(agent.get(page)).count('type="checkbox"') == 5
    reponse = agent.post(page, {"membres": [str(gens[0].sieges.get().pk)]})
    assert reponse.status_code == 422
    assert "ne peut pas lire ce dossier" in texte(reponse)


def test_decocher_qui_a_commence_est_refuse_et_le_laisse_coche(agent, edition, gens, dossiers):
    restreindre(edition, mode="manuel")
    affecter(gens[0], dossiers[0])
    noter(dossiers[0], gens[0].sieges.get(), [3, 3, 3, 3], soumise=False)
    reponse = agent.post(f"{PAGE}{dossiers[0].reference}/", {})
    assert reponse.status_code == 409
    assert "a commencé ou remis sa grille" in texte(reponse)
    assert texte(reponse).count("checked") == 1


def test_avant_la_cloture_la_page_est_vide(client, agnes, edition, pendant):
    CandidatureFactory(edition=edition, deposee=True, titre="Scellée")
    page = texte(connecter(client, agnes).get(PAGE))
    assert "Aucun dossier à affecter" in page
    assert "Scellée" not in page


def test_l_agent_deporte_ne_voit_ni_titre_ni_charge_du_dossier(agent, agnes, edition, gens, dossiers):
    assert dossiers[0].titre in texte(agent.get(PAGE))
    deporter(agnes, dossiers[0])
    page = agent.get(PAGE)
    assert dossiers[0].titre not in texte(page)
    assert [ligne.attendues for ligne in page.context["lignes"]] == [3] * 6


def test_les_dossiers_incomplets_viennent_d_abord_puis_par_pages(client, agnes, edition, apres, monkeypatch):
    monkeypatch.setattr("evaluation.views.affectation.PAR_PAGE", 2)
    dossiers = devant_la_commission(edition, 3)
    gens = reunir(edition, dossiers, combien=1)
    restreindre(edition, mode="manuel")
    dernier = max(dossiers, key=lambda dossier: dossier.titre)
    affecter(gens[0], *(dossier for dossier in dossiers if dossier != dernier))
    connecter(client, agnes)
    premiere, seconde = (client.get(PAGE, {"page": numero}).context["page"].object_list for numero in (1, 2))
    assert premiere[0].candidature == dernier
    assert [len(premiere), len(seconde)] == [2, 1]
