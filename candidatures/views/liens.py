"""Declaring one's links of interest, for all the dossiers on one screen or for one of them.

What is about to be declared has its own page, at its own address: from wherever one goes next, the browser's way back
finds it, or the form as it was filled in.
"""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes.portes import INSTRUCTION
from amihr.habilitations.engagements import siege_de, versions_a_signer
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import exiger_trouve
from amihr.socle.textes import accorde, pluriel
from candidatures.acces import Action
from candidatures.actes import deport as actes
from candidatures.forms.liens import FormulaireDeDeport, FormulaireDeLien, champs_du_lien
from candidatures.lectures import a_declarer
from candidatures.lectures.liens import structures_a_citer
from candidatures.lectures.repartitions import lisibles_parmi
from candidatures.regles.declarations import dernier_jour_pour_declarer, est_en_retard

from .communes import dossier

A_CONFIRMER = "liens_a_confirmer"  # in the session: the call, and the fields of what is about to be declared


def _formulaires(request):
    """One form per dossier still to declare, filled with what waits to be confirmed; of a page sent, those it was showing."""
    if request.method == "POST":
        return _formulaires_de(request, request.POST)
    attendent = _a_confirmer(request)
    dossiers = [d for d in a_declarer(request.user, request.edition) if not d.est_declare]
    return [FormulaireDeLien(attendent, dossier=dossier) for dossier in dossiers]


def _formulaires_de(request, champs):
    """The forms of the dossiers that ``champs`` names, and that are still to declare."""
    dossiers = [d for d in a_declarer(request.user, request.edition) if not d.est_declare]
    montres = set(champs.getlist("dossiers"))
    _dire_les_depasses(request, montres - {dossier.reference for dossier in dossiers})
    return [FormulaireDeLien(champs, dossier=dossier) for dossier in dossiers if dossier.reference in montres]


def _a_confirmer(request):
    """Return the fields that wait to be confirmed by whoever is signed in, for the call being shown, or ``None``."""
    attend = request.session.get(A_CONFIRMER) or {}
    return QueryDict(attend["champs"]) if attend.get("edition") == str(request.edition.pk) else None


def _faire_attendre(request, formulaires, tous):
    """Keep in the session what is about to be declared, « aucun lien » said for all the others included."""
    champs = QueryDict(mutable=True)
    for formulaire in formulaires:
        if formulaire.lien() or formulaire.est_sans_lien(tous):
            champs.appendlist("dossiers", formulaire.dossier.reference)
            for nom, valeurs in champs_du_lien(formulaire).items():
                champs.setlist(nom, valeurs)
    request.session[A_CONFIRMER] = {"edition": str(request.edition.pk), "champs": champs.urlencode()}


def _dire_les_depasses(request, references):
    """Say of an old page that some of its dossiers are not to declare any more, whatever the reason (T5)."""
    if references:
        messages.warning(
            request,
            f"{pluriel(len(references), 'dossier')} de la page que vous avez envoyée {accorde(len(references), 'n’est', 'ne sont')} "
            "plus à déclarer, par exemple parce que vous avez répondu dans un autre onglet. Cette page n’y a rien changé. "
            "Un lien se déclare encore depuis la page du dossier.",
        )


@require_http_methods(["GET", "POST"])
def liens(request):
    """Everything to declare, then a page that says back what is about to be declared, then the acte."""
    if not request.edition:
        raise Http404
    exiger_trouve(siege_de(request.user, request.edition))
    formulaires = _formulaires(request)
    if request.method == "GET":
        return _page(request, formulaires)
    if not formulaires and request.POST.getlist("dossiers"):
        return rediriger("evaluation:bureau")
    if [formulaire for formulaire in formulaires if not formulaire.is_valid()]:  # each one says its own errors
        return _page(request, formulaires, statut=422)
    tous = "tous" in request.POST
    if not any(formulaire.lien() or formulaire.est_sans_lien(tous) for formulaire in formulaires):
        erreurs = [{"texte": "Répondez pour au moins un dossier", "ancre": "dossiers"}]
        return _page(request, formulaires, statut=422, erreurs=erreurs)
    if "confirme" not in request.POST:
        _faire_attendre(request, formulaires, tous)
        return rediriger("candidatures:confirmer_les_liens")
    return _declarer(request, formulaires, tous)


def _page(request, formulaires, *, statut=200, **suite):
    edition, instant = request.edition, horloge.maintenant()
    a_signer = versions_a_signer(request.user, edition, instant).filter(public="membre")
    contexte = {
        "formulaires": formulaires,
        "en_erreur": statut != 200,
        "a_signer": not formulaires and a_signer.exists(),
        "est_scelle": not edition.sceau_leve(instant),
        "dernier_jour": dernier_jour_pour_declarer(edition),
        "en_retard": est_en_retard(edition, instant),
        **suite,
    }
    return render(request, "candidatures/liens.html", contexte, status=statut)


def _declarer(request, formulaires, tous):
    avec_lien = [formulaire for formulaire in formulaires if formulaire.lien()]
    declares = {formulaire.dossier.reference: formulaire.lien() for formulaire in avec_lien}
    structures = {formulaire.dossier.reference: formulaire.structures_citees() for formulaire in avec_lien}
    aucun = [formulaire.dossier.reference for formulaire in formulaires if formulaire.est_sans_lien(tous)]
    actes.declarer(request.edition, par=request.user, aucun_lien=aucun, liens=declares, structures=structures)
    request.session.pop(A_CONFIRMER, None)
    _annoncer(request, declares, aucun)
    return rediriger("evaluation:bureau")


@require_safe
def confirmation(request):
    """Say back what is about to be declared; what is confirmed is posted to the page of the links."""
    exiger_trouve(request.edition)
    exiger_trouve(siege_de(request.user, request.edition))
    champs = _a_confirmer(request)
    formulaires = _formulaires_de(request, champs) if champs else []
    corrects = [formulaire for formulaire in formulaires if formulaire.is_valid()]
    if not corrects:
        return rediriger("candidatures:liens")
    contexte = {
        "avec_lien": [f for f in corrects if f.lien()],
        "sans_lien": [f.dossier for f in corrects if not f.lien()],
    }
    return render(request, "candidatures/liens_confirmation.html", contexte)


def _annoncer(request, declares, aucun):
    if aucun:
        messages.success(request, _dire_sans_lien(request.user, aucun))
    if declares:
        messages.success(request, "Votre déport est enregistré. Ce que vous avez déclaré ne vous est plus montré.")


def _dire_sans_lien(personne, references):
    """What opens: not all of it where dossiers are shared, nor where a link that was found is still to be settled."""
    combien, ouverts = len(references), lisibles_parmi(personne, references)
    dit = f"Aucun lien déclaré avec {pluriel(combien, 'dossier')}"
    if ouverts == combien:
        return f"{dit}\u00a0: vous pouvez {accorde(combien, 'le', 'les')} lire."
    pourquoi = "confiés à d’autres membres, ou en attente de la décision du secrétariat sur un lien relevé."
    if not ouverts:
        return f"{dit}. Rien ne s’ouvre à vous pour l’instant\u00a0: dossiers {pourquoi}"
    return f"{dit}\u00a0: vous pouvez en lire {ouverts}. Les autres sont {pourquoi}"


def _retour_sans_siege(personne):
    """An administrator, who reads by exception, has no list of dossiers."""
    return "pilotage:candidatures" if personne.a_role(*INSTRUCTION) else "pilotage:acces_exceptionnels"


@require_http_methods(["GET", "POST"])
def deport(request, reference):
    """Step aside from one dossier: what it entails, then one button; the dossier is then gone.

    A member comes from the desk of the commission; whoever instructs, from the list of the Région.
    """
    candidature = dossier(request, reference, Action.DECLARER)
    siege = siege_de(request.user, request.edition)
    retour = "evaluation:bureau" if siege else _retour_sans_siege(request.user)
    donnees = request.POST if request.method == "POST" else None
    formulaire = FormulaireDeDeport(donnees, structures=structures_a_citer(candidature))
    if request.method == "GET" or not formulaire.is_valid():
        contexte = {"formulaire": formulaire, "reference": reference, "retour": lien(retour), "siege": siege}
        statut = 200 if request.method == "GET" else 422
        return render(request, "candidatures/deport.html", contexte, status=statut)
    saisie = formulaire.cleaned_data
    dit = {"liens": {reference: (saisie["categorie"], saisie["precision"])}}
    actes.declarer(request.edition, par=request.user, structures={reference: formulaire.structures_citees()}, **dit)
    messages.success(request, "Votre déport est enregistré. Ce dossier ne vous est plus montré.")
    return rediriger(retour)
