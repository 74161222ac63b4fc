"""The mails of this room: the badge at publication, a withdrawal, its reversal."""

from amihr.courrier.compositeur import PasEncorePret
from amihr.editions.courriers import CourrierDeLEdition
from amihr.editions.textes import en_html
from amihr.fichiers.stockage import lire

from .lectures.labels import label_du_courrier, macaron_produit, retrait_du_courrier

FORMATS_JOINTS = ("svg", "png")


class LabelPublie(CourrierDeLEdition):
    """The publication of a label, with its dated badge; it waits for the task that makes it (see R37)."""

    sujet = "{reference} : votre label est public, voici votre macaron"
    gabarit = "label_publie"
    libelle = "Ouvrir la page de mon macaron"
    lecture = staticmethod(label_du_courrier)
    vers = "catalogue:macaron_du_laureat"

    def edition(self, objet):
        return objet.edition

    def arguments(self, objet):
        return [objet.candidature.reference]

    def faits(self, objet):
        return {
            "reference": objet.candidature.reference,
            "label": objet,
            "avantages": objet.edition.texte("label.avantages"),
            "engagements": objet.edition.texte("label.engagements"),
            "avantages_html": en_html(objet.edition.texte("label.avantages")),
            "engagements_html": en_html(objet.edition.texte("label.engagements")),
        }

    def pieces_jointes(self, courrier):
        label = label_du_courrier(courrier, courrier.poste_le)
        fichiers = [macaron_produit(label, format_) for format_ in FORMATS_JOINTS]
        if None in fichiers:
            raise PasEncorePret
        return [(fichier.nom, lire(fichier), fichier.type_mime) for fichier in fichiers]


class LabelRetire(CourrierDeLEdition):
    """The withdrawal of a label: its motive is read after signing in."""

    sujet = "{reference} : retrait de votre label"
    gabarit = "label_retire"
    libelle = "Lire la décision et son motif"
    lecture = staticmethod(retrait_du_courrier)
    vers = "catalogue:macaron_du_laureat"

    def edition(self, objet):
        return objet.label.edition

    def arguments(self, objet):
        return [objet.label.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.label.candidature.reference, "retrait": objet, "label": objet.label}


class LabelRetabli(LabelRetire):
    sujet = "{reference} : votre label est rétabli"
    gabarit = "label_retabli"
    libelle = "Ouvrir la page de mon macaron"
