"""Keeping files: checked, put in the private storage under a random key, then recorded. All or nothing."""

import io
import logging
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from amihr.socle.limites import permettre
from amihr.socle.refus import ActeRefuse, exiger

from .controle import controler
from .genres import limites_du_genre
from .models import Analyse, Dessin, Fichier, Genre, PageDessinee
from .noms import nom_sur
from .stockage import oublier, rien_a_moitie
from .telechargement import servir

__all__ = [
    "derive_du_logo",
    "effacer",
    "produire",
    "produire_chacun",
    "ranger",
    "ranger_octets",
    "servir",
    "supprimer",
    "supprimer_plusieurs",
]

journal_technique = logging.getLogger(__name__)
TELEVERSEMENTS_PAR_HEURE = 60


class TropDeTeleversements(ActeRefuse):
    """Refused because of the rate, not of the file: answered 429."""

    statut = 429


def ranger(televersement, *, genre, limites=None, par, instant):
    """Check an uploaded file and keep it; returns its `Fichier`.

    `limites`: the piece of the edition's form (or any mapping with `types`, `max_mio`, `pages_max`,
    `reste_octets`), which may lower the genre's limits, never raise them.
    Effects, in order: one upload counted for `par`, bytes in the storage (and the logo's derivative), rows.
    Call it outside any transaction: checking may take 10 s, storing is network.
    Raises ActeRefuse: "televersements_trop_nombreux" (429), the broken rule (see `refus.py`), or
    "stockage_indisponible"; then nothing at all is kept.
    """
    if not permettre(f"televersement:{par.pk}", TELEVERSEMENTS_PAR_HEURE, 3600):
        raise TropDeTeleversements("televersements_trop_nombreux", maximum=TELEVERSEMENTS_PAR_HEURE)
    with controler(televersement, genre=genre, limites=limites_du_genre(genre, limites)) as controle:
        analyse = _avis_a_l_arrivee(controle.chemin)
        exiger(analyse != Analyse.INFECTE, "fichier_infecte")
        faits = {"genre": genre, "par": par, "cree_le": instant, "analyse": analyse}
        for champ in ("nom", "taille", "sha256", "type_mime", "pages", "largeur", "hauteur"):
            faits[champ] = getattr(controle, champ)
        with rien_a_moitie() as deposer, open(controle.chemin, "rb") as octets:
            faits["cle"] = deposer(octets)
            with transaction.atomic():
                fichier = Fichier.objects.create(**faits)
                if controle.derive:
                    _deriver(fichier, controle.derive, deposer)
    return fichier


def ranger_octets(octets, *, nom, type_mime, instant):
    """Keep a document that the platform made; returns its `Fichier`, which belongs to nobody.

    Raises ActeRefuse("stockage_indisponible").
    """
    with rien_a_moitie() as deposer:
        return Fichier.objects.create(
            cle=deposer(io.BytesIO(octets)),
            nom=nom_sur(nom),
            taille=len(octets),
            sha256=sha256(octets).hexdigest(),
            type_mime=type_mime,
            genre=Genre.PRODUIT,
            cree_le=instant,
        )


def produire(octets, attacher, *, nom, type_mime, instant):
    """Keep a document that the platform made, and attach it: `attacher(fichier)` says whether it was the first.

    Tells the same. Of two workers that make one document, the second keeps nothing. Raises as `ranger_octets`.
    """
    fichier = ranger_octets(octets, nom=nom, type_mime=type_mime, instant=instant)
    est_le_premier = False
    try:
        est_le_premier = attacher(fichier)
    finally:
        if not est_le_premier:
            supprimer(fichier)
    return est_le_premier


def produire_chacun(dus, faire):
    """Make the documents that are due, oldest first: ``faire(one)`` returns how many it made. Returns how many in all.

    One that fails is logged and left for the next turn: asked for again each minute, it would otherwise keep every later
    one waiting for ever. Call it outside of any transaction: each document has its own.
    """
    produits = 0
    for du in dus:
        try:
            produits += faire(du)
        except Exception:  # noqa: BLE001 - one document that cannot be made must not stop the others
            journal_technique.exception("Document non produit : %s %s", type(du).__name__, getattr(du, "pk", ""))
    return produits


def derive_du_logo(fichier):
    """The re-encoded PNG that pages show instead of the logo itself; None for any other file."""
    return getattr(fichier, "derive", None)


def supprimer(fichier):
    """Forget a file that nothing refers to any more: its rows now, its bytes after the commit.

    Raises ProtectedError while something refers to it.
    """
    supprimer_plusieurs(Fichier.objects.filter(pk=fichier.pk))


def supprimer_plusieurs(fichiers):
    """The same for a queryset of files."""
    pks = list(fichiers.values_list("pk", flat=True))
    tous = Fichier.objects.filter(Q(pk__in=pks) | Q(derive_de__in=pks))
    with transaction.atomic():
        cles = _cles_de(tous)
        tous.delete()
        transaction.on_commit(lambda: oublier(cles))


def _cles_de(fichiers):
    """The keys of these files and of their pages, locked first: nobody draws one more page meanwhile."""
    siennes = list(fichiers.order_by("pk").select_for_update().values_list("cle", flat=True))
    pages = PageDessinee.objects.filter(fichier__in=fichiers).exclude(cle="")
    return [*siennes, *pages.values_list("cle", flat=True)]


def effacer(fichier, *, instant):
    """End of retention: the bytes, the pages drawn of them and the name go, the hash, the size and the dates stay."""
    with transaction.atomic():
        cles = _cles_de(Fichier.objects.filter(Q(pk=fichier.pk) | Q(derive_de=fichier.pk)))
        if derive := derive_du_logo(fichier):
            derive.delete()
        Dessin.objects.filter(pk=fichier.pk).delete()
        PageDessinee.objects.filter(fichier=fichier.pk).delete()
        fichier.efface_le, fichier.nom = instant, "effacé"
        fichier.save(update_fields=["efface_le", "nom"])
        transaction.on_commit(lambda: oublier(cles))


def avis_de_l_antivirus(chemin):
    """What the antivirus says of the bytes: nothing when none is configured, "en attente" when it gives no verdict.

    Raises ``ConnectionError`` when it is down.
    """
    if not settings.ANTIVIRUS:
        return Analyse.SANS_OBJET
    # By dotted string: the clients of other services are no part of this room.
    examiner = import_string(settings.ANTIVIRUS_CLIENT)
    with open(chemin, "rb") as octets:
        est_sain = examiner(octets)
    return {True: Analyse.SAIN, False: Analyse.INFECTE, None: Analyse.EN_ATTENTE}[est_sain]


def _avis_a_l_arrivee(chemin):
    try:
        return avis_de_l_antivirus(chemin)
    except ConnectionError:
        return Analyse.EN_ATTENTE


def _deriver(fichier, chemin, deposer):
    with open(chemin, "rb") as octets:
        contenu = octets.read()
    Fichier.objects.create(
        cle=deposer(io.BytesIO(contenu)),
        nom=nom_sur(f"{fichier.nom.rpartition('.')[0]}.png"),
        taille=len(contenu),
        sha256=sha256(contenu).hexdigest(),
        type_mime="image/png",
        genre=Genre.DERIVE,
        derive_de=fichier,
        par=fichier.par,
        cree_le=fichier.cree_le,
        analyse=Analyse.SANS_OBJET,
    )
