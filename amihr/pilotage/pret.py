"""« Prêt à ouvrir »: what must be there before a call opens, what deserves a look, and who signed for it.

The dates open a call by themselves (see R1): a missing signature closes nothing, it is said to staff.
"""

from dataclasses import dataclass, field

from django.conf import settings

from amihr import horloge
from amihr.editions.models import Edition, VisaDOuverture
from amihr.editions.questions import dernier_jour
from amihr.editions.textes_attendus import CODES
from amihr.habilitations.models import Membre, Public, VersionNDA
from amihr.journal.chaine import acte, inscrire
from amihr.pilotage import fichier
from amihr.pilotage.reprise import a_relire
from amihr.socle.refus import exiger

BON, A_VOIR, MANQUE = "bon", "a_voir", "manque"
A_ECRIRE = "écrivez ici"  # what a text not yet written says
RESERVES = (".example", ".test", ".invalid", "localhost")
SAMEDI = 5


@dataclass(frozen=True)
class Point:
    """One line of the checklist: its state, what is said of it, where it is mended (URL name, arguments)."""

    code: str
    libelle: str
    etat: str
    dit: str
    ou: tuple = field(default=())


def points(edition):
    """Return the ``Point`` of the checklist, in the order of the call."""
    textes = dict(edition.textes.order_by("code").values_list("code", "contenu"))
    return [
        _reglement(edition),
        engagements(edition),
        *_textes(textes),
        _relecture(edition),
        _contact(edition),
        _expediteur(),
        _questions(edition),
        _cloture(edition),
        _commission_apres(edition),
        _poids(edition),
        _membres(edition),
        _cachet(),
    ]


def est_empechee(lus):
    """Tell whether a point keeps the call from being signed for."""
    return any(point.etat == MANQUE for point in lus)


@acte
def viser(edition, *, par):
    """Sign that the call is ready, on what the checklist says now.

    Effects, in order: VisaDOuverture, journal (numbers, no name). Raises ActeRefuse: « pret_empeche ».
    """
    edition = Edition.objects.verrouiller(edition.pk)
    instant = horloge.instant_de_la_base()
    lus = points(edition)
    exiger(not est_empechee(lus), "pret_empeche")
    etat = {point.code: point.etat for point in lus}
    visa = VisaDOuverture.objects.create(edition=edition, par=par, signe_le=instant, etat=etat)
    inscrire("edition.visee", par=par, objet=edition, instant=instant, a_voir=list(etat.values()).count(A_VOIR))
    return visa


def visas(edition):
    """Return who signed, latest first, each with the number of points that deserved a look."""
    signes = list(edition.visas.select_related("par"))
    for visa in signes:
        visa.a_voir = list(visa.etat.values()).count(A_VOIR)
    return signes


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


def _textes(textes):
    """The texts still to write stand in the way; the empty ones deserve a look, each may be meant."""
    a_ecrire = [code for code, contenu in textes.items() if A_ECRIRE in contenu]
    vides = [code for code, contenu in textes.items() if not contenu.strip()]
    return [
        _point("textes_a_ecrire", "Textes à écrire", _citer(a_ecrire), "Aucun texte n’attend d’être écrit.",
               ("pilotage:textes",), MANQUE),
        _point("textes_vides", "Textes laissés vides", _citer(vides), "Aucun texte n’est vide.", ("pilotage:textes",)),
    ]  # fmt: skip


def _citer(codes):
    return " · ".join(CODES.get(code, code) for code in codes)


def _relecture(edition):
    titres = [titre for titre, *_ in a_relire(fichier.document(edition))]
    return _point("relecture", "Dates citées dans les textes", " · ".join(titres), "Aucune page ne cite une autre date.",
                  ("pilotage:edition",))  # fmt: skip


def _contact(edition):
    defaut = f"{edition.contact} n’est pas une adresse réelle." if edition.contact.endswith(RESERVES) else ""
    return _point("contact", "Adresse de contact", defaut, edition.contact, ("pilotage:rubrique", "identite"))


def _expediteur():
    adresse = settings.DEFAULT_FROM_EMAIL.strip("<> ").rpartition("@")[2].rstrip(">")
    defaut = f"Les courriels partiraient du domaine {adresse}." if adresse.endswith(RESERVES) else ""
    return _point("expediteur", "Domaine d’expédition des courriels", defaut, adresse)


def _questions(edition):
    jour = dernier_jour(edition, "derniere_question")
    defaut = ""
    if jour is None:
        defaut = "Aucun dernier jour n’est annoncé pour poser une question (Q26)."
    elif jour >= edition.derniere_minute.date():
        defaut = "Le dernier jour des questions n’est pas avant la clôture."
    return _point(
        "questions", "Dernier jour des questions", defaut, "Annoncé, avant la clôture.", ("pilotage:rubrique", "q26")
    )


def _cloture(edition):
    jour = edition.derniere_minute.date()
    defaut = (
        "La clôture tombe un samedi ou un dimanche\u00a0: qui répondra ce soir-là\u00a0?"
        if jour.weekday() >= SAMEDI
        else ""
    )
    return _point("cloture", "Jour de la clôture", defaut, "Un jour de semaine\u00a0; vérifiez qu’il n’est pas férié.",
                  ("pilotage:edition",))  # fmt: skip


def _commission_apres(edition):
    defaut = ""
    if edition.commission_le is None:
        defaut = "La date de la commission n’est pas fixée."
    elif edition.commission_le <= edition.derniere_minute.date():
        defaut = "La commission n’est pas après la clôture."
    return _point("commission", "Date de la commission", defaut, "Après la clôture.", ("pilotage:edition",))


def _poids(edition):
    caches = edition.reglage("Q9").get("preparation_seulement", False)
    defaut = "Les poids ne sont pas publiés\u00a0: ils ne servent qu’à préparer (Q9)." if caches else ""
    return _point("poids", "Poids des critères", defaut, "Publiés sur la page des critères.", ("evaluation:criteres",))


def _membres(edition):
    membres = Membre.objects.en_fonction().filter(edition=edition)
    defaut = "" if membres.filter(est_president=True).exists() else "Personne ne préside encore la commission."
    return _point("membres", "Composition de la commission", defaut, "Une personne préside.", ("pilotage:commission",))


def _cachet():
    defaut = (
        "" if settings.CACHET_FICHIER.exists() else "L’instance n’a pas de certificat\u00a0: rien ne peut être cacheté."
    )
    return _point("cachet", "Cachet électronique de l’instance", defaut, "Le certificat est en place.")
