from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The append-only, hash-chained trail of what was done and read."""

    name = "amihr.journal"
    label = "journal"
    verbose_name = "Journal des opérations"
