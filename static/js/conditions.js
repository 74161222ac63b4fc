// Questions that another answer rules out: <… data-condition="name of the control" data-vaut="values, spaced">.
// They are hidden while the answer is another one, and keep what they hold. Without script all of them stand on the page,
// each with the sentence (data-si) that says when it applies; with it, that sentence says nothing any more.

class Conditions {
  constructor(formulaire) {
    this.formulaire = formulaire;
    this.soumises = [...formulaire.querySelectorAll("[data-condition]")].filter(({ dataset }) => this.reponses(dataset.condition));
    for (const champ of this.soumises) champ.querySelectorAll("[data-si]").forEach((phrase) => { phrase.hidden = true; });
    formulaire.addEventListener("change", () => this.montrer());
    this.montrer();
  }

  // Null when the answer is given on another page.
  reponses(nom) {
    const controles = [...this.formulaire.querySelectorAll(`[name="${CSS.escape(nom)}"]`)];
    if (!controles.length) return null;
    return controles.filter((c) => !["radio", "checkbox"].includes(c.type) || c.checked).map((c) => c.value);
  }

  montrer() {
    for (const champ of this.soumises) {
      const attendues = champ.dataset.vaut.split(" ");
      champ.hidden = !this.reponses(champ.dataset.condition).some((valeur) => attendues.includes(valeur));
    }
  }
}

document.querySelectorAll("form").forEach((formulaire) => {
  if (formulaire.querySelector("[data-condition]")) new Conditions(formulaire);
});
