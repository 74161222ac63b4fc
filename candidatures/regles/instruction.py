"""What the instruction examines, point by point, from the edition's own form."""

from dataclasses import dataclass

from django.db.models import TextChoices

from amihr.socle.refus import ActeRefuse, phrase
from candidatures.models import Etat

from .formulaire import libelle_de_piece, point_de_la_piece

EN_INSTRUCTION = (Etat.DEPOSEE, Etat.RECEVABLE)
# Until the commission has decided, somebody may report on a dossier, and a recusal may be lifted.
AVANT_LA_DECISION = (*EN_INSTRUCTION, Etat.ELIGIBLE, Etat.EN_EVALUATION)


class Suivi(TextChoices):
    """Where the examination of a dossier stands, for those who share the desk."""

    A_PRENDRE = "a_prendre", "À prendre"
    LES_MIENS = "les_miens", "Pris par moi"
    PRIS = "pris", "Pris par quelqu’un"
    A_VISER = "a_viser", "À viser"
    COMPLEMENT = "complement", "Complément reçu"
    INSTRUITS = "instruits", "Instruits"


class Rapport(TextChoices):
    """Who reports on a dossier, for those who share the desk."""

    LES_MIENS = "les_miens", "Mes rapports"
    AUCUN = "aucun", "Sans rapporteur"


class GesteDeLot(TextChoices):
    """What may be done to several dossiers at once: nothing unfavourable, which is decided one by one, with its reason."""

    PRENDRE = "prendre", "Prendre les dossiers"
    RECEVOIR = "recevoir", "Déclarer recevables"
    ADMETTRE = "admettre", "Viser l’éligibilité"
    PROPOSER_RECEVABILITE = "proposer_recevabilite", "Proposer\u00a0: déclarer recevables"
    PROPOSER_ELIGIBILITE = "proposer_eligibilite", "Proposer\u00a0: viser l’éligibilité"

    @property
    def effet(self):
        """What becomes of the dossiers, for the preview."""
        return {
            "prendre": "Seront à votre nom",
            "recevoir": "Seront déclarés recevables",
            "admettre": "Seront déclarés éligibles",
            "proposer_recevabilite": "Seront proposés recevables, au visa d’un agent",
            "proposer_eligibilite": "Seront proposés éligibles, au visa d’un agent",
        }[self.value]


# Whoever prepares never concludes: the operator proposes, an agent gives the visa.
GESTES_DE_L_AGENT = (GesteDeLot.PRENDRE, GesteDeLot.RECEVOIR, GesteDeLot.ADMETTRE)
GESTES_DE_L_OPERATEUR = (GesteDeLot.PRENDRE, GesteDeLot.PROPOSER_RECEVABILITE, GesteDeLot.PROPOSER_ELIGIBILITE)

# Of each conclusion that goes in lots, done or proposed: the state that it starts from, and the examination that it closes.
CONCLUSIONS_DE_LOT = {
    GesteDeLot.RECEVOIR: (Etat.DEPOSEE, "recevabilite"),
    GesteDeLot.ADMETTRE: (Etat.RECEVABLE, "eligibilite"),
    GesteDeLot.PROPOSER_RECEVABILITE: (Etat.DEPOSEE, "recevabilite"),
    GesteDeLot.PROPOSER_ELIGIBILITE: (Etat.RECEVABLE, "eligibilite"),
}


@dataclass(frozen=True)
class Point:
    """One point of the règlement to examine.

    ``toujours``: no dossier escapes it, « sans objet » is no verdict on it. ``partie`` or ``piece``: the part or the
    slot that it is judged on; ``constats``: for a condition, the findings that help to judge it.
    """

    code: str
    libelle: str
    article: str
    toujours: bool = True
    partie: str = ""
    piece: str = ""
    constats: tuple = ()


@dataclass(frozen=True)
class Empechement:
    """One reason why an acte of the instruction is refused, with the points that it concerns, none when all of them."""

    code: str
    points: tuple = ()

    def phrase(self, *points):
        """Return the sentence of the refusal about ``points``; by default, about all those concerned."""
        cites = [f"«\u00a0{point.libelle}\u00a0»" for point in points or self.points]
        return phrase(self.code, {"points": ", ".join(cites)})


class InstructionRefusee(ActeRefuse):
    """An examination or a conclusion refused for every reason of ``empechements``; its code is that of the first."""

    def __init__(self, empechements):
        super().__init__(empechements[0].code)
        self.empechements = tuple(empechements)

    @property
    def phrase(self):
        """The French sentences to show."""
        return " ".join(empechement.phrase() for empechement in self.empechements)


def exiger_sans_empechement(empechements):
    """Go on if nothing stands in the way. Raises ``InstructionRefusee`` otherwise."""
    if empechements:
        raise InstructionRefusee(empechements)


def points_de_recevabilite(formulaire, *, institut=False):
    """Return the formal points: filed in time, then each part and each required piece (see R4), named as it was asked for."""
    points = [Point("delai", "Dépôt en ligne avant la clôture", formulaire.get("article_du_delai", ""))]
    points += [_point_de_partie(partie) for partie in formulaire["parties"] if _demandee(partie)]
    pieces = [p for p in formulaire["pieces"] if p.get("obligatoire")]
    return points + [
        Point(point_de_la_piece(p["code"]), libelle_de_piece(p, institut), p.get("article", ""), piece=p["code"])
        for p in pieces
    ]


def _demandee(partie):
    return any(question.get("obligatoire") for question in partie["questions"])


def _point_de_partie(partie):
    """A part may not apply when each question that it requires depends on another answer."""
    toujours = any(q.get("obligatoire") and not q.get("condition") for q in partie["questions"])
    return Point(partie["slug"], partie["titre"], partie.get("article", ""), toujours, partie=partie["slug"])


def points_d_eligibilite(formulaire):
    """Return the conditions that a person judges.

    R14: the kinds of structure that the call is for.
    R15: the head office on the national territory.
    R18: at least the « produit minimum viable ». The conditions themselves are the edition's (R50).
    """
    return [
        Point(c["code"], c["libelle"], c.get("article", ""), constats=tuple(c.get("constats", ())))
        for c in formulaire.get("conditions", [])
    ]


def points_a_examiner(formulaire, examen, *, institut=False):
    """Return the points of one examination: ``"recevabilite"`` or ``"eligibilite"``. ``institut``: see Q5."""
    return (
        points_de_recevabilite(formulaire, institut=institut)
        if examen == "recevabilite"
        else points_d_eligibilite(formulaire)
    )


def empechement_d_ecarter(etat):
    """Return the code of what forbids to set a dossier aside, or "": it is aside already."""
    return "deja_ecartee" if etat == Etat.DISQUALIFIEE else ""


def bilan(points, verdicts):
    """Return ``(points not examined, points not met)`` given ``{code: verdict}``."""
    manquants = [point for point in points if point.code not in verdicts or _est_esquive(point, verdicts[point.code])]
    non_conformes = [point for point in points if verdicts.get(point.code) == "non_conforme"]
    return manquants, non_conformes


def _est_esquive(point, verdict):
    return point.toujours and verdict == "sans_objet"


def empechements_d_examen(points, trouves):
    """Return what forbids to record ``{code: (verdict, reason)}``.

    A point not met needs its reason; a point that always applies is never « sans objet ».
    """
    examines = [(point, *trouves[point.code]) for point in points if point.code in trouves]
    esquives = [point for point, verdict, _ in examines if _est_esquive(point, verdict)]
    sans_raison = [point for point, verdict, raison in examines if verdict == "non_conforme" and not raison.strip()]
    return _sur_des_points(("jamais_sans_objet", esquives), ("raison_requise", sans_raison))


def empechements_de_conclusion(points, verdicts, *, favorable, motif, complement_attendu=False, recours_manquent=False):
    """Return what forbids a conclusion, given ``{code: verdict}``: all of it, in the order of the page.

    ``complement_attendu``: the team still has time to send what it was asked for; ``recours_manquent``: the letter of an unfavourable one would leave without a word on appeals (see Q22).
    """
    manquants, non_conformes = bilan(points, verdicts)
    if favorable:
        return _sur_des_points(("points_incomplets", manquants), ("points_non_conformes", non_conformes))
    manques = {
        "complement_en_cours": complement_attendu,
        "aucun_grief": not non_conformes,
        "motif_requis": not motif.strip(),
        "voies_de_recours": recours_manquent,
    }
    return [Empechement(code) for code, il_manque in manques.items() if il_manque]


def _sur_des_points(*trouves):
    return [Empechement(code, tuple(points)) for code, points in trouves if points]


def obstacle_au_lot(geste, etat, preneur, formulaire, verdicts, *, attend_un_visa=False, institut=False):
    """Return the sentence that says why a dossier is left out of a lot, "" for none.

    ``preneur``: somebody else who has taken it, or ``None``; ``verdicts``: ``{examination: {code: verdict}}``; ``institut``:
    see Q5. The acte asks the same again under its lock: this is what its preview tells.
    """
    de_quel_etat, examen = CONCLUSIONS_DE_LOT.get(geste, ("", ""))
    if etat not in ((de_quel_etat,) if examen else EN_INSTRUCTION):
        return f"le dossier est «\u00a0{Etat(etat).label}\u00a0»."
    if preneur is not None:
        return f"pris par {preneur}."
    if not examen:
        return ""
    if attend_un_visa:
        return "sa conclusion attend le visa d’un second agent."
    points = points_a_examiner(formulaire, examen, institut=institut)
    trouves = empechements_de_conclusion(points, verdicts[examen], favorable=True, motif="")
    return " ".join(empechement.phrase() for empechement in trouves)
