"""The names of communes: proposed while they are typed, looked at once they are saved."""

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from amihr.territoires.communes import communes_commencant
from candidatures.forms.groupe import Ajout
from candidatures.regles.communes import avis_des_communes


@require_GET
def communes(request):
    """The first communes whose name begins as what is typed (``?q=``): a public list, no dossier is read."""
    return JsonResponse({"communes": communes_commencant(request.GET.get("q", "")[:80])})


def ajouts_des_communes(partie, contenu):
    """Return what the form of a part draws beside its communes: ``{code: [Ajout]}``."""
    avis = avis_des_communes(partie, contenu)
    return {
        question["code"]: [
            Ajout(
                "candidatures/_commune.html",
                code=question["code"],
                avis=avis.get(question["code"], ""),
                condition=question.get("condition"),
            )
        ]
        for question in partie["questions"]
        if question["type"] == "commune"
    }
