"""Readers ask the secretariat about a dossier: who may, who is told, what is never said."""

import uuid

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.http import Http404

from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from evaluation.actes.discussion import demander, repondre
from evaluation.models import MessageDeLecture
from evaluation.regles.saisie import LONGUEUR_DE_LA_DISCUSSION
from tests.fabriques.candidatures import deporter
from tests.fabriques.comptes import connecter
from tests.pages import texte_de

pytestmark = pytest.mark.django_db


def poser(dossier, par, texte="Le prototype tourne-t-il hors ligne ?", cle=None):
    return demander(dossier, texte, par=par, cle=cle or uuid.uuid4())


def dire(dossier, par, texte="Oui, art. B.1 du dossier.", cle=None):
    return repondre(dossier, texte, par=par, cle=cle or uuid.uuid4())


def prevenus(evenement):
    lignes = Courrier.objects.filter(evenement=evenement).order_by("destinataire")
    return list(lignes.values_list("destinataire", flat=True))


def adresse(dossier):
    return f"/commission/dossiers/{dossier.reference}/discussion/"


def adresse_de_la_region(dossier):
    return f"/region/commission/questions/{dossier.reference}/"


def test_qui_ne_lit_pas_le_dossier_ne_demande_rien(client, mona, alice, agnes, en_evaluation, apres):
    for qui in (mona, alice, agnes):
        with pytest.raises(Http404):
            poser(en_evaluation, qui)
        connecter(client, qui)
        assert client.get(adresse(en_evaluation)).status_code == 404
    assert not MessageDeLecture.objects.exists()


def test_qui_ne_prepare_pas_le_dossier_ne_repond_pas(client, mona_lit, alice, adam, en_evaluation, apres):
    for qui in (mona_lit, alice, adam):
        with pytest.raises(Http404):
            dire(en_evaluation, qui)
        assert connecter(client, qui).get(adresse_de_la_region(en_evaluation)).status_code == 404


def test_un_deporte_ne_retrouve_ni_sa_question_ni_la_reponse(client, mona_lit, agnes, en_evaluation, apres):
    poser(en_evaluation, mona_lit)
    deporter(mona_lit, en_evaluation)
    dire(en_evaluation, agnes)
    assert connecter(client, mona_lit).get(adresse(en_evaluation)).status_code == 404
    expedier(apres)
    assert [m for m in mail.outbox if mona_lit.courriel in m.to] == []


@pytest.mark.parametrize(
    ("texte", "code"), [(" \n ", "discussion_vide"), ("a" * (LONGUEUR_DE_LA_DISCUSSION + 1), "discussion_longue")]
)
def test_un_message_vide_ou_trop_long_est_refuse(mona_lit, agnes, en_evaluation, apres, texte, code):
    for verbe, par in ((poser, mona_lit), (dire, agnes)):
        with pytest.raises(ActeRefuse) as refus:
            verbe(en_evaluation, par, texte)
        assert refus.value.code == code


def test_une_question_trop_longue_reste_affichee(client, mona_lit, en_evaluation, apres):
    texte = "z" * (LONGUEUR_DE_LA_DISCUSSION + 1)
    page = connecter(client, mona_lit).post(adresse(en_evaluation), {"texte": texte, "cle": uuid.uuid4()})
    assert page.status_code == 422
    assert texte in page.content.decode()


def test_une_question_vide_dit_quel_champ_remplir(client, mona_lit, en_evaluation, apres):
    page = connecter(client, mona_lit).post(adresse(en_evaluation), {"texte": " ", "cle": uuid.uuid4()})
    assert page.status_code == 422
    assert "Renseignez « Votre question au secrétariat »" in texte_de(page)


def test_un_double_clic_pose_une_question_et_previent_une_fois(mona_lit, agnes, en_evaluation, apres):
    cle = uuid.uuid4()
    assert poser(en_evaluation, mona_lit, cle=cle) == poser(en_evaluation, mona_lit, cle=cle)
    assert prevenus("question_de_lecture") == [agnes.courriel]


def test_ce_qui_est_dit_ne_change_ni_ne_s_efface(mona_lit, en_evaluation, apres):
    poser(en_evaluation, mona_lit)
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageDeLecture.objects.update(texte="autre")
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageDeLecture.objects.all().delete()


def test_la_reponse_est_lue_de_tous_les_lecteurs_sans_dire_qui_a_demande(
    client, mona_lit, hugo, agnes, en_evaluation, apres
):
    poser(en_evaluation, mona_lit)
    page = connecter(client, agnes).post(
        adresse_de_la_region(en_evaluation), {"texte": "Oui, hors ligne.", "cle": uuid.uuid4()}, follow=True
    )
    assert "un membre de la commission" in texte_de(page).lower()
    assert str(mona_lit) not in texte_de(page)
    lue = texte_de(connecter(client, hugo).get(adresse(en_evaluation)))
    assert "Oui, hors ligne." in lue
    assert str(mona_lit) not in lue
    assert str(agnes) not in lue
    assert "Réponse du secrétariat le" in texte_de(client.get("/commission/"))


def test_seul_qui_a_demande_recoit_un_courriel_sans_titre_ni_structure(mona_lit, hugo, agnes, en_evaluation, apres):
    poser(en_evaluation, mona_lit)
    dire(en_evaluation, agnes)
    dire(en_evaluation, agnes, "Précision : sans réseau non plus.")
    assert prevenus("reponse_de_lecture") == [mona_lit.courriel]
    expedier(apres)
    recus = [m for m in mail.outbox if mona_lit.courriel in m.to]
    assert len(recus) == 1
    ecrit = recus[0].subject + recus[0].body
    assert en_evaluation.reference in ecrit
    assert "Oui, art. B.1" not in ecrit
    assert en_evaluation.titre not in ecrit
    assert en_evaluation.denomination not in ecrit


def test_l_equipe_n_en_sait_rien(client, alice, mona_lit, agnes, en_evaluation, apres):
    poser(en_evaluation, mona_lit, "Question canari 7731")
    dire(en_evaluation, agnes, "Réponse canari 7732")
    connecter(client, alice)
    for suite in ("", "messages/", "historique/"):
        assert "canari" not in texte_de(client.get(f"/candidatures/{en_evaluation.reference}/{suite}"))


def test_le_journal_sait_qui_et_quand_sans_un_mot(mona_lit, agnes, en_evaluation, apres):
    question, reponse = poser(en_evaluation, mona_lit), dire(en_evaluation, agnes)
    entrees = EntreeJournal.objects.filter(evenement__startswith="discussion.").order_by("seq")
    assert [(e.evenement, e.par, e.faits) for e in entrees] == [
        ("discussion.question", mona_lit, {"message": str(question.pk)}),
        ("discussion.reponse", agnes, {"message": str(reponse.pk)}),
    ]


def test_la_liste_montre_d_abord_ce_qui_attend(client, mona_lit, agnes, en_evaluation, apres):
    connecter(client, agnes)
    assert "Aucune question" in texte_de(client.get("/region/commission/questions/"))
    poser(en_evaluation, mona_lit)
    assert "À répondre" in texte_de(client.get("/region/commission/questions/"))
    dire(en_evaluation, agnes)
    assert "Répondu" in texte_de(client.get("/region/commission/questions/"))
