"""Drafts: begin, save, join a file, remove one, delete."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Subquery, Sum

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.models import Thematique
from amihr.fichiers.genres import MAXIMUM_PAR_DOSSIER
from amihr.fichiers.models import Genre
from amihr.fichiers.rangement import ranger
from amihr.fichiers.rangement import supprimer as oublier
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.equipes import est_juge
from candidatures.lectures.saisie import enregistrements_des_autres, formulaire_complet
from candidatures.models import Candidature, Droit, Equipier, Etat, PieceJointe, RevisionSection, Section
from candidatures.models.candidature import reference_au_hasard
from candidatures.regles.duplication import reprendre
from candidatures.regles.formulaire import partie_de, parties_a_remplir, piece_de
from candidatures.regles.fusion import Montree, fusionner
from candidatures.regles.tete import tete

from .demande_d_apercu import oublier_l_apercu


@dataclass(frozen=True)
class Enregistrement:
    """What a save did: the section as it now stands, its answers before, the fields left in conflict, what the page shows now."""

    section: Section
    ancien: dict
    conflits: dict
    montree: Montree


def _creer(edition, instant):
    while True:
        try:
            with transaction.atomic():
                return Candidature.objects.create(
                    edition=edition,
                    reference=reference_au_hasard(edition.prefixe_reference),
                    cree_le=instant,
                    etat_depuis=instant,
                )
        except IntegrityError:
            continue


@acte
def commencer(edition, *, par):
    """Begin a candidature.

    R2: at any time while the call is open; the reference is drawn at random, so that it tells no order.
    Effects, in order: candidature, empty sections, its author in the team with the right to file, journal.
    Raises ``ActeRefuse``: ``pas_ouvert``, ``annule``, ``cloture`` or ``juge_et_partie``.
    """
    instant = horloge.instant_de_la_base()
    candidature = ouvrir_un_brouillon(edition, par=par, instant=instant)
    inscrire("candidature.commencee", par=par, objet=candidature, instant=instant)
    return candidature


@acte
def reprendre_dans(edition, source, *, par):
    """Begin a candidature with the answers of another one, of this call or of an earlier one.

    Files are not taken: extracts and certificates are of their day. Nothing of the source changes.
    Effects, in order: draft, its answers as first revisions, journal (with the source).
    Returns (candidature, ``Reprise``). Raises ``Http404`` without the right to write in the source, ``ActeRefuse``
    as ``commencer``.
    """
    instant = horloge.instant_de_la_base()
    acces.exiger_acces(par, source, Action.SAISIR, instant)
    candidature = ouvrir_un_brouillon(edition, par=par, instant=instant)
    contenus = {section.partie: section.contenu for section in Section.objects.filter(candidature=source)}
    reprise = reprendre(formulaire_complet(source.edition), contenus, formulaire_complet(edition))
    for partie, reponses in reprise.contenus.items():
        enregistrer(candidature, partie, reponses, par=par, revision=0, instant=instant)
    inscrire("candidature.reprise", par=par, objet=candidature, instant=instant, source=str(source.pk))
    return candidature, reprise


def ouvrir_un_brouillon(edition, *, par, instant):
    """Do so inside the caller's transaction, without journal. Raises as ``commencer``."""
    exiger(not est_juge(par, edition), "juge_et_partie")
    exiger(edition.ouverture_le <= instant, "pas_ouvert")
    _exiger_avant_la_fin(edition, instant)
    candidature = _creer(edition, instant)
    Section.objects.bulk_create(
        Section(candidature=candidature, partie=partie["slug"]) for partie in parties_a_remplir(edition.formulaire)
    )
    Equipier.objects.create(candidature=candidature, personne=par, droit=Droit.DEPOSER, depuis=instant)
    return candidature


def _exiger_avant_la_fin(edition, instant):
    exiger(not edition.est_annulee(instant), "annule")
    exiger(not edition.est_close(instant), "cloture")


def _base(section, montree):
    """Return what the page that saves was showing. Raises ``ActeRefuse("revisions")`` when it never existed."""
    contenus = {0: {}, section.numero: section.contenu}
    if anciennes := montree.numeros() - contenus.keys():
        lues = RevisionSection.objects.filter(section=section, numero__in=anciennes).order_by("numero")
        contenus |= dict(lues.values_list("numero", "contenu"))
    exiger(montree.numeros() <= contenus.keys(), "revisions")
    return montree.base(contenus)


def _reporter_la_tete(candidature, partie, ancien, contenu):
    """Copy onto the candidature what its lists show, when it has changed and no filed version counts.

    Once filed, readers see the title that was filed: only the next filing changes it (A-08). The condition stands in
    the UPDATE itself, so that a filing under way decides.
    """
    formulaire = candidature.edition.formulaire
    champs = tete(formulaire, {partie: contenu})
    if champs == tete(formulaire, {partie: ancien}):
        return
    if "thematique" in champs:
        nommees = Thematique.objects.filter(edition=candidature.edition_id, slug=champs["thematique"])
        champs["thematique"] = Subquery(nommees.order_by().values("pk")[:1])
    Candidature.objects.filter(pk=candidature.pk, etat__in=(Etat.BROUILLON, Etat.RETIREE)).update(**champs)


@transaction.atomic
def enregistrer(candidature, partie, reponses, *, par, revision, instant=None):
    """Save what was typed in one part; ``revision`` is the one the page was showing: its number, or a ``Montree``.

    ``instant``: that of the acte which saves, when somebody does not.

    T1: nothing typed is lost. Locks the section's row only; never the journal, never a mail.
    Effects, in order: merge with what others saved since (see ``fusionner``); when something changed, the
    candidature's title, structure and thématique, then a new revision.
    Returns an ``Enregistrement``. Raises ``Http404`` without the right to write, ``ActeRefuse("revisions")``.
    """
    exiger(partie_de(candidature.edition.formulaire, partie) is not None, "partie_inconnue")
    # Who else writes here comes with the row: the page that saves says it, at no statement of its own.
    autres = enregistrements_des_autres(candidature, par)
    sections = Section.objects.select_for_update(of=("self",)).annotate(enregistrements=autres)
    section, _ = sections.get_or_create(candidature=candidature, partie=partie)
    ici = acces.instant_d_acces(par, candidature, Action.SAISIR)
    instant = instant or ici
    montree = revision if isinstance(revision, Montree) else Montree(revision)
    ancien, fusion = section.contenu, fusionner(_base(section, montree), section.contenu, reponses)
    if fusion.contenu != ancien:
        _reporter_la_tete(candidature, partie, ancien, fusion.contenu)
        section.numero += 1
        section.contenu, section.modifiee_le, section.modifiee_par = fusion.contenu, instant, par
        section.save(update_fields=["numero", "contenu", "modifiee_le", "modifiee_par"])
        RevisionSection.objects.create(
            section=section, numero=section.numero, contenu=section.contenu, par=par, instant=instant
        )
    return Enregistrement(section, ancien, fusion.conflits, montree.apres(section.numero, fusion.contenu, reponses))


def _exiger_de_la_place(candidature, definition, taille=0):
    """Return how many bytes the dossier may still take; videos are counted apart."""
    presentes = PieceJointe.objects.presentes().filter(candidature=candidature)
    if definition.get("multiple"):
        combien = presentes.filter(emplacement=definition["code"]).count()
        exiger(combien < definition["nombre_max"], "annexes")
    autres = presentes if definition.get("multiple") else presentes.exclude(emplacement=definition["code"])
    poids = autres.exclude(fichier__genre=Genre.VIDEO).aggregate(total=Sum("fichier__taille"))["total"] or 0
    exiger(poids + taille <= MAXIMUM_PAR_DOSSIER, "poids_total")
    return MAXIMUM_PAR_DOSSIER - poids


def joindre(candidature, emplacement, televersement, *, par, date_du_document=None):
    """Join a file to one slot of the draft; a slot that takes one file has its former one replaced.

    Kbis, attestation fiscale and logo arrive one by one, when chosen, and are checked at once (see R23).
    The checks run outside any transaction: a slow file holds nobody's lock.
    Effects, in order: content checks and storage (see ``fichiers.rangement.ranger``), former file set aside,
    piece recorded, journal. Raises ``Http404``, ``ActeRefuse``: ``emplacement``, ``annexes``, ``poids_total``,
    ``annule``, ``cloture`` or one of the reasons of ``fichiers``.
    """
    instant = horloge.instant_de_la_base()
    definition = piece_de(candidature.edition.formulaire, emplacement)
    exiger(definition is not None, "emplacement")
    _exiger_avant_la_fin(candidature.edition, instant)
    acces.exiger_acces(par, candidature, Action.SAISIR, instant)
    reste = _exiger_de_la_place(candidature, definition)
    limites = definition if definition["genre"] == Genre.VIDEO else definition | {"reste_octets": reste}
    fichier = ranger(televersement, genre=definition["genre"], limites=limites, par=par, instant=instant)
    try:
        return _attacher(candidature, definition, fichier, par=par, date_du_document=date_du_document)
    except Exception:  # a lost right, a refusal, a lock that did not come: the file has no dossier
        oublier(fichier)
        raise


@acte
def _attacher(candidature, definition, fichier, *, par, date_du_document):
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.SAISIR, instant)
    _exiger_avant_la_fin(candidature.edition, instant)  # sending it may have taken until after the closing
    taille = 0 if definition["genre"] == Genre.VIDEO else fichier.taille
    _exiger_de_la_place(candidature, definition, taille)
    if not definition.get("multiple"):
        PieceJointe.objects.presentes().filter(candidature=candidature, emplacement=definition["code"]).update(
            retiree_le=instant, retiree_par=par
        )
    piece = PieceJointe.objects.create(
        candidature=candidature,
        emplacement=definition["code"],
        fichier=fichier,
        date_du_document=date_du_document,
        jointe_le=instant,
        par=par,
    )
    inscrire("piece.jointe", par=par, objet=candidature, instant=instant, piece=str(piece.pk), sha256=fichier.sha256)
    return piece


@acte
def dater_piece(candidature, piece_id, jour, *, par):
    """Write the date that a file of the draft bears; ``None`` erases it. A filed version keeps its own.

    Effects, in order: the piece, journal. Raises ``Http404``, ``ActeRefuse``: ``date_a_venir``, ``annule``, ``cloture``.
    """
    instant = horloge.instant_de_la_base()
    exiger(jour is None or jour <= horloge.jour_de_paris(instant), "date_a_venir")
    candidature = acces.verrouiller(par, candidature, Action.SAISIR, instant)
    _exiger_avant_la_fin(candidature.edition, instant)
    presentes = PieceJointe.objects.presentes().filter(candidature=candidature, pk=piece_id)
    exiger_trouve(presentes.update(date_du_document=jour))
    inscrire("piece.datee", par=par, objet=candidature, instant=instant, piece=str(piece_id))


@acte
def retirer_piece(candidature, piece_id, *, par):
    """Set a file of the draft aside; a filed version keeps its own.

    Effects, in order: the piece, journal. Raises ``Http404``, ``ActeRefuse``: ``annule``, ``cloture``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.SAISIR, instant)
    _exiger_avant_la_fin(candidature.edition, instant)
    presentes = PieceJointe.objects.presentes().filter(candidature=candidature, pk=piece_id)
    exiger_trouve(presentes.update(retiree_le=instant, retiree_par=par))
    inscrire("piece.retiree", par=par, objet=candidature, instant=instant, piece=str(piece_id))


@acte
def supprimer(candidature, *, par):
    """Delete a draft that was never filed, with its sections, its pieces and its messages.

    Effects, in order: the draft and its files, mail to the whole team, who did it included, journal.
    Raises ``Http404``, ``ActeRefuse("suppression_impossible")`` once a version has been filed.
    """
    instant = horloge.instant_de_la_base()
    # The sections first, as a save does: it may then wait for the candidature, whose title it copies.
    list(Section.objects.select_for_update(of=("self",)).filter(candidature=candidature.pk).order_by("pk"))
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    exiger(not candidature.depots.exists(), "suppression_impossible")
    equipe, designation = candidature.equipe(), f"candidature:{candidature.pk}"
    faits = {"edition": candidature.edition_id, "reference": candidature.reference, "par": str(par.pk)}
    fichiers = [piece.fichier for piece in candidature.pieces.select_related("fichier")]
    oublier_l_apercu(candidature)
    candidature.delete()
    for fichier in fichiers:
        oublier(fichier)
    autour = candidature.edition  # what holds the mails of a rehearsal: the dossier itself is no more
    boite.poster("brouillon_supprime", objet=designation, a=equipe, instant=instant, contexte=faits, autour=autour)
    inscrire("candidature.supprimee", par=par, objet=designation, instant=instant)
