"""Nobody is on both sides: who instructs or sits belongs to no team, and the other way round."""

import pytest

from amihr.courrier.models import Courrier
from amihr.habilitations.models import Membre
from amihr.pilotage import invitations
from amihr.socle.refus import ActeRefuse
from candidatures.actes.equipe import accepter, inviter
from candidatures.actes.saisie import commencer
from candidatures.models import Candidature, Droit, Equipier


@pytest.mark.parametrize("qui", ["agnes", "oscar", "mona"])
def test_qui_juge_ne_commence_pas_de_candidature(request, edition, pendant, qui):
    with pytest.raises(ActeRefuse, match="juge_et_partie"):
        commencer(edition, par=request.getfixturevalue(qui))
    assert not Candidature.objects.exists()


def test_qui_juge_n_entre_pas_dans_une_equipe(edition, dossier, alice, mona, pendant):
    inviter(dossier, mona.courriel, Droit.LIRE, par=alice)
    jeton = Courrier.objects.get(evenement="invitation_equipe").contexte["jeton"]
    with pytest.raises(ActeRefuse, match="juge_et_partie"):
        accepter(jeton, par=mona)
    assert not Equipier.objects.filter(personne=mona).exists()


def test_qui_candidate_ne_siege_pas(edition, dossier, alice, agnes, pendant):
    saisie = {"courriel": alice.courriel, "college": edition.colleges.first().pk, "est_president": False}
    with pytest.raises(ActeRefuse, match="juge_et_partie"):
        invitations.nommer(edition, saisie | {"employeur": "", "siren_employeur": ""}, par=agnes)
    assert not Membre.objects.filter(personne=alice).exists()
