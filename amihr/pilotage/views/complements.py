"""Complements, on the side of those who instruct: ask, compare, extend, close; the register of equal treatment."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes import reprise
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.fichiers.telechargement import servir
from amihr.pilotage.forms.complement import FormulaireComplement, FormulaireEcheance
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import pluriel
from candidatures import lectures
from candidatures.acces import Action, consulter, consulter_complement, exiger_en_cours
from candidatures.actes import complement as actes
from candidatures.regles.complement import derniere_minute_proposee, sont_ouverts
from candidatures.regles.instruction import EN_INSTRUCTION

from .instruction import dossier_instruit
from .retrouves import retrouve
from .tableau import edition_de

PAR_PAGE = 50


def _echeance(edition):
    proposee = derniere_minute_proposee(edition, horloge.jour_de_paris(horloge.maintenant()))
    return {"jour": proposee.date(), "heure": proposee.time()}


def _page(request, candidature, formulaire, *, statut=200):
    deja, instant = lectures.complements_de(candidature), horloge.maintenant()
    return render(
        request,
        "pilotage/complements.html",
        {
            "candidature": candidature,
            "dossier": consulter(request.user, candidature.reference, Action.LIRE_ADMINISTRATIF, "complements"),
            "complements": deja,
            "formulaire": formulaire,
            "auteur": reprise.signer_l_auteur(request.user),
            "sont_ouverts": sont_ouverts(candidature.edition),
            "est_annulee": candidature.edition.est_annulee(instant),
            "est_en_instruction": candidature.etat in EN_INSTRUCTION,
            "a_un_complement_ouvert": any(complement.ferme_le is None for complement in deja),
            "instant": instant,
            "en_erreur": bool(formulaire.errors),
        },
        status=statut,
    )


def _apercu(request, candidature, formulaire, *, choisies, refus=None):
    """Before anything is asked: what each team will read, and the dossiers in the same situation."""
    codes = formulaire.cleaned_data["pieces"]
    noms = dict(formulaire.fields["pieces"].choices)
    return render(
        request,
        "pilotage/complement_apercu.html",
        {
            "candidature": candidature,
            "formulaire": formulaire,
            "auteur": reprise.signer_l_auteur(request.user),
            "pieces": [noms[code] for code in codes],
            "derniere_minute": formulaire.derniere_minute(),
            "semblables": lectures.dossiers_semblables(request.user, candidature, codes),
            "choisies": choisies,
            "refus": refus,
            "en_erreur": refus is not None,
        },
        status=refus.statut if refus else 200,
    )


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def complements(request, reference):
    """The complements of one dossier; asking for one goes through a preview, for as many dossiers as are chosen."""
    candidature = dossier_instruit(request, reference)
    pieces = lectures.pieces_a_demander(candidature)
    if request.method == "GET":
        tape = _echeance(candidature.edition) | _retrouve(request)
        return _page(request, candidature, FormulaireComplement(pieces=pieces, initial=tape))
    formulaire = FormulaireComplement(request.POST, pieces=pieces)
    if not formulaire.is_valid():
        return _page(request, candidature, formulaire, statut=422)
    if request.POST.get("geste") != "demander":
        return _apercu(request, candidature, formulaire, choisies=[reference])
    return _demander(request, candidature, formulaire)


def _retrouve(request):
    rendu = retrouve(request)
    return rendu.dict() | {"pieces": rendu.getlist("pieces")} if rendu else {}


def _demander(request, candidature, formulaire):
    choisies, lu = request.POST.getlist("dossiers"), formulaire.cleaned_data
    try:
        demandes = actes.demander(
            candidature.edition,
            choisies,
            lu["pieces"],
            par=request.user,
            article=lu["article"],
            motif=lu["motif"],
            derniere_minute=formulaire.derniere_minute(),
        )
    except ActeRefuse as refus:
        return _apercu(request, candidature, formulaire, choisies=choisies, refus=refus)
    reprise.oublier(request)
    messages.success(
        request, f"Le complément est demandé à {pluriel(len(demandes), 'dossier')}. Les équipes sont prévenues."
    )
    return rediriger("pilotage:complements", candidature.reference)


def _complement(request, reference, complement_id):
    candidature = dossier_instruit(request, reference)
    complement = lectures.complement_de(candidature, complement_id)
    exiger_trouve(complement is not None)
    return candidature, complement


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def prolonger(request, reference, complement_id):
    """Give more time to one team."""
    candidature, complement = _complement(request, reference, complement_id)
    exiger_en_cours(candidature.edition, horloge.maintenant())
    formulaire = FormulaireEcheance(request.POST or None, initial=_echeance(candidature.edition))
    if request.method == "POST" and formulaire.is_valid():
        try:
            actes.prolonger(complement, formulaire.derniere_minute(), par=request.user)
            messages.success(request, "Le délai est prolongé. L’équipe est prévenue.")
            return rediriger("pilotage:complements", reference)
        except ActeRefuse as refus:
            formulaire.add_error("jour", refus.phrase)
    return render(
        request,
        "pilotage/complement_prolonger.html",
        {
            "candidature": candidature,
            "complement": complement,
            "formulaire": formulaire,
            "en_erreur": bool(formulaire.errors),
        },
        status=422 if formulaire.errors else 200,
    )


@agent_de_l_edition(Role.AGENT)
@require_POST
def fermer(request, reference, complement_id):
    """Close a complement, answered or not."""
    _, complement = _complement(request, reference, complement_id)
    actes.fermer(complement, par=request.user)
    messages.success(request, "Le complément est fermé. Rien n’est effacé.")
    return rediriger("pilotage:complements", reference)


@agent_de_l_edition(Role.AGENT)
@require_GET
def piece(request, reference, piece_id):
    """One file that a team has sent; the reading is journaled."""
    dossier_instruit(request, reference)
    return servir(request, consulter_complement(request.user, reference, piece_id))


@agent_de_l_edition(Role.AGENT)
@require_GET
def registre(request):
    """Equal treatment: which pieces were asked of whom, why, since when, answered or not; and of whom they were not."""
    edition = edition_de(request)
    page = Paginator(lectures.registre_des_complements(request.user, edition), PAR_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "pilotage/registre_des_complements.html",
        {
            "edition": edition,
            "page": page,
            "lignes": lectures.nommer_les_pieces(page.object_list),
            "sans_demande": lectures.ecarts_sans_demande(request.user, edition),
            "instant": horloge.maintenant(),
            "est_scellee": not edition.sceau_leve(horloge.maintenant()),
        },
    )
