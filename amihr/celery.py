"""The Celery application; its settings are the CELERY_ ones of Django's."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amihr.settings.production")

application = Celery("amihr")
application.config_from_object("django.conf:settings", namespace="CELERY")
application.autodiscover_tasks()
