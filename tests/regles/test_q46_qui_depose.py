"""Q46: those who hold the right « déposer » file; the receipt goes to every member of the team."""

import pytest
from django.http import Http404

from amihr import horloge
from amihr.courrier.compositeur import compositeur_de
from amihr.courrier.models import Courrier
from candidatures.acces import Action, dossiers_accessibles
from candidatures.actes.accuses import produire_les_accuses
from candidatures.actes.depot import retirer
from candidatures.models import Equipier
from tests.candidatures.test_chaine import commencee, deposer  # noqa: F401 - fixture
from tests.fabriques.editions import PENDANT
from tests.personnages import personne


def equiper(candidature, qui, droit):
    Equipier.objects.create(candidature=candidature, personne=qui, droit=droit, depuis=PENDANT)
    return qui


@pytest.mark.parametrize("droit", ["lire", "rediger"])
def test_un_autre_droit_ne_depose_pas(commencee, droit):  # noqa: F811
    with pytest.raises(Http404):
        deposer(commencee, equiper(commencee, personne("Remi"), droit))
    assert commencee.depots.count() == 0


def test_deux_personnes_peuvent_deposer(commencee):  # noqa: F811
    autre = equiper(commencee, personne("Remi"), "deposer")
    assert dossiers_accessibles(autre, Action.DEPOSER).get() == commencee


def test_l_accuse_va_a_toute_l_equipe(commencee, alice):  # noqa: F811
    equiper(commencee, personne("Lise"), "lire")
    deposer(commencee, alice)
    courriers = Courrier.objects.filter(evenement="accuse_de_depot")
    assert sorted(courriers.values_list("destinataire", flat=True)) == ["alice@exemple.fr", "lise@exemple.fr"]


def accuse_de(depot):
    """Make the receipts; return the subject and the text of one as it leaves now."""
    produire_les_accuses(horloge.maintenant())
    courrier = Courrier.objects.get(evenement="accuse_de_depot", objet=f"candidatures_depot:{depot.pk}")
    message = compositeur_de("accuse_de_depot").composer(courrier, horloge.maintenant())
    return message.subject.replace("\u00a0", " "), message.body.replace("\u00a0", " ")


def test_l_accuse_parti_apres_un_retrait_le_dit_et_ne_dit_pas_que_la_version_compte(commencee, alice):  # noqa: F811
    depot = deposer(commencee, alice)
    retirer(commencee, par=alice)
    sujet, texte = accuse_de(depot)
    assert "version 1, retirée depuis" in sujet
    assert "la candidature a été retirée depuis, le 4 mai 2026 à 10 h 42" in texte
    assert "est déposée" not in texte
    assert "version déposée compte" not in texte


def test_l_accuse_parti_apres_un_nouveau_depot_nomme_celui_qui_compte(commencee, alice):  # noqa: F811
    premier = deposer(commencee, alice)
    retirer(commencee, par=alice)
    second = deposer(commencee, alice)
    sujet, texte = accuse_de(premier)
    assert "version 1, remplacée depuis" in sujet
    assert "la version 2, déposée depuis, le 4 mai 2026 à 10 h 42, la remplace" in texte
    sujet, texte = accuse_de(second)
    assert "version 2" in sujet
    assert "depuis" not in sujet
    assert "est déposée (version 2)" in texte
