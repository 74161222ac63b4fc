"""The whole demonstration, loaded by the real actes in the order of time, under the moved clock."""

from datetime import timedelta

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.fichiers import dessins
from amihr.fichiers.models import Fichier, Genre
from amihr.pilotage.chargement import charger
from amihr.pilotage.demo import agendas, gestes, personnes, temoin
from amihr.pilotage.demo.agendas import instant
from amihr.pilotage.demo.appels import appel_de
from amihr.pilotage.fictif.dossiers import courriel_du_porteur, dossiers
from amihr.pilotage.fictif.gestes import instruire
from amihr.pilotage.pret import viser
from amihr.pilotage.sauvegardes import noter
from amihr.socle.models import Sauvegarde
from candidatures.actes.instruction import disqualifier
from candidatures.models import Etat
from catalogue.actes.labels import delivrer, retirer

SEMAINE = timedelta(days=7)
UN_JOUR = timedelta(days=1)
# The finished call: who steps aside, and the link that the platform finds by itself.
LIEN_DECLARE = ("fatou.diarra@agglo-nord.example", "Canoptère")
LIEN_TROUVE = ("thierry.gallois@labo-lidar.example", "Sylvascan")
# The commission of the earlier call was smaller.
PAS_ENCORE_NOMMES = (
    "thierry.gallois@labo-lidar.example",
    "ines.benhamou@observatoire.example",
    "jeanne.ravel@departement.example",
    "claire.nguyen@transition.example",
    "bastien.ollivier@foncier.example",
)
ATTENDUS = 20  # dossiers, says the agent who signs that the call is ready
SECONDES_POUR_DESSINER = 30  # at most; the worker goes on from there
HEURE_DU_DERNIER = (23, 57, 41)


def charger_la_demonstration(aujourdhui):
    """Load accounts, then the three editions, from the oldest to the one open now; then give the clock back.

    Effects, in order: accounts, editions with all that happened in them, pages of the documents, remembered state.
    """
    try:
        horloge.a(instant(agendas.agenda_ancien(aujourdhui).ouverture - 4 * SEMAINE))
        personnes.ouvrir_les_comptes()
        for charger_une_edition in (_ancienne, _finie, _ouverte):
            charger_une_edition(aujourdhui)
    finally:
        horloge.reprendre()
    _dessiner_les_documents()
    temoin.prendre()
    temoin.marquer()


def _dessiner_les_documents():
    """What a scene shows is there at once: after one, the worker has much else to make first."""
    documents = Fichier.objects.filter(genre__in=(Genre.MEMOIRE, Genre.ANNEXE))
    dessins.prevoir(documents, instant=horloge.maintenant())
    dessins.dessiner(SECONDES_POUR_DESSINER)


def est_chargee():
    """Whether the load went to its end."""
    return temoin.est_pris() and Personne.objects.filter(courriel=_premier_compte()).exists()


def _premier_compte():
    return personnes.ecrites()["personnel"][0]["courriel"]


# --- The three editions -------------------------------------------------------------------------------------


def _ancienne(aujourdhui):
    agenda = agendas.agenda_ancien(aujourdhui)
    edition, agnes = _preparer(agenda, sauf=PAS_ENCORE_NOMMES)
    suivis = dossiers("ancienne")
    candidatures = _recevoir_les_depots(edition, agenda, suivis)
    _instruire(agenda, candidatures, suivis, agnes)
    _evaluer(edition, agenda, candidatures, suivis, agnes)
    for rang, jour in ((1, agendas.premier_acte(aujourdhui)), (2, agendas.second_acte(aujourdhui))):
        _decider(
            edition,
            jour - 2 * UN_JOUR,
            jour,
            f"{jour.year}-HR-{rang:02}",
            candidatures,
            [d for d in suivis if d["reunion"] == rang],
            agnes,
        )
        horloge.a(instant(jour + SEMAINE, 11, 0))
        gestes.publier(edition, par=agnes)
    return edition


def _finie(aujourdhui):
    agenda = agendas.agenda_fini(aujourdhui)
    edition, agnes = _preparer(agenda)
    suivis = dossiers("finie-1", "finie-2", "finie-3")
    candidatures = _recevoir_les_depots(edition, agenda, suivis)
    _instruire(agenda, candidatures, suivis, agnes)
    _evaluer(edition, agenda, candidatures, suivis, agnes)
    _decider(
        edition,
        agenda.commission,
        agenda.commission,
        f"{agenda.annee}-HR-01",
        candidatures,
        [d for d in suivis if "valeur_ajoutee" in d],
        agnes,
    )
    horloge.a(instant(agenda.publication, 11, 0))
    gestes.publier(edition, par=agnes)
    _retirer_un_label(edition, suivis, aujourdhui, agnes)
    return edition


def _ouverte(aujourdhui):
    agenda = agendas.agenda_ouvert(aujourdhui)
    edition, agnes = _preparer(agenda)
    for rang, dossier in enumerate(dossiers("ouverte")):
        horloge.a(instant(aujourdhui - timedelta(days=dossier.get("jours", 4) + 2), 9 + rang, 12))
        sauf = ("attestation_fiscale",) if dossier["issue"] == "brouillon_presque_complet" else ()
        candidature = gestes.commencer(edition, dossier, sauf)
        if "jours" in dossier:
            horloge.a(instant(aujourdhui - timedelta(days=dossier["jours"]), 10 + rang, 41, 7 * rang))
            gestes.deposer(candidature)
        gestes.correspondre(candidature, dossier.get("fil", ()), par=agnes)
    for genre in Sauvegarde.Genre:  # the night before: what production notes by itself
        horloge.a(instant(aujourdhui - UN_JOUR, 23, 30))
        noter(genre)
    return edition


# --- Their moments ------------------------------------------------------------------------------------------


def _preparer(agenda, sauf=()):
    """Load the edition before its opening, sign that it is ready, seat its commission (save some), have the agents sign."""
    horloge.a(instant(agenda.ouverture - 3 * SEMAINE))
    edition = charger(appel_de(agenda), courante=True)
    agnes = personnes.agente()
    horloge.a(instant(agenda.ouverture - UN_JOUR, 16, 40))
    viser(edition, par=agnes, attendus=ATTENDUS, adresses_d_essai=True)  # its mails reach nobody, and it says so
    horloge.a(instant(agenda.ouverture + UN_JOUR))
    gestes.publier_le_reglement(edition, par=agnes)
    horloge.a(instant(agenda.ouverture + SEMAINE))
    personnes.composer_la_commission(edition, par=agnes, sauf=sauf)
    personnes.engager_les_agents(edition)
    return edition, agnes


def _recevoir_les_depots(edition, agenda, suivis):
    """Every candidature of a finished call, begun and filed at its own hour; returns them by key."""
    candidatures = {}
    for rang, dossier in enumerate(suivis):
        horloge.a(instant(agenda.ouverture + timedelta(days=2 + rang), 9 + rang % 9, 5 + rang))
        candidatures[dossier["cle"]] = gestes.commencer(edition, dossier)
    for rang, dossier in enumerate(suivis):
        candidature = candidatures[dossier["cle"]]
        _deposer_a_son_heure(agenda, candidature, dossier, rang)
    return candidatures


def _deposer_a_son_heure(agenda, candidature, dossier, rang):
    if dossier["issue"] == "brouillon":
        horloge.a(instant(agenda.cloture + UN_JOUR, 0, 0, 12))
        gestes.tenter_trop_tard(candidature)
        return
    jour = agenda.cloture - timedelta(days=len(dossier["titre"]) % 6)
    heure = HEURE_DU_DERNIER if jour == agenda.cloture and rang % 2 else (10 + rang % 8, 3 * rang % 60, 11 * rang % 60)
    horloge.a(instant(jour, *heure))
    gestes.deposer(candidature)
    if dossier["issue"] == "retiree":
        horloge.a(instant(agenda.cloture, 16, 20))
        gestes.retirer(candidature)
    elif rang == 0:  # a second version, an hour before the closing: the last one counts
        horloge.a(instant(agenda.cloture, 22, 48, 33))
        gestes.deposer(candidature)


def _instruire(agenda, candidatures, suivis, agnes):
    for rang, dossier in enumerate(suivis):
        candidature = gestes.relire(candidatures[dossier["cle"]])
        if candidature.etat == Etat.DEPOSEE:
            horloge.a(instant(agenda.cloture + 2 * UN_JOUR, 9 + rang // 6, 10 * (rang % 6)))
            instruire(candidature, dossier, par=agnes)


def _evaluer(edition, agenda, candidatures, suivis, agnes):
    """Undertakings, links of interest, grids; then the disqualification."""
    seances = personnes.membres(edition)
    horloge.a(instant(agenda.cloture + 3 * UN_JOUR, 14, 0))
    for qui in seances:
        personnes.engager(edition, qui)
    _tenir_les_liens(edition, candidatures, agnes)
    gestes.ouvrir_l_evaluation(edition, par=agnes)
    par_courriel = {ecrite["courriel"]: ecrite for ecrite in personnes.ecrites()["commission"]}
    for rang, qui in enumerate(seances):
        horloge.a(instant(agenda.cloture + timedelta(days=6 + rang % 5), 8 + rang, 25))
        for dossier in suivis:
            candidature = gestes.relire(candidatures[dossier["cle"]])
            if candidature.etat == Etat.EN_EVALUATION and peut_noter(qui, dossier, candidature):
                gestes.noter(candidature, dossier, qui, par_courriel[qui.courriel]["severite"])
    for dossier in suivis:
        if dossier["issue"] == "disqualifiee":
            horloge.a(instant(agenda.cloture + 12 * UN_JOUR, 11, 0))
            disqualifier(candidatures[dossier["cle"]], dossier["motif"], par=agnes)


def peut_noter(qui, dossier, candidature):
    """Whether a member may score a dossier: not when they stepped aside."""
    return not candidature.deports.filter(personne=qui, leve_le=None).exists()


def _tenir_les_liens(edition, candidatures, agnes):
    for candidature in candidatures.values():
        if candidature.titre == LIEN_TROUVE[1]:
            gestes.deporter(candidature, personnes.personne(LIEN_TROUVE[0]), par=agnes,
                            raison="Son laboratoire est membre du consortium.")  # fmt: skip
    for qui in personnes.membres(edition):
        courriel, titre = LIEN_DECLARE
        liens = {titre: ("contrat", "Notre agglomération est cliente.")} if qui.courriel == courriel else {}
        gestes.declarer(edition, qui, liens)


def _decider(edition, reunie_le, signe_le, numero, candidatures, decides, agnes):
    """The meeting, the signed act, the letters, the labels."""
    horloge.a(instant(reunie_le, 9, 30))
    reunion = gestes.ouvrir_la_seance(edition, reunie_le, par=agnes, absents=("bastien.ollivier@foncier.example",))
    for rang, dossier in enumerate(decides):
        horloge.a(instant(reunie_le, 10, 3 * rang))
        gestes.arreter(reunion, gestes.relire(candidatures[dossier["cle"]]), dossier, par=agnes)
    horloge.a(instant(reunie_le, 12, 40))
    gestes.clore_la_seance(reunion)
    horloge.a(instant(signe_le, 17, 15))
    gestes.signer_l_acte(edition, signe_le, numero, par=agnes)
    horloge.a(instant(signe_le + UN_JOUR, 10, 0))
    gestes.notifier(edition, par=agnes)
    delivrer(edition, par=agnes)


def _retirer_un_label(edition, suivis, aujourdhui, agnes):
    a_retirer = next(dossier for dossier in suivis if "retrait" in dossier)
    label = edition.labels.get(solution=a_retirer["titre"])
    horloge.a(instant(aujourdhui - timedelta(days=7), 15, 0))
    retirer(label, motif=a_retirer["retrait"], par=agnes)


# --- The accounts, for whoever starts the demonstration -----------------------------------------------------


def comptes_a_montrer():
    """The accounts worth knowing, each with its role in words: staff, some members, two candidates."""
    ecrites = personnes.ecrites()
    commission = ecrites["commission"]
    montres = [(ecrite["titre"], ecrite["courriel"]) for ecrite in ecrites["personnel"]]
    montres += [("Présidente de la commission", commission[0]["courriel"]), ("Membre de la commission", commission[2]["courriel"]),
                ("Agent et membre de la commission", commission[6]["courriel"])]  # fmt: skip
    montres += [("Candidate labellisée", courriel_du_porteur(dossiers("finie-1")[0]))]
    montres += [("Candidate, appel ouvert", courriel_du_porteur(dossiers("ouverte")[-1]))]
    return montres
