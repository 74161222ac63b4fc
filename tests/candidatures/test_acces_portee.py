"""How far each clause of the access rule reaches: this dossier, this person, this edition, and no further."""

from datetime import timedelta

import pytest

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.acces import Action, Porteur, acces
from candidatures.actes.deport import lever
from candidatures.models import Deport, LienEcarte, MembreConsortium, Partage, Structure
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, figer, signer_nda
from tests.fabriques.editions import APRES, CLOTURE, PENDANT, EditionFactory
from tests.personnages import personne


@pytest.fixture
def ailleurs(edition):
    """Another edition, closed at the same instant."""
    return EditionFactory(complete=True)


@pytest.fixture
def voisin(edition, bruno):
    """Bruno's candidature, before the commission too."""
    return CandidatureFactory(edition=edition, equipe=[bruno], etat="en_evaluation")


def changer_etat(candidature, etat):
    type(candidature).objects.filter(pk=candidature.pk).update(etat=etat)


def test_l_equipe_d_un_dossier_n_est_pas_celle_du_voisin(alice, bruno, en_evaluation, voisin, apres):
    assert acces(bruno, voisin, Action.SUIVRE)
    assert not acces(bruno, en_evaluation, Action.SUIVRE)


def test_un_siege_ailleurs_ne_remplace_pas_un_siege_retire_ici(mona_lit, en_evaluation, ailleurs, apres):
    asseoir(mona_lit, ailleurs)
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    mona_lit.sieges.filter(edition=en_evaluation.edition).update(retire_le=APRES)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)


def test_une_signature_ailleurs_ne_vaut_pas_ici(marc, en_evaluation, ailleurs, apres):
    declarer_aucun_lien(marc, en_evaluation)
    signer_nda(marc, ailleurs, Public.MEMBRE)
    assert not acces(marc, en_evaluation, Action.LIRE)
    signer_nda(marc, en_evaluation.edition, Public.MEMBRE)
    assert acces(marc, en_evaluation, Action.LIRE)


def test_l_engagement_du_membre_n_est_pas_celui_de_l_agent(mona, en_evaluation, apres):
    agente = personne("Hectorine", roles=[Role.AGENT])
    asseoir(agente, en_evaluation.edition)
    assert not acces(agente, en_evaluation, Action.LIRE_ADMINISTRATIF)
    signer_nda(agente, en_evaluation.edition, Public.AGENT)
    assert acces(agente, en_evaluation, Action.LIRE_ADMINISTRATIF)


def test_le_sceau_d_une_edition_n_est_pas_celui_d_une_autre(agnes, edition, depose):
    EditionFactory(complete=True, cloture_le=CLOTURE - timedelta(days=3))
    assert not acces(agnes, depose, Action.LIRE_ADMINISTRATIF, CLOTURE - timedelta(days=1))
    assert acces(agnes, depose, Action.LIRE_ADMINISTRATIF, APRES)


def test_une_attache_dans_une_autre_edition_n_empeche_rien_ici(agnes, depose, ailleurs, apres):
    CandidatureFactory(edition=ailleurs, equipe=[agnes])
    assert acces(agnes, depose, Action.LIRE_ADMINISTRATIF)


def test_le_deport_ne_porte_que_sur_un_dossier_et_une_personne(mona_lit, hugo, en_evaluation, voisin, apres):
    declarer_aucun_lien(mona_lit, voisin)
    deporter(mona_lit, en_evaluation)
    assert acces(mona_lit, voisin, Action.LIRE)
    assert acces(hugo, en_evaluation, Action.LIRE)


def test_un_deport_leve_ne_cache_plus_rien(mona_lit, agnes, en_evaluation, apres):
    deporter(mona_lit, en_evaluation)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)
    lever(en_evaluation, Deport.objects.get().pk, "Erreur de personne", par=agnes)
    assert acces(mona_lit, en_evaluation, Action.LIRE)


def test_declarer_sur_un_dossier_n_ouvre_pas_le_voisin(mona_lit, en_evaluation, voisin, apres):
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    assert not acces(mona_lit, voisin, Action.LIRE)


def test_un_lien_ecarte_ne_l_est_que_pour_un_dossier_et_une_personne(
    mona_lit, hugo, agnes, en_evaluation, voisin, apres
):
    declarer_aucun_lien(mona_lit, voisin)
    for candidature in (en_evaluation, voisin):
        figer(candidature, domaine="exemple.fr")
    LienEcarte.objects.create(
        candidature=en_evaluation, personne=mona_lit, raison="Homonyme", par=agnes, ecarte_le=APRES
    )
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    assert not acces(mona_lit, voisin, Action.LIRE)
    assert not acces(hugo, en_evaluation, Action.LIRE)


def test_le_lien_detecte_sur_un_dossier_n_en_ferme_pas_un_autre(mona_lit, en_evaluation, voisin, apres):
    declarer_aucun_lien(mona_lit, voisin)
    figer(en_evaluation, domaine="exemple.fr")
    assert not acces(mona_lit, en_evaluation, Action.LIRE)
    assert acces(mona_lit, voisin, Action.LIRE)


def test_l_employeur_d_un_membre_ne_lie_que_lui(mona_lit, hugo, en_evaluation, apres):
    hugo.sieges.update(siren_employeur="552100554")
    figer(en_evaluation, siren="552100554")
    assert not acces(hugo, en_evaluation, Action.LIRE)
    assert acces(mona_lit, en_evaluation, Action.LIRE)


def test_un_membre_sans_employeur_n_est_pas_lie_a_une_structure_sans_siren(mona_lit, en_evaluation, apres):
    mona_lit.sieges.update(siren_employeur="")
    figer(en_evaluation, siren="")
    assert acces(mona_lit, en_evaluation, Action.LIRE)


@pytest.mark.parametrize("lien", [{"siren": "552100554"}, {"domaine": "exemple.fr"}])
def test_un_membre_du_consortium_lie_aussi(mona_lit, en_evaluation, apres, lien):
    mona_lit.sieges.update(siren_employeur="552100554")
    depot = figer(en_evaluation)
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    structure = Structure.objects.create(denomination="Geosylve", **lien)
    MembreConsortium.objects.create(depot=depot, structure=structure, ordre=1)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)


def test_presider_ailleurs_ne_donne_rien_ici(mona_lit, en_evaluation, ailleurs, apres):
    asseoir(mona_lit, ailleurs, est_president=True)
    assert not acces(mona_lit, en_evaluation, Action.STATUER)
    mona_lit.sieges.filter(edition=en_evaluation.edition).update(est_president=True)
    assert acces(mona_lit, en_evaluation, Action.STATUER)


def test_la_presidence_d_une_autre_personne_ne_profite_a_personne(mona_lit, hugo, en_evaluation, apres):
    asseoir(personne("Paule"), en_evaluation.edition, est_president=True)
    assert not acces(mona_lit, en_evaluation, Action.STATUER)


def test_la_presidence_declare_avant_de_statuer(mona, en_evaluation, apres):
    mona.sieges.update(est_president=True)
    assert not acces(mona, en_evaluation, Action.STATUER)
    declarer_aucun_lien(mona, en_evaluation)
    assert acces(mona, en_evaluation, Action.STATUER)


@pytest.mark.parametrize("action", [Action.STATUER, Action.VOIR_NOTES])
def test_le_secretariat_ne_statue_que_devant_la_commission(agnes, en_evaluation, apres, action):
    assert acces(agnes, en_evaluation, action)
    changer_etat(en_evaluation, "recevable")
    assert not acces(agnes, en_evaluation, action)


@pytest.mark.parametrize("action", [Action.STATUER, Action.INSTRUIRE, Action.DECLARER])
def test_l_agent_deporte_n_a_plus_rien(agnes, en_evaluation, apres, action):
    assert acces(agnes, en_evaluation, action)
    deporter(agnes, en_evaluation)
    assert not acces(agnes, en_evaluation, action)


def test_l_agent_ne_declare_qu_apres_la_levee_du_sceau(agnes, depose):
    assert acces(agnes, depose, Action.DECLARER, APRES)
    assert not acces(agnes, depose, Action.DECLARER, CLOTURE)


def test_l_agent_ne_declare_rien_sur_une_candidature_retiree(agnes, depose, apres):
    assert acces(agnes, depose, Action.DECLARER)
    changer_etat(depose, "retiree")
    assert not acces(agnes, depose, Action.DECLARER)


def partage_de(dossier, par, **champs):
    return Partage.objects.create(
        candidature=dossier, par=par, pour_qui="Un avocat", cree_le=PENDANT, **{"expire_le": APRES} | champs
    )


def test_un_lien_de_lecture_n_ouvre_que_son_dossier(alice, bruno, en_evaluation, voisin, pendant):
    sien, autre = partage_de(en_evaluation, alice), partage_de(voisin, bruno)
    assert acces(Porteur(sien.pk), en_evaluation, Action.LIRE_PARTAGE)
    assert not acces(Porteur(sien.pk), voisin, Action.LIRE_PARTAGE)
    assert not acces(Porteur(autre.pk), en_evaluation, Action.LIRE_PARTAGE)


@pytest.mark.parametrize("champs", [{"revoque_le": PENDANT}, {"expire_le": PENDANT}])
def test_un_lien_de_lecture_revoque_ou_echu_n_ouvre_rien(alice, en_evaluation, pendant, champs):
    assert not acces(Porteur(partage_de(en_evaluation, alice, **champs).pk), en_evaluation, Action.LIRE_PARTAGE)


def test_un_lien_de_lecture_tient_a_la_place_de_son_auteur_dans_cette_equipe(
    alice, bruno, en_evaluation, voisin, pendant
):
    assert not acces(Porteur(partage_de(en_evaluation, bruno).pk), en_evaluation, Action.LIRE_PARTAGE)
    lien = Porteur(partage_de(en_evaluation, alice).pk)
    assert acces(lien, en_evaluation, Action.LIRE_PARTAGE)
    en_evaluation.equipiers.filter(personne=alice).update(retire_le=PENDANT)
    assert not acces(lien, en_evaluation, Action.LIRE_PARTAGE)
