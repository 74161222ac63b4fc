"""The sentences of the refusals of the outbox."""

PHRASES = {
    "courrier_deja_regle": "Ce courrier n’attend plus de décision\u00a0: rechargez la page pour voir où il en est.",
}
