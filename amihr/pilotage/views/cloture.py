"""The screen of the closing: what the platform does, minute by minute."""

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from amihr import horloge
from amihr.comptes.portes import PARAMETRE_DE_SONDAGE, Role, agent_de_l_edition
from amihr.editions.textes import en_html, est_a_ecrire
from amihr.fichiers.rangement import servir
from amihr.pilotage import cloture as lectures
from amihr.socle.refus import exiger_trouve

from .tableau import edition_de

CHAQUE_MINUTE = 60  # seconds; only where somebody asked for it, who can stop it


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR, Role.ADMINISTRATEUR, avant_signature=True)
@require_GET
def cloture(request):
    """Filings, refusals, queues, interruptions, backups: numbers only, whatever the date (R3)."""
    edition, instant = edition_de(request), horloge.maintenant()
    rapports = list(lectures.rapports(edition)) if edition.est_close(instant) else []
    contexte = {
        "edition": edition,
        "instant": instant,
        "est_close": edition.est_close(instant),
        "etat": edition.etat(instant),
        "files": lectures.files_d_attente(request.user, edition, instant),
        "temps_restant": lectures.temps_restant(edition, instant),
        "releves": lectures.releves(edition, instant),
        "sauvegardes": lectures.sauvegardes(edition, instant),
        "rapports": rapports,
        "fin_du_releve": lectures.fin_du_releve(edition),
        "peut_lire_le_rapport": bool(rapports) and lectures.peut_tout_compter(request.user, edition),
        "se_suit": PARAMETRE_DE_SONDAGE in request.GET,
        "astreinte": _astreinte(edition),
        "peut_compter": request.user.a_role(Role.AGENT, Role.OPERATEUR),
        "debut_du_compte": lectures.debut_du_compte(edition),
        "compte": instant >= lectures.debut_du_compte(edition),
    }
    if contexte["peut_compter"] and contexte["compte"]:
        minutes = lectures.depots_par_minute(request.user, edition, instant)
        contexte |= {
            "minutes": [{"instant": minute, "nombre": nombre} for minute, nombre in minutes],
            "maximum": max((nombre for _, nombre in minutes), default=1),
            "deposes": sum(nombre for _, nombre in minutes),
        }
        contexte["refus"], contexte["refus_des_complements"] = lectures.refus_par_cause(request.user, edition, instant)
    reponse = render(request, "pilotage/cloture.html", contexte)
    if contexte["se_suit"]:
        reponse["Refresh"] = str(CHAQUE_MINUTE)
    return reponse


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR, avant_signature=True)
@require_safe
def rapport(request, rapport_id):
    """The sealed report of a closing, to whoever counts every candidature of the call."""
    trouve = lectures.rapport_ou_rien(request.user, edition_de(request), rapport_id)
    exiger_trouve(trouve)
    return servir(request, trouve.fichier)


def _astreinte(edition):
    """Return whom to call, as HTML; "" while nobody has written it: an instruction is no telephone number."""
    texte = edition.texte("cloture.astreinte")
    return "" if est_a_ecrire(texte) else en_html(texte)
