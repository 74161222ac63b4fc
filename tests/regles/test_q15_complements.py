"""Q15: after the closing, formal pieces only, listed, with a deadline, the same for all, beside the last version."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import date_heure
from candidatures.acces import Action, acces, consulter_complement
from candidatures.actes import complement as actes
from candidatures.models import Candidature, Complement, PieceDeComplement
from tests.corpus.documents import pdf
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import APRES

DEMAIN = APRES + timedelta(days=5)
UNE_SECONDE = timedelta(seconds=1)


@pytest.fixture
def ouverts(edition, apres):
    """The edition opens the complements."""
    edition.reglages = edition.reglages | {"Q15": {"complements": True, "delai_jours": 10}}
    edition.save()
    return edition


def demander(edition, par, *dossiers, **changes):
    options = {"article": "D", "motif": "Le Kbis est illisible.", "derniere_minute": DEMAIN} | changes
    pieces = options.pop("pieces", ["kbis"])
    return actes.demander(edition, [dossier.reference for dossier in dossiers], pieces, par=par, **options)


@pytest.fixture
def demande(ouverts, agnes, depose):
    """Alice is asked for her Kbis again, until ``DEMAIN``."""
    return demander(ouverts, agnes, depose)[0]


def joindre(complement, par, emplacement="kbis"):
    return actes.joindre(complement, emplacement, SimpleUploadedFile("kbis.pdf", pdf()), par=par)


def refus_de(fonction, *arguments, **options):
    with pytest.raises(ActeRefuse) as refus:
        fonction(*arguments, **options)
    return refus.value.code


def evenements(personne):
    return set(Courrier.objects.filter(personne=personne).order_by().values_list("evenement", flat=True))


def test_ferme_par_defaut_rien_n_est_demande(edition, agnes, depose, apres):
    assert refus_de(demander, edition, agnes, depose) == "complements_fermes"
    assert not Complement.objects.exists()


def test_une_selection_vide_ne_demande_rien_a_personne(ouverts, agnes, depose):
    assert refus_de(demander, ouverts, agnes) == "complement_sans_dossier"


@pytest.mark.parametrize("piece", ["memoire", "annexe", "inconnue"])
def test_seule_une_piece_formelle_se_demande(ouverts, agnes, depose, piece):
    assert refus_de(demander, ouverts, agnes, depose, pieces=[piece]) == "complement_formel"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pieces": []}, "complement_sans_piece"),
        ({"motif": " "}, "complement_motif"),
        ({"article": ""}, "complement_motif"),
        ({"derniere_minute": APRES - timedelta(minutes=2)}, "complement_delai"),
    ],
)
def test_il_faut_des_pieces_un_article_un_motif_un_delai(ouverts, agnes, depose, changes, code):
    assert refus_de(demander, ouverts, agnes, depose, **changes) == code


def test_avant_la_cloture_rien_ne_se_demande(ouverts, agnes, depose):
    with horloge.a(APRES - timedelta(days=3)), pytest.raises(Http404):
        demander(ouverts, agnes, depose)


def test_un_dossier_juge_ne_recoit_plus_de_demande(ouverts, agnes, depose):
    Candidature.objects.update(etat="ineligible")
    assert refus_de(demander, ouverts, agnes, depose) == "complement_hors_instruction"


def test_l_operateur_et_le_membre_ne_demandent_rien(ouverts, oscar, mona, depose):
    for personne in (oscar, mona):
        with pytest.raises(Http404):
            demander(ouverts, personne, depose)


def test_le_meme_complement_est_demande_a_tous_ou_a_aucun(demande, ouverts, agnes):
    autre = CandidatureFactory(edition=ouverts, deposee=True)
    assert refus_de(demander, ouverts, agnes, autre, demande.candidature) == "complement_deja"
    assert not autre.complements.exists()
    troisieme = CandidatureFactory(edition=ouverts, deposee=True)
    lots = {complement.lot for complement in demander(ouverts, agnes, autre, troisieme)}
    assert len(lots) == 1


def test_l_equipe_est_prevenue_et_repond_a_la_derniere_seconde(demande, alice):
    assert evenements(alice) == {"complement_demande"}
    with horloge.a(demande.echeance_le - UNE_SECONDE):
        joindre(demande, alice)
        actes.envoyer(demande, par=alice)
    assert evenements(alice) == {"complement_demande", "complement_recu"}


def test_passe_l_echeance_rien_n_est_joint_ni_envoye(demande, alice):
    joindre(demande, alice)
    with horloge.a(demande.echeance_le):
        assert refus_de(joindre, demande, alice) == "complement_echu"
        assert refus_de(actes.envoyer, demande, par=alice) == "complement_echu"
    assert PieceDeComplement.objects.count() == 1


def test_une_piece_non_demandee_n_est_pas_recue(demande, alice):
    with pytest.raises(Http404):
        joindre(demande, alice, "fiscal")


def test_un_rival_ne_joint_rien(demande, bruno):
    with pytest.raises(Http404):
        joindre(demande, bruno)


def test_un_complement_vide_ne_s_envoie_pas(demande, alice):
    assert refus_de(actes.envoyer, demande, par=alice) == "complement_vide"


def test_un_complement_envoye_ne_change_plus(demande, alice):
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    assert refus_de(joindre, demande, alice) == "complement_ferme"


def test_un_second_envoi_ne_refait_rien_et_rend_le_meme_accuse(demande, alice):
    joindre(demande, alice)
    premier = actes.envoyer(demande, par=alice)
    combien = Courrier.objects.count()
    with horloge.a(DEMAIN + timedelta(days=1)):
        assert actes.envoyer(demande, par=alice).envoye_le == premier.envoye_le
    assert Courrier.objects.count() == combien


def test_chaque_difference_est_gardee_et_le_depot_ne_change_pas(demande, alice, depose):
    avant = depose.depots.get().empreinte
    premiere, seconde = joindre(demande, alice), joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    premiere.refresh_from_db()
    demandee = demande.demandees.get()
    assert (premiere.remplacee_le is None, seconde.remplacee_le) == (False, None)
    assert demandee.ancienne == depose.depots.get().pieces.get(emplacement="kbis")
    assert depose.depots.get().calculer_empreinte() == avant


def test_une_piece_non_envoyee_reste_a_l_equipe_puis_se_lit_par_qui_instruit(demande, alice, agnes, oscar, mona):
    piece = joindre(demande, alice)
    with pytest.raises(Http404):
        consulter_complement(agnes, demande.candidature.reference, piece.pk)
    actes.envoyer(demande, par=alice)
    assert consulter_complement(agnes, demande.candidature.reference, piece.pk) == piece.fichier
    for personne in (oscar, mona):
        with pytest.raises(Http404):
            consulter_complement(personne, demande.candidature.reference, piece.pk)


def test_la_commission_qui_lit_le_dossier_ne_lit_pas_le_complement(demande, alice, en_evaluation, mona_lit):
    piece = joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    Complement.objects.update(candidature=en_evaluation)
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    with pytest.raises(Http404):
        consulter_complement(mona_lit, en_evaluation.reference, piece.pk)


def test_un_delai_se_prolonge_meme_echu_et_l_ancien_reste(demande, agnes, alice):
    with horloge.a(demande.echeance_le):
        assert refus_de(actes.prolonger, demande, DEMAIN, par=agnes) == "complement_delai"
        actes.prolonger(demande, DEMAIN + timedelta(days=2), par=agnes)
        joindre(Complement.objects.get(), alice)
    assert demande.prolongations.get().de == demande.echeance_le
    assert "complement_prolonge" in evenements(alice)


def test_un_complement_ferme_n_attend_plus_rien(demande, agnes, alice):
    actes.fermer(demande, par=agnes)
    assert refus_de(joindre, demande, alice) == "complement_ferme"
    assert refus_de(actes.fermer, demande, par=agnes) == "complement_ferme"


def test_le_rappel_part_une_fois_a_qui_n_a_pas_envoye(demande, alice):
    actes.rappeler(APRES + timedelta(days=1, hours=1))
    assert evenements(alice) == {"complement_demande"}
    for heures in (1, 2):
        actes.rappeler(DEMAIN - timedelta(hours=heures))
    assert Courrier.objects.filter(evenement="complement_rappel").count() == 1


def prolonger(demande, agnes, jours):
    actes.prolonger(demande, DEMAIN + timedelta(days=jours), par=agnes)


def test_une_echeance_prolongee_a_son_propre_rappel(demande, agnes, alice):
    actes.rappeler(DEMAIN - timedelta(hours=2))
    with horloge.a(DEMAIN - timedelta(hours=1)):
        prolonger(demande, agnes, 4)
        actes.rappeler(horloge.maintenant())
    rappels = Courrier.objects.filter(evenement="complement_rappel")
    assert rappels.count() == 1
    for heures in (3, 2):
        actes.rappeler(DEMAIN + timedelta(days=4) - timedelta(hours=heures))
    assert rappels.count() == 2
    expedier(DEMAIN + timedelta(days=4) - timedelta(hours=1))
    sujets = [message.subject for message in mail.outbox if "rappel" in message.subject]
    assert len(sujets) == 1  # the one about the former deadline does not leave any more
    assert date_heure(DEMAIN + timedelta(days=4)) in sujets[0]


def test_qui_vient_d_etre_prevenu_d_un_delai_n_est_pas_rappele_dans_la_journee(demande, agnes, alice):
    with horloge.a(DEMAIN - timedelta(hours=1)):
        prolonger(demande, agnes, 1)
    for heures, rappels in ((22, 0), (25, 0), (0.5, 1)):
        with horloge.a(DEMAIN + timedelta(days=1) - timedelta(hours=heures)):
            actes.rappeler(horloge.maintenant())
        assert Courrier.objects.filter(evenement="complement_rappel").count() == rappels


def test_aucun_rappel_apres_l_envoi(demande, alice):
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    actes.rappeler(DEMAIN - timedelta(hours=1))
    assert "complement_rappel" not in evenements(alice)


@pytest.mark.parametrize("ecart", [timedelta(0), -UNE_SECONDE])
def test_attendu_se_dit_d_un_complement_comme_d_une_liste(demande, ecart):
    instant = demande.echeance_le + ecart
    assert demande.est_attendu(instant) == Complement.objects.attendus(instant).exists() == (ecart < timedelta(0))
