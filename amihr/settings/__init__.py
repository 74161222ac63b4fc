"""Settings: `base` is shared; `production`, `demo` and `tests` add what differs.

The Celery application is made here so that every process that loads Django has it as its current one.
"""

from amihr.celery import application

__all__ = ["application"]
