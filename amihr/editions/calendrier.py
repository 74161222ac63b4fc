"""The calendar of a call, for pages and for agendas."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.text import slugify

from amihr.editions.dates import MINUIT
from amihr.editions.heures import dire
from amihr.editions.models import EtapeCalendrier, EtatEdition
from amihr.horloge import PARIS, jour_de_paris
from amihr.socle.textes import date_heure, date_longue, heure_minute

Repere = EtapeCalendrier.Repere


@dataclass(frozen=True)
class Etape:
    """A step as people read it: on an instant, until ``fin`` if it is said, on a day, or in a period in words."""

    texte: str
    precision: str
    jour: date | None = None
    instant: datetime | None = None
    periode: str = ""
    est_passee: bool = False
    est_prochaine: bool = False
    inscription: str = ""
    rediffusion: str = ""
    fin: datetime | None = None
    repere: str = ""
    est_annulee: bool = False

    @property
    def cle(self):
        """What names the step in agendas: the date of the call that it follows, else its words; never its rank."""
        return self.repere or slugify(self.texte)

    @property
    def lien(self):
        """(words, address) of what one can do: register until the step, see it again once there is a replay."""
        if self.rediffusion:
            return "Voir la rediffusion", self.rediffusion
        ouverte = self.inscription and not self.est_passee and not self.est_annulee
        return ("S’inscrire", self.inscription) if ouverte else ()

    @property
    def quand(self):
        """When, in words: with its minute, a day, or a period."""
        if self.fin:
            return f"{date_longue(self.jour)}, de {heure_minute(self.instant)} à {heure_minute(self.fin)}"
        if self.instant:
            return date_heure(self.instant)
        return date_longue(self.jour) if self.jour else self.periode

    @property
    def iso(self):
        """When, for machines; empty for a period in words."""
        moment = self.instant or self.jour
        return moment.isoformat() if moment else ""

    @property
    def etat(self):
        """How the timeline draws it."""
        if self.est_passee:
            return "passe"
        return "ici" if self.est_prochaine else ""


def calendrier(edition, instant, lignes=None):
    """The steps of the call in order, each past, next or to come at ``instant``.

    R5: the opening, the closing and the commission are the edition's own dates, so that a postponement
    shows everywhere at once; the other steps are the edition's lines.
    """
    lignes = edition.etapes.all() if lignes is None else lignes
    est_annulee = edition.est_annulee(instant)
    etapes, prochaine_vue = [], est_annulee  # cancelled: nothing is next
    vu_le = edition.annulee_le if est_annulee else instant  # what was still to come then never takes place
    for ligne in lignes:
        jour, debut, fin, periode = _quand(edition, ligne, instant)
        passee = _est_passee(edition, ligne, jour, fin, vu_le)
        prochaine = not passee and not prochaine_vue
        prochaine_vue = prochaine_vue or prochaine
        a_fixer = ligne.repere == Repere.CLOTURE and periode  # its minute is no longer the one that the precision says
        precision = "" if a_fixer else dire(ligne.precision, edition)
        liens = {"inscription": ligne.inscription, "rediffusion": ligne.rediffusion}
        dite = (ligne.libelle, precision, jour, debut, periode, passee, prochaine)
        sort = {"repere": ligne.repere, "est_annulee": est_annulee and not passee}
        etapes.append(Etape(*dite, **liens, **sort, fin=fin))
    return etapes


def _est_passee(edition, ligne, jour, fin, instant):
    """The closing's minute is over, the hour of the end is, or the day: people join late what has no end."""
    if ligne.repere == Repere.CLOTURE:
        return edition.est_close(instant)
    if fin:
        return fin <= instant
    return bool(jour and jour < jour_de_paris(instant))


def quand_se_clot(edition, instant):
    """The day and the instant of the closing, and words in their place once a suspension outlives them (see Q45)."""
    if edition.etat(instant) == EtatEdition.SUSPENDUE and edition.cloture_le <= instant:
        return None, None, "À fixer à la reprise de l’appel"
    return edition.derniere_minute.date(), edition.derniere_minute, ""


def _quand(edition, ligne, instant):
    """The day of a step, the instants where it begins and ends, and its period in words, if they are said."""
    if ligne.repere == Repere.CLOTURE:
        jour, debut, periode = quand_se_clot(edition, instant)
        return jour, debut, None, periode
    if ligne.repere == Repere.OUVERTURE:
        ouverture = edition.ouverture_le.astimezone(PARIS)
        return ouverture.date(), None if ouverture.time() == MINUIT else ouverture, None, ""
    jour = edition.commission_le if ligne.repere == Repere.COMMISSION else ligne.jour
    return jour, _a(jour, ligne.heure), _a(jour, ligne.heure_de_fin), ligne.periode


def _a(jour, heure):
    return datetime.combine(jour, heure, tzinfo=PARIS) if jour and heure else None


def en_ics(edition, instant, adresse, etapes=None):
    """The dated steps as an iCalendar document (RFC 5545); a period in words cannot be in an agenda."""
    lignes = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_texte(edition.organisateur)}//{_texte(edition.nom)}//FR"]
    vues = Counter()
    for etape in calendrier(edition, instant) if etapes is None else etapes:
        vues[etape.cle] += 1
        if etape.jour:
            homonyme = f"-{vues[etape.cle]}" if vues[etape.cle] > 1 else ""
            lignes += _evenement(edition, etape, f"{edition.slug}-{etape.cle}{homonyme}", instant, adresse)
    lignes.append("END:VCALENDAR")
    return "".join(f"{pliee}\r\n" for ligne in lignes for pliee in _plier(ligne))


def _evenement(edition, etape, identifiant, instant, adresse):
    if etape.instant:
        bornes = [f"DTSTART:{_universel(etape.instant)}"] + [f"DTEND:{_universel(etape.fin)}"] * bool(etape.fin)
    else:
        lendemain = etape.jour + timedelta(days=1)
        bornes = [f"DTSTART;VALUE=DATE:{etape.jour:%Y%m%d}", f"DTEND;VALUE=DATE:{lendemain:%Y%m%d}"]
    description = "\n".join([etape.precision] * bool(etape.precision) + [" : ".join(etape.lien)] * bool(etape.lien))
    return [
        "BEGIN:VEVENT",
        f"UID:{identifiant}",
        f"DTSTAMP:{_universel(instant)}",
        *bornes,
        f"SUMMARY:{_texte(f'{edition.nom} : {etape.texte}')}",
        *([f"DESCRIPTION:{_texte(description)}"] if description else []),
        f"URL:{adresse}",
        *(["STATUS:CANCELLED"] if etape.est_annulee else []),
        "END:VEVENT",
    ]


def _universel(instant):
    """An instant in universal time: agendas need no time zone rule then."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}" if instant else ""


def _texte(valeur):
    """Text with the characters that RFC 5545 reserves escaped."""
    for reserve in ("\\", ";", ","):
        valeur = valeur.replace(reserve, "\\" + reserve)
    return valeur.replace("\r", "").replace("\n", "\\n")


def _plier(ligne):
    """Fold at 75 octets, never inside a character: the next lines begin with a space."""
    morceau, taille = "", 0
    for caractere in ligne:
        poids = len(caractere.encode())
        if taille + poids > 75:
            yield morceau
            morceau, taille = " ", 1
        morceau, taille = morceau + caractere, taille + poids
    yield morceau
