"""The pages that write the call: who may, what each form refuses beside its field, what it saves."""

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.appel import lire_texte
from amihr.editions.models import Edition
from amihr.pilotage.fichier import document
from amihr.pilotage.rubriques import GROUPES, REGLAGES
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de, texte_de
from tests.personnages import personne

ACCUEIL = "/region/edition/"
FIXES = [rubrique.slug for _, rubriques in GROUPES for rubrique in rubriques]


def champs(reponse):
    """What a browser would send back from the form of a page, unchanged."""
    formulaire = reponse.context["formulaire"]
    valeurs = {champ.html_name: champ.value() for champ in formulaire if champ.value() not in (None, "")}
    for nom in [nom for nom in valeurs if hasattr(formulaire.fields[nom].widget, "decompress")]:
        parties = zip(
            ("jour", "mois", "annee"), formulaire.fields[nom].widget.decompress(valeurs.pop(nom)), strict=True
        )
        valeurs |= {f"{nom}_{partie}": valeur for partie, valeur in parties}
    return valeurs


MORCEAUX = ("jour", "mois", "annee")


def enregistrer(client, adresse, **changes):
    return client.post(adresse, champs(client.get(adresse)) | changes)


@pytest.mark.parametrize("qui", [Role.ADMINISTRATEUR, Role.DPO])
def test_qui_ne_prepare_pas_l_appel_ne_l_ecrit_pas(client, edition_2026, qui):
    connecter(client, personne("Adam", roles=[qui], totp=True))
    for suite in ("identite/", "thematiques/", "criteres/1/", "fichier.yaml", "cloner/"):
        assert client.get(ACCUEIL + suite).status_code == 404


@pytest.mark.parametrize(
    "suite",
    [
        "inconnue/",
        "questions-99/",
        pytest.param(f"questions-{'9' * 4400}/", id="trop_long"),
        "criteres/9/",
        "criteres/0/",
        "engagements/ajouter/",
    ],
)
def test_ce_qui_n_existe_pas_est_absent(agente, suite):
    assert agente.get(ACCUEIL + suite).status_code == 404


@pytest.mark.parametrize("slug", [*FIXES, "questions-1", "questions-2"])
def test_chaque_page_renvoyee_telle_quelle_ne_change_rien(agente, edition_2026, slug):
    avant, adresses = document(edition_2026), [f"{ACCUEIL}{slug}/"]
    page = agente.get(adresses[0])
    if "lignes" in page.context:
        adresses = [f"{ACCUEIL}{slug}/{ligne['adresse']}/" for ligne in page.context["lignes"]]
    for adresse in adresses:
        assert enregistrer(agente, adresse).status_code == 302, adresse
    assert document(edition_2026) == avant


def test_un_champ_vide_est_refuse_a_cote_de_lui(agente):
    reponse = enregistrer(agente, f"{ACCUEIL}identite/", nom="", contact="sans arobase")
    assert reponse.status_code == 422
    assert "Renseignez « Nom de l’appel »" in texte_de(reponse)
    assert list(reponse.context["formulaire"].errors) == ["contact", "nom"]
    assert 'value="sans arobase"' in reponse.content.decode()


def test_le_prefixe_des_courriels_tient_sur_une_ligne(agente):
    assert enregistrer(agente, f"{ACCUEIL}identite/", prefixe_courriel="AMI\r\nBcc\u202e").status_code == 302
    assert Edition.objects.get().prefixe_courriel == "AMI Bcc"


def test_une_raison_que_personne_ne_voit_n_en_est_pas_une(agente):
    with horloge.a(PENDANT):
        reponse = enregistrer(agente, f"{ACCUEIL}criteres/1/", titre="Nouveauté", motif="\u200b")
    assert "Renseignez « Raison du changement »" in texte_de(reponse)


@pytest.mark.parametrize(
    ("suite", "changes", "phrase"),
    [
        ("dates/", {"cloture_annee": "2025"}, "La clôture doit suivre l’ouverture."),
        ("calendrier/4/", {"heure": "11:00", "heure_de_fin": "10:00"}, "finit avant d’avoir commencé."),
        ("calendrier/1/", {"heure": "11:00"}, "une heure se donne avec un jour, ou pour la commission."),
        ("poids/", {"methode": "personnalisee"}, "Les poids choisis s’écrivent : un par critère."),
        ("dates/", {"commission_annee": "9999"}, "L’année doit être comprise entre 1990 et 2100"),
        ("pieces/kbis/", {"max_mio": "50"}, "« Kbis » pèse 10 Mo au plus."),
        ("echelle/", {"maximum": "6"}, "Un mot par note : 0, 1, 2, 3, 4, 5, 6."),
        ("identite/", {"prefixe_reference": "amihr"}, "On attend des majuscules, des chiffres et des traits d’union"),
    ],
)
def test_ce_que_le_fichier_refuserait_la_page_le_refuse(agente, edition_2026, suite, changes, phrase):
    avant = document(edition_2026)
    reponse = enregistrer(agente, ACCUEIL + suite, **changes)
    assert reponse.status_code == 422
    assert phrase in texte_de(reponse)
    assert document(Edition.objects.get()) == avant


@pytest.mark.parametrize(
    ("suite", "champ"),
    [("dates/", "heure_ouverture"), ("dates/", "derniere_minute"), ("calendrier/4/", "heure"),
     ("calendrier/4/", "heure_de_fin")],
)  # fmt: skip
@pytest.mark.parametrize("heure", ["25:99", "9h30"])
def test_une_heure_mal_ecrite_est_dite_a_cote_d_elle(agente, edition_2026, suite, champ, heure):
    reponse = enregistrer(
        agente, ACCUEIL + suite, **{"heure": "08:00", champ: heure} if "heure_de_fin" in champ else {champ: heure}
    )
    page = reponse.content.decode()
    assert (reponse.status_code, list(reponse.context["formulaire"].errors)) == (422, [champ])
    assert "écrivez une heure comme 09:30" in texte_de(reponse)
    controle = next(morceau for morceau in page.split("<input") if f'name="{champ}"' in morceau)
    assert ('aria-invalid="true"' in controle, f'href="#id_{champ}"' in page) == (True, True)


def test_une_etape_recoit_son_heure_et_la_perd(agente, edition_2026):
    enregistrer(agente, f"{ACCUEIL}calendrier/4/", heure="11:00", heure_de_fin="12:30")
    etape = edition_2026.etapes.get(ordre=4)
    assert (str(etape.heure), str(etape.heure_de_fin)) == ("11:00:00", "12:30:00")
    enregistrer(agente, f"{ACCUEIL}calendrier/4/", heure="", heure_de_fin="")
    etape = edition_2026.etapes.get(ordre=4)
    assert (etape.heure, etape.heure_de_fin) == (None, None)


def test_une_thematique_s_ajoute_et_recoit_son_identifiant(agente, edition_2026):
    saisie = {"titre": "Mobilités", "accroche": "Circuler", "resume": "Vélo, bus", "objectif": "Aller loin."}
    saisie |= {"cas_usage__0__libelle": "Repérer les pistes cyclables", "revision": edition_2026.revision}
    assert agente.post(f"{ACCUEIL}thematiques/ajouter/", saisie).status_code == 302
    neuve = edition_2026.thematiques.get(slug="mobilites")
    assert (neuve.numero, neuve.cas_usage.get().code) == (5, "reperer_les_pistes_cyclables")


def test_une_ligne_s_ajoute_sans_rien_enregistrer(agente, edition_2026):
    adresse = f"{ACCUEIL}thematiques/risques/"
    reponse = enregistrer(agente, adresse, ajouter="cas_usage", titre="Périls")
    assert "cas_usage__6__libelle" in reponse.context["formulaire"].fields
    assert 'value="Périls"' in reponse.content.decode()
    assert edition_2026.thematiques.get(slug="risques").titre == "Risques"


def test_l_ordre_des_criteres_se_change(agente, edition_2026):
    titres = [critere["titre"] for critere in document(edition_2026)["grille"]["criteres"]]
    saisie = {"revision": edition_2026.revision}
    assert agente.post(f"{ACCUEIL}criteres/1/descendre/", saisie).status_code == 302
    lus = [critere["titre"] for critere in document(Edition.objects.get())["grille"]["criteres"]]
    assert lus == [titres[1], titres[0], *titres[2:]]


def criteres_cites(edition):
    ecrit = document(edition)
    titres = [critere["titre"] for critere in ecrit["grille"]["criteres"]]
    questions = [q for partie in ecrit["formulaire"]["parties"] for q in partie.get("questions", ())]
    return {q["code"]: {titres[int(rang) - 1] for rang in q["criteres"]} for q in questions if "criteres" in q}


def test_une_question_suit_le_critere_qu_elle_eclaire(agente, edition_2026):
    avant = criteres_cites(edition_2026)
    assert avant["frugalite"] == {"Frugalité de la solution"}
    agente.post(f"{ACCUEIL}criteres/7/monter/", {"revision": edition_2026.revision})
    assert criteres_cites(Edition.objects.get()) == avant


def test_retirer_un_critere_le_retire_des_questions(agente, edition_2026):
    avant = criteres_cites(edition_2026)
    agente.post(f"{ACCUEIL}criteres/7/retirer/", {"revision": edition_2026.revision})
    apres = criteres_cites(Edition.objects.get())
    assert "frugalite" not in apres
    assert apres == {code: titres for code, titres in avant.items() if code != "frugalite"}


def test_retirer_demande_une_confirmation_puis_retire(agente, edition_2026):
    adresse = f"{ACCUEIL}colleges/experts/retirer/"
    assert "Retirer « Experts" in texte_de(agente.get(adresse))
    assert edition_2026.colleges.count() == 3
    agente.post(adresse, {"revision": edition_2026.revision})
    assert edition_2026.colleges.count() == 2


def test_le_refus_de_retirer_les_pieces_dit_de_quelle_partie_il_s_agit(agente, edition_2026):
    reponse = agente.post(f"{ACCUEIL}formulaire/pieces/retirer/", {"revision": edition_2026.revision})
    assert reponse.status_code == 422
    assert "Il manque la partie où se joignent les fichiers." in texte_de(reponse)


def test_apres_l_ouverture_un_critere_demande_sa_raison(agente, edition_2026):
    with horloge.a(PENDANT):
        adresse = f"{ACCUEIL}criteres/1/"
        reponse = enregistrer(agente, adresse, titre="Nouveauté")
        assert "Renseignez « Raison du changement »" in texte_de(reponse)
        assert enregistrer(agente, adresse, titre="Nouveauté", motif="Plus clair.").status_code == 302
    assert edition_2026.grilles.order_by("-numero").first().motif == "Plus clair."


def test_le_fichier_telecharge_se_relit(agente, edition_2026):
    reponse = agente.get(f"{ACCUEIL}fichier.yaml")
    assert lire_texte(reponse.content.decode()).slug == edition_2026.slug


def test_chaque_reglage_propose_est_lu_par_le_logiciel(code_source):
    for rubrique in REGLAGES:
        assert f'"{rubrique.chemin[1]}"' in code_source


@pytest.fixture
def code_source():
    """The Python of the rooms that apply settings."""
    from amihr.atelier.chemins import RACINE

    salles = ("candidatures", "evaluation", "catalogue", "amihr/editions")
    fichiers = [
        f for salle in salles for f in ([RACINE / salle] if salle.endswith(".py") else (RACINE / salle).rglob("*.py"))
    ]
    return "\n".join(fichier.read_text(encoding="utf-8") for fichier in fichiers)


@pytest.mark.parametrize(
    ("est_courante", "prefixe", "phrase"),
    [
        (True, "", "C’est enregistré, et visible dès maintenant."),
        (False, "/editions/haute-resolution-2026", "C’est enregistré. Le public ne voit pas cet appel pour l’instant."),
    ],
)
@pytest.mark.parametrize(
    ("suite", "saisie"),
    [("identite/", {"sous_titre": "Autre"}), ("textes/accueil.titre/", {"contenu": "Un titre"})],
)
def test_on_ne_dit_visible_que_ce_que_le_public_voit(
    agente, edition_2026, est_courante, prefixe, phrase, suite, saisie
):
    Edition.objects.filter(pk=edition_2026.pk).update(est_courante=est_courante)
    accueil = f"{prefixe}{ACCUEIL}"
    assert enregistrer(agente, accueil + suite, **saisie).status_code == 302
    assert phrase in texte_de(agente.get(accueil))


@pytest.mark.parametrize(
    ("suite", "saisie", "quoi_faire"),
    [
        ("identite/", {"sous_titre": "Le mien"}, "Enregistrer de nouveau ici le remplacera par votre saisie."),
        ("textes/accueil.titre/", {"contenu": "Le mien"}, "Enregistrer de nouveau ici le remplacera par votre saisie."),
        ("calendrier/4/", {"libelle": "Le mien"}, "Reportez-y votre saisie : l’ordre de la liste a pu changer."),
    ],
)
def test_deux_onglets_le_second_lit_quoi_faire_et_garde_sa_saisie(agente, suite, saisie, quoi_faire):
    adresse = ACCUEIL + suite
    lue = champs(agente.get(adresse))
    assert agente.post(adresse, lue | dict.fromkeys(saisie, "Le sien")).status_code == 302
    reponse = agente.post(adresse, lue | saisie)
    page = texte_de(reponse).replace("\u00a0", " ")
    assert (reponse.status_code, "dans un autre onglet" in page, quoi_faire in page) == (422, True, True)
    assert "Le mien" in reponse.content.decode()


@pytest.mark.parametrize(
    "rubrique", [r for _, rubriques in GROUPES for r in rubriques if r.a_un_apercu], ids=lambda r: r.slug
)
def test_chaque_rubrique_qui_se_lit_se_voit_avant_d_etre_enregistree(agente, edition_2026, rubrique):
    premier = next(iter(rubrique.adresses(document(edition_2026)))) if rubrique.est_une_liste else ""
    chemin = f"{ACCUEIL}{rubrique.slug}/" + (f"{premier}/" if premier else "")
    avant = document(edition_2026)
    reponse = agente.post(chemin, champs(agente.get(chemin)) | {"apercu": "1"})
    assert reponse.status_code == 200
    assert "rien n’est enregistré" in texte_de(reponse)
    assert document(edition_2026) == avant


def test_l_apercu_montre_ce_qui_est_saisi_et_n_enregistre_rien(agente, edition_2026):
    chemin = f"{ACCUEIL}calendrier/4/"
    saisie = champs(agente.get(chemin)) | {"libelle": "Une <b>étape</b> de plus"}
    assert "Une &lt;b&gt;étape&lt;/b&gt; de plus" in agente.post(chemin, saisie | {"apercu": "1"}).content.decode()
    assert "de plus" not in agente.get("/calendrier/").content.decode()


def test_un_apercu_refuse_dit_pourquoi(agente, edition_2026):
    chemin = f"{ACCUEIL}calendrier/4/"
    reponse = agente.post(chemin, champs(agente.get(chemin)) | {"libelle": "", "apercu": "1"})
    assert (reponse.status_code, "rien n’est enregistré" in texte_de(reponse)) == (422, False)


def test_ce_que_le_public_ne_lit_pas_n_a_pas_d_apercu(agente, edition_2026):
    chemin = f"{ACCUEIL}macaron/"
    saisie = champs(agente.get(chemin))
    assert "apercu" not in agente.get(chemin).content.decode()
    assert agente.post(chemin, saisie | {"apercu": "1"}).status_code == 404


def test_un_engagement_signe_ne_change_pas_sans_qu_on_dise_qui_le_signera_de_nouveau(agente, edition_2026):
    chemin = f"{ACCUEIL}engagements/agent/"
    saisie = champs(agente.get(chemin)) | {"texte": "Un autre texte."}
    avant = document(edition_2026)["engagements"]
    page = texte_de(agente.post(chemin, saisie))
    assert "1 personne a signé le texte en vigueur" in page
    assert ("aucun agent, ni l’opérateur," in page, "aucun membre de la commission" in page) == (True, False)
    assert document(edition_2026)["engagements"] == avant
    assert agente.post(chemin, saisie | {"confirme": "1"}).status_code == 302
    assert document(edition_2026)["engagements"]["agent"]["texte"] == "Un autre texte."


def test_une_obligation_deja_finie_se_refuse_sur_la_page_qui_garde_la_saisie(agente, edition_2026):
    bornes = {"debut": ("", "", ""), "fin": ("1", "1", "2020")}
    saisie = {f"{nom}_{quoi}": dit for nom, dits in bornes.items() for quoi, dit in zip(MORCEAUX, dits, strict=True)}
    refusee = enregistrer(agente, f"{ACCUEIL}engagements/membre/", **saisie)
    assert (refusee.status_code, "L’obligation serait déjà finie" in texte_de(refusee)) == (422, True)
    assert document(edition_2026)["engagements"]["membre"].get("fin") is None


def test_un_engagement_que_personne_n_a_signe_change_sans_confirmation(agente, edition_2026):
    chemin = f"{ACCUEIL}engagements/membre/"
    assert enregistrer(agente, chemin, texte="Un autre texte.").status_code == 302


@pytest.mark.parametrize(
    ("jour", "dit"),
    [
        ((1, 1, 2020), "Le dernier jour des questions est avant l’ouverture"),
        ((20, 5, 2026), "n’est pas avant la clôture"),
    ],
)
def test_un_dernier_jour_des_questions_etrange_se_dit_des_qu_il_est_enregistre(agente, jour, dit):
    morceaux = {f"derniere_question_{nom}": str(valeur) for nom, valeur in zip(MORCEAUX, jour, strict=True)}
    page = enregistrer(agente, f"{ACCUEIL}reglage-q26/", **morceaux)
    assert page.status_code == 302
    assert dit in mots_de(agente.get(page.url))
