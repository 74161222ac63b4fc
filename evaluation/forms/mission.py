"""The hours that a member declares for their attestation."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

HEURES_AU_PLUS = 500


class FormulaireAttestation(MessagesClairs, forms.Form):
    heures = forms.IntegerField(
        label="Heures que vous y avez consacrées",
        help_text="Lecture, notation et séance, en heures entières. L’attestation dit que c’est vous qui les déclarez.",
        min_value=1,
        max_value=HEURES_AU_PLUS,
    )
