"""One's own data as plain values: account, teams, drafts, filed versions, undertakings, mails."""

from amihr.courrier.models import Courrier
from amihr.fichiers.models import Analyse, Fichier
from amihr.habilitations.models import Membre, SignatureNDA
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import CopieDeMesDonnees, Depot, Equipier, Message, PieceJointe, Section

from .suites import suites_publiques


def copies_de(personne, instant):
    """Return one's own copies that have not expired, latest first."""
    siennes = CopieDeMesDonnees.objects.filter(personne=personne, expire_le__gt=instant)
    return siennes.select_related("fichier").order_by("-demande_le", "pk")


def copie_lisible(personne, pk, instant):
    """Return one's own copy while each dossier in it is still followed, or ``None``: leaving a team closes it."""
    copie = copies_de(personne, instant).filter(pk=pk, fichier__isnull=False).first()
    if copie is None:
        return None
    suivies = acces.dossiers_accessibles(personne, Action.SUIVRE, instant).filter(pk__in=copie.candidatures)
    return copie if suivies.count() == len(copie.candidatures) else None


def donnees_de(personne):
    """Return ``(candidatures, content)``: all that the platform holds about a person and may tell them.

    What instruction or the commission does with a dossier is said as its page says it, never before the notification.
    """
    candidatures = list(acces.dossiers_accessibles(personne, Action.SUIVRE).select_related("edition"))
    return candidatures, {
        "compte": _compte(personne),
        "roles": list(personne.attributions.order_by("pk").values("role", "attribuee_le", "revoquee_le")),
        "sieges_de_commission": [
            {"appel": str(siege.edition), "college": siege.college.libelle}
            for siege in Membre.objects.filter(personne=personne).select_related("edition", "college")
        ],
        "engagements_signes": list(
            SignatureNDA.objects.filter(personne=personne).values(
                "version__titre", "version__numero", "nom_saisi", "empreinte", "methode", "signee_le"
            )
        ),
        "courriels": list(
            Courrier.objects.filter(personne=personne)
            .order_by("poste_le", "pk")
            .values("evenement", "sujet", "destinataire", "poste_le", "envoye_le")
        ),
        "equipes": list(
            Equipier.objects.filter(personne=personne)
            .order_by("pk")
            .values("candidature__reference", "droit", "depuis", "retire_le")
        ),
        "candidatures": _candidatures(candidatures),
    }


def fichiers_de(personne, candidatures):
    """Return the files that a person sent to these candidatures, oldest first, those of filed versions included."""
    presentes = PieceJointe.objects.filter(candidature__in=candidatures).values("fichier")
    siens = Fichier.objects.filter(par=personne, pk__in=presentes, efface_le=None)
    return siens.exclude(analyse=Analyse.INFECTE).order_by("cree_le", "pk")


def _compte(personne):
    return {champ: getattr(personne, champ) for champ in ("courriel", "prenom", "nom", "cree_le")}


def _candidatures(candidatures):
    suites = suites_publiques(candidatures)
    return [
        {
            "reference": candidature.reference,
            "appel": str(candidature.edition),
            "situation": suites[candidature.pk][1],
            "brouillon": {s.partie: s.contenu for s in Section.objects.filter(candidature=candidature)},
            "pieces": list(
                PieceJointe.objects.filter(candidature=candidature).values(
                    "emplacement", "fichier__nom", "fichier__sha256", "date_du_document", "jointe_le", "retiree_le"
                )
            ),
            "messages": list(
                Message.objects.filter(candidature=candidature)
                .order_by("instant", "pk")
                .values("cote", "texte", "instant")
            ),
            "versions_deposees": list(
                Depot.objects.filter(candidature=candidature).values(
                    "numero", "depose_le", "code", "contenu", "manifeste", "documents_acceptes", "empreinte"
                )
            ),
        }
        for candidature in candidatures
    ]
