"""The report of the closing: what happened that night, in numbers and hours, sealed once and for all (T15)."""

from collections import Counter
from datetime import UTC, timedelta
from functools import partial
from hashlib import sha256

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.db.models.functions import TruncHour

from amihr.editions.models import Annonce, Edition, RapportDeCloture
from amihr.fichiers.rangement import produire, produire_chacun
from amihr.horloge import PARIS
from amihr.journal.chaine import acte, inscrire
from amihr.journal.models import Chaine, EntreeJournal
from amihr.pilotage.cloture import APRES_LA_CLOTURE, COMPLEMENT, RECUL, fin_du_releve, grouper_les_refus, releves
from amihr.socle.cachet import sceller
from amihr.socle.models import Sauvegarde
from amihr.socle.pdf import rendre
from candidatures import acces
from candidatures.models import Accuse, Depot, Etat, Tentative

UNE_HEURE = timedelta(hours=1)
# What the report waits for the receipts, which it counts once and for all; after that it says that some are missing.
PATIENCE = UNE_HEURE
HEURES = 24


def rapports_a_produire(instant, lot=5):
    """Return the editions closed for an hour, neither suspended nor cancelled before it, that have no report yet.

    A closing moved after its report makes another one due, at its own hour (Q45). While a receipt is still to be made it
    waits, one hour at most.
    """
    sans_accuse = Depot.objects.filter(
        candidature__edition=OuterRef("pk"), depose_le__lt=OuterRef("cloture_le"), accuse=None
    )
    faits_deja = RapportDeCloture.objects.filter(edition=OuterRef("pk"), cloture_le=OuterRef("cloture_le"))
    closes = Edition.objects.closes(instant - APRES_LA_CLOTURE).descellees(instant)
    attendus = ~Exists(sans_accuse) | Q(cloture_le__lte=instant - APRES_LA_CLOTURE - PATIENCE)
    return closes.filter(~Exists(faits_deja), attendus).order_by("cloture_le", "pk")[:lot]


def produire_les_rapports(instant):
    """Make the reports that are missing, each under the instance's seal. Returns how many were made."""
    return produire_chacun(rapports_a_produire(instant), partial(_produire, instant=instant))


def _produire(edition, instant):
    contexte = {"edition": edition, "produit_le": instant, **faits(edition)}
    octets = sceller(rendre("documents/cloture.html", contexte), instant=instant, motif="Rapport de clôture")
    nom = f"rapport-de-cloture-{edition.slug}-{edition.derniere_minute:%Y-%m-%d}.pdf"
    attacher = partial(attacher_le_rapport, edition, instant=instant, empreinte=contexte["empreinte"])
    return produire(octets, attacher, nom=nom, type_mime="application/pdf", instant=instant)


@acte
def attacher_le_rapport(edition, fichier, *, instant, empreinte):
    """Attach the report made by the task, once for a closing. Tells whether it was the first.

    Effects, in order: RapportDeCloture, journal (the hash of the document and that of the list of versions, which the
    anchors then carry outside of the database). Nothing when the closing has been moved meanwhile.
    """
    lue = Edition.objects.verrouiller_en_partage(edition.pk)
    if lue.cloture_le != edition.cloture_le:
        return False
    champs = {"fichier": fichier, "sha256": fichier.sha256, "produit_le": instant}
    rapport, est_le_premier = RapportDeCloture.objects.get_or_create(
        edition=lue, cloture_le=lue.cloture_le, defaults=champs
    )
    if est_le_premier:
        inscrire("edition.rapport_de_cloture", objet=rapport, instant=instant, sha256=fichier.sha256,
                 versions=empreinte, cloture=lue.cloture_le)  # fmt: skip
    return est_le_premier


# --- What it says: numbers, hours, hashes; no name, no reference, nothing of a dossier ------------------------------


def faits(edition):
    """Return the content of the report, from rows dated until an hour after the closing."""
    fin = fin_du_releve(edition)
    depots = _depots(edition)
    tentatives = Tentative.objects.filter(edition=edition, instant__lte=fin)
    return {
        "ouverture_le": edition.ouverture_le,
        "borne": edition.cloture_le.astimezone(UTC).isoformat(),
        "fin": fin,
        "annonces": _annonces(edition),
        "nombres": _nombres(edition, depots),
        "heures": _par_heure(edition, depots),
        "refus": grouper_les_refus(tentatives.exclude(geste=COMPLEMENT)),
        "tardives": tentatives.filter(cause="cloture", instant__gte=edition.cloture_le).aggregate(
            nombre=Count("pk"), candidatures=Count("candidature", distinct=True), premiere=Min("instant"),
            derniere=Max("instant"),
        ),
        "releves": releves(edition, fin),
        "sauvegardes": _sauvegardes(edition, fin),
        "empreinte": empreinte_des_versions(edition),
        "journal": EntreeJournal.objects.filter(chaine=Chaine.ACTES).order_by("seq").last(),
    }  # fmt: skip


def empreinte_des_versions(edition):
    """Return the SHA-256 of the list of the versions filed before the closing.

    One line a version, sorted: reference, number, instant in UTC, code of the receipt, hash of the whole; each line
    ends with a line feed. Whoever holds the dossiers makes it again.
    """
    champs = ("candidature__reference", "numero", "depose_le", "code", "empreinte")
    lignes = [
        f"{reference} {numero} {depose_le.astimezone(UTC).isoformat(timespec='microseconds')} {code} {empreinte}\n"
        for reference, numero, depose_le, code, empreinte in _depots(edition).order_by().values_list(*champs)
    ]
    return sha256("".join(sorted(lignes)).encode()).hexdigest()


def _depots(edition):
    return Depot.objects.filter(candidature__in=acces.toutes(edition), depose_le__lt=edition.cloture_le)


def _annonces(edition):
    """What moved the call before the end: postponements, suspensions, resumptions, and when."""
    genres = (Annonce.Genre.REPORT, Annonce.Genre.SUSPENSION, Annonce.Genre.REPRISE)
    return list(edition.annonces.filter(genre__in=genres).order_by("instant", "pk"))


def _nombres(edition, depots):
    commencees = acces.toutes(edition).filter(cree_le__lt=edition.cloture_le)
    lus = depots.aggregate(
        versions=Count("pk"),
        deposees=Count("candidature", distinct=True),
        premier=Min("depose_le"),
        dernier=Max("depose_le"),
    )
    return lus | {
        "commencees": commencees.count(),
        "retirees": commencees.filter(etat=Etat.RETIREE).count(),
        "accuses": Accuse.objects.filter(depot__in=depots).count(),
    }


def _par_heure(edition, depots):
    """``[(hour, number)]`` over the last day, hours without a filing included."""
    debut = edition.cloture_le - HEURES * UNE_HEURE
    heure = TruncHour("depose_le", tzinfo=PARIS)
    comptes = Counter(
        dict(
            depots.filter(depose_le__gte=debut)
            .order_by()
            .annotate(heure=heure)
            .values_list("heure")
            .annotate(n=Count("pk"))
        )
    )
    return [(debut + rang * UNE_HEURE, comptes[debut + rang * UNE_HEURE]) for rang in range(HEURES)]


def _sauvegardes(edition, fin):
    """The marks around the closing: last before, first after, how many over the two days; the last drill."""
    marques = Sauvegarde.objects.filter(notee_le__lte=fin)
    copies = marques.filter(genre=Sauvegarde.Genre.SAUVEGARDE)
    avant = copies.filter(notee_le__lt=edition.cloture_le)
    return {
        "derniere": avant.order_by("notee_le").last(),
        "suivante": copies.filter(notee_le__gte=edition.cloture_le).order_by("notee_le").first(),
        "nombre": avant.filter(notee_le__gte=edition.cloture_le - RECUL).count(),
        "exercice": marques.filter(genre=Sauvegarde.Genre.EXERCICE).order_by("notee_le").last(),
    }
