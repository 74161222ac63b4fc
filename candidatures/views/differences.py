"""What changes between two filed versions of a dossier, or between one of them and the draft."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from amihr.socle.refus import exiger_trouve
from candidatures import lectures
from candidatures.lectures.differences import differences_du_brouillon, differences_entre

from .communes import contexte, dossier

BROUILLON = "brouillon"


@require_GET
def differences(request, reference, numero):
    """What changes from one version to the other, the older first; ``?avec=``: a version, or the draft (default)."""
    candidature = dossier(request, reference)
    depots = {str(depot.numero): depot for depot in lectures.depots_de(candidature)}
    depot, avec = depots.get(str(numero)), request.GET.get("avec", BROUILLON)
    exiger_trouve(depot is not None and (avec == BROUILLON or avec in depots))
    if avec == BROUILLON:
        avant, apres = depot, None
        trouvees = differences_du_brouillon(depot, lectures.brouillon(candidature))
    else:
        avant, apres = sorted((depot, depots[avec]), key=lambda lu: lu.numero)
        trouvees = differences_entre(avant, apres)
    autres = [numero for numero in sorted(depots, key=int) if numero != str(depot.numero)]
    faits = {"depot": depot, "avec": avec, "autres": autres, "avant": avant, "apres": apres, "differences": trouvees}
    return render(request, "candidatures/differences.html", contexte(request, candidature, **faits))
