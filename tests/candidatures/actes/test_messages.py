"""The thread of a dossier: who writes, what is kept for ever, who is told, what is published; notes of staff."""

import uuid

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.editions.questions import reponses_publiques
from amihr.habilitations.models import Public
from amihr.journal.models import Chaine, EntreeJournal
from amihr.pilotage.lectures import a_ete_lue
from amihr.socle.refus import ActeRefuse
from candidatures.actes import messages as actes
from candidatures.actes.saisie import supprimer
from candidatures.lectures import messages as lectures
from candidatures.models import Message, NoteInterne
from candidatures.regles.messages import LONGUEUR, publication_proposee
from tests.fabriques.candidatures import CandidatureFactory, deporter, figer, signer_nda
from tests.fabriques.editions import APRES, CLOTURE, PENDANT
from tests.fabriques.messages import message, note
from tests.personnages import personne

PUBLICATION = {"enonce": "Peut-on déposer en groupement ?", "article": "B.1", "texte": "Oui, avec un mandataire."}


def ecrire(dossier, par, texte="Peut-on déposer à plusieurs ?", cle=None):
    return actes.ecrire(dossier, texte, par=par, cle=cle or uuid.uuid4())


def repondre(dossier, par, texte="Oui.", cle=None, **options):
    return actes.repondre(dossier, texte, par=par, cle=cle or uuid.uuid4(), **options)


def effacer_les_messages():
    """Delete them as a whole transaction would, up to what is asked at its end."""
    with transaction.atomic():
        Message.objects.all().delete()
        connection.check_constraints()


def destinataires(evenement):
    lignes = Courrier.objects.filter(evenement=evenement).order_by("destinataire")
    return list(lignes.values_list("destinataire", flat=True))


def test_un_rival_n_ecrit_pas(bruno, depose, pendant):
    with pytest.raises(Http404):
        ecrire(depose, bruno)


def test_qui_peut_seulement_lire_n_ecrit_pas(alice, depose, pendant):
    depose.equipiers.update(droit="lire")
    with pytest.raises(Http404):
        ecrire(depose, alice)
    depose.equipiers.update(droit="rediger")
    assert ecrire(depose, alice).cote == "equipe"


def test_avant_la_cloture_la_region_ne_repond_qu_a_qui_a_ecrit(agnes, alice, depose, pendant):
    with pytest.raises(Http404):
        repondre(depose, agnes)
    ecrire(depose, alice)
    assert repondre(depose, agnes).cote == "region"


@pytest.mark.parametrize(("texte", "code"), [("  \n ", "message_vide"), ("a" * (LONGUEUR + 1), "message_long")])
@pytest.mark.parametrize("verbe", ["ecrire", "repondre", "noter"])
def test_un_texte_vide_ou_trop_long_est_refuse(agnes, alice, depose, apres, verbe, texte, code):
    par = alice if verbe == "ecrire" else agnes
    with pytest.raises(ActeRefuse) as refus:
        getattr(actes, verbe)(depose, texte, par=par, cle=uuid.uuid4())
    assert refus.value.code == code
    assert not Message.objects.exists()


def test_un_double_clic_envoie_un_message_et_un_courriel(alice, agnes, depose, apres):
    cle = uuid.uuid4()
    assert ecrire(depose, alice, cle=cle) == ecrire(depose, alice, cle=cle)
    assert Message.objects.count() == 1
    assert destinataires("message_recu") == [agnes.courriel]
    assert repondre(depose, agnes, cle=uuid.uuid4()) != repondre(depose, agnes)


def test_le_journal_garde_qui_et_quand_sans_un_mot(alice, agnes, depose, apres):
    recu = ecrire(depose, alice, "Un mot confidentiel")
    repondre(depose, agnes, publication=PUBLICATION)
    actes.noter(depose, "Une note", par=agnes, cle=uuid.uuid4())
    entrees = EntreeJournal.objects.filter(chaine=Chaine.ACTES).order_by("seq")
    evenements = ["message.ecrit", "question.publiee", "message.repondu", "note.ecrite"]
    assert list(entrees.values_list("evenement", flat=True)) == evenements
    assert entrees[0].par == alice
    assert entrees[0].faits == {"message": str(recu.pk)}


@pytest.mark.parametrize("faire", [message, note])
def test_ce_qui_est_ecrit_ne_se_reecrit_pas(agnes, depose, apres, faire):
    ecrit = faire(depose, agnes)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(ecrit).objects.filter(pk=ecrit.pk).update(texte="Autre chose")


def test_une_note_ne_s_efface_pas(agnes, depose, apres):
    note(depose, agnes)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteInterne.objects.all().delete()


def test_un_message_ne_s_efface_pas_seul(alice, dossier, pendant):
    message(dossier, alice)
    with pytest.raises(IntegrityError):
        effacer_les_messages()
    assert Message.objects.exists()


def test_un_brouillon_supprime_emporte_son_fil(alice, dossier, pendant):
    message(dossier, alice)
    supprimer(dossier, par=alice)
    connection.check_constraints()
    assert not Message.objects.exists()


def test_lire_un_fil_et_y_repondre_n_empeche_pas_un_report(alice, agnes, depose, pendant):
    ecrire(depose, alice)
    repondre(depose, agnes)
    assert not a_ete_lue(depose.edition)
    assert not EntreeJournal.objects.filter(chaine=Chaine.LECTURES).exists()


# --- Who is told --------------------------------------------------------------------------------------------


def test_une_equipe_qui_ecrit_previent_qui_instruit_et_personne_d_autre(
    alice, agnes, oscar, adam, mona, depose, pendant
):
    personne("Ines", roles=[Role.AGENT])
    deporte = personne("Denis", roles=[Role.AGENT])
    signer_nda(deporte, depose.edition, Public.AGENT)
    deporter(deporte, depose)
    ecrire(depose, alice)
    assert destinataires("message_recu") == [agnes.courriel, oscar.courriel]


def test_qui_a_repondu_est_prevenu_de_la_suite(alice, agnes, oscar, depose, pendant):
    ecrire(depose, alice)
    repondre(depose, oscar)
    Courrier.objects.all().delete()
    ecrire(depose, alice)
    assert destinataires("message_recu") == [oscar.courriel]


def test_qui_a_repondu_puis_est_parti_ne_l_est_plus(alice, agnes, oscar, depose, pendant):
    ecrire(depose, alice)
    repondre(depose, oscar)
    oscar.attributions.all().delete()
    assert lectures.correspondants(depose, PENDANT) == [agnes]


def test_la_reponse_previent_toute_l_equipe(alice, agnes, depose, apres):
    repondre(depose, agnes)
    assert destinataires("message_de_la_region") == [alice.courriel]


def test_le_courriel_dit_qu_il_y_a_un_message_sans_ses_mots(alice, agnes, depose, apres):
    ecrire(depose, alice, "Motrare de l’équipe")
    repondre(depose, agnes, "Motrare de la Région")
    expedier(APRES)
    textes = [f"{courriel.subject} {courriel.body} {courriel.alternatives}" for courriel in mail.outbox]
    assert len(textes) == 2
    for texte in textes:
        assert depose.reference in texte
        assert not [mot for mot in ("Motrare", depose.titre, depose.denomination, str(agnes)) if mot in texte]


def test_un_droit_perdu_avant_l_envoi_retient_le_courriel(alice, agnes, depose, apres):
    ecrire(depose, alice)
    repondre(depose, agnes)
    depose.equipiers.update(retire_le=APRES)
    deporter(agnes, depose)
    expedier(APRES)
    assert mail.outbox == []


def test_un_lien_trouve_avant_l_envoi_retient_le_courriel(alice, agnes, depose, pendant):
    ecrire(depose, alice)
    figer(depose, domaine=agnes.courriel.partition("@")[2])
    expedier(PENDANT)
    assert mail.outbox == []


# --- Published for all (Q26) ----------------------------------------------------------------------------------


def test_la_reponse_se_publie_reecrite_sans_un_mot_du_message(alice, agnes, depose, pendant):
    ecrire(depose, alice, "Nous, Orthoselve, pouvons-nous déposer avec Geosylve ?")
    repondu = repondre(depose, agnes, "Bonjour Alice, oui.", publication=PUBLICATION)
    (publiee,) = reponses_publiques(depose.edition)
    assert (publiee.enonce, publiee.article, publiee.texte) == tuple(PUBLICATION.values())
    question = publiee.question
    assert (question.texte, question.courriel, question.personne) == (PUBLICATION["enonce"], "", None)
    assert question.posee_le == repondu.instant
    assert repondu.question == question


def test_sans_publication_rien_n_est_publie(alice, agnes, depose, pendant):
    ecrire(depose, alice)
    repondre(depose, agnes)
    assert reponses_publiques(depose.edition) == []


def test_un_refus_ne_publie_rien(alice, agnes, depose, pendant):
    ecrire(depose, alice)
    with pytest.raises(ActeRefuse):
        repondre(depose, agnes, " ", publication=PUBLICATION)
    assert reponses_publiques(depose.edition) == []


@pytest.mark.parametrize(
    ("instant", "repond", "proposee"), [(PENDANT, True, True), (PENDANT, False, False), (CLOTURE, True, False)]
)
def test_publier_est_propose_tant_que_cela_sert_a_qui_candidate(edition, instant, repond, proposee):
    assert publication_proposee(edition, instant, repond=repond) is proposee


# --- What waits, what is unread -------------------------------------------------------------------------------


def test_un_fil_attend_jusqu_a_la_reponse(alice, agnes, edition, depose, pendant):
    assert lectures.nombre_de_fils_en_attente(agnes, edition) == 0
    ecrire(depose, alice)
    assert [fil.pk for fil in lectures.fils_en_attente(agnes, edition)] == [depose.pk]
    repondre(depose, agnes)
    assert lectures.nombre_de_fils_en_attente(agnes, edition) == 0
    assert [fil.pk for fil in lectures.tous_les_fils(agnes, edition)] == [depose.pk]


def test_un_fil_classe_n_attend_plus_puis_attend_de_nouveau(alice, agnes, edition, depose, pendant):
    actes.classer(depose, ecrire(depose, alice, "Merci.").pk, par=agnes)
    assert lectures.nombre_de_fils_en_attente(agnes, edition) == 0
    ecrire(depose, alice, "Encore une question")
    assert lectures.nombre_de_fils_en_attente(agnes, edition) == 1


def test_on_ne_classe_pas_un_message_que_l_on_n_a_pas_vu(alice, agnes, depose, pendant):
    vu = ecrire(depose, alice)
    ecrire(depose, alice, "Une précision")
    for identifiant in (vu.pk, None):
        with pytest.raises(ActeRefuse) as refus:
            actes.classer(depose, identifiant, par=agnes)
        assert refus.value.code == "message_nouveau"


def test_ce_qu_on_ne_trouve_pas_n_est_ni_liste_ni_compte(alice, agnes, edition, depose, pendant):
    ecrire(depose, alice)
    deporter(agnes, depose)
    assert not lectures.tous_les_fils(agnes, edition).exists()
    assert lectures.nombre_de_fils_en_attente(agnes, edition) == 0


def test_non_lu_se_dit_a_chacun_de_ce_que_l_autre_cote_a_ecrit(alice, agnes, oscar, depose, pendant):
    sien, siens = ecrire(depose, alice), ("equipe", alice)
    assert lectures.non_lus(depose, alice, "equipe") == set()
    assert lectures.non_lus(depose, agnes, "region") == {sien.pk}
    actes.marquer_lus(depose, agnes, sien.numero)
    assert lectures.non_lus(depose, agnes, "region") == set()
    assert lectures.non_lus(depose, oscar, "region") == {sien.pk}
    repondre(depose, agnes)
    assert lectures.resume_du_fil(depose, siens[1], siens[0]) == {"nombre": 2, "non_lus": 1}


def test_une_lecture_ne_revient_pas_en_arriere(alice, agnes, depose, pendant):
    premier, second = ecrire(depose, alice), ecrire(depose, alice, "Encore")
    actes.marquer_lus(depose, agnes, second.numero)
    actes.marquer_lus(depose, agnes, premier.numero)
    assert lectures.non_lus(depose, agnes, "region") == set()


def test_le_nom_d_un_dossier_se_dit_une_fois_le_sceau_leve(agnes, alice, edition, depose):
    with horloge.a(PENDANT):
        ecrire(depose, alice)
        assert [fil.nom_lisible for fil in lectures.nommer(agnes, list(lectures.tous_les_fils(agnes, edition)))] == [""]
    with horloge.a(APRES):
        (fil,) = lectures.nommer(agnes, list(lectures.tous_les_fils(agnes, edition)))
        assert fil.nom_lisible == f"{depose.titre}, {depose.denomination}"


# --- Notes ----------------------------------------------------------------------------------------------------


def test_seul_qui_instruit_note(alice, agnes, oscar, mona_lit, en_evaluation, apres):
    for qui in (alice, oscar, mona_lit):
        with pytest.raises(Http404):
            actes.noter(en_evaluation, "Une note", par=qui, cle=uuid.uuid4())
    cle = uuid.uuid4()
    ecrite = actes.noter(en_evaluation, " Une note ", par=agnes, cle=cle)
    assert actes.noter(en_evaluation, "Une note", par=agnes, cle=cle) == ecrite
    assert [n.texte for n in lectures.notes_de(en_evaluation)] == ["Une note"]


def test_avant_la_cloture_rien_ne_se_note(agnes, alice, depose, pendant):
    ecrire(depose, alice)
    with pytest.raises(Http404):
        actes.noter(depose, "Une note", par=agnes, cle=uuid.uuid4())


def test_une_note_est_d_un_seul_dossier(agnes, edition, depose, apres):
    note(CandidatureFactory(edition=edition, deposee=True), agnes)
    assert list(lectures.notes_de(depose)) == []
