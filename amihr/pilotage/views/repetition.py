"""The dress rehearsal of a call: prepared, followed, its mails read, wiped."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.courrier.compositeur import compositeur_de
from amihr.habilitations.engagements import versions_a_signer
from amihr.pilotage import repetition as actes
from amihr.pilotage.forms.repetition import FormulaireEffacement, FormulaireRepetition
from amihr.pilotage.libelles import nom_du_courrier
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve

from .tableau import edition_de

PAR_PAGE = 50
# Where a rehearsal is played: what leads there, its address.
LIEUX = (
    ("Tableau de bord de la répétition", "pilotage:region"),
    ("Dossiers à instruire", "pilotage:candidatures"),
    ("Commission", "pilotage:commission"),
    ("Séances", "evaluation:region_seances"),
    ("Décisions", "evaluation:decisions"),
)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def repetition(request):
    """The rehearsal that there is and what it came to, or the form that prepares one; and those of the past."""
    appel = edition_de(request)
    peut_conduire = request.user.a_role(Role.AGENT)
    formulaire = FormulaireRepetition(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        exiger_trouve(peut_conduire)
        if formulaire.is_valid() and _preparer(request, appel, formulaire):
            return rediriger("pilotage:repetition")
    return _page(request, appel, formulaire, peut_conduire)


def _preparer(request, appel, formulaire):
    """Prepare it; tell whether it is done, or put the reason on the form."""
    try:
        actes.preparer(appel, par=request.user, **formulaire.cleaned_data)
    except ActeRefuse as refus:
        formulaire.add_error(None, refus.phrase)
        return False
    messages.success(request, "La répétition se prépare\u00a0: ses dossiers fictifs se déposent un à un.")
    return True


def _page(request, appel, formulaire, peut_conduire):
    instant, en_cours = horloge.maintenant(), actes.en_cours()
    contexte = {
        "edition": appel,
        "formulaire": formulaire,
        "peut_conduire": peut_conduire,
        "se_repete": instant < appel.ouverture_le and not appel.est_repetition,
        "repetition": en_cours,
        "passees": actes.passees(en_cours.source if appel.est_repetition else appel),
        **(_en_cours(en_cours, instant) if en_cours else {}),
    }
    return render(request, "pilotage/repetition.html", contexte, status=422 if formulaire.errors else 200)


def _en_cours(repetition, instant):
    """What the page says of the rehearsal that there is."""
    edition = repetition.edition
    a_signer = versions_a_signer(repetition.par, edition, instant)
    peut_attendre = repetition.scene == "commission" and not repetition.prete_le and edition.sceau_leve(instant)
    return {
        "avancement": actes.ou_elle_en_est(repetition),
        "etat": edition.etat(instant),
        "est_close": edition.est_close(instant),
        "sceau_leve": edition.sceau_leve(instant),
        "attend_une_signature": peut_attendre and a_signer.exists(),
        "scene_suivante": actes.suivante(repetition) if repetition.prete_le else None,
        "lieux": [(nom, lien(ou, edition=edition)) for nom, ou in LIEUX],
        "adresse_des_courriers": lien("pilotage:courriers_retenus", edition=edition),
        "adresse_de_l_engagement": lien("habilitations:engagement", edition=edition),
        "retenus": actes.courriers(edition).count(),
    }


@agent_de_l_edition(Role.AGENT)
@require_POST
def poursuivre(request):
    """Go on to the next scene."""
    exiger_trouve(actes.en_cours() is not None)
    actes.poursuivre(actes.en_cours(), par=request.user)
    messages.success(request, "La scène suivante se prépare.")
    return rediriger("pilotage:repetition")


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def effacer(request):
    """Wipe the rehearsal, its name typed again."""
    appel, en_cours = edition_de(request), actes.en_cours()
    exiger_trouve(en_cours is not None)
    formulaire = FormulaireEffacement(en_cours.edition, request.POST if request.method == "POST" else None)
    if formulaire.is_valid():
        try:
            source = actes.effacer_la_repetition(en_cours.edition, par=request.user)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "La répétition est effacée\u00a0: il n’en reste que la trace au journal.")
            return HttpResponseRedirect(lien("pilotage:repetition", edition=source))
    contexte = {"edition": appel, "repetition": en_cours, "formulaire": formulaire,
                "avancement": actes.ou_elle_en_est(en_cours), "retenus": actes.courriers(en_cours.edition).count()}  # fmt: skip
    return render(request, "pilotage/repetition_effacer.html", contexte, status=422 if formulaire.errors else 200)


def _courriers(request):
    """The held mails of the rehearsal being shown, or ``Http404``: no call has any."""
    appel = edition_de(request)
    exiger_trouve(appel.est_repetition)
    return appel, actes.courriers(appel)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def courriers_retenus(request):
    """The mails that a rehearsal wrote and that never leave."""
    appel, retenus = _courriers(request)
    page = Paginator(retenus, PAR_PAGE).get_page(request.GET.get("page"))
    for courrier in page.object_list:
        courrier.nom = nom_du_courrier(courrier.evenement)
    return render(request, "pilotage/courriers_retenus.html", {"edition": appel, "page": page})


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def courrier_retenu(request, courrier_id):
    """One held mail as it would leave now: its subject, its text."""
    appel, retenus = _courriers(request)
    courrier = retenus.filter(pk=courrier_id).select_related("personne").first()
    exiger_trouve(courrier is not None)
    instant, compositeur = horloge.maintenant(), compositeur_de(courrier.evenement)
    sujet, texte = _lire(compositeur, courrier, instant)
    contexte = {"edition": appel, "courrier": courrier, "nom": nom_du_courrier(courrier.evenement), "sujet": sujet,
                "texte": texte}  # fmt: skip
    return render(request, "pilotage/courrier_retenu.html", contexte)


def _lire(compositeur, courrier, instant):
    """(subject, text) of a mail, empty when it would no longer leave."""
    if not compositeur.est_permis(courrier, instant):
        return "", ""
    return compositeur.apercu(courrier.contexte | compositeur.contexte(courrier, instant))
