"""The mails of this room: who may still receive them, and their words. No dossier content."""
