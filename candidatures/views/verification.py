"""Checking the whole dossier before it is filed."""

import json
import uuid

from django.shortcuts import render
from django.views.decorators.http import require_GET

from amihr.editions.heures import dire
from candidatures import lectures
from candidatures.lectures import verification as relire
from candidatures.regles.communes import communes_a_verifier

from .communes import contexte, dossier
from .dossiers import adresse_de_partie, ancre_de_la_question, liens_des_manques

TEXTES = ("acceptation", "autorisation", "heure_limite", "donnees_personnelles")
COMMISSION = "commission"


def textes_du_depot(candidature):
    """The edition's words around a filing; an empty one is not shown."""
    ecrits = candidature.edition.textes_de("candidature")
    return {nom: dire(ecrits.get(nom, ""), candidature.edition) for nom in TEXTES}


def lire_json(texte, genre):
    """Return the JSON of a hidden field, or an empty value: the acte then refuses it as out of date."""
    try:
        lu = json.loads(texte)
    except (ValueError, RecursionError):
        return genre()
    return lu if isinstance(lu, genre) else genre()


def page(request, candidature, *, statut=200, refus=None, cle=None):
    """The check page; after a refusal, with its reason and what changed since it was shown."""
    brouillon, instant = lectures.brouillon(candidature), lectures.instant_de_lecture()
    depots = lectures.depots_de(candidature)
    acceptes = depots[0].documents_acceptes if depots else ()
    montres = lire_json(request.POST.get("documents", ""), list) if refus else None
    return render(
        request,
        "candidatures/verification.html",
        contexte(
            request,
            candidature,
            brouillon=brouillon,
            depots=depots,
            deposants=lectures.deposants(candidature),
            manques=liens_des_manques(brouillon),
            avis_du_siege=lectures.avis_du_siege_du_brouillon(brouillon),
            constats=lectures.constats_du_registre(brouillon),
            a_revoir=_a_revoir(candidature, brouillon),
            a_relire=relire.a_relire(brouillon),
            documents=relire.documents_a_relire(candidature.edition, instant, acceptes=acceptes, montres=montres),
            acceptation=json.dumps(lectures.documents_a_accepter(candidature.edition, instant)),
            revisions=json.dumps(brouillon.revisions),
            identifiants=[piece.pk for piece in brouillon.pieces],
            textes=textes_du_depot(candidature),
            cle=cle or uuid.uuid4(),
            refus=refus,
            instant=instant,
            en_erreur=refus is not None,
        ),
        status=statut,
    )


def _a_revoir(candidature, brouillon):
    """Return what is hardly possible, and the communes that no list knows, each with the address where it is mended."""
    formulaire = candidature.edition.formulaire
    parties = {partie["slug"]: partie for partie in formulaire["parties"]}
    communes = [
        {"phrase": phrase, "url": adresse_de_partie(candidature, partie) + ancre_de_la_question(partie, code)}
        for partie, code, phrase in communes_a_verifier(formulaire, brouillon.contenus)
    ]
    return communes + [
        {"phrase": trouvee.phrase, "url": adresse_de_partie(candidature, parties[trouvee.partie])}
        for trouvee in lectures.invraisemblances_du_brouillon(brouillon)
    ]


@require_GET
def verification(request, reference):
    """The whole dossier, who will read what of it, what is missing, and the button that files.

    ``?vue=commission``: what a member of the commission would have of it, and nothing else.
    """
    candidature = dossier(request, reference)
    if request.GET.get("vue") == COMMISSION:
        return _comme_la_commission(request, candidature)
    return page(request, candidature)


def _comme_la_commission(request, candidature):
    brouillon = lectures.brouillon(candidature)
    parties, pieces = relire.comme_la_commission(brouillon)
    lus = contexte(request, candidature, brouillon=brouillon, parties=parties, pieces=pieces)
    return render(request, "candidatures/vue_de_la_commission.html", lus)
