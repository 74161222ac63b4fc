"""The form of one part of the dossier, drawn from the edition's own questions.

A draft accepts anything: the fields judge nothing, and what was typed is kept as it is. The same rules as at filing
(``candidatures.regles.reponses``) say what is malformed, so that autosave, page and filing cannot disagree.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from amihr.socle.textes import entier
from candidatures.regles.affichage import choix_de, choix_proposes
from candidatures.regles.formulaire import est_vide, nom_de_cellule, question_posee
from candidatures.regles.fusion import ECRITE
from candidatures.regles.reponses import erreur_de_reponse, erreurs_de_ligne, erreurs_de_previsions

from .champs import DateEnTroisParties, aide_de, champ_de, en_nombre
from .groupe import Groupe

LIGNES_PROPOSEES = 1
LIGNES_AU_PLUS = 20
ECARTEE = (
    "Sans objet, d’après vos réponses dans une autre partie\u00a0: ce qui est écrit ici est gardé, mais n’est montré à personne. "
    "Effacez-le pour que la question disparaisse."
)
CONFLIT = "Ce champ a été modifié {}\u00a0: choisissez en haut de la page la version à garder."


class FormulaireDePartie(forms.Form):
    """One part. ``reponses()`` gives what was typed, by question code, ready to be saved.

    ``sans_objet``: codes of the questions that do not apply, given what the other parts say: they are not drawn.
    ``ecartees``: codes of those that do not apply either, and still hold something: drawn, and said so.
    ``liste_a_allonger``: code of the list that gets one more row.
    ``ajouts``: {code: what is drawn after that question}.
    """

    revision = forms.RegexField(ECRITE, widget=forms.HiddenInput)

    def __init__(
        self,
        partie,
        formulaire,
        contenu,
        *,
        revision,
        annees=(),
        liste_a_allonger="",
        sans_objet=(),
        ecartees=(),
        ajouts=None,
        **options,
    ):
        super().__init__(initial={"revision": revision}, **options)
        self.partie, self.formulaire, self.annees = partie, formulaire, list(annees)
        self.liste_a_allonger, self.ajouts, self.ecartees = liste_a_allonger, ajouts or {}, ecartees
        self.groupes, elements = {}, ["revision"]
        for question in partie["questions"]:
            dessin = self._ajouter(question, contenu.get(question["code"]))
            if question["code"] not in sans_objet:
                elements += [dessin, *self.ajouts.get(question["code"], ())]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*elements)

    @property
    def a_des_communes(self):
        return any(question["type"] == "commune" for question in self.partie["questions"])

    def _ajouter(self, question, valeur):
        """Add the fields of a question; return what draws them: a name or a group."""
        if question["type"] == "liste":
            return self._ajouter_une_liste(question, valeur or [])
        if question["type"] == "previsions":
            return self._ajouter_des_previsions(question, valeur or [])
        dite = self._dite(question)
        self.fields[question["code"]] = champ_de(
            dite, choix_proposes(question, self.formulaire), si=self._si(question), article=self.partie["article"]
        )
        self.initial[question["code"]] = valeur
        if question["type"] == "commune":
            self.fields[question["code"]].widget.attrs["list"] = f"liste_{question['code']}"
        return question["code"]

    def _groupe(self, question, *elements, **contexte):
        article = question.get("article", "")
        return Groupe(
            *elements,
            id=f"groupe_{question['code']}",
            titre=question["libelle"],
            facultatif=not question.get("obligatoire"),
            article="" if article == self.partie["article"] else article,
            aide=aide_de(self._dite(question), self._si(question)),
            condition=question.get("condition"),
            **contexte,
        )

    def _dite(self, question):
        """Return a question, its hint beginning with the fact that what it holds no longer applies, if so it is."""
        if question["code"] not in self.ecartees:
            return question
        return question | {"aide": f"{ECARTEE} {question.get('aide') or ''}".strip()}

    def _si(self, question):
        """Say in words when a conditional question applies: no script is needed to know it."""
        if not question.get("condition") or question["code"] in self.ecartees:
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
        combien, elements = self._nombre_de_lignes(question, lignes), []
        for rang in range(combien):
            noms = []
            for champ in question["sous_champs"]:
                nom = nom_de_cellule(question, rang, champ)
                self.fields[nom] = champ_de(
                    champ, choix_proposes(champ, self.formulaire), article=champ.get("article", "")
                )
                self.initial[nom] = lignes[rang].get(champ["code"]) if rang < len(lignes) else None
                noms.append(nom)
            elements.append(Groupe(*noms, id=f"{question['code']}_{rang}", titre=f"Ligne {rang + 1}", rangee=True))
        self.groupes[question["code"]] = {
            "combien": combien,
            "libelle": question["libelle"],
            "est_pleine": combien >= _lignes_au_plus(question),
            "suivante": f"{question['code']}_{combien}",
            "condition": question.get("condition"),
        }
        return self._groupe(question, *elements, fin="Une ligne vidée est retirée à l’enregistrement.")

    def _nombre_de_lignes(self, question, lignes):
        if self.is_bound:
            prefixe = f"{question['code']}__"
            rangs = [nom.split("__")[1] for nom in self.data if nom.startswith(prefixe)]
            combien = max((entier(rang, -1) + 1 for rang in rangs), default=0)
        else:
            combien = len(lignes) or LIGNES_PROPOSEES
        return min(combien + (self.liste_a_allonger == question["code"]), _lignes_au_plus(question))

    def _ajouter_des_previsions(self, question, valeur):
        par_annee = {ligne.get("annee"): ligne.get("montant") for ligne in valeur}
        noms = []
        for annee in self.annees:
            nom = f"{question['code']}__{annee}"
            annuelle = question | {
                "type": "montant",
                "libelle": f"{annee}",
                "aide": "",
                "obligatoire": True,
                "condition": None,
            }
            self.fields[nom] = champ_de(annuelle, [], article=question.get("article", ""))
            self.initial[nom] = par_annee.get(annee)
            noms.append(nom)
        return self._groupe(question, *noms, en_ligne=True)

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
        for rang in range(self.groupes[code]["combien"]):
            ligne = self._ligne(question, rang)
            if not all(est_vide(valeur) for valeur in ligne.values()):
                lignes.append(ligne)
        return lignes

    def _ligne(self, question, rang):
        return {
            champ["code"]: self._valeur(nom_de_cellule(question, rang, champ), champ)
            for champ in question["sous_champs"]
        }

    def _previsions(self, code):
        lignes = [
            {"annee": annee, "montant": self._valeur(f"{code}__{annee}", {"type": "montant"})} for annee in self.annees
        ]
        return [] if all(est_vide(ligne["montant"]) for ligne in lignes) else lignes

    def _valeur(self, nom, question):
        valeur = self.cleaned_data.get(nom)
        if question["type"] in ("entier", "montant"):
            return en_nombre(valeur, question["type"])
        return valeur if valeur is not None else ""

    def signaler(self, reponses, conflits):
        """Put beside each control what is malformed in it, or that it was changed meanwhile; what is missing is no fault of a draft.

        ``conflits``: {code: by whom and when, in words}.

        A question that does not apply, given the other answers of this part, is left alone: it may be hidden.
        """
        for question in self.partie["questions"]:
            code = question["code"]
            if question["type"] == "liste":
                self._signaler_les_lignes(question)
            elif _s_applique(question, self.partie, reponses):
                for controle, phrase in self._erreurs(question, reponses.get(code)):
                    self.add_error(controle, phrase)
            if code in conflits:
                self.add_error(self._controle(question), CONFLIT.format(conflits[code]))
        return not self.errors

    def _erreurs(self, question, valeur):
        """Return ``[(control, sentence)]``: a forecast has one control a year."""
        if question["type"] == "previsions":
            fautes = erreurs_de_previsions(valeur, manques=False)
            return [(f"{question['code']}__{annee}", phrase) for annee, phrase in fautes]
        erreur = erreur_de_reponse(question, valeur)
        return [(self._controle(question), erreur)] if erreur else []

    def _signaler_les_lignes(self, question):
        for rang in range(self.groupes[question["code"]]["combien"]):
            for champ, phrase in erreurs_de_ligne(question, self._ligne(question, rang), manques=False):
                self.add_error(nom_de_cellule(question, rang, champ), f"Ligne {rang + 1}\u00a0: {phrase}")

    def _controle(self, question):
        """Return the control that an error of a whole question stands beside: the first empty one of several."""
        code = question["code"]
        if code in self.fields:
            return code
        noms = [nom for nom in self.fields if nom.startswith(f"{code}__")]
        return next((nom for nom in noms if est_vide(self.cleaned_data.get(nom))), noms[0] if noms else None)


def _lignes_au_plus(question):
    return question.get("lignes") or LIGNES_AU_PLUS


def _s_applique(question, partie, reponses):
    """Tell whether a question applies; an answer of another part cannot be seen from here, and excludes nothing."""
    condition = question.get("condition")
    if condition and condition["code"] not in reponses:
        return True
    return question_posee(question, {partie["slug"]: reponses})


__all__ = ["DateEnTroisParties", "FormulaireDePartie"]
