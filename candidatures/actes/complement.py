"""Complements after the closing: ask, answer, send, remind, extend, close."""

import uuid

from django.db.models import Exists, OuterRef

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.models import Edition
from amihr.fichiers.rangement import ranger
from amihr.fichiers.rangement import supprimer as oublier
from amihr.journal.chaine import acte, inscrire, inscrire_plusieurs
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Complement, PieceDeComplement, PieceDemandee, Prolongation
from candidatures.regles.complement import AVANT_L_ECHEANCE, borne, pieces_formelles, sont_ouverts
from candidatures.regles.formulaire import piece_de
from candidatures.regles.instruction import EN_INSTRUCTION


@acte
def demander(edition, references, pieces, *, par, article, motif, derniere_minute):
    """Ask the teams of these dossiers for the same formal pieces, until the same minute, for the same reason.

    Q15: closed unless the edition opens them; formal pieces only, listed, with a deadline; what is asked of one is
    asked of all those chosen at once; beside the last filed version, which never changes.
    Effects, in order: for each dossier its complement, its slots with the file that the version held, a mail to the
    team; journal. Raises ``Http404`` when one may not be examined, ``ActeRefuse``: ``complements_fermes``,
    ``complement_sans_dossier``, ``complement_sans_piece``, ``complement_formel``, ``complement_motif``,
    ``complement_delai``, ``complement_hors_instruction``, ``complement_deja``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller_en_partage(edition.pk)
    exiger(sont_ouverts(edition), "complements_fermes")
    exiger(references, "complement_sans_dossier")
    exiger(pieces, "complement_sans_piece")
    exiger(article.strip() and motif.strip(), "complement_motif")
    echeance = borne(derniere_minute)
    exiger(echeance > instant, "complement_delai")
    candidatures = [_verrouiller(edition, candidature, par, instant) for candidature in _choisies(par, references)]
    _exiger_en_instruction(candidatures)
    lot = uuid.uuid4()
    faits = {"lot": lot, "article": article.strip(), "motif": motif.strip(), "echeance_le": echeance}
    demandes = [_ouvrir(candidature, pieces, par, instant, faits) for candidature in candidatures]
    inscrire_plusieurs(
        {
            "evenement": "complement.demande",
            "par": par,
            "objet": complement.candidature,
            "instant": instant,
            "complement": str(complement.pk),
            "lot": str(lot),
            "pieces": sorted(pieces),
        }
        for complement in demandes
    )
    return demandes


def _choisies(par, references):
    choisies = acces.dossiers_accessibles(par, Action.INSTRUIRE).filter(reference__in=references).order_by("pk")
    choisies = list(choisies)
    exiger_trouve(len(choisies) == len(set(references)))
    return choisies


def _verrouiller(edition, candidature, par, instant):
    exiger_trouve(candidature.edition_id == edition.pk)
    return acces.verrouiller(par, candidature, Action.INSTRUIRE, instant)


def _exiger_en_instruction(candidatures):
    ailleurs = [c.reference for c in candidatures if c.etat not in EN_INSTRUCTION]
    exiger(not ailleurs, "complement_hors_instruction", dossiers=", ".join(ailleurs))
    ouverts = Complement.objects.ouverts().filter(candidature__in=candidatures)
    deja = ouverts.order_by("candidature__reference").values_list("candidature__reference", flat=True)
    exiger(not deja, "complement_deja", dossiers=", ".join(deja))


def _ouvrir(candidature, pieces, par, instant, faits):
    depot = candidature.depots.order_by("-numero").first()
    formelles = {emplacement["code"] for emplacement in pieces_formelles(depot.formulaire)}
    exiger(set(pieces) <= formelles, "complement_formel")
    complement = Complement.objects.create(candidature=candidature, depot=depot, demande_le=instant, par=par, **faits)
    anciennes = {piece.emplacement: piece for piece in depot.pieces.filter(emplacement__in=pieces).order_by("ordre")}
    PieceDemandee.objects.bulk_create(
        PieceDemandee(complement=complement, emplacement=code, ancienne=anciennes.get(code)) for code in sorted(pieces)
    )
    boite.poster("complement_demande", objet=complement, a=candidature.equipe(), instant=instant)
    return complement


def _verrouille(complement, par, action, instant):
    """Lock the dossier, then read the complement anew."""
    candidature = acces.verrouiller(par, complement.candidature, action, instant)
    return Complement.objects.select_related("candidature__edition").get(pk=complement.pk, candidature=candidature)


def _exiger_attendu(complement, instant):
    acces.exiger_en_cours(complement.candidature.edition, instant)
    exiger(complement.ferme_le is None and complement.envoye_le is None, "complement_ferme")
    exiger(complement.est_attendu(instant), "complement_echu")


def joindre(complement, emplacement, televersement, *, par):
    """Join a file to one of the slots asked; the former one stays, set aside.

    The checks run outside any transaction, as for a draft (see ``saisie.joindre``).
    Effects, in order: content checks and storage, former file set aside, piece recorded, journal. Raises
    ``Http404``, ``ActeRefuse``: ``complement_ferme``, ``complement_echu`` or one of the reasons of ``fichiers``.
    """
    instant = horloge.instant_de_la_base()
    acces.exiger_acces(par, complement.candidature, Action.SAISIR, instant)
    demandee = complement.demandees.filter(emplacement=emplacement).first()
    exiger_trouve(demandee is not None)
    _exiger_attendu(complement, instant)
    definition = piece_de(complement.depot.formulaire, emplacement)
    fichier = ranger(televersement, genre=definition["genre"], limites=definition, par=par, instant=instant)
    try:
        return _attacher(complement, demandee, fichier, par=par, instant=instant)
    except Exception:  # a lost right, a refusal: the file has no dossier
        oublier(fichier)
        raise


@acte
def _attacher(complement, demandee, fichier, *, par, instant):
    complement = _verrouille(complement, par, Action.SAISIR, instant)
    _exiger_attendu(complement, instant)
    demandee.pieces.filter(remplacee_le=None).update(remplacee_le=instant)
    piece = PieceDeComplement.objects.create(
        demandee=demandee, fichier=fichier, sha256=fichier.sha256, recue_le=instant, par=par
    )
    inscrire(
        "complement.piece",
        par=par,
        objet=complement.candidature,
        instant=instant,
        piece=str(piece.pk),
        sha256=fichier.sha256,
    )
    return piece


@acte
def envoyer(complement, *, par):
    """Send what was joined to those who instruct, once; the version filed stays as it is. Sent already: nothing changes.

    Effects, in order: complement sent, receipt to the team, mail to who asked, journal. Raises ``Http404``,
    ``ActeRefuse``: ``complement_ferme``, ``complement_echu``, ``complement_vide``.
    """
    instant = horloge.instant_de_la_base()
    complement = _verrouille(complement, par, Action.DEPOSER, instant)
    if complement.envoye_le is not None:
        return complement  # a replay, even after the deadline: same receipt
    _exiger_attendu(complement, instant)
    presentes = PieceDeComplement.objects.filter(demandee__complement=complement, remplacee_le=None)
    exiger(presentes.exists(), "complement_vide")
    complement.envoye_le, complement.envoye_par = instant, par
    complement.save(update_fields=["envoye_le", "envoye_par"])
    boite.poster("complement_recu", objet=complement, a=complement.candidature.equipe(), instant=instant)
    boite.poster("complement_a_examiner", objet=complement, a=[complement.par], instant=instant)
    empreintes = sorted(presentes.values_list("sha256", flat=True))
    inscrire(
        "complement.envoye",
        par=par,
        objet=complement.candidature,
        instant=instant,
        complement=str(complement.pk),
        sha256=empreintes,
    )
    return complement


@acte
def prolonger(complement, derniere_minute, *, par):
    """Give more time, even once the deadline is passed; the former deadline stays on record.

    The new deadline has its own reminder. Effects, in order: extension, deadline, mail to the team, journal. Raises
    ``Http404``, ``ActeRefuse``: ``complement_ferme``, ``complement_delai``.
    """
    instant = horloge.instant_de_la_base()
    complement = _verrouille(complement, par, Action.INSTRUIRE, instant)
    exiger(complement.ferme_le is None and complement.envoye_le is None, "complement_ferme")
    echeance = borne(derniere_minute)
    exiger(echeance > max(instant, complement.echeance_le), "complement_delai")
    prolongation = Prolongation.objects.create(
        complement=complement, de=complement.echeance_le, a=echeance, par=par, instant=instant
    )
    complement.echeance_le, complement.rappele_le = echeance, None
    complement.save(update_fields=["echeance_le", "rappele_le"])
    boite.poster("complement_prolonge", objet=prolongation, a=complement.candidature.equipe(), instant=instant)
    inscrire(
        "complement.prolonge",
        par=par,
        objet=complement.candidature,
        instant=instant,
        complement=str(complement.pk),
    )
    return complement


@acte
def fermer(complement, *, par):
    """Close a complement, answered or not; nothing is deleted. Raises ``Http404``, ``ActeRefuse("complement_ferme")``."""
    instant = horloge.instant_de_la_base()
    complement = _verrouille(complement, par, Action.INSTRUIRE, instant)
    exiger(complement.ferme_le is None, "complement_ferme")
    complement.ferme_le, complement.ferme_par = instant, par
    complement.save(update_fields=["ferme_le", "ferme_par"])
    inscrire("complement.ferme", par=par, objet=complement.candidature, instant=instant, complement=str(complement.pk))
    return complement


@acte
def rappeler(instant):
    """Remind, once a deadline, the teams whose complement is due within two days and not sent; may run twice or late.

    Nobody is reminded of what they were told within the day. Effects, in order: complements marked, mails, journal.
    """
    rappeles, recemment = [], instant - AVANT_L_ECHEANCE / 2
    dits = Prolongation.objects.filter(complement=OuterRef("pk"), instant__gte=recemment)
    attendus = (
        Complement.objects.attendus(instant)
        .select_related("candidature")
        .filter(~Exists(dits), rappele_le=None, echeance_le__lte=instant + AVANT_L_ECHEANCE, demande_le__lt=recemment)
    )
    for complement in attendus.select_for_update(of=("self",), skip_locked=True).order_by("pk"):
        complement.rappele_le = instant
        complement.save(update_fields=["rappele_le"])
        # A mail is unique by what it is about: the reminder of a later deadline is about the extension that set it.
        objet = complement.prolongations.order_by("-pk").first() or complement
        boite.poster("complement_rappel", objet=objet, a=complement.candidature.equipe(), instant=instant)
        rappeles.append(complement)
    inscrire_plusieurs(
        {"evenement": "complement.rappele", "objet": c.candidature, "instant": instant, "complement": str(c.pk)}
        for c in rappeles
    )
