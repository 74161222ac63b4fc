"""What the worker does with the files to draw: page after page, once, again where it was left, erased with the file."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from PIL import Image

from amihr.fichiers import dessins
from amihr.fichiers.models import Analyse, Dessin, Fichier, PageDessinee
from amihr.fichiers.rangement import effacer, ranger_octets, supprimer
from amihr.fichiers.sous_processus import Veilleur
from tests.corpus import documents

INSTANT = datetime(2026, 5, 13, tzinfo=UTC)


@pytest.fixture
def ranger(db, rangement_prive):
    """`ranger(octets)`: a file as uploads leave one, with the number of pages that its check counted."""

    def appeler(octets, pages=1, type_mime="application/pdf", **champs):
        fichier = ranger_octets(octets, nom="mémoire.pdf", type_mime=type_mime, instant=INSTANT)
        Fichier.objects.filter(pk=fichier.pk).update(pages=pages, **champs)
        fichier.refresh_from_db()
        return fichier

    return appeler


@pytest.fixture
def memoire(ranger):
    return ranger(documents.pdf(pages=5), pages=5)


@pytest.fixture(autouse=True)
def dessinateur_de_ce_test(monkeypatch):
    """A subprocess of the test's own, closed at its end."""
    veilleur = Veilleur("amihr.fichiers.dessin")
    monkeypatch.setattr(dessins, "DESSINATEUR", veilleur)
    yield veilleur
    veilleur.fermer()


def demander(fichier, **options):
    return dessins.demander(fichier, instant=INSTANT, **options)


def dessiner_jusqu_au_bout():
    """As many turns as the worker needs: one a few seconds on a busy machine."""
    while dessins.dessiner():
        pass


def numeros(fichier):
    return list(fichier.pages_dessinees.exclude(cle="").order_by("numero").values_list("numero", flat=True))


# --- Refusals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changement",
    [{"analyse": Analyse.EN_ATTENTE}, {"analyse": Analyse.INFECTE}, {"efface_le": INSTANT}],
    ids=["quarantaine", "infecté", "effacé"],
)
def test_ce_qui_ne_se_lit_pas_n_est_pas_dessine(memoire, changement):
    demander(memoire)
    Fichier.objects.filter(pk=memoire.pk).update(**changement)
    memoire.refresh_from_db()
    assert not dessins.est_dessinable(memoire)
    assert dessins.dessiner() is False
    assert numeros(memoire) == []


def test_un_fichier_retenu_pendant_qu_il_se_dessine_ne_garde_pas_la_page_en_cours(
    memoire, monkeypatch, rangement_prive
):
    demander(memoire)
    avant = set(os.listdir(rangement_prive))
    reel = dessins.DESSINATEUR.analyser

    def retenir(demande):
        Fichier.objects.filter(pk=memoire.pk).update(analyse=Analyse.INFECTE)
        return reel(demande)

    monkeypatch.setattr(dessins.DESSINATEUR, "analyser", retenir)
    dessins.dessiner()
    assert PageDessinee.objects.count() == 0
    assert set(os.listdir(rangement_prive)) == avant


def test_un_document_qui_ne_s_ouvre_pas_est_dit_en_une_fois(ranger, monkeypatch):
    fichier = ranger(b"%PDF-1.7 rien", pages=200)
    demandes = []
    reel = dessins.DESSINATEUR.analyser
    monkeypatch.setattr(dessins.DESSINATEUR, "analyser", lambda demande: demandes.append(1) or reel(demande))
    demander(fichier)
    dessiner_jusqu_au_bout()
    assert (len(demandes), fichier.pages_dessinees.count(), numeros(fichier)) == (1, 200, [])
    assert Dessin.objects.get().acheve_le


def test_une_page_qui_ne_se_dessine_pas_n_arrete_pas_les_autres(ranger):
    fichier = ranger(documents.pdf(pages=2), pages=3)
    demander(fichier)
    dessiner_jusqu_au_bout()
    assert numeros(fichier) == [1, 2]
    assert fichier.pages_dessinees.get(numero=3).est_dessinee is False


@pytest.mark.parametrize(("bonnes", "essais"), [(0, 5), (4, 9), (5, 11)])
def test_un_document_dont_presque_rien_ne_se_dessine_est_abandonne(ranger, monkeypatch, bonnes, essais):
    fichier = ranger(documents.pdf(pages=bonnes or 1), pages=200)
    demandes, reel = [], dessins.DESSINATEUR.analyser

    def trop_longue(demande):
        demandes.append(demande["page"])
        return reel(demande) if demande["page"] <= bonnes else {"admis": False, "code": "fichier_analyse_trop_longue"}

    monkeypatch.setattr(dessins.DESSINATEUR, "analyser", trop_longue)
    demander(fichier)
    dessiner_jusqu_au_bout()
    assert len(demandes) == essais
    assert numeros(fichier) == list(range(1, bonnes + 1))
    assert fichier.pages_dessinees.count() == 200


def test_un_stockage_absent_remet_a_plus_tard_sans_rien_dire_de_la_page(memoire):
    demander(memoire)
    default_storage.delete(memoire.cle)
    assert dessins.dessiner() is False
    assert (PageDessinee.objects.count(), Dessin.objects.get().acheve_le) == (0, None)


def test_sans_sous_processus_rien_n_est_dit_de_la_page(memoire, monkeypatch):
    def personne(demande):
        raise OSError("no subprocess takes the file")

    demander(memoire)
    monkeypatch.setattr(dessins.DESSINATEUR, "analyser", personne)
    dessins.dessiner()
    assert (PageDessinee.objects.count(), Dessin.objects.get().acheve_le) == (0, None)


@pytest.mark.django_db(transaction=True)
def test_deux_travailleurs_ne_dessinent_pas_a_la_fois(memoire):
    demander(memoire)
    autre = connection.copy()
    try:
        with autre.cursor() as curseur:
            curseur.execute(dessins.TENIR)
            assert dessins.dessiner() is False
            assert numeros(memoire) == []
            curseur.execute("SELECT pg_advisory_unlock_all()")  # a server that is left goes in its own time
    finally:
        autre.close()
    dessiner_jusqu_au_bout()
    assert numeros(memoire) == [1, 2, 3, 4, 5]


def test_une_page_n_est_gardee_qu_une_fois(memoire):
    PageDessinee.objects.create(fichier=memoire, numero=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PageDessinee.objects.create(fichier=memoire, numero=1)


# --- What is drawn -------------------------------------------------------------------------------------------


def test_toutes_les_pages_sont_dessinees_une_fois_et_gardees_avec_leur_texte(memoire, rangement_prive):
    demander(memoire)
    dessiner_jusqu_au_bout()
    page = memoire.pages_dessinees.get(numero=3)
    with default_storage.open(page.cle) as octets:
        assert len(octets.read()) == page.taille
    assert (page.largeur, page.hauteur, page.texte) == (1240, 1755, "Document fictif, page 3")
    avant = set(os.listdir(rangement_prive))
    demander(memoire)
    dessiner_jusqu_au_bout()
    assert (numeros(memoire), set(os.listdir(rangement_prive))) == ([1, 2, 3, 4, 5], avant)


def test_une_image_est_une_seule_page(ranger):
    octets = io.BytesIO()
    Image.new("RGB", (3000, 2000)).save(octets, "PNG")
    fichier = ranger(octets.getvalue(), type_mime="image/png")
    demander(fichier)
    dessiner_jusqu_au_bout()
    page = fichier.pages_dessinees.get()
    assert (page.numero, page.largeur, page.hauteur, page.texte) == (1, 1754, 1169, "")


def test_la_page_demandee_vient_avant_les_autres(memoire):
    demander(memoire, page=4)
    assert dessins._manquantes(Dessin.objects.get()) == [4, 5, 1, 2, 3]


def test_ce_que_quelqu_un_lit_passe_avant_ce_qui_est_prevu(memoire, ranger):
    prevu = ranger(documents.pdf())
    assert dessins.prevoir(Fichier.objects.filter(pk=prevu.pk), instant=INSTANT - timedelta(days=1)) == 1
    demander(memoire)
    assert [dessin.fichier_id for dessin in Dessin.objects.a_poursuivre()] == [memoire.pk, prevu.pk]
    demander(prevu)
    PageDessinee.objects.create(fichier=memoire, numero=1)
    assert [dessin.fichier_id for dessin in Dessin.objects.a_poursuivre()] == [prevu.pk, memoire.pk]


def test_ce_qui_fut_prevu_il_y_a_longtemps_n_est_en_retard_pour_personne(memoire):
    dessins.prevoir(Fichier.objects.filter(pk=memoire.pk), instant=INSTANT - timedelta(days=9))
    dessin, est_a_reveiller = demander(memoire)
    assert (est_a_reveiller, dessins.est_sans_nouvelle(dessin, INSTANT)) == (True, False)
    assert dessins.est_sans_nouvelle(demander(memoire)[0], INSTANT + timedelta(minutes=2))


def test_prevoir_deux_fois_ne_change_rien(memoire):
    fichiers = Fichier.objects.filter(pk=memoire.pk)
    assert [dessins.prevoir(fichiers, instant=INSTANT) for _ in range(2)] == [1, 0]


def test_le_travailleur_n_est_reveille_que_s_il_y_a_a_faire(memoire):
    assert [demander(memoire)[1] for _ in range(2)] == [True, False]
    assert demander(memoire, page=5)[1]
    dessiner_jusqu_au_bout()
    assert not demander(memoire, page=1)[1]


def test_une_tranche_finie_laisse_la_suite_a_la_suivante(memoire):
    demander(memoire)
    tours = 1
    while dessins.dessiner(secondes=0.01):
        tours += 1
    assert tours > 1
    assert numeros(memoire) == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_un_travailleur_tue_au_milieu_reprend_ou_il_en_etait(ranger):
    fichier = ranger(documents.pdf(pages=30), pages=30)
    demander(fichier)
    nom = connection.settings_dict["NAME"]
    code = (
        "import django; django.setup()\nfrom django.conf import settings\n"
        f"settings.DATABASES['default']['NAME'] = {nom!r}\n"
        f"settings.STORAGES['default']['OPTIONS']['location'] = {default_storage.location!r}\n"
        "from amihr.fichiers.dessins import dessiner\ndessiner(300)\n"
    )
    travailleur = subprocess.Popen([sys.executable, "-c", code], env={**os.environ})
    limite = time.monotonic() + 120
    while fichier.pages_dessinees.count() < 3 and time.monotonic() < limite:
        time.sleep(0.02)
    travailleur.send_signal(signal.SIGKILL)
    assert travailleur.wait() == -signal.SIGKILL
    deja = set(fichier.pages_dessinees.values_list("numero", "cle"))
    assert 3 <= len(deja) < 30
    limite = time.monotonic() + 300
    while (dessins.dessiner() or not Dessin.objects.get().acheve_le) and time.monotonic() < limite:
        pass
    assert numeros(fichier) == list(range(1, 31))
    assert deja <= set(fichier.pages_dessinees.values_list("numero", "cle"))


# --- Erased with the file --------------------------------------------------------------------------------------


@pytest.fixture
def dessine(memoire):
    demander(memoire)
    dessiner_jusqu_au_bout()
    return memoire


def test_supprimer_un_fichier_emporte_ses_pages(dessine, rangement_prive, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        supprimer(dessine)
    assert (PageDessinee.objects.count(), Dessin.objects.count(), os.listdir(rangement_prive)) == (0, 0, [])


def test_effacer_un_fichier_emporte_ses_pages_et_leur_texte(
    dessine, rangement_prive, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        effacer(dessine, instant=INSTANT)
    assert (PageDessinee.objects.count(), Dessin.objects.count(), os.listdir(rangement_prive)) == (0, 0, [])
    assert Fichier.objects.get().efface_le == INSTANT


# --- Since when the worker gives no sign -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("avance", "secondes", "silence"),
    [(None, 61, True), (None, 59, False), (30, 89, False), (30, 91, True)],
)
def test_une_minute_sans_nouvelle(memoire, avance, secondes, silence):
    dessin = demander(memoire)[0]
    dessin.avance_le = avance and INSTANT + timedelta(seconds=avance)
    assert dessins.est_sans_nouvelle(dessin, INSTANT + timedelta(seconds=secondes)) is silence
    dessin.acheve_le = INSTANT
    assert not dessins.est_sans_nouvelle(dessin, INSTANT + timedelta(seconds=secondes))
