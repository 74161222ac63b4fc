"""The offline booklet: one member's, for an hour, while every dossier in it may be read, and nothing private in it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from amihr import horloge
from amihr.habilitations.engagements import publier_version, retirer_membre
from amihr.habilitations.models import Public
from amihr.journal.models import Chaine, EntreeJournal
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import date_heure
from evaluation.actes.demande_de_livret import demander_un_livret
from evaluation.actes.livrets import produire_les_livrets
from evaluation.actes.marge import annoter, retirer
from evaluation.actes.notes_privees import ecrire
from evaluation.models import DestructionCertifiee, Livret
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.fabriques.evaluation import noter
from tests.pages import texte_de
from tests.socle.controle_pdf import defauts, departs, ouvrir, texte

pytestmark = pytest.mark.django_db
PAGE, PDF = "/commission/livret/", "/commission/livret.pdf"


def produire(membre, instant=None):
    """Ask for a booklet and have it made."""
    livret = demander_un_livret(membre.sieges.get(), par=membre)
    assert produire_les_livrets(instant or horloge.maintenant()) == 1
    return Livret.objects.select_related("fichier").get(pk=livret.pk)


def telecharger(client):
    """Ask for the PDF and read it to its end."""
    reponse = client.get(PDF)
    if reponse.streaming:
        b"".join(reponse.streaming_content)
    return reponse


def octets(livret):
    with default_storage.open(livret.fichier.cle) as lus:
        return lus.read()


def lectures(membre, candidature):
    objet = f"candidatures_candidature:{candidature.pk}"
    return EntreeJournal.objects.filter(chaine=Chaine.LECTURES, par=membre.pk, objet=objet, faits__vu="livret").count()


def test_qui_ne_siege_pas_n_a_pas_de_livret(client, alice, agnes, edition, en_evaluation, apres):
    for qui in (alice, agnes):
        connecter(client, qui)
        assert [client.get(PAGE).status_code, client.post(PAGE).status_code, client.get(PDF).status_code] == [404] * 3
    assert not Livret.objects.exists()


def test_une_identification_ancienne_est_redemandee(client, mona_lit, apres):
    connecter(client, mona_lit, il_y_a=700)
    assert [("confirmer-identite" in client.get(adresse)["Location"]) for adresse in (PAGE, PDF)] == [True, True]


def test_demander_deux_fois_n_en_prepare_qu_un(mona_lit, apres):
    demander_un_livret(mona_lit.sieges.get(), par=mona_lit)
    with pytest.raises(ActeRefuse) as refus:
        demander_un_livret(mona_lit.sieges.get(), par=mona_lit)
    assert refus.value.code == "livret_en_cours"


def test_apres_avoir_certifie_il_n_y_a_plus_de_livret(client, mona_lit, apres):
    DestructionCertifiee.objects.create(membre=mona_lit.sieges.get(), certifiee_le=apres)
    with pytest.raises(ActeRefuse) as refus:
        demander_un_livret(mona_lit.sieges.get(), par=mona_lit)
    assert refus.value.code == "copies_detruites"
    assert "Préparer" not in texte_de(connecter(client, mona_lit).get(PAGE))


def test_le_livret_d_une_autre_personne_n_a_pas_d_adresse(client, mona_lit, hugo, apres):
    produire(mona_lit)
    connecter(client, mona_lit)
    assert telecharger(client).status_code == 200
    assert connecter(client, hugo).get(PDF)["Location"] == PAGE


def fermer_par_un_deport(mona, edition, agnes, dossier):
    deporter(mona, dossier)


def fermer_par_une_version_a_signer(mona, edition, agnes, dossier):
    publier_version(edition, Public.MEMBRE, titre="Version 2", texte="Un autre texte.", par=agnes)


@pytest.mark.parametrize("fermer", [fermer_par_un_deport, fermer_par_une_version_a_signer])
def test_un_dossier_ferme_ferme_la_copie_puis_l_efface(client, mona_lit, edition, agnes, en_evaluation, apres, fermer):
    livret = produire(mona_lit)
    connecter(client, mona_lit)
    assert telecharger(client).status_code == 200
    fermer(mona_lit, edition, agnes, en_evaluation)
    refusee = client.get(PDF)
    assert refusee.status_code == 409
    assert "Préparer un nouveau livret" in texte_de(refusee)
    produire_les_livrets(horloge.maintenant())
    livret.refresh_from_db()
    assert (livret.fichier.efface_le is not None, client.get(PDF)["Location"]) == (True, PAGE)


def test_un_siege_retire_perd_la_copie(client, mona_lit, agnes, apres):
    livret = produire(mona_lit)
    retirer_membre(mona_lit.sieges.get(), par=agnes)
    assert connecter(client, mona_lit).get(PDF).status_code == 404
    produire_les_livrets(horloge.maintenant())
    livret.fichier.refresh_from_db()
    assert livret.fichier.efface_le is not None


def test_apres_une_heure_la_copie_n_a_plus_d_adresse_et_ses_octets_sont_effaces(client, mona_lit, apres):
    livret = produire(mona_lit)
    ensuite = APRES + timedelta(hours=1)
    with horloge.a(ensuite):
        assert connecter(client, mona_lit).get(PDF)["Location"] == PAGE
        produire_les_livrets(ensuite)
    livret.fichier.refresh_from_db()
    assert livret.fichier.efface_le == ensuite


def test_un_nouveau_livret_remplace_le_precedent(mona_lit, apres):
    ancien = produire(mona_lit)
    nouveau = produire(mona_lit)
    ancien.fichier.refresh_from_db()
    nouveau.fichier.refresh_from_db()
    assert (ancien.fichier.efface_le is None, nouveau.fichier.efface_le) == (False, None)


def test_le_livret_ne_porte_que_le_dossier_technique_de_ce_que_l_on_lit(mona_lit, hugo, edition, en_evaluation, apres):
    ecarte = CandidatureFactory(
        edition=edition, etat="en_evaluation", titre="Dossierecarte", denomination="Ecartee SAS"
    )
    declarer_aucun_lien(mona_lit, ecarte)
    deporter(mona_lit, ecarte)
    ecrire(en_evaluation, "Carnetdemona", par=mona_lit, revision=0)
    noter(en_evaluation, hugo.sieges.get(), [4, 4, 4, 4]).notes.count()
    lu = texte(octets(produire(mona_lit)))
    depot = en_evaluation.depots.get()
    assert depot.titre in lu
    assert "Orthoselve SAS" in lu
    for tu in ("claire@orthoselve.example", "Kbis", "kbis.pdf", "Carnetdemona", "Dossierecarte", "Ecartee SAS", "Hugo"):
        assert tu not in lu


def test_chaque_page_porte_le_nom_et_l_heure_et_le_document_est_balise(mona_lit, en_evaluation, apres):
    contenu = octets(produire(mona_lit))
    assert defauts(contenu) == []
    marque = f"{mona_lit.nom_complet}, {date_heure(apres)}"
    with ouvrir(contenu) as document:
        assert len(document.Root["/Outlines"].keys()) > 0
        pages = len(document.pages)
        assert pages >= 4
        for page in document.pages:
            (x, y) = next((x, y) for dit, x, y in departs(page) if dit == marque)
            assert 100 < x < 300  # it rises across the middle of an A4 page, 595 by 842 points
            assert 200 < y < 421
    assert f"Page {pages} sur {pages}" in texte(contenu)


def test_chaque_dossier_est_suivi_de_sa_feuille(mona_lit, edition, en_evaluation, apres):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Argilomètre")
    declarer_aucun_lien(mona_lit, autre)
    lu = texte(octets(produire(mona_lit)))
    assert lu.count("Mes notes sur") == 2
    assert lu.count("hors de ma compétence") == 2 * 4


def test_sans_dossier_ouvert_le_livret_est_une_feuille_vierge(client, marc, edition, en_evaluation, apres):
    livret = produire(marc)
    lu = texte(octets(livret))
    assert (livret.candidatures, "Feuille de prise de notes" in lu) == ([], True)
    assert en_evaluation.titre not in lu
    connecter(client, marc)
    assert telecharger(client).status_code == 200


def test_la_preparation_puis_le_telechargement_consignent_chaque_dossier(
    client, mona_lit, edition, en_evaluation, apres
):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Argilomètre")
    declarer_aucun_lien(mona_lit, autre)
    produire(mona_lit)
    assert [lectures(mona_lit, d) for d in (en_evaluation, autre)] == [1, 1]
    with horloge.a(APRES + timedelta(minutes=20)):
        connecter(client, mona_lit)
        telecharger(client)
        telecharger(client)
    assert [lectures(mona_lit, d) for d in (en_evaluation, autre)] == [2, 2]


def test_la_page_attend_le_livret_puis_le_donne(client, mona_lit, apres):
    connecter(client, mona_lit).post(PAGE)
    attente = client.get(PDF)
    assert (attente.status_code, attente["Refresh"]) == (202, "5")
    assert "En préparation" in texte_de(client.get(PAGE))
    produire_les_livrets(horloge.maintenant())
    assert "Télécharger mon livret" in texte_de(client.get(PAGE))
    entrees = EntreeJournal.objects.filter(evenement__startswith="livret.").order_by("seq")
    assert list(entrees.values_list("evenement", "par")) == [
        ("livret.demande", mona_lit.pk),
        ("livret.produit", mona_lit.pk),
    ]


def test_les_notes_en_marge_n_y_sont_que_si_leur_auteur_le_demande_et_les_notes_privees_jamais(
    client, mona_lit, hugo, en_evaluation, apres
):
    annoter(
        en_evaluation,
        [("solution", "compte les arbres", "Canarimarge"), ("fichiers", "", "Canarifichier")],
        par=mona_lit,
    )
    ecrire(en_evaluation, "Canariprivee", par=mona_lit, revision=0)
    retiree = annoter(en_evaluation, [("solution", "", "Canariretiree")], par=mona_lit)[0]
    retirer(en_evaluation, retiree.pk, par=mona_lit)
    annoter(en_evaluation, [("solution", "", "Canarihugo")], par=hugo)
    connecter(client, mona_lit)
    assert "Y joindre mes notes en marge" in texte_de(client.get(PAGE))
    for champs, attendus in (({}, set()), ({"marges": "1"}, {"Canarimarge", "Canarifichier", "compte les arbres"})):
        client.post(PAGE, champs)
        produire_les_livrets(horloge.maintenant())
        livret = Livret.objects.select_related("fichier").get(avec_marges=bool(champs))
        lu = texte(octets(livret))
        mots = {"Canarimarge", "Canarifichier", "Canariprivee", "Canariretiree", "Canarihugo"}
        assert {mot for mot in mots if mot in lu} == attendus & mots
        assert defauts(octets(livret)) == []


def test_sans_note_en_marge_rien_n_est_propose(client, mona_lit, en_evaluation, apres):
    assert "Y joindre" not in texte_de(connecter(client, mona_lit).get(PAGE))
