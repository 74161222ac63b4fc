"""« Même écart, même traitement » by what the software finds: who else has the same finding, and what was decided there."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from candidatures import acces
from candidatures.acces import Action
from candidatures.models import PointExamine, Verdict

from .reperes import reperes

# The order in which they are told: what was decided first, the least favourable of it on top.
ORDRE = (Verdict.NON_CONFORME, Verdict.CONFORME, Verdict.SANS_OBJET, None)
A_MONTRER = 20


@dataclass(frozen=True)
class MemesConstats:
    """The other dossiers where one finding stands too. ``comptes``: ``[(verdict or None, number)]``.

    ``premiers``: ``[(Candidature, PointExamine or None)]``, those already decided first, then by title; ``A_MONTRER`` at most.
    """

    constat: str
    nombre: int
    comptes: tuple
    premiers: tuple

    @property
    def tus(self):
        """How many are counted without being named."""
        return self.nombre - len(self.premiers)


def memes_constats(personne, candidature, examen, montres):
    """Return ``{code: [MemesConstats]}``: for each finding beside a point, the other dossiers where it stands too.

    ``montres``: ``{code: findings beside that point}``, those of ``candidature``. Only dossiers that ``personne`` may
    examine (T5, T6). No statement when nothing is found, else as many whatever the number of dossiers.
    """
    constats = {code: {repere.situation: repere.constat for repere in du_point} for code, du_point in montres.items()}
    cherchees = set().union(*constats.values())
    if not cherchees:
        return {}
    edition = candidature.edition
    autres = acces.dossiers_accessibles(personne, Action.PREPARER).filter(edition=edition).exclude(pk=candidature.pk)
    trouvees = {
        pk: cherchees & {repere.situation for repere in trouves}
        for pk, trouves in reperes(personne, edition, autres.order_by().values("pk")).items()
    }
    concernes = [pk for pk, communes in trouvees.items() if communes]
    if not concernes:
        return {}
    dossiers = list(autres.filter(pk__in=concernes).order_by("noms", "reference"))
    verdicts = _verdicts(dossiers, examen, [code for code, siens in constats.items() if siens])
    lus = defaultdict(list)
    for code, situation, constat in ((c, s, constat) for c, siens in constats.items() for s, constat in siens.items()):
        memes = [(d, verdicts.get((d.pk, code))) for d in dossiers if situation in trouvees[d.pk]]
        if memes:
            lus[code].append(_compter(constat, memes))
    return dict(lus)


def _verdicts(dossiers, examen, codes):
    """Return ``{(pk, code): PointExamine}``."""
    points = PointExamine.objects.filter(candidature__in=dossiers, examen=examen, code__in=codes).order_by("pk")
    return {(point.candidature_id, point.code): point for point in points}


def _verdict(point):
    return Verdict(point.verdict) if point else None


def _compter(constat, memes):
    comptes = Counter(_verdict(point) for _, point in memes)
    premiers = sorted(memes, key=lambda meme: ORDRE.index(_verdict(meme[1])))[:A_MONTRER]
    return MemesConstats(
        constat=constat,
        nombre=len(memes),
        comptes=tuple((verdict, comptes[verdict]) for verdict in ORDRE if comptes[verdict]),
        premiers=tuple(premiers),
    )
