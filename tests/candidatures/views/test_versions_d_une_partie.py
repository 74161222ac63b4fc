"""The past of a part: saves gathered, what each changed, an old version taken back, never over somebody else's text."""

from datetime import timedelta

import pytest
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from candidatures.actes import equipe, instruction, partage, saisie
from candidatures.models import Equipier, Examen, RevisionSection, Section
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def idriss(dossier, pendant):
    idriss = personne("Idriss")
    Equipier.objects.create(candidature=dossier, personne=idriss, droit="rediger", depuis=pendant)
    return idriss


@pytest.fixture
def lire(client, alice, dossier):
    def lire(suite="", qui=alice):
        return connecter(client, qui).get(f"/candidatures/{dossier.reference}/historique/{suite}")

    return lire


def ecrire(dossier, par, minutes, partie="solution", **reponses):
    """Save these answers at that minute, from the latest revision."""
    numero = Section.objects.get(candidature=dossier, partie=partie).numero
    with horloge.a(PENDANT + timedelta(minutes=minutes)):
        return saisie.enregistrer(dossier, partie, reponses, par=par, revision=numero).section


def reprendre(client, dossier, numero, revision, partie="solution"):
    adresse = f"/candidatures/{dossier.reference}/historique/{partie}/{numero}/"
    return client.post(adresse, {"revision": revision}, follow=True)


def contenu(dossier, partie="solution"):
    return Section.objects.get(candidature=dossier, partie=partie).contenu


def test_l_historique_d_un_brouillon_ou_rien_n_est_ecrit_s_ouvre(lire, dossier):
    RevisionSection.objects.filter(section__candidature=dossier).delete()
    assert lire().status_code == 200


# --- Refusals
@pytest.mark.parametrize(
    "suite", ["solution/99/", "inconnue/1/", "pieces/1/", "solution/1/?depuis=1", "solution/1/?depuis=7", "?sur=autre"]
)
def test_ce_qui_n_existe_pas_ne_s_ouvre_pas(lire, dossier, suite):
    assert lire(suite).status_code == 404


def test_la_version_d_un_autre_dossier_ne_s_ouvre_ni_ne_se_reprend(client, dossier, bruno, pendant):
    connecter(client, bruno)
    adresse = f"/candidatures/{dossier.reference}/historique/solution/1/"
    assert (client.get(adresse).status_code, client.post(adresse).status_code) == (404, 404)


def test_qui_ne_peut_que_lire_ne_reprend_rien(client, lire, dossier, alice, pendant):
    chloe = personne("Chloe")
    Equipier.objects.create(candidature=dossier, personne=chloe, droit="lire", depuis=pendant)
    ecrire(dossier, alice, 1, titre="Nouveau")
    page = mots_de(lire("solution/1/", chloe))
    assert "Votre droit ne permet pas de rédiger" in page
    assert reprendre(client, dossier, 1, 2).status_code == 403
    assert contenu(dossier)["titre"] == "Nouveau"


def test_reprendre_ne_recouvre_pas_ce_qu_un_autre_vient_d_ecrire(client, lire, dossier, alice, idriss):
    ecrire(dossier, alice, 1, titre="Deuxième", resume="Résumé d’Alice")
    ecrire(dossier, idriss, 2, titre="Celui d’Idriss")
    connecter(client, alice)
    page = mots_de(reprendre(client, dossier, 1, 2))  # drawn before Idriss saved
    assert "laissé tel quel : « Titre »" in page
    assert contenu(dossier)["titre"] == "Celui d’Idriss"


# --- What it does
def test_reprendre_est_un_enregistrement_comme_un_autre(client, lire, dossier, alice):
    ancien = contenu(dossier)
    ecrire(dossier, alice, 1, titre="Nouveau", resume="Ajouté après")
    page = mots_de(lire("solution/1/"))
    assert "Reprendre cette version" in page
    assert "Ajouté après" in page
    assert "est reprise dans le brouillon" in mots_de(reprendre(client, dossier, 1, 2))
    assert {code: valeur for code, valeur in contenu(dossier).items() if valeur} == ancien
    derniere = RevisionSection.objects.filter(section__candidature=dossier, section__partie="solution").last()
    assert (derniere.numero, derniere.par) == (3, alice)


def test_ce_que_contient_le_brouillon_n_est_pas_a_reprendre(lire, dossier):
    page = mots_de(lire("solution/1/"))
    assert "C’est ce que le brouillon contient aujourd’hui" in page
    assert "rien n’était écrit avant" in page


def test_les_enregistrements_d_une_personne_se_lisent_en_une_ligne(lire, dossier, alice, idriss):
    for minute in range(20, 29):
        ecrire(dossier, alice, minute, titre=f"Titre {minute}")
    ecrire(dossier, idriss, 29, titre="D’Idriss")
    ecrire(dossier, alice, 30, titre="Encore")
    ecrire(dossier, alice, 41, titre="Plus tard")
    page = mots_de(lire("?sur=solution"))
    assert "9 enregistrements de 11 h 02 à 11 h 10" in page
    assert [page.count(f"Réponses enregistrées à {h}") for h in ("11 h 11", "11 h 12", "11 h 23", "10 h 42")] == [
        1,
        1,
        1,
        1,
    ]


def test_une_ligne_s_ouvre_sur_ce_qu_elle_a_change(lire, dossier, alice, client):
    ecrire(dossier, alice, 20, titre="Un")
    ecrire(dossier, alice, 21, titre="Un Deux")
    html = lire("?sur=solution").content.decode()
    assert f"/candidatures/{dossier.reference}/historique/solution/3/?depuis=1" in html
    page = mots_de(client.get(f"/candidatures/{dossier.reference}/historique/solution/3/?depuis=1"))
    assert "supprimé : Canoptère" in page
    assert "ajouté : Un Deux" in page


def test_le_filtre_ne_montre_que_sa_partie(lire, dossier, alice):
    ecrire(dossier, alice, 20, partie="memoire", memoire="Un texte")
    tableau = mots_de(lire("?sur=memoire")).partition("Quoi")[2]
    assert "Réponses enregistrées à 11 h 02" in tableau
    assert "Fichier joint" not in tableau
    assert "Solution" not in tableau


# --- The team and its links
def test_l_equipe_et_ses_liens_laissent_une_trace(client, lire, dossier, alice, idriss):
    lien = partage.partager(dossier, pour_qui="Maître Durand", jours=7, par=alice)
    partage.revoquer(dossier, lien.pk, par=alice)
    equipe.inviter(dossier, "zoe@exemple.fr", "lire", par=alice)
    place = dossier.equipiers.get(personne=idriss)
    equipe.changer_droit(dossier, place.pk, "lire", par=alice)
    equipe.quitter(dossier, par=idriss)
    page = mots_de(lire("?sur=equipe"))
    attendus = [
        "A créé un lien pour « Maître Durand »",
        "A révoqué le lien pour « Maître Durand »",
        "A invité zoe@exemple.fr (Lire)",
        "A donné à Idriss Essai le droit : Lire",
        "Idriss Essai Équipe A quitté l’équipe",
    ]
    assert [mot for mot in attendus if mot not in page] == []
    liens = mots_de(client.get(f"/candidatures/{dossier.reference}/liens/"))
    assert "Liens fermés Maître Durand : créé par Alice Essai" in liens
    assert "révoqué le 4 mai 2026" in liens


def test_une_adresse_invitee_deux_fois_n_a_que_la_derniere_invitation_avec_son_droit(client, dossier, alice, pendant):
    for droit in ("deposer", "lire"):
        equipe.inviter(dossier, "zoe@exemple.fr", droit, par=alice)
    page = mots_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/equipe/"))
    assert "zoe@exemple.fr (Lire), jusqu’au 11 mai 2026" in page
    assert page.count("zoe@exemple.fr (") == 1


def test_un_lien_ferme_dit_si_c_est_a_son_echeance_ou_au_depart_de_qui_l_a_cree(
    client, dossier, alice, idriss, pendant
):
    dossier.equipiers.filter(personne=idriss).update(droit="deposer")
    partage.partager(dossier, pour_qui="Maître Durand", jours=1, par=idriss)
    partage.partager(dossier, pour_qui="Une associée", jours=7, par=idriss)
    with horloge.a(pendant + timedelta(days=2)):
        equipe.quitter(dossier, par=idriss)
        page = mots_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/liens/"))
    assert "10 h 42, fermé à son échéance, le 5 mai 2026 à 10 h 42" in page.partition("Maître Durand")[2][:200]
    depart = "10 h 42, fermé au départ de cette personne, le 6 mai 2026 à 10 h 42"
    assert depart in page.partition("Une associée")[2][:200]


def test_ce_que_fait_l_instruction_n_y_est_pas(lire, depose, dossier, agnes, alice, apres):
    points = {p.code: ("conforme", "") for p in points_a_examiner(depose.edition.formulaire, Examen.RECEVABILITE)}
    instruction.examiner(depose, "recevabilite", points, par=agnes)
    instruction.recevoir(depose, par=agnes)
    assert Role.AGENT in agnes.roles_actifs
    page = mots_de(lire().client.get(f"/candidatures/{depose.reference}/historique/"))
    assert "Agnes" not in page
    assert "ecevab" not in page


def test_l_historique_se_lit_page_par_page(lire, dossier, alice):
    for rang in range(35):
        ecrire(dossier, alice, 20 + 11 * rang, titre=f"Titre {rang}")
    assert mots_de(lire("?sur=solution")).count("Réponses enregistrées") == 30
    assert mots_de(lire("?sur=solution&page=2")).count("Réponses enregistrées") == 6


def test_un_acces_perdu_ferme_l_historique(lire, dossier, idriss, alice):
    assert lire(qui=idriss).status_code == 200
    equipe.retirer_equipier(dossier, dossier.equipiers.get(personne=idriss).pk, par=alice)
    assert lire(qui=idriss).status_code == 404
    with pytest.raises(Http404):
        equipe.quitter(dossier, par=idriss)


def test_le_premier_enregistrement_d_une_partie_montre_tout_ce_qui_y_vint(client, alice, dossier):
    """Every question appears: none of them stood in what was there before."""
    ecrire(dossier, alice, 1, titre="Canoptère")
    adresse = f"/candidatures/{dossier.reference}/historique/solution/1/?depuis=0"
    assert "Canoptère" in mots_de(connecter(client, alice).get(adresse))
