"""Instruction: one dossier as those who instruct may read it, its two examinations."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr import horloge
from amihr.comptes import reprise
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions.recours import RECOURS
from amihr.fichiers.telechargement import servir
from amihr.pilotage import lectures
from amihr.pilotage.faits import faits_du_point, hors_des_points
from amihr.pilotage.forms.instruction import FormulaireExamen, FormulaireMotif, par_qui, placer
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import accorde, pluriel
from candidatures.acces import Action, action_d_instruction, consulter, consulter_piece, dossier_ou_404, exiger_en_cours
from candidatures.actes import instruction, prises, visa
from candidatures.lectures import (
    complement_ouvert,
    conclusions_de,
    demandes_a_d_autres,
    derniere_proposition,
    griefs,
    memes_constats,
    memes_ecarts,
    pieces_recues,
    points_du_depot,
    points_examines,
    points_juges,
    prise_de,
    propositions_de,
    rapporteur_de,
    reperes,
)
from candidatures.lectures.messages import dernieres_notes, resume_du_fil
from candidatures.regles.instruction import AVANT_LA_DECISION, EN_INSTRUCTION, InstructionRefusee, empechement_d_ecarter
from candidatures.regles.reperes import reperes_des_points
from evaluation.actes import notation

from .retrouves import retrouve
from .tableau import edition_de

REFUS_D_UNE_PRISE = ("pris_par_un_autre", "prise_changee", "visa_attendu")
EXAMENS = {
    "recevabilite": {
        "titre": "Recevabilité",
        "etat": "deposee",
        "oui": instruction.recevoir,
        "non": instruction.declarer_irrecevable,
        "bouton_oui": "Déclarer recevable",
        "bouton_non": "Déclarer irrecevable",
    },
    "eligibilite": {
        "titre": "Éligibilité",
        "etat": "recevable",
        "oui": instruction.admettre,
        "non": instruction.declarer_ineligible,
        "bouton_oui": "Viser l’éligibilité",
        "bouton_non": "Déclarer inéligible",
    },
}


def _reperes(request, candidature):
    return reperes(request.user, candidature.edition, [candidature]).get(candidature.pk, [])


def _dossier(request, reference, action):
    candidature = dossier_ou_404(request.user, reference, action)
    exiger_trouve(candidature.edition_id == edition_de(request).pk)
    return candidature


def dossier_en_cours(request, reference, action):
    """Return the candidature of that reference on which the agent may act, or raise ``Http404``.

    Raises ``ActeRefuse("annule")`` once the call is cancelled: no form is drawn that could only be refused (see R6).
    """
    candidature = _dossier(request, reference, action)
    exiger_en_cours(candidature.edition, horloge.maintenant())
    return candidature


def dossier_lu(request, reference):
    """Return the candidature of that reference whose filed version may be read here, or raise ``Http404``."""
    return _dossier(request, reference, Action.LIRE_ADMINISTRATIF)


def dossier_instruit(request, reference):
    """Return the candidature of that reference that the agent may examine, or raise ``Http404``."""
    return _dossier(request, reference, Action.INSTRUIRE)


def dossier_prepare(request, reference):
    """Return the candidature of that reference that the agent or the operator may prepare, or raise ``Http404``."""
    return _dossier(request, reference, Action.PREPARER)


def _conclut(request):
    """Tell whether who looks may conclude: the operator only proposes."""
    return request.user.a_role(Role.AGENT)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def dossier(request, reference):
    """One dossier: administrative parts, pieces, what was concluded; the reading is journaled."""
    candidature = dossier_lu(request, reference)
    conclusions, est_annulee = conclusions_de(candidature), candidature.edition.est_annulee(horloge.maintenant())
    return render(
        request,
        "pilotage/candidature.html",
        {
            "candidature": candidature,
            "dossier": consulter(request.user, reference, action_d_instruction(request.user, candidature)),
            "rapporteur": rapporteur_de(candidature),
            "est_annulee": est_annulee,
            "est_a_rapporter": candidature.etat in AVANT_LA_DECISION and not est_annulee,
            "reperes": _reperes(request, candidature),
            "conclusions": conclusions,
            "examines": {ligne["examen"] for ligne in conclusions},
            "peut_instruire": request.user.a_role(Role.AGENT),
            "examens": EXAMENS,
            "est_ecartable": not empechement_d_ecarter(candidature.etat),
            "est_en_instruction": candidature.etat in EN_INSTRUCTION and not est_annulee,
            "prise": prise_de(candidature),
            "propositions": propositions_de(candidature),
            "fil": resume_du_fil(candidature, request.user, "region"),
            "notes": dernieres_notes(candidature) if request.user.a_role(Role.AGENT) else [],
            "complement": complement_ouvert(candidature) if request.user.a_role(Role.AGENT) else None,
        },
    )


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def piece(request, reference, piece_id):
    """One file of the last filed version; the reading is journaled."""
    candidature = dossier_lu(request, reference)
    action = action_d_instruction(request.user, candidature)
    return servir(request, consulter_piece(request.user, reference, action, piece_id))


def _faits(personne, candidature, examen, lu, points, montres):
    """What stands beside each point: what the dossier says, what to look at, who is in the same situation."""
    ecarts = memes_ecarts(personne, candidature, examen)
    constats, recues = memes_constats(personne, candidature, examen, montres), pieces_recues(candidature)
    return {
        point.code: faits_du_point(
            point, lu, candidature.edition, reperes=montres[point.code], semblables=ecarts.get(point.code, ()),
            memes_constats=constats.get(point.code, ()), recues=recues,
        )
        for point in points
    }  # fmt: skip


def _page(request, candidature, examen, formulaire, motif, *, statut=200, refus=None, a_relire=()):
    formulaire.rapprocher()
    if refus is not None and refus.code == "points_changes":
        formulaire.signaler_les_conflits(request.user)
    lu = consulter(request.user, candidature.reference, action_d_instruction(request.user, candidature), examen)
    points = formulaire.points_a_examiner
    montres, ailleurs = reperes_des_points(points, _reperes(request, candidature), candidature.edition.formulaire)
    faits = _faits(request.user, candidature, examen, lu, points, montres)
    formulaire.montrer(faits, candidature.reference, lit_les_complements=_conclut(request), lecteur=request.user)
    parties, pieces = hors_des_points(points, lu)
    prise, proposition = prise_de(candidature), derniere_proposition(candidature, examen)
    attend_un_visa = proposition is not None and proposition.close_le is None
    instant = horloge.maintenant()
    est_annulee = candidature.edition.est_annulee(instant)
    est_ouvert = candidature.etat == EXAMENS[examen]["etat"] and not est_annulee
    complement = complement_ouvert(candidature) if est_ouvert else None
    return render(
        request,
        "pilotage/examen.html",
        {
            "candidature": candidature,
            "examen": EXAMENS[examen],
            "formulaire": formulaire,
            "motif": motif,
            "formulaires": [formulaire, motif],
            "est_annulee": est_annulee,
            "est_ouvert": est_ouvert,
            "lignes": [] if est_ouvert else points_juges(candidature, examen),
            "en_erreur": bool(formulaire.errors or motif.errors or refus or a_relire),
            "changes": a_relire or formulaire.changes(),
            "rien_de_conclu": bool(a_relire),
            "lecteur": request.user,
            "prise": prise,
            "proposition": proposition,
            "attend_un_visa": attend_un_visa,
            "demande_un_visa": "visa" in formulaire.data,
            "saisi": [] if est_ouvert else _saisi(formulaire, motif.initial.get("motif", "")),
            "auteur": reprise.signer_l_auteur(request.user),
            "peut_conclure": _conclut(request),
            "peut_enregistrer": not attend_un_visa and (prise is None or prise.par_id == request.user.pk),
            "refus": refus,
            "complement": complement,
            "complement_attendu": complement is not None and complement.est_attendu(instant),
            "instant": instant,
            "dossier": lu,
            "reperes": ailleurs,
            "parties": parties,
            "pieces": pieces,
        },
        status=statut,
    )


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def examiner(request, reference, examen):
    """Examine the points of recevabilité or éligibilité, save, and conclude, or propose to, when everything is there."""
    candidature = dossier_prepare(request, reference)
    exiger_trouve(examen in EXAMENS)
    points = points_du_depot(candidature, examen)
    deja = points_examines(candidature, examen)
    if request.method == "GET":
        rendu = retrouve(request)
        motif = formulaire_du_motif(request, candidature, initial=rendu)
        return _page(request, candidature, examen, FormulaireExamen(points, deja, data=rendu), motif)
    formulaire = FormulaireExamen(points, deja, data=request.POST)
    geste = request.POST.get("geste", "enregistrer")
    saisie = {"data": request.POST} if geste == "non" else {"initial": request.POST.dict()}
    motif = formulaire_du_motif(request, candidature, **saisie)
    motif.is_valid()
    if geste == "corriger":
        return _page(request, candidature, examen, formulaire, motif)
    if geste == "reprendre":
        return _reprendre(request, candidature, examen, formulaire, motif)
    if formulaire.is_valid():
        try:
            return _enregistrer(request, candidature, examen, geste, formulaire, motif)
        except InstructionRefusee as refus:
            placer(refus.empechements, formulaire, motif)
        except ActeRefuse as refus:
            return _refuser(request, candidature, examen, formulaire, motif, refus)
    return _page(request, candidature, examen, formulaire, motif, statut=422)


def _enregistrer(request, candidature, examen, geste, formulaire, motif):
    """Save the points, then conclude as the button says: never on a point that the page did not show as it is."""
    ailleurs = instruction.examiner(
        candidature, examen, formulaire.points(), par=request.user, montrees=formulaire.montrees()
    )
    reprise.oublier(request)
    if not ailleurs:
        return _conclure(request, candidature, examen, geste, formulaire, motif)
    relu = FormulaireExamen(formulaire.points_a_examiner, points_examines(candidature, examen))
    changes = [(point, relu.examines[point.code], False) for point in relu.points_a_examiner if point.code in ailleurs]
    if geste in ("oui", "non"):
        return _page(request, candidature, examen, relu, motif, statut=409, a_relire=changes)
    messages.success(request, "Les points examinés sont enregistrés.")
    for point, enregistre, _ in changes:
        dit = f"«\u00a0{point.libelle}\u00a0» a été changé {par_qui(enregistre, request.user)}\u00a0: la page montre cette version."
        messages.warning(request, dit)
    return rediriger("pilotage:examen", candidature.reference, examen)


def _refuser(request, candidature, examen, formulaire, motif, refus):
    """Say why, with what was typed, and beside it what others saved meanwhile."""
    if refus.code == "points_changes":
        formulaire = FormulaireExamen(
            formulaire.points_a_examiner, points_examines(candidature, examen), data=request.POST
        )
    if refus.code in ("points_changes", *REFUS_D_UNE_PRISE):
        return _page(request, candidature, examen, formulaire, motif, statut=refus.statut, refus=refus)
    return _trop_tard(request, candidature, refus, formulaire)


def _reprendre(request, candidature, examen, formulaire, motif):
    """Take the dossier over, and show again what was typed: nothing of it is saved yet."""
    try:
        prises.reprendre(candidature, a=request.POST.get("a", ""), par=request.user)
    except ActeRefuse as refus:
        if refus.code not in REFUS_D_UNE_PRISE:
            return _trop_tard(request, candidature, refus, formulaire)
        return _page(request, candidature, examen, formulaire, motif, statut=refus.statut, refus=refus)
    messages.success(request, "Le dossier est à vous. Relisez votre saisie, puis enregistrez-la.")
    return _page(request, candidature, examen, formulaire, motif)


def formulaire_du_motif(request, candidature, **saisie):
    """A proposal sends no letter: the appeals are asked of whoever gives the visa."""
    a_voies = "visa" in request.POST or not _conclut(request) or bool(candidature.edition.texte(RECOURS).strip())
    return FormulaireMotif(nom=request.user.nom_complet, a_voies_de_recours=a_voies, **saisie)


def _trop_tard(request, candidature, refus, formulaire):
    """Somebody concluded meanwhile: say so, with what was typed in the words of the page."""
    textes = _saisi(formulaire, request.POST.get("motif", ""))
    retour = lien("pilotage:candidature", candidature.reference)
    contexte = {"phrase": refus.phrase, "instant": refus.instant, "retour": retour, "textes": textes}
    return render(request, "refus.html", contexte, status=refus.statut)


def _saisi(formulaire, motif):
    """Return what was typed, in the words of the page: ``[{"libelle", "texte"}]``."""
    textes = formulaire.saisi()
    if motif := motif.strip():
        textes.append({"libelle": FormulaireMotif.base_fields["motif"].label, "texte": motif})
    return textes


def _conclure(request, candidature, examen, geste, formulaire, motif):
    """Conclude as the button says. A reason that its form refuses is no reason: the acte then says what it lacks."""
    definition = EXAMENS[examen]
    if geste in ("oui", "non") and ("visa" in request.POST or not _conclut(request)):
        donne = motif.cleaned_data.get("motif", "") if motif.is_bound else ""
        visa.proposer(candidature, examen, favorable=geste == "oui", motif=donne, par=request.user)
        messages.success(request, "La conclusion est proposée\u00a0: elle attend le visa d’un agent.")
    elif geste == "oui":
        definition["oui"](candidature, par=request.user)
        messages.success(request, f"{definition['titre']}\u00a0: la conclusion favorable est enregistrée.")
    elif geste == "non":
        donne = {"motif": "", "sans_voies_de_recours": False} | motif.cleaned_data
        if "confirme" not in request.POST:
            return _confirmer(request, candidature, examen, formulaire, donne)
        definition["non"](candidature, par=request.user, **donne)
        messages.success(
            request, f"{definition['titre']}\u00a0: la conclusion défavorable est enregistrée et annoncée à l’équipe."
        )
    else:
        messages.success(request, "Les points examinés sont enregistrés.")
        return rediriger("pilotage:examen", candidature.reference, examen)
    return rediriger("pilotage:candidature", candidature.reference)


def _confirmer(request, candidature, examen, formulaire, donne):
    """Say back the unfavourable conclusion that is about to be announced; what was typed travels hidden."""
    instruction.exiger_defavorable(candidature, examen, **donne)
    contexte = {
        "candidature": candidature,
        "examen": EXAMENS[examen],
        "code": examen,
        "motif": donne["motif"],
        "griefs": griefs(candidature, examen),
        "demandes": demandes_a_d_autres(request.user, candidature, examen),
        "champs": formulaire.a_renvoyer(),
    }
    return render(request, "pilotage/conclure.html", contexte)


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def ouvrir_l_evaluation(request):
    """Put the eligible dossiers that the agent may handle before the commission, those and no other that the preview named."""
    edition = edition_de(request)
    exiger_en_cours(edition, horloge.maintenant())
    eligibles = lectures.dossiers_eligibles(request.user, edition)
    if request.method == "POST":
        eligibles = [dossier for dossier in eligibles if dossier.reference in request.POST.getlist("d")]
    if not eligibles:
        messages.info(
            request, "Aucun dossier éligible n’attend d’être mis devant la commission\u00a0: rien n’a changé."
        )
        return rediriger("pilotage:candidatures")
    if request.method == "GET":
        a_examiner = lectures.nombre_a_examiner(request.user, edition)
        return render(request, "pilotage/ouvrir_l_evaluation.html", {"eligibles": eligibles, "a_examiner": a_examiner})
    nombre = len(notation.ouvrir(edition, [dossier.reference for dossier in eligibles], par=request.user))
    messages.success(request, f"{pluriel(nombre, 'dossier')} {accorde(nombre, 'est', 'sont')} devant la commission.")
    return rediriger("pilotage:candidatures")
