"""The team of a candidature, and joining one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import equipe as actes
from candidatures.forms.equipe import FormulaireDroit, FormulaireInvitation

from .communes import contexte, dossier


def _page(request, candidature, formulaire, *, statut=200):
    membres = [
        {"equipier": equipier, "droit": FormulaireDroit(initial={"droit": equipier.droit}, prefix=str(equipier.pk))}
        for equipier in lectures.equipe(candidature)
    ]
    return render(
        request,
        "candidatures/equipe.html",
        contexte(
            request,
            candidature,
            membres=membres,
            formulaire=formulaire,
            invitations=lectures.invitations_ouvertes(candidature),
        ),
        status=statut,
    )


@require_http_methods(["GET", "POST"])
def equipe(request, reference):
    """Who works on the candidature; a POST invites somebody."""
    if request.method == "GET":
        return _page(request, dossier(request, reference), FormulaireInvitation(initial={"droit": "rediger"}))
    candidature = dossier(request, reference, Action.DEPOSER)
    formulaire = FormulaireInvitation(request.POST)
    if not formulaire.is_valid():
        return _page(request, candidature, formulaire, statut=422)
    saisi = formulaire.cleaned_data
    try:
        actes.compter_l_invitation(request.user, saisi["courriel"])
        actes.inviter(candidature, saisi["courriel"], saisi["droit"], par=request.user)
    except ActeRefuse as refus:
        formulaire.add_error("courriel", refus.phrase)
        return _page(request, candidature, formulaire, statut=422)
    messages.success(request, "L’invitation part dans un instant. Elle est valable 7 jours.")
    return rediriger("candidatures:equipe", reference)


@require_POST
def droit(request, reference, equipier_id):
    """Change what a person of the team may do."""
    candidature = dossier(request, reference, Action.DEPOSER)
    formulaire = FormulaireDroit(request.POST, prefix=str(equipier_id))
    if formulaire.is_valid():
        actes.changer_droit(candidature, equipier_id, formulaire.cleaned_data["droit"], par=request.user)
        messages.success(request, "Le droit est changé.")
    return rediriger("candidatures:equipe", reference)


@require_http_methods(["GET", "POST"])
def retirer(request, reference, equipier_id):
    """Remove a person from the team, after a confirmation; oneself is the page that leaves."""
    candidature = dossier(request, reference, Action.DEPOSER)
    equipier = lectures.equipier_de(candidature, equipier_id)
    exiger_trouve(equipier is not None)
    if equipier.personne == request.user:
        return rediriger("candidatures:equipe_quitter", reference)
    if request.method == "GET":
        liens = lectures.combien_de_partages(candidature, equipier.personne)
        page = contexte(request, candidature, equipier=equipier, liens=liens)
        return render(request, "candidatures/equipier_retirer.html", page)
    actes.retirer_equipier(candidature, equipier_id, par=request.user)
    messages.success(request, f"{equipier.personne} n’a plus accès à ce dossier, et en est prévenu par courriel.")
    return rediriger("candidatures:equipe", reference)


@require_http_methods(["GET", "POST"])
def quitter(request, reference):
    """Leave the team, after a confirmation; whoever alone may file reads why they cannot."""
    candidature = dossier(request, reference)
    if request.method == "GET":
        deposants = lectures.deposants(candidature)
        page = contexte(
            request,
            candidature,
            est_seul=deposants == [request.user],
            autres=[equipier for equipier in lectures.equipe(candidature) if equipier.personne != request.user],
            liens=lectures.combien_de_partages(candidature, request.user),
        )
        return render(request, "candidatures/quitter.html", page)
    actes.quitter(candidature, par=request.user)
    messages.success(request, "Vous avez quitté l’équipe. Les personnes qui peuvent déposer en sont prévenues.")
    return rediriger("candidatures:liste", edition=candidature.edition)


@require_http_methods(["GET", "POST"])
def transmettre(request, reference, equipier_id):
    """Hand the dossier over to another person of the team, after a confirmation."""
    candidature = dossier(request, reference, Action.DEPOSER)
    equipier = lectures.equipier_de(candidature, equipier_id)
    exiger_trouve(equipier is not None)
    if request.method == "GET":
        page = contexte(request, candidature, equipier=equipier, est_soi=equipier.personne == request.user)
        return render(request, "candidatures/transmettre.html", page)
    actes.transmettre(candidature, equipier_id, par=request.user)
    messages.success(
        request, f"Le dossier est transmis à {equipier.personne}. Vous pouvez encore le lire et le rédiger."
    )
    return rediriger("candidatures:equipe", reference)


@require_POST
def annuler(request, reference, invitation_id):
    """Cancel an invitation."""
    candidature = dossier(request, reference, Action.DEPOSER)
    actes.annuler_invitation(candidature, invitation_id, par=request.user)
    messages.success(request, "L’invitation est annulée.")
    return rediriger("candidatures:equipe", reference)


@never_cache
@login_not_required
@require_GET
def invitation(request, jeton):
    """The link of the mail, before signing in: who invites, to which call, with which right; nothing of the dossier."""
    if request.user.is_authenticated:
        return rediriger("candidatures:rejoindre", jeton)
    ouverte = lectures.invitation_ouverte(jeton)
    return render(request, "candidatures/invitation.html", {"invitation": ouverte}, status=200 if ouverte else 404)


@require_http_methods(["GET", "POST"])
def rejoindre(request, jeton):
    """Join the team one was invited to; the dossier is named to the invited address only."""
    if request.method == "POST":
        return _arriver(request, actes.accepter(jeton, par=request.user))
    ouverte = lectures.invitation_ouverte(jeton)
    est_invitee = ouverte is not None and ouverte.courriel == request.user.courriel
    page = {"invitation": ouverte, "dossier": ouverte.candidature if est_invitee else None}
    return render(request, "candidatures/rejoindre.html", page, status=200 if ouverte else 404)


@require_POST
def accepter(request, invitation_id):
    """Join a team from the list of one's candidatures."""
    return _arriver(request, actes.accepter_la_sienne(invitation_id, par=request.user))


def _arriver(request, candidature):
    messages.success(request, "Vous faites maintenant partie de l’équipe.")
    return rediriger("candidatures:dossier", candidature.reference, edition=candidature.edition)
