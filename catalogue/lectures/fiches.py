"""Fiches: one, some to compare, the whole register."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Prefetch, When
from django.http import Http404

from amihr.editions.models import CasUsage
from amihr.horloge import jour_de_paris
from catalogue.models import Fiche, RetraitLabel

from .labels import LOURDS, label_d_une_fiche, lire_etat


def fiche_publiee(slug, instant):
    """Return the (fiche, ``EtatLu``) of a published solution. Raises ``Http404``, also once its label has ended."""
    lu = label_d_une_fiche(slug, instant)
    if lu is None:
        raise Http404
    return lu.label.fiche, lu


def fiches_a_comparer(slugs, instant):
    """Return the (fiche, ``EtatLu``) pairs of published solutions, in the order of ``slugs``; others are left out."""
    fiches = Fiche.objects.publiees(instant, jour_de_paris(instant)).filter(slug__in=slugs)
    par_slug = {fiche.slug: fiche for fiche in _avec_leurs_besoins(_avec_leur_label(fiches))}
    return [(par_slug[slug], lire_etat(par_slug[slug].label, instant)) for slug in slugs if slug in par_slug]


def registre(instant, *, slug=None, avec_textes=False):
    """Return the register of published solutions as plain rows, by title (R2: never by order of arrival).

    One statement; the companies' texts are read only where they may be reused (Q35).
    """
    fiches = Fiche.objects.publiees(instant, jour_de_paris(instant))
    if slug is not None:
        fiches = fiches.filter(slug=slug)
    cas = Fiche.cas_usage.through.objects.filter(fiche=OuterRef("pk"))
    cas = cas.order_by("casusage__thematique__numero", "casusage__ordre", "pk").values("casusage__libelle")
    libre = When(texte_libre=True, then=F("contenu"))
    textes = {"resume_publie": F("resume"), "contenu_publie": Case(libre, default=None)} if avec_textes else {}
    lignes = fiches.values(
        "slug",
        "siege",
        "texte_libre",
        titre_du_label=F("label__solution"),
        titulaire=F("label__titulaire"),
        siren=F("label__siren"),
        membres=F("label__membres"),
        thematique=F("label__thematique__titre"),
        les_cas=ArraySubquery(cas),
        coup_de_coeur=F("label__est_coup_de_coeur"),
        debut=F("label__debut"),
        fin=F("label__fin"),
        nom_de_l_appel=F("label__edition__nom"),
        annee=F("label__edition__annee"),
        code=F("label__code"),
        **textes,
    )
    return list(lignes.order_by("cle_de_tri", "pk"))


def _avec_leur_label(fiches):
    lourds = [f"label__{champ}" for champ in LOURDS]
    retraits = Prefetch("label__retraits", RetraitLabel.objects.order_by("effet_le", "pk"))
    fiches = fiches.select_related("label__edition", "label__thematique")
    return fiches.defer("recherche", *lourds).prefetch_related(retraits)


def _avec_leurs_besoins(fiches):
    return fiches.prefetch_related(
        Prefetch("cas_usage", CasUsage.objects.order_by("thematique__numero", "ordre", "pk"))
    )


def besoins_de(fiche):
    """Return the use cases of a fiche, in the edition's order."""
    return list(fiche.cas_usage.order_by("thematique__numero", "ordre", "pk"))


def textes_du_catalogue(edition, *codes):
    """Return ``{code: text}`` for the words of an edition on public pages, in one statement."""
    return dict(edition.textes.filter(code__in=codes).values_list("code", "contenu")) if edition else {}
