"""The calibration on the side of the members: who comes in, one grid for all, gaps without a name, nothing that counts."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from evaluation.actes import notation
from evaluation.actes.calibrage import clore, ecrire, ecrire_les_exemples, enregistrer, ouvrir, soumettre
from evaluation.actes.grille import etablir
from evaluation.lectures import tableau
from evaluation.lectures.mission import dossiers_evalues
from evaluation.models import Calibrage, DossierDeCalibrage, Evaluation, GrilleDeCalibrage, Note
from tests.fabriques.calibrage import FICTIFS, calibrage_ouvert, calibrer, dossiers_fictifs, reponses
from tests.fabriques.candidatures import CandidatureFactory, asseoir
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CRITERES, ECHELLE
from tests.pages import mots_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
UN, BUREAU = "/commission/calibrage/1/", "/commission/"
NOTES = [4, 3, 5, 2]


def membre(edition, prenom):
    qui = personne(prenom, nom="Nomsecret", totp=True)
    asseoir(qui, edition)
    return qui


def champs(edition, valeurs, **autres):
    """What the page of the grid posts; "" for a criterion left aside."""
    lues = {case: valeur for case, valeur in reponses(edition, valeurs).items() if valeur != ""}
    lues = {f"c{critere}" + (f"_{sous}" if sous else ""): valeur for (critere, sous), valeur in lues.items()}
    return lues | {"revision": 0} | autres


# --- Refusals ----------------------------------------------------------------------------------------------


def test_le_calibrage_n_existe_que_pour_un_membre_qui_a_signe(client, edition, mona, marc, agnes, alice, pendant):
    calibrage_ouvert(edition)
    assert connecter(client, mona).get(UN).status_code == 200
    for qui in (marc, agnes, alice):
        assert connecter(client, qui).get(UN).status_code == 404
        assert connecter(client, qui).post(UN, champs(edition, NOTES)).status_code == 404
    assert not GrilleDeCalibrage.objects.exists()


def test_qui_est_attache_a_une_candidature_n_y_entre_pas(client, edition, mona, pendant):
    calibrage_ouvert(edition)
    CandidatureFactory(edition=edition, equipe=[mona])
    assert connecter(client, mona).get(UN).status_code == 404
    assert "Calibrage" not in mots_de(client.get(BUREAU))


def test_sans_reglage_ni_ouverture_personne_ne_voit_rien(client, edition, mona, pendant):
    connecter(client, mona)
    calibrage_ouvert(edition)
    assert FICTIFS[0] in mots_de(client.get(BUREAU))
    assert client.get("/commission/calibrage/3/").status_code == 404
    Calibrage.objects.all().delete()
    assert (client.get(UN).status_code, FICTIFS[0] in mots_de(client.get(BUREAU))) == (404, False)
    Calibrage.objects.create(edition=edition, ouvert_le=pendant)
    edition.reglages["Q41"]["calibrage"] = "aucun"
    edition.save(update_fields=["reglages"])
    assert (client.get(UN).status_code, FICTIFS[0] in mots_de(client.get(BUREAU))) == (404, False)


@pytest.mark.parametrize(
    ("prepare", "refus"),
    [
        (lambda e: e.reglages["Q41"].update(calibrage="aucun"), "calibrage_sans_reglage"),
        (lambda e: DossierDeCalibrage.objects.filter(rang=2).delete(), "calibrage_incomplet"),
        (lambda e: Calibrage.objects.create(edition=e, ouvert_le=e.ouverture_le), "calibrage_deja_ouvert"),
    ],
)
def test_il_ne_s_ouvre_qu_ecrit_et_demande(edition, agnes, pendant, prepare, refus):
    edition.reglages["Q41"]["calibrage"] = "propose"
    dossiers_fictifs(edition)
    prepare(edition)
    with pytest.raises(ActeRefuse, match=refus):
        ouvrir(edition, par=agnes)


def test_un_dossier_fictif_note_ne_change_plus_meme_par_la_base(edition, mona, agnes, pendant):
    calibrage_ouvert(edition)
    nouveau = {"titre": "Mirador corrigé", "structure": "Mirador", "textes": {"solution": "Corrigé."}}
    ecrire(edition, 1, par=agnes, **nouveau)
    assert enregistrer(edition, 1, {}, {}, par=mona, revision=0) is None
    ecrire(edition, 1, par=agnes, **nouveau)
    enregistrer(edition, 1, reponses(edition, NOTES), {}, par=mona, revision=0)
    with pytest.raises(ActeRefuse, match="calibrage_commence"):
        ecrire(edition, 1, par=agnes, **nouveau)
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierDeCalibrage.objects.filter(rang=1).update(titre="Autre chose")
    ecrire(edition, 2, par=agnes, **nouveau)
    assert list(DossierDeCalibrage.objects.values_list("titre", flat=True)) == ["Mirador corrigé", "Mirador corrigé"]


def test_un_dossier_fictif_sans_texte_est_refuse(edition, agnes, pendant):
    with pytest.raises(ActeRefuse, match="calibrage_sans_texte"):
        ecrire(edition, 1, titre="Vide", structure="Vide", textes={"solution": "  ", "inconnue": "x"}, par=agnes)
    with pytest.raises(Http404):
        ecrire(edition, 3, titre="Trois", structure="Trois", textes={"solution": "x"}, par=agnes)


def test_les_exemples_ne_remplacent_rien(edition, agnes, pendant):
    ecrits = {"titre": "Exemple", "structure": "Exemple", "textes": {"solution": "Texte."}}
    ecrire(edition, 2, par=agnes, titre="Le nôtre", structure="Nous", textes={"solution": "x"})
    assert ecrire_les_exemples(edition, {1: ecrits, 2: ecrits}, par=agnes) == 1
    assert ecrire_les_exemples(edition, {1: ecrits, 2: ecrits}, par=agnes) == 0
    assert list(DossierDeCalibrage.objects.values_list("titre", flat=True)) == ["Exemple", "Le nôtre"]


def test_la_grille_est_celle_des_vrais_dossiers_avec_ses_refus(client, edition, mona, pendant):
    calibrage_ouvert(edition)
    connecter(client, mona)
    incomplete = client.post(UN, champs(edition, [4, 3, "", ""], geste="remettre"))
    assert (incomplete.status_code, "grille est incomplète" in mots_de(incomplete)) == (422, True)
    assert GrilleDeCalibrage.objects.get().etat == "commencee"
    hors_echelle = client.post(UN, champs(edition, [9, 3, 3, 3], revision=1))
    assert (hors_echelle.status_code, "de 0 à 5" in mots_de(hors_echelle)) == (422, True)
    ailleurs = client.post(UN, champs(edition, [1, 1, 1, 1], revision=0), headers={"Accept": "application/json"})
    assert (ailleurs.status_code, "autre onglet" in ailleurs.json()["message"]) == (409, True)
    for mots in ("niveau 3", "Hors de ma compétence", "Raster", "Poids tirés de la hiérarchie"):
        assert mots in mots_de(client.get(UN))


def test_une_grille_remise_ne_change_plus_meme_par_la_base(edition, mona, pendant):
    calibrage_ouvert(edition)
    calibrer(mona, edition, 1, NOTES)
    with pytest.raises(ActeRefuse, match="grille_soumise"):
        enregistrer(edition, 1, {}, {}, par=mona, revision=1)
    for geste in (lambda lot: lot.update(notes=[]), lambda lot: lot.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            geste(GrilleDeCalibrage.objects.all())


def test_clos_plus_personne_ne_note(edition, mona, agnes, pendant):
    calibrage_ouvert(edition)
    clore(edition, par=agnes)
    with pytest.raises(ActeRefuse, match="calibrage_ferme"):
        soumettre(edition, 1, par=mona, reponses=reponses(edition, NOTES), commentaires={}, revision=0)
    with pytest.raises(ActeRefuse, match="calibrage_ferme"):
        clore(edition, par=agnes)


# --- The gaps ----------------------------------------------------------------------------------------------


def test_les_ecarts_attendent_ma_grille_et_ne_nomment_personne(client, edition, mona, pendant):
    calibrage_ouvert(edition)
    for prenom, notes in (("Nadia", [1, 1, 1, 1]), ("Paul", [2, 1, 1, 0])):
        calibrer(membre(edition, prenom), edition, 1, notes, "canaricommentaire")
    connecter(client, mona)
    assert "écart-type" not in mots_de(client.get(UN))
    page = mots_de(client.post(UN, champs(edition, NOTES, geste="remettre"), follow=True))
    # Innovation: 4 among 1, 2, 4.
    assert "4 écart +1,67 2,33 n = 3 2 1 à 4 écart-type 1,25" in page
    assert "d’un point ou plus sur 3 critères" in page
    assert "canaricommentaire" in str(GrilleDeCalibrage.objects.values_list("notes", flat=True))
    assert not any(mot in page for mot in ("Nomsecret", "Nadia", "canaricommentaire"))


def test_le_premier_qui_remet_sait_qu_il_est_seul(client, edition, mona, pendant):
    calibrage_ouvert(edition)
    calibrer(mona, edition, 1, NOTES)
    assert "à mesure que les autres membres" in mots_de(connecter(client, mona).get(UN))


def test_clos_chacun_voit_les_ecarts_meme_sans_avoir_note(client, edition, mona, agnes, pendant):
    calibrage_ouvert(edition)
    calibrer(membre(edition, "Nadia"), edition, 1, [1, 1, 1, 1])
    clore(edition, par=agnes)
    page = mots_de(connecter(client, mona).get(UN))
    assert "vous n’avez pas remis" in page
    assert "1,00" in page
    assert "Votre note" not in page


def test_un_siege_retire_ne_compte_plus(client, edition, mona, pendant):
    calibrage_ouvert(edition)
    nadia = membre(edition, "Nadia")
    calibrer(nadia, edition, 1, [0, 0, 0, 0])
    calibrer(mona, edition, 1, NOTES)
    assert "2 grilles remises" in mots_de(connecter(client, mona).get(UN))
    nadia.sieges.update(retire_le=pendant)
    assert "1 grille remise" in mots_de(client.get(UN))


def test_une_grille_changee_depuis_ne_melange_pas_les_versions(client, edition, mona, pendant):
    calibrage_ouvert(edition)
    nadia, nora = membre(edition, "Nadia"), membre(edition, "Nora")
    calibrer(nadia, edition, 1, NOTES)
    enregistrer(edition, 1, reponses(edition, NOTES), {}, par=nora, revision=0)
    criteres = [CRITERES[0], CRITERES[2]]
    etablir(edition, echelle=ECHELLE, criteres=criteres, methode="rang", motif="Plus simple", instant=pendant)
    assert "checked" not in connecter(client, nora).get(UN).content.decode()
    calibrer(mona, edition, 1, [4, 4])
    for qui in (mona, nadia):
        assert "1 grille remise" in mots_de(connecter(client, qui).get(UN))


# --- Before the first real note ----------------------------------------------------------------------------


def noter_pour_de_bon(edition, dossier, qui):
    return notation.enregistrer(dossier, reponses(edition, NOTES), {}, par=qui, revision=0)


def test_obligatoire_la_premiere_vraie_note_attend_les_deux_grilles(client, edition, mona_lit, en_evaluation, apres):
    calibrage_ouvert(edition, choix="obligatoire")
    adresse = f"/commission/dossiers/{en_evaluation.reference}/"
    connecter(client, mona_lit)
    for rang in (1, 2):
        assert "Le calibrage d’abord" in mots_de(client.get(adresse))
        refus = client.post(adresse, champs(edition, NOTES))
        assert (refus.status_code, "remettez vos grilles sur les deux dossiers fictifs" in mots_de(refus)) == (
            409,
            True,
        )
        refus = client.post(adresse, champs(edition, NOTES), headers={"Accept": "application/json"})
        assert "dossiers fictifs" in refus.json()["message"]
        calibrer(mona_lit, edition, rang, NOTES)
    assert client.post(adresse, champs(edition, NOTES)).status_code == 302
    assert Evaluation.objects.count() == 1


def test_obligatoire_et_pas_encore_ouvert_la_vraie_note_attend_aussi(edition, mona_lit, en_evaluation, apres):
    calibrage_ouvert(edition, choix="obligatoire").delete()
    with pytest.raises(ActeRefuse, match="calibrage_d_abord"):
        noter_pour_de_bon(edition, en_evaluation, mona_lit)


@pytest.mark.parametrize("choix", ["propose", "aucun"])
def test_autrement_rien_n_attend(edition, mona_lit, en_evaluation, apres, choix):
    calibrage_ouvert(edition, choix=choix)
    assert noter_pour_de_bon(edition, en_evaluation, mona_lit).revision == 1


def test_ni_clos_ni_apres_une_vraie_note_rien_n_attend(edition, mona_lit, hugo, en_evaluation, agnes, apres):
    noter_pour_de_bon(edition, en_evaluation, mona_lit)
    calibrage_ouvert(edition, choix="obligatoire")
    notes = reponses(edition, [5, 5, 5, 5])
    assert notation.enregistrer(en_evaluation, notes, {}, par=mona_lit, revision=1).revision == 2
    with pytest.raises(ActeRefuse, match="calibrage_d_abord"):
        noter_pour_de_bon(edition, en_evaluation, hugo)
    clore(edition, par=agnes)
    assert noter_pour_de_bon(edition, en_evaluation, hugo).revision == 1


ATTEND, N_ATTEND_PAS = (
    "Votre première note sur un vrai dossier attend",
    "vos vrais dossiers n’attendent pas vos grilles",
)


def test_propose_le_bureau_ne_dit_pas_que_tous_notent_d_abord(client, edition, mona, pendant):
    calibrage_ouvert(edition)
    page = mots_de(connecter(client, mona).get(BUREAU))
    assert N_ATTEND_PAS in page
    assert ATTEND not in page


def test_obligatoire_le_bureau_dit_ce_qui_attend_meme_avant_l_ouverture(client, edition, mona, pendant):
    calibrage = calibrage_ouvert(edition, "obligatoire")
    connecter(client, mona)
    assert ATTEND in mots_de(client.get(BUREAU))
    calibrage.delete()
    page = mots_de(client.get(BUREAU))
    assert "Le secrétariat ne les a pas encore ouverts : votre première note sur un vrai dossier attend" in page
    assert FICTIFS[0] not in page


def test_obligatoire_le_bureau_ne_retient_pas_qui_a_deja_note(client, edition, mona_lit, en_evaluation, apres):
    noter_pour_de_bon(edition, en_evaluation, mona_lit)
    calibrage = calibrage_ouvert(edition, "obligatoire")
    page = mots_de(connecter(client, mona_lit).get(BUREAU))
    assert (N_ATTEND_PAS in page, ATTEND in page) == (True, False)
    calibrage.delete()
    assert "Calibrage" not in mots_de(client.get(BUREAU))


# --- It counts nowhere -------------------------------------------------------------------------------------


def test_rien_du_calibrage_n_entre_dans_ce_qui_compte(client, edition, mona_lit, agnes, en_evaluation, apres):
    connecter(client, agnes)
    chemins = ("/region/", "/region/commission/", "/region/commission/affectation/", "/region/exports/")
    avant = [mots_de(client.get(chemin)) for chemin in chemins], tableau(agnes, edition).classement
    calibrage_ouvert(edition)
    for rang in (1, 2):
        calibrer(mona_lit, edition, rang, NOTES)
    assert GrilleDeCalibrage.objects.count() == 2
    assert ([mots_de(client.get(chemin)) for chemin in chemins], tableau(agnes, edition).classement) == avant
    assert (Evaluation.objects.count(), Note.objects.count()) == (0, 0)
    assert dossiers_evalues(mona_lit.sieges.get()) == 0


def test_aucune_cle_ne_mene_du_calibrage_a_une_candidature():
    visees = {
        champ.related_model._meta.label
        for modele in (Calibrage, DossierDeCalibrage, GrilleDeCalibrage)
        for champ in modele._meta.concrete_fields
        if champ.is_relation
    }
    assert visees == {"editions.Edition", "evaluation.DossierDeCalibrage", "evaluation.Grille", "habilitations.Membre"}


# --- The trail ---------------------------------------------------------------------------------------------


def test_le_journal_dit_qui_a_ouvert_remis_et_clos(edition, mona, agnes, pendant):
    edition.reglages["Q41"]["calibrage"] = "propose"
    edition.save(update_fields=["reglages"])
    textes = {"titre": "Mirador", "structure": "M", "textes": {"solution": "canaritexte"}}
    for rang in (1, 2):
        ecrire(edition, rang, par=agnes, **textes)
    ouvrir(edition, par=agnes)
    enregistrer(edition, 2, {}, {}, par=mona, revision=0)
    calibrer(mona, edition, 1, NOTES, "canaricommentaire")
    clore(edition, par=agnes)
    entrees = EntreeJournal.objects.filter(evenement__startswith="calibrage.").order_by("seq")
    assert [(e.evenement, e.par_id) for e in entrees] == [
        ("calibrage.dossier_ecrit", agnes.pk),
        ("calibrage.dossier_ecrit", agnes.pk),
        ("calibrage.ouvert", agnes.pk),
        ("calibrage.remis", mona.pk),
        ("calibrage.clos", agnes.pk),
    ]
    with connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM journal_entreejournal WHERE faits::text LIKE '%%canari%%'")
        assert curseur.fetchone() == (0,)


def test_rouvrir_garde_le_jour_de_la_premiere_ouverture(edition, agnes, pendant):
    premiere = calibrage_ouvert(edition).ouvert_le
    clore(edition, par=agnes)
    ouvrir(edition, par=agnes)
    calibrage = Calibrage.objects.get()
    assert (calibrage.ouvert_le, calibrage.clos_le) == (premiere, None)
