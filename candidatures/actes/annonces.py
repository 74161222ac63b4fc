"""Telling every team of an edition what has changed in the call."""

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.courrier import boite
from amihr.editions.models import Annonce
from amihr.journal.chaine import acte, inscrire
from candidatures.models import Equipier


def diffuser_les_annonces(instant):
    """Send what is due, one announcement a transaction; returns how many. May run at the same time elsewhere."""
    dues = Annonce.objects.filter(diffusee_le=None, instant__lte=instant).order_by("instant", "pk")
    return sum(_diffuser(pk) for pk in dues.values_list("pk", flat=True))


@acte
def _diffuser(pk):
    """Write to everybody who works on a candidature of the edition, draft or filed, whatever it has become.

    Q38: a change of the règlement after a filing is told to each team, with proof; nothing filed is undone.
    Effects, in order: one mail a person, the announcement marked and counted, journal (a number, never a name).
    """
    instant = horloge.instant_de_la_base()
    annonce = Annonce.objects.select_for_update(skip_locked=True).filter(pk=pk, diffusee_le=None).first()
    if annonce is None:
        return False
    equipiers = Equipier.objects.actifs().filter(candidature__edition=annonce.edition_id)
    personnes = list(Personne.objects.filter(pk__in=equipiers.values("personne")).order_by("pk"))
    boite.poster(f"annonce_{annonce.genre}", objet=annonce, a=personnes, instant=instant)
    annonce.diffusee_le, annonce.destinataires = instant, len(personnes)
    annonce.save(update_fields=["diffusee_le", "destinataires"])
    inscrire("annonce.diffusee", objet=annonce, instant=instant, destinataires=len(personnes))
    return True
