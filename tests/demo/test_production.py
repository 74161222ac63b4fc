"""Production has no URL, no command, no application and no clock of the demonstration."""

import pytest

from tests.production.test_reglages import python, shell

CONSTATS = {
    "application": "from django.apps import apps; print(any('demo' in a.name for a in apps.get_app_configs()))",
    "commande": "from django.core.management import get_commands; print('charger_demo' in get_commands())",
    "intergiciel": "from django.conf import settings; print(any('demo' in nom for nom in settings.MIDDLEWARE))",
    "adresse": "from django.urls import get_resolver; print(any('demo' in str(m.pattern) for m in get_resolver().url_patterns))",
    "contexte": "from django.conf import settings; print('demo' in str(settings.TEMPLATES))",
    "fichier": "from django.contrib.staticfiles import finders; print(bool(finders.find('demo/demo.css')))",
}


@pytest.mark.parametrize("quoi", sorted(CONSTATS))
def test_la_production_n_a_rien_de_la_demonstration(quoi):
    fait = shell(CONSTATS[quoi])
    assert (fait.returncode, fait.stdout.strip().splitlines()[-1:]) == (0, ["False"]), fait.stderr


def test_la_demonstration_a_tout_cela():
    """The same questions, where the answer is yes: the test above is able to fail."""
    code = "\n".join(CONSTATS.values())
    fait = python("manage.py", "shell", "--no-imports", "-c", code, DJANGO_SETTINGS_MODULE="amihr.settings.demo")
    assert fait.stdout.split()[-len(CONSTATS) :] == ["True"] * len(CONSTATS), fait.stderr
