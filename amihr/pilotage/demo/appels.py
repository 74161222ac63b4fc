"""The three editions: the file of 2026 as it is, and modified copies of it with other days and another name."""

import hashlib
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

from amihr.editions import appel, dates
from amihr.pilotage.demo.agendas import CLOTURE_DE_2026, COMMISSION_DE_2026
from amihr.socle.textes import date_longue

FICHIER = appel.APPELS / "2026-ile-de-france-haute-resolution.yaml"
A_LA_FIN = timedelta(days=4)
UNE_SEMAINE = timedelta(days=7)
VOIES_DE_RECOURS = (
    "Texte fictif de la démonstration. La Région indique ici les voies et délais de recours, une fois ce texte "
    "arrêté par son service juridique."
)
ASTREINTE = "Texte fictif de la démonstration. Agnès Delorme, cheffe de projet\u00a0: 01 99 00 00 00, de 18 h à minuit."

# What the Région has to name, said by the demonstration: {code: {what the file of 2026 says: what is said here}}.
NOMMES = {
    "pages.mentions_legales": {
        "Directeur ou directrice de la publication\u00a0: à indiquer par la Région.":
            "Directrice de la publication, fictive\u00a0: Camille Exemple.",
        "Nom, adresse et téléphone de l’hébergeur\u00a0: à indiquer par la Région avant la mise en service.":
            "Hébergeur Exemple (société fictive de la démonstration), 1 rue de l’Exemple, 75000 Paris, 01 99 00 00 01.",
    },
    "pages.donnees_personnelles": {
        "Nom de l’opérateur et de l’hébergeur\u00a0: à indiquer par la Région.":
            "Ici, l’opérateur est Opérateur Exemple et l’hébergeur, Hébergeur Exemple\u00a0: deux sociétés fictives de la "
            "démonstration.",
    },
    "contact.presentation": {
        ", les jours ouvrés.": ", les jours ouvrés de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h (horaires "
        "fictifs de la démonstration).",
    },
}  # fmt: skip


def appel_de(agenda):
    """The `Appel` of one agenda, from the file of 2026. Raises AppelInvalide as `appel.lire`."""
    base = _appel_de_2026()
    reglement = {
        **base.reglement,
        "publication": agenda.ouverture,
        "texte": _redater(base.reglement["texte"], base, agenda),
    }
    return replace(
        base,
        champs={
            **base.champs,
            "slug": agenda.slug,
            "annee": agenda.annee,
            "prefixe_reference": f"AMIHR-{agenda.annee}",
            "sous_titre": f"Appel à manifestation d’intérêt {agenda.annee}",
        },
        ouverture_le=dates.ouverture_du(agenda.ouverture),
        cloture_le=dates.cloture_du(agenda.cloture),
        commission_le=agenda.commission,
        calendrier=_calendrier(base, agenda),
        engagements=tuple(replace(texte, debut=agenda.ouverture) for texte in base.engagements),
        reglement=reglement,
        textes=_textes(base.textes),
        reglages=_reglages(base.reglages, agenda),
        empreinte=hashlib.sha256(f"{base.empreinte} {agenda}".encode()).hexdigest(),
    )


def _textes(textes):
    """The texts of 2026, with what they leave to the Région."""
    nommes = {}
    for code, remplaces in NOMMES.items():
        nommes[code] = textes[code]
        for phrase, dite in remplaces.items():
            nommes[code] = nommes[code].replace(phrase, dite)
    return {**textes, **nommes, "lettre.voies_de_recours": VOIES_DE_RECOURS, "cloture.astreinte": ASTREINTE}


@cache
def _appel_de_2026():
    """The file is read once: checking its five hundred lines of form takes as long as loading an edition."""
    return appel.lire(FICHIER)


def _calendrier(base, agenda):
    """The steps of 2026 on other days, with a webinar that has its hour."""
    ouverture, *suite = (_etape(etape, agenda) for etape in base.calendrier)
    webinaire = {
        "jour": agenda.cloture - A_LA_FIN,
        "heure": time(11),
        "heure_de_fin": time(12),
        "libelle": "Webinaire\u00a0: vos questions avant le dépôt",
        "precision": "L’équipe de l’appel répond en direct.",
        "inscription": "https://webinaires.example/haute-resolution/",
    }
    return (ouverture, webinaire, *suite)


def _etape(etape, agenda):
    return etape | ({"jour": _apres_la_commission(etape["jour"], agenda)} if "jour" in etape else {})


def _apres_la_commission(jour, agenda):
    return agenda.commission + (jour - COMMISSION_DE_2026)


def _redater(texte, base, agenda):
    """Write the days of this edition where the règlement of 2026 writes its own."""
    jours = {date(2026, 4, 7): agenda.ouverture, CLOTURE_DE_2026: agenda.cloture, COMMISSION_DE_2026: agenda.commission}
    jours |= {
        etape["jour"]: _apres_la_commission(etape["jour"], agenda) for etape in base.calendrier if "jour" in etape
    }
    # Through marks: a day already written must not be taken for another one.
    for rang, ancien in enumerate(jours):
        texte = texte.replace(date_longue(ancien), f"§{rang}§").replace(
            date_longue(ancien).replace("\u00a0", " "), f"§{rang}§"
        )
    for rang, nouveau in enumerate(jours.values()):
        texte = texte.replace(f"§{rang}§", date_longue(nouveau))
    return texte


def _reglages(reglages, agenda):
    decalage = agenda.cloture - CLOTURE_DE_2026
    questions = {nom: (date.fromisoformat(jour) + decalage).isoformat() for nom, jour in reglages["Q26"].items()}
    liens = {**reglages["Q18"], "declarer_jusqu_au": (agenda.commission - UNE_SEMAINE).isoformat()}
    annees = [agenda.annee, agenda.annee + 1, agenda.annee + 2]
    return {**reglages, "Q18": liens, "Q26": questions, "Q27": {**reglages["Q27"], "annees": annees}}
