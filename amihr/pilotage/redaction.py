"""Staff writes the call: one part of it at a time, or the next edition from this one (see R50)."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from django.db import transaction

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.appel import lire_texte
from amihr.editions.erreurs import AppelInvalide
from amihr.editions.models import Edition
from amihr.horloge import jour_de_paris
from amihr.journal.chaine import acte, inscrire_plusieurs
from amihr.pilotage import fichier
from amihr.pilotage.chargement import ecrire
from amihr.pilotage.figes import Situation, exiger_permis
from amihr.pilotage.photographie import attendue, ecarts, photographier
from amihr.pilotage.reprise import renommer
from amihr.pilotage.rubriques.commun import code_de
from amihr.socle.refus import ActeRefuse, exiger
from candidatures import acces
from catalogue.models import Label
from evaluation.models import Evaluation

CHEMINS_AU_JOURNAL = 40
SLUG_DE_REPETITION = "repetition"  # one at a time: one name is enough


@acte
def rediger(edition, ecrit, *, revision, par, motif=""):
    """Make an edition what ``ecrit`` says, a document of ``fichier.document``.

    ``revision``: the number of the edition on which the page was written; ``motif``: why the grid changes.
    A change that would betray filed or begun candidatures is refused (see ``figes``); filed versions keep the form
    they were filed with. From the opening, only the Région's agents write, and a change of the grid is a new version
    with its reason (A-69). A new text of the undertaking is in force at once: everybody signs it before reading (T4).
    Effects, in order: edition and its children, journal. None when nothing differs.
    Raises ActeRefuse: « appel_invalide » (what a file would be refused for), « edition_redigee_ailleurs »,
    « edition_annulee », « redaction_reservee », those of ``figes.exiger_permis`` and of ``chargement.ecrire``.
    """
    if ecrit == fichier.document(edition):
        return edition
    appel = _relire(ecrit)  # a second of reading: before the lock that filings would wait for
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    exiger(edition.revision == revision, "edition_redigee_ailleurs")
    exiger_redigeable(edition, par, instant)
    avant = photographier(edition)
    apres = attendue(appel) | {"reglement": avant["reglement"]}  # the règlement has its own acte
    chemins = [chemin for chemin, _, _ in ecarts(avant, apres)]
    if not chemins:
        return edition
    exiger_permis(avant, apres, situation_de(edition, instant))
    edition = ecrire(edition, replace(appel, empreinte=edition.empreinte_du_fichier), instant, motif)
    entree = {"par": par, "objet": edition, "instant": instant}
    entrees = [
        {"evenement": "edition.redigee", "chemins": chemins[:CHEMINS_AU_JOURNAL], "nombre": len(chemins)} | entree
    ]
    if avant["grille"] != apres["grille"]:
        entrees.append({"evenement": "grille.changee", "numero": edition.grilles.count()} | entree)
    inscrire_plusieurs(entrees)
    return edition


def exiger_redigeable(edition, par, instant):
    """Refuse what ``rediger`` would refuse whatever is written: asked by the pages, then under the lock."""
    exiger(not edition.est_annulee(instant), "edition_annulee")
    exiger(instant < edition.ouverture_le or par.a_role(Role.AGENT), "redaction_reservee")


@contextmanager
def essai(edition, ecrit, motif=""):
    """Inside, the edition that it gives says what ``ecrit`` says; after, nothing has changed, and nobody has seen it.

    For a preview: neither lock, nor journal. Raises ActeRefuse: « appel_invalide », those of ``chargement.ecrire``.
    """
    appel = replace(_relire(ecrit), empreinte=edition.empreinte_du_fichier)
    with transaction.atomic():
        ecrite = ecrire(Edition.objects.get(pk=edition.pk), appel, horloge.maintenant(), motif)
        yield Edition.objects.get(pk=ecrite.pk)
        transaction.set_rollback(True)


def _relire(ecrit):
    try:
        return fichier.relire(ecrit)
    except AppelInvalide as erreur:
        raison = erreur.raison
        raise ActeRefuse("appel_invalide", raison=f"{raison[:1].upper()}{raison[1:]}") from erreur


def situation_de(edition, instant):
    """Return what has happened so far that fixes words of the call."""
    return Situation(
        est_ouverte=edition.ouverture_le <= instant,
        a_des_candidatures=acces.toutes(edition).exists(),
        a_des_evaluations=Evaluation.objects.filter(candidature__edition=edition).exists(),
        a_des_labels=Label.objects.filter(candidature__edition=edition).exists(),
    )


def suivante(edition, *, nom, sous_titre, annee, prefixe_reference, ouverture, cloture, commission, jour):
    """Return the ``Appel`` of another edition that starts from this one; its texts take the new names.

    ``ouverture``, ``cloture``, ``commission``: its days, in Paris; the days of calendar, settings and undertakings move
    with the opening, when its règlement is published. ``jour``: today.
    Raises ActeRefuse: « repetition_sans_suite », « ouverture_a_venir » (it would be born open), « appel_invalide ».
    """
    exiger(not edition.est_repetition, "repetition_sans_suite")
    exiger(ouverture > jour, "ouverture_a_venir")
    neufs = {"nom": nom, "sous_titre": sous_titre, "prefixe_reference": prefixe_reference}
    ecrit = fichier.document(edition)
    identite = ecrit.pop("edition")
    ecrit = renommer(ecrit, {identite[champ]: neuf for champ, neuf in neufs.items()})
    propre = {"slug": code_de(f"{nom} {annee}", (), tiret="-"), "annee": str(annee)}
    ecrit = {"edition": identite | neufs | propre} | ecrit
    return _relire(_dater(ecrit, ouverture, cloture, commission, publication=ouverture))


def depuis_un_fichier(texte, *, jour):
    """Return the ``Appel`` that the text of an edition file describes; its règlement appears with it, whatever day it says.

    ``jour``: today. Raises ActeRefuse: « appel_invalide », with the line; « ouverture_a_venir » (it would be born open).
    """
    try:
        appel = lire_texte(texte)
    except AppelInvalide as erreur:
        raise ActeRefuse("appel_invalide", raison=f"Ligne {erreur.ligne}\u00a0: {erreur.raison}") from erreur
    ouverture = jour_de_paris(appel.ouverture_le)
    exiger(ouverture > jour, "ouverture_a_venir")
    return replace(appel, reglement=appel.reglement | {"publication": ouverture})


def repetee(edition, *, ouverture, cloture, commission):
    """Return the ``Appel`` of a rehearsal of this edition: its very words, other days, a name that says what it is.

    Raises ActeRefuse: « appel_invalide ».
    """
    ecrit = fichier.document(edition)
    ecrit["edition"] |= {
        "slug": SLUG_DE_REPETITION,
        "nom": f"Répétition, {edition.nom}"[:150],
        "prefixe_reference": SLUG_DE_REPETITION.upper(),
        "prefixe_courriel": f"Répétition {edition.prefixe_courriel}"[:40],
    }
    return _relire(_dater(ecrit, ouverture, cloture, commission, publication=ouverture))


def _dater(ecrit, ouverture, cloture, commission, *, publication):
    """The same document on other days: those of calendar, settings and undertakings move with the opening."""
    ecart = ouverture - date.fromisoformat(ecrit["dates"]["ouverture"])
    for bloc in ecrit.keys() & {"calendrier", "reglages", "engagements"}:
        ecrit[bloc] = _decaler(ecrit[bloc], ecart)
    jours = {"ouverture": ouverture, "cloture": cloture, "commission": commission}
    jours_iso = {cle: valeur.isoformat() for cle, valeur in jours.items()}
    ecrit["dates"] |= jours_iso
    q18 = ecrit["reglages"]["Q18"]
    if "declarer_jusqu_au" in q18:  # between the two dates that it depends on, whatever their distance is now
        q18["declarer_jusqu_au"] = min(max(q18["declarer_jusqu_au"], jours_iso["cloture"]), jours_iso["commission"])
    ecrit["reglement"] = {"publication": publication.isoformat(), "texte": ecrit["reglement"]["texte"]}
    return ecrit


def _decaler(valeur, ecart):
    """The same value, its days moved."""
    if isinstance(valeur, dict):
        return {cle: _decaler(contenu, ecart) for cle, contenu in valeur.items()}
    if isinstance(valeur, list):
        return [_decaler(element, ecart) for element in valeur]
    try:
        return (date.fromisoformat(valeur) + ecart).isoformat()
    except ValueError:
        return valeur
