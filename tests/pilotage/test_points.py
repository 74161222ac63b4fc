"""The points of « Prêt à ouvrir »: each is judged on the real call, the day before it opens."""

from datetime import date, datetime, time, timedelta

import pytest

from amihr import horloge
from amihr.editions.textes import est_a_ecrire
from amihr.habilitations.models import Public
from amihr.pilotage.demo.agendas import agenda_ouvert
from amihr.pilotage.demo.appels import appel_de as appel_de_la_demonstration
from amihr.pilotage.points import A_VOIR, BON, MANQUE, avertissements_du_report, engagements, points, points_des_dates
from amihr.pilotage.sauvegardes import noter
from amihr.socle.sauvegardes import RETARD_PERMIS
from evaluation.models import Critere
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import CLOTURE, OUVERTURE, EditionFactory, publier_nda

from .conftest import VEILLE

pytestmark = pytest.mark.django_db


def point(edition, personne, code, *, instant=VEILLE, attendus=None):
    return next(point for point in points(edition, personne, instant, attendus) if point.code == code)


def test_un_texte_a_ecrire_manque(a_ouvrir, signataire):
    a_ouvrir.textes.filter(code="cloture.astreinte").update(contenu="Avant l’ouverture, écrivez ici le numéro.")
    assert point(a_ouvrir, signataire, "textes_a_ecrire").etat == MANQUE


@pytest.mark.parametrize("code", ["pages.mentions_legales", "pages.donnees_personnelles"])
@pytest.mark.parametrize("contenu", ["", "Hébergeur\u00a0: à indiquer par la Région."])
def test_une_page_legale_a_laquelle_il_manque_un_nom_manque_et_se_nomme(a_ouvrir, signataire, code, contenu):
    assert point(a_ouvrir, signataire, "textes_a_ecrire").etat == BON
    a_ouvrir.textes.filter(code=code).update(contenu=contenu)
    lu = point(a_ouvrir, signataire, "textes_a_ecrire")
    assert (lu.etat, [arguments for _, _, arguments in lu.pages]) == (MANQUE, [[code]])


def test_un_nom_a_indiquer_hors_des_textes_manque_aussi(a_ouvrir, signataire):
    a_ouvrir.etapes.create(
        ordre=99, libelle="Atelier", jour=date(2026, 5, 5), precision="Lieu à indiquer par l’équipe."
    )
    lu = point(a_ouvrir, signataire, "textes_a_ecrire")
    assert (lu.etat, lu.pages[0][:2]) == (MANQUE, ("Calendrier", "pilotage:rubrique"))


def test_le_fichier_livre_dit_ce_que_la_region_doit_y_nommer(appel_2026):
    assert {code for code, contenu in appel_2026.textes.items() if est_a_ecrire(contenu)} == {
        "cloture.astreinte", "pages.mentions_legales", "pages.donnees_personnelles"
    }  # fmt: skip


def test_la_demonstration_nomme_tout():
    textes = appel_de_la_demonstration(agenda_ouvert(date(2026, 9, 1))).textes
    assert not any(map(est_a_ecrire, textes.values()))
    assert "fictifs" in textes["contact.presentation"]


@pytest.mark.parametrize(("contenu", "etat"), [("Les jours ouvrés.", A_VOIR), ("De 9 h à 17 h.", BON)])
def test_la_page_de_contact_dit_des_heures(a_ouvrir, signataire, contenu, etat):
    a_ouvrir.textes.filter(code="contact.presentation").update(contenu=contenu)
    assert point(a_ouvrir, signataire, "aide").etat == etat


def test_sans_texte_d_engagement_il_manque_un_point():
    assert engagements(EditionFactory(slug="sans-engagement")).etat == MANQUE


@pytest.mark.parametrize(("jours", "etat"), [(0, A_VOIR), (1, BON)])
def test_une_obligation_qui_finit_avant_la_deliberation_merite_un_regard(edition, jours, etat):
    edition.commission_le = date(2026, 6, 10)
    publier_nda(edition, Public.MEMBRE, fin=edition.commission_le + timedelta(days=jours))
    trouve = engagements(edition)
    assert (trouve.etat, "membres de la commission, jusqu’au 10 juin 2026" in trouve.dit.replace("\u00a0", " ")) == (
        etat,
        etat == A_VOIR,
    )


@pytest.mark.parametrize(
    ("code", "champs", "dit"),
    [
        ("commission", {"commission_le": None}, "pas fixée"),
        ("commission", {"commission_le": date(2026, 5, 1)}, "pas après"),
        ("cloture", {"cloture_le": OUVERTURE.replace(month=5, day=9, hour=22)}, "samedi 9 mai 2026"),
        ("cloture", {"cloture_le": OUVERTURE.replace(month=5, day=14, hour=22)}, "Ascension"),
        ("jours", {"commission_le": date(2026, 5, 25)}, "Lundi de Pentecôte"),
        ("jours", {"ouverture_le": OUVERTURE - timedelta(days=1)}, "Lundi de Pâques"),
    ],
)
def test_ce_qui_merite_un_regard_n_empeche_rien(a_ouvrir, signataire, code, champs, dit):
    for champ, valeur in champs.items():
        setattr(a_ouvrir, champ, valeur)
    lu = point(a_ouvrir, signataire, code)
    assert (lu.etat, dit in lu.dit.replace("\u00a0", " ")) == (A_VOIR, True)


@pytest.mark.parametrize(
    ("domaine", "etat"),
    [
        ("conseil-regional.fr", BON),
        ("example-conseil.fr", BON),
        ("region.example", MANQUE),
        ("example", MANQUE),
        ("mail.example.org", MANQUE),
        ("recette.test", MANQUE),
        ("LOCALHOST", MANQUE),
        ("monlocalhost.fr", BON),
    ],
)
def test_un_domaine_ou_rien_n_arrive_manque(a_ouvrir, signataire, settings, domaine, etat):
    a_ouvrir.contact = f"ami@{domaine}"
    settings.DEFAULT_FROM_EMAIL = f"Appels <ami@{domaine}>"
    lus = [point(a_ouvrir, signataire, code) for code in ("contact", "expediteur")]
    assert [(lu.etat, lu.est_levable) for lu in lus] == [(etat, etat == MANQUE)] * 2


def test_les_points_des_dates_sont_ceux_de_la_liste(a_ouvrir, signataire):
    a_ouvrir.cloture_le = OUVERTURE.replace(month=5, day=30, hour=22)
    dits = points_des_dates(a_ouvrir, signataire, VEILLE)
    assert {"cloture", "commission", "lecture"} <= {lu.code for lu in dits}
    assert dits == [point(a_ouvrir, signataire, lu.code) for lu in dits]
    a_ouvrir.cloture_le = CLOTURE
    assert {"cloture", "commission"}.isdisjoint(lu.code for lu in points_des_dates(a_ouvrir, signataire, VEILLE))


def test_la_cloture_d_un_jour_ouvre_est_prete(a_ouvrir, signataire):
    assert point(a_ouvrir, signataire, "cloture").etat == BON


def test_une_etape_du_calendrier_un_dimanche_est_dite(a_ouvrir, signataire):
    a_ouvrir.reglages["Q26"]["derniere_reponse"] = "2026-05-07"
    assert point(a_ouvrir, signataire, "jours").etat == BON
    a_ouvrir.etapes.create(ordre=99, libelle="Atelier", jour=date(2026, 5, 3))
    assert "Atelier\u00a0: dimanche 3\u00a0mai" in point(a_ouvrir, signataire, "jours").dit


@pytest.mark.parametrize(
    ("attendus", "etat", "dit"),
    [
        (None, A_VOIR, "Aucun dossier n’est encore déposé"),
        (27, BON, "27 dossiers attendus : 3,0 par personne et par jour."),
        (28, A_VOIR, "28 dossiers attendus : 3,1 par personne et par jour : le temps manque."),
    ],
)
def test_le_temps_de_lecture_dit_son_hypothese(a_ouvrir, signataire, attendus, etat, dit):
    lu = point(a_ouvrir, signataire, "lecture", attendus=attendus)
    mots = lu.dit.replace("\u00a0", " ")
    assert "9 jours ouvrés entre la clôture et la commission" in mots
    assert "Hypothèse : chacun lit tous les dossiers, 3 par jour ouvré au plus, soit 27." in mots
    assert (lu.etat, dit in mots) == (etat, True)


def test_sans_jour_ouvre_rien_ne_se_lit(a_ouvrir, signataire):
    a_ouvrir.commission_le = date(2026, 5, 12)
    lu = point(a_ouvrir, signataire, "lecture", attendus=1)
    assert (lu.etat, "aucun jour pour les lire" in lu.dit) == (A_VOIR, True)


def test_les_dossiers_deposes_comptent_pas_les_brouillons(edition, agnes):
    CandidatureFactory.create_batch(4, edition=edition, deposee=True)
    assert "Peu de dossiers" in point(edition, agnes, "lecture", instant=OUVERTURE).dit
    CandidatureFactory.create_batch(2, edition=edition, deposee=True)
    CandidatureFactory(edition=edition)
    assert "6\u00a0dossiers déposés" in point(edition, agnes, "lecture", instant=OUVERTURE).dit


@pytest.mark.parametrize("genre", ["sauvegarde", "exercice"])
def test_une_sauvegarde_se_note_et_vieillit(a_ouvrir, signataire, genre):
    assert "Aucune marque" in point(a_ouvrir, signataire, genre).dit
    notee_le = noter(genre).notee_le
    assert [
        point(a_ouvrir, signataire, genre, instant=notee_le + ecart).etat
        for ecart in (timedelta(0), RETARD_PERMIS, RETARD_PERMIS + timedelta(seconds=1))
    ] == [BON, BON, A_VOIR]


def test_une_marque_a_venir_ne_compte_pas(a_ouvrir, signataire):
    with horloge.a(VEILLE + timedelta(hours=2)):
        noter("sauvegarde")
    assert point(a_ouvrir, signataire, "sauvegarde").etat == A_VOIR


@pytest.mark.parametrize(
    ("texte", "etat"), [("", A_VOIR), ("Un site pour tous.", A_VOIR), ("Partiellement conforme.", BON)]
)
def test_la_page_d_accessibilite_dit_un_degre(a_ouvrir, signataire, texte, etat):
    a_ouvrir.textes.filter(code="pages.accessibilite").update(contenu=texte)
    assert point(a_ouvrir, signataire, "accessibilite").etat == etat


def test_la_page_d_accessibilite_livree_est_prete(a_ouvrir, signataire):
    assert point(a_ouvrir, signataire, "accessibilite").dit == "Elle dit\u00a0: non conforme."


LIENS = "Le délai pour déclarer ses liens, le 20 mai 2026, ne serait plus après la clôture."


@pytest.mark.parametrize(
    ("defaut", "delai"),
    [
        ("Aucun dernier jour", None), ("n’est pas après la clôture", "2026-05-11"), ("après la commission", "2026-05-28"),
        ("", "2026-05-27"),
    ],
)  # fmt: skip
def test_le_delai_des_declarations_va_de_la_cloture_a_la_commission(a_ouvrir, signataire, defaut, delai):
    a_ouvrir.reglages["Q18"] = {"detecter_les_liens": True} | ({"declarer_jusqu_au": delai} if delai else {})
    a_ouvrir.save(update_fields=["reglages"])
    lu = point(a_ouvrir, signataire, "declarations")
    assert defaut in lu.dit
    assert (lu.etat == BON) is not bool(defaut)


@pytest.mark.parametrize(
    ("jour", "dits"),
    [
        (date(2026, 5, 12), ["Il resterait 8 jours ouvrés à la commission pour lire, avant le 27 mai 2026."]),
        (
            date(2026, 5, 25),
            [
                "La nouvelle clôture tombe un lundi 25 mai 2026 (jour férié, Lundi de Pentecôte) : qui répondra ce soir-là ?",
                "Il resterait 1 jour ouvré à la commission pour lire, avant le 27 mai 2026.",
                LIENS,
            ],
        ),
        (date(2026, 5, 27), ["La commission, le 27 mai 2026, ne serait plus après la clôture.", LIENS]),
    ],
)
def test_un_report_dit_ce_qu_il_derange(a_ouvrir, jour, dits):
    nouvelle = datetime.combine(jour, time(23, 59), tzinfo=horloge.PARIS)
    assert [dit.replace("\u00a0", " ") for dit in avertissements_du_report(a_ouvrir, nouvelle)] == dits


def test_une_date_qui_n_est_pas_celle_de_cet_appel_est_nommee(a_ouvrir, signataire):
    """The règlement of the call before says its own closing: the page is named, and the date with it."""
    assert "une date qui" not in point(a_ouvrir, signataire, "relecture").dit
    a_ouvrir.textes.filter(code="accueil.effort").update(contenu="Du 7 avril 2026 au 9 décembre 2025, 31 février 2026.")
    dit = point(a_ouvrir, signataire, "relecture").dit.replace("\u00a0", " ")
    assert "une date qui n’est pas celle de cet appel" in dit
    assert "(9 décembre 2025)" in dit


def test_une_heure_qui_n_est_pas_celle_des_dates_est_dite(a_ouvrir, signataire):
    assert "une heure" not in point(a_ouvrir, signataire, "relecture").dit
    a_ouvrir.textes.filter(code="accueil.effort").update(contenu="Le dépôt est refusé dès 17 h 30.")
    a_ouvrir.textes.filter(code="contact.panne").update(contenu="Réponse de 9 h à 18 h.")
    dit = point(a_ouvrir, signataire, "relecture").dit.replace("\u00a0", " ")
    assert "(17 h 30)" in dit
    assert "18 h" not in dit


def test_un_report_a_une_autre_heure_nomme_les_textes_qui_diraient_l_ancienne(a_ouvrir):
    a_ouvrir.textes.filter(code="accueil.effort").update(contenu="Déposez avant 23 h 59.")
    meme_heure, midi = (
        CLOTURE.astimezone(horloge.PARIS).replace(month=6, hour=h, minute=m) for h, m in ((23, 59), (12, 0))
    )
    assert "23 h 59" not in " ".join(avertissements_du_report(a_ouvrir, meme_heure))
    assert "autre heure" in " ".join(avertissements_du_report(a_ouvrir, midi))


def test_un_nombre_de_criteres_ou_de_pieces_qui_n_est_plus_celui_de_l_appel_est_dit(a_ouvrir, signataire):
    assert point(a_ouvrir, signataire, "nombres").etat == BON  # « B.3 Critères » is a heading
    Critere.objects.filter(grille__edition=a_ouvrir).order_by("rang").last().delete()
    a_ouvrir.textes.filter(code="accueil.preparer").update(contenu="Joignez 4 pièces, dont deux facultatives.")
    lu = point(a_ouvrir, signataire, "nombres")
    assert lu.etat == A_VOIR
    assert "(huit critères)" in lu.dit
    assert "(4 pièces)" in lu.dit
