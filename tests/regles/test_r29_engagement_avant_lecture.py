"""R29: nobody reads before signing the undertaking in force."""

from amihr.habilitations.models import Public, SignatureNDA
from candidatures.acces import Action, dossiers_accessibles
from tests.fabriques.candidatures import declarer_aucun_lien, signer_nda
from tests.fabriques.editions import APRES, publier_nda


def test_sans_signature_rien_puis_tout_apres_signature(marc, edition, en_evaluation, apres):
    declarer_aucun_lien(marc, en_evaluation)
    assert list(dossiers_accessibles(marc, Action.LIRE)) == []
    signer_nda(marc, edition, Public.MEMBRE)
    assert list(dossiers_accessibles(marc, Action.LIRE)) == [en_evaluation]


def test_le_texte_des_agents_n_ouvre_pas_la_lecture_d_un_membre(marc, edition, en_evaluation, apres):
    declarer_aucun_lien(marc, en_evaluation)
    signer_nda(marc, edition, Public.AGENT)
    assert list(dossiers_accessibles(marc, Action.LIRE)) == []


def test_une_version_annoncee_ne_referme_rien_avant_son_jour(mona_lit, edition, en_evaluation, apres):
    publier_nda(edition, Public.MEMBRE, instant=APRES.replace(year=2027))
    assert list(dossiers_accessibles(mona_lit, Action.LIRE)) == [en_evaluation]
    assert SignatureNDA.objects.filter(personne=mona_lit).count() == 1
