"""What the pages of this room read, narrowed by ``acces``, prefetched."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from amihr import horloge
from amihr.editions.reglement import documents_en_vigueur

from . import acces
from .acces import Action
from .models import Declaration, Deport, Depot, Droit, Equipier, Invitation, PieceJointe, PointExamine, Section
from .regles.completude import avancement, manques


@dataclass(frozen=True)
class Brouillon:
    """The draft as it stands: sections by part, pieces present, gaps, progress by part."""

    candidature: object
    sections: dict
    pieces: list
    manques: list
    avancement: dict

    @property
    def est_complet(self):
        return not self.manques

    @property
    def contenus(self):
        return {partie: section.contenu for partie, section in self.sections.items()}

    @property
    def revisions(self):
        return {partie: section.numero for partie, section in self.sections.items()}

    def pieces_de(self, emplacement):
        return [piece for piece in self.pieces if piece.emplacement == emplacement]


def documents_a_accepter(edition, instant):
    """Return what filing accepts: ``[{"code", "version", "sha256"}]``, the règlement first (see R9)."""
    reglement = edition.versions_reglement.en_vigueur(instant)
    documents = [] if reglement is None else [
        {"code": "reglement", "version": reglement.numero, "sha256": reglement.sha256}
    ]
    return documents + [
        {"code": document.code, "version": document.numero, "sha256": document.sha256}
        for document in documents_en_vigueur(edition, instant)
    ]


def brouillon(candidature):
    """Return the ``Brouillon`` of a candidature already authorised."""
    formulaire = candidature.edition.formulaire
    sections = {
        section.partie: section
        for section in Section.objects.filter(candidature=candidature).select_related("modifiee_par")
    }
    pieces = list(PieceJointe.objects.presentes().filter(candidature=candidature).select_related("fichier"))
    contenus = {partie: section.contenu for partie, section in sections.items()}
    emplacements = {piece.emplacement for piece in pieces}
    return Brouillon(
        candidature,
        sections,
        pieces,
        manques(formulaire, contenus, emplacements),
        avancement(formulaire, contenus, emplacements),
    )


def candidatures_suivies(personne, edition=None):
    """Return the candidatures that ``personne`` works on, by title, with their last filed version first."""
    suivies = acces.dossiers_accessibles(personne, Action.SUIVRE)
    if edition is not None:
        suivies = suivies.filter(edition=edition)
    return suivies.select_related("edition", "thematique").annotate(versions=Count("depots")).order_by(
        "titre", "reference"
    )


def droit_de(personne, candidature):
    """Return the right of ``personne`` in the team, or ``None``."""
    equipier = Equipier.objects.actifs().filter(candidature=candidature, personne=personne).first()
    return Droit(equipier.droit) if equipier else None


def equipe(candidature):
    """Return the people of a team, by name."""
    return candidature.equipiers.actifs().select_related("personne").order_by("personne__nom", "personne__prenom", "pk")


def compter(personne, edition, instant=None):
    """Return ``{état: number}`` of an edition's candidatures: all that staff knows before the closing (see R3)."""
    comptees = acces.dossiers_accessibles(personne, Action.COMPTER, instant).filter(edition=edition)
    return dict(comptees.order_by().values_list("etat").annotate(Count("pk")))


def dossiers_a_instruire(personne, edition, *, etat="", recherche=""):
    """Return the filed dossiers that ``personne`` may examine, by title (R2: never by order of arrival)."""
    dossiers = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF).filter(edition=edition)
    if etat:
        dossiers = dossiers.filter(etat=etat)
    if recherche:
        dossiers = dossiers.filter(titre__icontains=recherche) | dossiers.filter(denomination__icontains=recherche)
    return dossiers.select_related("thematique", "edition").order_by("titre", "reference")


def points_examines(candidature, examen):
    """Return ``{code: PointExamine}`` for one examination."""
    points = PointExamine.objects.filter(candidature=candidature, examen=examen).select_related("par")
    return {point.code: point for point in points}


def a_declarer(personne, edition):
    """Return the dossiers on which ``personne`` has still to say « aucun lien » or to declare one, by title."""
    declarables = acces.dossiers_accessibles(personne, Action.DECLARER).filter(edition=edition)
    deja = Declaration.objects.filter(personne=personne).values("candidature")
    structures = Prefetch("depots", to_attr="depots_lus")
    return declarables.exclude(pk__in=deja).prefetch_related(structures).order_by("denomination", "reference")


def deports_de(personne, edition):
    """Return one's own recusals, from one's own declarations, by structure."""
    deports = Deport.objects.en_vigueur().filter(personne=personne, candidature__edition=edition)
    return deports.select_related("candidature").order_by("candidature__denomination", "pk")


def tentatives_tardives(edition):
    """Return the refused attempts, with cause and instant (T15)."""
    return edition.tentatives.order_by("instant", "pk")


def instant_de_lecture():
    """Return the instant of this page, from the one clock."""
    return horloge.maintenant()


def depot_du_courrier(courrier, instant):
    """Return the filed version that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    depots = Depot.objects.filter(pk=courrier.objet.partition(":")[2], candidature__in=suivies)
    return depots.select_related("candidature__edition", "par", "structure").first()


def invitation_du_courrier(courrier, instant):
    """Return the invitation that a mail carries while it can still be used, else ``None``."""
    ouvertes = Invitation.objects.filter(utilisee_le=None, annulee_le=None, expire_le__gt=instant)
    invitation = ouvertes.filter(pk=courrier.objet.partition(":")[2], courriel=courrier.destinataire)
    return invitation.select_related("candidature__edition", "par").first()


def accuses_a_produire(lot=20):
    """Return filed versions that have no receipt yet, oldest first."""
    sans_accuse = Depot.objects.filter(accuse=None).order_by("depose_le", "pk")
    return sans_accuse.select_related("candidature__edition", "par", "structure")[:lot]


def depot_par_code(code):
    """Return what `/verifier/depot/<code>/` shows: version, instant and hashes, never a name (Q46); or ``None``."""
    depots = Depot.objects.filter(code=code).prefetch_related("pieces__fichier")
    return depots.select_related("candidature__edition").first()
