"""The holder's page of its badge."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amihr import horloge
from amihr.editions.textes import en_html
from amihr.fichiers.rangement import servir
from amihr.socle.codes import ecrire
from catalogue.documents.badge import macaron_de
from catalogue.documents.macaron import decrire
from catalogue.lectures.fiches import textes_du_catalogue
from catalogue.lectures.labels import label_suivi, macaron_produit, publication_de
from catalogue.regles.affichage import peut_etre_affiche
from catalogue.regles.duree import est_en_vigueur
from catalogue.regles.suivi import situation

SECONDES_AVANT_DE_REVENIR = 5


@require_safe
def macaron_du_laureat(request, cle):
    """The badge, its formats and its stable address; before the publication, the day it comes."""
    instant = horloge.maintenant()
    lu = label_suivi(request.user, cle, instant)
    label, publication = lu.label, publication_de(lu.label)
    est_public = publication is not None and publication <= instant
    textes = textes_du_catalogue(label.edition, "label.avantages", "label.engagements")
    contexte = {
        "label": label,
        "cle": label.candidature.reference,
        "situation": situation(lu.etat, publication, instant),
        "publication": publication,
        "est_public": est_public,
        "peut_afficher": est_public and peut_etre_affiche(lu.etat),
        "code": ecrire(label.code) if est_public else "",
        "description": decrire(macaron_de(lu, settings.ADRESSE_PUBLIQUE)) if est_public else "",
        "racine": settings.ADRESSE_PUBLIQUE,
        "retrait": next((r for r in label.retraits.all() if est_en_vigueur(r, instant)), None),
        "avantages": en_html(textes.get("label.avantages", "")),
        "engagements": en_html(textes.get("label.engagements", "")),
    }
    return render(request, "catalogue/laureat_macaron.html", contexte)


@require_safe
def macaron_a_imprimer(request, cle):
    """The badge in PDF, made by a task: 202 until it is there."""
    instant = horloge.maintenant()
    lu = label_suivi(request.user, cle, instant)
    publication = publication_de(lu.label)
    if publication is None or publication > instant or not peut_etre_affiche(lu.etat):
        raise Http404
    fichier = macaron_produit(lu.label, "pdf")
    if fichier is None:
        reponse = render(request, "catalogue/macaron_en_preparation.html", {"cle": cle}, status=202)
        reponse["Refresh"] = str(SECONDES_AVANT_DE_REVENIR)
        return reponse
    return servir(request, fichier)
