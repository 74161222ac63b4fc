"""« Même écart, même traitement », by what the software finds; and how many of those who say the same are named."""

import pytest

from candidatures.lectures import memes_constats, reperes
from candidatures.models import Candidature, PointExamine, Structure, Verdict
from candidatures.regles.instruction import points_a_examiner
from candidatures.regles.reperes import reperes_des_points
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.pages import mots_de
from tests.requetes.comptage import mesurer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clos(apres):
    return apres


def deposer(edition, titre, *, institut=True, **champs):
    """A filed dossier; of an institute, its Kbis may be another document, which is a finding on that point."""
    dossier = CandidatureFactory(edition=edition, titre=titre, deposee=True, **champs)
    if institut:
        Structure.objects.filter(depots__candidature=dossier).update(type_structure="institut")
    return dossier


@pytest.fixture
def institut(edition):
    return deposer(edition, "Le nôtre")


def juger(dossier, par, verdict, raison="", code="piece-kbis"):
    PointExamine.objects.create(
        candidature=dossier, examen="recevabilite", code=code, verdict=verdict, raison=raison, par=par, instant=APRES
    )


def du_kbis(personne, dossier):
    """What is told beside the point of the Kbis."""
    formulaire = dossier.edition.formulaire
    trouves = reperes(personne, dossier.edition, [dossier])[dossier.pk]
    montres, _ = reperes_des_points(points_a_examiner(formulaire, "recevabilite"), trouves, formulaire)
    (memes,) = memes_constats(personne, dossier, "recevabilite", montres).get("piece-kbis", [None])
    return memes


def titres(memes):
    return [dossier.titre for dossier, _ in memes.premiers]


def test_sans_constat_rien_n_est_cherche(agnes, institut, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert memes_constats(agnes, institut, "recevabilite", {"delai": ()}) == {}


def test_seuls_les_dossiers_ou_l_on_trouve_la_meme_chose_sont_dits(agnes, edition, institut):
    assert du_kbis(agnes, institut) is None
    deposer(edition, "Un autre institut")
    deposer(edition, "Une entreprise", institut=False)
    assert titres(du_kbis(agnes, institut)) == ["Un autre institut"]


def test_ce_qui_y_fut_decide_vient_d_abord_avec_sa_raison(agnes, edition, institut):
    for titre, verdict, raison in (("A", None, ""), ("B", "conforme", ""), ("C", "non_conforme", "Statuts périmés")):
        dossier = deposer(edition, titre)
        juger(dossier, agnes, "conforme", code="delai")
        if verdict:
            juger(dossier, agnes, verdict, raison)
    memes = du_kbis(agnes, institut)
    assert titres(memes) == ["C", "B", "A"]
    assert memes.comptes == ((Verdict.NON_CONFORME, 1), (Verdict.CONFORME, 1), (None, 1))
    assert memes.premiers[0][1].raison == "Statuts périmés"


def test_un_dossier_ferme_a_qui_lit_ne_se_compte_pas(agnes, edition, institut):
    autre = deposer(edition, "Un autre institut")
    assert du_kbis(agnes, institut).nombre == 1
    deporter(agnes, autre)
    assert du_kbis(agnes, institut) is None


def test_au_dela_de_vingt_ils_se_comptent(agnes, edition, institut):
    for rang in range(22):
        deposer(edition, f"Institut {rang:02}")
    memes = du_kbis(agnes, institut)
    assert (memes.nombre, len(memes.premiers), memes.tus) == (22, 20, 2)


def test_la_page_de_l_examen_le_dit_sans_une_requete_de_plus_par_dossier(client, agnes, edition, institut):
    connecter(client, agnes)
    adresse, couts = f"/region/candidatures/{institut.reference}/recevabilite/", []
    for combien in (2, 10):
        for rang in range(combien):
            juger(deposer(edition, f"Institut {combien} {rang}"), agnes, "conforme")
        client.get(adresse)
        couts.append(len(mesurer(lambda: client.get(adresse))[0]))
    assert couts[0] == couts[1]
    page = mots_de(client.get(adresse))
    assert "Même constat, même traitement, « pièce d’un institut » : 12 autres dossiers (12 conformes)" in page
    assert "Institut 10 0 , Orthoselve SAS : conforme ; état : déposée" in page


def test_une_commune_inconnue_se_lit_a_cote_du_siege_chez_tous_ceux_qui_l_ecrivent(client, agnes, edition, institut):
    voisin = deposer(edition, "Autre commune", institut=False)
    Structure.objects.filter(depots__candidature__in=[institut, voisin]).update(
        commune="Nullepart-sur-Rien", pays="france"
    )
    Candidature.objects.filter(pk=institut.pk).update(etat="recevable")
    connecter(client, agnes)
    page = mots_de(client.get(f"/region/candidatures/{institut.reference}/eligibilite/"))
    assert "Commune du siège « Nullepart-sur-Rien » : introuvable, ou plusieurs" in page
    assert "Même constat, même traitement, « commune du siège à vérifier » : 1 autre dossier" in page


def test_deux_constats_d_un_meme_point_ne_se_confondent_pas(agnes, edition, institut):
    """The SIREN of all of them is unverified; one more company says the same one than another."""
    autre = deposer(edition, "Même SIREN", institut=False)
    voisin = deposer(edition, "Autre SIREN", institut=False)
    Structure.objects.filter(depots__candidature=voisin).update(siren="000000026")
    trouves = reperes(agnes, edition, [institut])[institut.pk]
    montres = {"type": [repere for repere in trouves if "siren" in repere.sujets]}
    lus = memes_constats(agnes, institut, "eligibilite", montres)["type"]
    assert {memes.constat: titres(memes) for memes in lus} == {
        "SIREN non vérifié": [voisin.titre, autre.titre],
        "même SIREN qu’un autre dossier": [autre.titre],
    }


def test_de_ceux_qui_disent_de_meme_cinq_sont_nommes_et_les_autres_comptes(agnes, edition):
    dossiers = [CandidatureFactory(edition=edition, titre=f"Solution {rang}", deposee=True) for rang in range(8)]
    for rang in (0, 7):
        trouves = reperes(agnes, edition, [dossiers[rang]])[dossiers[rang].pk]
        dits = [repere.texte for repere in trouves if repere.nature == "meme_siren"]
        nommes = [autre for autre in range(8) if autre != rang][:5]
        assert dits == [
            *(f"Même SIREN que «\u00a0Solution {autre}\u00a0»" for autre in nommes),
            "Même SIREN que 2\u00a0autres dossiers",
        ]
