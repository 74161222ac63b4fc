"""The forms of the Région's space."""
