"""The dashboard before the closing: numbers, none of them small, nobody's name; and its page of the day."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from amihr import horloge
from amihr.editions.models import Edition, PageDuJour
from amihr.fichiers.models import Fichier
from amihr.fichiers.stockage import lire
from amihr.pilotage.avant_cloture import compte_rendu, compte_rendu_entier
from amihr.pilotage.page_du_jour import pages_a_produire, produire_les_pages
from candidatures.actes.depot import retirer
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.editions import CLOTURE, OUVERTURE, PENDANT
from tests.pages import mots_de, texte_de
from tests.socle.controle_pdf import defauts, ouvrir

pytestmark = pytest.mark.django_db
ADRESSE = "/region/"
UN_JOUR = timedelta(days=1)


def brouillons(edition, combien, instant=PENDANT):
    with horloge.a(instant):
        return [
            CandidatureFactory(edition=edition, equipe=[PersonneFactory()], cree_le=instant) for _ in range(combien)
        ]


def deposees(edition, combien, instant=PENDANT):
    lot = brouillons(edition, combien, instant)
    with horloge.a(instant):
        for dossier in lot:
            deposer(dossier, dossier.equipe()[0])
    return lot


def lu(personne, edition, instant=PENDANT):
    return compte_rendu(personne, edition, instant)


def barres(compte):
    return {barre["libelle"]: barre["nombre"] for barre in compte["barres"]}


def manques(compte):
    return {manque["libelle"]: manque["nombre"] for manque in compte["manques"]}


def periodes(compte):
    return [(p.debut, p.fin, *p.nombres) for p in compte["periodes"] if p.nombres != (0, 0)]


# --- What it never shows --------------------------------------------------------------------------------------


def test_un_petit_nombre_n_est_ni_sur_la_page_ni_dans_ses_barres(client, edition, agnes, pendant):
    deposees(edition, 4)
    brouillons(edition, 5)
    assert barres(lu(agnes, edition)) == {"Déposées": None, "Commencées, non déposées": 5}
    assert "Déposées moins de 5 < 5" in mots_de(connecter(client, agnes).get(ADRESSE))


def test_ni_nom_ni_reference_ni_titre(client, edition, agnes, pendant):
    dossier, *_ = deposees(edition, 6)
    page = texte_de(connecter(client, agnes).get(ADRESSE))
    secrets = (dossier.reference, dossier.titre, dossier.denomination, dossier.equipe()[0].nom_complet)
    assert [secret for secret in secrets if secret in page] == []


def test_ni_membre_ni_administrateur_ne_comptent(client, edition, mona, adam, pendant):
    deposees(edition, 6)
    assert connecter(client, mona).get(ADRESSE).status_code == 404
    assert "Jour après jour" not in texte_de(connecter(client, adam).get(ADRESSE))


def test_un_dossier_dont_on_s_est_deporte_n_est_pas_compte(edition, agnes):
    lot = deposees(edition, 6)
    assert barres(lu(agnes, edition))["Déposées"] == 6
    deporter(agnes, lot[0])
    assert (barres(lu(agnes, edition))["Déposées"], periodes(lu(agnes, edition))[0][2]) == (5, 5)


def test_un_retrait_ne_se_deduit_pas_de_la_courbe(edition, agnes):
    lot = deposees(edition, 7)
    with horloge.a(PENDANT):
        retirer(lot[0], par=lot[0].equipe()[0])
    compte = lu(agnes, edition)
    assert (barres(compte)["Déposées"], sum(p[2] for p in periodes(compte))) == (6, 6)


def test_une_fois_le_sceau_leve_les_nombres_sont_exacts(client, edition, agnes, apres):
    deposees(edition, 2)
    page = mots_de(connecter(client, agnes).get(ADRESSE))
    assert ("Déposées 2" in page, "Jour après jour" in page) == (True, False)


def test_le_seuil_est_celui_de_l_edition(edition, agnes):
    deposees(edition, 5)
    edition.reglages["Q36"] = {"seuil": 6}
    assert barres(lu(agnes, edition))["Déposées"] is None


# --- What it shows --------------------------------------------------------------------------------------------


def test_la_courbe_compte_par_jour_de_paris_les_premiers_depots(edition, agnes):
    le_soir = PENDANT.replace(hour=21, minute=59)  # 23 h 59 in Paris
    lot = deposees(edition, 5, le_soir)
    deposees(edition, 6, le_soir + timedelta(minutes=1))
    with horloge.a(le_soir + 2 * UN_JOUR):
        deposer(lot[0], lot[0].equipe()[0])  # a second version: its candidature is counted already
    assert periodes(lu(agnes, edition, le_soir + 3 * UN_JOUR)) == [
        (date(2026, 5, 4), date(2026, 5, 4), 5, 0),
        (date(2026, 5, 5), date(2026, 5, 5), 6, 0),
    ]


def test_la_courbe_va_de_l_ouverture_a_aujourd_hui_sans_depasser_la_cloture(edition, agnes):
    jours = [(p.debut, p.fin) for p in lu(agnes, edition)["periodes"]]
    assert (jours[0][0], jours[-1][1]) == (date(2026, 4, 7), date(2026, 5, 4))
    assert lu(agnes, edition, CLOTURE)["periodes"][-1].fin == date(2026, 5, 11)
    assert lu(agnes, edition, OUVERTURE - UN_JOUR)["periodes"] == []


def test_ce_qui_manque_se_compte_par_presence(edition, agnes):
    lot = brouillons(edition, 12)
    for dossier in lot[:6]:
        dossier.pieces.filter(emplacement="kbis").update(retiree_le=PENDANT)
    for dossier in lot[:2]:
        dossier.pieces.filter(emplacement="fiscal").update(retiree_le=PENDANT)
    lot[0].sections.filter(partie="solution").delete()
    for dossier in lot:
        dossier.sections.filter(partie="video").update(numero=0)
    deposees(edition, 3)  # filed ones lack nothing, and are no draft
    lus = manques(lu(agnes, edition))
    assert {nom: lus[nom] for nom in ("Kbis", "Attestation fiscale", "Logo", "Solution", "Démonstration vidéo")} == {
        "Kbis": 6, "Attestation fiscale": None, "Logo": 0, "Solution": None, "Démonstration vidéo": 12,
    }  # fmt: skip


def test_peu_de_brouillons_ne_disent_rien_de_ce_qui_leur_manque(client, edition, agnes, pendant):
    brouillons(edition, 4)
    compte = lu(agnes, edition)
    assert (compte["manques"], len(compte["courbes"])) == ([], 1)
    assert "Trop peu de candidatures" in texte_de(connecter(client, agnes).get(ADRESSE))


def test_sans_brouillon_rien_n_est_divise(edition, agnes):
    assert lu(agnes, edition)["manques"] == []


# --- The page of the day --------------------------------------------------------------------------------------


@pytest.fixture
def page(edition, pendant):
    deposees(edition, 6)
    assert produire_les_pages(PENDANT) == 1
    return edition.pages_du_jour.get()


def statut(client, qui, jour="2026-05-04"):
    reponse = connecter(client, qui).get(f"/region/jours/{jour}.pdf")
    b"".join(reponse)  # read to its end, a file is closed
    return reponse.status_code


def test_qui_ne_compte_pas_tout_n_a_pas_la_page(client, edition, page, alice, mona, adam, agnes):
    assert [statut(client, qui) for qui in (alice, mona, adam)] == [404] * 3
    assert (statut(client, agnes), "Télécharger la page du jour" in texte_de(client.get(ADRESSE))) == (200, True)
    deporter(agnes, edition.candidatures.first())
    assert (statut(client, agnes), "Télécharger la page du jour" in texte_de(client.get(ADRESSE))) == (404, False)


@pytest.mark.parametrize("jour", ["2026-05-03", "2026-13-45", "hier"])
def test_un_jour_sans_page_n_est_pas_la(client, page, agnes, jour):
    assert statut(client, agnes, jour) == 404


def test_une_page_par_jour_tant_que_l_appel_est_ouvert(edition, page):
    assert (produire_les_pages(PENDANT + timedelta(hours=3)), len(pages_a_produire(PENDANT + UN_JOUR))) == (0, 1)
    assert [list(pages_a_produire(i)) for i in (OUVERTURE - UN_JOUR, CLOTURE)] == [[], []]
    assert (PageDuJour.objects.count(), Fichier.objects.filter(pk=page.fichier_id).count()) == (1, 1)


def test_elle_tient_sur_une_page_et_se_lit(page):
    octets = lire(page.fichier)
    with ouvrir(octets) as document:
        assert len(document.pages) == 1
    assert defauts(octets) == []


def test_le_vrai_appel_tient_sur_une_page_le_dernier_jour(edition, appel_2026, pendant):
    for rang in range(0, 30, 2):
        deposees(edition, 5, OUVERTURE + rang * UN_JOUR)
    Edition.objects.filter(pk=edition.pk).update(formulaire=appel_2026.formulaire)
    with horloge.a(CLOTURE - timedelta(hours=1)):
        assert produire_les_pages(CLOTURE - timedelta(hours=1)) == 1
    with ouvrir(lire(edition.pages_du_jour.get().fichier)) as document:
        assert len(document.pages) == 1


def test_elle_cache_ce_que_la_page_cache(edition, pendant):
    deposees(edition, 3)
    brouillons(edition, 7)
    contexte = {"edition": edition, "instant": PENDANT, "avant": compte_rendu_entier(edition, PENDANT)}
    dit = render_to_string("documents/page_du_jour.html", contexte)
    assert ("<td>moins de 5</td>" in dit, "<td>7</td>" in dit) == (True, True)
