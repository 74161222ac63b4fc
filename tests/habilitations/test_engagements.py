"""Signing an undertaking, once, under one's own name."""

import pytest
from django.urls import reverse

from amihr.courrier.models import Courrier
from amihr.habilitations.engagements import publier_version, retirer_membre, siege_de, signatures_de, signer
from amihr.habilitations.models import Membre, Public, SignatureNDA, VersionNDA
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from tests.fabriques.comptes import connecter
from tests.pages import mots_de


@pytest.fixture
def version(edition):
    return VersionNDA.objects.get(edition=edition, public=Public.MEMBRE)


def test_un_autre_nom_est_refuse(marc, version, apres):
    with pytest.raises(ActeRefuse, match="nda_nom"):
        signer(version, par=marc, nom_saisi="Marc Autre", methode="totp")
    assert not SignatureNDA.objects.filter(personne=marc).exists()


def test_le_texte_des_agents_n_est_pas_celui_d_un_membre(marc, edition, apres):
    des_agents = VersionNDA.objects.get(edition=edition, public=Public.AGENT)
    with pytest.raises(ActeRefuse, match="nda_inconnu"):
        signer(des_agents, par=marc, nom_saisi=marc.nom_complet, methode="totp")


def test_une_version_remplacee_ne_se_signe_plus(marc, edition, agnes, version):
    publier_version(edition, Public.MEMBRE, titre="Engagement", texte="Nouveau texte", par=agnes)
    with pytest.raises(ActeRefuse, match="nda_inconnu"):
        signer(version, par=marc, nom_saisi=marc.nom_complet, methode="totp")


def test_un_clavier_sans_accent_ni_trait_d_union_signe_aussi(marc, version, apres):
    marc.prenom, marc.nom = "Zoé-Lou", "D’Aubigné"
    assert signer(version, par=marc, nom_saisi="zoe lou d'aubigne", methode="totp").nom_saisi == "zoe lou d'aubigne"


def test_la_signature_garde_ses_preuves(marc, version, apres):
    signature = signer(version, par=marc, nom_saisi="  marc   ESSAI ", methode="webauthn")
    assert (signature.empreinte, signature.methode, signature.signee_le) == (version.empreinte, "webauthn", apres)
    assert Courrier.objects.filter(evenement="nda_signe", personne=marc).count() == 1
    assert EntreeJournal.objects.filter(evenement="nda.signe", par=marc).count() == 1


def test_le_registre_nomme_le_second_facteur_comme_la_page_qui_l_ajoute(client, mona):
    page = mots_de(connecter(client, mona).get(reverse("mfa_index")))
    assert SignatureNDA(methode="totp").methode_en_clair in page
    assert SignatureNDA(methode="webauthn").methode_en_clair.replace("Clé", "Clés") in page


def test_signer_deux_fois_rend_la_premiere(marc, version, apres):
    premiere = signer(version, par=marc, nom_saisi=marc.nom_complet, methode="totp")
    assert signer(version, par=marc, nom_saisi=marc.nom_complet, methode="totp") == premiere
    assert Courrier.objects.filter(evenement="nda_signe").count() == 1


def test_aucune_signature_n_est_effacee_par_une_nouvelle_version(mona, edition, agnes, version, apres):
    publier_version(edition, Public.MEMBRE, titre="Engagement", texte="Nouveau texte", par=agnes)
    assert [signature.version for signature in signatures_de(mona, edition)] == [version]


def test_un_membre_retire_n_a_plus_de_siege(mona, edition, agnes):
    retirer_membre(Membre.objects.get(personne=mona), par=agnes)
    assert siege_de(mona, edition) is None
