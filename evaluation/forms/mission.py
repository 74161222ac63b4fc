"""What a member declares at the end: the copies destroyed, the hours given."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

HEURES_AU_PLUS = 500
NOMBRE_ATTENDU = f"Indiquez un nombre entier d’heures, de 1 à {HEURES_AU_PLUS}."


class FormulaireAttestation(MessagesClairs, forms.Form):
    heures = forms.IntegerField(
        label="Heures que vous y avez consacrées",
        help_text="Lecture, notation et séance, en heures entières. L’attestation dit que c’est vous qui les déclarez.",
        min_value=1,
        max_value=HEURES_AU_PLUS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOMBRE_ATTENDU),
    )


class FormulaireDestruction(MessagesClairs, forms.Form):
    detruites = forms.BooleanField(
        label="J’ai détruit tout ce que je gardais des dossiers, sur papier et sur mes appareils",
        error_messages={
            "required": "Cochez la case si vos copies sont détruites\u00a0: c’est elle que vous certifiez."
        },
    )
