"""Exports: what one may download, what is to make, and the results as plain values."""

from fractions import Fraction

from amihr import horloge
from candidatures import acces
from candidatures.acces import Action
from candidatures.models.depot import empreinte_canonique
from evaluation.models import Export
from evaluation.regles.indicateurs import ACTES, sont_montres

from . import tableau
from .secretariat import exporte_les_resultats

HORS_COMPETENCE = "hors de ma compétence"


def exports_de(personne, edition, instant):
    """Return one's own exports that have not expired, latest first; none to somebody who sits by now."""
    if not exporte_les_resultats(personne, edition):
        return Export.objects.none()
    siens = Export.objects.filter(par=personne, edition=edition, expire_le__gt=instant)
    return siens.select_related("fichier", "grille").order_by("-demande_le", "pk")


def export_lisible(personne, edition, pk, instant):
    """Return one's own export if it may still be downloaded, or ``None``.

    Its author only, for a day, and while every dossier in it may still be read: a déport since closes it.
    """
    export = exports_de(personne, edition, instant).filter(pk=pk, fichier__isnull=False).first()
    if export is None:
        return None
    lisibles = acces.dossiers_accessibles(personne, Action.VOIR_NOTES, instant).filter(pk__in=export.candidatures)
    return export if lisibles.count() == len(export.candidatures) else None


def exports_a_produire(instant, lot=5):
    """Return the exports asked for that have no file yet, oldest first."""
    return list(Export.objects.a_produire(instant).select_related("edition", "par").order_by("demande_le", "pk")[:lot])


def exports_perimes(instant, lot=50):
    """Return the exports whose day is over and whose bytes are still stored."""
    return list(Export.objects.perimes(instant).select_related("fichier").order_by("pk")[:lot])


def resultats_exportes(personne, edition, instant):
    """Return ``(grid, candidature ids, content)``: the results that ``personne`` may see, as plain values.

    T13: the content is enough to make the ranking again: exact weights, every note, exact means and totals.
    Members are numbered, never named. Its ``empreinte`` covers the grid, the dossiers and the notes.
    """
    lu = tableau(personne, edition, instant)
    numeros = _numeros_des_membres(lu.grilles)
    faits = {
        "appel": str(edition),
        "instant": horloge.paris(instant).isoformat(timespec="seconds"),
        "grille": {"numero": lu.grille.numero, "methode": lu.grille.methode, "echelle": lu.grille.echelle},
        "criteres": _criteres(lu.grille),
        "dossiers": [_dossier(c) for c in lu.candidatures.values()],
        "notes": [note for grille in lu.grilles for note in _notes(lu, grille, numeros)],
    }
    contenu = faits | {
        "empreinte": empreinte_canonique(faits),
        "moyennes": [m for r in _tous(lu) for m in _moyennes(lu, r)],
        "classement": _classement(lu),
        "montre_la_dispersion": sont_montres(ACTES, reglage_des_actes=edition.reglage("Q41", "dans_le_pv")),
    }
    return lu.grille, [str(pk) for pk in lu.candidatures], contenu


def _tous(lu):
    """Every result, in the order of the page: by title."""
    obtenus = {ligne.dossier: ligne.resultat for ligne in lu.classement.lignes}
    obtenus |= {r.dossier: r for r in (*lu.classement.non_evalues, *lu.classement.sans_total)}
    return [obtenus[pk] for pk in lu.candidatures]


def _numeros_des_membres(grilles):
    """Number the members of each college: the same member has one number in the whole file, in no telling order."""
    membres = sorted({(grille.college, grille.membre) for grille in grilles}, key=lambda m: (m[0], str(m[1])))
    return {membre: f"M{rang:02}" for rang, (_, membre) in enumerate(membres, start=1)}


def _criteres(grille):
    return [
        {
            "rang": critere.rang,
            "titre": critere.titre,
            "poids": fraction(critere.poids),
            "sous_criteres": [
                {"ordre": s.ordre, "titre": s.titre, "poids": s.poids} for s in critere.sous_criteres.all()
            ],
        }
        for critere in grille.criteres.all()
    ]


def _dossier(candidature):
    decision = getattr(candidature, "decision", None)
    arretee = decision is not None and decision.arretee_le is not None
    return {
        "reference": candidature.reference,
        "titre": candidature.titre,
        "structure": candidature.denomination,
        "thematique": candidature.thematique.titre if candidature.thematique else "",
        "decision": decision.get_sens_display() if arretee else "",
        "coup_de_coeur": bool(arretee and decision.est_coup_de_coeur),
    }


def _notes(lu, grille, numeros):
    cases = _cases(lu)
    reference = lu.candidatures[grille.dossier].reference
    for (critere, sous), note in zip(cases, grille.notes, strict=True):
        yield {
            "dossier": reference,
            "membre": numeros[grille.membre],
            "college": grille.college,
            "critere": critere,
            "sous_critere": sous,
            "note": HORS_COMPETENCE if note is None else note,
        }


def _cases(lu):
    """Return the (rank of the criterion, order of the sub-criterion or "") of each cell of a row of notes."""
    return [
        (critere.rang, sous.ordre if sous else "")
        for critere in lu.grille.criteres.all()
        for sous in (list(critere.sous_criteres.all()) or [None])
    ]


def _moyennes(lu, resultat):
    reference = lu.candidatures[resultat.dossier].reference
    for rang, moyenne in enumerate(resultat.criteres, start=1):
        yield {
            "dossier": reference,
            "critere": rang,
            "n": moyenne.n,
            "exacte": fraction(moyenne.valeur),
            "affichee": moyenne.affichee,
            "minimum": fraction(moyenne.minimum),
            "maximum": fraction(moyenne.maximum),
            "ecart_type": moyenne.ecart_type_centiemes,
        }


def _classement(lu):
    rangs = {ligne.dossier: ligne.rang for ligne in lu.classement.lignes}
    lignes = [
        {
            "rang": rangs.get(r.dossier, ""),
            "dossier": lu.candidatures[r.dossier].reference,
            "titre": lu.candidatures[r.dossier].titre,
            "structure": lu.candidatures[r.dossier].denomination,
            "n": r.n,
            "exact": fraction(r.valeur),
            "affiche": r.affichee,
            "minimum": fraction(r.membres.minimum),
            "maximum": fraction(r.membres.maximum),
            "ecart_type": r.membres.ecart_type_centiemes,
        }
        for r in _tous(lu)
    ]
    return sorted(lignes, key=lambda ligne: ligne["rang"] or len(lignes) + 1)


def fraction(valeur):
    """Write an exact value as « 22/9 »; "" for none."""
    if valeur is None:
        return ""
    exacte = Fraction(valeur)
    return f"{exacte.numerator}/{exacte.denominator}"
