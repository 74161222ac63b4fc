"""The catalogue as people read it: the list by need, one fiche, some side by side, a logo."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from amihr import horloge
from amihr.editions.textes import en_html
from amihr.fichiers.rangement import derive_du_logo, servir
from amihr.socle.codes import ecrire
from amihr.socle.vues import publique
from catalogue.documents.badge import macaron_de
from catalogue.documents.macaron import decrire
from catalogue.forms.recherche import criteres_de, slugs_a_comparer
from catalogue.lectures.fiches import besoins_de, fiche_publiee, fiches_a_comparer, textes_du_catalogue
from catalogue.lectures.recherche import chercher
from catalogue.regles.criteres import A_COMPARER
from catalogue.regles.presentation import (
    besoins_proposes,
    filtres_actifs,
    groupes_de_facettes,
    tableau_compare,
    titre_du_resultat,
)
from catalogue.regles.preuve import lire

from .reponses import dater, dater_par_le_contenu


@publique
def liste(request):
    """The published solutions, by need."""
    instant, criteres = horloge.maintenant(), criteres_de(request.GET)
    resultat = chercher(criteres, instant)
    textes = textes_du_catalogue(request.edition, "catalogue.presentation", "catalogue.licence")
    contexte = {
        "criteres": criteres,
        "resultat": resultat,
        "titre_resultat": titre_du_resultat(criteres, resultat.total),
        "besoins": besoins_proposes(resultat.facettes["besoin"]) if criteres.sont_vides else [],
        "filtres": filtres_actifs(criteres, resultat.facettes, request.GET, _habitants(request)),
        "groupes": groupes_de_facettes(resultat.facettes, _habitants(request)),
        "chapo": textes.get("catalogue.presentation", ""),
        "licence": en_html(textes.get("catalogue.licence", "")),
    }
    page = render(request, "catalogue/liste.html", contexte)
    return dater_par_le_contenu(request, horloge.jour_de_paris(instant), page)


def _habitants(request):
    return request.edition.territoire.get("habitants", "") if request.edition else ""


@publique
def fiche(request, slug):
    """One published solution: who says what of it, and since when."""
    trouvee, lu = fiche_publiee(slug, horloge.maintenant())

    def produire():
        faits = lire(trouvee.contenu)
        contexte = {
            "fiche": trouvee,
            "label": lu.label,
            "code": ecrire(lu.label.code),
            "faits": [fait for fait in faits if not fait.genre],
            "textes": [fait for fait in faits if fait.genre == "texte"],
            "liens": [fait for fait in faits if fait.genre == "lien"],
            "besoins": besoins_de(trouvee),
            "description": decrire(macaron_de(lu, settings.ADRESSE_PUBLIQUE)),
            "logo": derive_du_logo(trouvee.logo) if trouvee.logo else None,
        }
        return render(request, "catalogue/fiche.html", contexte)

    return dater(request, (*lu.version, trouvee.pk, trouvee.modifiee_le), produire)


@publique
def logo(request, slug):
    """The re-encoded logo of a published solution, never the file that was sent."""
    trouvee, _ = fiche_publiee(slug, horloge.maintenant())
    derive = derive_du_logo(trouvee.logo) if trouvee.logo else None
    if derive is None:
        raise Http404
    reponse = servir(request, derive, nom=f"{slug}.png")
    reponse["Cache-Control"] = "no-cache"
    del reponse["Vary"]
    return reponse


@publique
def comparer(request):
    """Up to four published solutions, fact by fact."""
    instant, slugs = horloge.maintenant(), slugs_a_comparer(request.GET)
    comparees = fiches_a_comparer(slugs[:A_COMPARER], instant)
    contexte = {
        "fiches": [trouvee for trouvee, _ in comparees],
        "lignes": tableau_compare([trouvee for trouvee, _ in comparees]),
        "de_trop": len(slugs) > A_COMPARER,
        "maximum": A_COMPARER,
    }
    page = render(request, "catalogue/comparer.html", contexte)
    return dater_par_le_contenu(request, horloge.jour_de_paris(instant), page)
