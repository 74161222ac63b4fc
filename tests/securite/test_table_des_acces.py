"""The access table, cell by cell, by real requests: tests/securite/table.py says who gets what."""

import copy
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver

from amihr import horloge
from amihr.comptes.recuperation import DELAI_DE_CONFIRMATION, jeton_d_opposition
from amihr.socle.codes import ecrire
from amihr.socle.liens import lien
from candidatures.models import DEMANDE_VALABLE
from evaluation.models import NoteDeMarge
from tests.fabriques.candidatures import mandater, ouvrir_par_exception
from tests.securite import monde as le_monde
from tests.securite import table

AGIT = {200, 302, 409, 422}
METHODES = ("GET", "POST")
ADRESSE_DE_CONNEXION = "/compte/connexion/"
# Each action of candidatures.acces has one page seen in every situation; the others ask the same rule, and a few
# situations tell that they do ask it.
VUES_EN_TOUT = {
    ("candidatures:dossier", "GET"),
    ("evaluation:dossier", "GET"),
    ("pilotage:candidature", "GET"),
    ("pilotage:examen", "GET"),
    ("candidatures:deport", "GET"),
    ("pilotage:messages", "GET"),
}
QUELQUES = {
    "candidatures": ("deposee_avant", "en_evaluation"),
    "evaluation": ("deposee", "en_evaluation", "eligible"),
    "pilotage": ("deposee_avant", "deposee", "en_evaluation"),
}
QUELQUES_UNS = ("anonyme", "bruno", "mona", "agnes", "adam")


@dataclass(frozen=True)
class Ligne:
    """One line of the table."""

    nom: str
    methode: str
    qui: str
    dossiers: str
    reponse: str

    @property
    def gens(self):
        tous = tuple(le_monde.PERSONNES)
        groupes = table.GENS | {"tous": tous, "connectes": tous[1:], "personne": ()}
        return {nom for groupe in self.qui.split("+") for nom in groupes.get(groupe, (groupe,))}

    @property
    def situations(self):
        return table.DOSSIERS[self.dossiers]

    @property
    def est_ouverte_a_tous(self):
        return "anonyme" in self.gens

    @property
    def statuts(self):
        return AGIT if self.reponse == "agit" else {int(statut) for statut in self.reponse.split("/")}


LIGNES = [Ligne(*ligne.split()) for ligne in table.LIGNES.splitlines() if ligne and not ligne.startswith("#")]
PAR_ADRESSE = {}
for _ligne in LIGNES:
    PAR_ADRESSE.setdefault((_ligne.nom, _ligne.methode), []).append(_ligne)


def noms_du_resolveur(motifs=None, prefixe=""):
    """The name of every address that the site answers."""
    for motif in get_resolver().url_patterns if motifs is None else motifs:
        if hasattr(motif, "url_patterns"):
            yield from noms_du_resolveur(
                motif.url_patterns, prefixe + (f"{motif.namespace}:" if motif.namespace else "")
            )
        else:
            yield f"{prefixe}{motif.name}"


def arguments(monde, nom, situation):
    """What the address names, of the dossier in that situation when it names one."""
    dossier = monde.dossiers.get(situation)
    if nom in UNIQUES:
        return UNIQUES[nom](monde)
    return D_UN_DOSSIER[nom](monde, dossier, situation) if nom in D_UN_DOSSIER else _de_la_candidature(nom, dossier)


def _de_la_candidature(nom, dossier):
    suite = {
        "candidatures:partie": lambda: ["solution"],
        "candidatures:revision": lambda: ["solution", 1],
        "candidatures:piece": lambda: [dossier.pieces.get(emplacement="kbis").pk],
        "candidatures:apercu": lambda: [dossier.pieces.get(emplacement="logo").pk],
        "candidatures:retirer_piece": lambda: [dossier.pieces.get(emplacement="kbis").pk],
        "candidatures:depot": lambda: [1],
        "candidatures:differences": lambda: [1],
        "candidatures:accuse": lambda: [1],
        "candidatures:equipier_droit": lambda: [dossier.equipiers.get(droit="lire").pk],
        "candidatures:equipier_transmettre": lambda: [dossier.equipiers.get(droit="lire").pk],
        "candidatures:equipier_retirer": lambda: [dossier.equipiers.get(droit="lire").pk],
        "candidatures:invitation_annuler": lambda: [dossier.invitations.get().pk],
        "pilotage:piece": lambda: [_piece_deposee(dossier, "kbis")],
        "evaluation:piece": lambda: [_piece_deposee(dossier, "logo")],
        "pilotage:lire": lambda: [_piece_deposee(dossier, "kbis")],
        "evaluation:lire": lambda: [_piece_deposee(dossier, "logo")],
        "pilotage:page_de_piece": lambda: [_piece_deposee(dossier, "kbis"), 1],
        "evaluation:page_de_piece": lambda: [_piece_deposee(dossier, "logo"), 1],
        "pilotage:examen": lambda: ["recevabilite"],
        "candidatures:revoquer_le_partage": lambda: [INCONNU],
        "candidatures:video": lambda: [INCONNU],
        "candidatures:complement": lambda: [INCONNU],
        "candidatures:envoyer_complement": lambda: [INCONNU],
        "candidatures:piece_de_complement": lambda: [INCONNU, INCONNU],
        "pilotage:piece_de_complement": lambda: [INCONNU],
        "pilotage:prolonger_complement": lambda: [INCONNU],
        "pilotage:fermer_complement": lambda: [INCONNU],
    }
    return [dossier.reference, *suite.get(nom, list)()]


def _dans_la_seance(monde, dossier, situation):
    return [monde.seances["ouverte"].pk, dossier.reference]


def _piece_deposee(dossier, emplacement):
    depot = dossier.depots.first()
    return depot.pieces.get(emplacement=emplacement).pk if depot else dossier.pieces.get(emplacement=emplacement).pk


def _code_du_depot(monde, dossier, situation):
    depot = dossier.depots.first()
    return [depot.code if depot else "ABCDEFGHJKLM"]


def _du_label(monde, dossier, situation):
    return [ecrire(monde.labels[situation].code)]


def _une_question(monde):
    champs = {"texte": "Peut-on déposer à plusieurs ?", "posee_le": horloge.maintenant()}
    return [monde.edition.questions.get_or_create(reference="QUESTION", defaults=champs)[0].reference]


def _une_actualite(monde):
    champs = {"titre": "Un webinaire", "texte": "Jeudi.", "publiee_le": horloge.maintenant()}
    return [monde.edition.actualites.get_or_create(reference="ACTUALIT", defaults=champs)[0].reference]


def _une_recuperation(monde):
    """The request that an agent makes for the operator, who lost their second factor."""
    champs = {"motif": "Téléphone perdu", "verification": "en_personne", "demandee_par": monde.personnes["ines"]}
    instants = {"demandee_le": horloge.maintenant(), "expire_le": horloge.maintenant() + DELAI_DE_CONFIRMATION}
    return monde.personnes["oscar"].recuperations.get_or_create(defaults=champs | instants)[0]


def _un_mandat(monde):
    """A mandate of Mona, said by herself, in a structure that no dossier names."""
    deja = monde.personnes["mona"].mandats.first()
    return deja or mandater(monde.personnes["mona"], "552100554")


def _un_acces(monde, *, est_ouvert=True):
    """An agent who is also a member asks to read a dossier by exception; granted, or waiting."""
    qui, dossier = monde.personnes["hugo"], monde.dossiers["en_evaluation"]
    if est_ouvert:
        return ouvrir_par_exception(qui, dossier, par=monde.personnes["agnes"])
    instants = {"demande_le": horloge.maintenant(), "expire_le": horloge.maintenant() + DEMANDE_VALABLE}
    return dossier.acces_exceptionnels.create(personne=qui, motif="Vérifier", **instants)


def _une_piece_par_exception(monde):
    return [_un_acces(monde).pk, _piece_deposee(monde.dossiers["en_evaluation"], "logo")]


INCONNU = "00000000-0000-4000-8000-000000000000"
DU_LABEL = {
    "catalogue:fiche": lambda m, d, s: [m.labels[s].fiche.slug],
    "catalogue:fiche_json": lambda m, d, s: [m.labels[s].fiche.slug],
    "catalogue:verifier_code": _du_label, "catalogue:verifier_json": _du_label,
    "catalogue:macaron": lambda m, d, s: [m.labels[s].code, "svg"],
    "catalogue:macaron_du_laureat": lambda m, d, s: [d.reference],
    "catalogue:macaron_a_imprimer": lambda m, d, s: [d.reference],
    "catalogue:label": _du_label, "catalogue:retirer": _du_label, "catalogue:retablir": _du_label,
}  # fmt: skip
D_UN_DOSSIER = DU_LABEL | {
    "candidatures:verifier_depot": _code_du_depot,
    "evaluation:note_de_marge": lambda m, d, s: [d.reference, NoteDeMarge.objects.get().pk],
    "pilotage:trancher": lambda m, d, s: [d.reference, m.personnes["lea"].pk],
    "evaluation:seance_arreter": _dans_la_seance, "evaluation:region_arreter": _dans_la_seance,
}  # fmt: skip
SEANCES = {
    f"evaluation:{nom}": "close" if "pv" in nom else "ouverte"
    for nom in ("seance", "vote", "seance_pv", "seance_presences", "seance_indicateurs", "seance_clore", "region_animer",
                "region_classement", "region_pv", "region_pv_pdf", "region_presences", "region_indicateurs", "region_clore")
}  # fmt: skip
UNIQUES = {nom: lambda m, laquelle=laquelle: [m.seances[laquelle].pk] for nom, laquelle in SEANCES.items()} | {
    "evaluation:fichier_de_l_acte": lambda m: [m.dossiers["notifiee"].decision.acte.pk],
    "evaluation:export": lambda m: [m.export.pk],
    "candidatures:copie_de_mes_donnees": lambda m: [m.export.pk],  # nobody's: the rest is in test_mes_donnees.py
    "editions:reglement_version": lambda m: [1],
    "editions:reglement_pdf": lambda m: [1],
    "editions:document_associe": lambda m: ["annexe"],
    "catalogue:logo": lambda m: [m.labels["publiee"].fiche.slug],
    "account_confirm_email": lambda m: ["MTIz:abc"],
    "account_reset_password_from_key": lambda m: ["1", "abc-def"],
    "compte_fermer_session": lambda m: [INCONNU],
    "compte_s_opposer": lambda m: [jeton_d_opposition(_une_recuperation(m))],
    "mfa_remove_webauthn": lambda m: [1],
    "mfa_edit_webauthn": lambda m: [1],
    "compte_premiere_entree": lambda m: ["un-jeton-inconnu"],  # the rest is in tests/comptes/test_premiere_entree.py
    "candidatures:invitation": lambda m: ["un-jeton-inconnu"],
    "candidatures:rejoindre": lambda m: ["un-jeton-inconnu"],
    "candidatures:invitation_accepter": lambda m: [0],  # the rest is in tests/candidatures/views/test_invitations.py
    "habilitations:exemplaire": lambda m: [m.personnes["mona"].signatures_nda.get().pk],
    "pilotage:retirer_membre": lambda m: [m.personnes["nora"].sieges.get().pk],
    "pilotage:compte": lambda m: [m.personnes["agnes"].pk],
    "pilotage:agir_sur_un_compte": lambda m: [m.personnes["oscar"].pk, "desactiver"],
    "pilotage:acces_exceptionnel": lambda m: [_un_acces(m).pk],
    "pilotage:autoriser_un_acces": lambda m: [_un_acces(m, est_ouvert=False).pk],
    "pilotage:clore_un_acces": lambda m: [_un_acces(m).pk],
    "pilotage:dossier_par_exception": lambda m: [_un_acces(m).pk],
    "pilotage:piece_par_exception": _une_piece_par_exception,
    "pilotage:lire_par_exception": _une_piece_par_exception,
    "pilotage:page_par_exception": lambda m: [*_une_piece_par_exception(m), 1],
    "pilotage:recuperation": lambda m: [_une_recuperation(m).pk],
    "pilotage:annuler_une_recuperation": lambda m: [_une_recuperation(m).pk],
    "pilotage:regler_courrier": lambda m: [INCONNU],
    "pilotage:courrier_retenu": lambda m: [INCONNU],  # the rest is in tests/pilotage/test_pages_de_la_repetition.py
    "pilotage:oublier_le_filtre": lambda m: [0],
    "candidatures:terminer_un_mandat": lambda m: [_un_mandat(m).pk],
    "pilotage:mandats": lambda m: [m.personnes["mona"].pk],
    "pilotage:terminer_un_mandat": lambda m: [m.personnes["mona"].pk, _un_mandat(m).pk],
    "pilotage:lever_un_deport": lambda m: [0],  # the rest is in tests/pilotage/test_liens.py
    "pilotage:page_du_jour": lambda m: ["2026-01-01"],  # the rest is in tests/pilotage/test_avant_cloture.py
    "pilotage:rapport_de_cloture": lambda m: [INCONNU],  # the rest is in tests/pilotage/test_rapport.py
    "pilotage:question": _une_question,
    "pilotage:retirer_l_actualite": _une_actualite,
    "editions:confirmer_l_abonnement": lambda m: ["un-jeton-inconnu"],
    "editions:se_desabonner": lambda m: ["un-jeton-inconnu"],
    "candidatures:partage": lambda m: ["un-jeton-inconnu"],
    "candidatures:piece_partagee": lambda m: ["un-jeton-inconnu", INCONNU],
    "evaluation:calibrage": lambda m: [1],
    "pilotage:dossier_fictif": lambda m: [1],
    "pilotage:texte": lambda m: ["contact.presentation"],
    "pilotage:conduire": lambda m: ["annuler"],
    "pilotage:rubrique": lambda m: ["identite"],
    "pilotage:element": lambda m: ["colleges", "experts"],
    "pilotage:retirer_element": lambda m: ["colleges", "experts"],
    "pilotage:deplacer_element": lambda m: ["colleges", "experts", "descendre"],
}
CORPS = {"evaluation:vote": lambda m: {"dossier": m.dossiers["en_evaluation"].reference}}
REQUETES = {
    "candidatures:pieces": {"emplacement": "kbis"},
}


def adresse(monde, nom, situation):
    """The path of one cell."""
    requete = REQUETES.get(nom)
    return lien(nom, *(arguments(monde, nom, situation) if noms_des_arguments(nom) else []), requete=requete)


def noms_des_arguments(nom):
    """The names of the arguments of an address."""
    espace, _, court = nom.rpartition(":")
    resolveur = get_resolver()
    if espace:
        resolveur = resolveur.namespace_dict[espace][1]
    return resolveur.reverse_dict.getlist(court)[0][0][0][1]


CONNEXION = "connexion"


def demander(monde, qui, methode, chemin, corps=None):
    """Send the request as that person, then undo it; returns the status, or CONNEXION when sent to sign in."""
    client = monde.navigateurs[qui]
    temoins = copy.copy(client.cookies)
    with le_monde.annule():
        reponse = client.get(chemin) if methode == "GET" else client.post(chemin, corps or {"champ": "inconnu"})
        if reponse.streaming:
            b"".join(reponse.streaming_content)
    client.cookies = temoins
    vers_la_connexion = reponse.status_code == 302 and urlsplit(reponse["Location"]).path == ADRESSE_DE_CONNEXION
    return CONNEXION if vers_la_connexion and qui == "anonyme" else reponse.status_code


def promis(nom, methode, qui, situation):
    """The answers that the table promises in this cell."""
    lignes = PAR_ADRESSE.get((nom, methode), [])
    servi = [li for li in lignes if qui in li.gens and (not li.situations or situation in li.situations)]
    if servi:
        statuts = set().union(*(ligne.statuts for ligne in servi))
        return statuts | ({CONNEXION} if qui == "anonyme" and 302 in statuts else set())
    absent = {404} if lignes else {404, 405}
    toutes = [ligne for m in METHODES for ligne in PAR_ADRESSE.get((nom, m), [])]
    if qui != "anonyme" or any(ligne.est_ouverte_a_tous for ligne in toutes):
        return absent
    return {CONNEXION} | absent if any(ligne.qui == "personne" for ligne in toutes) else {CONNEXION}


def situations_a_voir(nom, methode):
    """The situations in which an address is asked for."""
    if nom in DU_LABEL:
        return table.DOSSIERS["labellises"]
    if nom not in D_UN_DOSSIER and (":" not in nom or "reference" not in noms_des_arguments(nom)):
        return ("-",)
    if (nom, methode) in VUES_EN_TOUT:
        return le_monde.SITUATIONS
    if (nom, methode) not in PAR_ADRESSE:
        return ("en_evaluation",)
    if nom in ("evaluation:decision", "evaluation:decision_acte"):
        return ("en_evaluation", *table.DOSSIERS["labellises"])
    quelques = QUELQUES[nom.partition(":")[0]]
    return [s for s in quelques if s in table.DOSSIERS["deposes"]] if "depot" in nom else quelques


def personnes_a_voir(nom, methode):
    """Everybody, but for what does not depend on who asks: a public page, one's own account, a refused method."""
    groupes = {ligne.qui for ligne in PAR_ADRESSE.get((nom, methode), [])}
    return le_monde.PERSONNES if groupes - {"tous", "connectes", "personne"} else QUELQUES_UNS


def instant_de(situation):
    return le_monde.AVANT if situation in le_monde.SITUATIONS_AVANT else le_monde.ENSUITE


def cellules(monde, nom):
    """Every cell of an address: method, situation, person, with the clock and the path of each."""
    for methode in METHODES:
        for situation in situations_a_voir(nom, methode):
            with horloge.a(instant_de(situation)):
                chemin = adresse(monde, nom, situation)
                for qui in personnes_a_voir(nom, methode):
                    yield methode, situation, qui, chemin


@pytest.mark.parametrize("nom", sorted({ligne.nom for ligne in LIGNES}))
def test_chacun_recoit_ce_que_dit_la_table(monde, nom):
    fausses = []
    for methode, situation, qui, chemin in cellules(monde, nom):
        recu = demander(monde, qui, methode, chemin, nom in CORPS and CORPS[nom](monde))
        attendu = promis(nom, methode, qui, situation)
        if recu not in attendu:
            fausses.append(f"{methode} {situation}, {qui} : {recu} au lieu de {sorted(map(str, attendu))}")
    assert not fausses, "\n".join(fausses)


def test_chaque_adresse_a_sa_ligne():
    assert sorted(set(noms_du_resolveur()) ^ {ligne.nom for ligne in LIGNES}) == []


def test_chaque_vue_reservee_a_son_role_dans_la_table():
    """A guard of the test itself: the names of people and of situations are known ones."""
    connus = set(table.GENS) | set(le_monde.PERSONNES) | {"tous", "connectes", "personne"}
    assert {groupe for ligne in LIGNES for groupe in ligne.qui.split("+")} <= connus
    assert set(table.DOSSIERS["tous"]) == set(le_monde.SITUATIONS)
