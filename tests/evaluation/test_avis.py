"""What members are told by mail: answers about the dossiers that they read, the calibration; nobody else, once, once a day."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.habilitations.models import Public
from amihr.horloge import PARIS
from amihr.journal.models import EntreeJournal
from evaluation.actes.affectation import prendre_connaissance
from evaluation.actes.avis import prevenir_les_membres
from evaluation.actes.calibrage import clore
from evaluation.actes.discussion import demander, repondre
from evaluation.lectures.avis import connaissances_dues
from evaluation.lectures.connaissance import siege_a_informer
from evaluation.models import AvisDeCalibrage, RappelDeConnaissance
from evaluation.regles.avis import peut_annoncer, rappel_de_calibrage
from tests.fabriques.affectation import affecter, restreindre, retirer
from tests.fabriques.calibrage import calibrage_ouvert, calibrer, regler
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, signer_nda
from tests.fabriques.editions import publier_nda
from tests.personnages import personne

pytestmark = pytest.mark.django_db
JOUR = timedelta(days=1)
DERNIER = date(2026, 5, 22)


def a(heure, jour=18):
    return datetime(2026, 5, jour, heure, tzinfo=PARIS)


@pytest.fixture
def lea(edition, en_evaluation):
    """One more reader of the dossier."""
    lea = personne("Lea", totp=True)
    asseoir(lea, edition)
    declarer_aucun_lien(lea, en_evaluation)
    return lea


@pytest.fixture
def repondre_a(agnes):
    """Answer the readers of a dossier at an hour."""

    def dire(dossier, heure, texte="Canarisecret : oui, hors ligne."):
        with horloge.a(heure):
            repondre(dossier, texte, par=agnes, cle=uuid.uuid4())

    return dire


def prevenir(heure):
    with horloge.a(heure):
        return prevenir_les_membres(heure)


def postes(evenement, qui=None):
    courriers = Courrier.objects.filter(evenement=evenement)
    return (courriers.filter(personne=qui) if qui else courriers).count()


def recus(qui, heure):
    with horloge.a(heure):
        expedier(heure)
    return [m for m in mail.outbox if qui.courriel in m.to]


# --- Answers: refusals -------------------------------------------------------------------------------------


def test_qui_ne_lit_pas_le_dossier_n_apprend_rien(
    edition, mona_lit, marc, diane, alice, agnes, en_evaluation, repondre_a
):
    muette = personne("Muette", totp=True)
    asseoir(muette, edition)  # signed, has not answered about her links
    repondre_a(en_evaluation, a(10))
    assert prevenir(a(10)) == 1
    assert list(Courrier.objects.filter(evenement="reponses_aux_lecteurs").values_list("personne", flat=True)) == [
        mona_lit.pk
    ]


@pytest.mark.parametrize("finie", ["annulee_le", "commission_le"])
def test_un_appel_annule_ou_dont_la_commission_est_passee_n_annonce_plus_de_reponse(
    edition, mona_lit, en_evaluation, repondre_a, finie
):
    repondre_a(en_evaluation, a(10))
    fait = {"annulee_le": a(9), "commission_le": a(9).date() - timedelta(days=1)}[finie]
    avant = getattr(edition, finie)
    type(edition).objects.filter(pk=edition.pk).update(**{finie: fait})
    assert (prevenir(a(10)), postes("reponses_aux_lecteurs")) == (0, 0)
    type(edition).objects.filter(pk=edition.pk).update(**{finie: avant})
    assert prevenir(a(10)) == 1


def test_un_deport_avant_le_depart_du_courriel_l_arrete(mona_lit, en_evaluation, repondre_a):
    repondre_a(en_evaluation, a(10))
    prevenir(a(10))
    deporter(mona_lit, en_evaluation)
    assert recus(mona_lit, a(11)) == []


def test_une_nouvelle_version_de_l_engagement_suspend_puis_la_signature_previent(
    edition, mona_lit, en_evaluation, repondre_a
):
    publier_nda(edition, Public.MEMBRE, instant=a(9))
    repondre_a(en_evaluation, a(10))
    assert prevenir(a(10)) == 0
    signer_nda(mona_lit, edition, Public.MEMBRE, instant=a(11))
    assert prevenir(a(12)) == 1


def test_le_courriel_ne_dit_ni_le_dossier_ni_la_structure_ni_qui_a_demande(mona_lit, lea, en_evaluation, repondre_a):
    with horloge.a(a(9)):
        demander(en_evaluation, "Canariquestion ?", par=mona_lit, cle=uuid.uuid4())
    repondre_a(en_evaluation, a(10))
    prevenir(a(10))
    (message,) = recus(lea, a(11))
    ecrit = message.subject + message.body + "".join(contenu for contenu, _ in message.alternatives)
    assert "1\u00a0réponse destinée" in ecrit
    interdits = (
        "Canari",
        en_evaluation.titre,
        en_evaluation.denomination,
        en_evaluation.reference,
        mona_lit.nom_complet,
    )
    assert not [mot for mot in interdits if mot in ecrit]


# --- Answers: who, when ------------------------------------------------------------------------------------


def test_qui_a_demande_a_son_courriel_et_les_autres_le_leur(mona_lit, lea, en_evaluation, repondre_a):
    with horloge.a(a(9)):
        demander(en_evaluation, "Hors ligne ?", par=mona_lit, cle=uuid.uuid4())
    repondre_a(en_evaluation, a(10))
    assert prevenir(a(10)) == 1
    assert (postes("reponse_de_lecture", mona_lit), postes("reponses_aux_lecteurs", mona_lit)) == (1, 0)
    assert postes("reponses_aux_lecteurs", lea) == 1


def test_un_membre_qui_est_agent_n_apprend_pas_sa_propre_reponse(hugo, en_evaluation):
    with horloge.a(a(10)):
        repondre(en_evaluation, "Oui.", par=hugo, cle=uuid.uuid4())
    assert prevenir(a(10)) == 0


def test_un_courriel_par_jour_au_plus_et_la_suite_ensemble_le_lendemain(lea, en_evaluation, repondre_a):
    repondre_a(en_evaluation, a(10))
    assert prevenir(a(10)) == 1
    for heure in (11, 15):
        repondre_a(en_evaluation, a(heure))
        assert prevenir(a(heure)) == 0
    assert prevenir(a(7, 19)) == 0
    assert prevenir(a(8, 19)) == 1
    assert prevenir(a(9, 20)) == 0
    assert "2\u00a0réponses destinées" in recus(lea, a(9, 19))[-1].body
    faits = (
        EntreeJournal.objects.filter(evenement="discussion.annoncee").order_by("seq").values_list("faits", flat=True)
    )
    assert [f["reponses"] for f in faits] == [1, 2]


def test_un_dossier_decide_n_est_plus_annonce(lea, en_evaluation, repondre_a):
    repondre_a(en_evaluation, a(10))
    type(en_evaluation).objects.filter(pk=en_evaluation.pk).update(etat="labellisee")
    assert prevenir(a(10)) == 0


@pytest.mark.parametrize("combien", [1, 8])
def test_autant_d_ordres_quel_que_soit_le_nombre_de_dossiers(
    lea, edition, en_evaluation, repondre_a, django_assert_num_queries, combien
):
    autres = [CandidatureFactory(edition=edition, etat="en_evaluation") for _ in range(combien)]
    declarer_aucun_lien(lea, *autres)
    for dossier in (en_evaluation, *autres):
        repondre_a(dossier, a(10))
    prevenir(a(10))
    with horloge.a(a(11)), django_assert_num_queries(8):
        prevenir_les_membres(a(11))


@pytest.mark.parametrize(
    ("dernier", "instant", "permis"),
    [
        (None, a(3), True),
        (date(2026, 5, 18), a(23), False),
        (date(2026, 5, 18), a(8, 19) - timedelta(microseconds=1), False),
        (date(2026, 5, 18), a(8, 19), True),
        (date(2026, 5, 19), a(12, 18), False),
    ],
)
def test_quand_un_avis_peut_partir(dernier, instant, permis):
    assert peut_annoncer(dernier, instant) is permis


# --- Calibration -------------------------------------------------------------------------------------------


def test_sans_signature_ni_ouverture_personne_n_est_avise(edition, mona, marc, agnes):
    assert prevenir(a(9)) == 0
    calibrage = calibrage_ouvert(edition)
    assert prevenir(a(9)) == 1
    assert postes("calibrage_ouvert", mona) == 1
    assert postes("calibrage_ouvert") == 1
    type(calibrage).objects.update(clos_le=a(10))
    signer_nda(marc, edition, Public.MEMBRE)
    assert prevenir(a(11)) == 0


@pytest.mark.parametrize("fin", ["clos", "remis", "aucun", "attache"])
def test_le_courriel_ne_part_plus_quand_il_n_y_a_plus_rien_a_faire(edition, mona, agnes, fin):
    calibrage_ouvert(edition)
    prevenir(a(9))
    with horloge.a(a(9)):
        if fin == "clos":
            clore(edition, par=agnes)
        elif fin == "remis":
            for rang in (1, 2):
                calibrer(mona, edition, rang, [4, 3, 5, 2])
        elif fin == "aucun":
            regler(edition, "aucun")
        else:
            CandidatureFactory(edition=edition, equipe=[mona])
    assert recus(mona, a(10)) == []


def test_qui_signe_plus_tard_est_avise_alors(edition, mona, marc):
    calibrage_ouvert(edition)
    prevenir(a(9))
    signer_nda(marc, edition, Public.MEMBRE)
    assert prevenir(a(10)) == 1
    assert postes("calibrage_ouvert", marc) == 1


def test_les_retardataires_sont_rappeles_trois_fois_pas_les_autres(edition, mona, lea):
    calibrage_ouvert(edition, avant_le=DERNIER)
    prevenir(a(9, 15))
    with horloge.a(a(9, 15)):
        for rang in (1, 2):
            calibrer(lea, edition, rang, [4, 3, 5, 2])
    for jour in range(15, 28):
        prevenir(a(9, jour))
    assert postes("calibrage_rappel", lea) == 0
    assert list(AvisDeCalibrage.objects.exclude(jours=None).values_list("personne", "jours")) == [
        (mona.pk, jours) for jours in (3, 0, -1)
    ]
    assert EntreeJournal.objects.filter(evenement="calibrage.annonce").count() == 4


def test_qui_vient_d_etre_avise_de_l_ouverture_n_est_pas_rappele_le_meme_jour(edition, mona):
    calibrage_ouvert(edition, avant_le=DERNIER)
    assert prevenir(a(9, 20)) == 1
    assert prevenir(a(10, 20)) == 0
    assert prevenir(a(9, 22)) == 1
    assert rappel_de_calibrage(DERNIER, a(9, 20), a(9, 20)) is None
    assert rappel_de_calibrage(None, a(9, 20), None) is None


def test_apres_la_commission_on_ne_rappelle_plus(edition, mona):
    calibrage_ouvert(edition, avant_le=DERNIER)
    edition.commission_le = DERNIER
    edition.save(update_fields=["commission_le"])
    assert prevenir(a(9, 23)) == 0


def test_propose_le_courriel_n_exige_rien(edition, mona):
    calibrage_ouvert(edition, "propose", avant_le=DERNIER)
    prevenir(a(9, 15))
    prevenir(a(9, 23))
    messages = recus(mona, a(10, 23))
    assert len(messages) == 2
    for message in messages:
        ecrit = message.body.replace("\u00a0", " ")
        assert "[Action requise]" not in message.subject
        assert "Vos vrais dossiers n’attendent pas ces grilles." in ecrit
        assert "étaient attendues" not in ecrit
        assert "attend vos deux grilles" not in ecrit


def test_les_mots_du_calibrage_ne_nomment_aucun_dossier(edition, mona):
    calibrage_ouvert(edition, "obligatoire", avant_le=DERNIER)
    prevenir(a(9, 15))
    prevenir(a(9, 23))
    ouverture, rappel = (m.body.replace("\u00a0", " ") for m in recus(mona, a(10, 23)))
    assert "au plus tard le 22 mai 2026" in ouverture
    assert "étaient attendues le 22 mai 2026" in rappel
    for ecrit in (ouverture, rappel):
        assert "Mirador fictif" not in ecrit
        assert "attend vos deux grilles" in ecrit


# --- « j’ai pris connaissance de mes dossiers » ---------------------------------------------------------------


@pytest.fixture
def partages(edition, en_evaluation, lea):
    """The dossier is given to Lea on the 14th at noon."""
    restreindre(edition)
    affecter(lea, en_evaluation, instant=a(12, jour=14))
    return edition


def test_qui_ne_dit_rien_pendant_trois_jours_est_rappele_une_fois(partages, lea, mona_lit):
    assert prevenir(a(7, jour=17)) == 0
    assert prevenir(a(8, jour=17)) == 1
    assert prevenir(a(9, jour=17)) == 0
    assert prevenir(a(9, jour=20)) == 0
    assert [rappel.personne for rappel in RappelDeConnaissance.objects.all()] == [lea]
    assert EntreeJournal.objects.get(evenement="affectation.rappelee").faits["courriels"] == 1


def test_qui_l_a_dit_n_est_pas_rappele(partages, lea):
    with horloge.a(a(9, jour=15)):
        vu = siege_a_informer(lea, partages).change_le
        prendre_connaissance(partages, vu.isoformat(), par=lea)
    assert prevenir(a(9, jour=18)) == 0


def test_une_liste_qui_change_encore_se_rappelle_encore(partages, lea, edition):
    assert prevenir(a(8, jour=17)) == 1
    autre = CandidatureFactory(edition=edition, etat="en_evaluation")
    affecter(lea, autre, instant=a(12, jour=18))
    assert prevenir(a(9, jour=20)) == 0
    assert prevenir(a(8, jour=21)) == 1


@pytest.mark.parametrize("cas", ["a tous", "siege retire", "sans signature", "compte ferme", "commission passee"])
def test_personne_n_est_rappele_pour_rien(partages, lea, cas):
    if cas == "a tous":
        partages.repartition.mode = "tous"
        partages.repartition.save()
    elif cas == "siege retire":
        lea.sieges.update(retire_le=a(9, jour=15))
    elif cas == "sans signature":
        publier_nda(partages, Public.MEMBRE, instant=a(9, jour=15))
    elif cas == "compte ferme":
        type(lea).objects.filter(pk=lea.pk).update(est_active=False)
    else:
        type(partages).objects.filter(pk=partages.pk).update(commission_le=date(2026, 5, 16))
    assert prevenir(a(8, jour=17)) == 0


def test_le_rappel_ne_part_plus_une_fois_la_connaissance_dite_ou_la_liste_changee(partages, lea, en_evaluation):
    assert prevenir(a(8, jour=17)) == 1
    retirer(lea, en_evaluation)
    assert expedier(a(8, jour=17)) == 0 or not [m for m in mail.outbox if lea.courriel in m.to]


def test_le_rappel_ne_nomme_aucun_dossier(partages, lea, en_evaluation):
    assert prevenir(a(8, jour=17)) == 1
    with horloge.a(a(8, jour=17)):
        expedier(a(8, jour=17))
    (message,) = [m for m in mail.outbox if lea.courriel in m.to]
    ecrit = f"{message.subject} {message.body} {message.alternatives}"
    assert "depuis le 14\u00a0mai 2026 à 12\u00a0h\u00a000" in message.body
    assert [
        mot for mot in (en_evaluation.titre, en_evaluation.denomination, en_evaluation.reference) if mot in ecrit
    ] == []


def test_le_nombre_d_ordres_ne_suit_pas_celui_des_membres(partages, en_evaluation, django_assert_num_queries):
    for rang in range(6):
        autre = personne(f"Autre{rang}", totp=True)
        asseoir(autre, partages)
        affecter(autre, en_evaluation, instant=a(12, jour=14))
    with horloge.a(a(9, jour=14)), django_assert_num_queries(3):
        connaissances_dues(a(9, jour=14))
