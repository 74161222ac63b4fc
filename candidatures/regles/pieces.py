"""What is said about the files of a dossier, before anybody judges them."""

from amihr.socle.textes import date_longue


def mois_entiers(debut, fin):
    """Return how many whole months went by between two days."""
    return (fin.year - debut.year) * 12 + fin.month - debut.month - (fin.day < debut.day)


DATE_A_VENIR = "La date du document est dans le futur\u00a0: indiquez celle qu’il porte, aujourd’hui au plus tard."


def doublons(pieces):
    """Return ``{piece pk: name of another file of the dossier with the same bytes}``."""
    premiers, trouves = {}, {}
    for piece in pieces:
        autre = premiers.setdefault(piece.fichier.sha256, piece)
        if autre is not piece:
            trouves[piece.pk] = autre.fichier.nom
    return trouves


def remarque_sur_la_date(jour, aujourd_hui, alerte_mois):
    """Return what to say of the date that a document bears; "" when there is nothing to say.

    Q7: the date is asked; past the number of months that the edition sets, a warning, never a refusal.
    """
    if jour is None:
        return ""
    if alerte_mois and jour <= aujourd_hui and mois_entiers(jour, aujourd_hui) >= alerte_mois:
        return (
            f"Daté du {date_longue(jour)}, il a plus de {alerte_mois}\u00a0mois. Ce n’est pas un motif de refus\u00a0; "
            "remplacez-le si vous en avez un plus récent."
        )
    return f"Daté du {date_longue(jour)}."
