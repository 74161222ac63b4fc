"""Accounts and roles, for administrators: who holds what, give, take back. No dossier is here, and no edition.

Giving a role opens pages, never a dossier: the person still signs the undertaking (see R30). Nobody acts on oneself.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr.comptes import actes
from amihr.comptes.portes import Role, reauthentification_recente, reserve_a
from amihr.pilotage import lectures
from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve

PAR_PAGE = 50


@dataclass(frozen=True)
class Geste:
    """One thing done to an account: its acte, what is asked before, what is said after."""

    acte: object
    titre: str
    consequence: str
    bouton: str
    fait: str
    prend_un_role: bool = False
    est_grave: bool = True


GESTES = {
    "attribuer": Geste(
        actes.attribuer,
        "Attribuer un rôle",
        "Les pages de ce rôle s’ouvrent à sa prochaine connexion, avec un second facteur. Aucun dossier ne s’ouvre avant "
        "la signature de son engagement de confidentialité.",
        "Attribuer le rôle",
        "Le rôle est attribué.",
        prend_un_role=True,
        est_grave=False,
    ),
    "revoquer": Geste(
        actes.revoquer,
        "Révoquer un rôle",
        "Ses sessions sont fermées et les pages de ce rôle n’existent plus pour cette personne, dès sa prochaine requête. "
        "Ce qu’elle a fait reste.",
        "Révoquer le rôle",
        "Le rôle est révoqué.",
        prend_un_role=True,
    ),
    "desactiver": Geste(
        actes.desactiver,
        "Désactiver le compte",
        "Ses sessions sont fermées, personne ne se connecte plus avec ce compte et ses rôles n’ouvrent plus rien. Rien de ce "
        "qu’elle a fait n’est effacé.",
        "Désactiver le compte",
        "Le compte est désactivé.",
    ),
    "reactiver": Geste(
        actes.reactiver,
        "Réactiver le compte",
        "La personne pourra de nouveau se connecter, avec les rôles que le compte a gardés.",
        "Réactiver le compte",
        "Le compte est réactivé.",
        est_grave=False,
    ),
}


@reserve_a(Role.ADMINISTRATEUR)
@require_GET
def comptes(request):
    """The accounts that hold a role, by name; an account without a role is found by its exact address."""
    recherche = request.GET.get("q", "").strip()
    page = Paginator(lectures.comptes(recherche), PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "pilotage/comptes.html", {"page": page, "recherche": recherche})


def _personne(personne_id):
    personne = lectures.compte_ou_rien(personne_id)
    exiger_trouve(personne is not None)
    return personne


@reserve_a(Role.ADMINISTRATEUR)
@require_GET
def compte(request, personne_id):
    """One account: its roles, and what may be done to it, unless it is one's own."""
    personne = _personne(personne_id)
    tenus = {attribution.role for attribution in personne.roles_tenus}
    return render(
        request,
        "pilotage/compte.html",
        {
            "personne": personne,
            "roles_a_attribuer": [role for role in Role if role not in tenus],
            "est_soi": personne == request.user,
        },
    )


@reserve_a(Role.ADMINISTRATEUR)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def agir(request, personne_id, nom):
    """Say what the gesture entails, then do it; the acte refuses what one may not do, to oneself first of all."""
    personne, geste = _personne(personne_id), GESTES.get(nom)
    exiger_trouve(geste is not None)
    roles = []
    if geste.prend_un_role:
        role = (request.POST if request.method == "POST" else request.GET).get("role", "")
        exiger_trouve(role in Role.values)
        roles = [Role(role)]
    if request.method == "POST":
        geste.acte(personne, *roles, par=request.user)
        messages.success(request, geste.fait)
        return rediriger("pilotage:compte", personne.pk)
    return render(
        request, "pilotage/compte_geste.html", {"personne": personne, "geste": geste, "role": roles[0] if roles else ""}
    )
