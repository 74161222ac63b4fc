"""The pages of the Région's space."""
