// Buttons that only a script can serve, hidden without it: data-imprimer prints the page,
// data-copier="id" copies the text of that element and says so.

document.querySelectorAll("[data-imprimer]").forEach((bouton) => {
  bouton.hidden = false;
  bouton.addEventListener("click", () => window.print());
});

document.querySelectorAll("[data-copier]").forEach((bouton) => {
  const source = document.getElementById(bouton.dataset.copier);
  if (!source || !navigator.clipboard) return;
  const dit = document.createElement("span");
  dit.className = "petit sourdine ms-2";
  dit.setAttribute("role", "status");
  bouton.after(dit);
  bouton.hidden = false;
  bouton.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      dit.textContent = "Copié";
    } catch {
      dit.textContent = "Votre navigateur refuse la copie : sélectionnez le texte";
    }
  });
});
