"""How the mail of an event is written: each room derives its own from `Compositeur`."""

import re
import unicodedata
from abc import ABC, abstractmethod
from email.utils import parseaddr
from functools import cache

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils.module_loading import import_string

LONGUEUR_DU_SUJET = 200
# Controls (CR, LF, NUL…) would forge headers; formatting characters (bidi) would disguise the text.
CATEGORIES_ECARTEES = {"Cc", "Cf", "Zl", "Zp"}


class EvenementInconnu(LookupError):
    """No room declared a composer for this event in the setting COURRIERS."""


class PasEncorePret(Exception):
    """Raised by a composer whose attachment is still being made: the mail is tried again later, without a failure."""


class Compositeur(ABC):
    """The mail of one event. A room gives `sujet` and `gabarit`, and says who may still receive it.

    `sujet` is filled with the context by `str.format`; `gabarit` names templates/courriels/<gabarit>.txt and .html.
    `a_effacer`: the keys of the stored context to blank once the mail is gone (a token has no business staying).
    """

    sujet = ""
    gabarit = ""
    action_requise = False
    a_effacer = ()

    @abstractmethod
    def est_permis(self, courrier, instant):
        """Whether the recipient may still receive this mail: asked again at sending."""

    def contexte(self, courrier, instant):
        """What the templates receive besides the common context. No dossier content, no score."""
        return {}

    def achever(self, contexte):
        """The whole context, once every class has written its own in it."""
        return contexte

    def pieces_jointes(self, courrier):
        """(name, bytes, media type) triples, read at sending. May raise PasEncorePret."""
        return []

    def entetes(self, courrier):
        """Headers that this mail has besides those of every mail."""
        return {}

    def composer(self, courrier, instant):
        """The message for `courrier`: one recipient, fixed Message-ID, text and HTML."""
        contexte = self.achever(self._contexte_commun() | courrier.contexte | self.contexte(courrier, instant))
        contexte["sujet"] = self._sujet(contexte)
        message = EmailMultiAlternatives(
            subject=contexte["sujet"],
            body=_rendre(f"courriels/{self.gabarit}.txt", contexte, echapper=False),
            to=[une_ligne(courrier.destinataire)],
            reply_to=[une_ligne(contexte["contact"])] if contexte["contact"] else None,
            headers={
                "Message-ID": identifiant(courrier),
                "Auto-Submitted": "auto-generated",
                **self.entetes(courrier),
            },
        )
        message.attach_alternative(_rendre(f"courriels/{self.gabarit}.html", contexte, echapper=True), "text/html")
        for nom, octets, type_mime in self.pieces_jointes(courrier):
            message.attach(une_ligne(nom), octets, type_mime)
        return message

    def apercu(self, contexte):
        """The subject and the text of the mail on given facts, for whoever writes its words: nothing is sent."""
        contexte = self.achever(self._contexte_commun() | contexte)
        contexte["sujet"] = self._sujet(contexte)
        return contexte["sujet"], _rendre(f"courriels/{self.gabarit}.txt", contexte, echapper=False)

    def _contexte_commun(self):
        return {
            "suite": "",
            "suite_html": "",
            "site": settings.ADRESSE_PUBLIQUE,
            "prefixe_courriel": settings.COURRIEL_PREFIXE,
            "contact": settings.COURRIEL_CONTACT or import_string(settings.CONTACT_DU_SITE)(),
            "lien": "",
            "libelle_du_lien": "Ouvrir la page",
        }

    def _sujet(self, contexte):
        requise = "[Action requise] " if contexte.get("action_requise", self.action_requise) else ""
        return une_ligne(f"[{contexte['prefixe_courriel']}] {requise}{self.sujet.format_map(contexte)}")[
            :LONGUEUR_DU_SUJET
        ]


def compositeur_de(evenement):
    """The composer that the setting COURRIERS names for `evenement`. Raises EvenementInconnu."""
    chemin = settings.COURRIERS.get(evenement)
    if chemin is None:
        raise EvenementInconnu(f"Aucun compositeur pour le courrier « {evenement} ».")
    return _instance(chemin)


def identifiant(courrier):
    """The Message-ID: fixed by the row, so that two copies of one mail are recognised as one."""
    domaine = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{courrier.pk}@{domaine}>"


def une_ligne(texte):
    """`texte` fit for a header: on one line, without controls nor direction marks."""
    visible = "".join(" " if unicodedata.category(signe) in CATEGORIES_ECARTEES else signe for signe in str(texte))
    return re.sub(r"[ \t]{2,}", " ", visible).strip()


@cache
def _instance(chemin):
    return import_string(chemin)()


def _rendre(nom, contexte, *, echapper):
    return get_template(nom).template.render(Context(contexte, autoescape=echapper))
