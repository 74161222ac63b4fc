"""What changes during the call reaches every team, once a person, and nobody else."""

from datetime import timedelta

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier import boite
from amihr.courrier.models import Courrier, Motif
from amihr.editions.conduite import annuler, reporter, reprendre, suspendre
from amihr.editions.models import Annonce, Edition
from amihr.editions.reglement import publier_version
from amihr.journal.models import EntreeJournal
from candidatures.actes.annonces import diffuser_les_annonces
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import CLOTURE, OUVERTURE, PENDANT

pytestmark = pytest.mark.django_db


@pytest.fixture
def appel(edition, dossier):
    """An open call with the candidature of Alice."""
    edition.reglages |= {"Q45": {"reprise_heures": 24}}
    edition.save()
    with horloge.a(PENDANT):
        yield edition


def diffuser():
    return diffuser_les_annonces(horloge.maintenant())


def recus():
    """Send what is due; return ``[(address, text)]`` of what has left."""
    boite.expedier(horloge.maintenant())
    return sorted((message.to[0], message.body) for message in mail.outbox)


def test_d_un_appel_que_personne_ne_connait_rien_n_est_annonce(appel, agnes):
    Edition.objects.filter(pk=appel.pk).update(est_courante=False)
    with horloge.a(OUVERTURE - timedelta(days=1)):
        publier_version(appel, texte="Un texte.", changements="Un mot.", par=agnes)
        assert diffuser() == 0


def test_une_annonce_n_est_diffusee_qu_une_fois(appel, agnes):
    suspendre(appel, par=agnes)
    assert (diffuser(), diffuser()) == (1, 0)
    assert Courrier.objects.filter(evenement="annonce_suspension").count() == 1


def test_un_rival_d_une_autre_edition_ne_recoit_rien(appel, agnes, bruno):
    CandidatureFactory(edition__slug="une-autre", equipe=[bruno])
    suspendre(appel, par=agnes)
    diffuser()
    assert {adresse for adresse, _ in recus()} == {"alice@exemple.fr"}


def test_qui_a_quitte_l_equipe_entre_temps_ne_recoit_rien(appel, agnes, dossier):
    suspendre(appel, par=agnes)
    diffuser()
    dossier.equipiers.update(retire_le=PENDANT)
    assert recus() == []
    assert Courrier.objects.get(evenement="annonce_suspension").motif == Motif.NON_PERMIS


def test_deux_candidatures_un_seul_courriel(appel, agnes, alice):
    CandidatureFactory(edition=appel, equipe=[alice], deposee=True)
    suspendre(appel, par=agnes)
    diffuser()
    assert Annonce.objects.get().destinataires == len(recus()) == 1


def test_chaque_changement_est_dit_avec_ses_dates(appel, agnes):
    suspendre(appel, par=agnes)
    reprendre(appel, par=agnes, cloture_le=CLOTURE + timedelta(days=2))
    reporter(appel, par=agnes, cloture_le=CLOTURE + timedelta(days=7), a_ete_lue=lambda edition: False)
    publier_version(appel, texte="Un texte.", changements="Une annexe de plus.", par=agnes)
    annuler(appel, motif="Budget retiré", par=agnes)
    diffuser()
    textes = "\n".join(texte.replace("\u00a0", " ") for _, texte in recus())
    for attendu in ("est suspendu depuis", "13 mai 2026 à 23 h 59", "reportée au 18 mai 2026", "Une annexe de plus.",
                    "Budget retiré"):  # fmt: skip
        assert attendu in textes


def test_le_nombre_est_au_journal_sans_aucun_nom(appel, agnes):
    suspendre(appel, par=agnes)
    diffuser()
    entree = EntreeJournal.objects.get(evenement="annonce.diffusee")
    assert (entree.faits, entree.par) == ({"destinataires": 1}, None)


TOUTES = {
    "suspension": lambda appel, agnes: suspendre(appel, par=agnes),
    "report": lambda appel, agnes: reporter(
        appel, par=agnes, cloture_le=CLOTURE + timedelta(days=7), a_ete_lue=lambda edition: False
    ),
    "reglement": lambda appel, agnes: publier_version(appel, texte="Un texte.", changements="Un mot.", par=agnes),
    "annulation": lambda appel, agnes: annuler(appel, motif="Budget retiré", par=agnes),
}


@pytest.mark.parametrize("changement", TOUTES)
def test_chaque_annonce_dit_si_chaque_candidature_est_deposee(appel, agnes, alice, dossier, changement):
    deposee = CandidatureFactory(edition=appel, equipe=[alice], deposee=True)
    TOUTES[changement](appel, agnes)
    diffuser()
    ((_, texte),) = recus()
    texte = texte.replace("\u00a0", " ")
    non_deposee = "Non déposé. L’appel est annulé" if changement == "annulation" else "mais non déposé. Tant qu’il"
    assert f"Votre candidature {dossier.reference} : " in texte
    assert non_deposee in texte
    assert f"Votre candidature {deposee.reference} : " in texte
    assert "La version 1, déposée le " in texte
    assert "vous avez déposé" not in texte
    assert dossier.titre not in texte
