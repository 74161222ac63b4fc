"""The past of a dossier, and taking an old version of one part back into the draft."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from amihr.socle.liens import lien
from amihr.socle.refus import exiger_trouve
from amihr.socle.textes import date_heure, entier
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import saisie
from candidatures.lectures.sorties import sorties_de
from candidatures.regles.droits import peut_rediger
from candidatures.regles.formulaire import partie_de, parties_a_remplir
from candidatures.regles.fusion import Montree
from candidatures.regles.historique import a_reprendre

from .communes import contexte, dossier
from .dossiers import adresse_de_partie

PAR_PAGE = 30
PIECES, EQUIPE, DEPOTS = "pieces", "equipe", "depots"
AUTRES = ((PIECES, "Pièces jointes"), (EQUIPE, "Équipe et liens de lecture"), (DEPOTS, "Dépôts et suites"))


@require_GET
def historique(request, reference):
    """What happened to a dossier, latest first; ``?sur=``: one part, the files, the team, or the filings."""
    candidature = dossier(request, reference)
    sujets = [(partie["slug"], partie["titre"]) for partie in parties_a_remplir(candidature.edition.formulaire)]
    sujets += AUTRES
    sur = request.GET.get("sur", "")
    exiger_trouve(not sur or sur in dict(sujets))
    brouillon, depots, sorties = (
        lectures.brouillon(candidature),
        lectures.depots_de(candidature),
        sorties_de(candidature),
    )
    trouves = []
    if sur not in (PIECES, EQUIPE, DEPOTS):
        trouves += lectures.changements_des_parties(candidature, sur)
    if sur in ("", PIECES):
        trouves += lectures.changements_des_pieces(brouillon)
    if sur in ("", EQUIPE):
        trouves += lectures.changements_de_l_equipe(candidature)
    if sur in ("", DEPOTS):
        trouves += lectures.changements_des_depots(depots, sorties)
    page = Paginator(lectures.du_plus_recent(trouves), PAR_PAGE).get_page(request.GET.get("page"))
    lignes = [{"fait": fait, "url": _adresse(candidature, fait)} for fait in page]
    faits = {"brouillon": brouillon, "depots": depots, "sorties": sorties, "page": page, "lignes": lignes}
    faits |= {"sujets": sujets, "sur": sur, "parametres": request.GET}
    return render(request, "candidatures/historique.html", contexte(request, candidature, **faits))


def _adresse(candidature, fait):
    if not fait.vers:
        return ""
    nom, arguments, requete = fait.vers
    return lien(nom, candidature.reference, *arguments, requete=requete)


@require_http_methods(["GET", "POST"])
def revision(request, reference, slug, numero):
    """One revision of a part: what it changed, what taking it back would change; a POST takes it back."""
    candidature = dossier(request, reference, Action.SAISIR if request.method == "POST" else Action.SUIVRE)
    partie = partie_de(candidature.edition.formulaire, slug)
    exiger_trouve(partie is not None and partie["questions"])
    choisie = lectures.revision_de(candidature, slug, numero)
    exiger_trouve(choisie is not None)
    if request.method == "POST":
        return _reprendre(request, candidature, partie, choisie)
    depuis = entier(request.GET.get("depuis"), numero - 1)
    avant = lectures.revision_de(candidature, slug, depuis) if depuis else None
    exiger_trouve(depuis < numero and (avant is not None or not depuis))
    brouillon = lectures.brouillon(candidature)
    actuel = brouillon.sections[slug]
    changes = lectures.differences_des_reponses(brouillon, slug, avant.contenu if avant else {}, choisie.contenu)
    a_perdre = lectures.differences_des_reponses(
        brouillon, slug, actuel.contenu, actuel.contenu | a_reprendre(partie, choisie.contenu)
    )
    page = contexte(
        request, candidature, brouillon=brouillon, partie=partie, choisie=choisie, avant=avant, actuel=actuel
    )
    page |= {"changes": changes, "a_perdre": a_perdre, "peut_reprendre": peut_rediger(page["droit"])}
    return render(request, "candidatures/revision.html", page)


def _reprendre(request, candidature, partie, choisie):
    """Save an old revision as anything typed is saved: a field that somebody changed since the page was drawn is left."""
    reponses = a_reprendre(partie, choisie.contenu)
    montree = Montree.lire(request.POST.get("revision"))
    fait = saisie.enregistrer(candidature, partie["slug"], reponses, par=request.user, revision=montree)
    if fait.conflits:
        libelles = {question["code"]: question["libelle"] for question in partie["questions"]}
        gardes = ", ".join(f"«\u00a0{libelles[code]}\u00a0»" for code in fait.conflits)
        messages.warning(request, f"Modifié entre-temps par quelqu’un, donc laissé tel quel\u00a0: {gardes}.")
    else:
        dite = f"La version du {date_heure(choisie.instant)} est reprise dans le brouillon. Rien n’est déposé."
        messages.success(request, f"{dite} L’historique garde celle qu’elle remplace.")
    return redirect(adresse_de_partie(candidature, partie))
