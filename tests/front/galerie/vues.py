"""Pages that draw every component in its states, and the two answers that the scripts expect."""

import time
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import reverse

from evaluation.forms.grille import Niveau
from tests.front.galerie.formulaires import Echantillon

ICI = Path(__file__).parent
INSTANT = datetime(2026, 5, 4, 8, 42, 17, tzinfo=UTC)
CRITERES = ["Innovation", "Entraînement", "Maturité", "Interopérabilité", "Action publique", "Capacité", "Frugalité", "Modèle économique"]  # fmt: skip
NIVEAUX = tuple(Niveau(str(n), libelle, "", libelle) for n, libelle in enumerate(["Absent", "Évoqué", "Partiel", "Suffisant", "Solide", "Remarquable"]))  # fmt: skip
SECONDES_DE_CONTROLE = 4
recus = []


def contexte(request):
    """What the gallery's templates show."""
    return {
        "instant": INSTANT,
        "jour": date(2027, 5, 26),
        "formulaire": Echantillon({"siret": "91234567500", "choix": "z"}) if "erreurs" in request.GET else Echantillon(),
        "poids": tuple((c, Fraction(9 - r, 36)) for r, c in enumerate(CRITERES, 1)),
        "criteres": [{"rang": r, "libelle": c, "poids": str(9 - r), "nom": f"c{r}"} for r, c in enumerate(CRITERES[:3], 1)],
        "niveaux": NIVEAUX,
        "etats": ["fait", "fait", "encours", "", "fait", ""],
        "page": Paginator(range(400), 20).page(int(request.GET.get("page", 8))),
        "parametres": request.GET,
        "horloge": reverse("horloge"),
        "change_le": INSTANT + timedelta(seconds=int(request.GET["secondes"])) if "secondes" in request.GET else None,
        "secondes": request.GET.get("secondes", "7200"),
        "recu": recus[-1] if recus else "",
        "taches": [
            {"titre": "Structure candidate", "url": "#a", "article": "B.1", "resume": "Orthoselve SAS, Montreuil (93)", "etat": "fait", "puce": "Complète"},
            {"titre": "Mémoire technique", "url": "#b", "article": "B.2", "resume": "Le mémoire est à joindre", "etat": "encours", "puce": "Commencée"},
            {"titre": "Affecter les dossiers", "resume": "Quand tous les éligibles seront arrêtés", "etat": "", "puce": "Pas encore possible"},
            {"titre": "Rivemaille", "url": "#c", "pastille": "/static/images/theme-risques.png", "resume": "Institut de géomatique du Morin, risques", "etat": "manque", "puce": "Conflit à déclarer"},
        ],
        "frise": [
            {"quand": "7 avril 2026", "texte": "Ouverture", "iso": "2026-04-07", "etat": "passe"},
            {"quand": "11 mai 2026 à 23 h 59", "texte": "Clôture des dépôts", "iso": "2026-05-11", "etat": "ici"},
            {"quand": "Après l’été", "texte": "Démonstrateur", "etat": ""},
        ],
        "chiffres": [{"valeur": "12 000", "libelle": "km² à couvrir"}, {"valeur": "1 266", "libelle": "communes"}],
        "entonnoir": [{"libelle": "Commencées", "nombre": 83}, {"libelle": "Déposées", "nombre": 61}, {"libelle": "Éligibles", "nombre": 0}],
        "etapes": [{"titre": "Structure", "url": "#a", "fait": True}, {"titre": "Vidéo", "url": "#b"}, {"titre": "Pièces jointes", "ici": True}],
        "paires": [{"nom": "Valable", "valeur": "du 27 mai 2026 au 26 mai 2027"}],
        "faits": ["Environnement", "Commercialisée", "3 références vérifiées"],
    }  # fmt: skip


@login_not_required
def montrer(request, nom):
    """Draw tests/front/galerie/<nom>.html."""
    gabarit = engines["django"].from_string((ICI / f"{nom}.html").read_text(encoding="utf-8"))
    statut = 422 if "erreurs" in request.GET else 200
    return HttpResponse(gabarit.render(contexte(request), request), status=statut)


@login_not_required
def enregistrer(request):
    """Answer an autosave: saved, in conflict when the text says so, or in error."""
    texte = request.POST.get("texte", "")
    if "conflit" in texte:
        return JsonResponse({"message": "Cette partie a été modifiée par Idriss Benali à 18 h 05."}, status=409)
    if "ferme" in texte:
        return HttpResponse("Introuvable", status=404, content_type="text/plain")
    if "panne" in texte:
        return HttpResponse("Indisponible", status=503, content_type="text/plain")
    recus.append(texte)
    return JsonResponse({"revision": int(request.POST["revision"]) + 1, "enregistre_a": "10 h 41"})


@login_not_required
def envoyer(request):
    """Receive a file, then show the page as it is now; one that is called so takes its time."""
    if "lent" in request.FILES["fichier"].name:
        time.sleep(SECONDES_DE_CONTROLE)
    recus.append(request.FILES["fichier"].name)
    return montrer(request, "pieces")
