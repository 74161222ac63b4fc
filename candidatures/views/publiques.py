"""What anyone may check of a filing."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amihr.socle.codes import normaliser
from amihr.socle.refus import exiger_trouve
from candidatures import lectures

LONGUEUR_DU_CODE = 12


@login_not_required
@require_GET
def verifier_depot(request, code):
    """Instant, version and hashes of a filing, for whoever holds its code; never a name (Q46)."""
    normal = normaliser(code, LONGUEUR_DU_CODE)
    depot = lectures.depot_par_code(normal) if normal else None
    exiger_trouve(depot is not None)
    reponse = render(request, "candidatures/verifier_depot.html", {"depot": depot})
    reponse["X-Robots-Tag"] = "noindex"
    return reponse
