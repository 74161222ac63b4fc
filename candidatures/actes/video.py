"""A video that does not open: a member says so, the Région asks the same remedy of all, the team answers (Q28)."""

import uuid

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.models import Edition
from amihr.journal.chaine import acte, inscrire, inscrire_plusieurs
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.videos import a_une_video, videos_signalees
from candidatures.models import RemedeVideo, SignalementVideo
from candidatures.regles.complement import borne


@acte
def signaler(candidature, *, par):
    """Say that one cannot open the video of a dossier that one reads. Saying it again changes nothing.

    Effects, in order: SignalementVideo, journal. Raises ``Http404``: no right to read, or no link to a video.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.LIRE, instant)
    exiger_trouve(a_une_video(candidature))
    signalement, est_neuf = SignalementVideo.objects.get_or_create(
        candidature=candidature, par=par, leve_le=None, defaults={"signale_le": instant}
    )
    if est_neuf:
        inscrire("video.signalee", par=par, objet=candidature, instant=instant)
    return signalement


@acte
def lever(candidature, *, par):
    """Take one's own word back: the video opens now. Effects, in order: date, journal. Raises ``Http404``."""
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.LIRE, instant)
    siens = SignalementVideo.objects.filter(candidature=candidature, par=par, leve_le=None)
    exiger_trouve(siens.update(leve_le=instant))
    inscrire("video.signalement_leve", par=par, objet=candidature, instant=instant)


@acte
def demander_le_remede(edition, references, *, par, derniere_minute):
    """Ask these teams to make their video open at the filed address, all before the same minute; no other video counts.

    Effects, in order: for each dossier its RemedeVideo and a mail to the team; journal. Raises ``Http404`` for a
    dossier that one does not instruct or that nobody flagged; ``ActeRefuse``: ``video_sans_dossier``, ``video_delai``,
    ``video_deja``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller_en_partage(edition.pk)
    exiger(references, "video_sans_dossier")
    echeance = borne(derniere_minute)
    exiger(echeance > instant, "video_delai")
    signalees = {c.reference: c for c in videos_signalees(par, edition, Action.INSTRUIRE)}
    exiger_trouve(set(references) <= signalees.keys())
    choisies = [
        acces.verrouiller(par, signalees[reference], Action.INSTRUIRE, instant) for reference in sorted(set(references))
    ]
    attendus = RemedeVideo.objects.filter(candidature__in=choisies, repondu_le=None, echeance_le__gt=instant)
    deja = sorted(attendus.values_list("candidature__reference", flat=True))
    exiger(not deja, "video_deja", dossiers=", ".join(deja))
    lot = uuid.uuid4()
    remedes = [_demander(candidature, lot, instant, par, echeance) for candidature in choisies]
    inscrire_plusieurs(
        {
            "evenement": "video.remede_demande",
            "par": par,
            "objet": remede.candidature,
            "instant": instant,
            "remede": str(remede.pk),
            "lot": str(lot),
        }
        for remede in remedes
    )
    return remedes


def _demander(candidature, lot, instant, par, echeance):
    remede = RemedeVideo.objects.create(
        candidature=candidature, lot=lot, demande_le=instant, par=par, echeance_le=echeance
    )
    boite.poster("video_a_rendre_accessible", objet=remede, a=candidature.equipe(), instant=instant)
    return remede


@acte
def repondre(candidature, remede_id, *, par):
    """The team says that its video opens again; the members who flagged it see so.

    Effects, in order: date and who, journal. Raises ``Http404``, ``ActeRefuse("video_echue")`` after the last minute.
    """
    candidature = acces.verrouiller(par, candidature, Action.SAISIR, horloge.instant_de_la_base())
    instant = horloge.instant_de_la_base()
    remede = RemedeVideo.objects.select_for_update().filter(candidature=candidature, pk=remede_id).first()
    exiger_trouve(remede is not None)
    if remede.repondu_le is None:
        exiger(remede.est_attendu(instant), "video_echue")
        remede.repondu_le, remede.repondu_par = instant, par
        remede.save(update_fields=["repondu_le", "repondu_par"])
        inscrire("video.remede_repondu", par=par, objet=candidature, instant=instant, remede=str(remede.pk))
    return remede
