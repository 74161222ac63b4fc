"""The filter of the list of candidatures; what it keeps is its own query string."""

from django import forms
from django.utils.http import urlencode

from amihr.socle.formulaires import MessagesClairs, Renvoyable
from candidatures.regles.instruction import Rapport, Suivi

LONGUEUR_CHERCHEE = 200


class FormulaireListe(Renvoyable, forms.Form):
    """Words, a state, where the examination stands, who reports. What it does not know is left aside, never refused."""

    q = forms.CharField(required=False, label="Rechercher", widget=forms.TextInput({"maxlength": LONGUEUR_CHERCHEE}))
    etat = forms.ChoiceField(required=False, label="État")
    suivi = forms.ChoiceField(required=False, label="Prise en charge", choices=[("", "Toutes"), *Suivi.choices])

    rapport = forms.ChoiceField(required=False, label="Rapport", choices=[("", "Tous"), *Rapport.choices])

    def __init__(self, *args, etats, lit_les_complements=True, **options):
        super().__init__(*args, **options)
        if not lit_les_complements:
            self.fields["suivi"].choices = [
                choix for choix in self.fields["suivi"].choices if choix[0] != Suivi.COMPLEMENT
            ]
        presents = [(code, f"{libelle} ({nombre})") for code, libelle, nombre in etats]
        self.fields["etat"].choices = [("", "Tous"), *presents]
        for champ in self.fields.values():
            est_un_choix = isinstance(champ, forms.ChoiceField)
            champ.widget.attrs["class"] = "form-select" if est_un_choix else "form-control c-30"

    def clean_q(self):
        """What is pasted beyond the length of any name is cut: the whole list would else pass for what was found."""
        return self.cleaned_data["q"][:LONGUEUR_CHERCHEE]

    def choisi(self):
        """Return what the list is narrowed to: the arguments of ``lectures.dossiers``."""
        self.is_valid()
        lu = self.cleaned_data
        return {"recherche": lu.get("q", "")} | {nom: lu.get(nom, "") for nom in ("etat", "suivi", "rapport")}

    def en_mots(self):
        """Return what the list is narrowed to, for whoever reads its export; « aucun » for all of it."""
        self.is_valid()
        dits = []
        for nom, champ in self.fields.items():
            if valeur := self.cleaned_data.get(nom, ""):
                dits.append(f"{champ.label}\u00a0: {dict(getattr(champ, 'choices', ())).get(valeur, valeur)}")
        return ", ".join(dits) or "aucun"

    def requete(self):
        """Return its query string, of known fields with accepted values only; "" when nothing is narrowed."""
        self.is_valid()
        return urlencode({nom: valeur for nom, valeur in self.cleaned_data.items() if valeur})


class FormulaireFiltre(MessagesClairs, forms.Form):
    """The name under which one keeps a filter."""

    nom = forms.CharField(label="Nom du filtre", max_length=60)
