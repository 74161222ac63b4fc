"""What changes from one version of a dossier to another: words of the answers, files of the slots."""

from dataclasses import dataclass

from amihr.socle.differences import morceaux


@dataclass(frozen=True)
class ChampChange:
    libelle: str
    morceaux: tuple


@dataclass(frozen=True)
class PartieChangee:
    titre: str
    champs: tuple


@dataclass(frozen=True)
class PieceChangee:
    """A slot whose file changes: ``avant`` and ``apres`` are files as ``FichierCompare``, or ``None``."""

    libelle: str
    avant: object
    apres: object


@dataclass(frozen=True)
class FichierCompare:
    """A file of a version: where it stands, its name, its hash, the date that it bears."""

    emplacement: str
    libelle: str
    nom: str
    sha256: str
    date: object = None


@dataclass(frozen=True)
class Differences:
    parties: tuple
    pieces: tuple

    @property
    def sont_vides(self):
        return not self.parties and not self.pieces


def differences(avant, apres):
    """Return the ``Differences`` of two versions, each as (parts read as ``PartieLue``, files as ``FichierCompare``)."""
    return Differences(tuple(_parties(avant[0], apres[0])), tuple(_pieces(avant[1], apres[1])))


def _parties(avant, apres):
    anciens, nouveaux = _textes(avant), _textes(apres)
    par_partie = {}
    for cle in [*nouveaux, *(cle for cle in anciens if cle not in nouveaux)]:
        partie, libelle, nouveau = nouveaux[cle] if cle in nouveaux else _sans(anciens[cle])
        ancien = anciens[cle][-1] if cle in anciens else ""
        if ancien != nouveau:
            par_partie.setdefault(partie, []).append(ChampChange(libelle, morceaux(ancien, nouveau)))
    return [PartieChangee(titre, tuple(champs)) for titre, champs in par_partie.items()]


def _sans(question):
    """The same question, its answer gone: the form or another answer no longer asks it."""
    partie, libelle, _ = question
    return partie, libelle, ""


def _textes(parties):
    """Return ``{(part, question): (title of the part, label, answer as it is read)}``."""
    return {
        (partie.slug, reponse.question["code"]): (partie.titre, reponse.question["libelle"], _texte(reponse.affichage))
        for partie in parties
        for reponse in partie.reponses
    }


def _texte(affichage):
    return "\n".join(affichage["lignes"]) if affichage["lignes"] else affichage["texte"].replace("\r\n", "\n")


def _pieces(avant, apres):
    emplacements = dict.fromkeys(fichier.emplacement for fichier in (*apres, *avant))
    for emplacement in emplacements:
        anciens = [f for f in avant if f.emplacement == emplacement]
        nouveaux = [f for f in apres if f.emplacement == emplacement]
        identites = {(f.sha256, f.date) for f in anciens} & {(f.sha256, f.date) for f in nouveaux}
        partis = [f for f in anciens if (f.sha256, f.date) not in identites]
        venus = [f for f in nouveaux if (f.sha256, f.date) not in identites]
        for rang in range(max(len(partis), len(venus))):
            ancien, nouveau = (liste[rang] if rang < len(liste) else None for liste in (partis, venus))
            yield PieceChangee((nouveau or ancien).libelle, ancien, nouveau)
