"""The days of the three editions of the demonstration, reckoned from the day it is loaded."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from amihr.editions.jours import pourquoi_chome
from amihr.horloge import PARIS

# The days that the call of 2026 really has, kept for as long as they make a call lately finished.
CLOTURE_DE_2026, COMMISSION_DE_2026 = date(2026, 5, 11), date(2026, 5, 27)
DUREE_DE_L_APPEL = timedelta(days=34)
PUBLICATION = timedelta(days=7)
RECULER_HORS_DE = (date(2026, 6, 20), date(2027, 1, 31))
RECUL = timedelta(days=177)
UN_AN = timedelta(days=365)


@dataclass(frozen=True)
class Agenda:
    """The days of one edition."""

    annee: int
    ouverture: date
    cloture: date
    commission: date

    @property
    def slug(self):
        return f"haute-resolution-{self.annee}"

    @property
    def publication(self):
        return self.commission + PUBLICATION


def instant(jour, heure=9, minute=30, seconde=0):
    """The instant at which the clocks of Paris show this day and this hour."""
    return datetime.combine(jour, time(heure, minute, seconde), PARIS).astimezone(UTC)


def agenda_fini(aujourdhui):
    """The finished call: the days of 2026 while they are a few months old, else as many days before today."""
    debut, fin = RECULER_HORS_DE
    recul = timedelta() if debut <= aujourdhui <= fin else aujourdhui - RECUL - COMMISSION_DE_2026
    cloture = CLOTURE_DE_2026 + recul
    return Agenda(cloture.year, cloture - DUREE_DE_L_APPEL, cloture, COMMISSION_DE_2026 + recul)


def agenda_ouvert(aujourdhui):
    """The call open now: it closes in nine days; the commission meets and the labels are told on working days."""
    cloture = aujourdhui + timedelta(days=9)
    annee = agenda_fini(aujourdhui).annee + 1
    jours = (cloture + timedelta(days=16 + rang) for rang in range(60))
    commission = next(jour for jour in jours if not pourquoi_chome(jour) and not pourquoi_chome(jour + PUBLICATION))
    return Agenda(annee, aujourdhui - timedelta(days=25), cloture, commission)


def agenda_ancien(aujourdhui):
    """The call of the year before: the label of its first meeting has expired, that of the second one soon will."""
    commission = premier_acte(aujourdhui) - timedelta(days=2)
    annee = agenda_fini(aujourdhui).annee - 1
    return Agenda(annee, commission - timedelta(days=50), commission - timedelta(days=16), commission)


def premier_acte(aujourdhui):
    """The day of the act whose labels expired 25 days ago."""
    return aujourdhui - UN_AN - timedelta(days=25)


def second_acte(aujourdhui):
    """The day of the act whose labels expire in 19 days."""
    return aujourdhui - UN_AN + timedelta(days=20)
