"""What the call runs on: undertakings, commission, sender, seal, rehearsal, backups."""

from django.conf import settings

from amihr.habilitations.models import Membre, Public, VersionNDA
from amihr.pilotage.repetition import passees
from amihr.socle.sauvegardes import dernieres, est_ancienne
from amihr.socle.textes import date_heure, date_longue

from .commun import A_VOIR, MANQUE, point
from .textes import est_reserve, joignable


def engagements(edition):
    """Return the point of the undertakings: without both texts nobody may read, nor past the end of what one binds to (Q39)."""
    fins = dict(VersionNDA.objects.filter(edition=edition).order_by("numero").values_list("public", "fin"))
    absents = [public.label for public in Public if public not in fins]
    defaut, sinon = "", MANQUE
    if absents:
        defaut = f"Sans texte pour\u00a0: {', '.join(absents)}. Personne ne pourrait lire (R29, R30)."
    elif courts := [public for public in Public if fins[public] and fins[public] <= _jour_de_la_commission(edition)]:
        dits = "\u00a0; ".join(f"{public.label.lower()}, jusqu’au {date_longue(fins[public])}" for public in courts)
        defaut, sinon = (
            (
                f"Une obligation finit avant que la commission ait délibéré\u00a0: {dits}. Plus rien ne se lirait ensuite (Q39)."
            ),
            A_VOIR,
        )
    return point("engagements", "Engagements de confidentialité", defaut, "Les deux textes sont là.",
                  ("pilotage:rubrique", "engagements"), sinon)  # fmt: skip


def _jour_de_la_commission(edition):
    return edition.commission_le or edition.derniere_minute.date()


def expediteur():
    """Whether mails leave from an address that reaches people."""
    domaine = settings.DEFAULT_FROM_EMAIL.strip("<> ").rpartition("@")[2].rstrip(">")
    defaut = f"Les courriels partiraient du domaine {domaine}, qui n’est à personne." if est_reserve(domaine) else ""
    return joignable("expediteur", "Domaine d’expédition des courriels", defaut, domaine)


def poids(edition):
    """Whether the weights are public (see Q9)."""
    caches = edition.reglage("Q9").get("preparation_seulement", False)
    defaut = "Les poids ne sont pas publiés\u00a0: ils ne servent qu’à préparer (Q9)." if caches else ""
    return point("poids", "Poids des critères", defaut, "Publiés sur la page des critères.", ("evaluation:criteres",))


def membres(edition):
    """Whether somebody presides over the commission."""
    membres = Membre.objects.en_fonction().filter(edition=edition)
    defaut = "" if membres.filter(est_president=True).exists() else "Personne ne préside encore la commission."
    return point("membres", "Composition de la commission", defaut, "Une personne préside.", ("pilotage:commission",))


def repetition(edition):
    """Whether the call was rehearsed, and the rehearsal wiped since: as the journal tells it."""
    faites = [passee for passee in passees(edition) if passee["prete"]]
    defaut, dit = "Aucune répétition n’a été jouée jusqu’au bout de sa préparation.", ""
    if faites:
        prete = date_heure(faites[0]["prete"].instant)
        dit = f"Dossiers prêts le {prete}, effacés depuis."
        restent = "Elle n’est pas encore effacée." if any(passee["effacee"] is None for passee in faites) else ""
        defaut = f"Dossiers prêts le {prete}. {restent}" if restent else ""
    return point("repetition", "Répétition générale", defaut, dit, ("pilotage:repetition",))


def cachet():
    """Whether the instance has what seals documents."""
    defaut = (
        "" if settings.CACHET_FICHIER.exists() else "L’instance n’a pas de certificat\u00a0: rien ne peut être cacheté."
    )
    return point("cachet", "Cachet électronique de l’instance", defaut, "Le certificat est en place.")


def sauvegardes(instant):
    """The mark of the last backup, and that of the last drill."""
    notees = dernieres(instant)
    return [
        _marque("sauvegarde", "Dernière sauvegarde", notees.get("sauvegarde"), instant),
        _marque("exercice", "Dernier exercice de restauration", notees.get("exercice"), instant),
    ]


def _marque(code, libelle, notee_le, instant):
    dit = f"Le {date_heure(notee_le)}." if notee_le else "Aucune marque n’a été laissée."
    retard = " C’est plus d’une nuit." if notee_le else " Rien ne dit qu’elle a lieu."
    return point(code, libelle, f"{dit}{retard}" if est_ancienne(notee_le, instant) else "", dit)
