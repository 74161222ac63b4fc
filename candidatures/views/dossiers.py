"""One's candidatures, the task list of one of them, its end."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr.comptes import reprise
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import exiger_trouve
from amihr.socle.textes import date_heure, pluriel
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import depot, saisie
from candidatures.forms.equipe import FormulaireSuppression
from candidatures.lectures.messages import resume_du_fil
from candidatures.lectures.videos import remede_de
from candidatures.regles.affichage import en_une_ligne

from .communes import contexte, dossier
from .retraits import apres_la_cloture

PUCES = {
    "complete": ("fait", "Complète"),
    "facultative": ("", "Facultative"),
    "commencee": ("encours", "Commencée"),
    "a_remplir": ("", "À remplir"),
}


@require_GET
def liste(request):
    """The candidatures one works on, in the edition being shown."""
    suivies = list(lectures.candidatures_suivies(request.user))
    ici = request.edition.pk if request.edition else None
    ailleurs = [candidature for candidature in suivies if candidature.edition_id != ici]
    suites = lectures.suites_publiques(ailleurs)
    instant = lectures.instant_de_lecture()
    return render(
        request,
        "candidatures/liste.html",
        {
            "invitations": lectures.invitations_recues(request.user),
            "candidatures": _avec_leur_situation(request.edition, suivies, instant),
            "autres": [
                {
                    "candidature": candidature,
                    "suite": suites[candidature.pk][0],
                    "url": lien("candidatures:dossier", candidature.reference, edition=candidature.edition),
                }
                for candidature in ailleurs
            ],
            "peut_commencer": bool(request.edition) and request.edition.accepte_les_brouillons(instant),
        },
    )


def _avec_leur_situation(edition, suivies, instant):
    """Return those of this call, each with where it stands; once the seal is lifted, with the complement that waits for it."""
    ici = [candidature for candidature in suivies if edition and candidature.edition_id == edition.pk]
    situations = lectures.situations(ici, edition) if ici else {}
    attendus = lectures.complements_attendus(ici, instant) if ici and edition.sceau_leve(instant) else {}
    return [
        {
            "candidature": candidature,
            "bref": situations[candidature.pk].en_bref,
            "complement": attendus.get(candidature.pk),
        }
        for candidature in ici
    ]


@require_http_methods(["GET", "POST"])
def nouvelle(request):
    """Begin a candidature: what it asks for, the dossier whose answers to take if one wishes, then one button."""
    a_reprendre = lectures.candidatures_a_reprendre(request.user)
    if request.method == "GET":
        choisie = request.GET.get("source", "")
        return render(
            request,
            "candidatures/nouvelle.html",
            {
                "parties": request.edition.formulaire["parties"] if request.edition else [],
                "texte": request.edition.texte("candidature.presentation") if request.edition else "",
                "peut_commencer": bool(request.edition)
                and request.edition.accepte_les_brouillons(lectures.instant_de_lecture()),
                "a_reprendre": a_reprendre,
                "choisie": choisie,
            },
        )
    exiger_trouve(request.edition)
    if reference := request.POST.get("source"):
        source = next((candidature for candidature in a_reprendre if candidature.reference == reference), None)
        exiger_trouve(source is not None)
        candidature, reprise = saisie.reprendre_dans(request.edition, source, par=request.user)
        messages.success(request, _dire_la_reprise(source, reprise))
    else:
        candidature = saisie.commencer(request.edition, par=request.user)
        messages.success(request, "Votre brouillon est créé. Rien n’est déposé tant que vous ne l’avez pas décidé.")
    return rediriger("candidatures:dossier", candidature.reference)


def _dire_la_reprise(source, reprise):
    """Return what was taken of another dossier, and what has to be answered anew."""
    combien = sum(len(reponses) for reponses in reprise.contenus.values())
    phrase = (
        f"Votre brouillon reprend {pluriel(combien, 'réponse')} de «\u00a0{source}\u00a0». Les pièces sont à joindre."
    )
    if reprise.a_redonner:
        phrase += " À remplir de nouveau pour ce dossier\u00a0: " + ", ".join(reprise.a_redonner) + "."
    if reprise.laissees:
        phrase += " Cet appel ne pose plus, ou autrement\u00a0: " + ", ".join(reprise.laissees) + "."
    return phrase


def adresse_de_partie(candidature, partie):
    """Return the address of a part's page; the part without questions is that of the files."""
    if partie["questions"]:
        return lien("candidatures:partie", candidature.reference, partie["slug"])
    return lien("candidatures:pieces", candidature.reference)


def taches(brouillon):
    """Return the task list: one task a part, with its article, what it says already, its state in words."""
    candidature, contenus, lignes = brouillon.candidature, brouillon.contenus, []
    for partie in candidature.edition.formulaire["parties"]:
        etat, puce = PUCES[brouillon.avancement[partie["slug"]]]
        if partie["questions"]:
            dit = en_une_ligne(partie, contenus, candidature.edition.formulaire)
        else:
            dit = _pieces_recues(brouillon)
        lignes.append(
            {
                "titre": partie["titre"],
                "url": adresse_de_partie(candidature, partie),
                "etat": etat,
                "article": partie["article"],
                "resume": dit or partie["resume"],
                "puce": puce,
            }
        )
    return lignes


def _pieces_recues(brouillon):
    demandees = [p["code"] for p in brouillon.candidature.edition.formulaire["pieces"] if p["obligatoire"]]
    recues = sum(bool(brouillon.pieces_de(code)) for code in demandees)
    return f"{pluriel(recues, 'reçue')} sur {len(demandees)}" if recues else ""


def liens_des_manques(brouillon):
    """Return the gaps with the address of the control that fills each."""
    parties = {p["slug"]: p for p in brouillon.candidature.edition.formulaire["parties"]}
    return [
        {
            "phrase": manque.phrase,
            "article": manque.article,
            "url": adresse_de_partie(brouillon.candidature, parties[manque.partie])
            + _ancre(parties[manque.partie], manque),
        }
        for manque in brouillon.manques
    ]


def _ancre(partie, manque):
    if not partie["questions"]:
        return f"#piece_{manque.code}"
    return f"#id_{manque.controle}" if manque.controle else ancre_de_la_question(partie, manque.code)


def ancre_de_la_question(partie, code):
    """Return the address, inside the page of a part, of the control of one of its questions."""
    genre = next(question["type"] for question in partie["questions"] if question["code"] == code)
    return f"#groupe_{code}" if genre in ("liste", "previsions") else f"#id_{code}"


def _avancement(brouillon):
    etats = list(brouillon.avancement.values())
    completes = pluriel(etats.count("complete"), "partie complète", "parties complètes")
    facultatives = etats.count("facultative")
    reste = f", {pluriel(facultatives, 'facultative')} à votre choix" if facultatives else ""
    return f"{completes} sur {len(etats)}{reste}"


def _equipe(candidature, changements):
    """Return the people of the team, each with the part or the file they were the last to change."""
    derniers = {}
    for changement in changements:
        derniers.setdefault(changement.par, {"modifie": changement.sur, "le": changement.instant})
    return [
        {"equipier": equipier, "modifie": "", "le": None} | derniers.get(equipier.personne, {})
        for equipier in lectures.equipe(candidature)
    ]


def _enregistre(changements):
    return f"Brouillon enregistré le {date_heure(changements[0].instant)}" if changements else ""


def _texte_garde(request, taches):
    """Return the part that a text sent in vain waits in, if it is one of this dossier, or ``None``."""
    chemin, _ = reprise.retrouver_sous(request)
    return next((tache for tache in taches if chemin and tache["url"] == chemin), None)


@require_GET
def accueil(request, reference):
    """The task list of a candidature: what is there, what is missing and why, what to do next."""
    candidature = dossier(request, reference)
    brouillon = lectures.brouillon(candidature)
    changements = lectures.derniers_changements(brouillon)
    depots, instant = lectures.depots_de(candidature), lectures.instant_de_lecture()
    est_lu = candidature.est_deposee() and candidature.edition.sceau_leve(instant)
    remede = remede_de(candidature) if est_lu else None
    return render(
        request,
        "candidatures/dossier.html",
        contexte(
            request,
            candidature,
            brouillon=brouillon,
            taches=(lignes := taches(brouillon)),
            texte_garde=_texte_garde(request, lignes),
            manques=liens_des_manques(brouillon),
            etats=[tache["etat"] for tache in lignes],
            equipe=_equipe(candidature, changements),
            depots=depots,
            deposants=lectures.deposants(candidature),
            avancement_en_mots=_avancement(brouillon),
            enregistre_en_mots=_enregistre(changements),
            suite=lectures.suite_publique(candidature),
            suivi=lectures.suivi_de(candidature, depots),
            complements=lectures.complements_de(candidature) if depots else [],
            instant=instant,
            lecteurs=lectures.lecteurs_de(candidature) if est_lu else None,
            remede=remede,
            remede_attendu=remede is not None and remede.est_attendu(instant),
            fil=resume_du_fil(candidature, request.user, "equipe"),
        ),
    )


def _peut_retirer(candidature):
    return candidature.est_deposee() and not candidature.edition.est_close(lectures.instant_de_lecture())


@require_http_methods(["GET", "POST"])
def supprimer(request, reference):
    """Delete a draft that was never filed, after a confirmation."""
    candidature = dossier(request, reference, Action.DEPOSER)
    brouillon = lectures.brouillon(candidature)
    autres = [
        ligne
        for ligne in _equipe(candidature, lectures.derniers_changements(brouillon))
        if ligne["equipier"].personne != request.user
    ]
    formulaire = FormulaireSuppression(request.POST if request.method == "POST" else None) if autres else None
    if request.method == "GET" or (formulaire and not formulaire.is_valid()):
        page = contexte(
            request,
            candidature,
            brouillon=brouillon,
            a_ete_deposee=bool(lectures.depots_de(candidature)),
            peut_retirer=_peut_retirer(candidature),
            autres=autres,
            formulaire=formulaire,
        )
        return render(request, "candidatures/supprimer.html", page, status=200 if request.method == "GET" else 422)
    saisie.supprimer(candidature, par=request.user)
    prevenus = " L’équipe en est prévenue par courriel." if autres else ""
    messages.success(request, f"Le brouillon est supprimé, avec ses textes et ses fichiers.{prevenus}")
    return rediriger("candidatures:liste")


@require_http_methods(["GET", "POST"])
def retirer(request, reference):
    """Withdraw a filed candidature, after a confirmation; once the call is closed, with a reason."""
    candidature = dossier(request, reference, Action.DEPOSER)
    if candidature.edition.est_close(lectures.instant_de_lecture()):
        return apres_la_cloture(request, candidature)
    if request.method == "GET":
        page = contexte(request, candidature, peut_retirer=_peut_retirer(candidature))
        return render(request, "candidatures/retirer.html", page)
    depot.retirer(candidature, par=request.user)
    suite = contexte(request, candidature)["situation"].nouveau_depot
    messages.success(request, f"La candidature est retirée. {suite}".strip())
    return rediriger("candidatures:dossier", reference)
