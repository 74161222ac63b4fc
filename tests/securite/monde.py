"""Everybody and every situation of a dossier, made once: what the access table and the canaries look at."""

import io
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.functions import Now
from django.test import Client

from amihr.comptes.models import Personne, Role, Session
from amihr.fichiers.models import Fichier
from amihr.habilitations.models import Public
from candidatures.models import (
    Declaration,
    Deport,
    Depot,
    Droit,
    Equipier,
    Etat,
    Invitation,
    PieceDeposee,
    PieceJointe,
    PointExamine,
)
from catalogue.actes.labels import delivrer
from evaluation.models import (
    ActeSigne,
    Decision,
    EtatEvaluation,
    Evaluation,
    Export,
    NoteDeMarge,
    NotePrivee,
    ProcesVerbal,
    Seance,
)
from tests.fabriques.affectation import affecter, restreindre
from tests.fabriques.calibrage import calibrage_ouvert
from tests.fabriques.candidatures import (
    CandidatureFactory,
    FichierFactory,
    asseoir,
    declarer_aucun_lien,
    deporter,
    signer_nda,
)
from tests.fabriques.catalogue import NOTIFIE, PUBLIE, EditionDuCatalogue, decision_notifiee, reponses_publiques
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, COMMISSION, PENDANT, EditionFactory
from tests.fabriques.evaluation import noter
from tests.fabriques.fichiers import dessine
from tests.fabriques.messages import message, note
from tests.personnages import personne

# The two instants of the table: a week before the closing; after the notifications, before the publication of some.
AVANT, ENSUITE = PENDANT, NOTIFIE + timedelta(hours=1)
ETATS = {
    "brouillon": "brouillon", "deposee": "deposee", "retiree": "retiree", "irrecevable": "irrecevable",
    "recevable": "recevable", "ineligible": "ineligible", "eligible": "eligible", "en_evaluation": "en_evaluation",
    "disqualifiee": "disqualifiee",
}  # fmt: skip
SITUATIONS_AVANT = ("brouillon_avant", "deposee_avant")
SITUATIONS = (*SITUATIONS_AVANT, *ETATS, "notifiee", "publiee")
PERSONNES = {
    "anonyme": "nobody signed in",
    "alice": "team, right to file",
    "remi": "team, right to write",
    "lise": "team, right to read",
    "ancien": "removed from the team",
    "bruno": "candidate with another dossier, a rival",
    "mona": "member, signed, declared",
    "paula": "president, signed, declared",
    "nora": "member, signed, not declared",
    "marc": "member, not signed, declared",
    "diane": "member, signed, declared, then déportée",
    "lea": "member, signed, declared, with a detected link that nobody has decided on",
    "theo": "member, signed, declared, to whom no dossier is given where each member reads their own only",
    "elsa": "member of another edition, signed there",
    "agnes": "agent, signed",
    "ines": "agent, not signed",
    "denis": "agent, signed, déporté",
    "hugo": "agent and member, both signed, declared",
    "agathe": "agent, signed, attached to a candidature of the edition",
    "oscar": "operator, signed",
    "omar": "operator, not signed",
    "adam": "administrator",
    "dora": "DPO",
    "gilles": "groupement",
}

# Words that stand in private fields only: whoever may not read the field never receives the word.
CONTACT, MEMOIRE, KBIS = "canari-contact@exemple.fr", "canarimemoire", "canari-kbis.pdf"
COMMENTAIRE, DEPORT, EXAMEN = "canaricommentaire", "canarideport", "canariexamen"
INVITEE, NOM_DU_JURE, RETRAIT = "canari-invitee@exemple.fr", "Canarinomdujure", "canariretrait"
LETTRE = "canarilettre"
PAGE_DU_KBIS, PAGE_DU_LOGO = "canaripagedukbis", "canaripagedulogo"
MESSAGE, REPONSE, NOTE = "canarimessage", "canarireponse", "canarinote"
NOTE_PRIVEE = "canaricarnet"
RIVALE, SOUS_EMBARGO = "Canaririvale", "Solution notifiee"


@dataclass
class Monde:
    """The edition, the people by name with their browsers, the dossiers by situation."""

    edition: object
    personnes: dict
    dossiers: dict
    labels: dict
    seances: dict
    export: object
    navigateurs: dict


@contextmanager
def annule():
    """A transaction rolled back at the end, in which actes believe themselves outermost, as in a TestCase."""
    bloc = transaction.atomic()
    bloc._from_testcase = True
    with bloc:
        yield
        transaction.set_rollback(True)


def construire():
    """Make the people, one dossier per situation, all of Alice's team, and the labels of the last two."""
    edition = EditionDuCatalogue()
    gens = {nom: personne(nom.capitalize(), totp=True) for nom in PERSONNES if nom != "anonyme"}
    _habiliter(edition, gens)
    dossiers = {situation: _dossier(edition, gens, situation, ETATS[situation]) for situation in ETATS}
    dossiers |= {"brouillon_avant": dossiers["brouillon"], "deposee_avant": dossiers["deposee"]}
    for situation, publication_le in (("notifiee", PUBLIE), ("publiee", NOTIFIE)):
        decision = decision_notifiee(
            edition,
            titre=f"Solution {situation}",
            equipe=[gens["alice"]],
            publication_le=publication_le,
            reponses=_reponses(),
        )
        dossiers[situation] = _equiper(decision.candidature, gens)
    CandidatureFactory(edition=edition, equipe=[gens["bruno"], gens["agathe"]], titre=RIVALE)
    _declarer(gens, [dossiers[s] for s in (*ETATS, "notifiee", "publiee") if s != "brouillon"])
    _repartir(edition, gens, [dossiers[s] for s in (*ETATS, "notifiee", "publiee")])
    for nom in ("mona", "hugo"):
        evaluation = noter(dossiers["en_evaluation"], gens[nom].sieges.get(), [3, 3, 3, 3], soumise=False)
        evaluation.notes.update(commentaire=COMMENTAIRE if nom == "mona" else "")
        NotePrivee.objects.create(
            candidature=evaluation.candidature, membre=evaluation.membre, modifiee_le=ENSUITE,
            texte=NOTE_PRIVEE if nom == "mona" else "",
        )  # fmt: skip
        if nom == "mona":
            NoteDeMarge.objects.create(
                candidature=evaluation.candidature, membre=evaluation.membre, ecrite_le=ENSUITE, modifiee_le=ENSUITE,
                partie="solution", citation=NOTE_PRIVEE, texte=NOTE_PRIVEE,
            )  # fmt: skip
        Evaluation.objects.filter(pk=evaluation.pk).update(etat=EtatEvaluation.SOUMISE, soumise_le=ENSUITE)
    _semer(gens)
    _correspondre(gens, dossiers)
    seances = _tenir_les_seances(edition, gens, dossiers)
    calibrage_ouvert(edition)
    export = Export.objects.create(
        edition=edition,
        par=gens["agnes"],
        format="csv",
        demande_le=ENSUITE,
        expire_le=ENSUITE + timedelta(hours=24),
        fichier=FichierFactory(genre="export"),
        candidatures=[str(dossiers["en_evaluation"].pk)],
    )
    for piece in PieceJointe.objects.filter(emplacement="logo").select_related("fichier").order_by("pk"):
        FichierFactory(genre="derive", derive_de=piece.fichier, type_mime="image/png")
    for emplacement, texte in (("kbis", PAGE_DU_KBIS), ("logo", PAGE_DU_LOGO)):
        for piece in PieceJointe.objects.filter(emplacement=emplacement).select_related("fichier").order_by("pk"):
            dessine(piece.fichier, texte=texte)
    for fichier in Fichier.objects.order_by("pk"):
        default_storage.save(fichier.cle, File(io.BytesIO(b"%PDF-1.7 " + bytes(fichier.taille - 9))))
    labels = {label.candidature_id: label for label in delivrer(edition)}
    labels = {s: labels[dossiers[s].pk] for s in ("notifiee", "publiee")}
    return Monde(edition, gens, dossiers, labels, seances, export, _navigateurs(gens))


def _navigateurs(gens):
    """A browser per person, signed in with a second factor and seen just now: no cell has a session to prolong."""
    navigateurs = {nom: connecter(Client(), personne_) for nom, personne_ in gens.items()}
    rafraichir_les_sessions()
    return navigateurs | {"anonyme": Client()}


def rafraichir_les_sessions():
    """Nobody's session is prolonged, by its statements more, while the cells are tried: all of them takes minutes."""
    Session.objects.update(navigateur="Essai", vue_le=Now() + timedelta(hours=1))


def _tenir_les_seances(edition, gens, dossiers):
    """The closed meeting that decided on the notified dossiers, with its minutes, and one that is open."""
    _separer_les_actes(dossiers["publiee"].decision)
    close = dossiers["notifiee"].decision.seance
    Seance.objects.filter(pk=close.pk).update(ouverte_le=COMMISSION, close_le=COMMISSION)
    decidees = [{"reference": dossiers[situation].reference} for situation in ("notifiee", "publiee")]
    ProcesVerbal.objects.create(
        seance=close, numero=1, matiere={"decisions": decidees}, empreinte="0" * 64, etabli_le=COMMISSION
    )
    ouverte = Seance.objects.create(edition=edition, jour=ENSUITE.date(), ouverte_le=ENSUITE)
    for nom in ("mona", "paula", "hugo"):
        ouverte.presences.create(membre=gens[nom].sieges.get(), est_present=True, consignee_le=ENSUITE)
    return {"close": close, "ouverte": ouverte}


def _separer_les_actes(decision):
    """Give a decision an act of its own: one that carries several is handed to nobody."""
    acte = ActeSigne.objects.get(pk=decision.acte_id)
    acte.pk, acte.numero, acte._state.adding = None, f"{acte.numero}-bis", True
    acte.save()
    Decision.objects.filter(pk=decision.pk).update(acte=acte)


def _semer(gens):
    """Put the remaining words in the fields that the factories do not fill."""
    Deport.objects.update(precision=DEPORT)
    Fichier.objects.filter(pk__in=PieceDeposee.objects.filter(emplacement="kbis").values("fichier")).update(nom=KBIS)
    Personne.objects.filter(pk=gens["mona"].pk).update(nom=NOM_DU_JURE)
    Decision.objects.update(lettre={"corps": f"Une lettre {LETTRE}.", "recours": "", "algorithme": ""})
    for depot in Depot.objects.select_related("candidature").order_by("pk"):
        note(depot.candidature, gens["agnes"], f"Une note {NOTE}.", instant=APRES)
        PointExamine.objects.create(
            candidature_id=depot.candidature_id,
            examen="recevabilite",
            code="delai",
            par=gens["agnes"],
            verdict="conforme",
            raison=EXAMEN,
            instant=APRES,
        )


def _correspondre(gens, dossiers):
    """A thread opened by the team before the closing, on every dossier but one draft; answered by staff."""
    for situation in (*ETATS, "notifiee", "publiee"):
        if situation != "brouillon":
            message(dossiers[situation], gens["alice"], f"Un {MESSAGE}.", instant=PENDANT)
            message(dossiers[situation], gens["agnes"], f"Une {REPONSE}.", cote="region", instant=PENDANT)


def _reponses():
    return reponses_publiques(structure={"contact": CONTACT}, memoire={"memoire": f"Le {MEMOIRE} segmente."})


def _habiliter(edition, gens):
    for nom in ("mona", "nora", "diane", "hugo", "theo"):
        asseoir(gens[nom], edition)
    asseoir(gens["paula"], edition, est_president=True)
    asseoir(gens["marc"], edition, signe=False)
    asseoir(gens["lea"], edition, siren_employeur="000000018")
    asseoir(gens["elsa"], EditionFactory(complete=True))
    roles = {
        "agnes": Role.AGENT,
        "ines": Role.AGENT,
        "denis": Role.AGENT,
        "hugo": Role.AGENT,
        "agathe": Role.AGENT,
        "oscar": Role.OPERATEUR,
        "omar": Role.OPERATEUR,
        "adam": Role.ADMINISTRATEUR,
        "dora": Role.DPO,
        "gilles": Role.GROUPEMENT,
    }
    for nom, role in roles.items():
        gens[nom].attributions.create(role=role, attribuee_le=PENDANT)
    for nom in ("agnes", "denis", "hugo", "agathe", "oscar"):
        signer_nda(gens[nom], edition, Public.AGENT)


def _dossier(edition, gens, situation, etat):
    dossier = CandidatureFactory(
        edition=edition, equipe=[gens["alice"]], titre=f"Solution {situation}", etat=etat, reponses=_reponses()
    )
    return _equiper(dossier, gens)


def _equiper(dossier, gens):
    for nom, droit, retire_le in (
        ("remi", Droit.REDIGER, None),
        ("lise", Droit.LIRE, None),
        ("ancien", Droit.DEPOSER, PENDANT),
    ):
        Equipier.objects.create(
            candidature=dossier, personne=gens[nom], droit=droit, depuis=PENDANT, retire_le=retire_le
        )
    Invitation.objects.create(
        candidature=dossier,
        courriel=INVITEE,
        droit=Droit.LIRE,
        par=gens["alice"],
        empreinte_jeton=uuid.uuid4().hex,
        envoyee_le=PENDANT,
        expire_le=APRES,
    )
    return dossier


def _repartir(edition, gens, dossiers):
    """Each member reads their own dossiers only: all of them are given to everybody but Théo, whose only obstacle it is."""
    restreindre(edition, reserve_la_lecture=True)
    for nom in ("mona", "paula", "nora", "marc", "diane", "lea", "hugo"):
        affecter(gens[nom], *dossiers)


def _declarer(gens, dossiers):
    for nom in ("mona", "paula", "marc", "diane", "lea", "elsa", "hugo", "theo"):
        declarer_aucun_lien(gens[nom], *dossiers)
    for dossier in dossiers:
        if dossier.etat != Etat.BROUILLON:
            deporter(gens["diane"], dossier)
            deporter(gens["denis"], dossier)
    assert Declaration.objects.exists()
