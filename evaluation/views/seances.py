"""The meetings: the list, the page that conducts one, votes, closing. In the Région's space and the commission's."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions.textes import en_html
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.reveil import reveiller
from candidatures.acces import Action, dossier_ou_404
from evaluation.actes import seance as actes
from evaluation.forms.seance import FormulaireCloture, FormulaireDecision, FormulaireSeance, FormulaireVote
from evaluation.lectures import seances as lectures
from evaluation.lectures.affectation import grilles_attendues
from evaluation.lectures.examen import classement_de_la_seance, examiner, lire_la_seance
from evaluation.lectures.secretariat import est_du_secretariat, exporte_les_resultats
from evaluation.regles.suivi import etat_de_la_seance

from .communes import membre_de_la_commission
from .paires import pourquoi_cet_ordre

# What the form of a decision shows again, and beside which control; ``None``: the summary alone.
REFUS_DU_FORMULAIRE = {
    "motifs": None,
    "motifs_contraires": "sens",
    "coup_de_coeur": "est_coup_de_coeur",
    "aucun_votant": None,
    "quorum": None,
    "majorite": "sens",
}


@dataclass(frozen=True)
class Espace:
    """Where a meeting is shown: the same page under two addresses."""

    gabarit: str
    liste: str
    page: str
    prefixe: str

    def nom(self, geste):
        return f"{self.prefixe}{geste}"


REGION = Espace("gabarits/region.html", "evaluation:region_seances", "evaluation:region_animer", "evaluation:region_")
COMMISSION = Espace("gabarits/commission.html", "evaluation:seances", "evaluation:seance", "evaluation:seance_")
ESPACES = {"region": REGION, "commission": COMMISSION}


def seance_ou_404(request, seance_id):
    """Return one meeting of the edition being shown, or raise ``Http404``."""
    exiger_trouve(request.edition)
    seance = lectures.seance_ou_rien(request.edition, seance_id)
    exiger_trouve(seance is not None)
    return seance


def conduite(vue):
    """Open a view to whoever conducts: an agent in the Région's space, the president in the commission's."""

    def conduire(request, seance_id, espace, **arguments):
        return vue(request, seance_ou_404(request, seance_id), ESPACES[espace], **arguments)

    par_la_region = agent_de_l_edition(Role.AGENT)(conduire)

    @wraps(vue)
    def porte(request, seance_id, espace, **arguments):
        if espace == "region":
            return par_la_region(request, seance_id, espace, **arguments)
        exiger_trouve(lectures.preside(request.user, seance_ou_404(request, seance_id).edition))
        return conduire(request, seance_id, espace, **arguments)

    porte.est_de_l_edition = True
    return porte


def _liste(request, espace, **contexte):
    lignes = [
        {"seance": seance, "puce": etat_de_la_seance(seance), "url": lien(espace.page, seance.pk)}
        for seance in lectures.seances(request.edition)
    ]
    commun = {"gabarit": espace.gabarit, "est_region": espace is REGION, "edition": request.edition}
    commun["prepare"] = espace is REGION and est_du_secretariat(request.user, request.edition)
    commun["exporte"] = espace is REGION and exporte_les_resultats(request.user, request.edition)
    return {**commun, "lignes": lignes, **contexte}


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def liste_de_la_region(request):
    """The meetings of the edition, and the form that opens one, offered once the call is closed."""
    exiger_trouve(request.edition)
    aujourd_hui = horloge.jour_de_paris(horloge.maintenant())
    initiale = {"jour": min(request.edition.commission_le or aujourd_hui, aujourd_hui)}
    formulaire = FormulaireSeance(request.POST or None, initial=initiale)
    if request.method == "POST" and formulaire.is_valid():
        try:
            seance = actes.ouvrir(request.edition, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error("jour" if refus.code == "seance_avant_son_jour" else None, refus.phrase)
        else:
            return rediriger("evaluation:region_animer", seance.pk)
    statut = 422 if formulaire.errors else 200
    fin = request.edition.fin(horloge.maintenant())
    est_offert = formulaire.is_bound or fin == "clos"
    contexte = _liste(request, REGION, formulaire=formulaire if est_offert else None, fin=fin)
    if est_offert:
        contexte["grilles_attendues"] = grilles_attendues(request.user, request.edition)
    return render(request, "evaluation/seances.html", contexte, status=statut)


@require_safe
@membre_de_la_commission
def liste_de_la_commission(request):
    """The meetings of the edition, for its members."""
    return render(request, "evaluation/seances.html", _liste(request, COMMISSION, formulaire=None))


def _page(request, seance, espace, *, conduit, decision=None, vote=None, reference="", statut=200):
    """The meeting, with one dossier under examination: the one asked for, else the first still to examine."""
    instant = horloge.maintenant()
    lue = lire_la_seance(request.user, seance, instant, conduit=conduit)
    passage = lue.passage(reference)
    exiger_trouve(passage is not None or not reference)
    examen = examiner(request.user, lue, passage, instant) if passage else None
    coeur = {"a_coup_de_coeur": seance.edition.a_coup_de_coeur}
    if examen and examen.peut_arreter and decision is None:
        decision = FormulaireDecision(decision=passage.decision, **coeur)
    if examen and examen.peut_voter and vote is None:
        vote = FormulaireVote(avis=examen.avis, **coeur)
    montre, page = classement_de_la_seance(request.user, lue, instant), lien(espace.page, seance.pk)
    ordre = pourquoi_cet_ordre(request, montre["bareme"], montre["lignes"], page)
    formulaires = [f for f in (decision, vote, ordre.get("formulaire")) if f is not None]
    statut = 422 if ordre and ordre["formulaire"].errors else statut
    return render(request, "evaluation/seance.html", {
        "espace": espace, "gabarit": espace.gabarit, "edition": seance.edition, "seance": seance, "lue": lue,
        "puce": etat_de_la_seance(seance), "page": page, "passage": passage, "examen": examen,
        "decision": decision, "vote": vote, "formulaires": formulaires,
        "en_erreur": any(formulaire.errors for formulaire in formulaires),
        "lignes": [{"ligne": ligne, "passage": montre["passages"].get(ligne.ligne.dossier)} for ligne in montre["lignes"]],
        "ordre": ordre,
        "preside": conduit and espace is COMMISSION, "quorum": seance.edition.reglage("Q19", "quorum"),
        "indicateurs": seance.edition.reglage("Q41"),
        "est_du_secretariat": conduit and espace is REGION and est_du_secretariat(request.user, seance.edition),
        "a_un_pv": espace is REGION or lectures.proces_verbal_lisible(request.user, seance) is not None,
        "deliberation": en_html(seance.edition.texte("commission.deliberation")),
        "noms": {geste: espace.nom(geste) for geste in ("presences", "arreter", "clore", "indicateurs", "pv")},
    }, status=statut)  # fmt: skip


@agent_de_l_edition(Role.AGENT)
@require_safe
def animer(request, seance_id):
    """Conduct a meeting, for the Région."""
    seance = seance_ou_404(request, seance_id)
    return _page(request, seance, REGION, conduit=True, reference=request.GET.get("dossier", ""))


@require_safe
@membre_de_la_commission
def seance(request, seance_id):
    """The meeting, for a member; the president conducts it there."""
    trouvee = seance_ou_404(request, seance_id)
    conduit = lectures.preside(request.user, trouvee.edition)
    return _page(request, trouvee, COMMISSION, conduit=conduit, reference=request.GET.get("dossier", ""))


@require_POST
@conduite
def consigner_les_presences(request, seance, espace):
    """Record who attends."""
    actes.consigner_presences(seance, request.POST.getlist("present"), par=request.user)
    messages.success(request, "Les présences sont consignées.")
    return rediriger(espace.page, seance.pk)


@require_POST
@conduite
def montrer_les_indicateurs(request, seance, espace):
    """The president shows the ranking and the dispersion, or hides them (see Q41)."""
    montres = request.POST.get("montres") == "oui"
    actes.montrer_les_indicateurs(seance, montres, par=request.user)
    phrase = (
        "Le classement et la dispersion sont montrés." if montres else "Le classement et la dispersion sont masqués."
    )
    messages.success(request, phrase)
    return rediriger(espace.page, seance.pk)


@require_POST
@conduite
def arreter(request, seance, espace, reference):
    """Settle the decision on one dossier, with its two grounds."""
    candidature = dossier_ou_404(request.user, reference, Action.STATUER)
    exiger_trouve(candidature.edition_id == seance.edition_id)
    formulaire = FormulaireDecision(request.POST, a_coup_de_coeur=seance.edition.a_coup_de_coeur)
    if formulaire.is_valid():
        try:
            actes.arreter(seance, candidature, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            if refus.code not in REFUS_DU_FORMULAIRE:
                raise
            formulaire.add_error(REFUS_DU_FORMULAIRE[refus.code], refus.phrase)
        else:
            messages.success(request, f"La décision sur {candidature} est arrêtée.")
            return rediriger(espace.page, seance.pk)
    return _page(request, seance, espace, conduit=True, decision=formulaire, reference=reference, statut=422)


@require_POST
@membre_de_la_commission
def voter(request, seance_id):
    """A present member's own vote on one dossier."""
    trouvee = seance_ou_404(request, seance_id)
    candidature = dossier_ou_404(request.user, request.POST.get("dossier", ""), Action.VOTER)
    exiger_trouve(candidature.edition_id == trouvee.edition_id)
    formulaire = FormulaireVote(request.POST, a_coup_de_coeur=trouvee.edition.a_coup_de_coeur)
    if not formulaire.is_valid():
        conduit = lectures.preside(request.user, trouvee.edition)
        return _page(request, trouvee, COMMISSION, conduit=conduit, vote=formulaire,
                     reference=candidature.reference, statut=422)  # fmt: skip
    lu = formulaire.cleaned_data
    actes.voter(trouvee, candidature, lu["choix"], par=request.user,
                propose_coup_de_coeur=lu.get("propose_coup_de_coeur", False))  # fmt: skip
    messages.success(request, f"Votre vote sur {candidature} est enregistré.")
    return rediriger("evaluation:seance", trouvee.pk, requete={"dossier": candidature.reference})


@require_http_methods(["GET", "HEAD", "POST"])
@conduite
def clore(request, seance, espace):
    """Close the meeting, after a confirmation; its minutes are made by the worker.

    The president confirms; anybody else who conducts says why the president does not.
    """
    instant = horloge.maintenant()
    lue = lire_la_seance(request.user, seance, instant, conduit=True)
    confirme = lectures.preside(request.user, seance.edition)
    formulaire = None if confirme else FormulaireCloture(request.POST or None)
    if request.method == "POST" and (confirme or formulaire.is_valid()):
        actes.clore(seance, par=request.user, **({} if confirme else formulaire.cleaned_data))
        reveiller()
        messages.success(request, "La séance est close. Son procès-verbal est établi.")
        return rediriger(espace.nom("pv"), seance.pk) if espace is REGION else rediriger(espace.page, seance.pk)
    return render(
        request,
        "evaluation/clore.html",
        {
            "espace": espace,
            "gabarit": espace.gabarit,
            "seance": seance,
            "lue": lue,
            "edition": seance.edition,
            "page": lien(espace.page, seance.pk),
            "decidees": [passage for passage in lue.passages if passage.sens],
            "restantes": [passage for passage in lue.passages if not passage.sens],
            "formulaire": formulaire,
            "presidence": lectures.presidence(seance.edition),
        },
        status=422 if formulaire and formulaire.errors else 200,
    )
