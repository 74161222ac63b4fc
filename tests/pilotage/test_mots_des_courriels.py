"""The words of the mails: refused when they would mislead, shown whole before they are saved, sent as they are written."""

import pytest

from amihr.courrier.boite import poster
from amihr.courrier.compositeur import compositeur_de
from amihr.courrier.models import Courrier
from amihr.editions.erreurs import AppelInvalide
from amihr.editions.models import Texte
from amihr.editions.mots_des_courriels import PARAGRAPHES
from amihr.editions.textes_attendus import exiger_envoyable
from amihr.pilotage.chargement import charger
from amihr.pilotage.exemples import apercu_du_courriel
from amihr.pilotage.fichier import document, relire
from amihr.socle.textes import espacer
from candidatures.actes.equipe import inviter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de

COMPLET, INVITATION = "courriel.rappel_complet", "courriel.invitation_equipe"


def adresse(code):
    return f"/region/edition/textes/{code}/"


def ecrire(client, edition, code, contenu, **autres):
    edition.refresh_from_db()
    return client.post(adresse(code), {"contenu": contenu, "revision": edition.revision, **autres})


@pytest.mark.parametrize(
    ("code", "contenu", "raison"),
    [
        (COMPLET, "Il vous reste {delai}.", "Rien ne remplacera {delai}."),
        (COMPLET, "Il vous reste {expire_le}.", "Rien ne remplacera {expire_le}."),
        (INVITATION, "Rejoignez-nous.", "Ce courriel doit dire {expire_le}"),
        ("courriel.annonce_reprise", "L’appel reprend.", "Ce courriel doit dire {cloture}"),
    ],
)
@pytest.mark.parametrize("geste", [{}, {"apercu": "1"}])
def test_un_mot_inconnu_ou_oublie_est_refuse(client, agnes, edition, pendant, code, contenu, raison, geste):
    reponse = ecrire(connecter(client, agnes), edition, code, contenu, **geste)
    assert (reponse.status_code, mots_de(reponse).count(raison)) == (422, 2)
    assert not Texte.objects.filter(code=code).exists()


@pytest.mark.parametrize("qui", ["alice", "mona", "adam"])
def test_seuls_la_region_et_l_operateur_les_ecrivent(client, request, oscar, edition, pendant, qui):
    assert connecter(client, oscar).get(adresse(COMPLET)).status_code == 200
    connecter(client, request.getfixturevalue(qui))
    assert ecrire(client, edition, COMPLET, "Autre chose.").status_code == 404
    assert not Texte.objects.filter(code=COMPLET).exists()


def test_un_texte_jamais_ecrit_montre_celui_d_origine(client, agnes, edition, pendant):
    page = mots_de(connecter(client, agnes).get(adresse(INVITATION)))
    assert page.count("Le lien sert une seule fois") == 2
    assert "{expire_le} (obligatoire)" in page
    assert "D’origine" in mots_de(client.get("/region/edition/courriels/"))


def test_l_apercu_montre_le_courriel_entier_et_n_enregistre_rien(client, agnes, edition, pendant):
    page = mots_de(ecrire(connecter(client, agnes), edition, COMPLET, "Encore {reste}.", apercu="1"))
    assert "complet mais non déposé, clôture dans 2 jours" in page
    assert "Rien n’est déposé tant que vous n’avez pas utilisé le bouton « Déposer la candidature »." in page
    assert "Encore dans 2 jours." in page
    assert not Texte.objects.filter(code=COMPLET).exists()


@pytest.mark.parametrize("code", PARAGRAPHES)
def test_chaque_courriel_se_voit_en_entier(edition, code):
    voulu = "Mots : " + " ".join(f"{{{mot}}}" for mot in sorted(PARAGRAPHES[code].mots))
    sujet, texte = apercu_du_courriel(edition, code, voulu)
    assert sujet.startswith(f"[{edition.prefixe_courriel}]")
    assert espacer("Mots : ") in texte
    assert "{" not in texte


@pytest.mark.parametrize("code", PARAGRAPHES)
def test_les_mots_d_origine_seraient_acceptes(edition, code):
    exiger_envoyable(code, PARAGRAPHES[code].defaut)
    assert compositeur_de(PARAGRAPHES[code].evenement)


def parties(courrier):
    message = compositeur_de(courrier.evenement).composer(courrier, PENDANT)
    return message.body, message.alternatives[0][0]


def test_le_courriel_part_avec_les_mots_ecrits(client, agnes, edition, depose, alice, pendant):
    connecter(client, agnes)
    ecrire(
        client, edition, "courriel.candidature_retiree", "Merci pour {reference} : [l’appel](/appel/).\n\n- À bientôt"
    )
    [courrier] = poster("candidature_retiree", objet=depose.depots.get(), a=[alice], instant=PENDANT)
    texte, html = parties(courrier)
    assert "Elle ne sera pas examinée." in texte
    assert f"Merci pour {depose.reference}\u00a0: l’appel (/appel/).\n\n- À bientôt" in texte
    assert (
        f'Merci pour {depose.reference}\u00a0: <a href="/appel/">l’appel</a>.</p>\n<ul><li>À bientôt</li></ul>' in html
    )
    assert "Vous pouvez la déposer de nouveau" not in texte + html


def test_une_valeur_ne_forge_aucun_lien(edition, dossier, alice, pendant):
    Texte.objects.create(edition=edition, code=INVITATION, contenu="{invitant}, jusqu’au {expire_le}.")
    alice.prenom, alice.nom = "[ici](https://piege.example)", "<b>{reference}</b>"
    alice.save()
    inviter(dossier, par=alice, courriel="nina@exemple.fr", droit="lire")
    _, html = parties(Courrier.objects.get(evenement="invitation_equipe"))
    assert "[ici](https://piege.example) &lt;b&gt;{reference}&lt;/b&gt;, jusqu’au" in html
    assert 'href="https://piege.example"' not in html


def test_vide_le_texte_redevient_celui_d_origine(client, agnes, edition, depose, alice, pendant):
    Texte.objects.create(edition=edition, code="courriel.candidature_retiree", contenu="Autre chose.")
    assert ecrire(connecter(client, agnes), edition, "courriel.candidature_retiree", " ").status_code == 302
    [courrier] = poster("candidature_retiree", objet=depose.depots.get(), a=[alice], instant=PENDANT)
    for partie in parties(courrier):
        assert "Vous pouvez la déposer de nouveau jusqu’à la clôture." in partie
        assert "Autre chose." not in partie


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "contenu", "raison"),
    [
        ("lettre.labellisee", "", "Cette lettre partirait vide"),
        ("lettre.labellisee", "Bonjour {societe}", "Rien ne remplacera {societe}"),
        (INVITATION, "Rejoignez-nous.", "Ce courriel doit dire {expire_le}"),
    ],
)
def test_le_fichier_est_refuse_avec_la_meme_raison(appel_2027, code, contenu, raison):
    ecrit = document(charger(appel_2027))
    with pytest.raises(AppelInvalide, match=raison):
        relire(ecrit | {"textes": ecrit["textes"] | {code: contenu}})
