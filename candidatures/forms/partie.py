"""The form of one part of the dossier, drawn from the edition's own questions.

A draft accepts anything: the fields judge nothing, and what was typed is kept as it is. The same rules as at filing
(``candidatures.regles.reponses``) say what is malformed, so that autosave, page and filing cannot disagree.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from candidatures.regles.affichage import choix_de
from candidatures.regles.formulaire import est_vide
from candidatures.regles.reponses import erreur_de_reponse

from .champs import DateEnTroisParties, champ_de, en_nombre

LIGNES_PROPOSEES = 1


class FormulaireDePartie(forms.Form):
    """One part. ``reponses()`` gives what was typed, by question code, ready to be saved."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, partie, formulaire, contenu, *, revision, annees=(), lignes_de_plus=0, **options):
        super().__init__(initial={"revision": revision}, **options)
        self.partie, self.formulaire, self.annees = partie, formulaire, list(annees)
        self.lignes_de_plus = lignes_de_plus
        self.groupes, elements = {}, ["revision"]
        for question in partie["questions"]:
            elements += self._ajouter(question, contenu.get(question["code"]))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*elements)

    def _ajouter(self, question, valeur):
        if question["type"] == "liste":
            return self._ajouter_une_liste(question, valeur or [])
        if question["type"] == "previsions":
            return self._ajouter_des_previsions(question, valeur or [])
        self.fields[question["code"]] = champ_de(question, choix_de(question, self.formulaire), self._si(question))
        self.initial[question["code"]] = valeur
        return [question["code"]]

    def _si(self, question):
        """Say in words when a conditional question applies: no script is needed to know it."""
        if not question.get("condition"):
            return ""
        code, vaut = question["condition"]["code"], question["condition"]["vaut"]
        for partie in self.formulaire["parties"]:
            for autre in partie["questions"]:
                if autre["code"] == code:
                    libelles = choix_de(autre, self.formulaire)
                    attendus = " ou ".join(libelles.get(valeur, valeur) for valeur in vaut)
                    return f"À remplir si «\u00a0{autre['libelle']}\u00a0»\u00a0: {attendus}."
        return ""

    def _ajouter_une_liste(self, question, lignes):
        combien = self._nombre_de_lignes(question, lignes)
        elements = []
        for rang in range(combien):
            noms = []
            for champ in question["sous_champs"]:
                nom = f"{question['code']}__{rang}__{champ['code']}"
                self.fields[nom] = champ_de(champ, choix_de(champ, self.formulaire))
                self.initial[nom] = lignes[rang].get(champ["code"]) if rang < len(lignes) else None
                noms.append(nom)
            elements.append(Fieldset(f"{question['libelle']}, ligne {rang + 1}", *noms))
        self.groupes[question["code"]] = combien
        return elements

    def _nombre_de_lignes(self, question, lignes):
        if self.is_bound:
            prefixe = f"{question['code']}__"
            rangs = [nom.split("__")[1] for nom in self.data if nom.startswith(prefixe)]
            combien = max((int(rang) + 1 for rang in rangs if rang.isdigit()), default=0)
        else:
            combien = len(lignes) or LIGNES_PROPOSEES
        return min(combien + self.lignes_de_plus, question.get("lignes") or 20)

    def _ajouter_des_previsions(self, question, valeur):
        par_annee = {ligne.get("annee"): ligne.get("montant") for ligne in valeur}
        noms = []
        for annee in self.annees:
            nom = f"{question['code']}__{annee}"
            annuelle = {**question, "type": "montant", "libelle": f"{annee}", "aide": ""}
            self.fields[nom] = champ_de(annuelle, {})
            self.initial[nom] = par_annee.get(annee)
            noms.append(nom)
        return [Fieldset(question["libelle"], *noms)]

    def reponses(self):
        """Return ``{code: value}`` for every question of the part, as typed; blank rows of lists are left out."""
        return {question["code"]: self._reponse(question) for question in self.partie["questions"]}

    def _reponse(self, question):
        code = question["code"]
        if question["type"] == "previsions":
            return self._previsions(code)
        if question["type"] != "liste":
            return self._valeur(code, question)
        lignes = []
        for rang in range(self.groupes[code]):
            ligne = {
                champ["code"]: self._valeur(f"{code}__{rang}__{champ['code']}", champ)
                for champ in question["sous_champs"]
            }
            if not all(est_vide(valeur) for valeur in ligne.values()):
                lignes.append(ligne)
        return lignes

    def _previsions(self, code):
        lignes = [
            {"annee": annee, "montant": self._valeur(f"{code}__{annee}", {"type": "montant"})} for annee in self.annees
        ]
        return [] if all(est_vide(ligne["montant"]) for ligne in lignes) else lignes

    def _valeur(self, nom, question):
        valeur = self.cleaned_data.get(nom)
        if question["type"] in ("entier", "montant"):
            return en_nombre(valeur)
        return valeur if valeur is not None else ""

    def signaler(self, reponses, conflits=()):
        """Put beside each control what is malformed in it, or that somebody else changed it meanwhile."""
        for question in self.partie["questions"]:
            code = question["code"]
            erreur = erreur_de_reponse(question, reponses.get(code))
            if erreur:
                self.add_error(self._controle(question), erreur)
            if code in conflits:
                self.add_error(self._controle(question), "Quelqu’un d’autre a modifié ce champ entre-temps : "
                               "sa version est conservée, la vôtre est affichée ici. Enregistrez pour la garder.")
        return not self.errors

    def _controle(self, question):
        code = question["code"]
        return code if code in self.fields else next((nom for nom in self.fields if nom.startswith(f"{code}__")), None)


__all__ = ["DateEnTroisParties", "FormulaireDePartie"]
