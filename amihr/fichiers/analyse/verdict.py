"""What the parser answers when a file is not acceptable."""


class Ecart(Exception):
    """The file breaks one rule: a stable code (its sentence is in `amihr/fichiers/refus.py`) and its figures."""

    def __init__(self, code, **details):
        super().__init__(code)
        self.code = code
        self.details = details
