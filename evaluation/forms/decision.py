"""From the signed act to the publication."""

from datetime import datetime

from django import forms

from amihr.editions.recours import AccepteSansVoiesDeRecours
from amihr.fichiers.genres import attribut_accept, enoncer, limites_du_genre
from amihr.horloge import PARIS
from amihr.socle.formulaires import MessagesClairs

JOUR = {"invalid": "Cette date n’existe pas : choisissez un jour du calendrier."}


def _date(libelle, **options):
    return forms.DateField(
        label=libelle, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=JOUR, **options
    )


class FormulaireActe(MessagesClairs, forms.Form):
    """The act, signed outside: its number, its date, who signed it, the file (see Q31)."""

    numero = forms.CharField(label="Numéro de l’acte", max_length=60)
    date = _date("Date de signature", help_text="Le label court à partir de ce jour.")
    signataire_prenom = forms.CharField(label="Prénom du signataire", max_length=100)
    signataire_nom = forms.CharField(label="Nom du signataire", max_length=100)
    signataire_qualite = forms.CharField(label="Qualité du signataire", max_length=200)
    delegation = forms.CharField(
        label="Délégation de signature",
        max_length=300,
        required=False,
        help_text="Référence de l’arrêté de délégation, si le signataire agit par délégation.",
    )
    fichier = forms.FileField(label="Acte signé")

    def __init__(self, *args, jour, **options):
        super().__init__(*args, **options)
        self._jour = jour
        limites = limites_du_genre("acte")
        self.fields["fichier"].help_text = f"{enoncer(limites)}. Le fichier est conservé tel quel."
        self.fields["fichier"].widget.attrs["accept"] = attribut_accept(limites)

    def clean_date(self):
        """An act is not signed in the future."""
        if self.cleaned_data["date"] > self._jour:
            raise forms.ValidationError("Cette date est à venir : indiquez le jour où l’acte a été signé.")
        return self.cleaned_data["date"]


class FormulaireNotification(AccepteSansVoiesDeRecours, MessagesClairs, forms.Form):
    """What the letters say of the announcement; and, without « voies de recours », an acceptance by name (see Q22)."""

    annonce_le = _date(
        "Annonce publique prévue le", required=False, help_text="Écrite dans les lettres de labellisation."
    )


class FormulairePublication(MessagesClairs, forms.Form):
    """Now, or at a day and an hour of Paris."""

    quand = forms.ChoiceField(
        label="Quand publier",
        choices=(("maintenant", "Maintenant"), ("plus_tard", "À une date et une heure")),
        widget=forms.RadioSelect,
        initial="plus_tard",
    )
    jour = _date("Jour", required=False)
    heure = forms.TimeField(
        label="Heure (heure de Paris)",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Cette heure n’existe pas : écrivez-la sous la forme 14:30."},
    )

    def __init__(self, *args, instant, **options):
        super().__init__(*args, **options)
        self._instant = instant
        for nom in ("jour", "heure"):
            self.fields[nom].facultatif = False

    def clean(self):
        """Refuse a date left out, or already gone by."""
        lu = super().clean()
        if lu.get("quand") == "plus_tard":
            for nom, phrase in (
                ("jour", "Indiquez le jour de la publication."),
                ("heure", "Indiquez l’heure de la publication."),
            ):
                if not lu.get(nom) and nom not in self.errors:
                    self.add_error(nom, phrase)
            if not self.errors and self.publication_le() <= self._instant:
                self.add_error("jour", "Cet instant est déjà passé : choisissez plus tard, ou « Maintenant ».")
        return lu

    def publication_le(self):
        """Return the instant chosen, or ``None`` for now."""
        lu = self.cleaned_data
        return None if lu["quand"] == "maintenant" else datetime.combine(lu["jour"], lu["heure"], PARIS)
