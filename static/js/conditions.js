// Hides the questions that another answer rules out: <… data-condition="control's name" data-vaut="values, spaced">.
// Without script all of them stand, each with the sentence (data-si) that says when it applies.

function montrer(formulaire) {
  for (const champ of formulaire.querySelectorAll("[data-condition]")) {
    const controles = [...formulaire.querySelectorAll(`[name="${champ.dataset.condition}"]`)];
    if (!controles.length) continue; // answered on another page
    const attendues = champ.dataset.vaut.split(" ");
    champ.hidden = !controles.some((controle) => controle.checked && attendues.includes(controle.value));
    champ.querySelectorAll("[data-si]").forEach((phrase) => { phrase.hidden = true; });
  }
}

document.querySelectorAll("form:has([data-condition])").forEach((formulaire) => {
  formulaire.addEventListener("change", () => montrer(formulaire));
  montrer(formulaire);
});
