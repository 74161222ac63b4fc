"""Fictional dossiers, filed by the real actes: what the demonstration tells, what a rehearsal rehearses on."""
