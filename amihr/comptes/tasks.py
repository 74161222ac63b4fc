"""Once a day: forget the sessions that ended."""

from celery import shared_task

from amihr.comptes.sessions import SessionStore


@shared_task(name="comptes.oublier_les_sessions")
def oublier_les_sessions():
    """Delete the rows of sessions that ended by idleness or age; may run twice."""
    SessionStore.clear_expired()
