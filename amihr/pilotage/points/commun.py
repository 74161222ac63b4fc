"""What a line of the checklist is."""

from dataclasses import dataclass, field

BON, A_VOIR, MANQUE = "bon", "a_voir", "manque"


@dataclass(frozen=True)
class Point:
    """One line of the checklist: its state, what is said of it, where it is mended (URL name, arguments).

    ``pages``: those it names, ``(title, URL name, arguments)`` each.
    ``est_levable``: what it lacks may be accepted by name, on an instance that is a trial or a demonstration.
    """

    code: str
    libelle: str
    etat: str
    dit: str
    ou: tuple = field(default=())
    est_levable: bool = False
    pages: tuple = ()


def point(code, libelle, defaut, dit, ou=(), sinon=A_VOIR):
    """Return a ``Point``: ``defaut`` is what is wrong, "" for nothing; ``dit`` is said when all is well."""
    return Point(code, libelle, sinon if defaut else BON, defaut or dit, ou)
