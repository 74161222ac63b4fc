"""A page of the grid, of a real dossier or of a fictional one: what it shows, its saves, its submission."""

from django.contrib import messages
from django.http import JsonResponse

from amihr import horloge
from amihr.comptes import reprise
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import date_heure
from amihr.socle.vues import attend_du_json
from evaluation.forms.grille import GrilleAffichee, lire
from evaluation.regles.fusion import ecrire_la_page, fusionner_la_grille, reprendre_la_saisie

# A grid that is not ready to be submitted: its notes are kept.
REFUS_DE_LA_REMISE = {"grille_incomplete", "grille_sans_note"}
REFUS_DE_LA_SAISIE = {"saisie_irrecevable", *REFUS_DE_LA_REMISE}


def grille_affichee(edition, saisie, recu, refus):
    """The grid to show: what was typed if a page was sent, else what is saved."""
    options = {"hors_permis": edition.reglage("Q33", "hors_de_ma_competence")}
    if refus is not None and refus.code == "grille_incomplete":
        options["manques"] = tuple(refus.details["criteres"])
    if refus is not None and refus.code == "grille_sans_note":
        options["fautes"] = {saisie.grille.criteres[0].pk: refus.code}
    if refus is not None and refus.code == "saisie_irrecevable":
        options["fautes"] = refus.details["fautes"]
    enregistre = saisie.reponses, saisie.commentaires
    options["page"] = ecrire_la_page(saisie.revision, *enregistre)
    if recu is None:
        return GrilleAffichee(saisie.grille, *enregistre, **options)
    tape = recu.reponses, recu.commentaires
    # Put back after a session, or contradictory: shown as it is, it is still what the page was drawn on.
    if refus is None or refus.code == "saisie_irrecevable":
        return GrilleAffichee(saisie.grille, *tape, **options | {"page": recu.jeton})
    if refus.code == "grille_soumise":  # nothing is left to choose between two tabs
        return GrilleAffichee(saisie.grille, *tape, **options)
    if saisie.evaluation is not None and (recu.base is not None or refus.code == "grille_ailleurs"):
        fusion = fusionner_la_grille(saisie.grille, recu.base, enregistre, tape)
        options["conflits"], tape = fusion.conflits, reprendre_la_saisie(fusion, tape)
    return GrilleAffichee(saisie.grille, *tape, **options)


def ce_que_dit_le_refus(refus):
    """What the page says of a refusal: the reason, whether what was answered is kept all the same."""
    est_gardee = refus is not None and refus.code in REFUS_DE_LA_REMISE
    return {"refus": refus, "est_gardee": est_gardee, "en_erreur": refus is not None}


def _statut(refus):
    """What was sent is wrong, or the dossier does not admit it now."""
    return 422 if refus.code in REFUS_DE_LA_SAISIE else 409


def _refus_en_json(edition, lire_la_saisie, recu, refus):
    """What the autosave says in its line: the sentences of the page where criteria are at fault."""
    message = refus.phrase
    if refus.code == "saisie_irrecevable":
        message = " ".join(e["texte"] for e in grille_affichee(edition, lire_la_saisie(), recu, refus).erreurs)
        message = message.removesuffix(".")  # the page goes on after it
    return JsonResponse({"message": message}, status=_statut(refus))


def enregistrer_la_grille(request, acte, *, lire_la_saisie, page, apres, dit):
    """Save the grid, from the button or while it is filled in.

    ``acte(answers, comments, revision=)`` saves; ``page(recu=, refus=, statut=)`` answers when it refuses, ``apres()``
    when it is done, under the sentence ``dit``; ``lire_la_saisie()`` reads what is saved.
    """
    recu = lire(request.POST)
    en_json = attend_du_json(request)
    try:
        enregistree = acte(recu.reponses, recu.commentaires, **recu.page)
    except ActeRefuse as refus:
        if en_json:
            return _refus_en_json(request.edition, lire_la_saisie, recu, refus)
        return page(recu=recu, refus=refus, statut=_statut(refus))
    reprise.oublier(request)
    if en_json:
        return _enregistree_en_json(enregistree, recu)
    if enregistree:
        messages.success(request, dit)
    else:
        messages.info(request, "Votre grille est encore vide\u00a0: rien n’était à enregistrer.")
    return apres()


def _enregistree_en_json(enregistree, recu):
    """What the autosave writes: an empty page is what is kept, so nothing of it is lost, and no grid is begun."""
    revision, instant, avis = 0, horloge.maintenant(), {"avis": "Rien n’y est encore rempli"}
    if enregistree:
        revision, instant, avis = enregistree.revision, enregistree.enregistree_le, {}
    heure = date_heure(instant).rpartition(" à ")[2]
    montre = ecrire_la_page(revision, recu.reponses, recu.commentaires)
    return JsonResponse({"revision": montre, "enregistre_a": heure} | avis)


def remettre_la_grille(request, acte, *, enregistrer, page, apres):
    """Submit a complete grid; of one that is not ready, keep what is there and say what is missing.

    ``acte(reponses=, commentaires=, revision=)`` submits; the others as ``enregistrer_la_grille`` takes them.
    """
    recu = lire(request.POST)
    try:
        acte(reponses=recu.reponses, commentaires=recu.commentaires, **recu.page)
    except ActeRefuse as refus:
        if refus.code in REFUS_DE_LA_REMISE:
            enregistrer(recu.reponses, recu.commentaires, **recu.page)
            reprise.oublier(request)
        return page(recu=recu, refus=refus, statut=_statut(refus))
    reprise.oublier(request)
    return apres()
