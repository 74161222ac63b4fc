"""A member's desk: what to declare, to score, in progress, submitted."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amihr import horloge
from amihr.comptes import reprise
from amihr.editions.jours import UN_JOUR, jours_ouvres_entre
from amihr.editions.repetitions import existe_pour
from amihr.editions.textes import en_html
from amihr.habilitations.engagements import engagements_de, sieges_de
from amihr.socle.liens import lien, rediriger
from amihr.socle.textes import date_heure, pluriel
from candidatures.lectures import a_declarer, deports_de
from candidatures.regles.declarations import dernier_jour_pour_declarer, est_en_retard
from evaluation.forms.bureau import FiltreDuBureau
from evaluation.lectures.bureau import Bureau
from evaluation.lectures.bureau import bureau as lire_le_bureau
from evaluation.lectures.calibrage import calibrage_du_bureau
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.mission import fin_du_bureau
from evaluation.regles.bureau import Etape
from evaluation.regles.notes_des_autres import APRES_LA_SIENNE, PHRASES, choix_de
from evaluation.regles.temps import temps_restant

from .calibrage import taches_du_calibrage

SANS_FILTRE = 5  # so few dossiers are found at a glance
PUCES = {
    Etape.A_EVALUER: ("", "À évaluer"),
    Etape.COMMENCEE: ("encours", "Commencée"),
    Etape.EN_REVISION: ("encours", "Révision commencée"),
    Etape.A_VENIR: ("info", "Notation à venir"),
    Etape.CLOSE: ("info", "Notation close"),
    Etape.D_UN_AUTRE: ("", "Confié à d’autres"),
}


@require_safe
def bureau(request):
    """One's own desk; where one has no seat, on to the call where one has (404 without any)."""
    ici = request.edition.pk if request.edition else None
    sieges = list(sieges_de(request.user))
    request.siege = next((siege for siege in sieges if siege.edition_id == ici), None)
    ailleurs = _connues(request.user, [siege.edition for siege in sieges if siege.edition_id != ici])
    if request.siege:
        return _bureau(request, ailleurs)
    if not ailleurs:
        raise Http404
    return rediriger("evaluation:bureau", edition=ailleurs[0])


def _connues(personne, editions):
    """Those that exist for somebody: the current one first, then the latest, rehearsals last."""
    instant = horloge.maintenant()
    connues = [edition for edition in editions if existe_pour(personne, edition, instant)]
    return sorted(connues, key=lambda e: (not e.est_courante, e.est_repetition, -e.annee, e.slug))


def _bureau(request, ailleurs):
    """What is closed to the reader is explained here, and nowhere else."""
    instant = horloge.maintenant()
    est_annulee = request.edition.est_annulee(instant)
    engagements = [e for e in engagements_de(request.user, request.edition, instant) if e.public == "membre"]
    contexte = {
        "siege": request.siege,
        "engagement": next((e for e in engagements if e.ma_signature_le and not e.a_pris_fin), None),
        "engagement_fini": next((e for e in engagements if e.a_pris_fin and not est_annulee), None),
        "a_signer": not est_annulee and any(not (e.ma_signature_le or e.a_pris_fin) for e in engagements),
        "est_scelle": not request.edition.sceau_leve(instant),
        "fin": request.edition.fin(instant),
        "presentation": en_html(request.edition.texte("commission.presentation")),
        "deports": list(deports_de(request.user, request.edition)),
        "autres_sieges": [{"nom": str(e), "url": lien("evaluation:bureau", edition=e)} for e in ailleurs],
        "commission_a_venir": _est_a_venir(request.edition.commission_le),
    }
    if not est_annulee:
        contexte |= _calibrage(request, instant)
        if not contexte["a_signer"] and not contexte["engagement_fini"] and not contexte["est_scelle"]:
            contexte |= _dossiers(request)
    contexte["texte_garde"] = _texte_garde(request, contexte)
    return render(request, "evaluation/bureau.html", contexte)


def _texte_garde(request, contexte):
    """What waits in this browser: the dossier that it was written on if it is on the desk; of another one, nothing is said."""
    chemin, _ = reprise.retrouver_sous(request)
    if not chemin:
        return None
    for dossier in contexte.get("dossiers", ()):
        ailleurs = lien("evaluation:discussion", dossier.reference)
        if chemin.startswith(page := lien("evaluation:dossier", dossier.reference)):
            return {"titre": dossier.titre, "url": ailleurs if chemin == ailleurs else page}
    return {"titre": "", "url": ""} if contexte["a_signer"] else None


def _calibrage(request, instant):
    """The calibration, before the closing as after: nothing of it is a dossier."""
    lu = calibrage_du_bureau(request.user, request.edition, instant)
    return {"calibrage": lu, "taches_du_calibrage": taches_du_calibrage(lu) if lu else []}


def _dossiers(request):
    edition = request.edition
    grille, choix = grille_lue(edition), choix_de(edition)
    bureau_lu = lire_le_bureau(request.user, edition, grille) if grille else Bureau([])
    dossiers, fin = bureau_lu.dossiers, fin_du_bureau(request.siege)
    par_etape = {etape: [d for d in dossiers if d.etape == etape] for etape in Etape}
    filtre = FiltreDuBureau(request.GET, dossiers=dossiers)
    montres = {d.reference for d in filtre.choisir(dossiers)}
    a_noter = [d for d in dossiers if d.etape in (Etape.A_EVALUER, Etape.COMMENCEE)]

    def taches(choisis):
        return [_tache(d, grille) for d in choisis if d.reference in montres]

    return {
        "ouvert": True,
        "dossiers": dossiers,
        "filtre": filtre if len(dossiers) > SANS_FILTRE else None,
        "aucun_choisi": bool(dossiers) and not montres,
        "phrase_des_notes": PHRASES[choix],
        "notes_ouvertes": choix == APRES_LA_SIENNE,
        "maximum": grille.echelle["maximum"] if grille else "",
        "taches": taches(a_noter),
        "en_revision": taches(par_etape[Etape.EN_REVISION]),
        "autres": taches(par_etape[Etape.A_VENIR]),
        "closes": taches(par_etape[Etape.CLOSE]),
        "non_remises": len(par_etape[Etape.CLOSE]),
        "d_un_autre": taches(par_etape[Etape.D_UN_AUTRE]),
        "remises_montrees": [d for d in par_etape[Etape.REMISE] if d.reference in montres],
        "est_finie": fin["est_finie"] and not a_noter,
        "seance_ouverte": fin["seance_ouverte"],
        "reste_de_la_mission": fin["reste"],
        "lecture_reservee": fin["lecture_reservee"],
        "a_connaitre": bureau_lu.change_le if bureau_lu.est_a_connaitre else None,
        **_liens(request),
        **_avancement(
            edition, par_etape[Etape.REMISE] + par_etape[Etape.EN_REVISION], a_noter, bureau_lu.minutes_prevues
        ),
    }


def _liens(request):
    """What is still to declare, and the links found that wait for an answer."""
    liens = a_declarer(request.user, request.edition)
    return {
        "a_declarer": [d for d in liens if not d.est_declare],
        "declarer_jusqu_au": dernier_jour_pour_declarer(request.edition),
        "en_retard": est_en_retard(request.edition, horloge.maintenant()),
        "a_trancher": [d for d in liens if d.est_declare and d.a_un_lien_detecte],
    }


def _avancement(edition, remises, a_noter, minutes):
    """How far one is, where to go on, the time that the rest asks."""
    commencees = [d for d in a_noter if d.etape == Etape.COMMENCEE]
    return {
        "remises": remises,
        "commencees": commencees,
        "total": len(remises) + len(a_noter),
        "etats": ["fait"] * len(remises) + ["encours"] * len(commencees) + [""] * (len(a_noter) - len(commencees)),
        "suite": (commencees or a_noter or [None])[0],
        "reste": temps_restant(
            [d.secondes for d in remises if d.secondes], len(a_noter), minutes, _jours_ouvres(edition.commission_le)
        ),
    }


def _est_a_venir(commission_le):
    """Tell whether the day of the commission is known, and not past."""
    return commission_le is not None and commission_le >= horloge.jour_de_paris(horloge.maintenant())


def _jours_ouvres(commission_le):
    """The working days left before the commission, today included; ``None`` without a date, or once it is past."""
    if not _est_a_venir(commission_le):
        return None
    jour = horloge.jour_de_paris(horloge.maintenant())
    return jours_ouvres_entre(jour - UN_JOUR, commission_le)


def _tache(dossier, grille):
    etat, puce = PUCES[dossier.etape]
    resume = f"{dossier.structure}, {dossier.thematique.lower()}" if dossier.thematique else dossier.structure
    if dossier.etape == Etape.COMMENCEE:
        quoi = f"{pluriel(dossier.notes, 'critère renseigné', 'critères renseignés')} sur {len(grille.criteres)}"
        resume += f". {quoi}, dernier enregistrement le {date_heure(dossier.enregistree_le)}"
    if dossier.etape == Etape.EN_REVISION:
        enregistree = date_heure(dossier.enregistree_le)
        resume += (
            f". Votre évaluation remise compte jusqu’à la nouvelle, enregistrée pour la dernière fois le {enregistree}"
        )
    if dossier.repondu_le:
        resume += f". Réponse du secrétariat le {date_heure(dossier.repondu_le)}"
    return {
        "titre": dossier.titre,
        "url": lien("evaluation:dossier", dossier.reference),
        "etat": etat,
        "puce": puce,
        "resume": resume,
        "pastille": dossier.pastille and f"images/{dossier.pastille}",
    }
