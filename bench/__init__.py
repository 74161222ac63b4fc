"""The bench: each page beside its floor, in the same run (see README.md)."""
