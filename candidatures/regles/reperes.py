"""What to look at in a filed version before judging it: facts « à vérifier », never a verdict (see Q7, Q14, Q29)."""

from dataclasses import dataclass

from amihr.socle.textes import date_longue, pluriel
from amihr.territoires.communes import commune_lue

from .formulaire import questions_par_role, type_est_institut, valeur_du_role
from .pieces import mois_entiers
from .registre import constats_par_nature
from .vraisemblance import invraisemblances

# What a finding is about, and the role of the question that it follows from (see editions.schema.CONSTATS); any other is
# about the question of that role.
ROLES = {
    "type": "type_structure",
    "siege": "siege_pays",
    "siren": "siren",
    "consortium": "membres_consortium",
    "video": "video",
}

# What is found, in the words that several dossiers share.
NATURES = {
    "date_absente": "date du document absente",
    "date_apres": "document daté d’après le dépôt",
    "date_ancienne": "document ancien",
    "siege_ailleurs": "siège hors du territoire national",
    "commune_a_verifier": "commune du siège à vérifier",
    "sans_siren": "aucun numéro SIREN",
    "meme_siren": "même SIREN qu’un autre dossier",
    "meme_video": "même vidéo qu’un autre dossier",
    "non_verifie": "SIREN non vérifié",
    "siren_inconnu": "SIREN inconnu de l’Annuaire",
    "fermee": "entreprise fermée selon l’Annuaire",
    "siege_etranger": "siège à l’étranger selon l’Annuaire",
    "institut": "pièce d’un institut",
    "date_a_venir": "date qui n’est pas encore passée",
    "annee_a_verifier": "année d’une référence à vérifier",
    "effectif_a_verifier": "effectif qui dépasse le type de structure",
}


@dataclass(frozen=True)
class Repere:
    """One fact. ``reference``: the other dossier that it is about, "" for none.

    ``sujets``: what it is about, by the keys of ``ROLES``; ``piece``: the slot of the file that it is about;
    ``nature``: what is found, without the dates, the names and the values of this dossier; one of ``NATURES``.
    """

    texte: str
    reference: str = ""
    sujets: tuple = ()
    piece: str = ""
    nature: str = ""

    def __post_init__(self):
        if self.nature and self.nature not in NATURES:
            raise KeyError(self.nature)

    @property
    def constat(self):
        """What is found, in words that hold for every dossier where it is."""
        return f"{NATURES[self.nature]}{', membre du consortium' if self.sujets == ('consortium',) else ''}"

    @property
    def situation(self):
        """What two dossiers have in common when the same thing is found in both."""
        return self.nature, self.piece, self.sujets

    def eclaire(self, point, par_role):
        """Tell whether it helps to judge a point of an examination. ``par_role``: see ``questions_par_role``."""
        if point.piece:
            return self.piece == point.piece
        if point.partie:
            return any(par_role.get(ROLES.get(sujet, sujet), ("",))[0] == point.partie for sujet in self.sujets)
        return not set(self.sujets).isdisjoint(point.constats)


def reperes_des_points(points, reperes, formulaire):
    """Return ``({code: findings beside that point}, findings that no point shows)``: information, never a verdict."""
    par_role = questions_par_role(formulaire)
    montres = {point.code: tuple(r for r in reperes if r.eclaire(point, par_role)) for point in points}
    deja = {repere for ceux_ci in montres.values() for repere in ceux_ci}
    return montres, [repere for repere in reperes if repere not in deja]


def reperes_des_pieces(formulaire, pieces, jour, alerte_mois):
    """Return what the dates of the files say on ``jour``, that of the filing.

    ``pieces``: each with its ``emplacement`` and its ``date_du_document``. A slot that asks no date says nothing.
    """
    dates = {
        emplacement["code"]: emplacement for emplacement in formulaire["pieces"] if emplacement.get("date_demandee")
    }
    concernees = [piece for piece in pieces if piece.emplacement in dates]
    trouves = [_de_la_date(dates[p.emplacement], p.date_du_document, jour, alerte_mois) for p in concernees]
    return [repere for repere in trouves if repere]


def _de_la_date(emplacement, date, jour, alerte_mois):
    nature, constat = "", ""
    if date is None:
        nature, constat = "date_absente", "la date du document n’est pas indiquée."
    elif date > jour:
        nature, constat = "date_apres", f"daté du {date_longue(date)}, après le dépôt."
    elif alerte_mois and mois_entiers(date, jour) >= alerte_mois:
        nature = "date_ancienne"
        constat = f"daté du {date_longue(date)}, plus de {alerte_mois}\u00a0mois avant le dépôt."
    texte = f"{emplacement['libelle']}\u00a0: {constat}"
    return Repere(texte, piece=emplacement["code"], nature=nature) if nature else None


def reperes_de_la_structure(formulaire, structure):
    """Return what the lead says of itself: a head office elsewhere, no SIREN."""
    ailleurs = siege_ailleurs(formulaire, structure.pays)
    phrase = f"Siège social hors du territoire national, d’après la réponse «\u00a0{ailleurs}\u00a0»."
    reperes = [Repere(phrase, sujets=("siege",), nature="siege_ailleurs")] if ailleurs else []
    if structure.commune and not ailleurs and not commune_lue(structure.commune):
        phrase = f"Commune du siège «\u00a0{structure.commune}\u00a0»\u00a0: introuvable, ou plusieurs, dans la liste officielle."
        reperes.append(Repere(phrase, sujets=("siege",), nature="commune_a_verifier"))
    sans_siren = Repere("Aucun numéro SIREN n’est donné.", sujets=("siren",), nature="sans_siren")
    return reperes if structure.siren else [*reperes, sans_siren]


def siege_ailleurs(formulaire, pays):
    """Return the words of a country of the head office that is not the national territory, else "".

    Q29: said to the candidate and to those who judge the conditions, it blocks nothing. The first choice of the question
    about the country is the national territory.
    """
    _, question = questions_par_role(formulaire).get("siege_pays", ("", {}))
    return {choix["code"]: choix["libelle"] for choix in question.get("choix", ())[1:]}.get(pays, "")


def avis_du_siege(formulaire, contenus):
    """Return what to tell a candidate whose head office is not on the national territory, or "" (see Q29)."""
    ailleurs = siege_ailleurs(formulaire, valeur_du_role(formulaire, contenus, "siege_pays"))
    return ailleurs and (
        f"Vous avez répondu «\u00a0{ailleurs}\u00a0» à la question sur le siège social. Vous pouvez déposer\u00a0: ce point sera "
        "examiné après la clôture, sur le règlement de l’appel."
    )


def reperes_du_siren(autres, tus=0):
    """Q14: several candidatures of one company are allowed, and said. ``autres``: ``[(reference, title)]``; ``tus``: how
    many more there are.
    """  # fmt: skip
    return _reperes_de_semblables("Même SIREN", "siren", autres, tus)


def reperes_de_la_video(autres, tus=0):
    """Say which other dossiers give the same link to a video. ``autres`` and ``tus``: see ``reperes_du_siren``."""
    return _reperes_de_semblables("Même lien vers la vidéo", "video", autres, tus)


def _reperes_de_semblables(constat, sujet, autres, tus):
    commun = {"sujets": (sujet,), "nature": f"meme_{sujet}"}
    nommes = [Repere(f"{constat} que «\u00a0{titre}\u00a0»", reference, **commun) for reference, titre in autres]
    combien = pluriel(tus, "autre dossier", "autres dossiers")
    return [*nommes, Repere(f"{constat} que {combien}", **commun)] if tus else nommes


def reperes_du_registre(nommees):
    """Say what the public register knows of the lead and of its consortium's members (see Q29, Q30)."""
    return [
        Repere(phrase, sujets=("consortium",) if nommee[0] else ("siren", "siege"), nature=nature)
        for nommee in nommees
        for nature, phrase in constats_par_nature([nommee])
    ]


def reperes_de_la_vraisemblance(formulaire, contenus, jour):
    """Say which answers of a version are hardly possible on the day of its filing; the headcount helps to judge the type."""
    return [
        Repere(
            trouvee.phrase,
            sujets=(trouvee.role, "type") if trouvee.role == "effectif" else (trouvee.role,),
            nature=trouvee.nature,
        )
        for trouvee in invraisemblances(formulaire, contenus, jour)
    ]


def reperes_de_l_institut(formulaire, structure, pieces):
    """Say which slots may hold an equivalent document, the structure being declared an institute (see Q5)."""
    if not type_est_institut(formulaire, structure.type_structure):
        return []
    remplis = {piece.emplacement for piece in pieces}
    return [
        Repere(
            f"{emplacement['libelle']}\u00a0: la structure se déclare institut, la pièce attendue est "
            f"«\u00a0{emplacement['instituts']}\u00a0».",
            sujets=("type",),
            piece=emplacement["code"],
            nature="institut",
        )
        for emplacement in formulaire["pieces"]
        if emplacement.get("instituts") and emplacement["code"] in remplis
    ]
