"""Hand one message to the mail server, and know what became of it, doubt included."""

import smtplib
from enum import Enum

from django.core.mail.backends import smtp

# What a server or a network may do to us.
PANNES = (smtplib.SMTPException, OSError)

SERVEUR_QUI_FERME = 421


class Issue(Enum):
    """What is certain after a try."""

    REMIS = "remis"
    REFUSE = "refuse"  # this address, for good
    REPORTE = "reporte"  # not taken: try again
    INCERTAIN = "incertain"  # the text left, the answer never came


class _Temoin:
    """Remembers that the text of a message began to leave: a cut from then on leaves a doubt."""

    texte_parti = False

    def data(self, msg):
        self.texte_parti = True
        return super().data(msg)


class _SMTP(_Temoin, smtplib.SMTP):
    pass


class _SMTPSSL(_Temoin, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, able to say whether a message cut short may have been taken all the same."""

    @property
    def connection_class(self):
        return _SMTPSSL if self.use_ssl else _SMTP

    @property
    def doute(self):
        return self.connection is not None and self.connection.texte_parti

    def oublier_le_doute(self):
        if self.connection is not None:
            self.connection.texte_parti = False


def transmettre(connexion, message):
    """Send `message` (one recipient) through an open connection; returns (Issue, code of the error or "").

    Raises nothing for what a server or a network may do; the connection is closed after anything but a clean answer.
    """
    if hasattr(connexion, "oublier_le_doute"):
        connexion.oublier_le_doute()
    try:
        if connexion.send_messages([message]):
            return Issue.REMIS, ""
        return Issue.REPORTE, "non_pris"
    except smtplib.SMTPRecipientsRefused as refus:
        code = max(reponse[0] for reponse in refus.recipients.values())
        if code == SERVEUR_QUI_FERME:
            fermer(connexion)
        return (Issue.REFUSE if code >= 500 else Issue.REPORTE), f"smtp_{code}"
    except smtplib.SMTPResponseException as refus:  # the server answered: it did not take the message
        fermer(connexion)
        return Issue.REPORTE, f"smtp_{refus.smtp_code}"
    except PANNES as coupure:
        doute = getattr(connexion, "doute", True)  # another backend cannot tell: doubt
        fermer(connexion)
        return (Issue.INCERTAIN if doute else Issue.REPORTE), type(coupure).__name__
    except ValueError:  # an address or a header that cannot be written
        return Issue.REFUSE, "adresse"


def fermer(connexion):
    """Close the connection, whatever state it is in."""
    try:
        connexion.close()
    except PANNES:
        connexion.connection = None
