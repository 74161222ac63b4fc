"""One's own account, and where one is signed in."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from amihr import horloge
from amihr.comptes.forms import FormulaireNom
from amihr.comptes.models import Session
from amihr.comptes.portes import inactivite_permise, second_facteur_requis
from amihr.comptes.sans_session import sans_session
from amihr.comptes.sessions import fermer_les_sessions

from .communes import noter


@never_cache
def mon_compte(request):
    """One's own account: name, address, second factor, roles, and where one is signed in."""
    formulaire = FormulaireNom(request.POST or None, instance=request.user)
    if request.method == "POST" and formulaire.is_valid():
        with transaction.atomic():
            formulaire.save()
            noter(request, "compte.renomme")
        messages.success(request, "Votre nom est enregistré.")
        return redirect("compte")
    contexte = {
        "form": formulaire,
        "roles": request.user.attributions.actives(),
        "facteurs": set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True)),
        "requis": second_facteur_requis(request.user, horloge.maintenant()),
        "nombre_de_sessions": Session.objects.ouvertes().filter(personne=request.user).count(),
    }
    return render(request, "comptes/mon_compte.html", contexte, status=422 if formulaire.errors else 200)


@never_cache
@require_safe
def sessions(request):
    ouvertes = Session.objects.ouvertes().filter(personne=request.user)
    contexte = {"sessions": ouvertes, "cle_courante": request.session.session_key}
    return render(request, "comptes/sessions.html", contexte)


@require_POST
def fermer_une_session(request, reference):
    """Close one of one's own sessions; somebody else's does not exist."""
    session = get_object_or_404(Session.objects.filter(personne=request.user), reference=reference)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.delete()
    messages.success(request, "La session est fermée.")
    return redirect("compte_sessions")


@require_POST
def fermer_les_autres_sessions(request):
    fermer_les_sessions(request.user, sauf=request.session.session_key)
    messages.success(request, "Vos autres sessions sont fermées.")
    return redirect("compte_sessions")


@sans_session("")
@require_POST
def prolonger_la_session(request):
    """Count the idleness from now: the button of the warning shown five minutes before the end."""
    delai = inactivite_permise(request.user, horloge.maintenant())
    request.session.prolonger(delai, request.session.ligne.navigateur)
    if not request.accepts("text/html"):
        return HttpResponse(status=204)
    return redirect("compte_sessions")
