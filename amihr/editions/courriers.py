"""What every mail about an edition has in common."""

from abc import abstractmethod

from django.conf import settings

from amihr.courrier.compositeur import Compositeur
from amihr.editions.actualites import adresse_pour_confirmer, adresse_pour_se_desabonner
from amihr.editions.models import Actualite, Edition, Reponse
from amihr.editions.mots_des_courriels import FAMILLE, PARAGRAPHES, valeurs
from amihr.editions.questions import dernier_jour, question_du_courrier
from amihr.editions.textes import completer, completer_le_html, en_html, en_texte
from amihr.socle.liens import lien
from amihr.socle.textes import date_heure


class CourrierDeLEdition(Compositeur):
    """A mail signed by an edition: its prefix, its contact address, its name, one link.

    A room gives `lecture(courrier, instant)`: the thing the mail is about if the recipient may still hear of it, else
    None; `edition(objet)`; `vers` and `arguments(objet)`: the name of the page of its one link, and what it takes;
    `faits(objet)`: words for the text.
    What follows the fact is an editable text of the edition, where `mots_des_courriels` has one for this mail.
    """

    lecture = None
    vers = ""
    libelle = "Ouvrir mon espace"

    def objet(self, courrier, instant):
        """The thing this mail is about, or None when the recipient may no longer hear of it."""
        return type(self).lecture(courrier, instant)

    @abstractmethod
    def edition(self, objet):
        """The edition that the thing belongs to."""

    def arguments(self, objet):
        """What the page of the one link takes."""
        return []

    def faits(self, objet):
        return {}

    def paragraphes(self, contexte):
        """The name, in the family, of the editable text that this mail uses."""
        return self.gabarit

    def est_permis(self, courrier, instant):
        return self.objet(courrier, instant) is not None

    def contexte(self, courrier, instant):
        objet = self.objet(courrier, instant)
        edition = self.edition(objet)
        return {
            **en_tete(edition),
            "lien": f"{settings.ADRESSE_PUBLIQUE}{lien(self.vers, *self.arguments(objet), edition=edition)}",
            "libelle_du_lien": self.libelle,
            **self.faits(objet),
        }

    def achever(self, contexte):
        """Add the editable paragraphs. The values are written in after the markup is read: they cannot forge any."""
        nom = self.paragraphes(contexte)
        code = f"{FAMILLE}.{nom}"
        if code not in PARAGRAPHES:
            return contexte
        ecrit = contexte["textes_des_courriels"].get(nom, "").strip() or PARAGRAPHES[code].defaut
        mots = valeurs(code, contexte)
        return contexte | {
            "suite": completer(en_texte(ecrit), mots),
            "suite_html": completer_le_html(en_html(ecrit), mots),
        }


def en_tete(edition):
    """Return what every mail of an edition says of it, in one statement."""
    textes = edition.textes_de(FAMILLE)
    return {
        "prefixe_courriel": edition.prefixe_courriel,
        "contact": edition.contact,
        "appel": str(edition),
        "cloture": date_heure(edition.derniere_minute),
        "signature_de_l_appel": textes.get("signature", ""),
        "textes_des_courriels": textes,
    }


class QuestionPosee(CourrierDeLEdition):
    """To those who answer: a question waits. Its text is read on the site; who asked is named nowhere."""

    sujet = "une question sur l’appel attend une réponse"
    gabarit = "question_posee"
    libelle = "Lire la question et y répondre"
    vers = "pilotage:question"

    def objet(self, courrier, instant):
        return question_du_courrier(courrier)

    def edition(self, objet):
        return objet.edition

    def arguments(self, objet):
        return [objet.reference]

    def faits(self, objet):
        return {"posee_le": objet.posee_le, "derniere_reponse": dernier_jour(objet.edition, "derniere_reponse")}


class ReponsePubliee(CourrierDeLEdition):
    """To who asked: the answer is published for all."""

    sujet = "réponse à votre question"
    gabarit = "reponse_publiee"
    libelle = "Lire la réponse"
    vers = "editions:questions"

    def objet(self, courrier, instant):
        reponses = Reponse.objects.filter(pk=courrier.cle_de_l_objet).exclude(question__courriel="")
        return reponses.select_related("question__edition").first()

    def edition(self, objet):
        return objet.question.edition

    def faits(self, objet):
        return {"question": objet.question, "reponse": objet}


class ReponsePrivee(ReponsePubliee):
    """To who asked, and to nobody else: a technical help, whose text is the mail."""

    gabarit = "reponse_privee"
    libelle = "Voir les questions publiées"


class ActualiteParue(CourrierDeLEdition):
    """To a subscriber: the news whole, and how to stop receiving them."""

    sujet = "{actualite.titre}"
    gabarit = "actualite"
    libelle = "Lire les actualités de l’appel"
    vers = "editions:actualites"

    def objet(self, courrier, instant):
        parues = Actualite.objects.filter(pk=courrier.cle_de_l_objet, retiree_le=None)
        parues = parues.filter(edition__abonnements__courriel__iexact=courrier.destinataire)
        return parues.select_related("edition").first()

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        return {"actualite": objet}

    def contexte(self, courrier, instant):
        return super().contexte(courrier, instant) | {"adresse_pour_arreter": self._arreter(courrier)}

    def entetes(self, courrier):
        """One click in the mail program (RFC 8058)."""
        return {
            "List-Unsubscribe": f"<{self._arreter(courrier)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }

    def _arreter(self, courrier):
        edition = Edition.objects.get(actualites=courrier.cle_de_l_objet)
        return adresse_pour_se_desabonner(edition, courrier.destinataire)


class AbonnementAConfirmer(CourrierDeLEdition):
    """To an address that somebody gave: the link that confirms it, and nothing happens without it."""

    sujet = "confirmez votre adresse pour recevoir les actualités"
    gabarit = "abonnement_a_confirmer"
    libelle = "Confirmer mon adresse"
    action_requise = True
    vers = "editions:actualites"

    def objet(self, courrier, instant):
        return Edition.objects.filter(pk=courrier.cle_de_l_objet).first()

    def edition(self, objet):
        return objet

    def contexte(self, courrier, instant):
        contexte = super().contexte(courrier, instant)
        lien_signe = adresse_pour_confirmer(self.objet(courrier, instant), courrier.destinataire, courrier.poste_le)
        return contexte | {"lien": lien_signe, "demande_le": courrier.poste_le}
