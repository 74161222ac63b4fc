"""The Région's pages: counts before the closing, then instruction point by point."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from candidatures.models import Candidature, PointExamine
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.candidatures import PIECES, CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, REPONSES
from tests.pages import mots_de, texte_de


def saisie(candidature, examen, **changes):
    points = points_a_examiner(candidature.edition.formulaire, examen)
    champs = {f"{point.code}.verdict": "conforme" for point in points}
    return champs | {nom.replace("__", "."): valeur for nom, valeur in changes.items()}


@pytest.mark.parametrize("page", ["", "candidatures/", "commission/", "commission/engagements/"])
def test_l_espace_de_la_region_n_existe_pas_pour_un_candidat(client, agnes, alice, apres, page):
    assert connecter(client, agnes).get(f"/region/{page}").status_code == 200
    assert connecter(client, alice).get(f"/region/{page}").status_code == 404


def test_avant_la_cloture_des_nombres_seulement(client, agnes, depose, pendant):
    connecter(client, agnes)
    assert "Déposées moins de 5" in mots_de(client.get("/region/"))
    page = texte_de(client.get("/region/candidatures/"))
    assert "Canoptère" not in page
    assert client.get(f"/region/candidatures/{depose.reference}/").status_code == 404


def test_apres_la_cloture_l_agent_lit_l_administratif_pas_le_memoire(client, agnes, depose, apres):
    page = texte_de(connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/"))
    assert "Orthoselve SAS" in page
    assert "houppier" not in page


def test_l_operateur_prepare_et_ne_fait_que_proposer(client, oscar, agnes, depose, apres):
    adresse = f"/region/candidatures/{depose.reference}/"
    page = texte_de(connecter(client, oscar).get(f"{adresse}recevabilite/"))
    assert "Vous préparez, la Région conclut" in page
    assert "Proposer : déclarer recevable" in page
    client.post(f"{adresse}recevabilite/", saisie(depose, "recevabilite", geste="oui"))
    assert Candidature.objects.get().etat == "deposee"
    assert "Rien n’est décidé" in texte_de(client.get(f"{adresse}visa/"))
    assert client.post(f"{adresse}visa/", {"geste": "viser"}).status_code in (404, 409, 422)
    assert Candidature.objects.get().etat == "deposee"
    connecter(client, agnes).post(f"{adresse}visa/", {"geste": "viser"})
    assert Candidature.objects.get().etat == "recevable"


def test_l_operateur_ne_vise_pas_ce_que_propose_un_agent(client, oscar, agnes, depose, apres):
    adresse = f"/region/candidatures/{depose.reference}/"
    proposee = saisie(depose, "recevabilite", geste="oui", visa="on")
    connecter(client, agnes).post(f"{adresse}recevabilite/", proposee)
    page = texte_de(connecter(client, oscar).get(f"{adresse}visa/"))
    assert ("Un agent de la Région doit viser" in page, 'value="viser"' in page) == (True, False)
    assert client.post(f"{adresse}visa/", {"geste": "viser"}).status_code == 404
    assert Candidature.objects.get().etat == "deposee"


def test_un_point_non_conforme_demande_sa_raison(client, agnes, depose, apres):
    connecter(client, agnes)
    champs = saisie(depose, "recevabilite", delai__verdict="non_conforme", geste="non", motif="Hors délai")
    reponse = client.post(f"/region/candidatures/{depose.reference}/recevabilite/", champs)
    assert reponse.status_code == 422
    assert "Indiquez la raison pour « Dépôt en ligne avant la clôture »" in texte_de(reponse)


DEVANT_LA_COMMISSION = "/region/candidatures/ouvrir-l-evaluation/"
EXAMINER = "/region/candidatures/{}/{}/"


def erreurs_par_champ(reponse):
    """Return {name of a control: the sentences beside it}, the summary left out."""
    return {
        nom: list(formulaire[nom].errors)
        for formulaire in reponse.context["formulaires"]
        for nom in formulaire.fields
        if formulaire[nom].errors
    }


@pytest.fixture
def a_l_examen(client, agnes, depose, apres):
    """Post the examination of Alice's dossier: ``a_l_examen(examen, **champs)``."""
    depose.edition.textes.create(code="lettre.voies_de_recours", contenu="Recours sous deux mois.")
    connecter(client, agnes)

    def poster(examen="recevabilite", **champs):
        if examen == "eligibilite":
            Candidature.objects.update(etat="recevable")
        return client.post(EXAMINER.format(depose.reference, examen), champs)

    return poster


@pytest.mark.parametrize("examen", ["recevabilite", "eligibilite"])
def test_conclure_sans_avoir_tout_examine_le_dit_a_chaque_point(a_l_examen, depose, examen):
    points = points_a_examiner(depose.edition.formulaire, examen)
    reponse = a_l_examen(examen, **{f"{points[0].code}.verdict": "conforme"}, geste="oui", motif="Déjà tapé")
    assert reponse.status_code == 422
    assert erreurs_par_champ(reponse) == {
        f"{point.code}.verdict": [f"Examinez «\u00a0{point.libelle}\u00a0» avant de conclure."] for point in points[1:]
    }
    page = reponse.content.decode()
    assert page.index('id="resume"') < page.index("<h1")
    assert f'href="#id_{points[1].code}.verdict"' in page
    assert reponse.context["formulaire"][f"{points[0].code}.verdict"].value() == "conforme"
    assert "Déjà tapé" in page
    assert Candidature.objects.get().etat in ("deposee", "recevable")


def test_une_conclusion_favorable_ne_contredit_aucun_point(a_l_examen, depose):
    contraire = {"delai.verdict": "non_conforme", "delai.raison": "Reçu après minuit", "geste": "oui"}
    reponse = a_l_examen(**(saisie(depose, "recevabilite") | contraire))
    assert reponse.status_code == 422
    (phrase,) = erreurs_par_champ(reponse)["delai.verdict"]
    assert "empêche la conclusion favorable\u00a0: «\u00a0Dépôt en ligne avant la clôture\u00a0»" in phrase
    assert "Reçu après minuit" in texte_de(reponse)


def test_une_conclusion_defavorable_demande_un_grief_et_un_motif_dits_ensemble(a_l_examen, depose):
    reponse = a_l_examen(**saisie(depose, "recevabilite", geste="non", motif=" "))
    assert reponse.status_code == 422
    assert list(erreurs_par_champ(reponse)) == ["motif"]
    page = texte_de(reponse)
    assert '<a href="#conclusion-defavorable">Aucun point n’est « non conforme »' in page
    assert page.count("Aucun point n’est « non conforme »") == 2


def test_ce_qui_manque_se_dit_avant_la_confirmation(a_l_examen, depose):
    grief = {"delai.verdict": "non_conforme", "delai.raison": "Reçu après minuit", "sans_voies_de_recours": "on"}
    reponse = a_l_examen(**(saisie(depose, "recevabilite", geste="non", motif=" ") | grief))
    assert reponse.status_code == 422
    assert list(erreurs_par_champ(reponse)) == ["motif"]
    reponse = a_l_examen(**(saisie(depose, "recevabilite", geste="non", motif="Hors délai") | grief))
    assert reponse.status_code == 200
    assert ("motif", "Hors délai") in reponse.context["champs"]


def test_une_raison_et_un_motif_manquants_se_disent_ensemble(a_l_examen, depose):
    points = {"delai.verdict": "non_conforme", "piece-kbis.verdict": "non_conforme", "piece-kbis.raison": " "}
    reponse = a_l_examen(**(saisie(depose, "recevabilite", geste="non") | points))
    assert reponse.status_code == 422
    assert list(erreurs_par_champ(reponse)) == ["delai.raison", "piece-kbis.raison", "motif"]


def test_un_motif_trop_long_reste_dans_son_champ_et_ne_conclut_pas(a_l_examen, depose):
    grief = {"delai.verdict": "non_conforme", "delai.raison": "Reçu après minuit"}
    reponse = a_l_examen(**(saisie(depose, "recevabilite", geste="non", motif="a" * 4001) | grief))
    assert reponse.status_code == 422
    assert len(erreurs_par_champ(reponse)["motif"]) == 1
    assert Candidature.objects.get().etat == "deposee"


def test_apres_la_conclusion_d_un_autre_la_page_dit_ce_qui_etait_saisi_dans_ses_mots(a_l_examen, depose):
    Candidature.objects.update(etat="recevable")
    reponse = a_l_examen(**saisie(depose, "recevabilite", geste="oui", motif="Pièce illisible"))
    assert reponse.status_code == 409
    page = texte_de(reponse)
    assert "<h3>Dépôt en ligne avant la clôture</h3><p>Conforme</p>" in page
    assert "Pièce illisible" in page
    assert "Geste" not in page


def test_sans_objet_n_est_offert_que_si_la_question_peut_ne_pas_se_poser(a_l_examen, client, depose):
    page = client.get(EXAMINER.format(depose.reference, "recevabilite"))
    formulaire = page.context["formulaire"]
    offerts = {nom: [code for code, _ in champ.choices] for nom, champ in formulaire.fields.items() if "verdict" in nom}
    assert offerts["delai.verdict"] == offerts["piece-kbis.verdict"] == ["conforme", "non_conforme"]
    reponse = a_l_examen(**{"delai.verdict": "sans_objet", "geste": "enregistrer"})
    assert reponse.status_code == 422
    assert list(erreurs_par_champ(reponse)) == ["delai.verdict"]
    assert PointExamine.objects.count() == 0


def point(page, code):
    """Return the words of one point of the page of an examination."""
    brut = re.search(rf'<fieldset class="rangee" id="point_{code}">(.*?)<fieldset class="champ', page, re.DOTALL)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", brut))


def test_chaque_point_montre_ce_qu_il_y_a_a_juger(client, agnes, depose, apres):
    page = texte_de(connecter(client, agnes).get(EXAMINER.format(depose.reference, "recevabilite")))
    assert "4 mai 2026 à 10 h 42 min 17 s (heure de Paris)" in point(page, "delai")
    assert "11 mai 2026 à 23 h 59 (heure de Paris)" in point(page, "delai")
    assert "Orthoselve SAS" in point(page, "structure")
    assert f"répondu, {len(REPONSES['memoire']['memoire'])} caractères" in point(page, "memoire")
    assert "lien vers videos.example.org" in point(page, "video")
    for code in PIECES:
        piece = depose.depots.get().pieces.get(emplacement=code)
        assert f"{piece.fichier.nom} , 2 Ko, 1 page" in point(page, f"piece-{code}")
        assert f"/pieces/{piece.pk}/" in page
    assert "houppier" not in page
    assert "videos.example.org/canoptere" not in page


@pytest.mark.parametrize(("examen", "ici", "ailleurs"), [
    ("recevabilite", "structure", "memoire"), ("eligibilite", "type", "siege"),
])  # fmt: skip
def test_un_constat_est_a_cote_de_son_point_et_une_fois(a_l_examen, client, edition, depose, examen, ici, ailleurs):
    CandidatureFactory(edition=edition, deposee=True, titre="Argilomètre")
    if examen == "eligibilite":
        Candidature.objects.filter(pk=depose.pk).update(etat="recevable")
    page = texte_de(client.get(EXAMINER.format(depose.reference, examen)))
    assert "Même SIREN que « Argilomètre »" in point(page, ici)
    assert "Même SIREN" not in point(page, ailleurs)
    assert page.count("Même SIREN") == 1


def non_conforme(candidature, par, code="piece-kbis", verdict="non_conforme"):
    candidature.points.create(examen="recevabilite", code=code, verdict=verdict, raison="R", par=par, instant=APRES)
    return candidature


def test_juger_un_point_montre_les_dossiers_au_meme_ecart(client, agnes, edition, depose, apres):
    for titre, etat, verdict in (("Argile", "irrecevable", "non_conforme"), ("Brume", "deposee", "conforme")):
        non_conforme(CandidatureFactory(edition=edition, etat=etat, deposee=True, titre=titre), agnes, verdict=verdict)
    lie = non_conforme(CandidatureFactory(edition=edition, deposee=True, titre="Liée"), agnes)
    adresse = EXAMINER.format(depose.reference, "recevabilite")
    page = texte_de(connecter(client, agnes).get(adresse))
    assert "non conforme dans 2 autres dossiers" in point(page, "piece-kbis")
    assert "Argile , Orthoselve SAS : irrecevable" in point(page, "piece-kbis")
    assert "Liée" in point(page, "piece-kbis")
    assert "Brume" not in point(page, "piece-kbis")
    assert "Argile" not in point(page, "piece-fiscal")
    deporter(agnes, lie)
    assert "Liée" not in texte_de(client.get(adresse))


def test_la_page_de_l_examen_montre_encore_les_faits_apres_un_refus(a_l_examen, depose):
    page = texte_de(a_l_examen(geste="oui"))
    assert "10 h 42 min 17 s" in point(page, "delai")


def test_le_logo_est_servi_a_qui_instruit_pas_le_memoire(client, agnes, edition, apres):
    candidature = CandidatureFactory(edition=edition, pieces=(*PIECES, "memoire"), deposee=True)
    connecter(client, agnes)
    for code, lisible in (("logo", True), ("memoire", False)):
        piece = candidature.depots.get().pieces.get(emplacement=code)
        default_storage.save(piece.fichier.cle, ContentFile(b"octets"))
        reponse = client.get(f"/region/candidatures/{candidature.reference}/pieces/{piece.pk}/")
        assert (b"octets" in b"".join(reponse)) is lisible


def test_le_dossier_dit_la_presence_du_dossier_technique_sans_son_contenu(client, agnes, depose, apres):
    page = mots_de(connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/"))
    assert "déposée le 4 mai 2026 à 10 h 42 min 17 s" in page
    assert "Démonstration vidéo art. B.2 Video lien vers videos.example.org" in page
    assert "houppier" not in page


def test_de_la_recevabilite_a_la_commission(client, agnes, depose, apres):
    connecter(client, agnes)
    for examen in ("recevabilite", "eligibilite"):
        champs = saisie(depose, examen, geste="oui")
        assert client.post(f"/region/candidatures/{depose.reference}/{examen}/", champs).status_code == 302
    client.post(DEVANT_LA_COMMISSION, {"d": depose.reference})
    assert Candidature.objects.get().etat == "en_evaluation"


def test_mettre_devant_la_commission_se_confirme_et_dit_ce_qui_n_est_pas_examine(client, agnes, edition, apres):
    premier, second, lie = CandidatureFactory.create_batch(3, edition=edition, etat="eligible", titre="Argile")
    CandidatureFactory(edition=edition, deposee=True)
    a_taire = CandidatureFactory(edition=edition, deposee=True)
    deporter(agnes, lie), deporter(agnes, a_taire)
    page = mots_de(connecter(client, agnes).get(DEVANT_LA_COMMISSION))
    assert "Mettre 2 dossiers devant la commission ?" in page
    assert "L’instruction n’est pas terminée pour 1 dossier déposé, parmi ceux que vous pouvez lire" in page
    assert Candidature.objects.filter(etat="eligible").count() == 3
    page = mots_de(client.post(DEVANT_LA_COMMISSION, {"d": [premier.reference, lie.reference]}, follow=True))
    assert "1 dossier est devant la commission." in page
    assert set(Candidature.objects.filter(etat="eligible")) == {second, lie}


def test_rien_a_mettre_devant_la_commission_se_dit(client, agnes, edition, depose, apres):
    connecter(client, agnes)
    for reponse in (
        client.get(DEVANT_LA_COMMISSION, follow=True),
        client.post(DEVANT_LA_COMMISSION, {"d": depose.reference}, follow=True),
    ):
        assert "Aucun dossier éligible n’attend d’être mis devant la commission" in mots_de(reponse)


def test_declarer_irrecevable_previent_l_equipe(client, agnes, depose, alice, apres):
    connecter(client, agnes)
    champs = saisie(depose, "recevabilite", fiscal__verdict="", geste="non", motif="Attestation illisible")
    champs["sans_voies_de_recours"] = "on"
    champs |= {"piece-fiscal.verdict": "non_conforme", "piece-fiscal.raison": "Illisible"}
    adresse = f"/region/candidatures/{depose.reference}/recevabilite/"
    page = client.post(adresse, champs)
    assert page.status_code == 200
    assert "Un courriel part aussitôt à toute l’équipe" in texte_de(page)
    assert "Attestation illisible" in texte_de(page)
    assert Candidature.objects.get().etat == "deposee"
    assert not alice.courriers.exists()
    corrigee = client.post(adresse, champs | {"confirme": "1", "geste": "corriger"})
    assert corrigee.context["motif"]["motif"].value() == "Attestation illisible"
    assert Candidature.objects.get().etat == "deposee"
    assert client.post(adresse, champs | {"confirme": "1"}).status_code == 302
    assert Candidature.objects.get().etat == "irrecevable"
    assert alice.courriers.get().evenement == "irrecevable"
    relus = texte_de(client.get(f"/region/candidatures/{depose.reference}/recevabilite/"))
    assert relus.count("Illisible") == 1
    lettre = texte_de(connecter(client, alice).get(f"/candidatures/{depose.reference}/decision/"))
    assert "Attestation illisible" in lettre
    assert lettre.count("Illisible") == 1
    assert "non conforme" in lettre


def test_nommer_un_membre_cree_son_compte(client, agnes, edition, apres):
    connecter(client, agnes)
    champs = {
        "courriel": "nina@exemple.fr",
        "prenom": "Nina",
        "nom": "Roy",
        "college": edition.colleges.get(code="experts").pk,
    }
    assert client.post("/region/commission/nommer/", champs).status_code == 302
    assert "Nina Roy" in texte_de(client.get("/region/commission/"))
    assert client.post("/region/commission/nommer/", champs).status_code == 422
