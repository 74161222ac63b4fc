"""Reading and signing one's undertaking: members of the commission, agents and operator."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes.portes import moyen_du_second_facteur, reauthentification_recente
from amihr.editions.comparaison import articles_changes
from amihr.editions.textes import en_html
from amihr.fichiers.telechargement import servir
from amihr.habilitations import engagements
from amihr.habilitations.forms import FormulaireDeSignature
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse


def _attendues(request):
    """The undertakings asked of the reader in this edition; 404 without an edition."""
    if not request.edition:
        raise Http404
    return engagements.engagements_de(request.user, request.edition, horloge.maintenant())


def _cadre(attendues):
    """The space that the page belongs to: the commission's for a member, the Région's for whoever instructs.

    Somebody who has left both, and reads what they signed, is in neither.
    """
    publics = {version.public for version in attendues}
    if "membre" in publics:
        return "gabarits/commission.html"
    return "gabarits/region.html" if publics else "gabarits/compte.html"


@require_safe
def engagement(request):
    """The whole text of what is to sign, and what was signed; 404 for whoever is not asked to sign and never did."""
    attendues = _attendues(request)
    signatures = list(engagements.signatures_de(request.user, request.edition))
    if not attendues and not signatures:
        raise Http404
    versions = [_entree(version, signatures) for version in attendues if not version.a_pris_fin]
    return render(
        request,
        "habilitations/engagement.html",
        {
            "cadre": _cadre(attendues),
            "a_signer": [entree for entree in versions if entree["version"].ma_signature_le is None],
            "en_vigueur": [entree for entree in versions if entree["version"].ma_signature_le is not None],
            "finies": [version for version in attendues if version.a_pris_fin],
            "signatures": [{"signature": s, "fichier": _fichier(s)} for s in signatures],
        },
    )


def _entree(version, signatures):
    """A version with its text and, while it waits for a signature, what changes since the one that the reader signed."""
    texte = en_html(version.texte)
    precedente = None if version.ma_signature_le else engagements.signature_precedente(version, signatures)
    changes = ()
    if precedente:
        changes = articles_changes(str(en_html(precedente.version.texte)), str(texte), "Texte de l’engagement")
    return {"version": version, "texte": texte, "precedente": precedente, "changes": changes}


@require_http_methods(["GET", "POST"])
@reauthentification_recente
def signer(request):
    """Sign one version, by typing one's name within ten minutes of having proved who one is."""
    attendues = _attendues(request)
    if not attendues:
        raise Http404
    voulue = request.GET.get("version", "")
    version = next((version for version in attendues if str(version.pk) == voulue), None)
    if version is None or version.a_pris_fin or version.ma_signature_le is not None:
        return rediriger("habilitations:engagement")
    formulaire = FormulaireDeSignature(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid() and _signer(request, version, formulaire):
        envoi = "" if version.edition.est_repetition else " Votre exemplaire scellé arrive aussi par courriel."
        messages.success(request, f"Votre engagement est signé.{envoi}")
        return rediriger("habilitations:engagement")
    return render(
        request,
        "habilitations/signer.html",
        {
            "cadre": _cadre(attendues),
            "version": version,
            "formulaire": formulaire,
        },
        status=422 if request.method == "POST" else 200,
    )


def _signer(request, version, formulaire):
    """Call the acte; its refusal goes beside the control."""
    try:
        engagements.signer(
            version,
            par=request.user,
            nom_saisi=formulaire.cleaned_data["nom_saisi"],
            methode=moyen_du_second_facteur(request),
        )
    except ActeRefuse as refus:
        formulaire.add_error("nom_saisi", refus.phrase)
        return False
    return True


def _fichier(signature):
    """The signer's copy, or ``None`` until the worker has made it."""
    exemplaire = getattr(signature, "exemplaire", None)
    return exemplaire and exemplaire.fichier


@require_safe
def exemplaire(request, signature_id):
    """The signer's own sealed copy; 202 and a page that refreshes itself until the worker has made it."""
    signature = request.edition and engagements.exemplaire_de(request.user, request.edition, signature_id)
    if not signature:
        raise Http404
    fichier = _fichier(signature)
    if fichier is None:
        reponse = render(
            request, "habilitations/en_preparation.html", {"cadre": _cadre(_attendues(request))}, status=202
        )
        reponse["Refresh"] = "3"
        return reponse
    return servir(request, fichier)
