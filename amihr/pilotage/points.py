"""The checklist of « Prêt à ouvrir »: what must be there before a call opens, what deserves a look."""

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.conf import settings

from amihr import horloge
from amihr.editions.heures import heures_de
from amihr.editions.jours import jour_complet, jours_ouvres_entre, pourquoi_chome
from amihr.editions.questions import dernier_jour
from amihr.editions.textes import est_a_ecrire
from amihr.editions.textes_attendus import CODES, DEFAUTS, LEGALES
from amihr.habilitations.models import Membre, Public, VersionNDA
from amihr.pilotage import fichier
from amihr.pilotage.avant_cloture import seuil_de
from amihr.pilotage.lectures import DEPOSEES
from amihr.pilotage.repetition import passees
from amihr.pilotage.reprise import a_relire, heures_a_relire, heures_citees, pages, phrases
from amihr.socle.effectifs import masquer
from amihr.socle.sauvegardes import dernieres, est_ancienne
from amihr.socle.textes import date_heure, date_longue, nombre, pluriel
from candidatures.lectures import compter
from candidatures.models import DOSSIERS_PAR_JOUR
from candidatures.regles.declarations import dernier_jour_pour_declarer

BON, A_VOIR, MANQUE = "bon", "a_voir", "manque"
# No mail reaches these (RFC 2606, RFC 6761): a trial or a demonstration, never a call that is open to the public.
RESERVES = ("example", "test", "invalid", "localhost", "example.com", "example.org", "example.net")
UNE_MINUTE = timedelta(minutes=1)
CONFORMITE = re.compile(r"\b(non|partiellement|totalement) conforme\b", re.IGNORECASE)


@dataclass(frozen=True)
class Point:
    """One line of the checklist: its state, what is said of it, where it is mended (URL name, arguments).

    ``pages``: those it names, ``(title, URL name, arguments)`` each.
    ``est_levable``: what it lacks may be accepted by name, on an instance that is a trial or a demonstration.
    """

    code: str
    libelle: str
    etat: str
    dit: str
    ou: tuple = field(default=())
    est_levable: bool = False
    pages: tuple = ()


def points(edition, personne, instant, attendus=None):
    """Return the ``Point`` of the checklist, in the order of the call, over what ``personne`` may count.

    ``attendus``: how many dossiers are expected; else those already filed are counted.
    """
    textes = dict(edition.textes.order_by("code").values_list("code", "contenu"))
    ecrit = fichier.document(edition)
    return [
        _reglement(edition),
        engagements(edition),
        *_textes(textes, ecrit),
        _relecture(edition, ecrit),
        _contact(edition),
        _aide(textes),
        _expediteur(),
        _questions(edition),
        _cloture(edition),
        _jours(edition),
        _commission_apres(edition),
        _declarations(edition),
        _lecture(edition, personne, instant, attendus),
        _poids(edition),
        _membres(edition),
        _repetition(edition),
        _cachet(),
        *_sauvegardes(instant),
        _accessibilite(textes),
    ]


def _point(code, libelle, defaut, dit, ou=(), sinon=A_VOIR):
    return Point(code, libelle, sinon if defaut else BON, defaut or dit, ou)


def _reglement(edition):
    publie = edition.versions_reglement.publiees(edition.ouverture_le).exists()
    defaut = (
        "" if publie else "Aucune version ne sera publiée à l’ouverture\u00a0: personne ne pourrait l’accepter (R9)."
    )
    return _point(
        "reglement",
        "Règlement publié",
        defaut,
        "Une version est publiée à l’ouverture.",
        ("pilotage:nouveau_reglement",),
        MANQUE,
    )


def engagements(edition):
    """Return the point of the undertakings: without both texts nobody may read a dossier."""
    presents = set(VersionNDA.objects.filter(edition=edition).order_by().values_list("public", flat=True))
    absents = [public.label for public in Public if public not in presents]
    defaut = f"Sans texte pour\u00a0: {', '.join(absents)}. Personne ne pourrait lire (R29, R30)." if absents else ""
    return _point("engagements", "Engagements de confidentialité", defaut, "Les deux textes sont là.",
                  ("pilotage:rubrique", "engagements"), MANQUE)  # fmt: skip


def _textes(textes, ecrit):
    """The texts still to write stand in the way, legal pages above all; the empty ones deserve a look, each may be meant."""
    a_ecrire = tuple(
        (titre, nom, arguments)
        for titre, nom, arguments, contenu in pages(ecrit)
        if any(est_a_ecrire(texte) for texte in phrases(contenu))
        or any(code in LEGALES and not textes.get(code, "").strip() for code in arguments)
    )
    defaut = "Il reste à écrire\u00a0:" if a_ecrire else ""
    vides = [code for code, contenu in textes.items() if not contenu.strip() and code not in DEFAUTS]
    return [
        replace(
            _point("textes_a_ecrire", "Textes à écrire", defaut, "Aucun texte n’attend d’être écrit.",
                   ("pilotage:textes",), MANQUE),
            pages=a_ecrire,
        ),
        _point("textes_vides", "Textes laissés vides", _citer(vides), "Aucun texte n’est vide.", ("pilotage:textes",)),
    ]  # fmt: skip


def points_des_dates(edition, personne, instant):
    """Return the ``Point`` that follow from the dates of a call and deserve a look: said beside them too."""
    lus = [_cloture(edition), _jours(edition), _commission_apres(edition), _declarations(edition)]
    lus.append(_lecture(edition, personne, instant, None))
    return [point for point in lus if point.etat != BON]


def _citer(codes):
    return " · ".join(CODES.get(code, code) for code in codes)


def _relecture(edition, ecrit):
    dits = [titre for titre, *_ in a_relire(ecrit)]
    heures = heures_a_relire(ecrit, heures_de(edition.ouverture_le, edition.cloture_le))
    if heures:
        dits.append(f"une heure qui n’est pas celle des dates\u00a0: {_citer_les_heures(heures)}")
    return _point("relecture", "Dates citées dans les textes", " · ".join(dits), "Aucune page ne cite une autre date.",
                  ("pilotage:edition",))  # fmt: skip


def _citer_les_heures(trouvees):
    return ", ".join(f"{titre} ({', '.join(dites)})" for titre, dites in trouvees)


def _contact(edition):
    domaine = edition.contact.rpartition("@")[2]
    defaut = (
        f"{edition.contact} n’est pas une adresse réelle\u00a0: personne n’y répondrait."
        if _est_reserve(domaine)
        else ""
    )
    return _joignable("contact", "Adresse de contact", defaut, edition.contact, ("pilotage:rubrique", "identite"))


def _aide(textes):
    """Whether the page of contact gives the hours at which somebody answers, before the night when it counts."""
    dites = any(list(heures_citees(textes.get(code, ""))) for code in ("contact.presentation", "contact.panne"))
    defaut = "" if dites else "La page de contact ne dit pas à quelles heures quelqu’un répond."
    return _point("aide", "Heures d’aide", defaut, "Données sur la page de contact.",
                  ("pilotage:texte", "contact.presentation"))  # fmt: skip


def _expediteur():
    domaine = settings.DEFAULT_FROM_EMAIL.strip("<> ").rpartition("@")[2].rstrip(">")
    defaut = f"Les courriels partiraient du domaine {domaine}, qui n’est à personne." if _est_reserve(domaine) else ""
    return _joignable("expediteur", "Domaine d’expédition des courriels", defaut, domaine)


def _est_reserve(domaine):
    return any(f".{domaine.lower()}".endswith(f".{reserve}") for reserve in RESERVES)


def _joignable(code, libelle, defaut, dit, ou=()):
    """Candidates could not be reached: it stands in the way, unless somebody accepts it by name."""
    return Point(code, libelle, MANQUE if defaut else BON, defaut or dit, ou, est_levable=bool(defaut))


def _questions(edition):
    jour = dernier_jour(edition, "derniere_question")
    defaut = ""
    if jour is None:
        defaut = "Aucun dernier jour n’est annoncé pour poser une question (Q26)."
    elif jour >= edition.derniere_minute.date():
        defaut = "Le dernier jour des questions n’est pas avant la clôture."
    return _point(
        "questions",
        "Dernier jour des questions",
        defaut,
        "Annoncé, avant la clôture.",
        ("pilotage:rubrique", "reglage-q26"),
    )


def _cloture(edition):
    jour = edition.derniere_minute.date()
    defaut = f"Elle tombe un {jour_complet(jour)}\u00a0: qui répondra ce soir-là\u00a0?" if pourquoi_chome(jour) else ""
    return _point("cloture", "Jour de la clôture", defaut, f"{jour_complet(jour).capitalize()}, un jour ouvré.",
                  ("pilotage:edition",))  # fmt: skip


def _jours(edition):
    """The other days of the call: working ones, or not."""
    chomes = [f"{quoi}\u00a0: {jour_complet(jour)}" for quoi, jour in _autres_jours(edition) if pourquoi_chome(jour)]
    return _point("jours", "Autres jours de l’appel", " · ".join(chomes), "Aucun ne tombe un jour chômé.",
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


def _commission_apres(edition):
    defaut = ""
    if edition.commission_le is None:
        defaut = "La date de la commission n’est pas fixée."
    elif edition.commission_le <= edition.derniere_minute.date():
        defaut = "La commission n’est pas après la clôture."
    return _point("commission", "Date de la commission", defaut, "Après la clôture.", ("pilotage:edition",))


def _declarations(edition):
    """Links of interest are declared once the dossiers are unsealed, before the commission meets (see Q18)."""
    jour, defaut = dernier_jour_pour_declarer(edition), ""
    if jour is None:
        defaut = "Aucun dernier jour n’est fixé\u00a0: aucun rappel ne partira."
    elif jour <= edition.derniere_minute.date():
        defaut = "Le dernier jour pour déclarer n’est pas après la clôture."
    elif edition.commission_le and jour > edition.commission_le:
        defaut = "Le dernier jour pour déclarer est après la commission."
    return _point("declarations", "Déclaration des liens d’intérêts", defaut, "Avant la commission, après la clôture.",
                  ("pilotage:rubrique", "reglage-q18"))  # fmt: skip


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
        dits.append(f"Ces textes citeraient une autre heure\u00a0: {_citer_les_heures(trouvees)}.")
    return dits


def _lecture(edition, personne, instant, attendus):
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


def _poids(edition):
    caches = edition.reglage("Q9").get("preparation_seulement", False)
    defaut = "Les poids ne sont pas publiés\u00a0: ils ne servent qu’à préparer (Q9)." if caches else ""
    return _point("poids", "Poids des critères", defaut, "Publiés sur la page des critères.", ("evaluation:criteres",))


def _membres(edition):
    membres = Membre.objects.en_fonction().filter(edition=edition)
    defaut = "" if membres.filter(est_president=True).exists() else "Personne ne préside encore la commission."
    return _point("membres", "Composition de la commission", defaut, "Une personne préside.", ("pilotage:commission",))


def _repetition(edition):
    """Whether the call was rehearsed, and the rehearsal wiped since: as the journal tells it."""
    faites = [passee for passee in passees(edition) if passee["prete"]]
    defaut, dit = "Aucune répétition n’a été jouée jusqu’au bout de sa préparation.", ""
    if faites:
        prete = date_heure(faites[0]["prete"].instant)
        dit = f"Dossiers prêts le {prete}, effacés depuis."
        restent = "Elle n’est pas encore effacée." if any(passee["effacee"] is None for passee in faites) else ""
        defaut = f"Dossiers prêts le {prete}. {restent}" if restent else ""
    return _point("repetition", "Répétition générale", defaut, dit, ("pilotage:repetition",))


def _cachet():
    defaut = (
        "" if settings.CACHET_FICHIER.exists() else "L’instance n’a pas de certificat\u00a0: rien ne peut être cacheté."
    )
    return _point("cachet", "Cachet électronique de l’instance", defaut, "Le certificat est en place.")


def _sauvegardes(instant):
    """The mark of the last backup, and that of the last drill."""
    notees = dernieres(instant)
    return [
        _marque("sauvegarde", "Dernière sauvegarde", notees.get("sauvegarde"), instant),
        _marque("exercice", "Dernier exercice de restauration", notees.get("exercice"), instant),
    ]


def _marque(code, libelle, notee_le, instant):
    dit = f"Le {date_heure(notee_le)}." if notee_le else "Aucune marque n’a été laissée."
    retard = " C’est plus d’une nuit." if notee_le else " Rien ne dit qu’elle a lieu."
    return _point(code, libelle, f"{dit}{retard}" if est_ancienne(notee_le, instant) else "", dit)


def _accessibilite(textes):
    """The page must say one of the three degrees of conformity."""
    dite = CONFORMITE.search(textes.get("pages.accessibilite", ""))
    defaut = "" if dite else "La page ne dit pas si le site est non, partiellement ou totalement conforme."
    return _point("accessibilite", "Déclaration d’accessibilité", defaut, f"Elle dit\u00a0: {dite[0].lower()}." if dite else "",
                  ("pilotage:texte", "pages.accessibilite"))  # fmt: skip
