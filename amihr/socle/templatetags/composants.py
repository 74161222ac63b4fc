"""What the components of templates/composants/ need to compute before they draw."""

from fractions import Fraction
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.text import Truncator

LIBELLE_AU_PLUS = 80

register = template.Library()


@register.filter
def facultatif(champ):
    """Tell whether a bound field may stay empty.

    A draft accepts incomplete parts, so `required` is false on questions that filing demands: those
    fields say so themselves by an attribute `facultatif`.
    """
    return getattr(champ.field, "facultatif", not champ.field.required)


@register.filter
def attribut(champ, nom):
    """Return the attribute `nom` that a form class put on the field (article, aide, unite), or ""."""
    return getattr(champ.field, nom, "")


@register.filter
def est_case(champ):
    """Tell a single check box, whose label stands after it."""
    return getattr(champ.field.widget, "input_type", "") == "checkbox" and not champ.use_fieldset


@register.filter
def est_groupe(champ):
    """Tell a field drawn as a group of controls under one legend."""
    return bool(champ.use_fieldset)


@register.filter
def erreurs_de(formulaires):
    """List the errors of one form, a formset or a list of forms, in page order.

    Each is {"texte", "ancre"}; the anchor is the control's id; for an error of the whole form, its ``ancre`` or empty.
    The sentences of a field marked ``se_nomme`` say by themselves what they are about.
    """
    if hasattr(formulaires, "management_form"):
        return [{"texte": texte, "ancre": ""} for texte in formulaires.non_form_errors()] + [
            erreur for formulaire in formulaires for erreur in _erreurs(formulaire)
        ]
    if hasattr(formulaires, "fields"):
        formulaires = [formulaires]
    return [erreur for formulaire in formulaires for erreur in _erreurs(formulaire)]


def _erreurs(formulaire):
    if not formulaire.is_bound:
        return []
    du_tout = getattr(formulaire, "ancre", "")
    erreurs = [{"texte": texte, "ancre": du_tout} for texte in formulaire.non_field_errors()]
    for champ in formulaire:
        ancre = champ.id_for_label or champ.auto_id
        libelle = "" if getattr(champ.field, "se_nomme", False) else champ.label
        erreurs += [{"texte": _nommee(libelle, texte), "ancre": ancre} for texte in champ.errors]
    return erreurs


def _nommee(libelle, texte):
    """Return the sentence of an error, with the name of its control unless it says it: the summary stands alone."""
    if not libelle or libelle in texte:
        return texte
    return f"«\u00a0{Truncator(libelle).chars(LIBELLE_AU_PLUS)}\u00a0»\u00a0: {texte}"


@register.filter
def segments(poids):
    """Lay out a weight bar from (label, part) pairs, each part an exact number.

    Each segment gets its start, middle and width as percentages for SVG (with a point) and its share
    for the reader (with a comma). The strict CSP refuses `style`, hence SVG attributes.
    """
    lignes = list(poids)
    total = sum(Fraction(part) for _, part in lignes)
    debut, dessin = Fraction(0), []
    for rang, (libelle, brute) in enumerate(lignes, 1):
        part = Fraction(brute) / total * 100
        dessin.append(
            {
                "rang": rang,
                "libelle": libelle,
                "debut": _point(debut),
                "milieu": _point(debut + part / 2),
                "largeur": _point(part),
                "part": dixiemes(part),
                "sombre": rang % 2 == 1,
            }
        )
        debut += part
    return dessin


@register.filter
def dixiemes(nombre):
    """Write an exact number with one decimal and a comma, halves rounded up: 22,2."""
    dixieme = (Fraction(nombre) * 20 + 1) // 2
    return f"{dixieme // 10},{dixieme % 10}"


@register.filter
def part_de(valeur, maximum):
    """Return the percentage that `valeur` is of `maximum`, between 0 and 100, written for SVG."""
    if not maximum:
        return "0"
    return _point(max(Fraction(0), min(Fraction(100), Fraction(valeur) / Fraction(maximum) * 100)))


def _point(fraction):
    milliemes = round(fraction * 1000)
    return f"{milliemes // 1000}.{milliemes % 1000:03d}"


@register.filter
def echelle_de(etats):
    """Turn part states into the classes of a scale bar: fait is full, encours is half, else empty."""
    return [{"fait": "plein", "encours": "demi"}.get(etat, "") for etat in etats]


@register.filter
def pages_autour(page):
    """Return the page numbers worth a link: first, last and two each side; None where numbers are skipped."""
    dernier, ici = page.paginator.num_pages, page.number
    numeros = sorted({1, dernier} | {n for n in range(ici - 2, ici + 3) if 1 <= n <= dernier})
    suite = []
    for numero in numeros:
        if suite and numero - suite[-1] > 1:
            suite.append(None)
        suite.append(numero)
    return suite


@register.simple_tag
def fige(gabarit, **parametres):
    """As `include … only`, for a partial that its parameters alone decide: drawn once a process for the same values.

    For what everybody may read and what comes back on every page (a scale, its words): parameters are plain strings,
    booleans, None and tuples of them, and the partial has no URL, no request, no clock.
    """
    return _dessine(gabarit, **parametres)


@lru_cache(maxsize=512, typed=True)  # typed: a text already escaped is not the same text still to escape
def _dessine(gabarit, **parametres):
    return render_to_string(gabarit, parametres)


@register.simple_tag
def requete_avec(parametres, **changements):
    """Return the query string of `parametres` (a QueryDict) with some values changed; None removes one."""
    copie = parametres.copy()
    for cle, valeur in changements.items():
        copie.pop(cle, None)
        if valeur is not None:
            copie[cle] = str(valeur)
    return "?" + copie.urlencode()


@register.simple_block_tag
def encart(content, genre="", titre="", niveau=2):
    """One message about the whole page: genre "" (information), ok, att or err."""
    tete = format_html("<h{}>{}</h{}>", niveau, titre, niveau) if titre else ""
    return format_html('<div class="encart {}">{}{}</div>', genre, tete, content)


@register.simple_block_tag
def vide(content, titre="", niveau=2):
    """An empty list: what will come, and the one action possible."""
    tete = format_html('<h{} class="h3 mt-0">{}</h{}>', niveau, titre, niveau) if titre else ""
    return format_html('<div class="vide">{}{}</div>', tete, content)


@register.simple_block_tag
def scelle(content, puce="Non consultable avant la clôture"):
    """Not yet readable: why, until when, by which rule. On one's home and desk only."""
    return format_html(
        '<div class="scelle-bloc"><p class="mb-1"><span class="puce scelle">{}</span></p>{}</div>', puce, content
    )


@register.simple_block_tag
def fil(content, ici):
    """Breadcrumb, from level 2: <li> links inside, then the page itself."""
    return format_html(
        '<nav class="fil" aria-label="Fil d’Ariane"><ol>{}<li aria-current="page">{}</li></ol></nav>', content, ici
    )


@register.simple_block_tag
def defile(content, nom):
    """A region that scrolls sideways on narrow screens, named and reachable by keyboard: wide tables."""
    return format_html('<div class="defile" tabindex="0" role="region" aria-label="{}">{}</div>', nom, content)
