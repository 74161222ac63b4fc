"""A copy of one's own data: ask, wait, download."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr.comptes.portes import reauthentification_recente
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve
from amihr.socle.reveil import reveiller
from candidatures.actes.mes_donnees import demander_une_copie
from candidatures.lectures import instant_de_lecture
from candidatures.lectures.mes_donnees import copie_lisible, copies_de


@reauthentification_recente
@require_http_methods(["GET", "HEAD", "POST"])
def mes_donnees(request):
    """One's copies of the last 24 hours, and the button that asks for one."""
    if request.method == "POST":
        demander_une_copie(par=request.user)
        reveiller()
        messages.success(request, "La copie est en préparation\u00a0: rechargez la page dans un instant.")
        return rediriger("candidatures:mes_donnees")
    copies = list(copies_de(request.user, instant_de_lecture()))
    return render(request, "candidatures/mes_donnees.html", {"copies": copies})


@reauthentification_recente
@require_safe
def copie(request, copie_id):
    """Download one's own copy: nobody else's, for a day, while one still belongs to the teams in it."""
    trouvee = copie_lisible(request.user, copie_id, instant_de_lecture())
    exiger_trouve(trouvee is not None)
    return servir(request, trouvee.fichier)
