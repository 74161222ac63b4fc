"""Decisions for the Région: signed acts, notification, publication."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.editions.recours import RECOURS
from amihr.editions.textes import en_html
from amihr.fichiers.rangement import ranger
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.reveil import reveiller
from amihr.socle.textes import pluriel
from evaluation.actes import decision as actes
from evaluation.forms.decision import FormulaireActe, FormulaireNotification, FormulairePublication
from evaluation.lectures import decisions as lectures
from evaluation.regles.suivi import puce_du_sens, situation


def _lignes(decisions, instant, confirmer=()):
    return [
        {
            "decision": d,
            "candidature": d.candidature,
            "sens": puce_du_sens(d),
            "puce": situation(d, instant, est_a_confirmer=d.pk in confirmer),
        }
        for d in decisions
    ]


@agent_de_l_edition(Role.AGENT)
@require_safe
def decisions(request):
    """Every decision, by what remains to be done with it."""
    exiger_trouve(request.edition)
    instant = horloge.maintenant()
    piles = lectures.decisions_par_suite(request.user, request.edition, instant)
    confirmer = piles.pop("a_confirmer")
    contexte = {nom: _lignes(pile, instant, confirmer) for nom, pile in piles.items()}
    contexte["est_annulee"] = est_annulee = request.edition.est_annulee(instant)
    contexte |= {f"vers_{nom}": "" if est_annulee else lien(f"evaluation:{nom}") for nom in ("acte", "notifier")}
    contexte["cocher"] = request.GET.get("cocher", "")
    contexte["actes"] = list(lectures.actes_signes(request.user, request.edition, instant))
    return render(request, "evaluation/decisions.html", contexte)


def _selection(request, pile):
    """Return the chosen decisions: those of the address, then those of the form alone."""
    exiger_trouve(request.edition)
    references = (request.POST if request.method == "POST" else request.GET).getlist("d")
    return lectures.selection(request.user, request.edition, references, pile)


def _rien_a_montrer(request, choisies):
    """Tell whether a page was opened on nothing: an empty choice is nobody, never everybody."""
    return request.method != "POST" and not choisies


def _choisir_d_abord(request):
    messages.warning(request, "Choisissez d’abord une décision dans la liste.")
    return rediriger("evaluation:decisions")


def _deja_fait(request, choisies, piles):
    """Tell whether a form comes a second time (double click, back button): what it names is done."""
    references = request.POST.getlist("d")
    return not choisies and lectures.sont_dans(request.user, request.edition, references, piles)


def _references(choisies):
    return [decision.candidature.reference for decision in choisies]


def _contexte(choisies, formulaire, **contexte):
    lignes = _lignes(choisies, horloge.maintenant())
    return {"lignes": lignes, "formulaire": formulaire, **contexte}


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def enregistrer_l_acte(request):
    """Register the act, signed outside, that carries the chosen decisions (see Q31)."""
    choisies, instant = _selection(request, "a_signer"), horloge.maintenant()
    if _rien_a_montrer(request, choisies):
        return _choisir_d_abord(request)
    formulaire = FormulaireActe(request.POST or None, request.FILES or None, jour=horloge.jour_de_paris(instant))
    est_saisi = request.method == "POST" and choisies and formulaire.is_valid()
    if est_saisi and _ranger_et_enregistrer(request, choisies, formulaire, instant):
        messages.success(request, f"L’acte n° {formulaire.cleaned_data['numero']} est enregistré.")
        return rediriger("evaluation:decisions")
    statut = 422 if formulaire.errors else 200
    return render(request, "evaluation/acte.html", _contexte(choisies, formulaire), status=statut)


def _ranger_et_enregistrer(request, choisies, formulaire, instant):
    """Keep the file, outside any transaction, then record the act; a refusal goes to the form. Tells whether it is done."""
    lu = dict(formulaire.cleaned_data)
    try:
        fichier = ranger(lu.pop("fichier"), genre="acte", par=request.user, instant=instant)
    except ActeRefuse as refus:
        formulaire.add_error("fichier", refus.phrase)
        return False
    try:
        actes.enregistrer_acte_signe(request.edition, _references(choisies), par=request.user, fichier=fichier, **lu)
    except ActeRefuse as refus:
        formulaire.add_error("numero" if refus.code == "numero_d_acte" else None, refus.phrase)
        return False
    return True


@agent_de_l_edition(Role.AGENT)
@require_safe
def fichier_de_l_acte(request, acte_id):
    """The signed file of an act, for those who may read all the decisions that it carries."""
    exiger_trouve(request.edition)
    acte = lectures.actes_signes(request.user, request.edition).filter(pk=acte_id).first()
    exiger_trouve(acte is not None)
    return servir(request, acte.fichier)


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "HEAD", "POST"])
def notifier(request):
    """Read each letter as it will be, then release them all: one confirmation, one notification a dossier (see T8)."""
    choisies = _selection(request, "a_notifier")
    if _rien_a_montrer(request, choisies):
        return _choisir_d_abord(request)
    if _deja_fait(request, choisies, ("a_publier", "publiees", "sans_suite")):
        messages.info(request, "Ces décisions sont déjà notifiées : aucune lettre n’est repartie.")
        return rediriger("evaluation:decisions")
    textes = lectures.textes_des_lettres(request.edition)
    a_voies = bool(textes.get(RECOURS, "").strip())
    saisie = request.POST if request.method == "POST" else None
    formulaire = FormulaireNotification(saisie, nom=request.user.nom_complet, a_voies_de_recours=a_voies)
    if formulaire.is_bound and formulaire.is_valid() and _notifier(request, choisies, formulaire):
        return rediriger("evaluation:decisions")
    contexte = _contexte(choisies, formulaire)
    for ligne in contexte["lignes"]:
        ligne["lettre"] = mettre_en_page(lectures.lettre_de(ligne["decision"], request.edition, textes))
    return render(request, "evaluation/notifier.html", contexte, status=422 if formulaire.errors else 200)


def _notifier(request, choisies, formulaire):
    """Notify, and say how many; a day gone by is said beside its field. Tells whether it is done."""
    try:
        faites = actes.notifier(request.edition, _references(choisies), par=request.user, **formulaire.cleaned_data)
    except ActeRefuse as refus:
        if refus.code != "annonce_passee":
            raise
        formulaire.add_error("annonce_le", refus.phrase)
        return False
    reveiller()
    phrase = pluriel(len(faites), "décision notifiée", "décisions notifiées")
    messages.success(request, f"{phrase}. Les lettres partent dans un instant.")
    return True


def mettre_en_page(lettre):
    """Return the parts of a letter as safe HTML."""
    return {nom: en_html(texte) for nom, texte in lettre.items()}


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def publier(request):
    """Publish the chosen decisions now, or at an instant to come: no job does it, everything public filters on it."""
    choisies, instant = _selection(request, "a_publier"), horloge.maintenant()
    if _rien_a_montrer(request, choisies):
        return _choisir_d_abord(request)
    if _deja_fait(request, choisies, ("publiees",)):
        messages.info(request, "Ces décisions sont déjà publiées.")
        return rediriger("evaluation:decisions")
    formulaire = FormulairePublication(request.POST or None, instant=instant)
    if request.method == "POST" and formulaire.is_valid():
        publication_le = formulaire.publication_le()
        actes.publier(request.edition, _references(choisies), par=request.user, publication_le=publication_le)
        reveiller()
        phrase = "La publication est prévue." if publication_le else "Les décisions sont publiées."
        messages.success(request, phrase)
        return rediriger("evaluation:decisions")
    statut = 422 if formulaire.errors else 200
    return render(request, "evaluation/publier.html", _contexte(choisies, formulaire), status=statut)
