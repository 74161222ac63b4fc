// The commission's grid: <form data-grille> with one <fieldset data-critere data-poids="num/den"> per criterion, or per
// part of one, in a <fieldset data-groupe>. A control with data-hors is « outside my field ».
// A digit chooses a level in the criterion that has the focus; the mean follows, exact, with a decimal comma, once all
// is noted.

const REPRISE = 800;

function rationnel(texte) {
  const [haut, bas = "1"] = texte.trim().split("/");
  const [entier, decimales = ""] = haut.replace(",", ".").split(".");
  return { n: BigInt(entier + decimales), d: BigInt(bas) * 10n ** BigInt(decimales.length) };
}

const plus = (a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const fois = (a, b) => ({ n: a.n * b.n, d: a.d * b.d });

// Halves go up, as on the server.
function ecrire({ n, d }, decimales) {
  const echelle = 10n ** BigInt(decimales);
  const unites = (2n * n * echelle + d) / (2n * d);
  const reste = String(unites % echelle).padStart(decimales, "0");
  return decimales ? `${unites / echelle},${reste}` : String(unites);
}

function moyenne(couples) {
  let somme = { n: 0n, d: 1n };
  let poids = { n: 0n, d: 1n };
  for (const [note, part] of couples) {
    somme = plus(somme, fois(note, part));
    poids = plus(poids, part);
  }
  return { n: somme.n * poids.d, d: somme.d * poids.n };
}

class Grille {
  constructor(formulaire) {
    this.formulaire = formulaire;
    this.criteres = [...formulaire.querySelectorAll("[data-critere]")];
    this.resultat = formulaire.querySelector("[data-moyenne]");
    this.frappe = "";
    formulaire.addEventListener("keydown", (evenement) => this.touche(evenement));
    formulaire.addEventListener("input", (evenement) => this.exclure(evenement.target), true);
    formulaire.addEventListener("change", () => this.calculer());
    this.calculer();
  }

  exclure(controle) {
    const groupe = controle.checked && controle.closest("[data-groupe]");
    if (groupe) groupe.querySelectorAll(":checked").forEach((choisi) => { choisi.checked = choisi.type === controle.type; });
  }

  touche(evenement) {
    const niveau = evenement.target;
    if (niveau.type !== "radio" || !/^\d$/.test(evenement.key)) return;
    if (evenement.ctrlKey || evenement.altKey || evenement.metaKey) return;
    const critere = niveau.closest("[data-critere]");
    const niveaux = [...critere.querySelectorAll('[type="radio"]')];
    const choisi = this.suite(evenement.key, niveaux);
    if (!choisi) return;
    evenement.preventDefault();
    choisi.checked = true;
    choisi.focus();
    choisi.dispatchEvent(new Event("input", { bubbles: true }));
    choisi.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // « 10 » takes two keys: the second one counts if it comes soon.
  suite(chiffre, niveaux) {
    clearTimeout(this.minuterie);
    const trouver = (valeur) => niveaux.find((niveau) => niveau.value === valeur);
    const choisi = trouver(this.frappe + chiffre) || trouver(chiffre);
    this.frappe = choisi ? choisi.value : "";
    this.minuterie = setTimeout(() => { this.frappe = ""; }, REPRISE);
    return choisi;
  }

  // Criteria, each with its parts: [[fieldset, …], …].
  groupes() {
    const parGroupe = new Map();
    for (const critere of this.criteres) {
      const groupe = critere.closest("[data-groupe]") || critere;
      parGroupe.set(groupe, [...(parGroupe.get(groupe) || []), critere]);
    }
    return parGroupe;
  }

  calculer() {
    const couples = [];
    let notes = 0;
    let hors = 0;
    for (const [groupe, parties] of this.groupes()) {
      if (groupe.querySelector("[data-hors]:checked")) {
        parties.forEach((partie) => this.dire(partie, "Hors de ma compétence."));
        hors += 1;
        continue;
      }
      const choisis = parties.map((partie) => partie.querySelector('[type="radio"]:checked'));
      choisis.forEach((choisi, rang) => choisi && this.noter(choisi, parties[rang], couples));
      if (choisis.every(Boolean)) notes += 1;
    }
    if (this.resultat) this.resultat.textContent = this.phrase(couples, notes, hors);
  }

  noter(choisi, critere, couples) {
    const couple = [rationnel(choisi.value), rationnel(critere.dataset.poids)];
    couples.push(couple);
    this.dire(critere, `${choisi.value}, soit ${ecrire(fois(...couple), 2)} de la moyenne\u00a0: ${choisi.dataset.libelle}`);
  }

  dire(critere, phrase) {
    const ancre = critere.querySelector("[data-ancre]");
    if (ancre) ancre.textContent = phrase;
  }

  phrase(couples, notes, hors) {
    const combien = this.groupes().size;
    if (notes === combien) {
      return `Moyenne pondérée provisoire\u00a0: ${ecrire(moyenne(couples), Number(this.resultat.dataset.decimales || 2))}`;
    }
    const s = notes > 1 ? "s" : "";
    const aCote = hors ? `, ${hors} hors de votre compétence` : "";
    return `Moyenne pondérée\u00a0: non calculée, ${notes}\u00a0critère${s} noté${s} sur ${combien}${aCote}`;
  }
}

document.querySelectorAll("form[data-grille]").forEach((formulaire) => new Grille(formulaire));
