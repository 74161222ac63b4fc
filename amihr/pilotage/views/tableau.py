"""The dashboard: where the call stands, and what there is to do."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amihr import horloge
from amihr.comptes.portes import Role, reserve_a
from amihr.habilitations.engagements import siege_de
from amihr.pilotage import lectures
from amihr.socle.liens import lien
from amihr.socle.textes import date_heure, pluriel


def edition_de(request):
    """Return the edition being shown, or raise ``Http404``."""
    if not request.edition:
        raise Http404
    return request.edition


def _registres(personne, edition):
    """Return the registers that this person may open, and one's own desk for a member: name and address."""
    liens = []
    if siege_de(personne, edition):
        liens.append(("Mes dossiers de membre de la commission", lien("evaluation:bureau")))
    if personne.a_role(Role.AGENT, Role.OPERATEUR):
        liens.append(("Courriers et notifications", lien("pilotage:envois")))
    if personne.a_role(Role.AGENT):
        liens += [("Décisions", lien("evaluation:decisions")), ("Exports des résultats", lien("evaluation:exports"))]
    if personne.a_role(Role.AGENT, Role.OPERATEUR, Role.DPO):
        liens.append(("Registre des engagements", lien("pilotage:engagements")))
    if personne.a_role(Role.ADMINISTRATEUR, Role.DPO):
        liens.append(("Journal des opérations", lien("pilotage:journal")))
    return [{"nom": nom, "url": url} for nom, url in liens]


def _taches(request, edition, instant):
    if lectures.engagement_manquant(request.user, edition, instant):
        return [
            {
                "titre": "Signer votre engagement de confidentialité",
                "url": lien("habilitations:engagement"),
                "etat": "manque",
                "puce": "À signer",
                "resume": "Sans lui, aucun dossier ne s’ouvre.",
            }
        ]
    if not edition.sceau_leve(instant):
        return [
            {
                "titre": "Instruire les candidatures",
                "etat": "",
                "puce": "Pas encore possible",
                "resume": f"À la clôture, le {date_heure(edition.derniere_minute)}.",
            }
        ]
    nombres = lectures.a_faire(request.user, edition)
    lignes = (
        ("Vérifier la recevabilité", "deposee"),
        ("Viser l’éligibilité", "recevable"),
        ("Mettre devant la commission", "eligible"),
        ("Conduire la séance", "en_evaluation"),
    )
    taches = []
    for titre, etat in lignes:
        nombre = nombres.get(etat, 0)
        url = lien("pilotage:candidatures", requete={"etat": etat})
        taches.append(
            {
                "titre": titre,
                "url": url if nombre else "",
                "etat": "encours" if nombre else "fait",
                "puce": pluriel(nombre, "dossier") if nombre else "Rien à faire",
            }
        )
    return taches


@reserve_a(Role.AGENT, Role.OPERATEUR, Role.ADMINISTRATEUR, Role.DPO)
@require_GET
def tableau(request):
    """Counts by state, tasks, calendar, commission: never a name nor content before the closing (see R3)."""
    edition, instant = edition_de(request), horloge.maintenant()
    barres = lectures.entonnoir(request.user, edition, instant)
    return render(
        request,
        "pilotage/tableau.html",
        {
            "edition": edition,
            "barres": barres,
            "maximum": max(barre["nombre"] for barre in barres) or 1,
            "taches": _taches(request, edition, instant) if request.user.a_role(Role.AGENT, Role.OPERATEUR) else [],
            "registres": _registres(request.user, edition),
            "colleges": lectures.colleges(edition),
            "etapes": lectures.frise(edition, instant),
            "est_scellee": not edition.sceau_leve(instant),
        },
    )
