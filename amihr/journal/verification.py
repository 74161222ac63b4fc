"""Is a chain intact? Recomputed from the rows, then compared with the signed anchors kept outside."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from amihr.journal import ancres
from amihr.journal.models import EntreeJournal
from amihr.journal.sql import NUMERO_D_ORIGINE, PREMIERE_FAUTE
from amihr.socle.textes import date_heure, pluriel


@dataclass(frozen=True)
class Anomalie:
    """The first line that breaks a chain: its number, what happened (a code), the sentence that says it."""

    seq: int
    nature: str
    phrase: str


@dataclass(frozen=True)
class Verification:
    """What `verifier` found."""

    chaine: str
    nombre: int
    derniere_empreinte: str
    ancres: int
    attestee_le: datetime | None
    anomalie: Anomalie | None

    @property
    def est_intacte(self):
        return self.anomalie is None

    @property
    def portee(self):
        """Up to when the end of the chain is attested, in a sentence: without an anchor, a cut tail leaves no trace."""
        if self.attestee_le is None:
            return "aucune ancre\u00a0: la fin du journal n’est attestée qu’à partir de la première"
        return (
            f"{pluriel(self.ancres, 'ancre')}\u00a0: la fin du journal est attestée jusqu’au {date_heure(self.attestee_le)}, "
            "date de la dernière"
        )


def verifier(chaine):
    """Recompute every hash of `chaine`, compare with the anchors, and return a Verification.

    Detects a line changed, removed, moved, and a tail cut or rewritten as far back as the anchors reach; a superuser's
    work too. A fault names the first bad line.
    """
    lues = ancres.lire(chaine)
    lignes = EntreeJournal.objects.filter(chaine=chaine).order_by("seq")
    derniere = lignes.last()
    fautes = [faute for faute in (_premiere_faute(chaine), _premiere_ancre_dementie(chaine, lues)) if faute]
    return Verification(
        chaine=str(chaine),
        nombre=lignes.count(),
        derniere_empreinte=derniere.empreinte if derniere else "",
        ancres=len({ancre.seq for ancre in lues}),  # each is a row and a file
        attestee_le=max((ancre.instant for ancre in lues if ancre.est_authentique), default=None),
        anomalie=min(fautes, key=lambda faute: faute.seq, default=None),
    )


def _premiere_faute(chaine):
    with connection.cursor() as curseur:
        curseur.execute(PREMIERE_FAUTE, [chaine])
        rangee = curseur.fetchone()
    if rangee is None:
        return None
    seq, precedente, lien_rompu, empreinte_fausse = rangee
    if seq != precedente + 1:
        manquante = precedente + 1
        return Anomalie(manquante, "supprimee", f"La ligne nº {manquante} a été supprimée.")
    if empreinte_fausse and (origine := _numero_d_origine(chaine, seq)):
        return Anomalie(seq, "deplacee", f"La ligne nº {seq} a été déplacée\u00a0: elle portait le nº {origine}.")
    if lien_rompu and not empreinte_fausse:
        return Anomalie(
            seq, "remplacee", f"La ligne nº {seq} ne suit plus la ligne nº {precedente}\u00a0: l’une a été réécrite."
        )
    return Anomalie(seq, "modifiee", f"La ligne nº {seq} a été modifiée.")


def _numero_d_origine(chaine, seq):
    with connection.cursor() as curseur:
        curseur.execute(NUMERO_D_ORIGINE, [chaine, seq])
        rangee = curseur.fetchone()
    return rangee and rangee[0]


def _premiere_ancre_dementie(chaine, lues):
    """The lowest anchor that the rows contradict, or whose own signature is not ours."""
    empreintes = dict(
        EntreeJournal.objects.filter(chaine=chaine, seq__in={ancre.seq for ancre in lues}).values_list(
            "seq", "empreinte"
        )
    )
    derniere = EntreeJournal.objects.filter(chaine=chaine).order_by("seq").values_list("seq", flat=True).last() or 0
    for ancre in sorted(lues, key=lambda lue: lue.seq):
        if not ancre.est_authentique:
            return Anomalie(ancre.seq, "ancre_falsifiee", f"L’ancre {ancre.source} ne porte pas notre signature.")
        if ancre.seq > derniere:
            return Anomalie(
                derniere + 1,
                "coupee",
                f"La fin du journal a été coupée après la ligne nº {derniere}\u00a0: l’ancre du {date_heure(ancre.instant)} "
                f"atteste {ancre.seq} lignes.",
            )
        if empreintes.get(ancre.seq, ancre.empreinte) != ancre.empreinte:
            return Anomalie(
                ancre.seq,
                "reecrite",
                f"Le journal a été réécrit jusqu’à la ligne nº {ancre.seq}\u00a0: elle ne porte plus l’empreinte ancrée "
                f"le {date_heure(ancre.instant)}.",
            )
    return None
