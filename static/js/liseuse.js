// Files read in the page: a link or a form data-liseuse="id" puts that part of its own page here, without leaving it;
// what has data-attend is still being made, and is asked for again. Without script all of them are plain pages.

const PAUSE = 2_000;
let minuterie;

async function lire(adresse, entetes) {
  const reponse = await fetch(adresse, { headers: { "X-Liseuse": "1", ...entetes } });
  if (!reponse.ok || reponse.redirected) throw reponse;
  return new DOMParser().parseFromString(await reponse.text(), "text/html");
}

function attendre() {
  clearTimeout(minuterie);
  const ici = document.querySelector("[data-liseuse-ici]:has([data-attend])");
  if (ici) minuterie = setTimeout(() => revoir(ici.dataset.liseuseIci).then(attendre, () => {}), PAUSE);
}

async function revoir(adresse) {
  const page = await lire(adresse, { "X-Sondage": "1" });
  document.querySelectorAll("[data-attend]").forEach((ancien) => {
    const neuf = page.getElementById(ancien.id);
    if (neuf) ancien.replaceWith(neuf);
  });
}

async function ouvrir(evenement, element, adresse) {
  evenement.preventDefault();
  try {
    const neuf = (await lire(adresse)).getElementById(element.dataset.liseuse);
    document.getElementById(neuf.id).replaceWith(neuf);
    neuf.querySelector("summary").focus();
    attendre();
  } catch {
    location.assign(adresse);
  }
}

document.addEventListener("click", (evenement) => {
  const lien = evenement.target.closest("a[data-liseuse]");
  if (lien && !evenement.ctrlKey && !evenement.metaKey && !evenement.shiftKey) ouvrir(evenement, lien, lien.href);
});
document.addEventListener("submit", (evenement) => {
  const formulaire = evenement.target;
  if (!formulaire.dataset.liseuse) return;
  const adresse = new URL(formulaire.action);
  adresse.search = new URLSearchParams(new FormData(formulaire));
  ouvrir(evenement, formulaire, adresse.href);
});
attendre();
