"""The calibration, on the side of a member: score a fictional dossier on the common grid, then see the gaps."""

from functools import partial

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr import horloge
from amihr.comptes import reprise
from amihr.socle.liens import lien, rediriger
from evaluation.actes import calibrage as actes
from evaluation.lectures.calibrage import (
    dossier_ouvert_ou_404,
    engage_ou_404,
    lignes_remises,
    parties_du_dossier,
    saisie_du_calibrage,
)
from evaluation.regles.calibrage import RANGS, ecarts
from evaluation.regles.membre import ligne_de

from .grilles import ce_que_dit_le_refus, enregistrer_la_grille, grille_affichee, remettre_la_grille
from .rendus import rend_ce_qui_est_tape, reste, retrouve


def _lire(request, rang):
    """(fictional dossier, ``Saisie`` of it), or ``Http404``."""
    siege = engage_ou_404(request.user, request.edition, horloge.maintenant())
    calibrage, dossier = dossier_ouvert_ou_404(request.edition, rang)
    return dossier, saisie_du_calibrage(siege, calibrage, dossier)


def _ecarts(dossier, saisie):
    """What separates one's notes from everybody's, without a name; ``None`` before one's own, while it is open."""
    if saisie.est_ouverte and not saisie.est_remise:
        return {"ecarts": None}
    mienne = ligne_de(saisie.grille.bareme, saisie.reponses) if saisie.est_remise else None
    lignes = lignes_remises(dossier, saisie.grille)
    lus = [ecart.en_clair for ecart in ecarts(saisie.grille, lignes, mienne)]
    return {"ecarts": lus, "membres": len(lignes), "grands": [lu for lu in lus if lu["est_grand"]]}


def _page(request, rang, *, recu=None, refus=None, statut=200):
    dossier, saisie = _lire(request, rang)
    rendus = {}
    if request.method != "POST":
        rendus = retrouve(request, saisie, adresses={request.path: "grille"})
        recu = rendus.get("recu")
    contexte = {
        "dossier": dossier,
        "rang": rang,
        "combien": len(RANGS),
        "parties": parties_du_dossier(dossier),
        "autre": next(autre for autre in RANGS if autre != rang),
        "saisie": saisie,
        "rendus": rendus.get("rendus"),
        "auteur": reprise.signer_l_auteur(request.user),
        "affichee": grille_affichee(request.edition, saisie, recu, refus),
        **_ecarts(dossier, saisie),
        **(dit := ce_que_dit_le_refus(refus)),
        "reste": reste(request, recu, est_gardee=dit["est_gardee"]),
    }
    return render(request, "evaluation/calibrage.html", contexte, status=statut)


@require_http_methods(["GET", "HEAD", "POST"])
@rend_ce_qui_est_tape
def calibrage(request, rang):
    """Read and score one fictional dossier; a POST saves the grid or submits it. Once submitted, the gaps."""
    if request.method != "POST":
        return _page(request, rang)
    _lire(request, rang)
    geste = {"remettre": _remettre}.get(request.POST.get("geste"), _enregistrer)
    return geste(request, rang)


def _enregistrer(request, rang):
    return enregistrer_la_grille(
        request,
        partial(actes.enregistrer, request.edition, rang, par=request.user),
        lire_la_saisie=lambda: _lire(request, rang)[1],
        page=partial(_page, request, rang),
        apres=partial(rediriger, "evaluation:calibrage", rang),
        dit="Votre grille de calibrage est enregistrée. Elle n’est pas encore remise.",
    )


def _remettre(request, rang):
    def apres():
        messages.success(request, "Votre grille de calibrage est remise. Voici ce qui vous sépare des autres membres.")
        return rediriger("evaluation:calibrage", rang)

    return remettre_la_grille(
        request,
        partial(actes.soumettre, request.edition, rang, par=request.user),
        enregistrer=partial(actes.enregistrer, request.edition, rang, par=request.user),
        page=partial(_page, request, rang),
        apres=apres,
    )


PUCES = {None: ("", "À noter"), "commencee": ("encours", "Commencée"), "soumise": ("fait", "Remise")}


def taches_du_calibrage(lu):
    """The fictional dossiers as the desk lists them; one's own grid submitted, or the calibration closed, the gaps are read."""
    taches = []
    for ligne in lu.lignes:
        etat, puce = PUCES[ligne.etat]
        if lu.est_clos and ligne.soumise_le is None:
            etat, puce = "info", "Clos"
        voit_les_ecarts = lu.est_clos or ligne.soumise_le is not None
        taches.append(
            {
                "titre": f"{ligne.titre}",
                "url": lien("evaluation:calibrage", ligne.rang),
                "etat": etat,
                "puce": puce,
                "resume": "Dossier fictif. Lisez ce qui vous sépare des autres membres."
                if voit_les_ecarts
                else "Dossier fictif, à noter sur la grille de l’appel.",
                "pastille": "",
            }
        )
    return taches
