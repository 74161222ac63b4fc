"""The two grounds of a decision."""

from amihr.socle.refus import exiger


def exiger_les_deux_motifs(sens, valeur_ajoutee_reconnue, valeur_ajoutee, credibilite_reconnue, credibilite):
    """Refuse a decision whose grounds are not both stated.

    R33: a label needs a real added value and credibility, both recognised, each with its reason; a refusal says
    which one is missing. No quota, no threshold: no figure is asked here.
    Raises ``ActeRefuse("motifs")`` when a reason is missing, ``ActeRefuse("motifs_contraires")`` when the grounds
    do not lead to the decision.
    """
    exiger(valeur_ajoutee.strip() and credibilite.strip(), "motifs")
    les_deux = bool(valeur_ajoutee_reconnue and credibilite_reconnue)
    exiger(les_deux == (sens == "labellisee"), "motifs_contraires")
