"""Videos that do not open: which dossiers, what was asked of their teams, what each side sees of it (Q28)."""

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from candidatures import acces
from candidatures.acces import Action
from candidatures.models import RemedeVideo, SignalementVideo
from candidatures.regles.formulaire import valeur_du_role


def a_une_video(candidature):
    """Tell whether the last filed version of a candidature gives a link to a video."""
    depot = candidature.depots.order_by("-numero").only("formulaire", "contenu").first()
    return bool(depot and valeur_du_role(depot.formulaire, depot.contenu, "video"))


def _dernier_remede(champ):
    remedes = RemedeVideo.objects.filter(candidature=OuterRef("pk")).order_by("-demande_le", "-pk")
    return Subquery(remedes.values(champ)[:1])


def videos_signalees(personne, edition, action=Action.PREPARER):
    """Return the dossiers whose video somebody flagged, by title, among those on which ``personne`` may do ``action``.

    Each with ``ouverts`` (members who still cannot open it), ``signale_le`` (the last time), and of the last remedy
    asked ``demande_le``, ``echeance_le``, ``repondu_le``. One statement.
    """
    signalements = SignalementVideo.objects.filter(candidature=OuterRef("pk")).values("candidature")
    ouverts = signalements.annotate(n=Count("pk", filter=Q(leve_le=None))).values("n")
    derniers = signalements.annotate(le=Max("signale_le")).values("le")
    dossiers = acces.dossiers_accessibles(personne, action).filter(
        Exists(SignalementVideo.objects.filter(candidature=OuterRef("pk"))), edition=edition
    )
    dossiers = dossiers.annotate(
        ouverts=Subquery(ouverts),
        signale_le=Subquery(derniers),
        demande_le=_dernier_remede("demande_le"),
        echeance_le=_dernier_remede("echeance_le"),
        repondu_le=_dernier_remede("repondu_le"),
    )
    return dossiers.order_by("noms", "reference")


def nombre_de_videos_a_traiter(personne, edition):
    """Return how many flagged videos wait for a remedy to be asked, for whoever may ask it."""
    signalees = videos_signalees(personne, edition, Action.INSTRUIRE)
    return signalees.filter(ouverts__gt=0, demande_le=None).count()


def video_vue_par(personne):
    """What a member sees of the video of a candidature, as one JSON value: ``signale_le``, ``repondu_le`` or null."""
    siens = SignalementVideo.objects.filter(candidature=OuterRef("pk"), par=personne, leve_le=None)
    return JSONObject(
        signale_le=Subquery(siens.values("signale_le")[:1]),
        repondu_le=_dernier_remede("repondu_le"),
    )


def remede_de(candidature):
    """Return the last remedy asked of a team already authorised, or ``None``."""
    return RemedeVideo.objects.filter(candidature=candidature).order_by("-demande_le", "-pk").first()


def remede_du_courrier(courrier, instant):
    """Return the remedy that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    remedes = RemedeVideo.objects.filter(pk=courrier.cle_de_l_objet, candidature__in=suivies)
    return remedes.select_related("candidature__edition").first()
