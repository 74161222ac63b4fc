// The commission's grid: <form data-grille> with one <fieldset data-critere data-poids="whole number"> per criterion, or per
// part of one, in a <fieldset data-groupe>. A control with data-hors is « outside my field ».
// A digit chooses a level in the criterion that has the focus; what each note brings to the mean follows, exact, in the
// words of evaluation/regles/apports.py.

const REPRISE = 800;
const HORS = "Hors de ma compétence.";

const groupe = (critere) => critere.closest("[data-groupe]") || critere;
const estHors = (critere) => groupe(critere).querySelector("[data-hors]:checked");
const groupes = (criteres) => new Set(criteres.map(groupe));

// Halves go up, as on the server.
function ecrire(haut, bas) {
  const centiemes = (200n * haut + bas) / (2n * bas);
  return `${centiemes / 100n},${String(centiemes % 100n).padStart(2, "0")}`;
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

  calculer() {
    const comptent = this.criteres.filter((critere) => !estHors(critere));
    const combien = groupes(comptent).size;
    const hors = groupes(this.criteres).size - combien;
    const poids = comptent.reduce((total, critere) => total + BigInt(critere.dataset.poids), 0n);
    const notes = groupes(comptent);
    const quoi = hors ? `votre moyenne sur ${combien}\u00a0critère${combien > 1 ? "s" : ""}` : "la moyenne";
    let somme = 0n;
    for (const critere of this.criteres) {
      const ancre = critere.querySelector("[data-ancre]");
      const choisi = critere.querySelector('[type="radio"]:checked:not([data-hors])');
      if (estHors(critere)) ancre.textContent = HORS;
      else if (choisi) {
        const apport = BigInt(choisi.value) * BigInt(critere.dataset.poids);
        somme += apport;
        ancre.textContent = `${choisi.value}, soit ${apport && ecrire(apport, poids)} de ${quoi}\u00a0: ${choisi.dataset.libelle}`;
      } else {
        notes.delete(groupe(critere));
        if (ancre.textContent === HORS) ancre.textContent = "Pas encore noté.";
      }
    }
    const dits = combien && notes.size === combien ? ecrire(somme, poids) : "";
    if (this.resultat) this.resultat.textContent = this.phrase(dits, notes.size, combien, hors);
  }

  phrase(moyenne, notes, combien, hors) {
    const s = notes > 1 ? "s" : "";
    const aCote = hors ? `, ${hors} hors de votre compétence` : "";
    if (!moyenne) return `Moyenne pondérée\u00a0: non calculée, ${notes}\u00a0critère${s} noté${s} sur ${combien}${aCote}`;
    return `Moyenne pondérée provisoire${hors ? ` sur ${notes}\u00a0critère${s}` : ""}\u00a0: ${moyenne}${aCote}`;
  }
}

document.querySelectorAll("form[data-grille]").forEach((formulaire) => new Grille(formulaire));
