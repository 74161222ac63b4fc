"""The pages of the demonstration: sign in, scenes, mails, tour, journal, ranking made again."""

import json
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from amihr import horloge
from amihr.pilotage.demo import annuaire as registre
from amihr.pilotage.demo import courriels as boite
from amihr.pilotage.demo import falsification, presentation, recalcul, scenes, visite
from amihr.pilotage.demo.connexion import accueil_de, entrer, sortir
from amihr.pilotage.demo.contexte import TEMOIN_DE_VISITE
from candidatures.lectures import brouillon, documents_a_accepter
from candidatures.views.depots import deposer


def ouverte(vue):
    """A page of the demonstration: for anyone, never kept by a browser."""
    return login_not_required(never_cache(vue))


@ouverte
@require_safe
def accueil(request):
    """Who one may be, the scenes, the way to everything else."""
    return render(request, "demo/accueil.html", {
        "groupes": presentation.groupes(),
        "scenes": scenes.SCENES,
        "en_cours": scenes.scene_en_cours(),
        "instant": horloge.maintenant(),
        **presentation.identifiants(),
    })  # fmt: skip


@ouverte
@require_safe
def annuaire(request):
    """The register of companies, of this story only."""
    return JsonResponse(registre.repondre(request.GET.get("q", "")))


@ouverte
@require_POST
def connexion(request):
    """Sign in as the person asked for, or become a visitor."""
    identifiant = request.POST.get("personne", "")
    if not identifiant:
        sortir(request)
        return redirect("editions:accueil")
    qui = presentation.personne(identifiant)
    if qui is None:
        raise Http404
    entrer(request, qui)
    return redirect(accueil_de(qui))


@ouverte
@require_POST
def scene(request, cle):
    """Play a scene, then open its page as the person who looks at it."""
    if cle not in scenes.PAR_CLE:
        raise Http404
    jouee = scenes.jouer(cle)
    visite.interrompre()
    _devenir(request, scenes.acteur_de(jouee))
    messages.success(request, f"Scène jouée : {jouee.titre}. {jouee.phrase}")
    reponse = redirect(jouee.page)
    reponse.delete_cookie(TEMOIN_DE_VISITE)
    return reponse


def _devenir(request, qui):
    if qui is None:
        sortir(request)
    elif request.user.pk != qui.pk:
        entrer(request, qui)


@ouverte
@require_safe
def courriels(request):
    """The mails sent, the latest first."""
    return render(request, "demo/courriels.html", {"courriels": boite.courriels()})


@ouverte
@require_safe
def courriel(request, cle):
    """One mail, as its reader has it."""
    lu = boite.courriel(cle)
    if lu is None:
        raise Http404
    return render(request, "demo/courriel.html", {"courriel": lu})


@ouverte
@require_safe
def accueil_de_la_visite(request):
    """The ten steps, and the button that begins."""
    return render(request, "demo/visite.html", {"etapes": presentation.etapes(visite.vues())})


@ouverte
@require_POST
def vue_de_la_visite(request, rang):
    """Play one view of the tour, then open the real page."""
    if rang >= len(visite.vues()):
        raise Http404
    destination = visite.jouer(rang)
    _devenir(request, destination.acteur)
    request.vue_de_la_visite = str(rang)
    reponse = _presser_le_bouton(request, destination.depot) if destination.depot else redirect(destination.adresse)
    reponse.set_cookie(TEMOIN_DE_VISITE, str(rang), httponly=True, samesite="Lax")
    return reponse


def _presser_le_bouton(request, candidature):
    """Send the real filing view what its check page had shown: the answer is the page of the real refusal."""
    montre = brouillon(candidature)
    champs = QueryDict(mutable=True)
    champs.update({
        "cle": str(uuid.uuid4()), "revisions": json.dumps(montre.revisions), "acceptation": "1",
        "documents": json.dumps(documents_a_accepter(candidature.edition, horloge.maintenant())),
    })  # fmt: skip
    champs.setlist("pieces", [str(piece.pk) for piece in montre.pieces])
    request.POST = champs
    return deposer(request, candidature.reference)


@ouverte
@require_POST
def quitter_la_visite(request):
    """Leave the tour where it stands; the clock stays as it is until a scene is played."""
    reponse = redirect("demo:accueil")
    reponse.delete_cookie(TEMOIN_DE_VISITE)
    return reponse


@ouverte
@require_safe
def journal(request):
    """What the verification said of the last falsification."""
    return render(request, "demo/journal.html", {"fait": falsification.derniere()})


@ouverte
@require_POST
def falsifier(request):
    """Change a line of the journal by SQL, verify, put it back."""
    falsification.falsifier()
    return redirect("demo:journal")


@ouverte
@require_safe
def classement(request):
    """The last ranking made again from its exported workbook."""
    return render(request, "demo/recalcul.html", {"fait": recalcul.derniere()})


@ouverte
@require_POST
def refaire(request):
    """Export the most recent ranking, and make it again from the workbook alone."""
    edition = presentation.edition_a_recalculer()
    if edition is not None:
        recalcul.prouver(edition, par=presentation.agente())
    return redirect("demo:recalcul")
