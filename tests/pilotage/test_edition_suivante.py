"""The next edition: from this one or from a file, by whoever prepares; nothing of it is public before it is known."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr import horloge
from amihr.comptes.models import Personne, Role
from amihr.editions.models import Edition
from amihr.editions.reglement import publier_version
from amihr.habilitations.models import Public
from amihr.pilotage.fichier import document, en_yaml
from amihr.pilotage.redaction import rediger
from amihr.pilotage.reprise import phrases
from amihr.socle.refus import ActeRefuse
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT
from tests.pages import mots_de, texte_de
from tests.personnages import personne

ACCUEIL = "/region/edition/"


SUITE = {
    "nom": "Ville en relief", "sous_titre": "Appel 2027", "annee": "2027", "prefixe_reference": "VER-2027",
    "ouverture": "2027-04-07", "cloture": "2027-05-11", "commission": "2027-05-27",
}  # fmt: skip


def test_l_edition_suivante_part_de_celle_ci(agente, edition_2026):
    assert agente.post(f"{ACCUEIL}cloner/", SUITE)["Location"] == "/editions/ville-en-relief-2027/region/edition/"
    neuve = Edition.objects.get(slug="ville-en-relief-2027")
    assert neuve.formulaire == edition_2026.formulaire
    assert (neuve.est_courante, str(neuve.etapes.get(libelle="Assises des Maires Franciliens").jour)) == (
        False,
        "2027-06-09",
    )


def test_l_edition_suivante_porte_son_nom_dans_tous_ses_textes(agente, edition_2026):
    agente.post(f"{ACCUEIL}cloner/", SUITE)
    ecrit = document(Edition.objects.get(slug="ville-en-relief-2027"))
    assert [texte for texte in phrases(ecrit) if edition_2026.nom.lower() in texte.lower()] == []
    assert ecrit["macaron"]["titre"] == "Label Ville en relief"
    assert ecrit["macaron"]["couronne"] == "VILLE EN RELIEF"
    assert "l’appel «\u00a0Ville en relief\u00a0»" in ecrit["engagements"]["membre"]["texte"]


def test_l_edition_suivante_montre_les_textes_qui_citent_encore_une_date(agente, edition_2026):
    agente.post(f"{ACCUEIL}cloner/", SUITE)
    neuve = Edition.objects.get(slug="ville-en-relief-2027")
    signer_nda(Personne.objects.get(), neuve, Public.AGENT)
    page = agente.get("/editions/ville-en-relief-2027/region/edition/")
    assert "À relire avant l’ouverture" in texte_de(page)
    adresses = [lu["adresse"] for lu in page.context["a_relire"]]
    assert f"/editions/{neuve.slug}/region/edition/textes/pages.accessibilite/" in adresses
    assert f"/editions/{neuve.slug}/region/edition/reglement/" in adresses
    assert f"/editions/{neuve.slug}/region/edition/reglage-q27/" in adresses
    assert f"/editions/{neuve.slug}/region/edition/calendrier/" in adresses
    assert f"/editions/{neuve.slug}/region/edition/identite/" not in adresses
    with horloge.a(neuve.ouverture_le):
        assert "À relire avant l’ouverture" not in texte_de(agente.get(f"/editions/{neuve.slug}/region/edition/"))


def test_le_reglement_de_l_edition_suivante_se_corrige_avant_que_quiconque_le_lise(agente, edition_2026):
    """The public never reads the dates of another call, not even as a first version that a second one corrects."""
    agente.post(f"{ACCUEIL}cloner/", SUITE)
    neuve = Edition.objects.get(slug="ville-en-relief-2027")
    signer_nda(Personne.objects.get(), neuve, Public.AGENT)
    ici = f"/editions/{neuve.slug}/region/edition/"
    assert "Version 1, à paraître avec l’appel, le 7 avril 2027" in mots_de(agente.get(ici))
    assert "Cette version n’est pas encore publique" in mots_de(agente.get(f"{ici}reglement/"))
    corrige = {"texte": "## A Objet\n\nClôture le 11 mai 2027."}
    assert "elle se corrige ici" in mots_de(agente.post(f"{ici}reglement/", corrige))
    fait = agente.post(f"{ici}reglement/", corrige | {"geste": "publier"}, follow=True)
    assert "Elle paraîtra avec l’appel, le 7 avril 2027" in mots_de(fait)
    assert "est publié aussitôt" in mots_de(agente.get(f"{ici}mettre-en-avant/"))
    agente.post(f"{ici}mettre-en-avant/")
    assert [(v.numero, v.texte) for v in neuve.versions_reglement.all()] == [(1, corrige["texte"])]
    assert "Clôture le 11 mai 2027." in mots_de(agente.get("/reglement/"))


def test_en_avant_ce_qui_se_publie_remplace_aussitot_la_version_qui_attendait_son_jour(agente, edition_2026):
    """The file of the current call may give its règlement a day to come."""
    Edition.objects.filter(pk=edition_2026.pk).update(est_courante=True)
    assert "Ce que vous publiez ici la remplace, et paraît aussitôt." in mots_de(agente.get(f"{ACCUEIL}reglement/"))
    agente.post(f"{ACCUEIL}reglement/", {"texte": "## A Objet", "geste": "publier"})
    (version,) = edition_2026.versions_reglement.all()
    assert (version.numero, version.texte) == (1, "## A Objet")
    assert "## A Objet".strip("# ") in mots_de(agente.get("/reglement/"))


def test_publier_sur_un_appel_ouvert_dit_que_c_est_publie(client, edition_2026, agente):
    """The clock runs: the version bears an instant later than the request's."""
    with horloge.a(PENDANT, fige=False):
        envoi = {"texte": "## A Objet", "changements": "Tout", "geste": "publier"}
        page = mots_de(agente.post(f"{ACCUEIL}reglement/", envoi, follow=True))
    assert "La version est publiée, avec sa date et son empreinte." in page
    assert "paraîtra" not in page


def test_le_reglement_qui_attend_suit_l_ouverture(agente, edition_2026):
    agente.post(f"{ACCUEIL}cloner/", SUITE)
    neuve = Edition.objects.get(slug="ville-en-relief-2027")
    ecrit = document(neuve)
    ecrit["dates"]["ouverture"] = "2027-03-01"
    rediger(neuve, ecrit, revision=neuve.revision, par=Personne.objects.get())
    neuve.refresh_from_db()
    assert neuve.versions_reglement.get().publiee_le == neuve.ouverture_le


@pytest.fixture
def oscar(edition_2026):
    oscar = personne("Oscar", roles=[Role.OPERATEUR], totp=True)
    signer_nda(oscar, edition_2026, Public.AGENT)
    return oscar


@pytest.mark.parametrize("suite", ["identite/", "criteres/", "criteres/1/", "reglage-q15/"])
def test_l_operateur_lit_un_appel_ouvert_sans_formulaire_qui_refuserait(client, edition_2026, oscar, suite):
    connecter(client, oscar)
    assert "Depuis l’ouverture" not in mots_de(client.get(ACCUEIL + suite))
    with horloge.a(APRES):
        page = mots_de(client.get(ACCUEIL + suite))
    assert "Depuis l’ouverture de l’appel, seuls les agents de la Région en modifient le contenu." in page
    for geste in ("Enregistrer", "Ajouter un", "Monter"):
        assert geste not in page


def test_l_operateur_prepare_l_edition_suivante_sans_rien_publier(client, edition_2026, oscar):
    """domain.md 1: the operator sets up texts and dates; publishing and putting a call first are the Région's."""
    Edition.objects.filter(pk=edition_2026.pk).update(est_courante=True)
    connecter(client, oscar)
    assert client.get(f"{ACCUEIL}reglement/").status_code == 404
    assert client.post(f"{ACCUEIL}cloner/", SUITE).status_code == 302
    neuve = Edition.objects.get(slug="ville-en-relief-2027")
    ici = f"/editions/{neuve.slug}/region/edition/"
    page = client.get(ici)
    assert "Corriger cette version du règlement" in mots_de(page)
    assert f"{ici}reglement/" in [lu["adresse"] for lu in page.context["a_relire"]]
    client.post(f"{ici}reglement/", {"texte": "## A Objet", "geste": "publier"})
    assert neuve.versions_reglement.get().texte == "## A Objet"
    assert client.post(f"{ici}mettre-en-avant/").status_code == 404
    with pytest.raises(ActeRefuse, match="reglement_reserve"):
        publier_version(edition_2026, texte="Autre", changements="Tout", par=oscar)


def fichier_envoye(texte, nom="appel.yaml"):
    octets = texte if isinstance(texte, bytes) else texte.encode()
    return {"fichier": SimpleUploadedFile(nom, octets, "application/yaml")}


def fichier_de_2027(edition):
    """The downloaded file of the call, changed by hand into another one's."""
    texte = (
        en_yaml(document(edition)).replace(edition.slug, "toits-2027").replace(edition.prefixe_reference, "TOITS-2027")
    )
    return texte.replace("2026-", "2027-")


@pytest.mark.parametrize(
    ("changer", "dit"),
    [
        (lambda texte: b"\xff\xfe", "n’est pas un texte en UTF-8"),
        (lambda texte: b"a" * (300 * 1024 + 1), "dépasse 300 Ko"),
        (lambda texte: "edition: 3", "Ligne 1"),
        (lambda texte: texte.replace("cloture: 2027", "cloture: 2026"), "la clôture doit suivre l’ouverture"),
        (lambda texte: texte.replace("2027-", "2025-"), "L’ouverture doit être à venir"),
        (lambda texte: texte.replace("toits-2027", "haute-resolution-2026"), "Une édition porte déjà cet identifiant"),
    ],
    ids=["octets", "trop lourd", "autre chose", "dates", "passe", "existe"],
)
def test_un_fichier_refuse_dit_ou_et_ne_cree_rien(agente, edition_2026, changer, dit):
    Edition.objects.filter(pk=edition_2026.pk).update(slug="haute-resolution-2026")
    edition_2026.refresh_from_db()
    reponse = agente.post(f"{ACCUEIL}creer/", fichier_envoye(changer(fichier_de_2027(edition_2026))))
    assert reponse.status_code == 422
    assert dit in mots_de(reponse)
    assert Edition.objects.count() == 1


def test_une_edition_se_cree_depuis_son_seul_fichier(agente, edition_2026):
    reponse = agente.post(f"{ACCUEIL}creer/", fichier_envoye(fichier_de_2027(edition_2026)))
    assert reponse["Location"] == "/editions/toits-2027/region/edition/"
    creee = Edition.objects.get(slug="toits-2027")
    assert (creee.est_courante, creee.formulaire) == (False, edition_2026.formulaire)
    (version,) = creee.versions_reglement.all()
    assert version.publiee_le > horloge.maintenant()  # nobody has read it: it is corrected until the call is known


def test_l_annee_suivante_est_proposee_et_ne_se_dit_jamais_deux_fois(agente, edition_2026):
    page = texte_de(agente.get(f"{ACCUEIL}cloner/"))
    assert 'value="Appel à manifestation d’intérêt 2027"' in page
    assert 'name="annee" value="2027"' in page
    agente.post(f"{ACCUEIL}cloner/", SUITE | {"nom": "Ville en relief 2027"})
    assert str(Edition.objects.get(slug="ville-en-relief-2027")) == "Ville en relief 2027"


def test_deux_editions_n_ont_pas_le_meme_identifiant(agente, edition_2026):
    agente.post(f"{ACCUEIL}cloner/", SUITE)
    reponse = agente.post(f"{ACCUEIL}cloner/", SUITE | {"nom": "Ville en relief !"})
    assert reponse.status_code == 422
    assert "Une édition porte déjà cet identifiant" in texte_de(reponse)


@pytest.mark.parametrize("jour", ["2025-04-07", "2026-04-01"])
def test_l_edition_suivante_ne_nait_pas_deja_ouverte(agente, jour):
    reponse = agente.post(f"{ACCUEIL}cloner/", SUITE | {"ouverture": jour})
    assert reponse.status_code == 422
    assert list(reponse.context["formulaire"].errors) == ["ouverture"]
    assert "L’ouverture doit être à venir" in texte_de(reponse)
    assert Edition.objects.count() == 1


def test_deux_editions_n_ont_pas_les_memes_references(agente, edition_2026):
    prefixe = edition_2026.prefixe_reference
    reponse = agente.post(f"{ACCUEIL}cloner/", SUITE | {"prefixe_reference": prefixe})
    assert reponse.status_code == 422
    assert f"commencent déjà par {prefixe}" in texte_de(reponse)
    assert Edition.objects.count() == 1


def test_une_autre_edition_est_mise_en_avant(agente, edition_2026):
    agente.post(f"{ACCUEIL}cloner/", SUITE)
    signer_nda(Personne.objects.get(), Edition.objects.get(slug="ville-en-relief-2027"), Public.AGENT)
    agente.post("/editions/ville-en-relief-2027/region/edition/mettre-en-avant/")
    assert Edition.objects.courante().slug == "ville-en-relief-2027"
