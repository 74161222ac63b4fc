// Warning five minutes before the session ends: <div data-session="seconds left" data-qui="whose" hidden>.
// Only a click or a save prolongs it; several tabs of the site tell one another.

const PREAVIS = 5 * 60;
const avis = document.querySelector("[data-session]");
export const delai = () => AbortSignal.timeout?.(12_000);

// A page as the server has it now.
export async function lire(adresse) {
  const page = await fetch(adresse, { signal: delai() });
  return new DOMParser().parseFromString(await page.text(), "text/html");
}

// Signed in again elsewhere: the same person's page has the new token.
export async function rajeunir(adresse) {
  const neuve = await lire(adresse);
  if (neuve.querySelector("[data-session]")?.dataset.qui !== avis?.dataset.qui) return false;
  const { value: jeton } = neuve.querySelector("[name=csrfmiddlewaretoken]");
  document.getElementsByName("csrfmiddlewaretoken").forEach((champ) => { champ.value = jeton; });
  return true;
}

function surveiller() {
  const delai = Number(avis.dataset.session);
  const texte = avis.querySelector("[data-session-texte]");
  const formulaire = avis.querySelector("form");
  const canal = window.BroadcastChannel && new BroadcastChannel("amihr-session");
  let minuteries = [];

  const annoncer = (phrase) => {
    avis.hidden = !phrase;
    texte.textContent = phrase;
  };
  const repartir = () => {
    minuteries.forEach(clearTimeout);
    annoncer("");
    minuteries = [
      setTimeout(annoncer, Math.max(0, delai - PREAVIS) * 1000,
        "Votre session se termine dans 5\u00a0minutes, faute d’activité."),
      setTimeout(annoncer, delai * 1000, "Votre session est terminée. Ce que vous avez saisi reste sur cette page\u00a0: " +
        "reconnectez-vous dans un autre onglet, puis enregistrez."),
    ];
  };
  const prolongee = () => {
    repartir();
    canal?.postMessage("prolongee");
  };

  formulaire.addEventListener("submit", async (evenement) => {
    evenement.preventDefault();
    try {
      const reponse = await fetch(formulaire.action, {
        method: "POST", body: new FormData(formulaire), headers: { Accept: "application/json" },
      });
      if (!reponse.ok || new URL(reponse.url).pathname.includes("/connexion/")) throw new Error("refus");
      prolongee();
    } catch {
      annoncer("Votre session n’a pas pu être prolongée. Copiez ce que vous avez saisi, puis reconnectez-vous.");
    }
  });
  document.addEventListener("amihr:enregistre", prolongee);
  canal?.addEventListener("message", repartir);
  repartir();
}

if (avis) surveiller();

// Whoever signs out leaves nothing of what they typed on this machine, and is told of what the server never had.
document.querySelectorAll('form[action*="/deconnexion/"]').forEach((formulaire) => {
  formulaire.addEventListener("submit", (evenement) => {
    const copies = Object.keys(localStorage).filter((cle) => cle.startsWith("amihr:"));
    const perdre = "Un texte saisi sur cet appareil n’est pas enregistré\u00a0: se déconnecter l’efface. Continuer\u00a0?";
    if (copies.length && !confirm(perdre)) evenement.preventDefault();
    else copies.forEach((cle) => localStorage.removeItem(cle));
  });
});
