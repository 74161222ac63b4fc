"""The upper bound of passwords; the lower one and the list of common ones are Django's."""

from django.core.exceptions import ValidationError


class LongueurMaximale:
    """Refuse passwords longer than `longueur`: hashing megabytes is a way to stop the site."""

    def __init__(self, longueur=128):
        self.longueur = longueur

    def validate(self, password, user=None):
        if len(password) > self.longueur:
            raise ValidationError(self.get_help_text(), code="mot_de_passe_trop_long")

    def get_help_text(self):
        return f"Le mot de passe ne doit pas dépasser {self.longueur} caractères."
