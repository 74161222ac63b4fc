"""The files of a dossier read in the site, page by page: by those who instruct, and under an exceptional access."""

from functools import partial

from django.views.decorators.http import require_safe

from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.fichiers import liseuse
from amihr.socle.liens import lien
from candidatures.acces import Action, action_d_instruction, consulter_piece

from .acces_exceptionnels import QUI_DEMANDE, acces_ouvert
from .instruction import dossier_lu


def _adresses(prefixe, suffixe, *arguments):
    """The addresses of one file: those of `pilotage:lire`, `pilotage:piece`… or of their twins under an access."""
    seule = lien(f"pilotage:lire{suffixe}", *arguments)
    return liseuse.Adresses(
        piece_id=arguments[-1],
        ici=seule,
        seule=seule,
        telecharger=lien(f"pilotage:piece{suffixe}", *arguments),
        image=partial(lien, f"pilotage:{prefixe}", *arguments),
    )


def _fichier(request, reference, piece_id):
    """The file of the last filed version, its reading journaled; and the dossier it belongs to."""
    candidature = dossier_lu(request, reference)
    action = action_d_instruction(request.user, candidature)
    return consulter_piece(request.user, reference, action, piece_id), candidature


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_safe
def lire(request, reference, piece_id):
    """A file as those who instruct read it."""
    fichier, candidature = _fichier(request, reference, piece_id)
    adresses = _adresses("page_de_piece", "", reference, piece_id)
    return liseuse.page_de_lecture(request, "pilotage/piece_lue.html", fichier, adresses, candidature=candidature)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_safe
def page_de_piece(request, reference, piece_id, numero):
    """The image of one page; its reading is that of the file."""
    return liseuse.servir_la_page(request, _fichier(request, reference, piece_id)[0], numero)


def _fichier_par_exception(request, acces_id, piece_id):
    ouvert = acces_ouvert(request, acces_id)
    reference = ouvert.candidature.reference
    return consulter_piece(request.user, reference, Action.LIRE_PAR_EXCEPTION, piece_id), ouvert


@agent_de_l_edition(*QUI_DEMANDE)
@require_safe
def lire_par_exception(request, acces_id, piece_id):
    """A file under one's access."""
    fichier, ouvert = _fichier_par_exception(request, acces_id, piece_id)
    adresses = _adresses("page_par_exception", "_par_exception", acces_id, piece_id)
    return liseuse.page_de_lecture(
        request, "pilotage/piece_par_exception.html", fichier, adresses, ouvert=ouvert, candidature=ouvert.candidature
    )


@agent_de_l_edition(*QUI_DEMANDE)
@require_safe
def page_par_exception(request, acces_id, piece_id, numero):
    """The image of one page, under one's access."""
    return liseuse.servir_la_page(request, _fichier_par_exception(request, acces_id, piece_id)[0], numero)
