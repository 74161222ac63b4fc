"""What the public register said of the companies that dossiers name, and what is still to be asked."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from amihr.editions.models import Edition
from candidatures.models import Releve, Section, Structure
from candidatures.regles.formulaire import questions_par_role
from candidatures.regles.registre import constats, membres_nommes, partie_du_registre, siren_du_mandataire

APRES_LA_CLOTURE = timedelta(days=180)
FRAICHEUR, FRAICHEUR_INCONNU = timedelta(days=30), timedelta(days=1)


def releves_de(sirens):
    """Return ``{SIREN: Releve}`` of those that the register has answered about: one statement, none without a SIREN."""
    voulus = {siren for siren in sirens if siren}
    return {releve.siren: releve for releve in Releve.objects.filter(siren__in=voulus)} if voulus else {}


def releve_de_la_requete(siren):
    """Return an expression: the answer about the SIREN of another query's row, as JSON for ``releve_lu``."""
    champs = {champ: champ for champ in ("releve_le", "est_connu", "est_active", "pays")}
    return Subquery(Releve.objects.filter(siren=OuterRef(siren)).order_by().values(faits=JSONObject(**champs))[:1])


def releve_lu(faits):
    """Return the ``Releve`` that ``releve_de_la_requete`` gave, unsaved; None when there is none."""
    return Releve(**{**faits, "releve_le": datetime.fromisoformat(faits["releve_le"])}) if faits else None


def constats_du_registre(brouillon):
    """Return what the public registers say of the structures of a draft, as sentences (see Q29, Q30)."""
    formulaire = brouillon.candidature.edition.formulaire
    nommees = [("", siren_du_mandataire(formulaire, brouillon.contenus))]
    nommees += membres_nommes(formulaire, brouillon.contenus)
    releves = releves_de(siren for _, siren in nommees)
    return constats([(nom, siren, releves.get(siren)) for nom, siren in nommees if siren])


def sirens_a_verifier(instant):
    """Return the SIREN that drafts and filed versions name and that the register is still to be asked about.

    Of the editions that are open or closed for less than six months; those never asked first, then the oldest answers.
    Names nobody: numbers only.
    """
    vivantes = Edition.objects.filter(ouverture_le__lte=instant, cloture_le__gt=instant - APRES_LA_CLOTURE)
    vivantes = vivantes.filter(est_repetition=False)  # fictional structures have no number to ask about
    nommes = set(Structure.objects.filter(depots__candidature__edition__in=vivantes).values_list("siren", flat=True))
    membres = Structure.objects.filter(participations__depot__candidature__edition__in=vivantes)
    nommes |= set(membres.values_list("siren", flat=True))
    for edition in vivantes:
        nommes |= _des_brouillons(edition)
    releves = releves_de(nommes)
    dus = [siren for siren in nommes - {""} if siren not in releves or _a_vieilli(releves[siren], instant)]
    return sorted(dus, key=lambda siren: (siren in releves and releves[siren].releve_le.timestamp(), siren))


def _a_vieilli(releve, instant):
    return releve.releve_le <= instant - (FRAICHEUR if releve.est_connu else FRAICHEUR_INCONNU)


def _des_brouillons(edition):
    formulaire = edition.formulaire
    slug_des_membres, _ = questions_par_role(formulaire).get("membres_consortium", ("", None))
    parties = {partie_du_registre(formulaire)[0], slug_des_membres} - {""}
    sections = Section.objects.filter(candidature__edition=edition, partie__in=parties).order_by("pk")
    nommes = set()
    for partie, contenu in sections.values_list("partie", "contenu"):
        contenus = {partie: contenu}
        nommes.add(siren_du_mandataire(formulaire, contenus))
        nommes |= {siren for _, siren in membres_nommes(formulaire, contenus)}
    return nommes
