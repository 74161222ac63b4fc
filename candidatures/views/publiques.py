"""What anyone may check of a filing."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from candidatures import lectures
from candidatures.regles.code import code_saisi

LONGUEUR_AFFICHEE = 20


@login_not_required
@require_GET
def verifier_depot(request, code):
    """Instant, version and hashes of a filing, for whoever holds its code; never a name (Q46)."""
    normal = code_saisi(code)
    depot = lectures.depot_par_code(normal) if normal else None
    contexte = {"depot": depot, "inconnu": "" if depot else code[:LONGUEUR_AFFICHEE]}
    reponse = render(request, "candidatures/verifier_depot.html", contexte, status=200 if depot else 404)
    reponse["X-Robots-Tag"] = "noindex"
    return reponse
