"""Staff writes the call, a part at a time: what is refused, what stays, what changes (R50)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.models import Edition
from amihr.habilitations.models import VersionNDA
from amihr.journal.models import EntreeJournal
from amihr.pilotage.chargement import charger
from amihr.pilotage.chargement import ecrire as ecrire_dans_la_base
from amihr.pilotage.fichier import document, relire
from amihr.pilotage.figes import IMMUABLES_D_UNE_PARTIE as PARTIE
from amihr.pilotage.figes import IMMUABLES_D_UNE_PIECE as PIECE
from amihr.pilotage.figes import IMMUABLES_D_UNE_QUESTION as QUESTION
from amihr.pilotage.figes import Situation, exiger_permis
from amihr.pilotage.photographie import attendue, photographier
from amihr.pilotage.redaction import rediger
from amihr.pilotage.rubriques import rubrique_de
from amihr.socle.refus import ActeRefuse
from evaluation.lectures import derniere_grille
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import OUVERTURE, PENDANT
from tests.fils import ensemble
from tests.personnages import personne

AVANT = OUVERTURE.replace(day=1)


@pytest.fixture
def edition_2026(db, appel_2026):
    with horloge.a(AVANT.replace(month=2)):
        return charger(appel_2026)


@pytest.fixture
def agnes(db):
    return personne("Agnès", roles=[Role.AGENT])


@pytest.fixture
def oscar(db):
    return personne("Oscar", roles=[Role.OPERATEUR])


def ecrire(edition, par, changer, **options):
    """Apply `changer` to the edition's document, as a page that has just been read would."""
    edition.refresh_from_db()
    ecrit = document(edition)
    changer(ecrit)
    return rediger(edition, ecrit, revision=edition.revision, par=par, **options)


def refus_de(edition, par, changer, **options):
    avant = document(edition)
    with pytest.raises(ActeRefuse) as refus:
        ecrire(edition, par, changer, **options)
    assert document(edition) == avant
    return refus.value.code


def titrer(ecrit):
    ecrit["thematiques"][0]["titre"] = "Villes et bourgs"


def question_de(ecrit, code):
    return next(q for p in ecrit["formulaire"]["parties"] for q in p.get("questions", ()) if q["code"] == code)


@pytest.fixture
def candidature(edition_2026):
    with horloge.a(PENDANT):
        return CandidatureFactory(edition=edition_2026)


def test_une_page_perimee_n_ecrase_rien(edition_2026, agnes):
    ancienne, ecrit = edition_2026.revision, document(edition_2026)
    with horloge.a(AVANT):
        ecrire(edition_2026, agnes, titrer)
        with pytest.raises(ActeRefuse, match="edition_redigee_ailleurs"):
            rediger(edition_2026, ecrit, revision=ancienne, par=agnes)
    assert edition_2026.thematiques.first().titre == "Villes et bourgs"


OUVERT = {
    "ouverture_passee": lambda e: e["dates"].update(ouverture="2026-04-06"),
    "cloture_se_reporte": lambda e: e["dates"].update(cloture="2026-05-12"),
    "reglage_fige": lambda e: e["reglages"]["Q9"].update(methode="barycentre"),
    "grille_motif": lambda e: e["grille"]["criteres"][0].update(titre="Nouveauté"),
}


@pytest.mark.parametrize("code", OUVERT)
def test_l_ouverture_fige(edition_2026, agnes, code):
    with horloge.a(PENDANT):
        assert refus_de(edition_2026, agnes, OUVERT[code]) == code


def test_l_ouverture_fige_les_annees_des_previsions(edition_2026, agnes):
    """See Q27: a filed forecast and a late one are of the same years."""
    with horloge.a(PENDANT):
        code = refus_de(edition_2026, agnes, lambda e: e["reglages"]["Q27"].update(annees=["1999", "2028", "2029"]))
    assert code == "reglage_fige"


@pytest.mark.parametrize("code", [code for code in OUVERT if code != "grille_motif"])
def test_avant_l_ouverture_rien_n_est_fige(edition_2026, agnes, code):
    with horloge.a(AVANT.replace(month=3)):
        ecrire(edition_2026, agnes, OUVERT[code])
    assert EntreeJournal.objects.filter(evenement="edition.redigee").count() == 1


def retirer_une_question(ecrit):
    ecrit["formulaire"]["parties"][0]["questions"].pop()


def exiger_une_reponse(ecrit):
    question_de(ecrit, "site")["obligatoire"] = "oui"


def ne_plus_exiger_une_reponse(ecrit):
    question_de(ecrit, "resume")["obligatoire"] = "non"


def ne_plus_exiger_une_piece(ecrit):
    next(piece for piece in ecrit["formulaire"]["pieces"] if piece["obligatoire"] == "oui")["obligatoire"] = "non"


def ne_plus_exiger_une_colonne(ecrit):
    question_de(ecrit, "membres")["sous_champs"][0]["obligatoire"] = "non"


def raccourcir(ecrit):
    question_de(ecrit, "presentation_structure")["max"] = "2000"


def demander_une_piece(ecrit):
    ecrit["formulaire"]["pieces"].append(
        {"code": "rib", "libelle": "RIB", "article": "B.2", "genre": "piece", "types": ["pdf"], "max_mio": "5",
         "obligatoire": "oui"}
    )  # fmt: skip


def retirer_un_cas(ecrit):
    ecrit["thematiques"][0]["cas_usage"].pop()


FIGES = {
    "formulaire_fige": [
        retirer_une_question, exiger_une_reponse, raccourcir, demander_une_piece, ne_plus_exiger_une_reponse,
        ne_plus_exiger_une_piece, ne_plus_exiger_une_colonne,
    ],
    "thematique_fige": [retirer_un_cas],
    "prefixe_fige": [lambda e: e["edition"].update(prefixe_reference="AUTRE-2026")],
}  # fmt: skip


@pytest.mark.parametrize(("code", "changer"), [(code, geste) for code, gestes in FIGES.items() for geste in gestes])
def test_une_candidature_fige_ce_qui_lui_est_demande(edition_2026, agnes, candidature, code, changer):
    with horloge.a(PENDANT):
        assert refus_de(edition_2026, agnes, changer) == code


@pytest.mark.parametrize("changer", [geste for gestes in FIGES.values() for geste in gestes])
def test_sans_candidature_rien_n_est_fige(edition_2026, agnes, changer):
    with horloge.a(AVANT):
        ecrire(edition_2026, agnes, changer)
    assert Edition.objects.get(pk=edition_2026.pk).modifiee_le == AVANT


def test_avec_une_candidature_les_mots_se_corrigent_encore(edition_2026, agnes, candidature):
    def corriger(ecrit):
        titrer(ecrit)
        question_de(ecrit, "site")["aide"] = "Son adresse complète."

    with horloge.a(PENDANT):
        ecrire(edition_2026, agnes, corriger)
    assert edition_2026.thematiques.first().titre == "Villes et bourgs"


@pytest.mark.parametrize(
    ("changer", "phrase"),
    [
        (lambda e: question_de(e, "site").update(prive="oui"), "la réponse à « Est-elle privée ? » ne change plus"),
        (
            lambda e: question_de(e, "site").update(type="texte_court"),
            "la réponse à « Type de réponse » ne change plus",
        ),
        (
            lambda e: e["formulaire"]["pieces"][0].update(genre="piece"),
            "la réponse à « Genre de fichier » ne change plus",
        ),
    ],
)
def test_un_refus_cite_la_page_et_non_le_fichier(edition_2026, agnes, candidature, changer, phrase):
    ecrit = document(edition_2026)
    changer(ecrit)
    with horloge.a(PENDANT), pytest.raises(ActeRefuse) as refus:
        rediger(edition_2026, ecrit, revision=edition_2026.revision, par=agnes)
    assert phrase in refus.value.phrase.replace("\u00a0", " ")


def test_les_mots_cites_par_un_refus_sont_ceux_de_la_page(edition_2026):
    ecrit = document(edition_2026)
    for slug, mots in (("formulaire", PARTIE), ("questions-1", QUESTION), ("pieces", PIECE)):
        affiches = {posee["code"]: posee["libelle"] for posee in rubrique_de(ecrit, slug).questions(ecrit)}
        assert {champ: affiches[champ] for champ in mots if champ in affiches} == {
            champ: mot for champ, mot in mots.items() if champ in affiches
        }


def test_un_label_fige_les_mots_du_macaron(edition_2026):
    avant = photographier(edition_2026)
    apres = avant | {"macaron": avant["macaron"] | {"titre": "Autre label"}}
    situation = Situation(est_ouverte=True, a_des_candidatures=True, a_des_evaluations=False, a_des_labels=False)
    exiger_permis(avant, apres, situation)
    with pytest.raises(ActeRefuse, match="macaron_fige"):
        exiger_permis(avant, apres, replace(situation, a_des_labels=True))


def test_une_note_fige_toute_la_grille(edition_2026):
    avant, apres = photographier(edition_2026), photographier(edition_2026)
    apres["grille"]["criteres"][0]["titre"] = "Nouveauté"
    situation = Situation(est_ouverte=True, a_des_candidatures=True, a_des_evaluations=False, a_des_labels=False)
    exiger_permis(avant, apres, situation)
    with pytest.raises(ActeRefuse, match="grille_utilisee"):
        exiger_permis(avant, apres, replace(situation, a_des_evaluations=True))


def test_d_autres_poids_choisis_arrivent_dans_la_grille(edition_2026, agnes):
    """Q9: the weights of the public page and of the ranking are those that the page was given, the second time too."""
    for poids in ([9, 8, 7, 6, 5, 4, 3, 2], [9, 8, 7, 6, 5, 4, 3, 3]):
        with horloge.a(AVANT):
            ecrire(
                edition_2026,
                agnes,
                lambda e, poids=poids: e["reglages"]["Q9"].update(
                    methode="personnalisee", poids=[str(p) for p in poids]
                ),
            )
        parts = [critere.poids for critere in derniere_grille(edition_2026).criteres.order_by("rang")]
        assert parts == [Fraction(valeur, sum(poids)) for valeur in poids]
        edition_2026.refresh_from_db()
        assert photographier(edition_2026)["grille"] == attendue(relire(document(edition_2026)))["grille"]


def retirer_le_dernier_critere(ecrite):
    ecrite["grille"]["criteres"].pop()
    for partie in ecrite["formulaire"]["parties"]:
        for question in partie.get("questions", ()):
            question.pop("criteres", None)


CHARPENTE = {
    "retirer": retirer_le_dernier_critere,
    "deplacer": lambda ecrite: ecrite["grille"]["criteres"].reverse(),
    "peser": lambda ecrite: ecrite["grille"]["criteres"][3]["sous_criteres"][0].update(poids="9"),
}


@pytest.mark.parametrize("geste", CHARPENTE)
def test_l_ouverture_fige_ce_qui_pese_dans_la_grille(edition_2026, agnes, geste):
    with horloge.a(PENDANT):
        assert refus_de(edition_2026, agnes, CHARPENTE[geste], motif="Oui") == "grille_figee"


def test_l_operateur_ne_modifie_plus_un_appel_ouvert(edition_2026, oscar):
    with horloge.a(AVANT):
        ecrire(edition_2026, oscar, titrer)
    with horloge.a(PENDANT):
        assert refus_de(edition_2026, oscar, retirer_un_cas) == "redaction_reservee"


def test_un_appel_annule_ne_se_modifie_plus(edition_2026, agnes):
    Edition.objects.filter(pk=edition_2026.pk).update(annulee_le=AVANT)
    with horloge.a(PENDANT):
        assert refus_de(edition_2026, agnes, titrer) == "edition_annulee"


def test_a69_un_critere_reecrit_fait_une_nouvelle_version_avec_sa_raison(edition_2026, agnes):
    with horloge.a(PENDANT):
        ecrire(edition_2026, agnes, OUVERT["grille_motif"], motif="Le titre prêtait à confusion.")
    grille = derniere_grille(edition_2026)
    assert (grille.numero, grille.motif) == (2, "Le titre prêtait à confusion.")
    assert EntreeJournal.objects.get(evenement="grille.changee").faits == {"numero": 2}


def test_un_nouvel_engagement_est_en_vigueur_aussitot(edition_2026, agnes):
    with horloge.a(PENDANT):
        ecrire(edition_2026, agnes, lambda e: e["engagements"]["membre"].update(texte="Je me tais."))
        version = VersionNDA.objects.en_vigueur(PENDANT).get(edition=edition_2026, public="membre")
    assert (version.numero, version.texte) == (2, "Je me tais.")


def test_l_ordre_des_thematiques_change_sans_toucher_aux_dossiers(edition_2026, agnes, candidature):
    avant = list(edition_2026.thematiques.order_by("numero").values_list("pk", flat=True))
    with horloge.a(PENDANT):
        ecrire(edition_2026, agnes, lambda e: e["thematiques"].reverse())
    assert list(edition_2026.thematiques.order_by("numero").values_list("pk", flat=True)) == avant[::-1]


def test_rien_a_changer_n_ecrit_rien(edition_2026, agnes):
    with horloge.a(AVANT):
        ecrire(edition_2026, agnes, lambda ecrit: None)
    assert not EntreeJournal.objects.filter(evenement="edition.redigee").exists()


def test_le_journal_dit_ce_qui_a_change(edition_2026, agnes):
    with horloge.a(AVANT):
        ecrire(edition_2026, agnes, titrer)
    faits = EntreeJournal.objects.get(evenement="edition.redigee").faits
    assert faits == {"chemins": ["thematiques.1.titre"], "nombre": 1}


def test_ecrire_l_appel_ne_le_retire_pas_de_l_accueil(edition_2026, agnes):
    relue = Edition.objects.get(pk=edition_2026.pk)
    Edition.objects.filter(pk=edition_2026.pk).update(est_courante=False)
    with horloge.a(AVANT):
        ecrire_dans_la_base(relue, relire(document(relue)), AVANT)
    assert not Edition.objects.get(pk=edition_2026.pk).est_courante


@pytest.mark.django_db(transaction=True)
def test_deux_agents_ensemble_n_ecrivent_pas_l_un_sur_l_autre(edition_2026, agnes):
    ecrits = [document(edition_2026), document(edition_2026)]
    titrer(ecrits[0])
    ecrits[1]["thematiques"][1]["titre"] = "Climat"
    with horloge.a(AVANT):
        gestes = [lambda e=e: rediger(edition_2026, e, revision=edition_2026.revision, par=agnes) for e in ecrits]
        issues = ensemble(*gestes)
    assert [issue.code for issue in issues if isinstance(issue, ActeRefuse)] == ["edition_redigee_ailleurs"]
