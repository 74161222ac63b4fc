"""The mails about seats and undertakings. They carry no company nor title."""

from amihr.comptes.entree import VALABLE, lien_d_entree
from amihr.courrier.compositeur import PasEncorePret
from amihr.editions.courriers import CourrierDeLEdition
from amihr.fichiers.stockage import lire
from amihr.habilitations.engagements import signature_precedente, signatures_de, versions_a_signer
from amihr.habilitations.models import Membre, RappelDEngagement, SignatureNDA


class CourrierDEntree(CourrierDeLEdition):
    """Its one link lets in whoever never chose a password, once; the others go to the page itself."""

    def contexte(self, courrier, instant):
        lu = super().contexte(courrier, instant)
        if entree := lien_d_entree(courrier.personne, instant):
            libelle = f"Choisir mon mot de passe (lien personnel, {VALABLE.days} jours)"
            lu |= {"lien": entree, "libelle_du_lien": libelle}
        return lu


class InvitationCommission(CourrierDEntree):
    sujet = "Vous êtes membre de la commission"
    gabarit = "invitation_commission"
    libelle = "Lire et signer l’engagement de confidentialité"
    action_requise = True
    vers = "habilitations:engagement"

    def objet(self, courrier, instant):
        sieges = Membre.objects.en_fonction().filter(pk=courrier.cle_de_l_objet, personne=courrier.personne)
        return sieges.select_related("edition", "college").first()

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        return {"college": objet.college.libelle}


class EngagementASigner(CourrierDEntree):
    """A version waits for a signature; not sent any more once it is signed, or asked no longer."""

    sujet = "Engagement de confidentialité à signer"
    gabarit = "engagement_a_signer"
    libelle = "Lire et signer l’engagement de confidentialité"
    action_requise = True
    vers = "habilitations:engagement"

    def objet(self, courrier, instant):
        rappels = RappelDEngagement.objects.filter(pk=courrier.cle_de_l_objet, personne=courrier.personne)
        rappel = rappels.select_related("version__edition").first()
        if rappel is None:
            return None
        attendues = versions_a_signer(courrier.personne, rappel.version.edition, instant)
        return rappel if attendues.filter(pk=rappel.version_id).exists() else None

    def edition(self, objet):
        return objet.version.edition

    def faits(self, objet):
        signatures = signatures_de(objet.personne, objet.version.edition)
        precedente = signature_precedente(objet.version, signatures)
        return {"version": objet.version, "est_un_rappel": objet.rang > 0, "precedente": precedente}

    def contexte(self, courrier, instant):
        """Whoever signed an earlier version goes straight to what changes."""
        lu = super().contexte(courrier, instant)
        if lu["precedente"] and lu["libelle_du_lien"] == self.libelle:
            suite = {"lien": f"{lu['lien']}#changements-{lu['version'].public}"}
            lu |= suite | {"libelle_du_lien": "Voir ce qui change et signer"}
        return lu


class EngagementSigne(CourrierDeLEdition):
    """The signer's copy; it waits for the task that seals it."""

    sujet = "Votre engagement de confidentialité est signé"
    gabarit = "nda_signe"
    libelle = "Voir mon engagement"
    vers = "habilitations:engagement"

    def objet(self, courrier, instant):
        signatures = SignatureNDA.objects.filter(pk=courrier.cle_de_l_objet, personne=courrier.personne)
        return signatures.select_related("version__edition", "exemplaire__fichier").first()

    def edition(self, objet):
        return objet.version.edition

    def faits(self, objet):
        return {"signature": objet, "version": objet.version}

    def pieces_jointes(self, courrier):
        signature = self.objet(courrier, courrier.poste_le)
        exemplaire = getattr(signature, "exemplaire", None)
        if exemplaire is None:
            raise PasEncorePret
        return [(exemplaire.fichier.nom, lire(exemplaire.fichier), exemplaire.fichier.type_mime)]
