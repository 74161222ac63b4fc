"""The Celery application; its settings are the CELERY_ ones of Django's."""

import os

from celery import Celery, Task

from amihr import horloge

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amihr.settings.production")


class Tache(Task):
    """A task reads the clock once, like a request."""

    def __call__(self, *args, **kwargs):
        with horloge.une_seule_lecture():
            return super().__call__(*args, **kwargs)


application = Celery("amihr", task_cls=Tache)
application.config_from_object("django.conf:settings", namespace="CELERY")
application.autodiscover_tasks()
