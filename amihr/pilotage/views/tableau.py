"""The dashboard: where the call stands, and what there is to do."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions.calendrier import calendrier
from amihr.editions.echeance import attente_du_sceau
from amihr.fichiers.rangement import servir
from amihr.pilotage import lectures
from amihr.pilotage.avant_cloture import compte_rendu, derniere_page_du_jour, page_du_jour_ou_rien, seuil_de
from amihr.socle.liens import lien
from amihr.socle.refus import exiger_trouve
from amihr.socle.textes import pluriel
from candidatures.lectures.messages import nombre_de_fils_en_attente
from candidatures.lectures.videos import nombre_de_videos_a_traiter
from evaluation.lectures.discussion import nombre_de_questions_en_attente

# What is said to somebody whose own reading is suspended: neither which dossier nor how many.
LIEN_A_CONFIRMER = {
    "titre": "Un lien possible vous concerne",
    "etat": "",
    "puce": "À confirmer par le secrétariat",
    "resume": "Un autre agent se prononcera. D’ici là, ce qui est en cause ne vous est pas montré.",
}
A_CONFIRMER = {
    "titre": "Confirmer une réinitialisation de double authentification",
    "etat": "encours",
    "puce": "À confirmer",
    "resume": "Un autre agent l’a demandée.",
}


APPEL_ANNULE = {
    "titre": "L’appel est annulé",
    "etat": "",
    "puce": "Rien à instruire",
    "resume": "Aucun dossier n’est plus examiné. Les équipes peuvent encore vous écrire.",
}

ENGAGEMENT_FINI = {
    "titre": "Remplacer le texte de l’engagement des agents",
    "etat": "manque",
    "puce": "Obligation finie",
    "resume": "L’obligation de ce texte a pris fin\u00a0: aucun dossier ne s’ouvre avant qu’un nouveau soit publié, puis signé.",
}

A_AUTORISER = {
    "titre": "Répondre à une demande d’accès exceptionnel",
    "etat": "encours",
    "puce": "À décider",
    "resume": "Elle porte sur un dossier que vous pouvez instruire.",
}


def edition_de(request):
    """Return the edition being shown, or raise ``Http404``."""
    if not request.edition:
        raise Http404
    return request.edition


def phrase_du_refus(refus, *, remplacable):
    """Return what a refused save says, with what to do when somebody else saved in the meantime."""
    if refus.code != "edition_redigee_ailleurs":
        return refus.phrase
    if remplacable:
        return f"{refus.phrase} Enregistrer de nouveau ici le remplacera par votre saisie."
    return f"{refus.phrase} Reportez-y votre saisie\u00a0: l’ordre de la liste a pu changer."


def dire_enregistre(edition):
    """Return the sentence that confirms a change: who sees it now depends on whether the call is announced."""
    if edition.est_annoncee(horloge.maintenant()):
        return "C’est enregistré, et visible dès maintenant."
    return "C’est enregistré. Le public ne voit pas cet appel pour l’instant."


def _registres(personne, siege):
    """Return the registers that this person may open, and one's own desk for a member: name and address."""
    liens = []
    if siege:
        liens.append(("Mes dossiers de membre de la commission", lien("evaluation:bureau")))
    if personne.a_role(Role.AGENT, Role.OPERATEUR):
        liens.append(("Messages des équipes", lien("pilotage:fils")))
        liens.append(("Questions sur l’appel", lien("pilotage:questions")))
        liens.append(("Actualités", lien("pilotage:actualites")))
        liens.append(("Courriers et notifications", lien("pilotage:envois")))
        liens.append(("Mes mandats", lien("candidatures:mandats")))
    if personne.a_role(Role.AGENT, Role.OPERATEUR, Role.ADMINISTRATEUR):
        liens.append(("Écran de la clôture", lien("pilotage:cloture")))
    if personne.a_role(Role.AGENT):
        liens.append(("Retraits et réintégrations", lien("pilotage:sorties")))
        liens.append(("Double authentification perdue", lien("pilotage:recuperations")))
        liens.append(("Décisions", lien("evaluation:decisions")))
        if not siege:
            liens.append(("Exports des résultats", lien("evaluation:exports")))
    if personne.a_role(Role.AGENT, Role.OPERATEUR, Role.DPO):
        liens.append(("Registre des engagements", lien("pilotage:engagements")))
    if personne.a_role(Role.AGENT, Role.ADMINISTRATEUR, Role.DPO):
        liens.append(("Accès exceptionnels", lien("pilotage:acces_exceptionnels")))
    if personne.a_role(Role.ADMINISTRATEUR):
        liens.append(("Comptes et rôles", lien("pilotage:comptes")))
    if personne.a_role(Role.ADMINISTRATEUR, Role.DPO):
        liens.append(("Journal des opérations", lien("pilotage:journal")))
    return [{"nom": nom, "url": url} for nom, url in liens]


def _taches(request, edition, instant, a_un_lien_a_confirmer):
    if request.doit_signer:
        return [
            {
                "titre": "Signer votre engagement de confidentialité",
                "url": lien("habilitations:engagement"),
                "etat": "manque",
                "puce": "À signer",
                "resume": "Sans lui, aucun dossier ne s’ouvre.",
            }
        ]
    if edition.est_annulee(instant):
        return [APPEL_ANNULE]
    if request.engagement_fini:
        ou = {"url": lien("pilotage:rubrique", "engagements")} if request.user.a_role(Role.AGENT) else {}
        return [ENGAGEMENT_FINI | ou]
    if not edition.sceau_leve(instant):
        return [
            {
                "titre": "Instruire les candidatures",
                "etat": "",
                "puce": "Pas encore possible",
                "resume": attente_du_sceau(edition, instant),
            }
        ]
    taches = _instruction(lectures.a_faire(request.user, edition))
    if request.user.a_role(Role.AGENT):
        taches.append(_liens(lectures.nombre_de_liens_a_trancher(request.user, edition)))
        taches.append(_videos(nombre_de_videos_a_traiter(request.user, edition)))
    taches.append(_questions_de_la_commission(nombre_de_questions_en_attente(request.user, edition)))
    if a_un_lien_a_confirmer:
        taches.append(LIEN_A_CONFIRMER)
    return taches


def _instruction(nombres):
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
        taches.append(_tache(titre, url, nombre, "dossier"))
    if recus := nombres.get("complement"):
        url = lien("pilotage:candidatures", requete={"suivi": "complement"})
        taches.append(_tache("Examiner les compléments reçus", url, recus, "complément"))
    if visas := nombres.get("a_viser"):
        url = lien("pilotage:candidatures", requete={"suivi": "a_viser"})
        taches.append(_tache("Viser les conclusions proposées", url, visas, "conclusion"))
    return taches


def _liens(nombre):
    return _tache("Trancher les liens d’intérêts trouvés", lien("pilotage:liens"), nombre, "lien")


def _messages(nombre):
    return _tache("Répondre aux messages des équipes", lien("pilotage:fils"), nombre, "message")


def _questions_sur_l_appel(nombre):
    return _tache("Répondre aux questions sur l’appel", lien("pilotage:questions"), nombre, "question")


def _questions_de_la_commission(nombre):
    return _tache("Répondre aux questions de la commission", lien("evaluation:discussions"), nombre, "question")


def _videos(nombre):
    return _tache("Demander un remède aux vidéos inaccessibles", lien("pilotage:videos"), nombre, "vidéo")


def _a_deux(personne, a_confirmer, a_autoriser):
    """Return what waits for a second person, when it is this one."""
    taches = []
    if a_confirmer and personne.a_role(Role.AGENT):
        taches.append(A_CONFIRMER | {"url": lien("pilotage:recuperations")})
    if a_autoriser:
        taches.append(A_AUTORISER | {"url": lien("pilotage:acces_exceptionnels")})
    return taches


def _tache(titre, url, nombre, nom):
    return {
        "titre": titre,
        "url": url if nombre else "",
        "etat": "encours" if nombre else "",
        "puce": pluriel(nombre, nom) if nombre else "Rien à faire",
    }


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR, Role.ADMINISTRATEUR, Role.DPO, avant_signature=True)
@require_GET
def tableau(request):
    """Counts by state, tasks, calendar, commission: never a name nor content before the closing (see R3)."""
    edition, instant = edition_de(request), horloge.maintenant()
    peut_compter = request.user.a_role(Role.AGENT, Role.OPERATEUR)
    est_scellee = not edition.sceau_leve(instant)
    avant = compte_rendu(request.user, edition, instant) if peut_compter and est_scellee else None
    barres = avant["barres"] if avant else []
    if peut_compter and not est_scellee:
        barres = lectures.entonnoir(request.user, edition, instant)
    siege, a_un_lien, *attentes, questions = lectures.ce_qui_concerne(request.user, edition, instant)
    taches = []
    if request.user.a_role(Role.AGENT, Role.OPERATEUR):
        taches = _taches(request, edition, instant, a_un_lien)
        if not request.doit_signer:
            taches.append(_questions_sur_l_appel(questions))
            taches.append(_messages(nombre_de_fils_en_attente(request.user, edition)))
    taches += _a_deux(request.user, *attentes)
    return render(
        request,
        "pilotage/tableau.html",
        {
            "edition": edition,
            "barres": barres,
            "maximum": max((barre["nombre"] or 0 for barre in barres), default=0) or 1,
            "seuil": seuil_de(edition),
            "avant": avant,
            "page_du_jour": derniere_page_du_jour(request.user, edition) if avant else None,
            "taches": taches,
            "registres": _registres(request.user, siege),
            "colleges": lectures.colleges(edition, instant),
            "etapes": calendrier(edition, instant),
            "est_scellee": est_scellee,
        },
    )


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR, avant_signature=True)
@require_safe
def page_du_jour(request, jour):
    """The numbers of one day on one sheet, to whoever counts every candidature of the call."""
    trouvee = page_du_jour_ou_rien(request.user, edition_de(request), jour)
    exiger_trouve(trouvee)
    return servir(request, trouvee.fichier)
