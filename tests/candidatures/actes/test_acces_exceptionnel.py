"""Asking for exceptional access, granting it, ending it: the refusals, then what it does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.habilitations.models import Public
from amihr.journal.models import EntreeJournal
from amihr.pilotage.lectures import a_ete_lue
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, acces, consulter
from candidatures.actes.acces_exceptionnel import autoriser, clore, demander
from candidatures.models import AccesExceptionnel
from tests.fabriques.candidatures import (
    CandidatureFactory,
    asseoir,
    declarer_aucun_lien,
    deporter,
    nommer_rapporteur,
    signer_nda,
)
from tests.fabriques.editions import APRES, PENDANT, publier_nda
from tests.fils import ensemble
from tests.personnages import personne

HEURE = timedelta(hours=1)
LIRE = Action.LIRE_PAR_EXCEPTION


@pytest.fixture
def adam(edition):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
    signer_nda(adam, edition, Public.AGENT)
    return adam


@pytest.fixture
def demande(edition, adam, agnes, en_evaluation, apres):
    return demander(edition, en_evaluation.reference, motif="Un fichier ne s’ouvre pas", par=adam)


def refus(acte, *args, **options):
    with pytest.raises(ActeRefuse) as leve:
        acte(*args, **options)
    return leve.value.code


def demandeur(edition, dossier, qui, **options):
    return refus(demander, edition, dossier.reference, motif="Vérifier", par=qui, **options)


# --- Asking
def test_il_faut_un_motif(edition, adam, agnes, en_evaluation, apres):
    assert refus(demander, edition, en_evaluation.reference, motif=" ", par=adam) == "acces_sans_motif"


def test_ce_qui_ne_peut_s_ouvrir_ressemble_a_ce_qui_n_existe_pas(edition, adam, agnes, depose, apres):
    scelle = CandidatureFactory(edition=edition)
    deporter(adam, depose)
    absent = refus(demander, edition, "ESSAI-2026-ZZZZ", motif="Vérifier", par=adam)
    assert (
        [demandeur(edition, dossier, adam) for dossier in (scelle, depose)] == [absent] * 2 == ["acces_impossible"] * 2
    )


def test_avant_la_cloture_rien_ne_se_demande(edition, adam, agnes, depose):
    with horloge.a(PENDANT):
        assert demandeur(edition, depose, adam) == "acces_impossible"
    with horloge.a(APRES):
        assert demander(edition, depose.reference.lower(), motif="Vérifier", par=adam)


@pytest.mark.parametrize("role", [Role.OPERATEUR, Role.DPO])
def test_seuls_un_agent_et_un_administrateur_demandent(edition, adam, agnes, depose, apres, role):
    adam.attributions.update(role=role)
    assert demandeur(edition, depose, adam) == "acces_impossible"


def test_sans_signature_rien_ne_se_demande(edition, agnes, depose, apres):
    ada = personne("Ada", roles=[Role.ADMINISTRATEUR])
    assert demandeur(edition, depose, ada) == "acces_impossible"


def test_un_autre_appel_n_est_pas_celui_ci(edition, adam, agnes, apres):
    ailleurs = CandidatureFactory(deposee=True)
    assert demandeur(edition, ailleurs, adam) == "acces_impossible"


def test_un_rapporteur_n_a_rien_a_demander(edition, agnes, depose, apres):
    signer_nda(personne("Ines", roles=[Role.AGENT]), edition, Public.AGENT)
    nommer_rapporteur(agnes, depose)
    assert demandeur(edition, depose, agnes) == "acces_deja_lecteur"


def test_il_faut_quelqu_un_d_autre(edition, agnes, depose, apres):
    assert demandeur(edition, depose, agnes) == "acces_sans_second"
    deporte = personne("Denis", roles=[Role.AGENT])
    signer_nda(deporte, edition, Public.AGENT)
    deporter(deporte, depose)
    assert demandeur(edition, depose, agnes) == "acces_sans_second"


def test_une_demande_a_la_fois_par_dossier(edition, demande, adam, agnes, en_evaluation, depose):
    assert demandeur(edition, en_evaluation, adam) == "acces_deja_demande"
    assert demander(edition, depose.reference, motif="Vérifier", par=adam)
    autoriser(demande, par=agnes)
    assert demandeur(edition, en_evaluation, adam) == "acces_deja_demande"
    with horloge.a(APRES + HEURE):
        assert demander(edition, en_evaluation.reference, motif="Vérifier", par=adam)


def test_une_demande_n_ouvre_rien_et_se_dit_aux_agents(demande, adam, agnes, en_evaluation, mailoutbox):
    declarer_aucun_lien(adam, en_evaluation)
    assert not acces(adam, en_evaluation, LIRE)
    expedier(APRES)
    assert [message.to for message in mailoutbox] == [["agnes@exemple.fr"]]
    assert "Canoptère" not in mailoutbox[0].body + mailoutbox[0].subject
    assert "ne s’ouvre pas" not in mailoutbox[0].body
    assert EntreeJournal.objects.get(evenement="acces_exceptionnel.demande").faits == {"acces": str(demande.pk)}


# --- Granting
def test_personne_n_autorise_sa_demande(edition, agnes, depose, apres):
    signer_nda(personne("Ines", roles=[Role.AGENT]), edition, Public.AGENT)
    demande = demander(edition, depose.reference, motif="Vérifier", par=agnes)
    assert refus(autoriser, demande, par=agnes) == "acces_par_soi"
    declarer_aucun_lien(agnes, depose)
    assert not acces(agnes, depose, LIRE)


@pytest.mark.parametrize("qui", ["oscar", "mona", "bruno", "ada"])
def test_seul_un_agent_qui_instruit_le_dossier_autorise(request, edition, demande, agnes, qui):
    if qui == "ada":
        autre = personne("Ada", roles=[Role.ADMINISTRATEUR])
        signer_nda(autre, edition, Public.AGENT)
    else:
        autre = request.getfixturevalue(qui)
    with pytest.raises(Http404):
        autoriser(demande, par=autre)
    autoriser(demande, par=agnes)


def test_un_agent_deporte_n_autorise_pas(demande, agnes, en_evaluation):
    deporter(agnes, en_evaluation)
    with pytest.raises(Http404):
        autoriser(demande, par=agnes)


def test_ce_qui_a_change_depuis_la_demande_compte(demande, adam, agnes, edition, en_evaluation):
    publier_nda(edition, Public.AGENT, instant=APRES)
    signer_nda(agnes, edition, Public.AGENT)
    assert refus(autoriser, demande, par=agnes) == "acces_plus_possible"
    signer_nda(adam, edition, Public.AGENT)
    deporter(adam, en_evaluation)
    assert refus(autoriser, demande, par=agnes) == "acces_plus_possible"


def test_une_demande_ne_s_autorise_ni_tard_ni_deux_fois(demande, agnes):
    with horloge.a(demande.expire_le):
        assert refus(autoriser, demande, par=agnes) == "acces_clos"
    autoriser(demande, par=agnes)
    assert refus(autoriser, demande, par=agnes) == "acces_clos"


def test_l_heure_part_de_l_autorisation(demande, adam, agnes, en_evaluation):
    declarer_aucun_lien(adam, en_evaluation)
    plus_tard = APRES + timedelta(hours=30)
    with horloge.a(plus_tard):
        autoriser(demande, par=agnes)
        assert acces(adam, en_evaluation, LIRE)
    with horloge.a(plus_tard + HEURE):
        assert not acces(adam, en_evaluation, LIRE)
    faits = EntreeJournal.objects.get(evenement="acces_exceptionnel.autorise").faits
    assert faits == {
        "acces": str(demande.pk),
        "personne": str(adam.pk),
        "finit_le": (plus_tard + HEURE).isoformat(),
    }


def test_la_base_refuse_seul_ou_plus_d_une_heure(demande, adam, agnes):
    ouvrir = {"autorise_par": agnes, "autorise_le": APRES, "finit_le": APRES + HEURE}
    for champs in (
        {"autorise_par": adam},
        {"finit_le": APRES + HEURE + timedelta(seconds=1)},
        {"autorise_le": demande.expire_le, "finit_le": demande.expire_le},
        {"motif": "Un autre"},
        {"personne": agnes},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccesExceptionnel.objects.filter(pk=demande.pk).update(**(ouvrir | champs))
    AccesExceptionnel.objects.filter(pk=demande.pk).update(**ouvrir)
    for champs in ({"finit_le": APRES + HEURE / 2}, {"autorise_le": APRES + HEURE / 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccesExceptionnel.objects.filter(pk=demande.pk).update(**champs)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccesExceptionnel.objects.filter(pk=demande.pk).delete()


def test_l_avis_va_au_secretariat_a_la_presidence_et_au_delegue(
    edition, demande, adam, agnes, en_evaluation, mailoutbox
):
    paula, dora = personne("Paula"), personne("Dora", roles=[Role.DPO])
    asseoir(paula, edition, est_president=True)
    declarer_aucun_lien(paula, en_evaluation)
    ines, denis = (personne(nom, roles=[Role.AGENT]) for nom in ("Ines", "Denis"))
    for agent in (ines, denis):
        signer_nda(agent, edition, Public.AGENT)
    deporter(denis, en_evaluation)
    autoriser(demande, par=agnes)
    avis = Courrier.objects.filter(evenement="acces_exceptionnel_avis").values_list("destinataire", flat=True)
    assert set(avis) == {agnes.courriel, ines.courriel, paula.courriel, dora.courriel}
    expedier(APRES)
    textes = " ".join(message.subject + message.body for message in mailoutbox)
    assert en_evaluation.reference in textes
    assert not [mot for mot in ("Canoptère", "Orthoselve", "ne s’ouvre pas") if mot in textes]
    assert "/region/" not in next(message.body for message in mailoutbox if message.to == [paula.courriel])


def test_une_presidente_deportee_n_apprend_rien(edition, demande, agnes, en_evaluation):
    paula = personne("Paula")
    asseoir(paula, edition, est_president=True)
    declarer_aucun_lien(paula, en_evaluation)
    deporter(paula, en_evaluation)
    autoriser(demande, par=agnes)
    assert not Courrier.objects.filter(destinataire=paula.courriel).exists()


def test_un_deport_avant_l_envoi_retient_l_avis(edition, demande, agnes, en_evaluation, mailoutbox):
    ines = personne("Ines", roles=[Role.AGENT])
    signer_nda(ines, edition, Public.AGENT)
    autoriser(demande, par=agnes)
    deporter(ines, en_evaluation)
    expedier(APRES)
    assert [message for message in mailoutbox if message.to == [ines.courriel]] == []
    assert [message for message in mailoutbox if message.to == [agnes.courriel]]


# --- Ending
@pytest.mark.parametrize("qui", ["adam", "agnes"])
def test_l_un_ou_l_autre_met_fin(demande, adam, agnes, en_evaluation, qui):
    declarer_aucun_lien(adam, en_evaluation)
    autoriser(demande, par=agnes)
    assert acces(adam, en_evaluation, LIRE)
    clore(demande, par={"adam": adam, "agnes": agnes}[qui])
    assert not acces(adam, en_evaluation, LIRE)
    demande.refresh_from_db()
    assert demande.etat(APRES) == "ferme"
    assert refus(clore, demande, par=agnes) == "acces_clos"


def test_nul_autre_ne_met_fin(demande, oscar, mona, agnes):
    for qui in (oscar, mona):
        with pytest.raises(Http404):
            clore(demande, par=qui)


@pytest.mark.parametrize(("qui", "etat"), [("adam", "retire"), ("agnes", "refuse")])
def test_une_demande_se_retire_ou_se_refuse(demande, adam, agnes, qui, etat):
    clore(demande, par={"adam": adam, "agnes": agnes}[qui])
    demande.refresh_from_db()
    assert demande.etat(APRES) == etat
    assert refus(autoriser, demande, par=agnes) == "acces_clos"


def test_l_etat_est_le_meme_pour_un_acces_et_pour_tous(demande, agnes):
    def jumeaux(instant):
        lus = AccesExceptionnel.objects
        return {
            "en_attente": lus.en_attente(instant).exists(),
            "ouvert": lus.ouverts(instant).exists(),
        }

    for instant in (APRES, demande.expire_le - timedelta(microseconds=1), demande.expire_le):
        assert jumeaux(instant)["en_attente"] == (demande.etat(instant) == "en_attente")
    demande = autoriser(demande, par=agnes)
    for instant in (APRES, APRES + HEURE - timedelta(microseconds=1), APRES + HEURE):
        assert jumeaux(instant) == {"en_attente": False, "ouvert": demande.etat(instant) == "ouvert"}


def test_une_lecture_exceptionnelle_interdit_de_reporter_la_cloture(edition, adam, agnes, depose, apres):
    demande = demander(edition, depose.reference, motif="Vérifier", par=adam)
    declarer_aucun_lien(adam, depose)
    autoriser(demande, par=agnes)
    assert not a_ete_lue(edition)
    consulter(adam, depose.reference, LIRE)
    assert a_ete_lue(edition)


# --- Together
@pytest.mark.django_db(transaction=True)
def test_deux_autorisations_a_la_fois_n_en_font_qu_une(edition, demande, agnes):
    ines = personne("Ines", roles=[Role.AGENT])
    signer_nda(ines, edition, Public.AGENT)
    issues = ensemble(lambda: autoriser(demande, par=agnes), lambda: autoriser(demande, par=ines))
    assert sorted(getattr(issue, "code", "faite") for issue in issues) == ["acces_clos", "faite"]
    assert Courrier.objects.filter(evenement="acces_exceptionnel_ouvert").count() == 1


@pytest.mark.django_db(transaction=True)
def test_refuser_et_autoriser_a_la_fois_donne_une_seule_issue(edition, demande, agnes):
    issues = ensemble(lambda: autoriser(demande, par=agnes), lambda: clore(demande, par=demande.personne))
    demande.refresh_from_db()
    if "acces_clos" in [getattr(issue, "code", "") for issue in issues]:
        assert demande.etat(APRES) == "retire"
    else:
        assert demande.etat(APRES) == "ferme"


@pytest.mark.django_db(transaction=True)
def test_deux_demandes_a_la_fois_n_en_font_qu_une(edition, adam, agnes, en_evaluation, apres):
    geste = lambda: demander(edition, en_evaluation.reference, motif="Vérifier", par=adam)  # noqa: E731
    issues = ensemble(geste, geste)
    assert sorted(getattr(issue, "code", "faite") for issue in issues) == ["acces_deja_demande", "faite"]
