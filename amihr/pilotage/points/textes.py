"""What the pages of the call say: the règlement, the texts still to write, who can be reached."""

import re
from dataclasses import replace

from amihr.editions.heures import heures_de
from amihr.editions.models import Edition
from amihr.editions.textes import est_a_ecrire
from amihr.editions.textes_attendus import CODES, DEFAUTS, LEGALES
from amihr.pilotage.reprise import (
    a_relire,
    dates_a_relire,
    heures_a_relire,
    heures_citees,
    nombres_a_relire,
    pages,
    phrases,
)

from .commun import BON, MANQUE, Point, point

CONFORMITE = re.compile(r"\b(non|partiellement|totalement) conforme\b", re.IGNORECASE)
# No mail reaches these (RFC 2606, RFC 6761): a trial or a demonstration, never a call that is open to the public.
RESERVES = ("example", "test", "invalid", "localhost", "example.com", "example.org", "example.net")


def reglement(edition):
    """Whether a version of the règlement is public when the call opens (see R9)."""
    publie = edition.versions_reglement.publiees(edition.ouverture_le).exists()
    defaut = (
        "" if publie else "Aucune version ne sera publiée à l’ouverture\u00a0: personne ne pourrait l’accepter (R9)."
    )
    return point(
        "reglement",
        "Règlement publié",
        defaut,
        "Une version est publiée à l’ouverture.",
        ("pilotage:nouveau_reglement",),
        MANQUE,
    )


def prefixe(edition):
    """Whether the mails of the call bear a prefix of their own: an edition made from another one begins with its."""
    autres = Edition.objects.filter(prefixe_courriel=edition.prefixe_courriel, est_repetition=False)
    homonyme = autres.exclude(nom=edition.nom).exclude(pk=edition.pk).order_by("-annee", "pk").first()
    defaut = (
        f"«\u00a0{edition.prefixe_courriel}\u00a0» est aussi celui de l’appel «\u00a0{homonyme}\u00a0»."
        if homonyme
        else ""
    )
    return point("prefixe", "Préfixe des courriels", defaut, f"«\u00a0{edition.prefixe_courriel}\u00a0», propre à cet appel.",
                  ("pilotage:rubrique", "identite"))  # fmt: skip


def textes(textes, ecrit):
    """The texts still to write stand in the way, legal pages above all; the empty ones deserve a look, each may be meant."""
    a_ecrire = tuple(
        (titre, nom, arguments)
        for titre, nom, arguments, contenu in pages(ecrit)
        if any(est_a_ecrire(texte) for texte in phrases(contenu))
        or any(code in LEGALES and not textes.get(code, "").strip() for code in arguments)
    )
    defaut = "Il reste à écrire\u00a0:" if a_ecrire else ""
    vides = [code for code, contenu in textes.items() if not contenu.strip() and code not in DEFAUTS]
    return [
        replace(
            point("textes_a_ecrire", "Textes à écrire", defaut, "Aucun texte n’attend d’être écrit.",
                   ("pilotage:textes",), MANQUE),
            pages=a_ecrire,
        ),
        point("textes_vides", "Textes laissés vides", _citer(vides), "Aucun texte n’est vide.", ("pilotage:textes",)),
    ]  # fmt: skip


def _citer(codes):
    return " · ".join(CODES.get(code, code) for code in codes)


def relecture(edition, ecrit):
    dits = [titre for titre, *_ in a_relire(ecrit)]
    heures = heures_a_relire(ecrit, heures_de(edition.ouverture_le, edition.cloture_le))
    if jours := dates_a_relire(ecrit):
        dits.append(f"une date qui n’est pas celle de cet appel\u00a0: {citer(jours)}")
    if heures:
        dits.append(f"une heure qui n’est pas celle des dates\u00a0: {citer(heures)}")
    return point("relecture", "Dates citées dans les textes", " · ".join(dits), "Aucune page ne cite une autre date.",
                  ("pilotage:edition",))  # fmt: skip


def nombres(ecrit):
    """Whether the texts count the criteria and the pieces as the call does: one made from another keeps its « huit »."""
    defaut = citer(nombres_a_relire(ecrit))
    return point("nombres", "Nombres cités dans les textes", defaut, "Les critères et les pièces y sont comptés juste.",
                  ("pilotage:textes",))  # fmt: skip


def citer(trouvees):
    return ", ".join(f"{titre} ({', '.join(dites)})" for titre, dites in trouvees)


def contact(edition):
    """Whether the address of contact is one that somebody answers."""
    domaine = edition.contact.rpartition("@")[2]
    defaut = (
        f"{edition.contact} n’est pas une adresse réelle\u00a0: personne n’y répondrait."
        if est_reserve(domaine)
        else ""
    )
    return joignable("contact", "Adresse de contact", defaut, edition.contact, ("pilotage:rubrique", "identite"))


def aide(textes):
    """Whether the page of contact gives the hours at which somebody answers, before the night when it counts."""
    dites = any(list(heures_citees(textes.get(code, ""))) for code in ("contact.presentation", "contact.panne"))
    defaut = "" if dites else "La page de contact ne dit pas à quelles heures quelqu’un répond."
    return point("aide", "Heures d’aide", defaut, "Données sur la page de contact.",
                  ("pilotage:texte", "contact.presentation"))  # fmt: skip


def est_reserve(domaine):
    return any(f".{domaine.lower()}".endswith(f".{reserve}") for reserve in RESERVES)


def joignable(code, libelle, defaut, dit, ou=()):
    """Candidates could not be reached: it stands in the way, unless somebody accepts it by name."""
    return Point(code, libelle, MANQUE if defaut else BON, defaut or dit, ou, est_levable=bool(defaut))


def accessibilite(textes):
    """The page must say one of the three degrees of conformity."""
    dite = CONFORMITE.search(textes.get("pages.accessibilite", ""))
    defaut = "" if dite else "La page ne dit pas si le site est non, partiellement ou totalement conforme."
    return point("accessibilite", "Déclaration d’accessibilité", defaut, f"Elle dit\u00a0: {dite[0].lower()}." if dite else "",
                  ("pilotage:texte", "pages.accessibilite"))  # fmt: skip
