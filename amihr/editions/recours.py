"""« Voies et délais de recours », at the foot of the letters: no letter leaves without them, or somebody says so."""

from django import forms

RECOURS = "lettre.voies_de_recours"  # the code of the editable text


def sans_voies_ni_acceptation(contenu, acceptation):
    """Tell whether a letter would leave without a word on appeals, and without anybody who accepts it.

    Q22: an empty « voies et délais de recours » blocks every unfavourable or favourable letter, unless whoever lets it
    leave accepts it by name. ``contenu``: that text of the edition; ``acceptation``: given by whoever acts.
    """
    return not acceptation and not contenu.strip()


class AccepteSansVoiesDeRecours(forms.Form):
    """Mixin of a form that lets a letter leave: without « voies de recours », an acceptance by name (see Q22).

    It comes first of the bases. ``nom``: of whoever acts; ``a_voies_de_recours``: nothing is asked when it is true.
    """

    ce_qui_part = "de notifier des lettres"

    def __init__(self, *args, nom, a_voies_de_recours, **options):
        super().__init__(*args, **options)
        if not a_voies_de_recours:
            self.fields["sans_voies_de_recours"] = forms.BooleanField(
                label=f"Moi, {nom}, j’accepte {self.ce_qui_part} sans voies ni délais de recours",
                error_messages={
                    "required": (
                        "Le texte « voies et délais de recours » est vide\u00a0: remplissez-le, ou cochez "
                        "l’acceptation à votre nom."
                    )
                },
            )
