"""A real mail server on the loopback, which keeps what it receives and misbehaves on demand."""

import asyncio
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class _Serveur(Controller):
    """On a free port, known once it listens."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Recu:
    """What arrived: envelope and message."""

    def __init__(self, enveloppe):
        self.expediteur = enveloppe.mail_from
        self.destinataires = list(enveloppe.rcpt_tos)
        self.octets = enveloppe.content
        self.message = message_from_bytes(enveloppe.content, policy=policy.default)

    def __getitem__(self, entete):
        return self.message[entete]

    @property
    def texte(self):
        return self.message.get_body(("plain",)).get_content()

    @property
    def html(self):
        return self.message.get_body(("html",)).get_content()


class Puits:
    """Handler of aiosmtpd. `refus`: address → SMTP answer; `apres_le_texte`: "couper" or an SMTP answer.

    `retenir_la_reponse`: the number of the message that is taken, but whose answer waits for `relacher()`.
    """

    def __init__(self):
        self.recus = []
        self.refus = {}
        self.apres_le_texte = None
        self.retenir_la_reponse = None
        self._serveur = _Serveur(self, hostname="127.0.0.1", port=0, ready_timeout=60)

    async def handle_RCPT(self, serveur, session, enveloppe, adresse, options):
        if reponse := self.refus.get(adresse):
            return reponse
        enveloppe.rcpt_tos.append(adresse)
        return "250 OK"

    async def handle_DATA(self, serveur, session, enveloppe):
        if self.apres_le_texte and self.apres_le_texte != "couper":
            return self.apres_le_texte
        self.recus.append(Recu(enveloppe))
        if self.apres_le_texte == "couper":
            serveur.transport.abort()
        while self.retenir_la_reponse == len(self.recus):
            await asyncio.sleep(0.01)
        return "250 OK"

    def relacher(self):
        self.retenir_la_reponse = None

    def demarrer(self):
        self._serveur.start()
        return self

    def arreter(self):
        self._serveur.stop(no_assert=True)

    @property
    def port(self):
        return self._serveur.port

    def destinataires(self):
        return sorted(adresse for recu in self.recus for adresse in recu.destinataires)
