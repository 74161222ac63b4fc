"""The pages of a meeting, in the Région's space and in the commission's."""

import re
from datetime import timedelta

import pytest
from django.http import Http404
from django.template.loader import render_to_string

from amihr.socle.refus import ActeRefuse
from candidatures.actes import deport
from candidatures.models.depot import empreinte_canonique
from evaluation.actes.proces_verbaux import produire_les_pv
from evaluation.actes.seance import clore, montrer_les_indicateurs, rectifier
from evaluation.models import Avis, Decision, Presence, ProcesVerbal, Seance
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import MOTIFS, SANS_PRESIDENCE, decider, devant_la_commission, noter
from tests.pages import mots_de

EN_SEANCE = COMMISSION + timedelta(minutes=20)

FORMULAIRE = {**MOTIFS, "sens": "labellisee", "valeur_ajoutee_reconnue": "oui", "credibilite_reconnue": "oui"}


@pytest.fixture
def region(client, agnes, seance):
    connecter(client, agnes)
    return f"/region/seances/{seance.pk}/"


@pytest.fixture
def commission(client, gens, seance):
    connecter(client, gens[0])
    return f"/commission/seance/{seance.pk}/"


def test_l_operateur_ne_conduit_pas(client, oscar, seance):
    connecter(client, oscar)
    assert client.get(f"/region/seances/{seance.pk}/animer/").status_code == 404
    assert client.post(f"/region/seances/{seance.pk}/clore/").status_code == 404
    assert Seance.objects.get().close_le is None


def test_un_membre_qui_ne_preside_pas_ne_conduit_pas(client, gens, seance, dossiers):
    connecter(client, gens[1])
    adresse = f"/commission/seance/{seance.pk}/"
    assert client.get(adresse).status_code == 200
    assert client.post(f"{adresse}decisions/{dossiers[0].reference}/", FORMULAIRE).status_code == 404
    assert client.post(f"{adresse}presences/").status_code == 404
    assert not Decision.objects.exists()


def test_ouvrir_une_seance_puis_une_seconde_est_refuse(client, agnes, edition, jour_j):
    connecter(client, agnes)
    reponse = client.post("/region/seances/", {"jour": "2026-05-27", "lieu": "Salle 4"})
    assert reponse.url == f"/region/seances/{Seance.objects.get().pk}/animer/"
    reponse = client.post("/region/seances/", {"jour": "2026-05-27"})
    assert reponse.status_code == 422
    assert "Une séance est déjà ouverte" in mots_de(reponse)


def test_une_seance_ne_s_ouvre_pas_avant_son_jour(client, agnes, edition, jour_j):
    connecter(client, agnes)
    reponse = client.post("/region/seances/", {"jour": "2026-05-28"})
    assert (reponse.status_code, Seance.objects.exists()) == (422, False)
    assert mots_de(reponse).count("Une séance s’ouvre le jour où elle se tient") == 2


def test_une_seance_ne_s_ouvre_pas_avant_la_cloture(client, agnes, edition, pendant):
    connecter(client, agnes)
    page = client.get("/region/seances/")
    assert 'name="jour"' not in page.content.decode()
    assert "dont la dernière minute est le 11 mai 2026 à 23 h 59" in mots_de(page)
    reponse = client.post("/region/seances/", {"jour": "2026-05-27"})
    assert (reponse.status_code, Seance.objects.count()) == (422, 0)
    assert "la commission se réunit après la clôture" in mots_de(reponse)


def test_les_presences_se_consignent(client, region, gens, seance):
    siege = gens[1].sieges.get()
    client.post(f"{region}presences/", {"present": [siege.pk]})
    assert list(Presence.objects.filter(est_present=True).values_list("membre", flat=True)) == [siege.pk]
    assert "Présents : 1 sur 3 (Experts 0, Groupement 1, Region 0)" in mots_de(client.get(f"{region}animer/"))


def test_un_motif_manquant_est_refuse_et_la_saisie_gardee(client, region, dossiers):
    reponse = client.post(f"{region}decisions/{dossiers[0].reference}/", FORMULAIRE | {"credibilite": ""})
    page = mots_de(reponse)
    assert reponse.status_code == 422
    assert page.count("Renseignez « Raison, pour la crédibilité »") == 2
    assert MOTIFS["valeur_ajoutee"] in page


def test_deux_motifs_contraires_sont_refuses(client, region, dossiers):
    reponse = client.post(f"{region}decisions/{dossiers[0].reference}/", FORMULAIRE | {"credibilite_reconnue": "non"})
    assert reponse.status_code == 422
    assert "se contredisent" in mots_de(reponse)


def test_arreter_une_decision_passe_au_dossier_suivant(client, region, dossiers):
    reponse = client.post(f"{region}decisions/{dossiers[0].reference}/", FORMULAIRE, follow=True)
    page = mots_de(reponse)
    assert "La décision sur Canoptère est arrêtée." in page
    assert "Dossier examiné, 1 sur 3 Argilomètre" in page
    assert Decision.objects.get().figures["n"] == 3


def test_la_presidente_conduit_depuis_l_espace_de_la_commission(client, commission, dossiers):
    reponse = client.post(f"{commission}decisions/{dossiers[0].reference}/", FORMULAIRE)
    assert reponse.url == commission
    assert Decision.objects.get().sens == "labellisee"


def test_chaque_membre_present_vote_et_change_d_avis(client, gens, seance, dossiers):
    connecter(client, gens[1])
    for choix in ("contre", "pour"):
        client.post(f"/commission/seance/{seance.pk}/vote/", {"dossier": dossiers[0].reference, "choix": choix})
    assert Avis.objects.get().choix == "pour"
    assert "1 vote reçu sur 3" in mots_de(
        client.get(f"/commission/seance/{seance.pk}/?dossier={dossiers[0].reference}")
    )


def test_voter_sans_choisir_est_refuse(client, gens, seance, dossiers):
    connecter(client, gens[1])
    reponse = client.post(f"/commission/seance/{seance.pk}/vote/", {"dossier": dossiers[0].reference})
    assert reponse.status_code == 422
    assert not Avis.objects.exists()


def test_le_classement_n_est_montre_que_par_la_presidente(client, commission, gens, seance, agnes):
    assert "Classement d’aide à la décision" not in mots_de(client.get(commission))
    client.post(f"{commission}indicateurs/", {"montres": "oui"})
    page = mots_de(client.get(commission))
    assert "Classement d’aide à la décision" in page
    assert "Écart-type" in page
    connecter(client, agnes)
    assert client.post(f"/region/seances/{seance.pk}/indicateurs/", {"montres": "non"}).status_code == 404


def test_avant_et_apres_deliberation_se_lisent_cote_a_cote(client, region, dossiers, gens):
    noter(dossiers[0], gens[0].sieges.get(), [1, 1, 1, 1], version=2, le=EN_SEANCE)
    page = mots_de(client.get(f"{region}animer/?dossier={dossiers[0].reference}"))
    assert "avant et après délibération (sur 5, n = 3)" in page
    assert "1. Innovation 5,00 3,67 3" in page


@pytest.fixture
def tardif(edition, seance, gens):
    """A dossier that one member alone scored before the meeting."""
    dossier = devant_la_commission(edition, 7)[-1]
    declarer_aucun_lien(gens[0], dossier)
    declarer_aucun_lien(gens[1], dossier)
    noter(dossier, gens[0].sieges.get(), [5, 5, 5, 5])
    return dossier


def test_une_premiere_grille_remise_en_seance_ne_compte_pas_dans_avant(client, region, tardif, gens):
    noter(tardif, gens[1].sieges.get(), [2, 2, 2, 2], le=EN_SEANCE)
    page = mots_de(client.get(f"{region}animer/?dossier={tardif.reference}"))
    assert "1. Innovation 5,00 3,50 2" in page


def test_avec_toutes_les_grilles_remises_en_seance_avant_ne_porte_aucun_chiffre(client, region, edition, gens):
    dossier = devant_la_commission(edition, 7)[-1]
    noter(dossier, gens[1].sieges.get(), [2, 2, 2, 2], le=EN_SEANCE)
    page = mots_de(client.get(f"{region}animer/?dossier={dossier.reference}"))
    assert "1. Innovation – 2,00 1" in page


def test_le_classement_ne_montre_avant_que_la_ou_la_deliberation_a_change_le_total(client, region, dossiers, gens):
    noter(dossiers[0], gens[0].sieges.get(), [1, 1, 1, 1], version=2, le=EN_SEANCE)
    page = mots_de(client.get(f"{region}classement/"))
    assert page.count("avant : ") == 1
    assert "avant : " in page.partition("Canoptère SAS")[2].partition(" SAS")[0]


def test_le_deporte_ne_rencontre_le_dossier_nulle_part(client, gens, seance, dossiers, edition):
    parti = gens[2]
    connecter(client, parti)
    adresse = f"/commission/seance/{seance.pk}/"
    assert "Canoptère" in mots_de(client.get(adresse))
    deport.declarer(edition, par=parti, liens={dossiers[0].reference: ("emploi", "")})
    page = mots_de(client.get(adresse))
    assert "Canoptère" not in page
    assert "1 sur 2" in page
    assert client.get(f"{adresse}?dossier={dossiers[0].reference}").status_code == 404


def test_la_region_ne_clot_pas_sans_dire_pourquoi_la_presidence_ne_confirme_pas(
    client, region, agnes, gens, seance, dossiers
):
    decider(seance, dossiers[:2], agnes)
    reponse = client.post(f"{region}clore/", {"motif": "  "})
    assert reponse.status_code == 422
    assert f"{gens[0].nom_complet}, qui préside la commission, confirme la clôture" in mots_de(reponse)
    assert Seance.objects.get().close_le is None
    with pytest.raises(ActeRefuse, match="sans_presidence"):
        clore(seance, par=agnes, motif=" ")


def test_la_presidence_confirme_la_cloture_et_le_pv_le_dit(client, commission, agnes, gens, seance, dossiers):
    decider(seance, dossiers[:2], agnes)
    assert "Confirmer la clôture" in mots_de(client.get(f"{commission}clore/"))
    client.post(f"{commission}clore/")
    pv = Seance.objects.get(close_par=gens[0]).proces_verbaux.get()
    assert pv.matiere["cloture"] == {"par": gens[0].nom_complet, "presidence": True, "motif": ""}


def test_clore_demande_confirmation_puis_etablit_le_pv(client, region, agnes, seance, dossiers):
    decider(seance, dossiers[:2], agnes)
    assert "Ces dossiers resteront devant la commission" in mots_de(client.get(f"{region}clore/"))
    reponse = client.post(f"{region}clore/", {"motif": SANS_PRESIDENCE}, follow=True)
    assert "En préparation" in mots_de(reponse)
    cloture = seance.proces_verbaux.get().matiere["cloture"]
    assert cloture == {"par": agnes.nom_complet, "presidence": False, "motif": SANS_PRESIDENCE}
    assert client.get(f"{region}pv.pdf").status_code == 202
    for inconnue in ("2", "9" * 4400, "²", "une"):
        assert client.get(f"{region}pv.pdf?version={inconnue}").status_code == 404
    assert produire_les_pv(seance.ouverte_le) == 1
    assert b"".join(client.get(f"{region}pv.pdf").streaming_content).startswith(b"%PDF")


def test_le_pv_se_lit_par_les_membres_sauf_par_qui_est_deporte(client, agnes, gens, seance, dossiers, edition):
    decider(seance, dossiers, agnes)
    clore(seance, par=agnes, motif=SANS_PRESIDENCE)
    produire_les_pv(seance.ouverte_le)
    adresse = f"/commission/seance/{seance.pk}/pv.pdf"
    connecter(client, gens[2])
    assert b"".join(client.get(adresse).streaming_content).startswith(b"%PDF")
    deport.declarer(edition, par=gens[2], liens={dossiers[0].reference: ("emploi", "")})
    assert client.get(adresse).status_code == 404
    assert "Procès-verbal" not in mots_de(client.get(f"/commission/seance/{seance.pk}/"))


def test_le_pv_dit_les_motifs_reconnus_et_les_deportes_de_chaque_decision(agnes, gens, seance, dossiers, edition):
    deport.declarer(edition, par=gens[2], liens={dossiers[0].reference: ("emploi", "")})
    decider(seance, dossiers, agnes, refuses=dossiers[1:2])
    pv = clore(seance, par=agnes, motif=SANS_PRESIDENCE)
    par_titre = {decision["titre"]: decision for decision in pv.matiere["decisions"]}
    assert {titre: decision["deportes"] for titre, decision in par_titre.items()} == {
        "Canoptère": [gens[2].nom_complet], "Argilomètre": [], "Solatuile": []
    }  # fmt: skip
    mots = re.sub(
        r"\s+",
        " ",
        render_to_string("documents/proces_verbal.html", {"edition": edition, "pv": pv, "matiere": pv.matiere}),
    )
    assert mots.count("Valeur ajoutée reconnue :") == 3
    assert (mots.count("Crédibilité reconnue :"), mots.count("Crédibilité non reconnue :")) == (2, 1)
    assert mots.count(f"S’est déporté : {gens[2].nom_complet}.") == 1


def test_un_pv_d_avant_ces_mentions_n_a_rien_a_rectifier(agnes, gens, seance, dossiers, edition):
    decider(seance, dossiers, agnes)
    clore(seance, par=agnes, motif=SANS_PRESIDENCE)
    matiere = seance.proces_verbaux.get().matiere
    for decision in matiere["decisions"]:
        del decision["deportes"], decision["credibilite_reconnue"], decision["valeur_ajoutee_reconnue"]
    ProcesVerbal.objects.update(matiere=matiere, empreinte=empreinte_canonique(matiere))
    with pytest.raises(ActeRefuse, match="rectification_sans_objet"):
        rectifier(seance, "Rien n’a changé.", par=agnes)
    pv = seance.proces_verbaux.get()
    page = render_to_string("documents/proces_verbal.html", {"edition": edition, "pv": pv, "matiere": matiere})
    assert "Valeur ajoutée :" in re.sub(r"\s+", " ", page)


def test_apres_la_cloture_un_deport_se_rectifie(client, region, agnes, gens, seance, dossiers, edition):
    decider(seance, dossiers, agnes)
    premier = clore(seance, par=agnes, motif=SANS_PRESIDENCE)
    deport.declarer(edition, par=gens[2], liens={dossiers[0].reference: ("emploi", "")})
    client.post(f"{region}pv/", {"motif": "Un membre s’est déporté."})
    premier.refresh_from_db()
    rectifie = seance.proces_verbaux.get(numero=2)
    canoptere = next(d for d in rectifie.matiere["decisions"] if d["titre"] == "Canoptère")
    assert (len(canoptere["votants"]), canoptere["evaluations"]) == (2, 2)
    assert canoptere["deportes"] == [gens[2].nom_complet]
    assert premier.empreinte != rectifie.empreinte
    with pytest.raises(ActeRefuse, match="rectification_sans_objet"):
        rectifier(seance, "Une seconde fois.", par=agnes)


def test_montrer_les_indicateurs_est_au_seul_choix_de_qui_preside(seance, gens, agnes):
    with pytest.raises(Http404):
        montrer_les_indicateurs(seance, True, par=agnes)
    montrer_les_indicateurs(seance, True, par=gens[0])
    assert Seance.objects.get().montre_les_indicateurs


def regler_les_indicateurs(edition, **valeurs):
    edition.reglages["Q41"].update(valeurs)
    edition.save(update_fields=["reglages"])


def test_la_ou_le_reglage_dit_non_la_presidence_ne_montre_rien(client, edition, seance, gens, commission):
    regler_les_indicateurs(edition, montrer_en_seance=False)
    assert "le classement et la dispersion" not in mots_de(client.get(commission))
    reponse = client.post(f"{commission}indicateurs/", {"montres": "oui"})
    assert "ne permettent pas de montrer en séance" in mots_de(reponse)
    assert not Seance.objects.get().montre_les_indicateurs


def test_un_reglage_repris_en_seance_cache_ce_que_la_presidence_montrait(client, edition, gens, commission):
    client.post(f"{commission}indicateurs/", {"montres": "oui"})
    assert "Classement d’aide à la décision" in mots_de(client.get(commission))
    regler_les_indicateurs(edition, montrer_en_seance=False)
    assert "Classement d’aide à la décision" not in mots_de(client.get(commission))


def test_la_seance_s_ouvre_sans_rien_montrer_la_presidence_montre_puis_masque(client, dossiers, gens, commission):
    assert "Classement d’aide à la décision" not in mots_de(client.get(commission))
    for montres in ("oui", "non"):
        client.post(f"{commission}indicateurs/", {"montres": montres})
        assert ("Classement d’aide à la décision" in mots_de(client.get(commission))) is (montres == "oui")


@pytest.mark.parametrize(
    ("reglage", "dit"), [(False, "le classement, sans la dispersion."), (True, "le classement et la dispersion.")]
)
def test_la_presidence_lit_ou_vont_ces_chiffres(client, edition, gens, commission, reglage, dit):
    regler_les_indicateurs(edition, dans_le_pv=reglage)
    page = mots_de(client.get(commission))
    assert f"Le procès-verbal n’en reprend rien. L’export des résultats, au secrétariat, porte {dit}" in page


def test_avant_d_ouvrir_on_lit_combien_de_grilles_sont_encore_attendues(client, agnes, edition, gens, dossiers):
    page = "/region/seances/"
    assert "toutes sont remises" in connecter(client, agnes).get(page).content.decode()
    declarer_aucun_lien(gens[0], CandidatureFactory(edition=edition, etat="en_evaluation"))
    assert client.get(page).context["grilles_attendues"] == 1
