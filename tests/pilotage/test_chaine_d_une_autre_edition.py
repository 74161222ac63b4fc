"""R50: the whole chain on a quite different call; nothing of the call of 2026 shows anywhere."""

import html
import json
import re
from datetime import timedelta
from itertools import cycle

import pytest
from django.core import mail
from django.core.management import call_command

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.boite import expedier
from amihr.fichiers.models import Fichier
from amihr.fichiers.stockage import lire
from amihr.habilitations.engagements import nommer, signer
from amihr.habilitations.exemplaires import produire_les_exemplaires
from amihr.habilitations.models import VersionNDA
from amihr.pilotage.chargement import charger
from candidatures.actes import deport, instruction, saisie
from candidatures.actes.accuses import produire_les_accuses
from candidatures.models import PieceJointe
from candidatures.regles.instruction import points_a_examiner
from catalogue.actes.labels import annoncer, delivrer, retirer
from catalogue.actes.macarons import produire_les_macarons
from catalogue.models import Label
from evaluation.actes import decision, notation, seance
from evaluation.actes.proces_verbaux import produire_les_pv
from evaluation.documents.tableurs import tableur
from evaluation.lectures import bareme_de, derniere_grille
from evaluation.lectures.exports import resultats_exportes
from tests.candidatures.gestes import deposer
from tests.fabriques.appels import RIVAGES, appel_de
from tests.fabriques.candidatures import FichierFactory
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.evaluation import SANS_PRESIDENCE
from tests.personnages import personne
from tests.securite.monde import annule
from tests.socle.controle_pdf import texte

pytestmark = pytest.mark.xdist_group("autre edition")  # its chain is run once for all of them
MOTS_DE_2026 = (
    "B.2",
    "Haute Résolution",
    "Haute résolution",
    "AMIHR",
    "AMI IDF HR",
    "22,2",
    "Île-de-France",
    "francilien",
)
REPONSES = {
    "siren": "000000018", "courriel": "porteur@rivage.example", "url_video": "https://videos.example.org/a",
    "url": "https://a.example.org/", "date": "2027-03-01", "entier": 3, "montant": 1000, "telephone": "0100000000",
}  # fmt: skip


def reponse(question, edition):
    """An answer that suits the question, whatever it is."""
    genre = question["type"]
    if genre == "thematique":
        return edition.thematiques.order_by("numero").first().slug
    if genre == "cas_usage":
        return [edition.thematiques.order_by("numero").first().cas_usage.first().code]
    if genre == "choix_multiple":
        return [question["choix"][0]["code"]]
    if genre in ("choix", "oui_non"):
        return question["choix"][0]["code"] if question["choix"] else "oui"
    if genre == "liste":
        return [{champ["code"]: reponse(champ, edition) for champ in question["sous_champs"]}]
    return REPONSES.get(genre, "Des laisses de mer, comptées chaque semaine.")


class Chaine:
    """One candidature of the call, from its draft to the withdrawal of its label, act after act."""

    def __init__(self, edition):
        self.edition = edition
        self.candidat = PersonneFactory(prenom="Alice", courriel="alice@rivage.example")  # no link with the others
        self.agent = personne("Agnes", roles=[Role.AGENT], totp=True)
        combien = max(2, edition.reglage("Q19", "quorum") or 0)
        self.membres = [personne(f"Membre{rang}", totp=True) for rang in range(combien)]

    def deposer(self):
        candidature = saisie.commencer(self.edition, par=self.candidat)
        for partie in self.edition.formulaire["parties"]:
            if partie["questions"]:
                reponses = {question["code"]: reponse(question, self.edition) for question in partie["questions"]}
                saisie.enregistrer(candidature, partie["slug"], reponses, par=self.candidat, revision=0)
        for piece in self.edition.formulaire["pieces"]:
            PieceJointe.objects.create(candidature=candidature, emplacement=piece["code"], fichier=FichierFactory(),
                                       jointe_le=horloge.maintenant(), par=self.candidat)  # fmt: skip
        self.depot = deposer(candidature, self.candidat)
        self.candidature = self.depot.candidature

    def engager(self):
        for membre, college in zip(self.membres, cycle(self.edition.colleges.order_by("ordre")), strict=False):
            nommer(self.edition, membre, college, par=self.agent, est_president=membre == self.membres[0])
        for public, gens in (("membre", self.membres), ("agent", [self.agent])):
            version = VersionNDA.objects.get(edition=self.edition, public=public)
            for qui in gens:
                signer(version, par=qui, nom_saisi=qui.nom_complet, methode="totp")

    def instruire(self):
        for examen, conclure in (("recevabilite", instruction.recevoir), ("eligibilite", instruction.admettre)):
            points = points_a_examiner(self.edition.formulaire, examen)
            instruction.examiner(self.candidature, examen, {p.code: ("conforme", "") for p in points}, par=self.agent)
            conclure(self.candidature, par=self.agent)

    def noter(self):
        notation.ouvrir(self.edition, [self.candidature.reference], par=self.agent)
        grille = derniere_grille(self.edition)
        for membre in self.membres:
            deport.declarer(self.edition, par=membre, aucun_lien=[self.candidature.reference])
            notes = dict.fromkeys(bareme_de(grille).cases, grille.echelle["maximum"])
            notation.enregistrer(self.candidature, notes, {}, par=membre, revision=0)
            notation.soumettre(self.candidature, par=membre)

    def decider(self, instant):
        self.seance = seance.ouvrir(self.edition, par=self.agent, jour=instant.date())
        sieges = self.edition.membres.values_list("pk", flat=True)
        seance.consigner_presences(self.seance, sieges, par=self.agent)
        for membre in self.membres:
            seance.voter(self.seance, self.candidature, "pour", par=membre)
        seance.arreter(self.seance, self.candidature, par=self.agent, sens="labellisee", valeur_ajoutee_reconnue=True,
                       valeur_ajoutee="Réelle", credibilite_reconnue=True, credibilite="Solide")  # fmt: skip
        seance.clore(self.seance, par=self.agent, motif=SANS_PRESIDENCE)
        decision.enregistrer_acte_signe(
            self.edition, [self.candidature.reference], par=self.agent, numero="2028-1", date=instant.date(),
            signataire_prenom="Ana", signataire_nom="Le Goff", signataire_qualite="Directrice", fichier=FichierFactory(),
        )  # fmt: skip

    def publier(self):
        references = [self.candidature.reference]
        decision.notifier(self.edition, references, par=self.agent, sans_voies_de_recours=True)
        delivrer(self.edition)
        decision.publier(self.edition, references, par=self.agent)
        annoncer(horloge.maintenant())
        self.label = Label.objects.get(candidature=self.candidature)

    def produire(self):
        """Everything that the worker makes: receipts, copies, minutes, badges, mails."""
        instant = horloge.maintenant()
        for tache in (produire_les_accuses, produire_les_exemplaires, produire_les_pv, produire_les_macarons, expedier):
            tache(instant)


@pytest.fixture(scope="module")
def chaine(django_db_setup, django_db_blocker, appel_de_2027):
    """The chain, run once; its pages and its productions are then looked at."""
    with django_db_blocker.unblock(), annule():
        mail.outbox = []
        edition = charger(appel_de_2027, courante=True)
        call_command("preparer_cachet", verbosity=0)
        with horloge.a(edition.ouverture_le + timedelta(days=2)):
            chaine = Chaine(edition)
            chaine.deposer()
            chaine.engager()
        with horloge.a(edition.cloture_le + timedelta(days=1)):
            chaine.instruire()
            chaine.noter()
        with horloge.a(edition.cloture_le + timedelta(days=60)):
            chaine.decider(horloge.maintenant())
            chaine.publier()
            chaine.produire()
            chaine.courriels = list(mail.outbox)
            yield chaine


@pytest.fixture(scope="module")
def appel_de_2027():
    return appel_de(RIVAGES)


def pages(chaine):
    """(person, address) of every page that the chain opens to somebody."""
    reference, code = chaine.candidature.reference, chaine.label.code
    dossier, region = f"/candidatures/{reference}/", "/region/"
    parties = [f"{dossier}{p['slug']}/" for p in chaine.edition.formulaire["parties"] if p["questions"]]
    fiche = chaine.label.fiche.slug
    publiques = ["", "reglement/", "criteres/", "calendrier/", "calendrier.ics", "contact/", "catalogue/", "plan-du-site/",
                 f"catalogue/{fiche}/", "catalogue.json", "catalogue.csv", f"catalogue/{fiche}.json", f"verifier/{code}/",
                 f"macaron/{code}.svg", f"verifier/depot/{chaine.depot.code}/", "mentions-legales/", "compte/connexion/"]  # fmt: skip
    candidat = ["/candidatures/", "/candidatures/nouvelle/", dossier, *parties, f"{dossier}pieces/", f"{dossier}verification/",
                f"{dossier}depots/1/", f"{dossier}historique/", f"{dossier}equipe/", f"{dossier}decision/",
                f"/laureats/{reference}/macaron/", "/compte/"]  # fmt: skip
    commission = ["/commission/", "/commission/engagement/", f"/commission/dossiers/{reference}/", "/commission/seance/",
                  f"/commission/seance/{chaine.seance.pk}/", "/commission/liens/"]  # fmt: skip
    agent = [region, f"{region}candidatures/", f"{region}candidatures/{reference}/", f"{region}commission/",
             f"{region}candidatures/{reference}/recevabilite/", f"{region}seances/", f"{region}decisions/", f"{region}edition/",
             f"{region}seances/{chaine.seance.pk}/animer/", f"{region}seances/{chaine.seance.pk}/classement/",
             f"{region}labels/", f"{region}labels/{code}/", f"{region}envois/", f"{region}exports/",
             f"{region}commission/engagements/"]  # fmt: skip
    return [*((None, f"/{p}") for p in publiques), *((chaine.candidat, p) for p in candidat),
            *((chaine.membres[0], p) for p in commission), *((chaine.agent, p) for p in agent)]  # fmt: skip


def absents(texte_lu):
    lu = re.sub(r"\s+", " ", html.unescape(texte_lu)).replace("\u202f", " ")
    return [mot for mot in MOTS_DE_2026 if mot in lu]


def test_la_chaine_va_jusqu_au_label(chaine):
    chaine.candidature.refresh_from_db()
    assert (chaine.candidature.etat, chaine.label.solution) == ("labellisee", chaine.candidature.titre)


def test_aucune_page_ne_porte_un_mot_de_2026(chaine, client):
    trouves = {}
    for qui, adresse in pages(chaine):
        client.logout()
        reponse = (connecter(client, qui) if qui else client).get(adresse)
        assert reponse.status_code == 200, (adresse, reponse.status_code)
        if mots := absents(f"{reponse.headers} {reponse.content.decode()}"):
            trouves[adresse] = mots
    assert trouves == {}


def test_aucun_document_ne_porte_un_mot_de_2026(chaine):
    pdf = [f for f in Fichier.objects.filter(nom__endswith=".pdf").order_by("nom") if not f.nom.startswith("piece-")]
    textes = {fichier.nom: texte(lire(fichier)) for fichier in pdf}
    assert {nom.partition("-")[0] for nom in textes} >= {"accuse", "proces"}
    assert chaine.candidature.reference in " ".join(textes.values())
    assert {nom: absents(lu) for nom, lu in textes.items() if absents(lu)} == {}


def test_aucun_courriel_ne_porte_un_mot_de_2026(chaine):
    assert len(chaine.courriels) >= 4
    assert {
        m.subject: absents(m.message().as_string() + m.body) for m in chaine.courriels if absents(m.body + m.from_email)
    } == {}
    assert all(m.subject.startswith(f"[{chaine.edition.prefixe_courriel}]") for m in chaine.courriels)


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_aucun_export_ne_porte_un_mot_de_2026(chaine, format_):
    _, _, contenu = resultats_exportes(chaine.agent, chaine.edition, horloge.maintenant())
    assert tableur(format_, contenu)
    assert absents(json.dumps(contenu, ensure_ascii=False)) == []
    assert contenu["grille"]["echelle"]["maximum"] == 4


def test_le_retrait_ne_porte_pas_un_mot_de_2026(chaine):
    mail.outbox = []
    with annule():
        retirer(chaine.label, motif="Engagement non tenu", par=chaine.agent)
        expedier(horloge.maintenant())
    (courriel,) = mail.outbox
    assert absents(courriel.body) == []
