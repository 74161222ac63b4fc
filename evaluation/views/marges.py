"""A member's own notes in the margin of a dossier, as its page shows them."""

from dataclasses import dataclass, field

from amihr.socle.textes import visible
from candidatures.regles.dossier import PartieLue
from evaluation.regles.marge import PARTIE_DES_FICHIERS, fragment


@dataclass(frozen=True)
class MargeDePartie:
    """The margin of one part: one's notes there, what was typed and refused, by the names of the controls."""

    slug: str
    titre: str
    notes: tuple = ()
    citation: str = ""
    texte: str = ""

    @property
    def est_vierge(self):
        """Tell whether it is the same for everybody: no note, nothing typed. The page then draws it once a process."""
        return not (self.notes or self.citation or self.texte)


@dataclass(frozen=True)
class PartieAnnotee(PartieLue):
    """A part of the dossier and its margin."""

    marge: MargeDePartie = None


@dataclass
class Tapees:
    """What was typed in the margins and refused: new notes by part, and one being changed."""

    neuves: dict = field(default_factory=dict)
    changee: tuple = ()


def texte_envoye(champs, nom):
    """A text as it is kept: an end of line counts for one character, as in the page."""
    return visible(champs.get(nom, "")).strip().replace("\r\n", "\n")


def notes_neuves(champs):
    """``{slug of a part: (quoted passage, text)}`` of the places for a note of a page."""
    slugs = [nom.removeprefix("note_") for nom in champs if nom.startswith("note_")]
    return {slug: (texte_envoye(champs, f"citation_{slug}"), texte_envoye(champs, f"note_{slug}")) for slug in slugs}


def note_changee(champs):
    """(Quoted passage, text) of the form that changes a note."""
    return texte_envoye(champs, "citation"), texte_envoye(champs, "texte")


def marges_de(parties, pieces, notes, tapees=None):
    """Return (parts with their margin, margin of the files, notes in the order of the page) for the page of a dossier."""
    tapees = tapees or Tapees()
    titres = {partie.slug: partie.titre for partie in parties if partie.reponses}
    titres |= {PARTIE_DES_FICHIERS: "Fichiers"} if pieces else {}
    par_partie = {slug: [] for slug in titres}
    for note in notes:
        par_partie.setdefault(note["partie"], []).append(_affichee(note, titres, tapees))
    marges = {
        slug: MargeDePartie(slug, titre, tuple(par_partie[slug]), *tapees.neuves.get(slug, ("", "")))
        for slug, titre in titres.items()
    }
    annotees = tuple(
        PartieAnnotee(p.slug, p.titre, p.article, p.reponses, marges[p.slug]) for p in parties if p.slug in marges
    )
    listees = [note for siennes in par_partie.values() for note in siennes if not note["est_retiree"]]
    return {"parties": annotees, "marge_des_fichiers": marges.get(PARTIE_DES_FICHIERS), "en_marge": listees}


def _affichee(note, titres, tapees):
    """A note as the page draws it; typed and refused, as it was typed."""
    est_changee = bool(tapees.changee) and tapees.changee[0] == note["pk"]
    citation, texte = tapees.changee[1:] if est_changee else (note["citation"], note["texte"])
    return note | {
        "titre": titres.get(note["partie"], ""),
        "adresse": fragment(f"marge-{note['pk']}", note["citation"]),
        "est_changee": est_changee,
        "citation_tapee": citation,
        "texte_tape": texte,
    }
