"""What the import contracts cannot see: relations between models, words of access, forbidden shelves."""

import ast
import re

import pytest
from django.apps import apps
from django.conf import settings

from tests.architecture.sources import PRODUIT, RACINE, SALLES_HAUTES, fichiers_python, relatif

# A room's models may point to the rooms after it, never before (see the layers of pyproject.toml).
ORDRE = ["pilotage", "catalogue", "evaluation", "candidatures", "habilitations", "editions", "comptes"]
ORDRE += ["courrier", "fichiers", "territoires", "journal", "socle"]
NOMS_BANNIS = {"utils", "helpers", "services", "signals", "managers"}
MOTS_BANNIS = re.compile(r"^(process|handle|data|info|do)_|_(data|info)$|^(process|handle|data|info)$")
# Django and smtplib call these by name.
NOMS_IMPOSES = {"handle", "process_view", "process_exception", "get_context_data", "handle_raw_input", "data"}
# What a web worker carries only once it is used: WeasyPrint never, a workbook when an agent exports the list.
IMPORTS_TARDIFS = {"amihr/socle/pdf.py", "amihr/socle/tableurs.py"}


def relations():
    """(app, app pointed at) of every relation between two models of ours."""
    for modele in apps.get_models():
        for champ in modele._meta.get_fields(include_hidden=False):
            if champ.is_relation and not champ.auto_created and champ.related_model:
                yield modele._meta.app_label, champ.related_model._meta.app_label


def test_aucun_modele_ne_pointe_vers_une_salle_plus_haute():
    # People are named by everybody: the journal and the outbox know them by AUTH_USER_MODEL alone.
    personne = settings.AUTH_USER_MODEL.split(".")[0]
    rangees = {(d, v) for d, v in relations() if d in ORDRE and v in ORDRE and v != personne}
    assert {(d, v) for d, v in rangees if ORDRE.index(d) > ORDRE.index(v)} == set()


def test_chaque_salle_a_sa_place_dans_l_ordre():
    notres = {a.label for a in apps.get_app_configs() if a.name.split(".")[0] in PRODUIT}
    assert notres - {"demo"} == set(ORDRE)


def test_candidature_objects_ne_s_ecrit_que_dans_acces_et_actes():
    fautifs = [relatif(f) for f in fichiers_python() if "Candidature.objects" in f.read_text(encoding="utf-8")]
    permis = re.compile(r"^(candidatures/acces/|\w+/actes/)")
    assert [f for f in fautifs if not permis.match(f)] == []


def test_aucun_module_fourre_tout():
    assert [relatif(f) for f in fichiers_python() if NOMS_BANNIS & {f.stem, *f.parts}] == []


def test_aucun_signal():
    signaux = re.compile(r"django\.(db\.models\.signals|dispatch)|@receiver")
    assert [relatif(f) for f in fichiers_python() if signaux.search(f.read_text(encoding="utf-8"))] == []


def test_aucun_import_dans_une_fonction():
    fautifs = set()
    for fichier in fichiers_python():
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
            if isinstance(noeud, ast.FunctionDef):
                tardifs = (ast.Import, ast.ImportFrom)
                if any(isinstance(dedans, tardifs) for dedans in ast.walk(noeud)):
                    fautifs.add(relatif(fichier))
    assert fautifs - IMPORTS_TARDIFS == set()


def test_aucun_mot_banni_dans_les_noms():
    noms = {
        (relatif(fichier), noeud.name)
        for fichier in fichiers_python()
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8")))
        if isinstance(noeud, (ast.FunctionDef, ast.ClassDef))
    }
    assert {n for n in noms if MOTS_BANNIS.search(n[1].lower()) and n[1] not in NOMS_IMPOSES} == set()


@pytest.mark.parametrize("salle", SALLES_HAUTES)
def test_les_vues_ne_comparent_ni_etats_ni_dates(salle):
    comparaison = re.compile(r"\.etat\s*(==|!=|in\b)|Etat\.[A-Z]")
    vues = [f for f in fichiers_python() if f.is_relative_to(RACINE / salle / "views")]
    assert [relatif(f) for f in vues if comparaison.search(f.read_text(encoding="utf-8"))] == []


def test_aucun_todo():
    marques = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [relatif(f) for f in fichiers_python() if marques.search(f.read_text(encoding="utf-8"))] == []
