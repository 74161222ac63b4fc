"""Leading a call: its state, its closing, its texts."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.editions import annonces as publication
from amihr.editions import conduite, reglement
from amihr.editions.calendrier import quand_se_clot
from amihr.editions.textes import en_html
from amihr.editions.textes_attendus import CODES, DEFAUTS, JAMAIS_VIDES, MOTS, OBLIGATOIRES, exiger_envoyable
from amihr.pilotage import fichier, lectures
from amihr.pilotage.exemples import apercu_du_courriel
from amihr.pilotage.forms.edition import (
    Confirmation,
    FormulaireAnnulation,
    FormulaireReport,
    FormulaireTexte,
)
from amihr.pilotage.points import avertissements_du_report
from amihr.pilotage.reprise import a_relire
from amihr.pilotage.rubriques import GROUPES
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve

from .tableau import dire_enregistre, edition_de, phrase_du_refus

REFUS_DU_CONTENU = {"lettre_vide", "mot_inconnu", "mot_oublie"}
UNE_MINUTE = timedelta(minutes=1)
GESTES = {
    "suspendre": (
        conduite.suspendre,
        "L’appel est suspendu\u00a0: aucun dépôt n’est accepté.",
    ),
    "reprendre": (conduite.reprendre, "L’appel reprend."),
    "annuler": (conduite.annuler, "L’appel est annulé."),
    "mettre-en-avant": (conduite.mettre_en_avant, "Cet appel est maintenant celui de la page d’accueil."),
}

POSSIBLES = {
    "suspendre": conduite.exiger_suspendable,
    "reprendre": conduite.exiger_reprenable,
    "annuler": conduite.exiger_annulable,
}
FORMULAIRES = {"annuler": FormulaireAnnulation}


def _page(request, edition, formulaire, *, statut=200):
    instant = horloge.maintenant()
    peut_conduire, ecrit = request.user.a_role(Role.AGENT), reglement.parution(edition, instant) > instant
    return render(
        request,
        "pilotage/edition.html",
        {
            "edition": edition,
            "etat": edition.etat(instant),
            "formulaire": formulaire,
            "versions": reglement.versions_publiees(edition, instant),
            "attente": reglement.version_a_paraitre(edition, instant),
            "groupes": GROUPES[:-1],
            "est_close": edition.est_close(instant),
            "est_suspendue": edition.est_suspendue(instant),
            "cloture_a_fixer": quand_se_clot(edition, instant)[2],
            "est_annulee": edition.est_annulee(instant),
            "peut_conduire": peut_conduire,
            "ecrit_le_reglement": ecrit,
            "a_relire": _a_relire(edition, peut_conduire or ecrit) if instant < edition.ouverture_le else [],
        },
        status=statut,
    )


def _a_relire(edition, ecrit_le_reglement):
    """The pages whose texts cite a date: what an edition made from another one may still say of that one."""
    trouvees = a_relire(fichier.document(edition))
    return [
        {"titre": titre, "adresse": lien(nom, *arguments)}
        for titre, nom, arguments in trouvees
        if ecrit_le_reglement or nom != "pilotage:nouveau_reglement"
    ]


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def edition(request):
    """The state of the call, its dates, its règlement, its texts."""
    return _page(request, edition_de(request), FormulaireReport())


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def conduire(request, geste):
    """Suspend, resume, cancel the call with its reason, or put it first on the site, after a confirmation.

    A reason is read by all: it is shown first as they will read it.
    """
    appel, instant = edition_de(request), horloge.maintenant()
    if empechement := _empechement(geste, appel, instant):
        contexte = {"edition": appel, "geste": geste, "empechement": empechement}
        return render(request, "pilotage/conduire.html", contexte, status=409)
    est_annoncee = publication.est_annoncee(appel, instant)
    saisie = request.POST if request.method == "POST" else None
    formulaire = FORMULAIRES.get(geste, Confirmation)(saisie, est_annoncee=est_annoncee)
    if not formulaire.is_valid() or (geste in FORMULAIRES and "confirme" not in request.POST):
        contexte = {"edition": appel, "geste": geste, "formulaire": formulaire, "apercu": None,
                    "est_ouverte": appel.ouverture_le <= instant,
                    "attente": reglement.version_a_paraitre(appel, instant)}  # fmt: skip
        if formulaire.is_valid() and request.POST.get("geste") != "corriger":
            titre, texte = publication.actualite_de_l_annulation(formulaire.cleaned_data["motif"])
            contexte["apercu"] = {"titre": titre, "html": en_html(texte)}
        return render(request, "pilotage/conduire.html", contexte, status=422 if formulaire.errors else 200)
    acte, phrase = GESTES[geste]
    acte(appel, par=request.user, **formulaire.cleaned_data)
    messages.success(request, phrase)
    return rediriger("pilotage:edition")


def _empechement(geste, appel, instant):
    """The sentence that says why a gesture would be refused now: told before it is confirmed, not after."""
    return _dire_le_refus(POSSIBLES.get(geste, lambda *_: None), appel, instant)


def _dire_le_refus(exiger, *arguments):
    """The sentence of what a condition refuses, or ""."""
    try:
        exiger(*arguments)
    except ActeRefuse as refus:
        return refus.phrase
    return ""


@agent_de_l_edition(Role.AGENT)
@require_POST
def reporter(request):
    """Move the closing later, after a confirmation that gives both instants (Q45)."""
    appel = edition_de(request)
    formulaire = FormulaireReport(request.POST)
    if formulaire.is_valid():
        cloture_le = formulaire.derniere_minute() + UNE_MINUTE
        try:
            if "confirme" not in request.POST:
                conduite.exiger_reportable(appel, cloture_le, horloge.maintenant(), lectures.a_ete_lue)
                nouvelle = formulaire.derniere_minute()
                contexte = {"edition": appel, "formulaire": formulaire, "nouvelle": nouvelle,
                            "est_suspendue": appel.est_suspendue(horloge.maintenant()),
                            "avertissements": avertissements_du_report(appel, nouvelle)}  # fmt: skip
                return render(request, "pilotage/reporter.html", contexte)
            conduite.reporter(appel, cloture_le=cloture_le, par=request.user, a_ete_lue=lectures.a_ete_lue)
        except ActeRefuse as refus:
            formulaire.add_error("jour", refus.phrase)
        else:
            messages.success(request, "La clôture est reportée. Les dossiers restent scellés jusqu’à elle.")
            return rediriger("pilotage:edition")
    return _page(request, appel, formulaire, statut=422)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def annonces(request):
    """What the teams were told of the call, and how many mails have left: the proof, without a name."""
    appel = edition_de(request)
    return render(request, "pilotage/annonces.html", {"edition": appel, "annonces": lectures.annonces(appel)})


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def texte(request, code):
    """Edit one text of the call, with a preview before it is saved."""
    appel = edition_de(request)
    exiger_trouve(code in CODES)
    initial = {"contenu": appel.texte(code) or DEFAUTS.get(code, ""), "revision": appel.revision}
    formulaire = FormulaireTexte(request.POST or None, initial=initial)
    formulaire.fields["contenu"].facultatif = code not in JAMAIS_VIDES
    empechement = _dire_le_refus(conduite.exiger_modifiable, appel, code, request.user, horloge.maintenant())
    apercu, enregistre = None, ""
    if request.method == "POST" and formulaire.is_valid():
        if "apercu" in request.POST:
            apercu = _apercu(appel, code, formulaire)
        elif _remplacer_le_texte(request, appel, code, formulaire):
            messages.success(request, dire_enregistre(appel))
            return rediriger("pilotage:edition")
        elif formulaire.non_field_errors() and appel.texte(code) != formulaire.cleaned_data["contenu"]:
            enregistre = en_html(appel.texte(code))
    return render(
        request,
        "pilotage/texte.html",
        {
            "edition": appel,
            "code": code,
            "libelle": CODES[code],
            "formulaire": formulaire,
            "apercu": apercu,
            "defaut": DEFAUTS.get(code, ""),
            "enregistre": enregistre,
            "empechement": empechement,
            "mots": [
                {"mot": f"{{{mot}}}", "obligatoire": mot in OBLIGATOIRES.get(code, ())}
                for mot in sorted(MOTS.get(code, ()))
            ],
        },
        status=422 if formulaire.errors else 200,
    )


def _apercu(appel, code, formulaire):
    """What the text would give: the page's paragraphs, or the whole mail; ``None`` when the form says why it would not do."""
    contenu = formulaire.cleaned_data["contenu"]
    try:
        exiger_envoyable(code, contenu)
    except ActeRefuse as refus:
        formulaire.add_error("contenu", refus.phrase)
        return None
    if code not in DEFAUTS:
        return {"html": en_html(contenu)}
    sujet, texte = apercu_du_courriel(appel, code, contenu)
    return {"sujet": sujet, "texte": texte}


def _remplacer_le_texte(request, appel, code, formulaire):
    """Save the text; tell whether it is done, or put the reason on the form, which can then be saved over."""
    saisie = formulaire.cleaned_data
    try:
        conduite.modifier_texte(appel, code, saisie["contenu"], par=request.user, revision=saisie["revision"])
    except ActeRefuse as refus:
        phrase = phrase_du_refus(refus, remplacable=True)
        formulaire.add_error("contenu" if refus.code in REFUS_DU_CONTENU else None, phrase)
        formulaire.data = formulaire.data.copy()
        formulaire.data["revision"] = appel.revision
        return False
    return True
