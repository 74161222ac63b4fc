"""The calibration: whether the edition asks for one (setting Q41), and what separates a member's notes from the others'."""

from fractions import Fraction
from typing import NamedTuple

from .arrondi import ecrire_centiemes, ecrire_ecart
from .membre import ecrire_note
from .moyennes import resultat

AUCUN, PROPOSE, OBLIGATOIRE = "aucun", "propose", "obligatoire"
RANGS = (1, 2)  # two fictional dossiers
LONGUEUR_D_UNE_PARTIE = 6000

PHRASES = {
    AUCUN: "Cet appel n’a pas de calibrage\u00a0: les membres ne le voient pas.",
    PROPOSE: "Le calibrage est proposé\u00a0: un membre peut noter les vrais dossiers sans l’avoir fait.",
    OBLIGATOIRE: "Le calibrage est obligatoire\u00a0: un membre le remet avant sa première note sur un vrai dossier.",
}
PLUS_EXIGE = "Le calibrage était obligatoire\u00a0: depuis sa clôture, aucune vraie note ne l’attend plus."


def choix_de(edition):
    """Return what an edition asks; one that says nothing has no calibration."""
    return edition.reglages.get("Q41", {}).get("calibrage", AUCUN)


def phrase_du_reglage(choix, *, est_clos=False):
    """Say what the setting asks of the members as things stand: closed, a calibration holds nothing back."""
    return PLUS_EXIGE if choix == OBLIGATOIRE and est_clos else PHRASES[choix]


def est_exige(edition, *, a_deja_note):
    """Tell whether a member's first real note waits for the calibration while it is not closed (see ``attend_le_calibrage``)."""
    return choix_de(edition) == OBLIGATOIRE and not a_deja_note


class Ecart(NamedTuple):
    """One criterion of a fictional dossier: one's own note, and what everybody's notes make of it."""

    critere: object
    mienne: Fraction | None
    moyenne: object
    mediane: Fraction | None
    pas: int

    @property
    def ecart(self):
        """One's note less the mean, exact; ``None`` without both."""
        if self.mienne is None or self.moyenne.valeur is None:
            return None
        return self.mienne - self.moyenne.valeur

    @property
    def est_grand(self):
        """Tell whether one stands a whole step of the scale or more from the mean."""
        return self.ecart is not None and abs(self.ecart) >= self.pas

    @property
    def en_clair(self):
        """The criterion as a page writes it, in words and figures; "" for what there is not."""
        moyenne = self.moyenne
        return {
            "rang": self.critere.rang,
            "titre": self.critere.titre,
            "mienne": ecrire_note(self.mienne),
            "moyenne": moyenne.affichee if moyenne.n else "",
            "mediane": ecrire_note(self.mediane),
            "n": moyenne.n,
            "etendue": f"{ecrire_note(moyenne.minimum)}\u00a0à\u00a0{ecrire_note(moyenne.maximum)}"
            if moyenne.n
            else "",
            "ecart_type": ecrire_centiemes(moyenne.ecart_type_centiemes) if moyenne.n else "",
            "ecart": "" if self.ecart is None else ecrire_ecart(self.ecart),
            "est_grand": self.est_grand,
        }


def mediane(valeurs):
    """Return the exact median of some notes, ``None`` of none: the middle one, or half-way between the two."""
    rangees, milieu = sorted(valeurs), len(valeurs) // 2
    if not rangees:
        return None
    return rangees[milieu] if len(rangees) % 2 else Fraction(rangees[milieu - 1] + rangees[milieu], 2)


def ecarts(grille, lignes, mienne=None):
    """Return the ``Ecart`` of each criterion, in order, from the rows of notes of everybody, one's own included.

    « Hors de ma compétence » counts nowhere (see Q33). ``mienne``: one's own row, ``None`` for a reader who has none.
    """
    bareme = grille.bareme
    ensemble = resultat(bareme, None, lignes).criteres
    par_membre = [resultat(bareme, None, [ligne]).criteres for ligne in lignes]
    siennes = resultat(bareme, None, [mienne]).criteres if mienne is not None else [None] * len(grille.criteres)
    return [
        Ecart(
            critere,
            sienne.valeur if sienne else None,
            moyenne,
            mediane([notes[rang].valeur for notes in par_membre if notes[rang].valeur is not None]),
            bareme.pas,
        )
        for rang, (critere, moyenne, sienne) in enumerate(zip(grille.criteres, ensemble, siennes, strict=True))
    ]
