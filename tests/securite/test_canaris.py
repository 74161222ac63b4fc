"""Words that stand in private fields only, sought in every page, file, export and mail that each person gets."""

import json

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier.boite import expedier, poster
from candidatures.lectures.mes_donnees import donnees_de
from evaluation.documents.livret import pdf_du_livret
from evaluation.lectures.exports import resultats_exportes
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.livret import dossiers_lus
from tests.securite import monde as le_monde
from tests.securite.test_table_des_acces import PAR_ADRESSE, adresse, instant_de, promis, situations_a_voir
from tests.socle import controle_pdf

pytestmark = pytest.mark.xdist_group("canaris")  # the site is walked once for all of them
EQUIPE, INSTRUCTION, LECTEURS = {"alice", "remi", "lise"}, {"agnes", "hugo", "oscar"}, {"mona", "paula", "hugo"}
# Who may meet each word somewhere; nobody else does, on any page.
PERMIS = {
    le_monde.CONTACT: EQUIPE | INSTRUCTION,
    le_monde.KBIS: EQUIPE | INSTRUCTION,
    le_monde.MEMOIRE: EQUIPE | LECTEURS,
    le_monde.PAGE_DU_KBIS: INSTRUCTION,
    le_monde.PAGE_DU_LOGO: LECTEURS,
    "LeSecretDuTour": EQUIPE | LECTEURS,
    le_monde.COMMENTAIRE: {"mona", "hugo"},
    le_monde.NOTE_PRIVEE: {"mona"},
    le_monde.EXAMEN: {"agnes", "hugo", "oscar"},
    le_monde.NOTE: {"agnes", "hugo"},
    le_monde.MESSAGE: EQUIPE | INSTRUCTION,
    le_monde.REPONSE: EQUIPE | INSTRUCTION,
    le_monde.DEPORT: {"agnes", "hugo"},
    le_monde.INVITEE: EQUIPE,
    le_monde.LETTRE: EQUIPE,
    le_monde.RIVALE: {"bruno", "agathe"},
    le_monde.SOUS_EMBARGO: EQUIPE | INSTRUCTION | LECTEURS | {"nora"},
}
# A juror's name: the commission and the Région know it, candidates and the public do not (T7).
SANS_NOM_DE_JURE = ("anonyme", *EQUIPE, "ancien", "bruno", "gilles", "elsa")
PARCOUREURS = ("anonyme", "alice", "bruno", "mona", "paula", "nora", "marc", "diane", "lea", "elsa", "agnes", "ines",
               "denis", "hugo", "agathe", "oscar", "adam", "dora", "gilles")  # fmt: skip
VOIENT_LE_PUBLIC = ("anonyme", "bruno")  # the public pages are the same for everybody: say it


def servies(nom_de_personne):
    """The addresses and situations that the table serves to that person by GET."""
    for nom, methode in sorted(PAR_ADRESSE):
        publique = any(ligne.est_ouverte_a_tous for ligne in PAR_ADRESSE[nom, methode])
        if methode == "GET" and ":" in nom and (nom_de_personne in VOIENT_LE_PUBLIC or not publique):
            for situation in situations_a_voir(nom, methode):
                if isinstance(next(iter(promis(nom, methode, nom_de_personne, situation) - {404, 405}), None), int):
                    yield nom, situation


def lire(reponse):
    """Everything that an answer carries: headers and body."""
    corps = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    return f"{reponse.headers}\n{corps.decode(errors='replace')}"


@pytest.fixture(scope="module")
def recus(monde):
    """{person: everything that the site answers to them}."""
    textes = {}
    for qui in PARCOUREURS:
        morceaux = []
        for nom, situation in servies(qui):
            with horloge.a(instant_de(situation)), le_monde.annule():
                morceaux.append(lire(monde.navigateurs[qui].get(adresse(monde, nom, situation))))
        textes[qui] = "\n".join(morceaux)
    return textes


@pytest.mark.parametrize("mot", PERMIS)
def test_le_mot_ne_parvient_qu_a_qui_peut_le_lire(recus, mot):
    lecteurs = {qui for qui, texte in recus.items() if mot in texte}
    assert lecteurs <= PERMIS[mot]
    assert lecteurs, "personne ne le lit : rien n’est prouvé"


@pytest.mark.parametrize("qui", [nom for nom in SANS_NOM_DE_JURE if nom in PARCOUREURS])
def test_t7_ni_candidat_ni_public_ne_lit_le_nom_d_un_jure(recus, qui):
    assert le_monde.NOM_DU_JURE in recus["agnes"]
    assert le_monde.NOM_DU_JURE not in recus[qui]


def test_l_export_ne_nomme_ni_jure_ni_contact_ni_piece(monde):
    _, _, contenu = resultats_exportes(monde.personnes["agnes"], monde.edition, le_monde.ENSUITE)
    texte = json.dumps(contenu, ensure_ascii=False)
    assert "Solution en_evaluation" in texte
    interdits = (le_monde.NOM_DU_JURE, le_monde.CONTACT, le_monde.KBIS, le_monde.MEMOIRE, le_monde.COMMENTAIRE)
    interdits += (le_monde.NOTE, le_monde.MESSAGE, le_monde.REPONSE)
    assert [mot for mot in interdits if mot in texte] == []


def test_l_export_d_un_agent_deporte_est_vide_de_ces_dossiers(monde):
    _, candidatures, contenu = resultats_exportes(monde.personnes["denis"], monde.edition, le_monde.ENSUITE)
    assert candidatures == []
    assert "Solution" not in json.dumps(contenu, ensure_ascii=False)


def livret_de(monde, qui):
    """What the booklet of that member says."""
    with horloge.a(le_monde.ENSUITE), le_monde.annule():
        siege = monde.personnes[qui].sieges.get(edition=monde.edition)
        lus = dossiers_lus(siege)
        return controle_pdf.texte(pdf_du_livret(siege, lus, grille_lue(monde.edition), le_monde.ENSUITE))


def test_le_livret_d_un_membre_ne_porte_que_le_dossier_technique(monde):
    lu = livret_de(monde, "mona")
    assert le_monde.MEMOIRE in lu
    interdits = (le_monde.CONTACT, le_monde.KBIS, le_monde.COMMENTAIRE, le_monde.NOTE_PRIVEE, le_monde.EXAMEN)
    interdits += (le_monde.NOTE, le_monde.MESSAGE, le_monde.REPONSE, le_monde.DEPORT, le_monde.RIVALE)
    assert [mot for mot in interdits if mot in lu] == []


@pytest.mark.parametrize("qui", ["diane", "marc", "nora", "lea"])
def test_le_livret_de_qui_ne_lit_rien_ne_porte_aucun_dossier(monde, qui):
    """Déportée, not signed, not declared, a link that nobody has decided on."""
    lu = livret_de(monde, qui)
    assert "Feuille de prise de notes" in lu
    assert [mot for mot in (le_monde.MEMOIRE, "Solution") if mot in lu] == []


@pytest.fixture(scope="module")
def courriels(monde):
    """Every mail about a dossier, sent to its team and, by mistake, to a rival and to a juror."""
    dossiers, mail.outbox = monde.dossiers, []
    objets = {
        "candidature_retiree": dossiers["retiree"].depots.get(), "irrecevable": dossiers["irrecevable"].depots.get(),
        "ineligible": dossiers["ineligible"].depots.get(), "disqualifiee": dossiers["disqualifiee"].depots.get(),
        "decision_favorable": dossiers["notifiee"].decision, "label_publie": monde.labels["publiee"],
        "message_de_la_region": dossiers["deposee"].messages.get(numero=2),
    }  # fmt: skip
    gens = [monde.personnes[nom] for nom in ("alice", "bruno", "mona")]
    for evenement, objet in objets.items():
        poster(evenement, objet=objet, a=gens, instant=le_monde.ENSUITE)
    expedier(le_monde.ENSUITE)
    return [
        (courriel.to[0], f"{courriel.subject}\n{courriel.body}\n{courriel.alternatives}") for courriel in mail.outbox
    ]


def test_un_courriel_ne_part_qu_a_qui_suit_le_dossier(courriels):
    assert len(courriels) >= 6
    assert {destinataire for destinataire, _ in courriels} == {"alice@exemple.fr"}


def test_aucun_courriel_ne_porte_le_contenu_d_un_dossier(courriels):
    textes = "\n".join(texte for _, texte in courriels)
    mots = [*PERMIS, le_monde.NOM_DU_JURE]
    assert [mot for mot in mots if mot in textes and mot != le_monde.SOUS_EMBARGO] == []


def test_la_copie_de_ses_donnees_porte_ses_messages_et_aucune_note(monde):
    for qui in ("alice", "lise"):
        with horloge.a(le_monde.ENSUITE):
            texte = json.dumps(donnees_de(monde.personnes[qui])[1], default=str, ensure_ascii=False)
        assert le_monde.MESSAGE in texte
        assert [mot for mot in (le_monde.NOTE, le_monde.EXAMEN, le_monde.DEPORT) if mot in texte] == []


def test_avant_la_cloture_un_fil_ne_dit_rien_du_dossier_a_la_region(monde):
    """R3: a reference and what the team wrote; neither its name, nor its title, nor who wrote."""
    dossier, textes = monde.dossiers["deposee_avant"], []
    for qui in ("agnes", "oscar"):
        for nom in ("pilotage:fils", "pilotage:messages"):
            with horloge.a(le_monde.AVANT), le_monde.annule():
                chemin = adresse(monde, nom, "deposee_avant") + ("?pile=tous" if nom == "pilotage:fils" else "")
                textes.append(lire(monde.navigateurs[qui].get(chemin)))
    for texte in textes:
        assert dossier.reference in texte
        assert le_monde.MESSAGE in texte or le_monde.REPONSE in texte
        mots = (dossier.titre, dossier.denomination, str(monde.personnes["alice"]), le_monde.NOTE, le_monde.CONTACT)
        assert [mot for mot in mots if mot in texte] == []
