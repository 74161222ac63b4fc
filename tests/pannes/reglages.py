"""The site of the fault tests: the demonstration's settings, and a mail server that nobody finds."""

from amihr.settings.demo import *  # noqa: F403
from amihr.settings.demo import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "amihr.courrier.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = "127.0.0.1", 1, 1
