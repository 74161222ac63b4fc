// Files sent once chosen or dropped, one by one (suite: those left; rates: why some were refused): <form data-televersement>.
// The server answers with its page, whose slot replaces this one.

import { rajeunir } from "./session.js";

const SILENCE = 30_000; // without a byte taken
const CONTROLE = 120_000; // the server's checks, once it has them all

class Envoi {
  constructor(formulaire, suite = [], rates = []) {
    this.rates = rates;
    this.formulaire = formulaire;
    this.emplacement = formulaire.closest(".piece");
    this.controle = formulaire.querySelector('[type="file"]');
    formulaire.querySelector("[data-sans-script]").hidden = true;
    this.controle.addEventListener("change", () => this.choisir(this.controle.files));
    ["dragover", "dragleave", "drop"].forEach((quoi) => this.emplacement.addEventListener(quoi, (e) => this.survoler(e)));
    if (suite.length) this.commencer(suite);
  }

  survoler(evenement) {
    evenement.preventDefault();
    const { type, dataTransfer: { files } } = evenement;
    this.emplacement.classList.toggle("survol", type === "dragover" && !this.suivi);
    if (files.length && !this.suivi) this.choisir(files);
  }

  choisir(fichiers) {
    this.rates = [];
    if (fichiers[1] && !this.controle.multiple) this.rater("Un seul fichier à cet emplacement\u00a0: choisissez lequel");
    else if (fichiers[0]) this.commencer([...fichiers]);
  }

  commencer(fichiers, encore) {
    Object.assign(this, { fichiers, encore });
    const [fichier] = fichiers;
    const maximum = Number(this.controle.dataset.max);
    if (maximum && fichier.size > maximum) {
      const limite = Math.floor(maximum / 2 ** 20);
      const phrase = `Ce fichier pèse ${mebi(fichier.size)}\u00a0Mo\u00a0: choisissez-en un de ${limite}\u00a0Mo au plus`;
      if (!fichiers[1]) return this.rater(phrase);
      this.rates.push(`${fichier.name}\u00a0: ${phrase}`);
      return this.commencer(fichiers.slice(1));
    }
    this.montrer(fichier.name);
    const requete = this.requete = new XMLHttpRequest();
    requete.responseType = "document";
    requete.upload.addEventListener("progress", (avance) => this.avancer(avance));
    requete.addEventListener("load", () => this.recevoir(requete));
    requete.addEventListener("error", () => this.arreter("La connexion est coupée"));
    requete.addEventListener("abort", () => this.arreter(this.muet ? "Le service ne répond pas" : "Envoi annulé"));
    this.patienter(SILENCE);
    requete.open("POST", this.formulaire.action);
    const corps = new FormData(this.formulaire);
    corps.set(this.controle.name, fichier);
    requete.send(corps);
  }

  patienter(duree) {
    clearTimeout(this.veille);
    this.veille = setTimeout(() => {
      this.muet = true;
      this.requete.abort();
    }, duree);
  }

  arreter(cause) {
    const suite = this.transmis ? "est peut-être arrivé, rechargez la page pour le savoir" : "n’est pas arrivé";
    this.rater(`${cause}\u00a0: le fichier ${suite}`, true);
  }

  montrer(nom) {
    this.effacer();
    this.muet = this.transmis = false;
    this.formulaire.insertAdjacentHTML("beforeend", '<div class="envoi"><progress max="100" value="0"></progress></div>');
    this.suivi = this.formulaire.lastElementChild;
    this.barre = this.suivi.firstChild;
    this.barre.ariaLabel = `Envoi de ${nom}`;
    this.bouton(this.suivi, "Annuler", () => this.requete.abort());
    this.suivi.append(nom);
    this.controle.hidden = true;
  }

  avancer({ loaded, total }) {
    if (total) this.barre.value = Math.floor((loaded / total) * 100);
    if (this.transmis) return;
    this.transmis = loaded === total;
    if (this.transmis) this.suivi.append("\u00a0: transmis, contrôle en cours");
    this.patienter(this.transmis ? CONTROLE : SILENCE);
  }

  async recevoir({ response: page, responseURL: adresse, status: statut }) {
    clearTimeout(this.veille);
    const nouveau = page?.getElementById(this.emplacement.id);
    if (!nouveau) {
      if (statut === 403 && !this.encore && await rajeunir(location.pathname).catch(() => {})) {
        return this.commencer(this.fichiers, true);
      }
      const ferme = adresse.includes("/connexion/");
      const cause = page?.querySelector("main h1")?.textContent || "Le service n’a pas pu recevoir ce fichier";
      this.rater(ferme ? "Votre session est terminée" : cause, true);
      const lien = ` <a href="${adresse}" target="_blank">Se reconnecter (nouvel onglet)</a>`;
      return ferme && this.erreur.insertAdjacentHTML("beforeend", lien);
    }
    const place = document.importNode(nouveau, true);
    this.emplacement.replaceWith(place);
    // Where the dossier stands, and which of its parts are complete.
    const suivis = page.querySelectorAll("[data-suivi]");
    document.querySelectorAll("[data-suivi]").forEach((avant, rang) => avant.replaceWith(suivis[rang]));
    const erreur = place.querySelector(".msg-erreur");
    const dits = this.rates.concat(erreur ? erreur.textContent : []);
    const suite = this.fichiers.slice(1);
    place.querySelectorAll("form[data-televersement]").forEach((formulaire) => new Envoi(formulaire, suite, dits));
    if (suite.length) return;
    this.rates.forEach((dit) => this.redire(place, dit));
    const tete = place.querySelector(".tete");
    const fait = [...dits, tete.innerText].join(" ");
    tete.insertAdjacentHTML("beforeend", `<span class="visually-hidden" role="${dits[0] ? "alert" : "status"}"></span>`);
    tete.lastElementChild.textContent = fait;
    (place.querySelector('[type="file"]') || place).focus();
    if (!erreur) document.dispatchEvent(new CustomEvent("amihr:enregistre"));
  }

  redire(ou, phrase) {
    ou.insertAdjacentHTML("beforeend", '<p class="msg-erreur"></p>');
    ou.lastElementChild.textContent = phrase;
  }

  rater(phrase, reessayer) {
    this.effacer();
    this.formulaire.insertAdjacentHTML("beforeend", '<div role="alert"></div>');
    this.erreur = this.formulaire.lastElementChild;
    this.rates.concat(phrase).forEach((dit) => this.redire(this.erreur, dit));
    if (!reessayer) return (this.controle.value = "");
    this.bouton(this.erreur, "Réessayer", () => this.commencer(this.fichiers)).focus();
  }

  bouton(ou, texte, faire) {
    ou.insertAdjacentHTML("beforeend", '<button type="button" class="btn btn-outline-primary btn-sm"></button>');
    const bouton = ou.lastElementChild;
    bouton.textContent = `${texte} l’envoi`;
    bouton.addEventListener("click", faire);
    return bouton;
  }

  // With what was said of another file.
  effacer() {
    clearTimeout(this.veille);
    this.suivi?.remove();
    this.erreur?.remove();
    this.emplacement.querySelector(".tete > [role]")?.remove();
    this.suivi = null;
    this.emplacement.querySelectorAll(".msg-erreur").forEach((dit) => {
      dit.textContent = "";
      dit.hidden = true;
    });
    this.controle.removeAttribute("aria-invalid");
    this.controle.hidden = false;
  }
}

function mebi(octets) {
  return (Math.ceil((octets / 2 ** 20) * 10) / 10).toLocaleString("fr-FR");
}

document.querySelectorAll("form[data-televersement]").forEach((formulaire) => new Envoi(formulaire));
