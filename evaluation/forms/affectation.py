"""Sharing the dossiers among the members: the mode, its parameters, the readers of one dossier."""

from django import forms

from amihr.socle.formulaires import MessagesClairs, Renvoyable
from candidatures.models import MINUTES_PAR_DOSSIER, ModeDAffectation
from evaluation.regles.affectation import REPARER, REPARTIR
from evaluation.regles.plan import Demande

MODES = (
    (ModeDAffectation.TOUS, "Chaque membre évalue tous les dossiers"),
    (ModeDAffectation.EQUILIBRE, "Répartition équilibrée, calculée ici"),
    (ModeDAffectation.MANUEL, "Répartition à la main, dossier par dossier"),
)
GESTES = (
    (REPARTIR, "Équilibrer les charges, quitte à changer des lecteurs"),
    (REPARER, "Réparer\u00a0: le moins de changements possible, puis l’équilibre"),
)
LECTURES = (
    ("tous", "Chacun lit tous les dossiers et note les siens\u00a0: la commission est collégiale"),
    ("siens", "Chacun ne lit que ses dossiers, jusqu’à l’ouverture de la séance"),
)
PREFIXE = "plafond_"


def _nombre(libelle, minimum, maximum, **options):
    return forms.IntegerField(
        label=libelle,
        min_value=minimum,
        max_value=maximum,
        widget=forms.NumberInput(attrs={"class": "form-control c-7", "inputmode": "numeric"}),
        error_messages={
            "invalid": f"«\u00a0{libelle}\u00a0»\u00a0: écrivez un nombre entier.",
            "min_value": f"«\u00a0{libelle}\u00a0»\u00a0: au moins %(limit_value)s.",
            "max_value": f"«\u00a0{libelle}\u00a0»\u00a0: au plus %(limit_value)s.",
        },
        **options,
    )


class FormulaireAffectation(MessagesClairs, Renvoyable, forms.Form):
    """What is asked of an assignment; a cap of one's own for each member."""

    mode = forms.ChoiceField(label="Qui évalue quoi", choices=MODES, widget=forms.RadioSelect)
    geste = forms.ChoiceField(
        label="Pour une répartition équilibrée", choices=GESTES, widget=forms.RadioSelect, required=False
    )
    lecteurs = _nombre(
        "Lecteurs par dossier",
        1,
        50,
        help_text="Un au moins par collège, quand un membre du collège peut lire le dossier.",
    )
    plafond = _nombre("Dossiers au plus par membre", 1, 9999, required=False)
    minutes = _nombre(
        "Minutes par dossier", 5, 1440, help_text="Lecture et notation. Sert au calcul des heures, à rien d’autre."
    )
    lecture = forms.ChoiceField(label="Ce que chacun lit", choices=LECTURES, widget=forms.RadioSelect, required=False)

    def __init__(self, *args, membres=(), **options):
        super().__init__(*args, **options)
        self.membres = list(membres)
        self.colleges = len({membre.college_id for membre in self.membres})
        for membre in self.membres:
            self.fields[f"{PREFIXE}{membre.pk}"] = _nombre(f"{membre}, {membre.college}", 0, 9999, required=False)
        for nom, champ in self.fields.items():  # a choice is always made; what caps are for is said above them
            champ.facultatif = nom == "plafond"

    @property
    def principaux(self):
        """The fields that are not a member's own cap."""
        return [champ for champ in self.visible_fields() if not champ.name.startswith(PREFIXE)]

    @property
    def plafonds(self):
        """The caps of members, as fields."""
        return [champ for champ in self.visible_fields() if champ.name.startswith(PREFIXE)]

    @property
    def a_des_plafonds(self):
        """Tell whether one of them is filled in."""
        return any(champ.value() not in (None, "") or champ.errors for champ in self.plafonds)

    def clean_lecteurs(self):
        lecteurs = self.cleaned_data["lecteurs"]
        if self.cleaned_data.get("mode") == ModeDAffectation.EQUILIBRE and lecteurs < self.colleges:
            raise forms.ValidationError(
                f"«\u00a0Lecteurs par dossier\u00a0»\u00a0: au moins {self.colleges}, un par collège."
            )
        return lecteurs

    @property
    def demande(self):
        """The ``Demande`` of a valid form."""
        lus = self.cleaned_data
        plafonds = {nom.removeprefix(PREFIXE): lus[nom] for nom in lus if nom.startswith(PREFIXE)}
        return Demande(
            mode=lus["mode"],
            lecteurs=lus["lecteurs"],
            plafond=lus["plafond"],
            plafonds={cle: plafond for cle, plafond in plafonds.items() if plafond is not None},
            minutes=lus["minutes"],
            reserve_la_lecture=lus["lecture"] == "siens",
            geste=lus["geste"] or REPARTIR,
        )


def donnees(repartition):
    """Return ``{field: value}`` of what is applied: the form filled with it, to repair it if it is a balanced one."""
    est_equilibree = repartition.mode == ModeDAffectation.EQUILIBRE
    return {
        "mode": repartition.mode,
        "geste": REPARER if est_equilibree else REPARTIR,
        "lecteurs": repartition.lecteurs,
        "plafond": repartition.plafond,
        "minutes": repartition.minutes or MINUTES_PAR_DOSSIER,
        "lecture": "siens" if repartition.reserve_la_lecture else "tous",
        **{f"{PREFIXE}{cle}": plafond for cle, plafond in repartition.plafonds.items()},
    }


class FormulaireLecteurs(MessagesClairs, forms.Form):
    """The readers of one dossier: boxes, college by college."""

    membres = forms.TypedMultipleChoiceField(
        required=False,
        error_messages={
            "invalid_choice": "L’un des membres cochés ne peut pas lire ce dossier\u00a0: vérifiez la liste."
        },
    )

    def __init__(self, *args, possibles=(), **options):
        super().__init__(*args, **options)
        champ = self.fields["membres"]
        champ.choices = [(str(membre.pk), str(membre)) for membre in possibles]
        champ.coerce = {str(membre.pk): membre.pk for membre in possibles}.__getitem__
