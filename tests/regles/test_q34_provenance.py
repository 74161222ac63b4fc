"""Q34: each public fact says who says so, and since when."""

from datetime import date

import pytest

from amihr import horloge
from candidatures.models import Eligibilite
from catalogue.actes.labels import delivrer
from catalogue.regles.preuve import Niveau, ecrire, fait, lire
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, decision_notifiee
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES

JOUR = date(2026, 5, 4)


def test_un_fait_sans_date_est_refuse():
    with pytest.raises(ValueError, match="date"):
        fait("Stade", "En service", Niveau.DECLARE, None)


def test_une_verification_dit_comment():
    with pytest.raises(ValueError, match="méthode"):
        fait("Siège", "Montreuil (93)", Niveau.VERIFIE, JOUR)


def test_une_declaration_ne_pretend_pas_avoir_ete_verifiee():
    with pytest.raises(ValueError, match="méthode"):
        fait("Siège", "Montreuil (93)", Niveau.DECLARE, JOUR, comment="sur pièces")


def test_ce_qui_est_garde_se_relit():
    faits = [
        fait("Stade", "En service", Niveau.EXAMINE, JOUR),
        fait("Siège", "Orly", Niveau.VERIFIE, JOUR, comment="Kbis"),
    ]
    assert lire({"faits": ecrire(faits)}) == faits


@pytest.mark.django_db
def test_la_fiche_distingue_les_trois_niveaux(client):
    edition = EditionDuCatalogue()
    candidature = decision_notifiee(edition).candidature
    depot = candidature.depots.get()
    Eligibilite.objects.create(
        candidature=candidature, depot=depot, est_favorable=True, par=PersonneFactory(), instant=APRES
    )
    (label,) = delivrer(edition)
    niveaux = {f.libelle: (f.niveau, f.le) for f in lire(label.fiche.contenu)}
    assert niveaux["Titulaire"] == (Niveau.VERIFIE, date(2026, 5, 12))
    assert niveaux["Donnees"] == (Niveau.EXAMINE, date(2026, 5, 27))
    assert niveaux["Benefices"] == (Niveau.DECLARE, JOUR)
    with horloge.a(PENDANT_LE_LABEL):
        assert "sur pièces, à l’examen de l’éligibilité" in client.get("/catalogue/canoptere/").content.decode()
