"""One's candidatures, the task list of one of them, its history, its end."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr.socle.liens import lien, rediriger
from amihr.socle.textes import date_heure
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import depot, saisie

from .communes import contexte, dossier

PUCES = {"complete": ("fait", "Complète"), "commencee": ("encours", "Commencée"), "a_remplir": ("", "À remplir")}


@require_GET
def liste(request):
    """The candidatures one works on, in the edition being shown."""
    suivies = lectures.candidatures_suivies(request.user, request.edition) if request.edition else []
    instant = lectures.instant_de_lecture()
    return render(request, "candidatures/liste.html", {
        "candidatures": suivies,
        "peut_commencer": bool(request.edition) and request.edition.est_ouverte(instant),
    })


@require_http_methods(["GET", "POST"])
def nouvelle(request):
    """Begin a candidature: what it asks for, then one button."""
    if request.method == "GET":
        return render(request, "candidatures/nouvelle.html", {
            "parties": request.edition.formulaire["parties"] if request.edition else [],
            "texte": request.edition.texte("candidature.presentation") if request.edition else "",
        })
    candidature = saisie.commencer(request.edition, par=request.user)
    messages.success(request, "Votre brouillon est créé. Rien n’est déposé tant que vous ne l’avez pas décidé.")
    return rediriger("candidatures:dossier", candidature.reference)


def taches(brouillon):
    """Return the task list: one task a part, with its article, its state in words."""
    candidature, lignes = brouillon.candidature, []
    for partie in candidature.edition.formulaire["parties"]:
        etat, puce = PUCES[brouillon.avancement[partie["slug"]]]
        nom = "candidatures:partie" if partie["questions"] else "candidatures:pieces"
        arguments = [candidature.reference] + ([partie["slug"]] if partie["questions"] else [])
        lignes.append({"titre": partie["titre"], "url": lien(nom, *arguments), "article": partie["article"],
                       "resume": partie["resume"], "etat": etat, "puce": puce})
    return lignes


def liens_des_manques(brouillon):
    """Return the gaps with the address of the page that fills each."""
    reference = brouillon.candidature.reference
    a_questions = {p["slug"] for p in brouillon.candidature.edition.formulaire["parties"] if p["questions"]}
    return [
        {"phrase": manque.phrase, "article": manque.article, "url": (
            lien("candidatures:partie", reference, manque.partie) + f"#id_{manque.code}"
            if manque.partie in a_questions else lien("candidatures:pieces", reference) + f"#piece_{manque.code}")}
        for manque in brouillon.manques
    ]


def _avancement(brouillon):
    etats = list(brouillon.avancement.values())
    return f"{etats.count('complete')} parties complètes sur {len(etats)}"


def _enregistre(brouillon):
    dernier = max((section.modifiee_le for section in brouillon.sections.values() if section.modifiee_le), default=None)
    return f"Brouillon enregistré le {date_heure(dernier)}" if dernier else ""


@require_GET
def accueil(request, reference):
    """The task list of a candidature: what is there, what is missing and why, what to do next."""
    candidature = dossier(request, reference)
    brouillon = lectures.brouillon(candidature)
    depots = lectures.depots_de(candidature)
    return render(request, "candidatures/dossier.html", contexte(
        request, candidature, brouillon=brouillon, taches=taches(brouillon), manques=liens_des_manques(brouillon),
        etats=[tache["etat"] for tache in taches(brouillon)],
        equipe=lectures.equipe(candidature), depots=depots, dernier_depot=depots[0] if depots else None,
        differe=lectures.differe_du_depot(brouillon, depots[0]) if depots else False,
        avancement_en_mots=_avancement(brouillon), enregistre_en_mots=_enregistre(brouillon),
        suite=lectures.suite_publique(candidature),
    ))


@require_GET
def historique(request, reference):
    """Who changed which part, and when; the versions filed."""
    candidature = dossier(request, reference)
    return render(request, "candidatures/historique.html", contexte(
        request, candidature, revisions=lectures.revisions_de(candidature), depots=lectures.depots_de(candidature),
    ))


@require_http_methods(["GET", "POST"])
def supprimer(request, reference):
    """Delete a draft that was never filed, after a confirmation."""
    candidature = dossier(request, reference, Action.DEPOSER)
    if request.method == "GET":
        return render(request, "candidatures/supprimer.html", contexte(request, candidature))
    saisie.supprimer(candidature, par=request.user)
    messages.success(request, "Le brouillon est supprimé, avec ses textes et ses fichiers.")
    return rediriger("candidatures:liste")


@require_http_methods(["GET", "POST"])
def retirer(request, reference):
    """Withdraw a filed candidature, after a confirmation."""
    candidature = dossier(request, reference, Action.DEPOSER)
    if request.method == "GET":
        return render(request, "candidatures/retirer.html", contexte(request, candidature))
    depot.retirer(candidature, par=request.user)
    messages.success(request, "La candidature est retirée. Vous pouvez la déposer de nouveau jusqu’à la clôture.")
    return rediriger("candidatures:dossier", reference)
