"""The signers' copies, made and sealed after the signature by the worker."""

from functools import partial

from amihr.editions.textes import en_html
from amihr.fichiers.rangement import produire, produire_chacun
from amihr.habilitations.engagements import attacher_l_exemplaire
from amihr.habilitations.models import SignatureNDA
from amihr.socle.cachet import sceller
from amihr.socle.pdf import rendre
from amihr.socle.reveil import reveiller


def exemplaires_a_produire(lot=20):
    """Return the signatures that have no copy yet, oldest first."""
    sans_exemplaire = SignatureNDA.objects.filter(exemplaire=None).order_by("signee_le", "pk")
    return sans_exemplaire.select_related("version__edition", "personne")[:lot]


def produire_les_exemplaires(instant):
    """Make the copies that are missing, each under the instance's seal. Returns how many were made."""
    produits = produire_chacun(exemplaires_a_produire(), partial(_produire, instant=instant))
    if produits:
        reveiller()
    return produits


def _produire(signature, instant):
    version = signature.version
    contexte = {
        "edition": version.edition,
        "signature": signature,
        "version": version,
        "texte": en_html(version.texte),
    }
    octets = sceller(rendre("documents/engagement.html", contexte), instant=instant, motif="Exemplaire du signataire")
    nom = f"engagement-v{version.numero}-{signature.signee_le:%Y-%m-%d}.pdf"
    attacher = partial(attacher_l_exemplaire, signature, instant=instant)
    return produire(octets, attacher, nom=nom, type_mime="application/pdf", instant=instant)
