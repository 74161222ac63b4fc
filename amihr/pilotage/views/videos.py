"""Videos that members cannot open: the same remedy asked of all their teams (Q28)."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.pilotage.forms.complement import FormulaireEcheance
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import pluriel
from candidatures.actes import video as actes
from candidatures.lectures.videos import videos_signalees
from candidatures.regles.complement import derniere_minute_proposee

from .tableau import edition_de


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "HEAD", "POST"])
def videos(request):
    """What was flagged, what was asked, what was answered; an agent asks the same of all those chosen."""
    edition, peut_demander = edition_de(request), request.user.a_role(Role.AGENT)
    if request.method != "POST" or not peut_demander:
        proposee = derniere_minute_proposee(edition, horloge.jour_de_paris(horloge.maintenant()))
        vierge = FormulaireEcheance(initial={"jour": proposee.date(), "heure": proposee.time()})
        return _page(request, edition, vierge, peut_demander=peut_demander)
    formulaire, choisies = FormulaireEcheance(request.POST), request.POST.getlist("dossiers")
    if formulaire.is_valid():
        try:
            remedes = actes.demander_le_remede(
                edition, choisies, par=request.user, derniere_minute=formulaire.derniere_minute()
            )
        except ActeRefuse as refus:
            formulaire.add_error(None if refus.code != "video_delai" else "jour", refus.phrase)
        else:
            messages.success(request, f"Le même remède est demandé à {pluriel(len(remedes), 'équipe')}.")
            return rediriger("pilotage:videos")
    return _page(request, edition, formulaire, peut_demander=peut_demander, choisies=choisies, statut=422)


def _page(request, edition, formulaire, *, peut_demander, choisies=None, statut=200):
    instant = horloge.maintenant()
    lignes = list(videos_signalees(request.user, edition))
    for ligne in lignes:
        ligne.est_attendue = ligne.demande_le and ligne.repondu_le is None and instant < ligne.echeance_le
        ligne.est_a_demander = ligne.ouverts and not ligne.est_attendue
        ligne.est_choisie = ligne.est_a_demander if choisies is None else ligne.reference in choisies
    contexte = {
        "lignes": lignes,
        "formulaire": formulaire,
        "peut_demander": peut_demander
        and not edition.est_annulee(instant)
        and any(ligne.est_a_demander for ligne in lignes),
    }
    return render(request, "pilotage/videos.html", contexte, status=statut)
