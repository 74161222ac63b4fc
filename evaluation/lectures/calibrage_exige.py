"""Whether a member's first real note waits for the calibration: read in the statement that reads the grid."""

from django.db.models import Case, Exists, OuterRef, Value, When

from amihr.editions.models import Edition
from candidatures.acces import PERSONNE
from evaluation.models import Calibrage, DossierDeCalibrage, EtatEvaluation, Evaluation, GrilleDeCalibrage
from evaluation.regles.calibrage import OBLIGATOIRE


def attend_le_calibrage():
    """Condition on a candidature, of the person in ``PERSONNE``: the first real note waits for the calibration.

    Asked for where the edition makes it compulsory, until it is closed, of a member who has begun no real grid and
    has not submitted both of the fictional ones. The setting is read first: elsewhere nothing more is looked at.
    """
    exigeante = Edition.objects.filter(pk=OuterRef("edition"), reglages__Q41__calibrage=OBLIGATOIRE)
    clos = Calibrage.objects.filter(edition=OuterRef("edition"), clos_le__isnull=False)
    ouvert = Calibrage.objects.filter(edition=OuterRef("edition"), clos_le=None)
    siens = {"membre__personne": PERSONNE, "membre__retire_le": None}
    commencees = Evaluation.objects.filter(candidature__edition=OuterRef("edition"), **siens)
    remises = GrilleDeCalibrage.objects.filter(dossier=OuterRef("pk"), etat=EtatEvaluation.SOUMISE, **siens)
    restants = DossierDeCalibrage.objects.filter(~Exists(remises), edition=OuterRef("edition"))
    fait = Exists(ouvert) & ~Exists(restants)
    attend = ~Exists(clos) & ~Exists(commencees) & ~fait
    return Case(
        When(Exists(exigeante), then=Case(When(attend, then=Value(True)), default=Value(False))), default=Value(False)
    )
