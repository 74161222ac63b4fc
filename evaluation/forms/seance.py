"""Opening a meeting, settling a decision, voting, closing."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

OUI_NON = (("oui", "Oui"), ("non", "Non"))
SENS = (("labellisee", "Labelliser la solution"), ("non_labellisee", "Ne pas la labelliser"))
VOTES = (("pour", "Labelliser"), ("contre", "Ne pas labelliser"), ("abstention", "Abstention"))


def _oui_non(libelle):
    return forms.TypedChoiceField(
        label=libelle, choices=OUI_NON, coerce=lambda valeur: valeur == "oui", widget=forms.RadioSelect
    )


def _motif(libelle, aide):
    return forms.CharField(label=libelle, help_text=aide, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class FormulaireSeance(MessagesClairs, forms.Form):
    """Day and place of a meeting."""

    jour = forms.DateField(
        label="Jour de la séance",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Cette date n’existe pas : choisissez un jour du calendrier."},
    )
    lieu = forms.CharField(label="Lieu", max_length=200, required=False)


class FormulaireDecision(MessagesClairs, forms.Form):
    """The decision on one dossier: what is decided, and its two grounds, each with its reason (see R33)."""

    sens = forms.ChoiceField(label="Décision", choices=SENS, widget=forms.RadioSelect)
    valeur_ajoutee_reconnue = _oui_non("Premier motif : la valeur ajoutée est réelle")
    valeur_ajoutee = _motif(
        "Raison, pour la valeur ajoutée",
        "Ce que la solution apporte, ou non, aux territoires. Figure au procès-verbal et dans la lettre.",
    )
    credibilite_reconnue = _oui_non("Second motif : la solution est crédible")
    credibilite = _motif(
        "Raison, pour la crédibilité", "Maturité, équipe, références. Figure au procès-verbal et dans la lettre."
    )
    est_coup_de_coeur = forms.BooleanField(label="Coup de cœur du jury", required=False)

    def __init__(self, *args, decision=None, a_coup_de_coeur=True, **options):
        if decision is not None and decision.arretee_le:
            options["initial"] = self._initiales(decision)
        super().__init__(*args, **options)
        if not a_coup_de_coeur:
            del self.fields["est_coup_de_coeur"]

    @staticmethod
    def _initiales(decision):
        mots = {True: "oui", False: "non", None: ""}
        return {
            "sens": decision.sens,
            "valeur_ajoutee_reconnue": mots[decision.valeur_ajoutee_reconnue],
            "valeur_ajoutee": decision.valeur_ajoutee,
            "credibilite_reconnue": mots[decision.credibilite_reconnue],
            "credibilite": decision.credibilite,
            "est_coup_de_coeur": decision.est_coup_de_coeur,
        }


class FormulaireVote(MessagesClairs, forms.Form):
    """A member's own vote."""

    choix = forms.ChoiceField(label="Votre vote", choices=VOTES, widget=forms.RadioSelect)
    propose_coup_de_coeur = forms.BooleanField(label="Proposer comme coup de cœur du jury", required=False)

    def __init__(self, *args, avis=None, a_coup_de_coeur=True, **options):
        if avis is not None:
            options["initial"] = {"choix": avis.choix, "propose_coup_de_coeur": avis.propose_coup_de_coeur}
        super().__init__(*args, **options)
        if not a_coup_de_coeur:
            del self.fields["propose_coup_de_coeur"]


class FormulaireCloture(MessagesClairs, forms.Form):
    """Closing without the president: why."""

    motif = forms.CharField(
        label="Pourquoi la présidence ne confirme pas la clôture",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Figure au procès-verbal.",
    )


class FormulaireRectification(MessagesClairs, forms.Form):
    """Why the minutes are rectified."""

    motif = forms.CharField(
        label="Raison de la rectification",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Figure en tête du procès-verbal rectificatif. N’y nommez personne.",
    )
