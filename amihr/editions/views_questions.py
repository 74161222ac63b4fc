"""The public questions and answers of the call."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr import horloge
from amihr.editions import questions as actes
from amihr.editions.forms import FormulaireQuestion
from amihr.editions.views import page_d_une_edition
from amihr.socle.liens import rediriger
from amihr.socle.limites import adresse_du_client
from amihr.socle.refus import ActeRefuse, exiger_trouve

RECHERCHE_AU_PLUS = 100


def _delais(edition):
    return {
        "edition": edition,
        "derniere_question": actes.dernier_jour(edition, "derniere_question"),
        "derniere_reponse": actes.dernier_jour(edition, "derniere_reponse"),
        "est_ouverte_aux_questions": actes.accepte_les_questions(edition, horloge.maintenant()),
    }


@page_d_une_edition
def questions(request):
    """What was asked about the call and answered for all; searched by words."""
    recherche = " ".join(request.GET.get("q", "").split())[:RECHERCHE_AU_PLUS]
    reponses = actes.reponses_publiques(request.edition, recherche)
    contexte = _delais(request.edition) | {"reponses": reponses, "recherche": recherche}
    return render(request, "editions/questions.html", contexte)


@login_not_required
@require_http_methods(["GET", "POST"])
def poser(request):
    """Ask a question, with or without an account; the answer is published for all, without who asked."""
    exiger_trouve(request.edition)
    personne = request.user if request.user.is_authenticated else None
    formulaire = FormulaireQuestion(request.POST if request.method == "POST" else None, personne=personne)
    if formulaire.is_valid():
        try:
            actes.compter_la_demande(personne.pk if personne else adresse_du_client(request))
            champs = {"courriel": personne.courriel} if personne else {}
            actes.poser(request.edition, personne=personne, **(formulaire.cleaned_data | champs))
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "Votre question est transmise. Sa réponse vous sera envoyée par courriel.")
            return rediriger("editions:questions")
    contexte = _delais(request.edition) | {"formulaire": formulaire}
    return render(request, "editions/poser.html", contexte, status=422 if formulaire.errors else 200)
