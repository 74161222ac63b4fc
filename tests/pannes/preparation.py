"""Run by the fault tests in a process of its own: an open call, and complete drafts whose authors are signed in."""

import json
import sys
import uuid
from datetime import timedelta


def preparer(combien):
    """Print, as JSON, the reference and the session of each of so many candidates."""
    from django.test import Client

    from amihr import horloge
    from amihr.editions.models import Edition
    from tests.fabriques.candidatures import CandidatureFactory
    from tests.fabriques.comptes import PersonneFactory, connecter
    from tests.fabriques.editions import EditionFactory

    instant = horloge.maintenant()
    Edition.objects.update(est_courante=False)
    edition = EditionFactory(
        complete=True, est_courante=True, slug=f"pannes-{uuid.uuid4().hex[:8]}",
        ouverture_le=instant - timedelta(days=5), cloture_le=instant + timedelta(days=5),
    )  # fmt: skip
    candidats = []
    for _ in range(combien):
        qui = PersonneFactory(courriel=f"{uuid.uuid4().hex}@exemple.fr")
        candidature = CandidatureFactory(edition=edition, equipe=[qui])
        (temoin,) = connecter(Client(), qui).cookies.values()
        candidats.append({"reference": candidature.reference, "session": f"{temoin.key}={temoin.value}"})
    print(json.dumps(candidats))


def relire():
    """Print, as JSON, every version that the database holds, and what does not hold together in it."""
    from amihr.courrier.models import Courrier
    from candidatures.models import Depot

    versions, defauts = [], []
    for depot in Depot.objects.select_related("candidature").order_by("candidature", "numero"):
        versions.append([depot.candidature.reference, depot.numero, str(depot.cle)])
        if depot.empreinte != depot.calculer_empreinte():
            defauts.append(f"empreinte {depot.pk}")
        if Courrier.objects.filter(evenement="accuse_de_depot", objet__endswith=str(depot.pk)).count() != 1:
            defauts.append(f"accusé {depot.pk}")
        if [piece.sha256 for piece in depot.pieces.select_related("fichier")] != [
            piece.fichier.sha256 for piece in depot.pieces.select_related("fichier")
        ]:
            defauts.append(f"pièces {depot.pk}")
    print(json.dumps({"versions": versions, "defauts": defauts}))


if __name__ == "__main__":
    import django

    django.setup()
    preparer(int(sys.argv[2])) if sys.argv[1] == "preparer" else relire()
