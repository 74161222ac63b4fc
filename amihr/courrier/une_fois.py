"""Mails that must not leave twice: a row of the room that writes them says which did."""

from . import boite


def poster_une_fois(evenement, modele, personnes, instant, *, autour=None, **cle):
    """Post a mail to each person of whom ``modele`` has no row of that key, and keep one. Called by an acte.

    ``modele``: has personne and poste_le, unique with ``cle``; its row is what the mail is about. Effects, in order: rows,
    mails. Returns how many mails. ``autour``: see ``boite.poster``.
    """
    postes = 0
    for personne in personnes:
        ligne, est_neuve = modele.objects.get_or_create(personne=personne, **cle, defaults={"poste_le": instant})
        if est_neuve:
            boite.poster(evenement, objet=ligne, a=[personne], instant=instant, autour=autour)
            postes += 1
    return postes
