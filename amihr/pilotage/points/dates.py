"""What the days of the call ask: working days, their order, the time to read."""

from datetime import timedelta
from itertools import pairwise

from amihr import horloge
from amihr.editions.calendrier import calendrier
from amihr.editions.heures import heures_de
from amihr.editions.jours import jour_complet, jours_ouvres_entre, pourquoi_chome
from amihr.editions.questions import dernier_jour
from amihr.habilitations.models import Membre
from amihr.pilotage import fichier
from amihr.pilotage.avant_cloture import seuil_de
from amihr.pilotage.lectures import DEPOSEES
from amihr.pilotage.reprise import heures_a_relire
from amihr.socle.effectifs import masquer
from amihr.socle.textes import date_longue, nombre, pluriel
from candidatures.lectures import compter
from candidatures.models import DOSSIERS_PAR_JOUR
from candidatures.regles.declarations import dernier_jour_pour_declarer

from .commun import A_VOIR, BON, Point, point
from .textes import citer

UNE_MINUTE = timedelta(minutes=1)


def questions(edition):
    """Whether a last day to ask questions is announced, before the closing (see Q26)."""
    jour = dernier_jour(edition, "derniere_question")
    defaut = ""
    if jour is None:
        defaut = "Aucun dernier jour n’est annoncé pour poser une question (Q26)."
    elif jour >= edition.derniere_minute.date():
        defaut = "Le dernier jour des questions n’est pas avant la clôture."
    elif jour < horloge.jour_de_paris(edition.ouverture_le):
        defaut = "Le dernier jour des questions est avant l’ouverture."
    return point(
        "questions",
        "Dernier jour des questions",
        defaut,
        "Annoncé, avant la clôture.",
        ("pilotage:rubrique", "reglage-q26"),
    )


def cloture(edition):
    """Whether the call closes on a working day: somebody has to answer that evening."""
    jour = edition.derniere_minute.date()
    defaut = f"Elle tombe un {jour_complet(jour)}\u00a0: qui répondra ce soir-là\u00a0?" if pourquoi_chome(jour) else ""
    return point("cloture", "Jour de la clôture", defaut, f"{jour_complet(jour).capitalize()}, un jour ouvré.",
                  ("pilotage:edition",))  # fmt: skip


def jours(edition):
    """The other days of the call: working ones, or not."""
    chomes = [f"{quoi}\u00a0: {jour_complet(jour)}" for quoi, jour in _autres_jours(edition) if pourquoi_chome(jour)]
    return point("jours", "Autres jours de l’appel", " · ".join(chomes), "Aucun ne tombe un jour chômé.",
                  ("pilotage:rubrique", "calendrier"))  # fmt: skip


def _autres_jours(edition):
    """The days to look at with what each is; an absent one is left out."""
    nommes = [
        ("Ouverture", horloge.jour_de_paris(edition.ouverture_le)),
        ("Dernier jour des questions", dernier_jour(edition, "derniere_question")),
        ("Dernier jour des réponses", dernier_jour(edition, "derniere_reponse")),
        ("Dernier jour pour déclarer ses liens", dernier_jour_pour_declarer(edition)),
        ("Commission", edition.commission_le),
        *edition.etapes.order_by("ordre").values_list("libelle", "jour"),
    ]
    return [(quoi, jour) for quoi, jour in nommes if jour]


def commission_apres(edition):
    """Whether the commission meets after the closing."""
    defaut = ""
    if edition.commission_le is None:
        defaut = "La date de la commission n’est pas fixée."
    elif edition.commission_le <= edition.derniere_minute.date():
        defaut = "La commission n’est pas après la clôture."
    return point("commission", "Date de la commission", defaut, "Après la clôture.", ("pilotage:edition",))


def ordre(edition, instant):
    """Whether the steps of the calendar come in the order in which they are read; the answers after the questions, before the closing.

    Moved with the opening, a step of its own may fall before the closing that it is to follow.
    """
    lues = [(etape.texte, etape.jour) for etape in calendrier(edition, instant) if etape.jour]
    defauts = [
        f"«\u00a0{suivante}\u00a0», le {date_longue(le)}, vient avant «\u00a0{precedente}\u00a0», le {date_longue(avant)}"
        for (precedente, avant), (suivante, le) in pairwise(lues)
        if le < avant
    ]
    derniere_question, derniere_reponse = (dernier_jour(edition, n) for n in ("derniere_question", "derniere_reponse"))
    if derniere_question and derniere_reponse and derniere_reponse < derniere_question:
        defauts.append("Le dernier jour des réponses vient avant celui des questions")
    if derniere_reponse and derniere_reponse > edition.derniere_minute.date():
        defauts.append(
            "Le dernier jour des réponses vient après la clôture\u00a0: elles ne serviraient plus à personne"
        )
    defaut = f"{' · '.join(defauts)}." if defauts else ""
    return point(
        "ordre", "Ordre du calendrier", defaut, "Chaque étape suit la précédente.", ("pilotage:rubrique", "calendrier")
    )


def declarations(edition):
    """Links of interest are declared once the dossiers are unsealed, before the commission meets (see Q18)."""
    jour, defaut = dernier_jour_pour_declarer(edition), ""
    if jour is None:
        defaut = "Aucun dernier jour n’est fixé\u00a0: aucun rappel ne partira."
    elif jour <= edition.derniere_minute.date():
        defaut = "Le dernier jour pour déclarer n’est pas après la clôture."
    elif edition.commission_le and jour > edition.commission_le:
        defaut = "Le dernier jour pour déclarer est après la commission."
    return point("declarations", "Déclaration des liens d’intérêts", defaut, "Avant la commission, après la clôture.",
                  ("pilotage:rubrique", "reglage-q18"))  # fmt: skip


def lecture(edition, personne, instant, attendus):
    """Whether the commission has the time to read: dossiers × readers ÷ working days, its assumption in words."""
    ou = ("pilotage:edition",)
    if edition.commission_le is None:
        return Point("lecture", "Temps de lecture de la commission", A_VOIR, "La date de la commission manque.", ou)
    jours = jours_ouvres_entre(edition.derniere_minute.date(), edition.commission_le)
    membres = Membre.objects.en_fonction().filter(edition=edition).count()
    dossiers = attendus or masquer(compter_les_deposes(personne, edition, instant), seuil_de(edition))
    dit = (
        f"{pluriel(jours, 'jour ouvré', 'jours ouvrés')} entre la clôture et la commission, "
        f"{pluriel(membres, 'membre')}. Hypothèse\u00a0: chacun lit tous les dossiers, {DOSSIERS_PAR_JOUR} par jour "
        f"ouvré au plus, soit {nombre(jours * DOSSIERS_PAR_JOUR)}. {_charge(dossiers, membres, jours, attendus)}"
    )
    etat = BON if dossiers and dossiers <= jours * DOSSIERS_PAR_JOUR else A_VOIR
    return Point("lecture", "Temps de lecture de la commission", etat, dit, ou)


def _charge(dossiers, membres, jours, attendus):
    """What these dossiers ask of the commission, in words."""
    if not dossiers:
        combien = "Aucun dossier n’est encore déposé" if dossiers == 0 else "Peu de dossiers sont encore déposés"
        return f"{combien}\u00a0: indiquez combien vous en attendez."
    lot = pluriel(
        dossiers, *(("dossier attendu", "dossiers attendus") if attendus else ("dossier déposé", "dossiers déposés"))
    )
    if not jours:
        return f"Avec {lot}, il n’y a aucun jour pour les lire."
    lectures = f"{pluriel(dossiers * membres, 'lecture')}, " if membres else ""
    trop = "\u00a0: le temps manque" if dossiers > jours * DOSSIERS_PAR_JOUR else ""
    return f"Avec {lot}\u00a0: {lectures}{nombre(dossiers / jours, 1)} par personne et par jour{trop}."


def compter_les_deposes(personne, edition, instant):
    """Return how many candidatures are filed and not withdrawn, over what ``personne`` may count."""
    comptes = compter(personne, edition, instant)
    return sum(combien for etat, combien in comptes.items() if etat in DEPOSEES)


def points_des_dates(edition, personne, instant):
    """Return the ``Point`` that follow from the dates of a call and deserve a look: said beside them too."""
    lus = [
        questions(edition),
        cloture(edition),
        jours(edition),
        ordre(edition, instant),
        commission_apres(edition),
        declarations(edition),
    ]
    lus.append(lecture(edition, personne, instant, None))
    return [point for point in lus if point.etat != BON]


def avertissements_du_report(edition, derniere_minute):
    """Return what deserves a look before the closing moves to another day: sentences, which forbid nothing."""
    jour, dits = derniere_minute.date(), []
    if pourquoi_chome(jour):
        dits.append(f"La nouvelle clôture tombe un {jour_complet(jour)}\u00a0: qui répondra ce soir-là\u00a0?")
    if edition.commission_le and edition.commission_le <= jour:
        dits.append(f"La commission, le {date_longue(edition.commission_le)}, ne serait plus après la clôture.")
    elif edition.commission_le:
        jours = jours_ouvres_entre(jour, edition.commission_le)
        dits.append(
            f"Il resterait {pluriel(jours, 'jour ouvré', 'jours ouvrés')} à la commission pour lire, avant le "
            f"{date_longue(edition.commission_le)}."
        )
    declarer = dernier_jour_pour_declarer(edition)
    if declarer and declarer <= jour:
        dits.append(f"Le délai pour déclarer ses liens, le {date_longue(declarer)}, ne serait plus après la clôture.")
    heures = heures_de(edition.ouverture_le, derniere_minute + UNE_MINUTE)
    if trouvees := heures_a_relire(fichier.document(edition), heures):
        dits.append(f"Ces textes citeraient une autre heure\u00a0: {citer(trouvees)}.")
    return dits
