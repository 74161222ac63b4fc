"""Exceptional access (A-13): asked, granted by an agent, used for one hour, and the register of all that."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.fichiers.telechargement import servir
from amihr.habilitations.engagements import engagements_de
from amihr.pilotage.forms.acces_exceptionnels import FormulaireDAccesExceptionnel
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from candidatures.acces import Action, acces, consulter, consulter_piece
from candidatures.actes import acces_exceptionnel as actes
from candidatures.actes import deport
from candidatures.lectures import a_declarer
from candidatures.lectures import acces_exceptionnels as lectures

from .tableau import edition_de

PAR_PAGE = 50
QUI_DEMANDE = (Role.AGENT, Role.ADMINISTRATEUR)


@agent_de_l_edition(*QUI_DEMANDE, Role.DPO)
@require_GET
def acces_exceptionnels(request):
    """The register: what waits, what is open, what is over, as far as one may know of it."""
    instant = horloge.maintenant()
    lus = lectures.acces_exceptionnels(request.user, edition_de(request))
    page = Paginator(lus, PAR_PAGE).get_page(request.GET.get("page"))
    for demande in page.object_list:
        demande.etat_actuel = demande.etat(instant)
    contexte = {"page": page, "peut_demander": request.user.a_role(*QUI_DEMANDE)}
    return render(request, "pilotage/acces_exceptionnels.html", contexte)


@agent_de_l_edition(*QUI_DEMANDE)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def demander(request):
    """Ask for one dossier, by its exact reference, with a motive; before that, what is missing for any to open."""
    edition = edition_de(request)
    if manques := _manques(request.user, edition):
        statut = 200 if request.method == "GET" else 409
        return render(request, "pilotage/acces_exceptionnel_manque.html", {"manques": manques}, status=statut)
    formulaire = FormulaireDAccesExceptionnel(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            demande = actes.demander(edition, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error("reference", refus.phrase)
        else:
            messages.success(request, "La demande est faite. Les agents qui peuvent l’autoriser sont avertis.")
            return rediriger("pilotage:acces_exceptionnel", demande.pk)
    statut = 422 if formulaire.errors else 200
    return render(request, "pilotage/acces_exceptionnel_demander.html", {"formulaire": formulaire}, status=statut)


def _manques(personne, edition):
    """What no exception overrides and every dossier of the call asks: codes, in the order in which they are put right."""
    instant = horloge.maintenant()
    engagements = engagements_de(personne, edition, instant)
    sans_texte = not any(engagement.public == "agent" for engagement in engagements)
    sans_texte = sans_texte or any(engagement.a_pris_fin for engagement in engagements)
    a_signer = any(engagement.ma_signature_le is None for engagement in engagements if not engagement.a_pris_fin)
    dits = (("texte", sans_texte), ("signature", a_signer), ("sceau", not edition.sceau_leve(instant)))
    return [code for code, manque in dits if manque]


def _demande(request, acces_id):
    demande = lectures.acces_exceptionnels(request.user, edition_de(request)).filter(pk=acces_id).first()
    exiger_trouve(demande)
    return demande


def _contexte(request, demande):
    return {
        "demande": demande,
        "etat": demande.etat(horloge.maintenant()),
        "est_demandeur": demande.personne == request.user,
        "peut_autoriser": lectures.peut_autoriser(request.user, demande),
        "lectures_faites": lectures.lectures_faites(demande),
    }


@agent_de_l_edition(*QUI_DEMANDE, Role.DPO)
@require_GET
def acces_exceptionnel(request, acces_id):
    """One access: who asked, why, who granted, until when, how much was read."""
    return render(request, "pilotage/acces_exceptionnel.html", _contexte(request, _demande(request, acces_id)))


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def autoriser(request, acces_id):
    """Say what granting entails, then do it; the acte refuses one's own request."""
    demande = _demande(request, acces_id)
    if request.method == "POST":
        actes.autoriser(demande, par=request.user)
        messages.success(request, "L’accès est ouvert pour une heure. Les personnes à prévenir le sont.")
        return rediriger("pilotage:acces_exceptionnel", demande.pk)
    return render(request, "pilotage/acces_exceptionnel_autoriser.html", _contexte(request, demande))


@agent_de_l_edition(*QUI_DEMANDE)
@require_POST
def clore(request, acces_id):
    """End an open access, withdraw or refuse a request."""
    actes.clore(_demande(request, acces_id), par=request.user)
    messages.success(request, "C’est clos\u00a0: cet accès n’ouvre plus rien.")
    return rediriger("pilotage:acces_exceptionnels")


def acces_ouvert(request, acces_id):
    """One's own open access, or ``Http404``."""
    ouvert = lectures.acces_ouvert_a(request.user, edition_de(request), acces_id, horloge.maintenant())
    exiger_trouve(ouvert)
    return ouvert


@agent_de_l_edition(*QUI_DEMANDE)
@require_http_methods(["GET", "POST"])
def dossier(request, acces_id):
    """The dossier, read-only, under one's access; before it, « aucun lien » with those who filed it (see Q18)."""
    ouvert = acces_ouvert(request, acces_id)
    reference = ouvert.candidature.reference
    if request.method == "POST":
        deport.declarer(ouvert.candidature.edition, par=request.user, aucun_lien=[reference])
        return rediriger("pilotage:dossier_par_exception", ouvert.pk)
    if not acces(request.user, ouvert.candidature, Action.LIRE_PAR_EXCEPTION):
        a_dire = next((d for d in a_declarer(request.user, request.edition) if d.reference == reference), None)
        exiger_trouve(a_dire)
        return render(request, "pilotage/acces_exceptionnel_lien.html", {"ouvert": ouvert, "a_dire": a_dire})
    lu = consulter(request.user, reference, Action.LIRE_PAR_EXCEPTION)
    return render(request, "pilotage/acces_exceptionnel_dossier.html", {"ouvert": ouvert, "dossier": lu})


@agent_de_l_edition(*QUI_DEMANDE)
@require_GET
def piece(request, acces_id, piece_id):
    """One file of the last filed version, under one's access."""
    reference = acces_ouvert(request, acces_id).candidature.reference
    return servir(request, consulter_piece(request.user, reference, Action.LIRE_PAR_EXCEPTION, piece_id))
