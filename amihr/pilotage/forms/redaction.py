"""One element of the call, edited by the dossier's own form engine; what is required is asked at once."""

import re

from django import forms

from amihr.editions.schema import UNE_HEURE
from amihr.pilotage.rubriques.commun import question
from amihr.socle.formulaires import MessagesClairs
from candidatures.forms.partie import FormulaireDePartie
from candidatures.regles.formulaire import est_vide, question_posee

from .edition import CONTROLE, COURT

FICHIER_AU_PLUS = 300 * 1024  # bytes: three times the file of 2026
A_CHOISIR = ("choix", "choix_multiple", "oui_non")


class FormulaireDeRubrique(FormulaireDePartie):
    """The questions of a heading, with the reason of the change when the grid asks for one."""

    def __init__(self, rubrique, document, reponses, *, revision, avec_motif=False, **options):
        questions = rubrique.questions(document)
        if avec_motif:
            questions += [question("motif", "Raison du changement", "texte_long", lignes=2)]
        partie = {"slug": rubrique.slug, "article": "", "questions": questions}
        super().__init__(partie, {"parties": [partie]}, reponses, revision=revision, **options)

    def signaler(self, reponses):
        """Put beside each control what is malformed, or missing."""
        super().signaler(reponses, {})
        for posee in self.partie["questions"]:
            heure = reponses[posee["code"]] if posee.get("est_heure") else ""
            if heure and not re.fullmatch(UNE_HEURE, heure):
                self.add_error(posee["code"], f"«\u00a0{posee['libelle']}\u00a0»\u00a0: écrivez une heure comme 09:30.")
            voulue = posee["obligatoire"] and question_posee(posee, {self.partie["slug"]: reponses})
            if voulue and est_vide(reponses[posee["code"]]):
                verbe = "Choisissez une réponse\u00a0:" if posee["type"] in A_CHOISIR else "Renseignez"
                self.add_error(self._controle(posee), f"{verbe} «\u00a0{posee['libelle']}\u00a0»")
        return not self.errors

    def reprendre(self, revision):
        """Let what was typed be saved over the edition as it is now."""
        self.data = self.data.copy()
        self.data["revision"] = revision


class FormulaireFichier(MessagesClairs, forms.Form):
    """The file of an edition, as another one downloads it."""

    fichier = forms.FileField(
        label="Fichier de l’édition (YAML)",
        widget=forms.FileInput(attrs=CONTROLE | {"accept": ".yaml,.yml"}),
        help_text=f"Un texte de {FICHIER_AU_PLUS // 1024}\u00a0Ko au plus, celui que la page d’une édition permet de télécharger.",
    )

    def clean_fichier(self):
        """Return its text."""
        recu = self.cleaned_data["fichier"]
        if recu.size > FICHIER_AU_PLUS:
            raise forms.ValidationError(
                f"Ce fichier dépasse {FICHIER_AU_PLUS // 1024}\u00a0Ko\u00a0: ce n’est pas celui d’une édition."
            )
        try:
            return recu.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError("Ce fichier n’est pas un texte en UTF-8.") from None


class FormulaireClone(MessagesClairs, forms.Form):
    """What makes the next edition another one; all the rest comes from the edition that it starts from."""

    nom = forms.CharField(
        label="Nom de l’appel",
        max_length=150,
        widget=forms.TextInput(attrs=CONTROLE),
        help_text="Sans l’année\u00a0: elle s’y ajoute.",
    )
    sous_titre = forms.CharField(label="Sous-titre", max_length=200, widget=forms.TextInput(attrs=CONTROLE))
    annee = forms.IntegerField(
        label="Année", min_value=2000, max_value=2999, widget=forms.TextInput(attrs=COURT | {"inputmode": "numeric"})
    )
    prefixe_reference = forms.CharField(
        label="Préfixe des références",
        max_length=20,
        widget=forms.TextInput(attrs=COURT),
        help_text="Majuscules, chiffres et tirets, par exemple AMIHR-2027.",
    )
    ouverture = forms.DateField(label="Ouverture", widget=forms.DateInput(attrs=COURT | {"type": "date"}))
    cloture = forms.DateField(label="Dernier jour des dépôts", widget=forms.DateInput(attrs=COURT | {"type": "date"}))
    commission = forms.DateField(
        label="Réunion de la commission", widget=forms.DateInput(attrs=COURT | {"type": "date"})
    )

    @staticmethod
    def propose(edition):
        """Return what the form holds at first: the names of ``edition``, the next year."""
        suivante = edition.annee + 1
        sous_titre = edition.sous_titre.replace(str(edition.annee), str(suivante))
        return {"nom": edition.nom, "sous_titre": sous_titre, "annee": suivante}

    def clean(self):
        """A name typed with its year would say it twice."""
        lus = super().clean()
        if (nom := lus.get("nom")) and lus.get("annee"):
            lus["nom"] = nom.removesuffix(str(lus["annee"])).strip() or nom
        return lus
