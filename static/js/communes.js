// Proposes the names of communes while one is typed; without it, the server says after the save what it did not find.
for (const liste of document.querySelectorAll("[data-communes]")) {
  const champ = document.querySelector(`[list="${liste.id}"]`);
  let attente;
  champ?.addEventListener("input", () => {
    clearTimeout(attente);
    attente = setTimeout(async () => {
      const adresse = `${liste.dataset.communes}?q=${encodeURIComponent(champ.value)}`;
      const reponse = await fetch(adresse, { headers: { "X-Sondage": "1" } }).catch(() => null);
      if (reponse?.ok) liste.replaceChildren(...(await reponse.json()).communes.map((nom) => new Option("", nom)));
    }, 250);
  });
}
