"""Files of every kind that a company may send, made by `fabriquer.py`, each with the verdict it must get."""
