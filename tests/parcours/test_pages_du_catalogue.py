"""The pages of the catalogue, of verification and of labels: axe, both widths, every state."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from playwright.sync_api import expect

from amihr import horloge
from amihr.editions.models import CasUsage, Thematique
from amihr.fichiers.rangement import ranger
from candidatures.models import Droit, Equipier
from tests.fabriques.catalogue import (
    PENDANT_LE_LABEL,
    EditionDuCatalogue,
    agent_engage,
    decision_notifiee,
    labelliser,
    reponses_publiques,
    retirer_directement,
)
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import PENDANT
from tests.parcours.outils import suivre, tient_en_largeur, verifier_page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
THEMATIQUES = [
    (1, "amenagement-urbain", "Aménagement urbain", "theme-amenagement.png", ["friches", "sols"]),
    (2, "planification-ecologique", "Planification écologique", "theme-planification.png", ["toits", "chaleur"]),
    (3, "environnement", "Environnement", "theme-environnement.png", ["arbres", "zones_humides"]),
    (4, "risques", "Risques", "theme-risques.png", ["inondation", "argiles"]),
]
LIBELLES = {
    "friches": "Recenser les friches et le foncier mobilisable", "sols": "Mesurer les surfaces imperméabilisées",
    "toits": "Évaluer le potentiel solaire des toitures", "chaleur": "Localiser les îlots de chaleur urbains",
    "arbres": "Gérer le patrimoine arboré", "zones_humides": "Suivre les zones humides",
    "inondation": "Cartographier finement les zones inondables",
    "argiles": "Repérer les secteurs sensibles au retrait-gonflement des argiles",
}  # fmt: skip
SOLUTIONS = [
    ("Canoptère", "Orthoselve SAS", "Montreuil (93)", 3, ["arbres", "zones_humides"], True),
    ("Lisière", "Bocage Images SARL", "Provins (77)", 3, ["arbres"], False),
    ("Friche ouverte", "Plateau 14 SAS", "Lyon (69)", 1, ["friches", "sols"], False),
    ("Toits vifs", "Hélio Mesure SAS", "Massy (91)", 2, ["toits", "chaleur"], False),
    ("Argilomètre", "Hydromire SAS", "Orléans (45)", 4, ["argiles", "inondation"], True),
]


@pytest.fixture
def edition(transactional_db):
    edition = EditionDuCatalogue(
        nom="Île-de-France Haute Résolution", sous_titre="Appel à manifestation d’intérêt 2026"
    )
    edition.textes.create(
        code="catalogue.presentation",
        contenu="Des solutions examinées par une commission et labellisées pour un an. Cherchez par besoin.",
    )
    edition.textes.create(code="catalogue.licence", contenu="Les faits du registre sont sous Licence Ouverte 2.0.")
    for numero, slug, titre, pastille, cas in THEMATIQUES:
        champs = {"titre": titre, "pastille": pastille, "numero": numero}
        thematique, _ = Thematique.objects.update_or_create(edition=edition, slug=slug, defaults=champs)
        for ordre, code in enumerate(cas, start=1):
            CasUsage.objects.update_or_create(
                thematique=thematique, code=code, defaults={"ordre": ordre, "libelle": LIBELLES[code]}
            )
    return edition


def logo():
    octets = io.BytesIO()
    Image.new("RGB", (320, 120), "#0b5566").save(octets, "PNG")
    return ranger(
        SimpleUploadedFile("logo.png", octets.getvalue()), genre="logo", par=PersonneFactory(), instant=PENDANT
    )


@pytest.fixture
def labels(edition):
    crees = []
    for titre, titulaire, commune, numero, cas, coeur in SOLUTIONS:
        slug = THEMATIQUES[numero - 1][1]
        reponses = reponses_publiques(solution={"thematique": slug, "cas": cas, "titre": titre})
        crees.append(
            labelliser(edition, titre=titre, denomination=titulaire, commune=commune, coeur=coeur, reponses=reponses)
        )
    fiche = crees[0].fiche
    fiche.logo = logo()
    fiche.save(update_fields=["logo"])
    with horloge.a(PENDANT_LE_LABEL, fige=False):
        yield crees


def test_catalogue_par_besoin(page, entrer, labels):
    entrer("/catalogue/")
    verifier_page(page, "09-catalogue")
    page.get_by_label("Environnement").check()
    page.get_by_label("Mots clés").fill("arbre")
    suivre(page.get_by_role("button", name="Afficher les solutions"))
    assert page.get_by_role("heading", level=2).first.inner_text().startswith("2\u00a0solutions pour")
    verifier_page(page, "09-catalogue-filtre")
    entrer("/catalogue/?q=introuvable")
    verifier_page(page, "09-catalogue-rien")


def test_fiche_et_comparaison(page, entrer, labels):
    entrer("/catalogue/canoptere/")
    verifier_page(page, "10-fiche")
    page.set_viewport_size({"width": 390, "height": 900})
    tableau = page.get_by_role("region", name="Informations et leur origine")
    assert tableau.evaluate("e => [e.scrollWidth - e.clientWidth, e.querySelectorAll('.prov').length > 2]") == [0, True]
    page.set_viewport_size({"width": 1280, "height": 900})
    entrer("/catalogue/?theme=environnement")
    page.get_by_label("Comparer Canoptère").check()
    page.get_by_label("Comparer Lisière").check()
    suivre(page.get_by_role("button", name="Comparer les solutions cochées"))
    verifier_page(page, "10-comparer")


def test_verifier_dans_chaque_etat(page, entrer, labels):
    entrer("/verifier/")
    verifier_page(page, "11-verifier")
    page.get_by_label("Code du macaron").fill(labels[0].code.lower())
    suivre(page.get_by_role("button", name="Vérifier"))
    verifier_page(page, "11-verifier-valide")
    retirer_directement(labels[1])
    entrer(f"/verifier/{labels[1].code}/")
    verifier_page(page, "11-verifier-retire")
    entrer("/verifier/2222-2222/")
    verifier_page(page, "11-verifier-inconnu")
    with horloge.a(PENDANT_LE_LABEL + timedelta(days=400)):
        entrer(f"/verifier/{labels[0].code}/")
        verifier_page(page, "11-verifier-expire")


def test_la_region_suit_et_retire(page, entrer, edition, labels):
    agnes = agent_engage(edition)
    decision_notifiee(edition, titre="Relevé express", denomination="Cotes et Niveaux SARL")
    entrer("/region/labels/", agnes)
    verifier_page(page, "region-labels")
    suivre(page.get_by_role("link", name="Lisière"))
    verifier_page(page, "region-label")
    suivre(page.get_by_role("link", name="Retirer le label"))
    suivre(page.get_by_role("button", name="Retirer le label"))
    verifier_page(page, "region-retirer-erreurs")
    page.get_by_label("Motif du retrait").fill("Demande de mise à jour du 1er juin restée sans réponse.")
    page.get_by_label("Je retire ce label").check()
    suivre(page.get_by_role("button", name="Retirer le label"))
    expect(page.get_by_text("Retiré", exact=True)).to_be_visible()
    entrer(f"/verifier/{labels[1].code}/")
    expect(page.get_by_role("heading", name="Label retiré")).to_be_visible()


def test_retirer_un_label_au_telephone_sans_javascript(telephone, entrer, edition, labels):
    entrer("/region/labels/", agent_engage(edition), sur=telephone)
    suivre(telephone.get_by_role("link", name="Lisière"))
    suivre(telephone.get_by_role("link", name="Retirer le label"))
    suivre(telephone.get_by_role("button", name="Retirer le label"))
    expect(telephone).to_have_title(re.compile("^Erreur"))
    tient_en_largeur(telephone)
    telephone.get_by_label("Motif du retrait").fill("Demande de mise à jour du 1er juin restée sans réponse.")
    telephone.get_by_label("Je retire ce label").check()
    suivre(telephone.get_by_role("button", name="Retirer le label"))
    expect(telephone.get_by_text("Retiré", exact=True)).to_be_visible()
    entrer(f"/verifier/{labels[1].code}/", sur=telephone)
    expect(telephone.get_by_role("heading", name="Label retiré")).to_be_visible()


def test_le_laureat_trouve_son_macaron(page, entrer, edition, labels):
    alice = PersonneFactory()
    Equipier.objects.create(candidature=labels[0].candidature, personne=alice, droit=Droit.LIRE, depuis=PENDANT)
    entrer(f"/laureats/{labels[0].candidature.reference}/macaron/", alice)
    verifier_page(page, "laureat-macaron")
