"""What the public pages of the call show, read in as few statements as possible."""

from dataclasses import dataclass
from datetime import date, time

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from amihr.editions.calendrier import calendrier, en_ics
from amihr.editions.models import Edition, EtapeCalendrier, Texte, Thematique
from amihr.editions.textes import en_html, sections

CHAMPS_D_UNE_ETAPE = (
    "repere", "jour", "heure", "heure_de_fin", "periode", "libelle", "precision", "inscription", "rediffusion", "ordre",
)  # fmt: skip
CHAMPS_D_UNE_THEMATIQUE = ("numero", "slug", "titre", "accroche", "resume", "objectif", "pastille")


@dataclass(frozen=True)
class Page:
    """The editable parts of the public pages, in one reading: texts, calendar, thématiques."""

    textes: dict
    etapes: list
    thematiques: list

    def html(self, code):
        """A text as safe HTML."""
        return en_html(self.textes.get(code, ""))


def lire_page(edition, instant, *codes):
    """Read these texts, the calendar and the thématiques of an edition, in one statement."""
    lu = Edition.objects.filter(pk=edition.pk).values(
        les_textes=ArraySubquery(
            Texte.objects.filter(edition=OuterRef("pk"), code__in=codes)
            .order_by("code")
            .values(objet=JSONObject(code="code", contenu="contenu"))
        ),
        les_etapes=ArraySubquery(_objets(EtapeCalendrier, CHAMPS_D_UNE_ETAPE, "ordre")),
        les_thematiques=ArraySubquery(_objets(Thematique, CHAMPS_D_UNE_THEMATIQUE, "numero")),
    )[0]
    etapes = [EtapeCalendrier(**{**etape, **_moments(etape)}) for etape in lu["les_etapes"]]
    return Page(
        textes={texte["code"]: texte["contenu"] for texte in lu["les_textes"]},
        etapes=calendrier(edition, instant, etapes),
        thematiques=lu["les_thematiques"],
    )


def _objets(modele, champs, ordre):
    return (
        modele.objects.filter(edition=OuterRef("pk"))
        .order_by(ordre)
        .values(objet=JSONObject(**{champ: champ for champ in champs}))
    )


def _moments(etape):
    """The day and the hours of a step, which JSON gives as texts."""
    lus = {"jour": date.fromisoformat, "heure": time.fromisoformat, "heure_de_fin": time.fromisoformat}
    return {champ: lire(etape[champ]) if etape[champ] else None for champ, lire in lus.items()}


def accueil(edition, instant, adresse):
    """Everything the home page shows; ``adresse`` is that of the calendar, for agendas.

    R13: one public page gathers the règlement, the complementary information and the way to file.
    """
    page = lire_page(edition, instant, *TEXTES_DE_L_ACCUEIL)
    return {
        "page": page,
        "titre": page.textes.get("accueil.titre", "") or edition.nom,
        "chapo": page.textes.get("accueil.chapo", ""),
        "legende": page.textes.get("accueil.legende", ""),
        "effort": page.textes.get("accueil.effort", ""),
        "titre_thematiques": page.textes.get("accueil.thematiques", "") or "Thématiques",
        "pour_qui": page.html("accueil.pour_qui"),
        "preparer": page.html("accueil.preparer"),
        "parcours": [(titre, en_html(texte)) for titre, texte in sections(page.textes.get("accueil.parcours", ""))],
        "titre_chiffres": page.textes.get("accueil.chiffres", "") or "Chiffres",
        "chiffres": edition.chiffres,
        "sources": sources(edition.chiffres),
        "taille_ics": len(en_ics(edition, instant, adresse, page.etapes).encode()),
        "depots_ouverts": edition.accepte_les_brouillons(instant),
        "etat": edition.etat(instant),
    }


TEXTES_DE_L_ACCUEIL = (
    "accueil.titre",
    "accueil.chapo",
    "accueil.legende",
    "accueil.effort",
    "accueil.thematiques",
    "accueil.pour_qui",
    "accueil.preparer",
    "accueil.parcours",
    "accueil.chiffres",
)


def sources(chiffres):
    """The sources of the figures of the programme, each once, in their order.

    R48: figures are content of the edition, each with its source and date.
    """
    return list(dict.fromkeys(chiffre["source"] for chiffre in chiffres if chiffre.get("source")))
