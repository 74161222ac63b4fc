"""Composers of the tests."""

from amihr.courrier.compositeur import Compositeur, PasEncorePret


class Essai(Compositeur):
    """Anybody may receive it; its subject and text come from the stored context."""

    sujet = "{titre}"
    gabarit = "essai"
    a_effacer = ("jeton",)

    def est_permis(self, courrier, instant):
        return "interdit" not in courrier.contexte

    def contexte(self, courrier, instant):
        return {"titre": courrier.contexte.get("titre", "Essai"), "jeton": courrier.contexte.get("jeton", "")}


class Nu(Essai):
    """No template of the tests: usable in a process of its own."""

    gabarit = "base"


class AvecPiece(Essai):
    """One PDF attached, once it is ready."""

    def pieces_jointes(self, courrier):
        if "attente" in courrier.contexte:
            raise PasEncorePret
        return [("accusé\r\nX-Faux: 1.pdf", b"%PDF-1.7", "application/pdf")]


class Casse(Essai):
    """Cannot be written."""

    def contexte(self, courrier, instant):
        raise KeyError("absent")
