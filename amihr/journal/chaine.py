"""What rooms do with the journal: `@acte`, `inscrire()`, `inscrire_lecture()`, `verifier()`."""

import json
import re
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from enum import Enum
from functools import wraps
from uuid import UUID

from django.db import models, transaction

from amihr import horloge
from amihr.journal.models import Chaine, EntreeJournal
from amihr.journal.verification import verifier
from amihr.socle.refus import ActeRefuse

__all__ = [
    "FaitInterdit",
    "acte",
    "inscrire",
    "inscrire_lecture",
    "inscrire_lectures",
    "inscrire_plusieurs",
    "reference_de",
    "verifier",
]

ENTRE_DEUX_LECTURES = timedelta(minutes=15)

# A code, an id, a hash, a number, a date: nothing with a space or an @ in it, so neither a sentence nor an address.
CODE = re.compile(r"[\w.:/+=-]{0,200}")

COLONNES = "id, chaine, seq, instant, inscrit_le, evenement, par_id, objet, faits, precedent, empreinte"
AJOUTER = f"""
INSERT INTO journal_entreejournal (chaine, instant, evenement, par_id, objet, faits)
SELECT %s, instant, evenement, par, objet, faits::jsonb
FROM unnest(%s::timestamptz[], %s::text[], %s::uuid[], %s::text[], %s::text[])
    WITH ORDINALITY AS lot (instant, evenement, par, objet, faits, rang)
ORDER BY rang
RETURNING {COLONNES}
"""

# The chain's lock is taken before looking again: of two simultaneous readings, the second finds the first.
VERROUILLER_LA_CHAINE = "SELECT pg_advisory_xact_lock(hashtext('amihr.journal'), hashtext(%s))"

_acte_en_cours = ContextVar("acte_en_cours", default=None)


class FaitInterdit(ValueError):
    """A fact that the journal may not keep: a sentence, an address, an inexact number."""


def acte(fonction):
    """Make `fonction` a change of state: one outermost transaction, whose refusal is journaled after its rollback.

    Effects, in order: the transaction (durable: what was answered is committed); on ActeRefuse, its rollback, then an
    entry `acte.refuse` (verb, code, numbers) in its own transaction. Raises ActeRefuse again, and RuntimeError when
    called inside of another acte or of any transaction.
    """

    @wraps(fonction)
    def executer(*args, **kwargs):
        if dehors := _acte_en_cours.get():
            raise RuntimeError(f"{fonction.__name__}() est un acte : il ne s’appelle pas depuis l’acte {dehors}().")
        jeton = _acte_en_cours.set(fonction.__name__)
        try:
            with transaction.atomic(durable=True):
                return fonction(*args, **kwargs)
        except ActeRefuse as refus:
            _inscrire_le_refus(fonction, args, kwargs, refus)
            raise
        finally:
            _acte_en_cours.reset(jeton)

    executer.est_un_acte = True
    return executer


def inscrire(evenement, *, par=None, objet=None, instant, **faits):
    """Add one entry to the chain of actes, and return it. Last thing in a transaction: it locks the chain until commit.

    `instant` is the acte's; the trigger adds the true time. Raises FaitInterdit for anything but ids, codes, hashes,
    numbers and dates.
    """
    return inscrire_plusieurs([{"evenement": evenement, "par": par, "objet": objet, "instant": instant, **faits}])[0]


def inscrire_plusieurs(entrees):
    """Add several entries in their order, by one INSERT, and return them.

    Each is a mapping of the arguments of `inscrire()`: evenement, instant, par, objet, and any other key as a fact.
    """
    return _ajouter(Chaine.ACTES, [_ligne(**entree) for entree in entrees])


def inscrire_lecture(*, par, objet, instant, a_condition=None, **faits):
    """Record that `par` read `objet`, once per person × object × 15 minutes, in the chain of readings.

    Its own short transaction (unless one is already open): the trace stays whatever the page does next. It begins with
    `a_condition()`, which may hold a lock until the entry is committed, and raises when there must be no reading.
    Returns the entry, or None when an earlier one covers this reading.
    """
    nouvelles = inscrire_lectures(par=par, objets=[objet], instant=instant, a_condition=a_condition, **faits)
    return nouvelles[0] if nouvelles else None


def inscrire_lectures(*, par, objets, instant, a_condition=None, **faits):
    """Record that `par` read each of `objets`, as `inscrire_lecture()` does for one, in as many statements as for one.

    Returns the new entries.
    """
    lignes = [_ligne("lecture", par=par, objet=objet, instant=instant, **faits) for objet in objets]
    if not _pas_encore_lus(lignes):
        return []
    with transaction.atomic():
        if a_condition:
            a_condition()
        with transaction.get_connection().cursor() as curseur:
            curseur.execute(VERROUILLER_LA_CHAINE, [Chaine.LECTURES])
        return _ajouter(Chaine.LECTURES, _pas_encore_lus(lignes))


def reference_de(objet):
    """The text by which the journal and the outbox name a thing: "candidatures_depot:<pk>"; "" for nothing."""
    if objet is None:
        return ""
    if isinstance(objet, models.Model):
        return f"{objet._meta.app_label}_{objet._meta.model_name}:{objet.pk}"
    return str(objet)


def _ligne(evenement, *, instant, par=None, objet=None, **faits):
    reference = reference_de(objet)
    for texte in (evenement, reference):
        if not CODE.fullmatch(texte):
            raise FaitInterdit(f"« {texte} » n’est ni un code ni une référence.")
    return {
        "instant": instant,
        "evenement": evenement,
        "par": getattr(par, "pk", par),
        "objet": reference,
        "faits": json.dumps(_admettre(faits), ensure_ascii=False),
    }


def _ajouter(chaine, lignes):
    if not lignes:
        return []
    colonnes = [[ligne[nom] for ligne in lignes] for nom in ("instant", "evenement", "par", "objet", "faits")]
    return list(EntreeJournal.objects.raw(AJOUTER, [chaine, *colonnes]))


def _pas_encore_lus(lignes):
    """Those of `lignes`, readings of one person at one instant, that no earlier entry covers."""
    if not lignes:
        return []
    premiere = lignes[0]
    # Bounded on both sides: where the demonstration moves the clock back, later readings cover nothing.
    deja = EntreeJournal.objects.filter(
        chaine=Chaine.LECTURES,
        par=premiere["par"],
        objet__in=[ligne["objet"] for ligne in lignes],
        faits=json.loads(premiere["faits"]),
        instant__gt=premiere["instant"] - ENTRE_DEUX_LECTURES,
        instant__lte=premiere["instant"],
    )
    lus = set(deja.values_list("objet", flat=True))
    return [ligne for ligne in lignes if ligne["objet"] not in lus]


def _admettre(fait):
    """The fact as JSON keeps it exactly. Raises FaitInterdit for what the journal may not hold."""
    if isinstance(fait, Enum):
        fait = fait.value
    if fait is None or isinstance(fait, bool | int):
        return fait
    if isinstance(fait, str) and CODE.fullmatch(fait):
        return str(fait)
    if isinstance(fait, UUID):
        return str(fait)
    if isinstance(fait, datetime | date):
        return fait.isoformat()
    if isinstance(fait, dict):
        return {_admettre(str(cle)): _admettre(valeur) for cle, valeur in fait.items()}
    if isinstance(fait, list | tuple | set | frozenset):
        return [_admettre(element) for element in (sorted(fait) if isinstance(fait, set | frozenset) else fait)]
    raise FaitInterdit(
        f"Le journal ne garde pas {type(fait).__name__} : des identifiants, des codes et des nombres entiers."
    )


def _inscrire_le_refus(fonction, args, kwargs, refus):
    module = fonction.__module__.replace(".actes", "").removeprefix("amihr.")
    objet = next((argument for argument in args if isinstance(argument, models.Model)), None)
    nombres = {nom: valeur for nom, valeur in refus.details.items() if type(valeur) is int}
    refus.instant = horloge.instant_de_la_base()
    with transaction.atomic():
        inscrire(
            "acte.refuse",
            par=kwargs.get("par"),
            objet=objet,
            instant=refus.instant,
            verbe=f"{module}.{fonction.__name__}",
            code=refus.code,
            nombres=nombres,
        )
