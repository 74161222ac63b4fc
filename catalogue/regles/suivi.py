"""What staff and holder are told of a label: where it stands, what happened to it."""

from amihr.socle.textes import date_heure, date_longue

from .duree import EtatDuLabel

PUCES = {
    EtatDuLabel.ACTIF: ("fait", "En cours de validité"),
    EtatDuLabel.A_VENIR: ("info", "À venir"),
    EtatDuLabel.EXPIRE: ("encours", "Expiré"),
    EtatDuLabel.RETIRE: ("manque", "Retiré"),
}


def situation(etat, publication_le, instant):
    """Return the chip of a label: {"etat", "texte"}. Before its publication, that comes first (see T7)."""
    if etat != EtatDuLabel.RETIRE and publication_le is None:
        return {"etat": "scelle", "texte": "Publication à décider"}
    if etat != EtatDuLabel.RETIRE and publication_le > instant:
        return {"etat": "scelle", "texte": f"Publication prévue le {date_heure(publication_le)}"}
    puce, texte = PUCES[etat]
    return {"etat": puce, "texte": texte}


def dit_a_l_equipe(etat, fin, retire_le):
    """Return (short, sentence) of a label for the team of its dossier, or ``None`` while it has not begun."""
    if etat == EtatDuLabel.RETIRE:
        return (
            "Label retiré",
            f"Le label a été retiré le {date_longue(retire_le)}\u00a0: la solution ne peut plus s’en prévaloir.",
        )
    if etat == EtatDuLabel.EXPIRE:
        return (
            "Label expiré",
            f"Le label a pris fin le {date_longue(fin)}\u00a0: la solution ne peut plus s’en prévaloir.",
        )
    if etat == EtatDuLabel.ACTIF:
        return (
            "Labellisée",
            f"La commission a labellisé la solution. Le label est valable jusqu’au {date_longue(fin)} inclus.",
        )
    return None


def est_prevu(retrait, instant):
    """Tell whether a withdrawal is decided for later: until then, the public finds the label valid (see R39)."""
    return retrait.leve_le is None and retrait.effet_le > instant


def histoire(label, publication_le, instant):
    """Return the steps of a label, oldest first, as the component `frise.html` draws them."""
    moments = [
        (label.delivre_le, f"Label délivré, valable du {date_longue(label.debut)} au {date_longue(label.fin)}"),
        (publication_le, "Publication"),
        (label.annonce_le, "Macaron envoyé à l’équipe"),
    ]
    for retrait in label.retraits.all():
        if retrait.leve_le is None or retrait.effet_le <= retrait.leve_le:
            moments.append((retrait.effet_le, "Retrait du label"))
        moments.append((retrait.leve_le, "Retrait levé"))
    dates = sorted((moment for moment in moments if moment[0]), key=lambda moment: moment[0])
    return [
        {
            "quand": date_heure(quand),
            "texte": texte,
            "iso": quand.isoformat(),
            "etat": "passe" if quand <= instant else "",
        }
        for quand, texte in dates
    ]
