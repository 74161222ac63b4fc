"""What was sent after the end of the session and is kept nowhere: said on the sign-in page, and once more after it.

A signed cookie carries the sentence from one to the other; it says nothing of what was sent, nor of who sent it.
"""

from django.conf import settings
from django.contrib import messages
from django.core import signing

COOKIE = "perdu"
DUREE = 3600
SEL = "amihr.comptes.sans_session"
NON_ENREGISTRE = "ce que vous veniez d’envoyer n’a pas été enregistré"


def sans_session(dire, perimee=None):
    """Say of a view what is not done when a form comes to it without a session, or from a page out of date.

    ``dire``: the words, « la candidature n’est pas déposée », or a function of the request that returns them; "" for a
    view that writes nothing. ``perimee``: a function of what the view takes, called when somebody signed in sends a page
    out of date: it keeps the attempt and returns the address of that page, or "".
    """

    def decorer(vue):
        vue.sans_session = dire
        if perimee:
            vue.perimee = perimee
        return vue

    return decorer


def ce_qui_n_est_pas_fait(request, vue):
    """Return the words of what a form that was not taken does not do, or ""."""
    dire = getattr(vue, "sans_session", NON_ENREGISTRE)
    return dire(request) if callable(dire) else dire


def noter(request, reponse, vue):
    """Have the answer, which leads to the sign-in page, carry away that this form was not taken."""
    dit = ce_qui_n_est_pas_fait(request, vue)
    # A script says itself that its save failed, and keeps a copy.
    if not dit or not request.accepts("text/html"):
        return
    phrase = f"Votre session était terminée\u00a0: {dit}."
    reponse.set_cookie(
        COOKIE,
        signing.dumps(phrase, salt=SEL),
        DUREE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path="/",
    )


def oublier(reponse):
    """Have nothing said: it was said, or what was sent is kept after all."""
    reponse.delete_cookie(COOKIE, path="/", samesite="Lax")


def phrase(request):
    """Return what to say on the sign-in page, or ""."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SEL)
    except signing.BadSignature:
        return ""


def dire_apres(request):
    """Say it on the page that a signed-in person is shown."""
    if request.method == "GET" and (dit := phrase(request)):
        messages.warning(request, dit)
        request.perte_dite = True
