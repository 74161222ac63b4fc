"""Working days in France: weekends and public holidays. Nothing here reads a clock or a row."""

from datetime import timedelta

from holidays.countries.france import France

from amihr.socle.textes import date_longue

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SAMEDI = 5
UN_JOUR = timedelta(days=1)
# Metropolitan France; a year is worked out when it is first asked for, then kept.
FERIES = France(language="fr")


def pourquoi_chome(jour):
    """Return why nobody works on this day (« samedi », « jour férié, Ascension »); "" for a working day."""
    if ferie := FERIES.get(jour):
        return f"jour férié, {ferie}"
    return JOURS[jour.weekday()] if jour.weekday() >= SAMEDI else ""


def jour_complet(jour):
    """« samedi 9 mai 2026 », « vendredi 8 mai 2026 (jour férié, Fête de la Victoire) »."""
    ferie = FERIES.get(jour)
    return f"{JOURS[jour.weekday()]} {date_longue(jour)}" + (f" (jour férié, {ferie})" if ferie else "")


def jours_ouvres_entre(apres, avant):
    """Return how many working days stand strictly between two days: neither counts itself."""
    ecart = (avant - apres).days
    return sum(not pourquoi_chome(apres + rang * UN_JOUR) for rang in range(1, ecart))
