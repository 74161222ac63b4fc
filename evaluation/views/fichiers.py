"""The files of a technical dossier, read page by page: beside the grid, or alone."""

from functools import partial

from django.views.decorators.http import require_safe

from amihr.fichiers import liseuse
from amihr.socle.liens import lien
from candidatures.acces import Action, consulter_piece, dossier_ou_404

from .communes import exiger_de_l_edition


def _adresses(reference, piece_id, *, dans_le_dossier):
    seule = lien("evaluation:lire", reference, piece_id)
    return liseuse.Adresses(
        piece_id=piece_id,
        ici=lien("evaluation:dossier", reference) if dans_le_dossier else seule,
        seule=seule,
        telecharger=lien("evaluation:piece", reference, piece_id),
        image=partial(lien, "evaluation:page_de_piece", reference, piece_id),
        parametres=(("lire", piece_id),) if dans_le_dossier else (),
    )


def lecture(request, reference):
    """The file that is open beside the grid, its reading journaled; None when none is asked for."""
    piece_id = liseuse.piece_demandee(request)
    if piece_id is None:
        return None
    fichier = consulter_piece(request.user, reference, Action.LIRE, piece_id)
    return liseuse.ouvrir(request, fichier, _adresses(reference, piece_id, dans_le_dossier=True))


@require_safe
def lire(request, reference, piece_id):
    """A file of the technical dossier, page by page, by itself; its reading is journaled."""
    exiger_de_l_edition(request, dossier_ou_404(request.user, reference, Action.LIRE).edition)
    fichier = consulter_piece(request.user, reference, Action.LIRE, piece_id)
    adresses = _adresses(reference, piece_id, dans_le_dossier="agrandie" in request.GET)  # whence one came
    return liseuse.page_de_lecture(request, "evaluation/piece_lue.html", fichier, adresses, reference=reference)


@require_safe
def page_de_piece(request, reference, piece_id, numero):
    """The image of one page; its reading is that of the file."""
    return liseuse.servir_la_page(request, consulter_piece(request.user, reference, Action.LIRE, piece_id), numero)
