"""Read-only links: the team makes and revokes them; whoever has one reads the dossier without an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr.editions.intergiciel import reconnaitre
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from candidatures import lectures
from candidatures.acces import Action, Porteur, dossier_ou_404
from candidatures.actes import partage as actes
from candidatures.forms.equipe import FormulairePartage
from candidatures.lectures.equipes import est_juge
from candidatures.regles.partage import partage_du_jeton

from .communes import contexte, dossier


@require_http_methods(["GET", "POST"])
def partages(request, reference):
    """The links that open this dossier; a POST makes one."""
    candidature = dossier(request, reference, Action.DEPOSER)
    formulaire = FormulairePartage(request.POST if request.method == "POST" else None, initial={"jours": 7})
    if formulaire.is_valid():
        try:
            actes.partager(candidature, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "Le lien est prêt. Copiez-le, et ne l’envoyez qu’à cette personne.")
            return rediriger("candidatures:partages", reference)
    ouverts, fermes = lectures.partages_ouverts(candidature), lectures.partages_fermes(candidature)
    page = contexte(request, candidature, formulaire=formulaire, partages=ouverts, fermes=fermes)
    return render(request, "candidatures/partages.html", page, status=422 if formulaire.errors else 200)


@require_POST
def revoquer(request, reference, partage_id):
    """Shut a link."""
    candidature = dossier(request, reference, Action.DEPOSER)
    actes.revoquer(candidature, partage_id, par=request.user)
    messages.success(request, "Ce lien n’ouvre plus rien.")
    return rediriger("candidatures:partages", reference)


def _emprunter(request, jeton):
    """Return the dossier that the link opens now, its opening noted; else ``Http404``.

    Who instructs or sits in the commission of the call is refused: a link is no way round a recusal or an undertaking.
    """
    partage_id = partage_du_jeton(jeton)
    reference = partage_id and lectures.dossier_partage(partage_id)
    exiger_trouve(reference)
    porteur = Porteur(partage_id)
    candidature = dossier_ou_404(porteur, reference, Action.LIRE_PARTAGE)
    exiger_trouve(not (request.user.is_authenticated and est_juge(request.user, candidature.edition)))
    reconnaitre(request, candidature.edition)
    exiger_trouve(request.edition and request.edition.pk == candidature.edition_id)
    actes.noter_l_ouverture(candidature, porteur)
    return candidature


@never_cache
@login_not_required
@require_GET
def partage(request, jeton):
    """The dossier as its team has it now, to be read only."""
    candidature = _emprunter(request, jeton)
    brouillon = lectures.brouillon(candidature)
    contexte_de_lecture = {
        "candidature": candidature,
        "jeton": jeton,
        "depots": lectures.depots_de(candidature),
        "instant": lectures.instant_de_lecture(),
        "parties": lectures.parties_du_brouillon(brouillon),
        "pieces": lectures.pieces_du_brouillon(brouillon),
    }
    return render(request, "candidatures/partage.html", contexte_de_lecture)


@never_cache
@login_not_required
@require_GET
def piece(request, jeton, piece_id):
    """A file of that dossier."""
    fichier = lectures.fichier_de_l_equipe(_emprunter(request, jeton), piece_id)
    exiger_trouve(fichier is not None)
    return servir(request, fichier)
