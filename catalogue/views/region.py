"""The Région's pages about labels: deliver what is due, follow, withdraw, restore."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.socle.codes import ecrire
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from amihr.socle.reveil import reveiller
from catalogue.actes.labels import delivrer, retablir, retirer
from catalogue.forms.retrait import FormulaireLevee, FormulaireRetrait
from catalogue.lectures.labels import label_de_la_region, labels_de_la_region, nombre_a_delivrer, publication_de
from catalogue.regles.suivi import est_prevu, histoire, situation


def _edition(request):
    if not request.edition:
        raise Http404
    return request.edition


@agent_de_l_edition(Role.AGENT)
@require_safe
def labels(request):
    """The labels of the edition, by solution, and those still to deliver."""
    edition, instant = _edition(request), horloge.maintenant()
    lignes = [
        {"lu": lu, "situation": situation(lu.etat, publication_de(lu.label), instant)}
        for lu in labels_de_la_region(request.user, edition, instant)
    ]
    contexte = {"lignes": lignes, "a_delivrer": nombre_a_delivrer(request.user, edition, instant)}
    return render(request, "catalogue/region_labels.html", contexte)


@agent_de_l_edition(Role.AGENT)
@require_POST
def delivrer_les_labels(request):
    """The button that beat also presses."""
    delivrer(_edition(request), par=request.user)
    reveiller()
    return rediriger("catalogue:labels")


@agent_de_l_edition(Role.AGENT)
@require_safe
def label(request, code):
    """One label: its facts, its history, what may be done."""
    instant = horloge.maintenant()
    lu = label_de_la_region(request.user, _edition(request), code, instant)
    publication = publication_de(lu.label)
    contexte = {
        "label": lu.label,
        "code": ecrire(lu.label.code),
        "situation": situation(lu.etat, publication, instant),
        "est_public": publication is not None and publication <= instant,
        "etapes": histoire(lu.label, publication, instant),
        "retraits": list(lu.label.retraits.all()),
        "retrait_prevu": next((r for r in lu.label.retraits.all() if est_prevu(r, instant)), None),
        "est_a_retablir": any(retrait.leve_le is None for retrait in lu.label.retraits.all()),
    }
    return render(request, "catalogue/region_label.html", contexte)


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "HEAD", "POST"])
def retirer_le_label(request, code):
    """Withdraw a label: motive, date, confirmation."""
    instant = horloge.maintenant()
    lu = label_de_la_region(request.user, _edition(request), code, instant)
    formulaire = FormulaireRetrait(request.POST or None, instant=instant)
    if formulaire.is_valid() and _retirer(request, lu.label, formulaire):
        return rediriger("catalogue:label", ecrire(lu.label.code))
    contexte = {"label": lu.label, "code": ecrire(lu.label.code), "formulaire": formulaire}
    statut = 422 if formulaire.is_bound else 200
    return render(request, "catalogue/region_retirer.html", contexte, status=statut)


def _retirer(request, label, formulaire):
    """Withdraw; a date after the end of the label is said beside its field. Tells whether it is done."""
    lu = formulaire.cleaned_data
    try:
        retirer(label, motif=lu["motif"], effet_le=lu["effet_le"], par=request.user)
    except ActeRefuse as refus:
        if refus.code != "effet_apres_la_fin":
            raise
        formulaire.add_error("effet_le", refus.phrase)
        return False
    reveiller()
    return True


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "HEAD", "POST"])
def retablir_le_label(request, code):
    """Lift the withdrawal of a label, with its reason."""
    lu = label_de_la_region(request.user, _edition(request), code, horloge.maintenant())
    formulaire = FormulaireLevee(request.POST if request.method == "POST" else None)
    if formulaire.is_valid():
        retablir(lu.label, motif=formulaire.cleaned_data["motif"], par=request.user)
        reveiller()
        return rediriger("catalogue:label", ecrire(lu.label.code))
    contexte = {"label": lu.label, "code": ecrire(lu.label.code), "formulaire": formulaire}
    return render(request, "catalogue/region_retablir.html", contexte, status=422 if formulaire.errors else 200)
