"""Receipts, made after the filing by the worker."""

from functools import partial

from django.conf import settings

from amihr.fichiers.rangement import produire, produire_chacun
from amihr.socle.reveil import reveiller
from amihr.socle.textes import date_longue, siren_affiche
from candidatures.documents.accuse import Accuse, DocumentAccepte, PieceRecue, accuse_de_depot
from candidatures.lectures import accuses_a_produire
from candidatures.regles.formulaire import est_institut, libelle_de_piece, piece_de

from .depot import attacher_l_accuse


def _pieces(depot):
    institut = est_institut(depot.formulaire, depot.contenu)
    return [
        PieceRecue(
            libelle_de_piece(piece_de(depot.formulaire, ligne["emplacement"]), institut),
            ligne["nom"],
            ligne["taille"],
            ligne["sha256"],
        )
        for ligne in depot.manifeste
    ]


def _documents(depot):
    edition = depot.candidature.edition
    titres = {d.code: d.titre for d in edition.documents_associes.all()}
    publiees = {v.numero: date_longue(v.publiee_le) for v in edition.versions_reglement.all()}
    return [
        DocumentAccepte(
            f"Règlement, version {d['version']} du {publiees.get(d['version'], '')}"
            if d["code"] == "reglement"
            else f"{titres.get(d['code'], d['code'])}, version {d['version']}",
            d["sha256"],
        )
        for d in depot.documents_acceptes
    ]


def _structure(depot):
    structure = depot.structure
    lignes = [
        structure.denomination,
        f"SIREN {siren_affiche(structure.siren)}" if structure.siren else "",
        structure.commune,
    ]
    return [ligne for ligne in lignes if ligne]


def contenu_de_l_accuse(depot, instant):
    """Return the ``Accuse`` of a filed version: instant with its second, hashes, code, address to check it."""
    candidature = depot.candidature
    return Accuse(
        edition=candidature.edition,
        reference=candidature.reference,
        numero=depot.numero,
        instant=depot.depose_le,
        code=depot.code,
        empreinte=depot.empreinte,
        solution=depot.titre,
        structure=_structure(depot),
        deposee_par=depot.par.nom_complet,
        verification=f"{settings.ADRESSE_PUBLIQUE}/verifier/depot/{depot.code}/",
        produit_le=instant,
        consortium=[m.structure.denomination for m in depot.membres_consortium.select_related("structure")],
        documents=_documents(depot),
        pieces=_pieces(depot),
        suite=candidature.edition.texte("candidature.accuse"),
        service=[candidature.edition.organisateur, candidature.edition.contact],
    )


def produire_les_accuses(instant, lot=20):
    """Make the receipts that are missing, then let the mails that wait for them leave. Returns how many were made."""
    produits = produire_chacun(accuses_a_produire(lot), partial(_produire, instant=instant))
    if produits:
        reveiller()
    return produits


def _produire(depot, instant):
    octets = accuse_de_depot(contenu_de_l_accuse(depot, instant))
    nom = f"accuse-{depot.candidature.reference}-v{depot.numero}.pdf"
    attacher = partial(attacher_l_accuse, depot, instant=instant)
    return produire(octets, attacher, nom=nom, type_mime="application/pdf", instant=instant)
