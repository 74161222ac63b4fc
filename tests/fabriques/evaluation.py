"""Grids filled in and submitted; commissions, meetings and decisions."""

from evaluation.actes import decision as actes_de_decision
from evaluation.actes import seance as actes_de_seance
from evaluation.lectures import derniere_grille
from evaluation.models import EtatEvaluation, Evaluation, Note, Presence, Seance

from .candidatures import CandidatureFactory, FichierFactory, asseoir, declarer_aucun_lien
from .comptes import PersonneFactory
from .editions import COMMISSION


def noter(candidature, membre, valeurs, *, soumise=True, version=1, secondes=0, le=COMMISSION):
    """Fill in a member's grid: one note per cell of the grid, in order; `None` is « hors de ma compétence »."""
    grille = derniere_grille(candidature.edition)
    evaluation = Evaluation.objects.create(
        candidature=candidature,
        membre=membre,
        grille=grille,
        depot=candidature.depots.order_by("-numero").first(),
        version=version,
        commencee_le=le,
        enregistree_le=le,
        secondes=secondes,
    )
    cases = [
        (critere, sous) for critere in grille.criteres.all() for sous in (list(critere.sous_criteres.all()) or [None])
    ]
    Note.objects.bulk_create(
        Note(
            evaluation=evaluation, critere=critere, sous_critere=sous, valeur=valeur, est_hors_competence=valeur is None
        )
        for (critere, sous), valeur in zip(cases, valeurs, strict=True)
    )
    if soumise:
        evaluation.etat, evaluation.soumise_le = EtatEvaluation.SOUMISE, le
        evaluation.save(update_fields=["etat", "soumise_le"])
    return evaluation


SANS_PRESIDENCE = "La présidence a dû quitter la salle."
TITRES = ("Canoptère", "Argilomètre", "Solatuile", "Frichoscope", "Rivemaille", "Trame brune")
COLLEGES = ("experts", "groupement", "region")


def devant_la_commission(edition, combien, **champs):
    """That many dossiers before the commission, each with a title of its own."""
    return [
        CandidatureFactory(edition=edition, etat="en_evaluation", titre=titre, denomination=f"{titre} SAS", **champs)
        for titre in (*TITRES, *(f"Solution {rang:02}" for rang in range(combien)))[:combien]
    ]


def reunir(edition, candidatures, *, combien=3, preside=True):
    """That many members, one college after the other, engaged and without a link; the first one presides."""
    gens = [PersonneFactory(prenom=f"Membre{rang}", totp=True) for rang in range(combien)]
    for rang, personne in enumerate(gens):
        asseoir(personne, edition, college=COLLEGES[rang % 3], est_president=preside and rang == 0)
        declarer_aucun_lien(personne, *candidatures)
    return gens


def noter_tout(candidatures, gens, *, base=5, secondes=0):
    """Have everybody submit a grid on every dossier; the notes go down from one dossier to the next."""
    for rang, candidature in enumerate(candidatures):
        for ecart, personne in enumerate(gens):
            siege = personne.sieges.get(edition=candidature.edition)
            haute = max(0, base - rang % 5)
            notes = [haute, max(0, haute - ecart % 2), haute, max(0, haute - 1)]
            noter(candidature, siege, notes, secondes=secondes)


def ouvrir_une_seance(edition, presents=()):
    """An open meeting where those people are recorded present."""
    seance = Seance.objects.create(edition=edition, jour=COMMISSION.date(), lieu="Salle 4", ouverte_le=COMMISSION)
    for personne in presents:
        Presence.objects.create(
            seance=seance, membre=personne.sieges.get(edition=edition), est_present=True, consignee_le=COMMISSION
        )
    return seance


MOTIFS = {
    "valeur_ajoutee_reconnue": True,
    "valeur_ajoutee": "Un besoin réel des communes.",
    "credibilite_reconnue": True,
    "credibilite": "Une équipe et des références.",
}
REFUS = {**MOTIFS, "credibilite_reconnue": False, "credibilite": "Aucun essai en conditions réelles."}


def decider(seance, candidatures, agent, *, refuses=()):
    """Settle every decision through the acte: labelled, but for those refused."""
    for candidature in candidatures:
        non = candidature in refuses
        actes_de_seance.arreter(
            seance, candidature, par=agent, sens="non_labellisee" if non else "labellisee", **(REFUS if non else MOTIFS)
        )


def decider_et_clore(seance, candidatures, agent, *, refuses=()):
    """Settle every decision, then close the meeting without its president; returns the minutes."""
    decider(seance, candidatures, agent, refuses=refuses)
    return actes_de_seance.clore(seance, par=agent, motif=SANS_PRESIDENCE)


def tenir_une_seance(edition, agent, combien):
    """That many dossiers noted by three members, decided and their meeting closed; returns the dossiers."""
    dossiers = devant_la_commission(edition, combien)
    gens = reunir(edition, dossiers)
    noter_tout(dossiers, gens)
    decider_et_clore(ouvrir_une_seance(edition, gens), dossiers, agent)
    return dossiers


def signer(edition, candidatures, agent, **champs):
    """Have the act of the Région recorded for those dossiers."""
    actes_de_decision.enregistrer_acte_signe(
        edition,
        [c.reference for c in candidatures],
        par=agent,
        **{
            "numero": "2026-A-12",
            "date": COMMISSION.date(),
            "signataire_prenom": "Ana",
            "signataire_nom": "Roy",
            "signataire_qualite": "Directrice",
            "fichier": FichierFactory(genre="acte"),
            **champs,
        },
    )
