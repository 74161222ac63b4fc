"""Pages of a list whose total comes with its rows."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window

AU_PLUS = 10**6  # pages: beyond it nobody turns, and PostgreSQL counts no row


def page_comptee(lot, numero, par_page):
    """Return a ``Page`` of an ordered queryset, counted by the statement that reads its rows.

    A page that holds no row (past the end, or of an empty list) is counted apart, as ``Paginator.get_page`` does.
    """
    paginateur, rang = Paginator(lot, par_page), _rang(numero)
    debut = (rang - 1) * par_page
    lignes = list(lot.annotate(total_de_la_liste=Window(Count("*")))[debut : debut + par_page]) if rang else []
    if not lignes:
        page = paginateur.get_page(numero)
        page.object_list = list(page.object_list)
        return page
    paginateur.count = lignes[0].total_de_la_liste
    return Page(lignes, rang, paginateur)


def _rang(numero):
    """Return the page asked for, from 1; 0 for one that cannot be. What is no number is the first page."""
    try:
        rang = int(numero)
    except (TypeError, ValueError):
        return 1
    return rang if 1 <= rang <= AU_PLUS else 0
