// Draft saved while it is typed (T1): <form data-autosave="its page" data-autosave-cle="owner of the copy">, without files; one
// request at a time, tried again if the server is silent.
// Answers: {"revision", "enregistre_a", "avis", "manque": what the dossier lacks, if it changed}; 409 {"message", "montree"}
// when somebody changed the same thing.
// Controls outside of it, by their attribute form, count too; data-autosave-neuf: what it sends leaves its controls empty.
// Until then a copy stays in the browser. data-autosave-reste: the page shows what is not saved: "retrouve", to send at once;
// "refuse", to choose.

import { delai, lire, rajeunir } from "./session.js";

const APRES_LA_FRAPPE = 3_000;
const AU_PLUS_TARD = 10_000;
const PATIENCE = 5_000;
const ESSAI = 5_000; // then twice as long, four times
const MUET = "le service ne répond pas";
const RESTENT = "Vos réponses restent sur cette page.";
const OFFRE = "Un texte non enregistré a été retrouvé sur cet appareil\u00a0; cette partie a changé depuis.";

class Brouillon {
  constructor(formulaire) {
    this.formulaire = formulaire;
    this.etat = formulaire.querySelector("[data-autosave-etat]");
    Object.assign(this, this.etat.dataset);
    this.adresse = formulaire.dataset.autosave;
    this.reste = formulaire.dataset.autosaveReste;
    this.prefixe = prefixe(formulaire.dataset.autosaveCle, this.adresse);
    this.cle = this.prefixe + Math.random();
    this.rates = 0;
    this.ecouter();
    // No storage: the server remains.
    this.retrouver().catch(() => {}).finally(() => {
      if (this.reste !== "retrouve" || this.enCours) return;
      this.noter();
      this.enregistrer();
    });
  }

  ecouter() {
    const rattraper = () => this.modifie && this.enregistrer();
    const ecouter = (quoi, faire) => document.addEventListener(quoi, (e) => e.target.form === this.formulaire && faire(e.target, e.key));
    ecouter("input", (controle) => {
      if (!this.formulaire.contains(controle)) controle.parentElement.append(this.etat);
      this.noter();
    });
    ecouter("focusout", rattraper);
    ecouter("keyup", (controle, touche) => touche === "Tab" && this.devoiler());
    this.formulaire.addEventListener("submit", (evenement) => this.partir(evenement));
    addEventListener("online", rattraper);
    document.addEventListener("visibilitychange", rattraper);
  }

  // The control in use stands above the line.
  devoiler() {
    const { activeElement: controle } = document;
    if (controle.form === this.formulaire && controle.offsetHeight < 300) controle.scrollIntoView({ block: "nearest" });
  }

  noter() {
    this.copier({});
    this.etat.classList.add("encours");
    this.limite ||= setTimeout(() => this.enregistrer(), AU_PLUS_TARD);
    this.modifie = true;
    clearTimeout(this.frappe);
    this.frappe = setTimeout(() => this.enregistrer(), APRES_LA_FRAPPE);
  }

  suspendre() {
    [this.frappe, this.limite, this.essai].forEach(clearTimeout);
    this.limite = 0;
  }

  // The form waits for the save under way, which changes its version.
  partir(evenement) {
    this.suspendre();
    this.copier({ envoye: true });
    this.modifie = false;
    if (!this.enCours || this.depart) return;
    evenement.preventDefault();
    this.depart = () => {
      this.depart = () => {};
      this.formulaire.requestSubmit(evenement.submitter);
    };
    setTimeout(() => this.depart(), PATIENCE);
  }

  async enregistrer() {
    this.suspendre();
    if (this.enCours || this.bloque) return;
    this.enCours = true;
    this.modifie = false;
    this.etat.classList.add("encours");
    try {
      await this.envoyer();
    } catch ({ name }) {
      this.echec(name === "TimeoutError" ? MUET : "la connexion est coupée", true);
    }
    this.enCours = false;
    if (this.depart) return this.depart();
    if (this.modifie && !this.enPanne) this.noter();
  }

  async envoyer(encore) {
    const corps = new FormData(this.formulaire);
    const reponse = await fetch(this.adresse, {
      method: "POST", body: corps, headers: { Accept: "application/json" }, signal: delai(),
      keepalive: `${new URLSearchParams(corps)}`.length < 60_000, // a large request does not outlive its page
    });
    const { status: statut } = reponse;
    if (!reponse.headers.get("Content-Type")?.includes("json")) {
      if (statut === 403 && !encore && await rajeunir(this.adresse)) return this.envoyer(true);
      const causes = { 403: "votre session est terminée", 404: "cette page ne vous est plus ouverte" };
      const cause = causes[reponse.redirected ? 403 : statut];
      // The page sent without a session leads to the sign-in, which gives the text back.
      const partir = () => rajeunir(this.adresse).catch(() => {}).then((est) => est ? this.enregistrer() : this.formulaire.requestSubmit());
      if (cause === causes[403]) return this.echec(cause, false, "Se reconnecter", partir);
      return this.echec(cause || MUET, !cause);
    }
    const contenu = await reponse.json();
    if (reponse.ok) this.reussite(contenu);
    else if (statut === 409) this.conflit(contenu);
    else this.echec(contenu.message || "le service l’a refusé", statut >= 429);
  }

  get revision() {
    return this.formulaire.elements.revision?.value ?? "";
  }

  set revision(revision) {
    const { revision: champ } = this.formulaire.elements;
    if (champ && revision !== undefined) champ.value = revision;
  }

  reussite({ revision, enregistre_a: heure, avis, manque }) {
    this.revision = revision;
    this.enPanne = false;
    this.rates = 0;
    if (this.modifie) this.copier({});
    else delete localStorage[this.cle];
    const phrases = [`${this.sujet} enregistré${this.accord} à ${heure}`, avis, this.offre && OFFRE].filter(Boolean);
    this.dire(phrases.join(". "), this.offre && "Reprendre ce texte", this.offre);
    if (manque) document.querySelectorAll("[data-manque]").forEach((lien) => { lien.textContent = manque; });
    document.dispatchEvent(new CustomEvent("amihr:enregistre"));
  }

  echec(cause, encore, action = "Réessayer l’enregistrement", faire = () => this.enregistrer()) {
    this.modifie = this.enPanne = true;
    if (encore) this.essai = setTimeout(() => this.enregistrer(), ESSAI * 2 ** Math.min(this.rates++, 4));
    this.dire(`${this.sujet} non enregistré${this.accord}\u00a0: ${cause}. ${RESTENT}`, action, faire);
  }

  // The server's page shows both versions.
  conflit({ message, montree }) {
    this.bloque = this.enPanne = true;
    this.revision = montree;
    this.copier({});
    this.dire(`${message} ${RESTENT}`, "Comparer les deux versions", () => this.formulaire.requestSubmit());
  }

  // Once: the button keeps the focus, nobody hears the same failure at each attempt.
  dire(phrase, action, faire) {
    this.etat.classList.remove("encours");
    if (this.dite === phrase) return;
    this.dite = phrase;
    this.etat.classList.toggle("ko", Boolean(action));
    this.etat.setAttribute("role", action ? "alert" : "status");
    this.etat.textContent = phrase;
    if (!action) return;
    this.etat.insertAdjacentHTML("beforeend", ' <button type="button" class="btn btn-link"></button>');
    this.etat.lastChild.textContent = action;
    this.etat.lastChild.addEventListener("click", faire);
    this.devoiler();
  }

  copier(marques) {
    try {
      localStorage[this.cle] = JSON.stringify({ valeurs: valeurs(this.formulaire), revision: this.revision, ...marques });
    } catch {
      // Full or forbidden.
    }
  }

  // A copy that the server has goes; another is put back if nothing changed since, else it is offered.
  async retrouver() {
    const ici = sessionStorage[this.prefixe];
    sessionStorage[this.prefixe] = this.cle;
    const [cle] = await copies(this.prefixe, ici);
    navigator.locks?.request(this.cle, () => new Promise(() => {}));
    if (!cle || cle === this.cle) return;
    const copie = JSON.parse(localStorage[cle]);
    const montree = estMontree(copie, this.formulaire) ||
      (copie.envoye && location.hash && "autosaveNeuf" in this.formulaire.dataset);
    if (montree && !this.reste) return delete localStorage[cle];
    if (montree && this.reste === "refuse") {
      this.cle = sessionStorage[this.prefixe] = cle;
      return;
    }
    const reprendre = () => {
      this.offre = null;
      this.remettre(copie);
      delete localStorage[cle];
    };
    if (this.reste ? montree : copie.revision === this.revision && !this.modifie) return reprendre();
    this.offre = reprendre;
    this.dire(OFFRE, "Reprendre ce texte", reprendre);
  }

  // With its version: the server keeps what others changed since.
  remettre({ valeurs: gardees, revision }) {
    this.revision = revision;
    const parNom = new Map();
    for (const [nom, valeur] of gardees) parNom.set(nom, [...(parNom.get(nom) || []), valeur]);
    for (const champ of this.formulaire.elements) {
      const voulues = parNom.get(champ.name) || [];
      if (["checkbox", "radio"].includes(champ.type)) champ.checked = voulues.includes(champ.value);
      else if (champ.multiple) [...champ.options].forEach((option) => { option.selected = voulues.includes(option.value); });
      else if (voulues.length && (champ.value = voulues.shift())) champ.closest("details")?.toggleAttribute("open", true);
    }
    this.copier({});
    this.modifie = true;
    this.formulaire.dispatchEvent(new Event("change", { bubbles: true }));
    this.enregistrer();
  }
}

const prefixe = (qui, adresse) => `amihr:${qui}:${adresse}:`;

// Those that no open tab holds.
async function copies(debut, ici) {
  const tenues = new Set((await navigator.locks?.query())?.held.map(({ name }) => name));
  return Object.keys(localStorage).filter((cle) => cle.startsWith(debut) && (cle === ici || !tenues.has(cle)));
}

// Without what a choice between two versions gives up, and the choice itself.
function valeurs(formulaire) {
  const cedes = [...formulaire.querySelectorAll("[value=enregistree]:checked")].map(({ name }) => name.slice(6)).join("|");
  const ecartes = new RegExp(`^(csrfmiddlewaretoken|revision|garde_.*|(${cedes})(__.*|_jour|_mois|_annee)?)$`);
  return [...new FormData(formulaire)].filter(([nom]) => !ecartes.test(nom));
}

function estMontree(copie, formulaire) {
  const presentes = new Set(valeurs(formulaire).map(nue));
  return (copie.envoye || presentes.size === copie.valeurs.length) &&
    copie.valeurs.every((couple) => presentes.has(nue(couple)) || (copie.envoye && !couple[1]));
}

// As the server may write it again.
function nue([nom, valeur]) {
  return nom + valeur.replace(/\s+|^0+|€/g, "");
}

// The form as the server has it now.
async function relire(adresse) {
  return (await lire(adresse)).querySelector(`form[data-autosave="${adresse}"]`);
}

// What left with its page: the server took it when that page shows it, or shows no form any more.
async function balayer({ dataset: { autosaveCle: qui } }) {
  const debut = `amihr:${qui}:`;
  for (const cle of await copies(debut)) {
    const chemin = cle.slice(debut.length, cle.lastIndexOf(":"));
    const copie = JSON.parse(localStorage[cle]);
    if (!copie.envoye || document.querySelector(`[data-autosave="${chemin}"]`)) continue;
    const formulaire = chemin !== location.pathname && await relire(chemin);
    if (formulaire ? estMontree(copie, formulaire) : formulaire === false) delete localStorage[cle];
  }
}

// A page that leads to some forms says where a text waits: <div data-autosave-copies="owner" hidden>.
async function signaler(avis) {
  const debut = `amihr:${avis.dataset.autosaveCopies}:`;
  for (const cle of await copies(debut)) {
    const chemin = cle.slice(debut.length, cle.lastIndexOf(":"));
    const lien = vers(chemin);
    const formulaire = lien && await relire(chemin);
    if (!formulaire) continue;
    if (!formulaire.dataset.autosaveReste && estMontree(JSON.parse(localStorage[cle]), formulaire)) {
      delete localStorage[cle];
      continue;
    }
    avis.hidden = false;
    if (!avis.querySelector(`[href="${lien.pathname}"]`)) avis.firstElementChild.append(" ", lien.cloneNode(true));
  }
}

// The link of a list that leads nearest to a form.
function vers(chemin) {
  const liens = [...document.querySelectorAll(".taches a")].filter((lien) => chemin.startsWith(lien.pathname));
  return liens.sort((un, autre) => autre.pathname.length - un.pathname.length)[0];
}

// A phone's keyboard hides the bottom of the page.
window.visualViewport?.addEventListener("resize", ({ target: vue }) => {
  const cache = vue.scale === 1 ? innerHeight - vue.height : 0;
  document.documentElement.style.setProperty("--clavier", `${cache}px`);
});

document.querySelectorAll("[data-autosave-copies]").forEach((avis) => signaler(avis).catch(() => {}));
document.querySelectorAll("form[data-autosave]").forEach((formulaire, rang) => {
  new Brouillon(formulaire);
  if (!rang) balayer(formulaire).catch(() => {});
});
