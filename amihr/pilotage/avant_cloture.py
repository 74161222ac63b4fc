"""What staff knows of the candidatures before the closing: numbers, none of them small; never a name nor content (R3)."""

from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate

from amihr.horloge import PARIS, jour_de_paris
from amihr.pilotage.cloture import peut_tout_compter
from amihr.socle.effectifs import en_periodes, masquer, masquer_une_part
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot, Etat, PieceJointe, Section

SEUIL = 5  # where the edition says nothing
UN_JOUR = timedelta(days=1)
SERIES = ("Déposées", "Commencées, non déposées")
COURBES = ("Premiers dépôts", "Candidatures commencées ces jours-là, non déposées à ce jour")


def seuil_de(edition):
    """Return the number under which the edition hides a count (Q36)."""
    return edition.reglages.get("Q36", {}).get("seuil", SEUIL)


def compte_rendu(personne, edition, instant):
    """Return what ``personne`` may know of an edition still sealed: see ``_compte_rendu``."""
    return _compte_rendu(acces.dossiers_accessibles(personne, Action.COMPTER, instant), edition, instant)


def compte_rendu_entier(edition, instant):
    """Return the same over every candidature: for a document handed to those whom it hides nothing."""
    return _compte_rendu(acces.toutes(edition), edition, instant)


def _compte_rendu(comptables, edition, instant):
    """``barres``: [{"libelle", "nombre"}] · ``periodes``, ``courbes``: day by day · ``manques``: [{"libelle", "quoi", "nombre"}] · ``seuil``.

    A number is None where it is hidden. Withdrawn candidatures are nowhere: the sum of the curve less the bars would
    say how many they are.
    """
    seuil = seuil_de(edition)
    comptables = comptables.filter(edition=edition).exclude(etat=Etat.RETIREE)
    par_jour = _par_jour(comptables)
    periodes = _periodes(par_jour, edition, instant, seuil)
    deposees, brouillons = (sum(nombres[rang] for nombres in par_jour.values()) for rang in (0, 1))
    return {
        "seuil": seuil,
        "barres": [
            {"libelle": SERIES[1], "nombre": masquer(brouillons, seuil)},
            {"libelle": SERIES[0], "nombre": masquer(deposees, seuil)},
        ],
        "periodes": periodes,
        "courbes": _courbes(periodes),
        "manques": _manques(comptables.filter(etat=Etat.BROUILLON), edition, brouillons, seuil),
    }


def _par_jour(comptables):
    """``{day in Paris: [filed for the first time that day, begun that day and not filed]}``, in one statement."""
    premier = Depot.objects.filter(candidature=OuterRef("pk"), numero=1).values("depose_le")[:1]
    jour = TruncDate(Coalesce(Subquery(premier), "cree_le"), tzinfo=PARIS)
    lignes = comptables.order_by().annotate(jour=jour).values_list("jour").annotate(
        deposees=Count("pk", filter=~Q(etat=Etat.BROUILLON)), brouillons=Count("pk", filter=Q(etat=Etat.BROUILLON))
    )  # fmt: skip
    return {jour: [deposees, brouillons] for jour, deposees, brouillons in lignes}


def _periodes(par_jour, edition, instant, seuil):
    """The periods of the curve, from the opening to today."""
    debut = jour_de_paris(edition.ouverture_le)
    fin = min(jour_de_paris(instant), edition.derniere_minute.date())
    jours = [debut + rang * UN_JOUR for rang in range((fin - debut).days + 1)]
    return en_periodes([(jour, tuple(par_jour.get(jour, (0, 0)))) for jour in jours], seuil)


def _courbes(periodes):
    """The rectangles of each series that is shown: as wide as the days, as high as the number a day, in percentages."""
    if not periodes:
        return []
    debut, jours = periodes[0].debut, sum(periode.jours for periode in periodes)
    plus_fort = max((n / p.jours for p in periodes for n in p.nombres if n), default=1)
    return [
        {
            "libelle": libelle,
            "barres": [_barre(periode, periode.nombres[rang] or 0, debut, jours, plus_fort) for periode in periodes],
        }
        for rang, libelle in enumerate(COURBES)
        if periodes[0].nombres[rang] is not None
    ]


def _barre(periode, nombre, debut, jours, plus_fort):
    hauteur = 100 * nombre / periode.jours / plus_fort
    mesures = {
        "x": 100 * (periode.debut - debut).days / jours,
        "y": 100 - hauteur,
        "largeur": 100 * periode.jours / jours,
        "hauteur": hauteur,
    }
    return {nom: f"{mesure:.2f}" for nom, mesure in mesures.items()}


def _manques(brouillons, edition, combien, seuil):
    """How many drafts have not begun a part, or lack a required piece: by presence only, nothing is read.

    Nothing at all of fewer drafts than the threshold.
    """
    if combien < max(seuil, 1):
        return []
    commencees = _comptes(Section.objects.filter(candidature__in=brouillons, numero__gt=0), "partie")
    jointes = _comptes(PieceJointe.objects.presentes().filter(candidature__in=brouillons), "emplacement")
    parties = [p for p in edition.formulaire.get("parties", ()) if any(q.get("obligatoire") for q in p["questions"])]
    pieces = [p for p in edition.formulaire.get("pieces", ()) if p.get("obligatoire")]
    lignes = [(p["libelle"], "pièce à joindre", jointes.get(p["code"], 0)) for p in pieces]
    lignes += [(p["titre"], "partie à commencer", commencees.get(p["slug"], 0)) for p in parties]
    return [
        {"libelle": libelle, "quoi": quoi, "nombre": masquer_une_part(combien - faits, combien, seuil)}
        for libelle, quoi, faits in lignes
    ]


def _comptes(lignes, champ):
    return dict(lignes.order_by().values_list(champ).annotate(Count("candidature", distinct=True)))


def derniere_page_du_jour(personne, edition):
    """Return the latest page of the day that ``personne`` may have, or ``None``: see ``peut_tout_compter``."""
    page = edition.pages_du_jour.select_related("fichier").order_by("-jour").first()
    return page if page and peut_tout_compter(personne, edition) else None


def page_du_jour_ou_rien(personne, edition, jour):
    """Return the page of a day written « 2026-05-04 » that ``personne`` may have, or ``None``."""
    try:
        jour = date.fromisoformat(jour)
    except ValueError:
        return None
    page = edition.pages_du_jour.select_related("fichier").filter(jour=jour).first()
    return page if page and peut_tout_compter(personne, edition) else None
