"""« Pourquoi cet ordre ? », wherever a ranking is shown: the question in the address, the paragraph on the page."""

from evaluation.forms.paire import FormulairePaire
from evaluation.lectures.paires import expliquer, voisines
from evaluation.regles.explication import ARRONDIS


def pourquoi_cet_ordre(request, bareme, lignes, adresse):
    """Return what ``_pourquoi.html`` draws over the lines that the reader sees; ``{}`` without two of them.

    ``adresse``: of the page that answers to the question, by its query.
    """
    if len(lignes) < 2:
        return {}
    demande = (
        request.GET if request.method == "GET" and FormulairePaire.base_fields.keys() & request.GET.keys() else None
    )
    formulaire = FormulairePaire(lignes, demande)
    paire = expliquer(bareme, lignes, set(formulaire.cleaned_data.values())) if formulaire.is_valid() else None
    return {
        "formulaire": formulaire,
        "paire": paire,
        "voisines": voisines(bareme, lignes),
        "arrondis": ARRONDIS,
        "adresse": adresse,
    }
