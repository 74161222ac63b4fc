// Draft saved while it is typed (T1): <form data-autosave="address of its page" data-autosave-cle="owner of the copy">:
// 3 s after the last key, on leaving a control, 10 s after the first unsaved change; one request at a time.
// Answers: {"revision", "enregistre_a", "avis"}; 409 {"message", "montree"} when somebody changed the same thing.
// Controls outside of it, by their attribute form, count too; data-autosave-neuf: what it sends leaves its controls empty.
// Until then a copy of this tab stays in the browser: an expired session, a cut line, a closed tab lose nothing.

const APRES_LA_FRAPPE = 3_000;
const AU_PLUS_TARD = 10_000;
const PATIENCE = 5_000;
const ECARTES = new Set(["csrfmiddlewaretoken", "revision"]);

class Brouillon {
  constructor(formulaire) {
    this.formulaire = formulaire;
    this.etat = formulaire.querySelector("[data-autosave-etat]") || this.creerEtat();
    this.sujet = this.etat.dataset.sujet || "Brouillon";
    this.accord = this.etat.dataset.accord || "";
    this.prefixe = `amihr:${formulaire.dataset.autosaveCle || ""}:${formulaire.dataset.autosave}:`;
    this.cle = this.prefixe + Math.random();
    this.modifie = this.enCours = this.bloque = false;
    this.ecouter();
    this.retrouver().catch(() => {}); // no storage: the server remains
  }

  creerEtat() {
    const etat = document.createElement("p");
    etat.className = "autosave";
    etat.setAttribute("role", "status");
    this.formulaire.append(etat);
    return etat;
  }

  ecouter() {
    document.addEventListener("input", ({ target }) => {
      if (target.form !== this.formulaire || target.type === "file") return;
      if (!this.formulaire.contains(target)) target.parentElement.append(this.etat);
      this.noter();
    });
    document.addEventListener("focusout", ({ target }) => target.form === this.formulaire && this.modifie && this.enregistrer());
    this.formulaire.addEventListener("submit", (evenement) => this.partir(evenement));
    addEventListener("online", () => this.modifie && !this.bloque && this.enregistrer());
    document.addEventListener("visibilitychange", () => {
      if (this.modifie && !this.bloque) this.enregistrer();
    });
  }

  noter() {
    this.copier({});
    this.limite ||= setTimeout(() => this.enregistrer(), AU_PLUS_TARD);
    this.modifie = true;
    clearTimeout(this.frappe);
    this.frappe = setTimeout(() => this.enregistrer(), APRES_LA_FRAPPE);
  }

  suspendre() {
    clearTimeout(this.frappe);
    clearTimeout(this.limite);
    this.limite = 0;
  }

  // The form waits for the save under way, which changes its version.
  partir(evenement) {
    this.suspendre();
    this.copier({ envoye: true });
    this.modifie = false;
    if (!this.enCours || this.depart) return;
    evenement.preventDefault();
    this.depart = evenement.submitter || true;
    setTimeout(() => this.repartir(), PATIENCE);
  }

  repartir() {
    if (!this.depart || this.parti) return;
    this.parti = true;
    this.formulaire.requestSubmit(this.depart === true ? undefined : this.depart);
  }

  async enregistrer() {
    this.suspendre();
    if (this.enCours || this.bloque) return;
    this.enCours = true;
    this.modifie = false;
    try {
      await this.envoyer();
    } catch {
      this.echec("la connexion est coupée");
    }
    this.enCours = false;
    if (this.depart) return this.repartir();
    if (this.modifie && !this.enPanne) this.noter();
  }

  async envoyer(encore) {
    const corps = new FormData(this.formulaire);
    for (const champ of this.formulaire.querySelectorAll('[type="file"]')) corps.delete(champ.name);
    const reponse = await fetch(this.formulaire.dataset.autosave, {
      method: "POST", body: corps, headers: { Accept: "application/json" }, keepalive: taille(corps) < 60_000,
    });
    if (!(reponse.headers.get("Content-Type") || "").includes("json")) {
      if (reponse.status === 403 && !encore && await this.rajeunir()) return this.envoyer(true);
      const causes = { 403: "votre session est terminée", 404: "cette page ne vous est plus ouverte" };
      return this.echec(causes[reponse.redirected ? 403 : reponse.status] || "le service ne répond pas");
    }
    const contenu = await reponse.json();
    if (reponse.ok) this.reussite(contenu);
    else if (reponse.status === 409) this.conflit(contenu);
    else this.echec(contenu.message || "le service l’a refusé");
  }

  // Signed in again elsewhere: the same person's page has the new token.
  async rajeunir() {
    const page = await fetch(this.formulaire.dataset.autosave);
    const neuve = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-autosave]");
    if (neuve?.dataset.autosaveCle !== this.formulaire.dataset.autosaveCle) return false;
    const { value: jeton } = neuve.querySelector("[name=csrfmiddlewaretoken]");
    document.getElementsByName("csrfmiddlewaretoken").forEach((champ) => { champ.value = jeton; });
    return true;
  }

  montrer(revision) {
    const champ = this.formulaire.elements.namedItem("revision");
    if (champ && revision !== undefined) champ.value = revision;
  }

  reussite({ revision, enregistre_a: heure, avis }) {
    this.montrer(revision);
    this.enPanne = false;
    if (this.modifie) this.copier({});
    else this.oublier();
    this.dire([`${this.sujet} enregistré${this.accord} à ${heure}`, avis].filter(Boolean).join(". "));
    document.dispatchEvent(new CustomEvent("amihr:enregistre"));
  }

  echec(cause) {
    this.modifie = this.enPanne = true;
    const phrase = `${this.sujet} non enregistré${this.accord}\u00a0: ${cause}. Vos réponses restent sur cette page.`;
    this.dire(phrase, "Réessayer l’enregistrement", () => this.enregistrer());
  }

  // The server's page shows both versions.
  conflit({ message, montree }) {
    this.bloque = this.enPanne = true;
    this.montrer(montree);
    this.copier({});
    const phrase = message || "Ce dossier a été modifié par une autre personne.";
    this.dire(`${phrase} Vos réponses restent sur cette page.`, "Comparer les deux versions", () => this.formulaire.requestSubmit());
  }

  dire(phrase, action, faire) {
    this.etat.classList.toggle("ko", Boolean(action));
    this.etat.setAttribute("role", action ? "alert" : "status");
    this.etat.textContent = phrase;
    if (!action) return;
    const bouton = document.createElement("button");
    bouton.type = "button";
    bouton.className = "btn btn-link";
    bouton.textContent = action;
    bouton.addEventListener("click", faire);
    this.etat.append(" ", bouton);
  }

  revision() {
    return this.formulaire.elements.namedItem("revision")?.value ?? "";
  }

  valeurs() {
    return [...new FormData(this.formulaire)].filter(([nom, valeur]) => typeof valeur === "string" && !ECARTES.has(nom));
  }

  copier(marques) {
    try {
      localStorage.setItem(this.cle, JSON.stringify({ valeurs: this.valeurs(), revision: this.revision(), ...marques }));
    } catch {
      // Full or forbidden.
    }
  }

  oublier() {
    localStorage.removeItem(this.cle);
  }

  // A copy that no open tab holds is put back if nothing changed since; else it is offered.
  async retrouver() {
    const ici = sessionStorage.getItem(this.prefixe);
    sessionStorage.setItem(this.prefixe, this.cle);
    const tenues = new Set((await navigator.locks?.query())?.held.map(({ name }) => name));
    navigator.locks?.request(this.cle, () => new Promise(() => {}));
    const cle = Object.keys(localStorage).find((autre) => autre.startsWith(this.prefixe) && (autre === ici || !tenues.has(autre)));
    if (!cle || cle === this.cle) return;
    const copie = JSON.parse(localStorage.getItem(cle));
    const memeVersion = copie.revision === this.revision();
    const presentes = new Set(this.valeurs().map(nue));
    const complete = copie.envoye || presentes.size === copie.valeurs.length;
    const oublier = () => localStorage.removeItem(cle);
    if (copie.envoye && location.hash && "autosaveNeuf" in this.formulaire.dataset) return oublier();
    if (complete && copie.valeurs.every((couple) => presentes.has(nue(couple)) || (copie.envoye && !couple[1]))) return oublier();
    const reprendre = () => {
      this.remettre(copie);
      oublier();
    };
    if (memeVersion && !this.modifie) return reprendre();
    this.dire("Un texte non enregistré a été retrouvé sur cet appareil\u00a0; cette partie a changé depuis.", "Reprendre ce texte", reprendre);
  }

  // With its version: the server keeps what others changed since.
  remettre({ valeurs, revision }) {
    this.montrer(revision);
    const parNom = new Map();
    for (const [nom, valeur] of valeurs) parNom.set(nom, [...(parNom.get(nom) || []), valeur]);
    for (const champ of this.formulaire.elements) {
      if (!champ.name || ECARTES.has(champ.name) || ["file", "submit", "button", "password"].includes(champ.type)) continue;
      const voulues = parNom.get(champ.name) || [];
      if (champ.type === "checkbox" || champ.type === "radio") champ.checked = voulues.includes(champ.value);
      else if (champ.multiple) [...champ.options].forEach((option) => { option.selected = voulues.includes(option.value); });
      else if (voulues.length && (champ.value = voulues.shift())) champ.closest("details")?.toggleAttribute("open", true);
    }
    this.dire("Vos réponses non enregistrées ont été retrouvées sur cet appareil.");
    this.copier({});
    this.modifie = true;
    this.formulaire.dispatchEvent(new Event("change", { bubbles: true }));
    this.enregistrer();
  }
}

// As the server may write it again.
function nue([nom, valeur]) {
  return nom + valeur.replace(/\s+|^0+/g, "");
}

// A large request does not outlive its page.
function taille(corps) {
  return [...corps].reduce((total, [nom, valeur]) => total + nom.length + valeur.length * 3, 0);
}

document.querySelectorAll("form[data-autosave]").forEach((formulaire) => new Brouillon(formulaire));
