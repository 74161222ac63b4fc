"""The whole chain through the actes, from the first draft to the publication."""

import uuid
from datetime import timedelta

import pytest

from amihr import horloge
from amihr.habilitations.engagements import nommer, signer
from amihr.habilitations.models import College, VersionNDA
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, acces, consulter
from candidatures.actes import deport, instruction, saisie
from candidatures.lectures import brouillon
from candidatures.models import Candidature, PieceJointe
from candidatures.regles.instruction import points_a_examiner
from evaluation.actes import decision, notation, seance
from evaluation.lectures import bareme_de, derniere_grille, tableau
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import PIECES, FichierFactory
from tests.fabriques.editions import APRES, CLOTURE, COMMISSION, PENDANT, REPONSES
from tests.fabriques.evaluation import SANS_PRESIDENCE
from tests.personnages import personne


def remplir(candidature, par):
    """Fill in every part through the acte, and join a file's row to each required slot."""
    for partie, reponses in REPONSES.items():
        saisie.enregistrer(candidature, partie, reponses, par=par, revision=0)
    for emplacement in PIECES:
        PieceJointe.objects.create(
            candidature=candidature, emplacement=emplacement, fichier=FichierFactory(), jointe_le=PENDANT, par=par
        )


@pytest.fixture
def commencee(edition, alice, pendant):
    candidature = saisie.commencer(edition, par=alice)
    remplir(candidature, alice)
    return Candidature.objects.get(pk=candidature.pk)


def test_le_depot_fige_ce_que_la_page_montrait(commencee, alice):
    montre = brouillon(commencee)
    saisie.enregistrer(commencee, "solution", {"titre": "Autre nom"}, par=alice, revision=1)
    depot = deposer(commencee, alice, revisions=montre.revisions)
    assert depot.contenu["solution"]["titre"] == "Canoptère"
    assert depot.empreinte == depot.calculer_empreinte()


def test_la_derniere_microseconde_est_dans_les_delais(commencee, alice):
    with horloge.a(CLOTURE - timedelta(microseconds=1)):
        assert deposer(commencee, alice).numero == 1


def test_la_premiere_seconde_d_apres_est_hors_delai(commencee, alice):
    with horloge.a(CLOTURE), pytest.raises(ActeRefuse) as refus:
        deposer(commencee, alice)
    assert refus.value.code == "cloture"
    assert commencee.depots.count() == 0


def test_un_rejeu_rend_le_meme_depot_meme_apres_la_cloture(commencee, alice):
    cle = uuid.uuid4()
    premier = deposer(commencee, alice, cle=cle)
    with horloge.a(APRES):
        assert deposer(commencee, alice, cle=cle) == premier


def test_modifier_apres_le_depot_ne_retire_rien(commencee, alice):
    deposer(commencee, alice)
    saisie.enregistrer(commencee, "solution", {"resume": "Plus tard"}, par=alice, revision=1)
    assert Candidature.objects.get(pk=commencee.pk).etat == "deposee"


def test_la_chaine_entiere(commencee, edition, alice, agnes):
    mona, lea = personne("Mona"), personne("Lea")
    deposer(commencee, alice)
    for membre, college in ((mona, "experts"), (lea, "region")):
        nommer(
            edition, membre, College.objects.get(edition=edition, code=college), par=agnes, est_president=membre == mona
        )
        signer(
            VersionNDA.objects.get(edition=edition, public="membre"),
            par=membre,
            nom_saisi=membre.nom_complet,
            methode="totp",
        )
    with horloge.a(APRES):
        instruire(commencee, agnes)
        for membre in (mona, lea):
            deport.declarer(edition, par=membre, aucun_lien=[commencee.reference])
        notation.ouvrir(edition, [commencee.reference], par=agnes)
        assert consulter(mona, commencee.reference, Action.LIRE).titre == "Canoptère"
        noter_et_soumettre(commencee, mona, 5)
        noter_et_soumettre(commencee, lea, 4)
    with horloge.a(COMMISSION):
        decider(commencee, edition, agnes)
    assert Candidature.objects.get(pk=commencee.pk).etat == "labellisee"


def instruire(candidature, agent):
    formulaire = candidature.edition.formulaire
    for examen, conclure in (("recevabilite", instruction.recevoir), ("eligibilite", instruction.admettre)):
        points = {point.code: ("conforme", "") for point in points_a_examiner(formulaire, examen)}
        instruction.examiner(candidature, examen, points, par=agent)
        conclure(candidature, par=agent)


def noter_et_soumettre(candidature, membre, note):
    bareme = bareme_de(derniere_grille(candidature.edition))
    notes = dict.fromkeys(bareme.cases, note)
    evaluation = notation.enregistrer(candidature, notes, {}, par=membre, revision=0)
    assert evaluation.revision == 1
    notation.soumettre(candidature, par=membre)


def decider(candidature, edition, agent):
    (ligne,) = tableau(agent, edition).classement.lignes
    assert ligne.resultat.affichee == "4,50"
    reunion = seance.ouvrir(edition, par=agent, jour=COMMISSION.date())
    seance.consigner_presences(reunion, edition.membres.values_list("pk", flat=True), par=agent)
    seance.arreter(
        reunion,
        candidature,
        par=agent,
        sens="labellisee",
        valeur_ajoutee_reconnue=True,
        valeur_ajoutee="Besoin réel",
        credibilite_reconnue=True,
        credibilite="Équipe solide",
        est_coup_de_coeur=True,
    )
    pv = seance.clore(reunion, par=agent, motif=SANS_PRESIDENCE)
    assert pv.matiere["decisions"][0]["coup_de_coeur"]
    references = [candidature.reference]
    decision.enregistrer_acte_signe(
        edition,
        references,
        par=agent,
        numero="2026-A-12",
        date=COMMISSION.date(),
        signataire_prenom="Ana",
        signataire_nom="Roy",
        signataire_qualite="Directrice",
        fichier=FichierFactory(genre="acte"),
    )
    decision.notifier(edition, references, par=agent, sans_voies_de_recours=True)
    decision.publier(edition, references, par=agent)
    assert acces(agent, candidature, Action.STATUER)
