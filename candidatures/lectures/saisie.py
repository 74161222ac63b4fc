"""The draft: what is typed, what it lacks, who changed what; where a candidature stands for its team."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from amihr import horloge
from amihr.editions.models import CasUsage
from amihr.horloge import jour_de_paris
from amihr.journal.chaine import reference_de
from amihr.journal.models import EntreeJournal
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import PieceJointe, RevisionSection, Section
from candidatures.regles.completude import avancement, manques
from candidatures.regles.dossier import Regard, parties_lues
from candidatures.regles.redaction import redacteurs
from candidatures.regles.reperes import avis_du_siege
from candidatures.regles.vraisemblance import invraisemblances

from .pieces import piece_nommee

REVISIONS_REGARDEES = 200  # two people who never stop typing, for longer than « now » lasts


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


def instant_de_lecture():
    """Return the instant of this page, from the one clock."""
    return horloge.maintenant()


def candidatures_suivies(personne, edition=None):
    """Return the candidatures that ``personne`` works on, by title."""
    suivies = acces.dossiers_accessibles(personne, Action.SUIVRE)
    if edition is not None:
        suivies = suivies.filter(edition=edition)
    return suivies.select_related("edition", "thematique").defer("edition__formulaire").order_by("noms", "reference")


def candidatures_a_reprendre(personne):
    """Return the candidatures whose answers ``personne`` may take into a new one, latest call first, then by title."""
    redigees = acces.dossiers_accessibles(personne, Action.SAISIR).select_related("edition")
    return list(redigees.order_by("-edition__annee", "noms", "reference"))


def formulaire_complet(edition):
    """Return the form of an edition with its thématiques and use cases: what a filed version freezes."""
    cas = CasUsage.objects.filter(thematique=OuterRef("pk")).order_by("ordre", "pk")
    cas_usage = ArraySubquery(cas.values_list(JSONObject(code="code", libelle="libelle"), flat=True))
    thematiques = edition.thematiques.order_by("numero").values("slug", "titre", cas_usages=cas_usage)
    return edition.formulaire | {
        "thematiques": [{"slug": t["slug"], "titre": t["titre"], "cas_usage": t["cas_usages"]} for t in thematiques]
    }


def brouillon(candidature):
    """Return the ``Brouillon`` of a candidature already authorised."""
    return brouillons([candidature])[candidature.pk]


def brouillons(candidatures):
    """Return the ``Brouillon`` of each of these, as ``{pk: Brouillon}``, in two statements."""
    sections, pieces = defaultdict(dict), defaultdict(list)
    for section in Section.objects.filter(candidature__in=candidatures).select_related("modifiee_par"):
        sections[section.candidature_id][section.partie] = section
    presentes = PieceJointe.objects.presentes().filter(candidature__in=candidatures)
    for piece in presentes.select_related("fichier__derive", "par"):
        pieces[piece.candidature_id].append(piece)
    return {c.pk: _brouillon(c, sections[c.pk], pieces[c.pk]) for c in candidatures}


def _brouillon(candidature, sections, pieces):
    formulaire = candidature.edition.formulaire
    contenus = {partie: section.contenu for partie, section in sections.items()}
    emplacements = {piece.emplacement for piece in pieces}
    return Brouillon(
        candidature,
        sections,
        pieces,
        manques(formulaire, contenus, emplacements),
        avancement(formulaire, contenus, emplacements),
    )


def nombre_de_manques(candidature):
    """Return how many gaps the draft of a candidature already authorised has, in one statement."""
    jointes = PieceJointe.objects.presentes().filter(candidature=OuterRef("candidature")).order_by()
    sections = Section.objects.filter(candidature=candidature).order_by()
    lues = list(sections.values_list("partie", "contenu", ArraySubquery(jointes.values("emplacement"))))
    contenus = {partie: contenu for partie, contenu, _ in lues}
    emplacements = {emplacement for _, _, joints in lues for emplacement in joints}
    return len(manques(candidature.edition.formulaire, contenus, emplacements))


def section_de(candidature, partie, personne):
    """Return the section of a part, unsaved and empty when nobody has written in it yet.

    ``enregistrements``: see ``enregistrements_des_autres``.
    """
    sections = Section.objects.filter(candidature=candidature, partie=partie).select_related("modifiee_par")
    trouvee = sections.annotate(enregistrements=enregistrements_des_autres(candidature, personne)).first()
    return trouvee or Section(candidature=candidature, partie=partie)


def instants_de_reprise(candidature):
    """Return, as a query, the instant at which the draft began with the answers of another dossier: nobody typed them."""
    reprises = EntreeJournal.objects.filter(objet=reference_de(candidature), evenement="candidature.reprise")
    return reprises.order_by().values("instant")


def enregistrements_des_autres(candidature, personne):
    """Return what annotates a section with what others typed in it last: ``[{"prenom", "nom", "le"}]``, one a person.

    Among its latest revisions only, so that a long history costs nothing: see ``redacteurs`` for which are recent.
    """
    dernieres = RevisionSection.objects.filter(
        section=OuterRef("pk"), numero__gt=OuterRef("numero") - REVISIONS_REGARDEES
    )
    tapees = dernieres.exclude(instant__in=instants_de_reprise(candidature))
    par_personne = tapees.exclude(par=personne).order_by("par_id", "-numero").distinct("par_id")
    return ArraySubquery(par_personne.values(json=JSONObject(prenom="par__prenom", nom="par__nom", le="instant")))


def redacteurs_presents(section):
    """Return the ``Redacteur`` of those who write in a part now, as annotated, without the reader."""
    return redacteurs(getattr(section, "enregistrements", ()), horloge.maintenant())


def revisions_en_conflit(section, depuis, codes):
    """Return ``{code: revision}``: the one, after ``depuis``, that gave each field the value it holds now."""
    trouvees, restants = {}, set(codes)
    for revision in section.revisions.filter(numero__gt=depuis).select_related("par").order_by("-numero"):
        restants = {code for code in restants if revision.contenu.get(code) == section.contenu.get(code)}
        trouvees |= dict.fromkeys(restants, revision)
    return trouvees


def parties_du_brouillon(brouillon):
    """Return the draft as its own team reads it, part by part."""
    return parties_lues(formulaire_complet(brouillon.candidature.edition), brouillon.contenus, Regard.EQUIPE)


def avis_du_siege_du_brouillon(brouillon):
    """Return what to tell of a head office that the draft says abroad, or ""."""
    return avis_du_siege(brouillon.candidature.edition.formulaire, brouillon.contenus)


def invraisemblances_du_brouillon(brouillon):
    """Return what is well formed and hardly possible in a draft, today (see ``regles.vraisemblance``)."""
    jour = jour_de_paris(instant_de_lecture())
    return invraisemblances(brouillon.candidature.edition.formulaire, brouillon.contenus, jour)


def pieces_du_brouillon(brouillon):
    """Return the files of the draft with the names of their slots."""
    formulaire = brouillon.candidature.edition.formulaire
    return [piece_nommee(formulaire, brouillon.contenus, piece) for piece in brouillon.pieces]
