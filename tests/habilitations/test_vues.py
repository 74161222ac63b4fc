"""The pages of the undertaking: its whole text, one's own signatures, one's own copy."""

from datetime import timedelta

import pytest
from django.conf import settings

from amihr.comptes.models import Role
from amihr.habilitations.exemplaires import produire_les_exemplaires
from amihr.habilitations.models import Public, SignatureNDA, VersionNDA
from amihr.socle.cachet import EtatDuCachet, creer_certificat, verifier
from tests.fabriques.cachet import certificat_de_l_instance
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, publier_nda
from tests.personnages import personne
from tests.socle import controle_pdf

PAGE, SIGNER = "/commission/engagement/", "/commission/engagement/signer/"


@pytest.fixture
def version(edition):
    return VersionNDA.objects.get(edition=edition, public=Public.MEMBRE)


@pytest.fixture
def ines(edition):
    """An agent who has not signed."""
    return personne("Ines", roles=[Role.AGENT], totp=True)


def adresse_de_signature(version):
    return f"{SIGNER}?version={version.pk}"


@pytest.fixture
def dora(db):
    return personne("Dora", roles=[Role.DPO], totp=True)


@pytest.mark.parametrize("qui", ["alice", "dora"])
def test_qui_n_a_rien_a_signer_ne_trouve_pas_la_page(client, request, qui, edition, apres):
    connecter(client, request.getfixturevalue(qui))
    assert [client.get(page).status_code for page in (PAGE, SIGNER)] == [404, 404]


def test_un_administrateur_peut_signer_le_texte_des_agents(client, edition, adam, apres):
    page = connecter(client, adam).get(PAGE)
    assert [entree["version"].public for entree in page.context["a_signer"]] == [Public.AGENT]


def test_la_page_donne_le_texte_entier_et_son_empreinte(client, marc, version, apres):
    page = connecter(client, marc).get(PAGE).content.decode()
    assert version.texte in page
    assert version.empreinte in page


def test_un_agent_signe_son_propre_texte(client, ines, edition, apres):
    page = connecter(client, ines).get(PAGE).content.decode()
    assert ("Engagement agent, version 1." in page, "Engagement membre" in page) == (True, False)


def test_un_nom_faux_se_dit_a_cote_du_champ_et_reste_la(client, marc, version, apres):
    reponse = connecter(client, marc).post(adresse_de_signature(version), {"nom_saisi": "M. Essai"})
    page = reponse.content.decode()
    assert (reponse.status_code, 'value="M. Essai"' in page, "<title>Erreur" in page) == (422, True, True)
    assert not SignatureNDA.objects.filter(personne=marc).exists()


def test_un_nom_vide_est_demande(client, marc, version, apres):
    assert connecter(client, marc).post(adresse_de_signature(version), {}).status_code == 422


def test_signer_garde_le_moyen_de_la_session(client, marc, version, apres):
    reponse = connecter(client, marc).post(adresse_de_signature(version), {"nom_saisi": marc.nom_complet})
    assert (reponse.status_code, reponse.url) == (302, PAGE)
    assert SignatureNDA.objects.get(personne=marc).methode == "totp"


@pytest.mark.parametrize("methode", ["get", "post"])
def test_signer_demande_une_identite_recente(client, marc, version, apres, methode):
    connecter(client, marc, il_y_a=601)
    reponse = getattr(client, methode)(adresse_de_signature(version), {"nom_saisi": marc.nom_complet})
    assert reponse.url.startswith("/compte/")
    assert not SignatureNDA.objects.filter(personne=marc).exists()


def test_la_version_d_un_autre_public_ne_se_signe_pas(client, marc, edition, apres):
    des_agents = VersionNDA.objects.get(edition=edition, public=Public.AGENT)
    connecter(client, marc).post(adresse_de_signature(des_agents), {"nom_saisi": marc.nom_complet})
    assert not SignatureNDA.objects.filter(personne=marc).exists()


def test_l_exemplaire_n_est_servi_qu_a_son_signataire(client, mona, marc, agnes, edition, apres):
    adresse = f"{PAGE}exemplaires/{SignatureNDA.objects.get(personne=mona).pk}.pdf"
    assert connecter(client, mona).get(adresse).status_code == 202
    assert [connecter(client, autre).get(adresse).status_code for autre in (marc, agnes)] == [404, 404]


def test_l_exemplaire_porte_le_cachet_de_la_plateforme(client, mona, edition, apres):
    creer_certificat("Plateforme d’essai", apres, settings.CACHET_FICHIER)
    assert produire_les_exemplaires(apres) == 1
    adresse = f"{PAGE}exemplaires/{SignatureNDA.objects.get(personne=mona).pk}.pdf"
    reponse = connecter(client, mona).get(adresse)
    octets = b"".join(reponse.streaming_content)
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/pdf")
    assert verifier(octets, certificat_de_l_instance()) == EtatDuCachet.VALIDE
    assert produire_les_exemplaires(apres) == 0


def test_l_exemplaire_dit_le_texte_mis_en_forme_et_comment_on_s_est_identifie(client, mona, edition, apres):
    publier_nda(edition, Public.MEMBRE, suite="\n\n## Ce à quoi je m’engage\n\n- ne rien copier\n- ne rien dire")
    signature = signer_nda(mona, edition, Public.MEMBRE)
    creer_certificat("Plateforme d’essai", apres, settings.CACHET_FICHIER)
    produire_les_exemplaires(apres)
    reponse = connecter(client, mona).get(f"{PAGE}exemplaires/{signature.pk}.pdf")
    texte = " ".join(controle_pdf.texte(b"".join(reponse.streaming_content)).split())
    assert "Ce à quoi je m’engage" in texte
    assert "##" not in texte
    assert "- ne rien" not in texte
    assert signature.methode_en_clair.lower() in texte
    assert mona.courriel in texte


def test_une_nouvelle_version_se_lit_et_l_ancienne_signature_demeure(client, mona, edition, apres):
    publier_nda(edition, Public.MEMBRE, instant=APRES - timedelta(hours=1))
    contexte = connecter(client, mona).get(PAGE).context
    assert [entree["version"].numero for entree in contexte["a_signer"]] == [2]
    assert [ligne["signature"].version.numero for ligne in contexte["signatures"]] == [1]
