"""Filing: one transaction, one instant, one frozen version; and its withdrawal."""

import operator
from collections import Counter

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.models import Edition
from amihr.fichiers.genres import MAXIMUM_PAR_DOSSIER
from amihr.fichiers.models import Genre
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures import documents_a_accepter, formulaire_complet
from candidatures.models import (
    Accuse,
    Depot,
    Etat,
    MembreConsortium,
    PieceDeposee,
    PieceJointe,
    RevisionSection,
    Section,
    Structure,
    Tentative,
)
from candidatures.regles import structures
from candidatures.regles.completude import manques
from candidatures.regles.formulaire import valeur_du_role
from candidatures.regles.liens import domaine_de_structure
from candidatures.regles.tete import tete
from candidatures.transitions import passer


def _exiger_l_appel_ouvert(edition, instant):
    """Refuse with the true cause: what a late candidate is told, and what is kept of the attempt (T15)."""
    exiger(not edition.est_annulee(instant), "annule")
    exiger(not edition.est_suspendue(instant), "suspendu")
    exiger(edition.ouverture_le <= instant, "pas_ouvert")
    exiger(edition.accepte_les_depots(instant), "cloture")


def _contenus_montres(candidature, revisions):
    """Return ``{part: answers}`` at exactly the revisions that the check page showed."""
    sections = {section.partie: section for section in Section.objects.filter(candidature=candidature)}
    exiger(set(revisions) == set(sections), "revisions")
    exiger(all(type(numero) is int for numero in revisions.values()), "revisions")
    contenus = {partie: sections[partie].contenu if numero else {} for partie, numero in revisions.items()}
    anciennes = {partie for partie, numero in revisions.items() if numero not in (0, sections[partie].numero)}
    if anciennes:
        ecrites = RevisionSection.objects.filter(section__candidature=candidature, section__partie__in=anciennes)
        for partie, numero, contenu in ecrites.order_by("pk").values_list("section__partie", "numero", "contenu"):
            if numero == revisions[partie]:
                contenus[partie] = contenu
                anciennes.discard(partie)
    exiger(not anciennes, "revisions")
    return contenus


def _pieces_montrees(candidature, identifiants):
    """Return exactly the files that the check page showed, all of them this dossier's own, within its slots."""
    pieces = [
        piece
        for piece in PieceJointe.objects.filter(candidature=candidature).select_related("fichier")
        if str(piece.pk) in {str(identifiant) for identifiant in identifiants}
    ]
    exiger(len(pieces) == len(identifiants), "revisions")
    places = {piece["code"]: piece.get("nombre_max", 1) for piece in candidature.edition.formulaire["pieces"]}
    remplies = Counter(piece.emplacement for piece in pieces)
    exiger(all(combien <= places.get(code, 0) for code, combien in remplies.items()), "revisions")
    poids = sum(piece.fichier.taille for piece in pieces if piece.fichier.genre != Genre.VIDEO)
    exiger(poids <= MAXIMUM_PAR_DOSSIER, "poids_total")
    return pieces


def _structures(formulaire, contenus, par):
    """Return the entities of a version, its lead first (Q30), each with the domain that its people write from."""
    contact = valeur_du_role(formulaire, contenus, "contact_courriel")
    domaine = domaine_de_structure(contact) or domaine_de_structure(par.courriel)
    membres = structures.membres_du_consortium(formulaire, contenus)
    return [
        Structure(**structures.mandataire(formulaire, contenus), domaine=domaine),
        *(Structure(**champs, domaine=domaine_de_structure(courriel)) for champs, courriel in membres),
    ]


def _reporter_la_tete(candidature, contenus):
    """Write on the candidature what its lists show from now on: what is filed, not what the draft became since."""
    montree = tete(candidature.edition.formulaire, contenus)
    thematique, slug = candidature.thematique, montree.get("thematique", "")
    if slug != (thematique.slug if thematique else ""):
        thematique = candidature.edition.thematiques.filter(slug=slug).first()
    voulue = {
        "titre": montree.get("titre", ""),
        "denomination": montree.get("denomination", ""),
        "thematique": thematique,
    }
    if voulue != {champ: getattr(candidature, champ) for champ in voulue}:
        for champ, valeur in voulue.items():
            setattr(candidature, champ, valeur)
        candidature.save(update_fields=list(voulue))


def _figer(candidature, contenus, pieces, acceptation, revisions, *, numero, par, instant, cle):
    edition = candidature.edition
    mandataire, *membres = Structure.objects.bulk_create(_structures(edition.formulaire, contenus, par))
    depot = Depot(
        candidature=candidature,
        numero=numero,
        depose_le=instant,
        par=par,
        cle=cle,
        titre=candidature.titre,
        thematique=candidature.thematique,
        structure=mandataire,
        formulaire=formulaire_complet(edition),
        contenu=contenus,
        revisions=revisions,
        documents_acceptes=acceptation,
        manifeste=[
            {"emplacement": p.emplacement, "nom": p.fichier.nom, "taille": p.fichier.taille, "sha256": p.fichier.sha256}
            for p in pieces
        ],
    )
    depot.empreinte = depot.calculer_empreinte()
    depot.save(force_insert=True)
    PieceDeposee.objects.bulk_create(
        PieceDeposee(
            depot=depot,
            emplacement=piece.emplacement,
            fichier=piece.fichier,
            sha256=piece.fichier.sha256,
            date_du_document=piece.date_du_document,
            ordre=ordre,
        )
        for ordre, piece in enumerate(pieces, start=1)
    )
    MembreConsortium.objects.bulk_create(
        MembreConsortium(depot=depot, structure=membre, ordre=ordre) for ordre, membre in enumerate(membres, start=1)
    )
    return depot


@acte
def deposer(candidature, *, par, revisions, pieces, acceptation, cle):
    """File the candidature: freeze one version of it.

    R9: filing accepts the règlement and every associated document, each by its SHA-256, as shown.
    The instant is PostgreSQL's, read first, before any lock wait; before the closing bound it is in time (see Q1).
    Q16: free until the closing; each filing freezes a new version, and the last filed one counts.
    T1: what the receipt says is committed; nothing else counts as filed.

    ``revisions``: ``{part: revision number}`` and ``pieces``: ids, exactly as the check page showed them;
    ``acceptation``: ``[{"code", "version", "sha256"}]``, or ``None`` when nothing was accepted; ``cle``: the idempotency key of the page (UUID).
    Effects, in order: the candidature's title, structure and thématique, Depot, its files and structures, état,
    receipts due to the whole team (Q46), journal.
    A replay of the same key, even after the closing, returns the first version.
    Raises ``Http404``; ``ActeRefuse``: ``cloture``, ``suspendu``, ``annule``, ``pas_ouvert``, ``acceptation``,
    ``reglement``, ``revisions``, ``poids_total``, ``incomplet``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller_en_partage(candidature.edition_id)
    avec = operator.methodcaller("select_related", "thematique")
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant, avec=avec)
    versions = dict(candidature.depots.values_list("cle", "numero"))
    if cle in versions:
        return candidature.depots.get(cle=cle)
    candidature.edition = edition
    _exiger_l_appel_ouvert(edition, instant)
    exiger(acceptation is not None, "acceptation")
    exiger(sorted(acceptation, key=str) == sorted(documents_a_accepter(edition, instant), key=str), "reglement")
    contenus = _contenus_montres(candidature, revisions)
    jointes = _pieces_montrees(candidature, pieces)
    trouves = manques(formulaire_complet(edition), contenus, {piece.emplacement for piece in jointes})
    exiger(not trouves, "incomplet", manques=list(dict.fromkeys(f"{m.partie}.{m.code}" for m in trouves)))
    _reporter_la_tete(candidature, contenus)
    depot = _figer(
        candidature,
        contenus,
        jointes,
        acceptation,
        revisions,
        numero=len(versions) + 1,
        par=par,
        instant=instant,
        cle=cle,
    )
    passer(candidature, Etat.DEPOSEE, instant)
    boite.poster("accuse_de_depot", objet=depot, a=candidature.equipe(), instant=instant)
    inscrire(
        "candidature.deposee",
        par=par,
        objet=candidature,
        instant=instant,
        depot=str(depot.pk),
        empreinte=depot.empreinte,
    )
    return depot


@acte
def retirer(candidature, *, par):
    """Withdraw a filed candidature until the closing; it may be filed again (Q17).

    Q17: a withdrawn candidature keeps its versions, none of which counts until it is filed again.
    Effects, in order: état, mail to the team, journal. Raises ``Http404``; ``ActeRefuse``: ``cloture``,
    ``retrait_impossible``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller_en_partage(candidature.edition_id)
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    exiger(not edition.est_close(instant), "cloture")
    exiger(candidature.etat == Etat.DEPOSEE, "retrait_impossible")
    passer(candidature, Etat.RETIREE, instant)
    depot = candidature.depots.order_by("-numero").first()
    faits = {"par": str(par.pk)}
    boite.poster("candidature_retiree", objet=depot, a=candidature.equipe(), instant=instant, contexte=faits)
    inscrire("candidature.retiree", par=par, objet=candidature, instant=instant)


def consigner_tentative(candidature, *, par, geste, cause):
    """Keep a refused attempt with its cause and its instant: a late candidate's claim can be judged (T15)."""
    return Tentative.objects.create(
        edition_id=candidature.edition_id,
        candidature=candidature,
        personne=par,
        geste=geste,
        cause=cause,
        instant=horloge.instant_de_la_base(),
    )


def attacher_l_accuse(depot, fichier, *, instant):
    """Attach the receipt made by the task, once. Tells whether it was the first."""
    return Accuse.objects.get_or_create(depot=depot, defaults={"fichier": fichier, "produit_le": instant})[1]
