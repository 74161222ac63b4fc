"""Pages of a list whose total comes with its rows."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window


def page_comptee(lot, numero, par_page):
    """Return a ``Page`` of an ordered queryset, counted by the statement that reads its rows.

    A page that holds no row (past the end, or of an empty list) is counted apart, as ``Paginator.get_page`` does.
    """
    paginateur = Paginator(lot, par_page)
    rang = int(numero) if str(numero or "").isascii() and str(numero or "").isdigit() else 1
    rang = min(max(rang, 1), 10**6)
    debut = (rang - 1) * par_page
    lignes = list(lot.annotate(total_de_la_liste=Window(Count("*")))[debut : debut + par_page])
    if not lignes:
        page = paginateur.get_page(numero)
        page.object_list = list(page.object_list)
        return page
    paginateur.count = lignes[0].total_de_la_liste
    return Page(lignes, rang, paginateur)
