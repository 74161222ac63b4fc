"""The mails to a team about its dossier: the receipt, a withdrawal, the conclusions, the reminders. No dossier content."""

from amihr.courrier.compositeur import PasEncorePret
from amihr.editions.courriers import CourrierDeLEdition
from amihr.editions.models import EtatEdition
from amihr.fichiers.stockage import lire
from amihr.socle.textes import date_heure, duree_restante
from candidatures.lectures import brouillon, depot_du_courrier, depots_de
from candidatures.lectures.courriers import auteur_du_courrier, depot_conclu_du_courrier
from candidatures.lectures.rappels import rappel_du_courrier
from candidatures.models import Etat


class CourrierDuDossier(CourrierDeLEdition):
    """A mail to the team about a filed version."""

    lecture = staticmethod(depot_du_courrier)
    vers = "candidatures:dossier"

    def edition(self, objet):
        return objet.candidature.edition

    def arguments(self, objet):
        return [objet.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "depot": objet}


class AccuseDeDepot(CourrierDuDossier):
    """The receipt, with its PDF; it waits for the task that makes it, and says whether its version still counts by then."""

    sujet = "{reference} : accusé de dépôt, version {depot.numero}{mention}"
    gabarit = "accuse_de_depot"
    libelle = "Voir la version déposée"
    vers = "candidatures:depot"

    def arguments(self, objet):
        return [objet.candidature.reference, objet.numero]

    def faits(self, objet):
        phrase = objet.candidature.edition.texte("candidature.accuse")
        mention, depuis = self._depuis(objet)
        return super().faits(objet) | {"phrase_accuse": phrase, "mention": mention, "depuis": depuis}

    def _depuis(self, depot):
        """What happened to this version since it was filed, for the subject and for the text."""
        candidature, derniere = depot.candidature, depots_de(depot.candidature)[0]
        if candidature.etat == Etat.RETIREE:
            return ", retirée depuis", f"la candidature a été retirée depuis, le {date_heure(candidature.etat_depuis)}"
        if derniere.numero != depot.numero:
            le = date_heure(derniere.depose_le)
            return ", remplacée depuis", f"la version {derniere.numero}, déposée depuis, le {le}, la remplace"
        return "", ""

    def paragraphes(self, contexte):
        """What the edition writes speaks of a version that counts."""
        return "" if contexte["depuis"] else self.gabarit

    def pieces_jointes(self, courrier):
        depot = depot_du_courrier(courrier, courrier.poste_le)
        accuse = getattr(depot, "accuse", None)
        if accuse is None:
            raise PasEncorePret
        return [(accuse.fichier.nom, lire(accuse.fichier), accuse.fichier.type_mime)]


class CandidatureRetiree(CourrierDuDossier):
    sujet = "{reference} : candidature retirée"
    gabarit = "candidature_retiree"

    def contexte(self, courrier, instant):
        faits = {"retiree_le": courrier.poste_le, "par": auteur_du_courrier(courrier)}
        lu = super().contexte(courrier, instant) | faits
        return lu | {"etat": lu["depot"].candidature.edition.etat(courrier.poste_le)}

    def paragraphes(self, contexte):
        """« Vous pouvez la déposer de nouveau » is said only where it is so."""
        return "candidature_retiree" if contexte["etat"] == EtatEdition.OUVERTE else "retrait_tardif"


class Irrecevable(CourrierDuDossier):
    sujet = "{reference} : suite de l’examen de recevabilité"
    gabarit = "irrecevable"
    libelle = "Lire la décision et son motif"
    lecture = staticmethod(depot_conclu_du_courrier)
    vers = "evaluation:decision"


class Ineligible(Irrecevable):
    sujet = "{reference} : suite de l’examen d’éligibilité"
    gabarit = "ineligible"


class Disqualifiee(Irrecevable):
    sujet = "{reference} : candidature écartée"
    gabarit = "disqualifiee"


class RappelDeDepot(CourrierDuDossier):
    """What is written and not filed, before the closing. It leaves only while that is still true."""

    sujet = "{reference} : {constat}, clôture {reste}"
    gabarit = "rappel_de_depot"
    libelle = "Ouvrir le dossier"
    action_requise = True
    lecture = staticmethod(rappel_du_courrier)

    def faits(self, objet):
        candidature = objet.candidature
        depots = depots_de(candidature)
        manques = len(brouillon(candidature).manques)
        constat = "complet mais non déposé" if not manques else "dossier non déposé"
        return {
            "reference": candidature.reference,
            "version": depots[0].numero if depots else None,
            "manques": manques,
            "constat": "changements non déposés" if depots else constat,
        }

    def contexte(self, courrier, instant):
        lu = super().contexte(courrier, instant)
        edition = rappel_du_courrier(courrier, instant).candidature.edition
        reste = duree_restante(edition.cloture_le, instant)
        return lu | {"derniere_minute": edition.derniere_minute, "reste": reste}

    def paragraphes(self, contexte):
        if contexte["version"]:
            return "rappel_changements"
        return "rappel_incomplet" if contexte["manques"] else "rappel_complet"
