"""What the pages of this room read, narrowed by ``acces``, prefetched."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Concat, JSONObject

from amihr import horloge
from amihr.editions.models import CasUsage
from amihr.editions.reglement import documents_en_vigueur
from amihr.socle.normalisation import AppNorm

from . import acces
from .acces import Action
from .models import (
    Accuse,
    Declaration,
    Deport,
    Depot,
    Droit,
    Eligibilite,
    Equipier,
    Etat,
    Invitation,
    MembreConsortium,
    PieceDeposee,
    PieceJointe,
    PointExamine,
    Recevabilite,
    RevisionSection,
    Section,
)
from .regles.completude import avancement, manques
from .regles.dossier import Regard, parties_lues
from .regles.formulaire import est_institut, libelle_de_piece, piece_de


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


def formulaire_complet(edition):
    """Return the form of an edition with its thématiques and use cases: what a filed version freezes."""
    cas = CasUsage.objects.filter(thematique=OuterRef("pk")).order_by("ordre", "pk")
    cas_usage = ArraySubquery(cas.values_list(JSONObject(code="code", libelle="libelle"), flat=True))
    thematiques = edition.thematiques.order_by("numero").values("slug", "titre", cas_usages=cas_usage)
    return edition.formulaire | {
        "thematiques": [
            {"slug": t["slug"], "titre": t["titre"], "cas_usage": t["cas_usages"]} for t in thematiques
        ]
    }


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
    """Return the filed dossiers that ``personne`` may examine, by title (R2: never by order of arrival).

    ``recherche``: words of the title or of the structure, accents aside.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF).filter(edition=edition)
    if etat:
        dossiers = dossiers.filter(etat=etat)
    if recherche:
        noms = AppNorm(Concat("titre", Value(" "), "denomination"))
        dossiers = dossiers.annotate(noms=noms).filter(noms__contains=AppNorm(Value(recherche)))
    return dossiers.select_related("thematique", "edition").order_by("titre", "reference")


def points_examines(candidature, examen):
    """Return ``{code: PointExamine}`` for one examination."""
    points = PointExamine.objects.filter(candidature=candidature, examen=examen).select_related("par")
    return {point.code: point for point in points}


@dataclass(frozen=True)
class DossierADeclarer:
    """What one knows of a dossier before reading it: who files it, with whom, under which name (Q18)."""

    reference: str
    titre: str
    structure: str
    membres: list
    est_declare: bool
    a_un_lien_detecte: bool


def a_declarer(personne, edition):
    """Return, by structure, the dossiers that wait for a word about ``personne``'s links of interest.

    Either ``personne`` has not answered yet, or a link was found that somebody has to decide on: those two facts
    are told apart. Read in one statement, from the last filed version, without any of its content.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.DECLARER).filter(edition=edition)
    declarations = Declaration.objects.filter(candidature=OuterRef("pk"), personne=personne)
    detectes = acces.liens_a_trancher(personne).filter(pk=OuterRef("pk"))
    dossiers = dossiers.annotate(est_declare=Exists(declarations), detecte=Exists(detectes), depose=_tete_deposee())
    en_attente = dossiers.filter(Q(est_declare=False) | Q(detecte=True)).order_by(
        AppNorm(KT("depose__structure")), "reference"
    )
    return [
        DossierADeclarer(reference=reference, est_declare=declare, a_un_lien_detecte=detecte, **depose)
        for reference, declare, detecte, depose in en_attente.values_list(
            "reference", "est_declare", "detecte", "depose"
        )
    ]


def _tete_deposee():
    """The names of the last filed version of a candidature, as one JSON value: never its content."""
    membres = MembreConsortium.objects.filter(depot=OuterRef("pk")).order_by("ordre")
    derniers = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    tete = JSONObject(titre="titre", structure="structure__denomination",
                      membres=ArraySubquery(membres.values_list("structure__denomination", flat=True)))
    return Subquery(derniers.values_list(tete, flat=True)[:1], output_field=JSONField())


def deports_de(personne, edition):
    """Return one's own recusals, from one's own declarations, by structure: ``structure`` and ``declare_le``."""
    deports = Deport.objects.en_vigueur().filter(personne=personne, candidature__edition=edition, impose_par=None)
    derniers = Depot.objects.filter(candidature=OuterRef("candidature")).order_by("-numero")
    structure = Subquery(derniers.values("structure__denomination")[:1])
    return deports.annotate(structure=structure).order_by(AppNorm("structure"), "pk")


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


def section_de(candidature, partie):
    """Return the section of a part, unsaved and empty when nobody has written in it yet."""
    trouvee = Section.objects.filter(candidature=candidature, partie=partie).select_related("modifiee_par").first()
    return trouvee or Section(candidature=candidature, partie=partie)


def depots_de(candidature):
    """Return the filed versions, latest first, as a list."""
    return list(candidature.depots.select_related("par", "accuse__fichier").order_by("-numero"))


def depot_numero(candidature, numero):
    """Return one filed version of a candidature already authorised, or ``None``."""
    depots = candidature.depots.filter(numero=numero).select_related("par", "structure", "candidature__edition")
    return depots.first()


def accuse_de(depot):
    """Return the receipt of a filed version once the worker has made it, else ``None``."""
    return Accuse.objects.filter(depot=depot).select_related("fichier").first()


def differe_du_depot(brouillon, depot):
    """Tell whether the draft differs from a filed version: what was changed since is not filed."""
    presentes = sorted((p.emplacement, p.fichier.sha256, str(p.date_du_document)) for p in brouillon.pieces)
    deposees = sorted((p.emplacement, p.sha256, str(p.date_du_document)) for p in depot.pieces.all())
    return brouillon.contenus != depot.contenu or presentes != deposees


def parties_du_brouillon(brouillon):
    """Return the draft as its own team reads it, part by part."""
    return parties_lues(formulaire_complet(brouillon.candidature.edition), brouillon.contenus, Regard.EQUIPE)


def pieces_du_brouillon(brouillon):
    """Return the files of the draft with the names of their slots."""
    return [_piece_nommee(brouillon.candidature.edition.formulaire, brouillon.contenus, piece) for piece in brouillon.pieces]


def parties_du_depot(depot):
    """Return a filed version as its own team reads it, part by part."""
    return parties_lues(depot.formulaire, depot.contenu, Regard.EQUIPE)


def pieces_du_depot(depot):
    """Return the files of a filed version with the names of their slots."""
    pieces = depot.pieces.select_related("fichier").order_by("ordre")
    return [_piece_nommee(depot.formulaire, depot.contenu, piece) for piece in pieces]


def _piece_nommee(formulaire, contenus, piece):
    libelle = libelle_de_piece(piece_de(formulaire, piece.emplacement), est_institut(formulaire, contenus))
    return {"libelle": libelle, "fichier": piece.fichier, "pk": piece.pk}


def fichier_de_l_equipe(candidature, piece_id):
    """Return the file of the draft or of a filed version of this very candidature, or ``None`` (A-07)."""
    piece = PieceJointe.objects.filter(candidature=candidature, pk=piece_id).select_related("fichier").first()
    deposee = PieceDeposee.objects.filter(depot__candidature=candidature, pk=piece_id).select_related("fichier").first()
    trouvee = piece or deposee
    return trouvee.fichier if trouvee else None


def documents_affiches(edition, instant):
    """Return what filing accepts, for the check page: title, version, date, SHA-256."""
    reglement = edition.versions_reglement.en_vigueur(instant)
    lignes = [] if reglement is None else [
        {"titre": "Règlement", "version": reglement.numero, "le": reglement.publiee_le, "sha256": reglement.sha256}
    ]
    return lignes + [
        {"titre": document.titre, "version": document.numero, "le": document.publie_le, "sha256": document.sha256}
        for document in documents_en_vigueur(edition, instant)
    ]


def revisions_de(candidature, combien=200):
    """Return the last revisions of every part, latest first, with who wrote them."""
    revisions = RevisionSection.objects.filter(section__candidature=candidature)
    return revisions.select_related("section", "par").defer("contenu").order_by("-instant", "-pk")[:combien]


def invitations_ouvertes(candidature):
    """Return the invitations that can still be used."""
    ouvertes = candidature.invitations.filter(utilisee_le=None, annulee_le=None, expire_le__gt=horloge.maintenant())
    return ouvertes.order_by("courriel", "pk")


def conclusion_connue(candidature):
    """Return the unfavourable conclusion of the instruction that the team may read, or ``None``."""
    conclusions = {Etat.IRRECEVABLE: Recevabilite, Etat.INELIGIBLE: Eligibilite}
    modele = conclusions.get(candidature.etat)
    return modele.objects.filter(candidature=candidature).first() if modele else None


SUITES = {
    Etat.BROUILLON: ("Brouillon", "Rien n’est déposé."),
    Etat.DEPOSEE: ("Déposée", "La candidature sera examinée après la clôture."),
    Etat.RETIREE: ("Retirée", "La candidature est retirée\u00a0: elle ne sera pas examinée."),
    Etat.IRRECEVABLE: ("Irrecevable", "La candidature n’est pas recevable\u00a0: le motif est dans la décision."),
    Etat.INELIGIBLE: ("Inéligible", "La candidature ne remplit pas les conditions\u00a0: le motif est dans la décision."),
    Etat.DISQUALIFIEE: ("Écartée", "La candidature est écartée de l’appel."),
    Etat.LABELLISEE: ("Labellisée", "La solution est labellisée."),
    Etat.NON_LABELLISEE: ("Non labellisée", "La commission n’a pas labellisé la solution."),
}


def suite_publique(candidature):
    """Return (short, sentence): where a dossier stands for its own team, « en instruction » until notified (A-57)."""
    close = candidature.edition.est_close(horloge.maintenant())
    if candidature.etat == Etat.BROUILLON and close:
        return "Non déposée", "L’appel est clos et ce brouillon n’a pas été déposé."
    if candidature.etat in SUITES and not (candidature.etat == Etat.DEPOSEE and close):
        return SUITES[candidature.etat]
    return "En instruction", "Le dossier est examiné. La réponse vous parviendra après la commission."


def formulaire_depose(candidature):
    """Return the form frozen with the last filed version."""
    return candidature.depots.order_by("-numero").values_list("formulaire", flat=True).first()


def conclusions_de(candidature):
    """Return the conclusions of the instruction, in order: recevabilité, then éligibilité."""
    trouvees = []
    for titre, modele in (("Recevabilité", Recevabilite), ("Éligibilité", Eligibilite)):
        conclusion = modele.objects.filter(candidature=candidature).select_related("par").first()
        if conclusion is not None:
            trouvees.append({"titre": titre, "conclusion": conclusion})
    return trouvees
