"""The register as files: JSON and CSV."""

import io

from defusedcsv import csv
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse

from amihr import horloge
from amihr.socle.tableurs import cellule_csv
from amihr.socle.vues import publique
from catalogue.lectures.fiches import registre
from catalogue.regles.registre import LICENCE, MENTION, faits_du_registre, textes_publies

from .reponses import dater_par_le_contenu, pour_tous_les_sites

JSON = {"ensure_ascii": False}
SEPARATEUR = " ; "


def _enveloppe(jour):
    return {"licence": LICENCE, "mention": MENTION, "etat_au": jour.isoformat()}


def _solution(ligne):
    return {**faits_du_registre(ligne, settings.ADRESSE_PUBLIQUE), "textes": textes_publies(ligne)}


def _en_json(request, jour, contenu):
    reponse = JsonResponse({**_enveloppe(jour), **contenu}, json_dumps_params=JSON)
    return dater_par_le_contenu(request, jour, _avec_la_licence(reponse))


def _avec_la_licence(reponse):
    reponse["Link"] = f'<{LICENCE["adresse"]}>; rel="license"'
    return reponse


@pour_tous_les_sites
@publique
def catalogue_json(request):
    """Every published solution, by title."""
    instant = horloge.maintenant()
    solutions = [_solution(ligne) for ligne in registre(instant, avec_textes=True)]
    return _en_json(request, horloge.jour_de_paris(instant), {"nombre": len(solutions), "solutions": solutions})


@pour_tous_les_sites
@publique
def catalogue_csv(request):
    """The facts of the register, one solution a line; the licence stands on each, as a line travels alone."""
    instant = horloge.maintenant()
    lignes = [faits_du_registre(ligne, settings.ADRESSE_PUBLIQUE) for ligne in registre(instant)]
    tampon = io.StringIO()
    plume = csv.writer(tampon)
    plume.writerow([*COLONNES, "licence"])
    plume.writerows([*(_case(ligne[nom]) for nom in COLONNES), LICENCE["nom"]] for ligne in lignes)
    reponse = HttpResponse(tampon.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    reponse["Content-Disposition"] = 'attachment; filename="solutions-labellisees.csv"'
    return dater_par_le_contenu(request, horloge.jour_de_paris(instant), _avec_la_licence(reponse))


COLONNES = (
    "titre", "titulaire", "siren", "siege", "membres", "thematique", "cas_usage", "coup_de_coeur", "etat", "debut",
    "fin", "edition", "code", "fiche", "verification", "textes_reutilisables",
)  # fmt: skip


def _case(valeur):
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return cellule_csv(SEPARATEUR.join(valeur) if isinstance(valeur, list) else valeur)


@pour_tous_les_sites
@publique
def fiche_json(request, slug):
    """One published solution."""
    instant = horloge.maintenant()
    for ligne in registre(instant, slug=slug, avec_textes=True):
        return _en_json(request, horloge.jour_de_paris(instant), _solution(ligne))
    raise Http404
