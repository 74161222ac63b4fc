// The server's hour in the deadline banner, set again each minute. The browser's clock is never read, only its stopwatch.

const SYNCHRONISATION = 60_000;
const format = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris", hour: "numeric", minute: "2-digit", second: "2-digit", hour12: false,
});

function ecrire(instant) {
  const morceaux = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return [Number(morceaux.hour), "h", morceaux.minute, "min", morceaux.second, "s"].join("\u00a0");
}

function decompter(bandeau, s) {
  const reste = bandeau?.querySelector("[data-echeance] span");
  if (s > 600 || !reste?.textContent.includes("clôture")) return;
  const mots = (n, mot) => ` ${n}\u00a0${mot}${n > 1 ? "s" : ""}`;
  const duree = (s < 60 ? "" : mots(Math.floor(s / 60), "minute")) + mots(s % 60, "seconde");
  reste.textContent = reste.textContent.replace(/dans.*/, "dans" + duree);
  const dit = [600, 300, 120, 60].includes(s) ? reste.textContent : "";
  // Heard, then gone: read again, it would give a second, older time.
  if (dit || s % 60 === 30) bandeau.querySelector("[data-annonce]").textContent = dit;
}

function annoncer(bandeau, { etat, fort, suite }) {
  const phrase = bandeau?.querySelector("[data-echeance]");
  if (!phrase || fort === undefined) return;
  const [gras, reste] = phrase.children;
  if (gras.textContent !== fort) bandeau.querySelector("[data-annonce]").textContent = fort;
  gras.textContent = fort;
  reste.textContent = suite;
  if ("sobre" in bandeau.dataset) return;
  bandeau.className = ["bandeau", etat, etat === "clos" ? "" : "sur-encre"].filter(Boolean).join(" ");
}

function suivre(horloge) {
  let repere = { instant: Date.parse(horloge.dateTime), chrono: performance.now() };
  let change = Date.parse(horloge.dataset.change);

  const battre = () => {
    const instant = new Date(repere.instant + performance.now() - repere.chrono);
    horloge.textContent = ecrire(instant);
    horloge.dateTime = instant.toISOString();
    if (instant < change) decompter(horloge.closest(".bandeau"), Math.floor((change - instant) / 1000));
    if (instant < change || Number.isNaN(change)) return;
    change = NaN;
    synchroniser();
  };

  const synchroniser = async () => {
    const depart = performance.now();
    try {
      const reponse = await fetch(horloge.dataset.horloge, { headers: { "X-Sondage": "1" }, credentials: "omit" });
      if (!reponse.ok) return;
      const lu = await reponse.json();
      const arrivee = performance.now();
      repere = { instant: Date.parse(lu.instant) + (arrivee - depart) / 2, chrono: arrivee };
      change = Date.parse(lu.change_le);
      annoncer(horloge.closest(".bandeau"), lu);
      battre();
    } catch {
      // The next minute asks again.
    }
  };

  setInterval(battre, 1000);
  setInterval(synchroniser, SYNCHRONISATION);
  // A sleeping machine stops its stopwatch.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && synchroniser());
}

document.querySelectorAll("time[data-horloge]").forEach(suivre);
