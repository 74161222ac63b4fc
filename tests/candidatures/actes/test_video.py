"""A video that does not open: who may flag it, one remedy for all before one minute, what each side sees (Q28)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.actes import video as actes
from candidatures.lectures.videos import nombre_de_videos_a_traiter, videos_signalees
from candidatures.models import RemedeVideo, SignalementVideo
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, REPONSES
from tests.pages import texte_de

DANS_CINQ_JOURS = APRES + timedelta(days=5)


def demander(edition, *dossiers, par, quand=DANS_CINQ_JOURS):
    return actes.demander_le_remede(edition, [d.reference for d in dossiers], par=par, derniere_minute=quand)


@pytest.fixture
def autre(edition, mona_lit):
    """Another dossier that Mona reads."""
    autre = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Solatuile", denomination="Toitures SAS")
    declarer_aucun_lien(mona_lit, autre)
    return autre


def test_qui_ne_lit_pas_ne_signale_pas(mona, alice, agnes, en_evaluation, apres):
    for qui in (mona, alice, agnes):
        with pytest.raises(Http404):
            actes.signaler(en_evaluation, par=qui)
    assert not SignalementVideo.objects.exists()


def test_un_dossier_sans_video_n_est_pas_signale(edition, mona_lit, apres):
    sans = CandidatureFactory(edition=edition, etat="en_evaluation", reponses=REPONSES | {"video": {}})
    declarer_aucun_lien(mona_lit, sans)
    with pytest.raises(Http404):
        actes.signaler(sans, par=mona_lit)


def test_on_ne_leve_que_son_propre_signalement(mona_lit, hugo, en_evaluation, apres):
    actes.signaler(en_evaluation, par=mona_lit)
    with pytest.raises(Http404):
        actes.lever(en_evaluation, par=hugo)
    actes.lever(en_evaluation, par=mona_lit)
    with pytest.raises(Http404):
        actes.lever(en_evaluation, par=mona_lit)


def test_l_operateur_et_le_membre_ne_demandent_rien_aux_equipes(edition, mona_lit, oscar, en_evaluation, apres):
    actes.signaler(en_evaluation, par=mona_lit)
    for qui in (mona_lit, oscar):
        with pytest.raises(Http404):
            demander(edition, en_evaluation, par=qui)
    assert not RemedeVideo.objects.exists()


def test_rien_n_est_demande_pour_une_video_que_personne_n_a_signalee(
    edition, mona_lit, agnes, en_evaluation, autre, apres
):
    actes.signaler(en_evaluation, par=mona_lit)
    with pytest.raises(Http404):
        demander(edition, en_evaluation, autre, par=agnes)
    assert not RemedeVideo.objects.exists()


@pytest.mark.parametrize(
    ("quand", "code"), [(APRES - timedelta(minutes=2), "video_delai"), (None, "video_sans_dossier")]
)
def test_une_echeance_passee_ou_un_choix_vide_sont_refuses(edition, mona_lit, agnes, en_evaluation, apres, quand, code):
    actes.signaler(en_evaluation, par=mona_lit)
    with pytest.raises(ActeRefuse) as refus:
        demander(edition, *([en_evaluation] if quand else []), par=agnes, quand=quand or DANS_CINQ_JOURS)
    assert refus.value.code == code


def test_une_demande_en_cours_n_est_pas_doublee(edition, mona_lit, agnes, en_evaluation, apres):
    actes.signaler(en_evaluation, par=mona_lit)
    demander(edition, en_evaluation, par=agnes)
    with pytest.raises(ActeRefuse) as refus:
        demander(edition, en_evaluation, par=agnes)
    assert refus.value.code == "video_deja"
    assert en_evaluation.reference in refus.value.phrase


def test_le_meme_remede_la_meme_minute_pour_toutes(edition, mona_lit, agnes, alice, en_evaluation, autre, apres):
    actes.signaler(en_evaluation, par=mona_lit)
    actes.signaler(autre, par=mona_lit)
    remedes = demander(edition, en_evaluation, autre, par=agnes)
    assert len({(r.lot, r.echeance_le) for r in remedes}) == 1
    assert remedes[0].derniere_minute == DANS_CINQ_JOURS
    assert Courrier.objects.filter(evenement="video_a_rendre_accessible", personne=alice).count() == 1
    assert nombre_de_videos_a_traiter(agnes, edition) == 0
    expedier(apres)
    ecrit = next(m for m in mail.outbox if alice.courriel in m.to)
    assert ecrit.subject.startswith("[")
    assert "[Action requise]" in ecrit.subject
    assert str(mona_lit) not in ecrit.body


def test_l_equipe_repond_avant_la_derniere_minute_et_pas_apres(edition, mona_lit, agnes, alice, en_evaluation, apres):
    actes.signaler(en_evaluation, par=mona_lit)
    remede = demander(edition, en_evaluation, par=agnes)[0]
    with horloge.a(remede.echeance_le), pytest.raises(ActeRefuse) as refus:
        actes.repondre(en_evaluation, remede.pk, par=alice)
    assert refus.value.code == "video_echue"
    with horloge.a(remede.echeance_le - timedelta(microseconds=1)):
        assert actes.repondre(en_evaluation, remede.pk, par=alice).repondu_par == alice
        assert actes.repondre(en_evaluation, remede.pk, par=alice).repondu_le
    assert EntreeJournal.objects.filter(evenement="video.remede_repondu").count() == 1


def test_un_rival_ne_repond_pas(edition, mona_lit, agnes, bruno, en_evaluation, apres):
    actes.signaler(en_evaluation, par=mona_lit)
    remede = demander(edition, en_evaluation, par=agnes)[0]
    with pytest.raises(Http404):
        actes.repondre(en_evaluation, remede.pk, par=bruno)


def test_un_agent_deporte_ne_voit_pas_le_dossier_signale(edition, mona_lit, agnes, en_evaluation, apres):
    actes.signaler(en_evaluation, par=mona_lit)
    assert list(videos_signalees(agnes, edition)) == [en_evaluation]
    deporter(agnes, en_evaluation)
    assert list(videos_signalees(agnes, edition)) == []


def test_du_signalement_a_la_reponse_par_les_pages(
    client, edition, mona_lit, agnes, oscar, alice, en_evaluation, apres
):
    adresse = f"/commission/dossiers/{en_evaluation.reference}/"
    page = connecter(client, mona_lit).post(f"{adresse}video/", follow=True)
    assert "Vous avez signalé le" in texte_de(page)
    assert "Demander aux équipes choisies" not in texte_de(connecter(client, oscar).get("/region/commission/videos/"))
    connecter(client, agnes)
    page = client.post("/region/commission/videos/", {"jour": "2026-05-20", "heure": "23:59"})
    assert page.status_code == 422
    assert "Choisissez au moins un dossier" in texte_de(page)
    choix = {"dossiers": [en_evaluation.reference], "jour": "2026-05-20", "heure": "23:59"}
    assert "demandé à 1 équipe" in texte_de(client.post("/region/commission/videos/", choix, follow=True))
    page = connecter(client, alice).get(f"/candidatures/{en_evaluation.reference}/")
    assert "Votre vidéo ne s’ouvre pas" in texte_de(page)
    assert "20 mai 2026 à 23 h 59" in texte_de(page)
    remede = RemedeVideo.objects.get()
    page = client.post(f"/candidatures/{en_evaluation.reference}/video/{remede.pk}/", follow=True)
    assert "vous avez répondu le" in texte_de(page)
    connecter(client, mona_lit)
    assert "L’équipe a répondu le" in texte_de(client.get(adresse))
    client.post(f"{adresse}video/", {"geste": "lever"})
    assert "S’ouvre de nouveau" in texte_de(connecter(client, agnes).get("/region/commission/videos/"))


def test_la_liste_des_videos_ne_coute_pas_plus_par_dossier(
    client, edition, mona_lit, agnes, en_evaluation, autre, apres, django_assert_num_queries
):
    actes.signaler(en_evaluation, par=mona_lit)
    with django_assert_num_queries(2):
        list(videos_signalees(agnes, edition))
    actes.signaler(autre, par=mona_lit)
    with django_assert_num_queries(2):
        assert len(list(videos_signalees(agnes, edition))) == 2
