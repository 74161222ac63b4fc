"""The one address that people are given (R12)."""

from amihr.editions.models import Edition


def contact_du_site():
    """Return the contact of the current edition, for the mails that no edition owns; "" while there is none."""
    courante = Edition.objects.courante()
    return courante.contact if courante else ""
