"""What the people of the demonstration do, each through the real acts, at the instant that the moved clock shows."""

import uuid
from datetime import timedelta
from hashlib import sha256

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.editions import reglement
from amihr.fichiers.models import Genre
from amihr.fichiers.rangement import ranger
from amihr.habilitations.mandats import dire as dire_un_mandat
from amihr.journal.chaine import reference_de
from amihr.pilotage.demo.personnes import ouvrir_le_compte
from amihr.pilotage.fictif import dossiers, pieces
from amihr.pilotage.fictif.calibrage import FICTIFS
from amihr.pilotage.fictif.formulaire import dossier_fictif
from amihr.pilotage.fictif.gestes import deposer, joindre, porteur_de
from amihr.socle.refus import ActeRefuse
from candidatures import acces
from candidatures.acces import Action
from candidatures.actes import deport, equipe, messages, saisie
from candidatures.actes import depot as actes_de_depot
from candidatures.lectures import a_declarer
from candidatures.models import Droit, Etat
from evaluation.actes import calibrage, decision, notation, seance
from evaluation.lectures import bareme_de, derniere_grille
from evaluation.models import Decision, EtatEvaluation, Evaluation, GrilleDeCalibrage, Sens, Suite
from evaluation.regles.completude import HORS_COMPETENCE

ECARTS = (-1, 0, 0, 0, 1)


def relire(candidature):
    """The same candidature as the database has it now."""
    candidature.refresh_from_db()
    return candidature


# --- The Région, before the opening ---------------------------------------------------------------------------


def publier_le_reglement(edition, *, par):
    """Publish the text in force as a PDF document too."""
    texte = reglement.derniere_version(edition).texte
    fichier = ranger(pieces.reglement(edition, texte), genre=Genre.DOCUMENT, par=par, instant=horloge.maintenant())
    reglement.publier_version(
        edition, texte=texte, changements="Le document PDF est joint. Le texte ne change pas.", fichier=fichier, par=par
    )


# --- The candidate ------------------------------------------------------------------------------------------


def commencer(edition, dossier, sauf=()):
    """Begin a candidature, fill in its parts, join its files; `sauf` names parts and slots to leave empty."""
    porteur = ouvrir_le_compte(dossiers.comptes_du_dossier(dossier)[0])
    candidature = saisie.commencer(edition, par=porteur)
    remplies = dossiers.reponses(dossier, edition.reglage("Q27", "annees"))
    for partie, contenu in remplies.items():
        repondues = {code: valeur for code, valeur in contenu.items() if valeur not in ("", None, [])}
        if partie not in sauf and repondues:
            saisie.enregistrer(candidature, partie, repondues, par=porteur, revision=0)
    for emplacement, fichier in _pieces(dossier).items():
        if emplacement not in sauf:
            joindre(candidature, emplacement, fichier, par=porteur)
    _agrandir_l_equipe(candidature, dossier, porteur)
    return relire(candidature)


def _pieces(dossier):
    nom, numero = dossier["denomination"], dossiers.siren(dossier["rang"])
    jointes = {
        "kbis": pieces.kbis(nom, numero, dossier.get("commune", dossier["adresse"])),
        "attestation_fiscale": pieces.attestation(nom, numero),
        "logo": pieces.logo(nom),
    }
    if "frugalite" in dossier:  # the fullest dossiers join their memo too
        textes = [
            dossier[nom] for nom in ("etat_de_l_art", "algorithmes", "memoire", "frugalite", "plan") if nom in dossier
        ]
        jointes["memoire_technique"] = pieces.memoire(dossier["titre"], textes)
    if "frugalite" in dossier or dossier.get("planches"):
        jointes["annexe"] = pieces.planches(nom)
    return jointes


def _agrandir_l_equipe(candidature, dossier, porteur):
    for compte in dossiers.comptes_du_dossier(dossier)[1:]:
        invitee = ouvrir_le_compte(compte)
        invitation = equipe.inviter(candidature, invitee.courriel, Droit.REDIGER, par=porteur)
        equipe.accepter(_jeton(invitation), par=invitee)


def _jeton(invitation):
    """The token of an invitation, read where its guest finds it: in the mail."""
    return Courrier.objects.de(reference_de(invitation)).get().contexte["jeton"]


def tenter_trop_tard(candidature):
    """Try to file after the closing: refused, and the attempt is kept with its cause."""
    try:
        deposer(candidature)
    except ActeRefuse as refus:
        actes_de_depot.consigner_tentative(candidature, par=porteur_de(candidature), geste="deposer", cause=refus.code)


def retirer(candidature):
    """Withdraw a filed candidature."""
    actes_de_depot.retirer(relire(candidature), par=porteur_de(candidature))


def correspondre(candidature, fil, *, par):
    """Write the thread of a dossier an hour apart: `["equipe", words]`, or `["region", words]` and what is published."""
    for cote, texte, *publie in fil:
        horloge.a(horloge.maintenant() + timedelta(hours=1))
        if cote == "equipe":
            messages.ecrire(candidature, texte, par=porteur_de(candidature), cle=uuid.uuid4())
            continue
        publication = dict(zip(("enonce", "article", "texte"), publie, strict=True)) if publie else None
        messages.repondre(candidature, texte, par=par, cle=uuid.uuid4(), publication=publication)


# --- The Région, after the closing --------------------------------------------------------------------------


def ouvrir_l_evaluation(edition, *, par):
    """Put every admitted dossier before the commission."""
    admises = edition.candidatures.filter(etat=Etat.ELIGIBLE)
    references = list(admises.order_by("reference").values_list("reference", flat=True))
    if references:
        notation.ouvrir(edition, references, par=par)


# --- The commission -----------------------------------------------------------------------------------------


def declarer(edition, qui, liens):
    """Answer for every dossier that waits for one; `liens`: `{title: (category, explanation)}`."""
    attendus = a_declarer(qui, edition)
    avec_lien = {d.reference: liens[d.titre] for d in attendus if d.titre in liens}
    sans_lien = [d.reference for d in attendus if not d.est_declare]
    if sans_lien or avec_lien:
        deport.declarer(edition, par=qui, aucun_lien=sans_lien, liens=avec_lien)


def noter_un_mandat(edition, qui, titre, nature):
    """Have somebody note a mandate of theirs in the structure that leads a dossier, if it is not done."""
    structure = edition.candidatures.get(titre=titre).depots.latest("numero").structure
    if not qui.mandats.filter(siren=structure.siren).exists():
        dire_un_mandat(qui, siren=structure.siren, denomination=structure.denomination, nature=nature, par=qui)


def deporter(candidature, qui, *, par, raison):
    """The secretariat recuses somebody whose link the platform found."""
    deport.imposer(candidature, qui, "contrat", raison, par=par)


def noter(candidature, dossier, qui, severite=0):
    """Have somebody read one dossier, fill in and submit its grid, if it is not done."""
    deja = Evaluation.objects.filter(candidature=candidature, membre__personne=qui, etat=EtatEvaluation.SOUMISE)
    if not deja.exists():
        notes, commentaires = grille_remplie(candidature.edition, dossier, qui, severite)
        acces.consulter(qui, candidature.reference, Action.LIRE)
        notation.soumettre(candidature, par=qui, reponses=notes, commentaires=commentaires)


def grille_remplie(edition, dossier, qui, severite=0):
    """The notes and the comments that somebody gives: around those of the content file, always the same."""
    bareme, notes, commentaires = bareme_de(derniere_grille(edition)), {}, {}
    hors = {rang for courriel, rang in dossier.get("hors", []) if courriel == qui.courriel}
    for rang, (critere, base) in enumerate(zip(bareme.criteres, dossier["notes"], strict=True), start=1):
        for ordre, case in enumerate(critere.cases):
            ecart = _ecart(dossier, qui, f"{rang}.{ordre}", severite)
            notes[case] = HORS_COMPETENCE if rang in hors else min(bareme.maximum, max(bareme.minimum, base + ecart))
        if rang == 1:
            commentaires[critere.cle] = dossier.get("valeur_ajoutee", "")
    return notes, commentaires


def _ecart(dossier, qui, cle, severite):
    graine = sha256(f"{dossier.get('variation', dossier['cle'])} {qui.courriel} {cle}".encode()).digest()
    ecart = ECARTS[graine[0] % len(ECARTS)] + (severite if graine[1] % 4 == 0 else 0)
    return min(1, max(-1, ecart))


def calibrer(edition, rang, qui, severite=0):
    """Have somebody score one of the two fictional dossiers, if it is not done."""
    deja = GrilleDeCalibrage.objects.filter(dossier__edition=edition, dossier__rang=rang, membre__personne=qui)
    if not deja.exists():
        notes, commentaires = grille_remplie(edition, dossier_fictif(FICTIFS[rang]), qui, severite)
        calibrage.soumettre(edition, rang, par=qui, reponses=notes, commentaires=commentaires, revision=0)


# --- The meeting and what follows ---------------------------------------------------------------------------


def ouvrir_la_seance(edition, jour, *, par, absents=()):
    """Open a meeting and record who attends."""
    reunion = seance.ouvrir(edition, par=par, jour=jour, lieu="Saint-Ouen-sur-Seine, salle des commissions")
    sieges = edition.membres.filter(retire_le=None).select_related("personne")
    seance.consigner_presences(reunion, [s.pk for s in sieges if s.personne.courriel not in absents], par=par)
    return reunion


def arreter(reunion, candidature, dossier, *, par):
    """Settle the decision that the content file tells, with its two grounds."""
    sens = Sens(dossier["issue"])
    favorable = sens == Sens.LABELLISEE
    seance.arreter(
        reunion, candidature, par=par, sens=sens, est_coup_de_coeur=dossier.get("coup_de_coeur", False),
        valeur_ajoutee_reconnue=favorable, valeur_ajoutee=dossier["valeur_ajoutee"],
        credibilite_reconnue=favorable or dossier["notes"][5] >= 5, credibilite=dossier["credibilite"],
    )  # fmt: skip


def clore_la_seance(reunion):
    """Have the president close the meeting, with its minutes."""
    presidence = reunion.edition.membres.get(est_president=True, retire_le=None)
    return seance.clore(reunion, par=presidence.personne)


def signer_l_acte(edition, jour, numero, *, par):
    """Record the signed act that carries every decision settled and not yet signed; returns their references."""
    references = references_a_suivre(edition, Suite.ARRETEE)
    instant = horloge.maintenant()
    objet = f"Label Île-de-France Haute Résolution, édition {edition.annee}"
    fichier = ranger(pieces.acte_signe(numero, objet), genre=Genre.ACTE, par=par, instant=instant)
    decision.enregistrer_acte_signe(
        edition, references, par=par, numero=numero, date=jour, signataire_prenom="Éliane", signataire_nom="Maréchal",
        signataire_qualite="Directrice générale adjointe (personnage fictif)", fichier=fichier,
        delegation="Délégation fictive nº 2026-17",
    )  # fmt: skip
    return references


def references_a_suivre(edition, suite):
    """The references of the dossiers whose decision stands at this step."""
    decisions = Decision.objects.filter(candidature__edition=edition, suite=suite).order_by("candidature__reference")
    return list(decisions.values_list("candidature__reference", flat=True))


def notifier(edition, *, par):
    """Release the decision letters of every signed decision."""
    decision.notifier(edition, references_a_suivre(edition, Suite.SIGNEE), par=par)


def publier(edition, *, par):
    """Publish every favourable decision that is notified and is not public yet."""
    favorables = Decision.objects.filter(candidature__edition=edition, sens=Sens.LABELLISEE)
    notifiees = favorables.filter(suite=Suite.NOTIFIEE, publication_le=None)
    references = list(notifiees.order_by("candidature__reference").values_list("candidature__reference", flat=True))
    decision.publier(edition, references, par=par)
