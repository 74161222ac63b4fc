"""The head of the journal mailed once a day: an anchor in boxes that the instance's administrators do not hold."""

from django.conf import settings

from amihr.courrier.boite import poster
from amihr.courrier.compositeur import Compositeur
from amihr.horloge import jour_de_paris
from amihr.journal.models import Ancre, Chaine


class AncreDuJournal(Compositeur):
    """The signed anchor, as stored: numbers and hashes only."""

    sujet = "Ancre du journal, {chaine}, nº {seq}"
    gabarit = "ancre_du_journal"

    def est_permis(self, courrier, instant):
        return courrier.destinataire in _adresses()

    def contexte(self, courrier, instant):
        ancre = Ancre.objects.get(pk=courrier.contexte["ancre"])
        champs = ("chaine", "seq", "empreinte", "instant", "signature", "cle_publique")
        return {champ: getattr(ancre, champ) for champ in champs}


def poster_les_ancres(instant):
    """Post the last anchor of each chain to the addresses of the setting ANCRES_COURRIELS, once per day of Paris."""
    for chaine in Chaine.values:
        if ancre := Ancre.objects.filter(chaine=chaine).order_by("seq").last():
            jour = jour_de_paris(instant).isoformat()
            poster(
                "ancre_du_journal",
                objet=f"ancre:{chaine}:{jour}",
                a=_adresses(),
                instant=instant,
                contexte={"ancre": ancre.pk},
            )


def _adresses():
    return [adresse.lower() for adresse in settings.ANCRES_COURRIELS]
