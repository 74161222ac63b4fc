// Characters left, near the limit: <… data-caracteres="4000">, <textarea maxlength>. Said when the keys pause.

function compter(texte) {
  const maximum = Number(texte.dataset.caracteres || texte.maxLength);
  const dit = document.createElement("p");
  dit.className = "compteur";
  dit.setAttribute("role", "status");
  texte.after(dit);
  let pause;
  const dire = () => {
    const reste = maximum - [...texte.value].length;
    const combien = Math.abs(reste);
    const mots = `${combien}\u00a0caractère${combien > 1 ? "s" : ""}`;
    dit.textContent = reste > Math.min(maximum / 5, 999) ? "" : reste < 0 ? `${mots} de trop` : `Reste ${mots}`;
  };
  texte.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(dire, 700);
  });
  dire();
}

document.querySelectorAll("[data-caracteres],textarea[maxlength]").forEach(compter);
