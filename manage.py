#!/usr/bin/env python
"""Django's command line; without DJANGO_SETTINGS_MODULE it works on the demonstration of this checkout."""

import os
import sys

from django.core.management import execute_from_command_line

# These create or read the schema: they connect as the role that owns the tables.
COMMANDES_DU_PROPRIETAIRE = {"migrate", "preparer_base", "preparer_roles"}
COMMANDES_DU_PROPRIETAIRE |= {"makemigrations", "showmigrations", "sqlmigrate", "dbshell"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amihr.settings.demo")
    if COMMANDES_DU_PROPRIETAIRE.intersection(sys.argv[1:2]):
        os.environ["ROLE_DE_BASE"] = "proprietaire"
    execute_from_command_line(sys.argv)
