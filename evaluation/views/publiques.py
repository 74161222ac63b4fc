"""The criteria and the template of the dossier, as everybody reads them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amihr import horloge
from amihr.editions.pages import lire_page
from amihr.fichiers.telechargement import servir
from amihr.socle.reveil import reveiller
from evaluation.forms.grille import GrilleAffichee
from evaluation.forms.simulation import FormulaireSimulation, donnees
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.trame import fichiers_de_la_trame, trame_de
from evaluation.regles.arrondi import tombent_juste
from evaluation.regles.simulation import NOMS, exemple, simuler

METHODES = {
    "rang": "Les poids se déduisent du rang de chaque critère (somme des rangs)\u00a0: plus un critère est haut dans la "
    "liste, plus il compte.",
    "barycentre": "Les poids se déduisent du rang de chaque critère (barycentre des rangs)\u00a0: plus un critère est haut "
    "dans la liste, plus il compte.",
    "personnalisee": "Les poids ont été choisis avant l’ouverture de l’appel. Ils ne croissent jamais d’un critère au "
    "suivant.",
}


@login_not_required
@require_safe
def criteres(request):
    """The grid in force: criteria in order, scale, descriptors; weights and method when they are published.

    The method and the weights are public, or a setting keeps them as preparation only (see Q9).
    The text says what the ranking computes, from which notes, for which part in the decision (see Q44).
    """
    grille = grille_lue(request.edition) if request.edition else None
    if grille is None:
        raise Http404
    page = lire_page(request.edition, horloge.maintenant(), "criteres.presentation", "criteres.algorithme")
    return render(
        request,
        "evaluation/criteres.html",
        {
            "grille": grille,
            "criteres": GrilleAffichee(grille, {}, {}).criteres,
            "poids": GrilleAffichee(grille, {}, {}).poids,
            "poids_publies": _poids_publies(request.edition),
            "poids_arrondis": not tombent_juste(critere.poids for critere in grille.criteres),
            "methode": METHODES[grille.methode],
            "presentation": page.html("criteres.presentation"),
            "algorithme": page.html("criteres.algorithme"),
            "traitement": request.edition.reglages.get("Q44", {}),
        },
    )


@login_not_required
@require_safe
def simulateur(request):
    """The ranking of three fictional dossiers whose notes one invents: nothing is kept, and no weight that is not public."""
    grille = grille_lue(request.edition) if request.edition and _poids_publies(request.edition) else None
    if grille is None:
        raise Http404
    saisies = request.GET or donnees(grille, exemple(grille))
    formulaire = FormulaireSimulation(grille, saisies)
    lignes = simuler(grille, formulaire.notes) if formulaire.is_valid() else []
    contexte = {"formulaire": formulaire, "noms": NOMS, "lignes": lignes, "criteres": grille.criteres}
    return render(request, "evaluation/simulateur.html", contexte, status=422 if formulaire.errors else 200)


def _poids_publies(edition):
    return not edition.reglage("Q9").get("preparation_seulement", False)


SECONDES_AVANT_DE_REVENIR = "5"


@login_not_required
@require_safe
def trame(request):
    """The template of the dossier: each part, each question, its limits and the criterion that it serves."""
    lue = _trame_ou_404(request)
    fichiers = [(format_.upper(), f"evaluation:trame_{format_}", pret) for format_, pret in _fichiers(request, lue)]
    etat = request.edition.etat(horloge.maintenant())
    return render(request, "evaluation/trame.html", {"trame": lue, "fichiers": fichiers, "etat": etat})


@login_not_required
@require_safe
def trame_en_fichier(request, format_):
    """The same as a file; until the worker has made what the page says, 202 and a page that comes back."""
    pret = dict(_fichiers(request, _trame_ou_404(request)))[format_]
    if pret is None:
        reveiller()
        reponse = render(request, "evaluation/trame_en_preparation.html", status=202)
        reponse["Refresh"] = SECONDES_AVANT_DE_REVENIR
        return reponse
    return servir(request, pret)


def _trame_ou_404(request):
    if not request.edition:
        raise Http404
    return trame_de(request.edition)


def _fichiers(request, lue):
    return fichiers_de_la_trame(request.edition, lue)
