// Files sent once chosen, one by one (suite: those left; rates: why some were refused): <form data-televersement>.
// The server answers with its page, whose slot replaces this one; without script the form's own button does the same.

class Envoi {
  constructor(formulaire, suite = [], rates = []) {
    this.rates = rates;
    this.formulaire = formulaire;
    this.emplacement = formulaire.closest(".piece");
    this.controle = formulaire.querySelector('[type="file"]');
    this.bouton = formulaire.querySelector("[data-sans-script]");
    if (this.bouton) this.bouton.hidden = true;
    this.controle.addEventListener("change", () => {
      this.rates = [];
      if (this.controle.files.length) this.commencer([...this.controle.files]);
    });
    if (suite.length) this.commencer(suite);
  }

  commencer(fichiers) {
    this.fichiers = fichiers;
    const [fichier] = fichiers;
    const maximum = Number(this.controle.dataset.max);
    if (maximum && fichier.size > maximum) {
      const limite = Math.floor(maximum / 2 ** 20);
      const phrase = `Ce fichier pèse ${mebi(fichier.size)}\u00a0Mo\u00a0: choisissez-en un de ${limite}\u00a0Mo au plus`;
      if (!fichiers[1]) return this.rater(phrase, false);
      this.rates.push(`${fichier.name}\u00a0: ${phrase}`);
      return this.commencer(fichiers.slice(1));
    }
    this.montrer(fichier.name);
    const requete = new XMLHttpRequest();
    requete.responseType = "document";
    requete.upload.addEventListener("progress", (avance) => this.avancer(avance));
    requete.addEventListener("load", () => this.recevoir(requete));
    requete.addEventListener("error", () => this.rater("La connexion est coupée\u00a0: le fichier n’est pas arrivé", true));
    requete.addEventListener("abort", () => this.rater("Envoi annulé\u00a0: ce fichier n’est pas enregistré", true));
    this.annuler.addEventListener("click", () => requete.abort());
    requete.open("POST", this.formulaire.action);
    const corps = new FormData(this.formulaire);
    corps.set(this.controle.name, fichier);
    requete.send(corps);
  }

  montrer(nom) {
    this.effacer();
    this.suivi = document.createElement("div");
    this.suivi.className = "envoi";
    this.barre = document.createElement("progress");
    this.barre.max = 100;
    this.barre.value = 0;
    this.barre.setAttribute("aria-label", `Envoi de ${nom}`);
    this.annuler = document.createElement("button");
    this.annuler.type = "button";
    this.annuler.className = "btn btn-outline-primary btn-sm";
    this.annuler.textContent = "Annuler l’envoi";
    this.suivi.append(this.barre, this.annuler);
    this.formulaire.append(this.suivi);
    this.controle.hidden = true;
  }

  avancer({ lengthComputable, loaded, total }) {
    if (lengthComputable) this.barre.value = Math.floor((loaded / total) * 100);
    // All sent: too late to call it back.
    if (loaded === total) this.annuler.hidden = true;
  }

  recevoir(requete) {
    const nouveau = requete.response?.getElementById(this.emplacement.id);
    if (!nouveau) {
      const deconnecte = new URL(requete.responseURL).pathname.includes("/connexion/");
      return this.rater(deconnecte ? "Votre session est terminée\u00a0: reconnectez-vous, puis recommencez"
        : requete.status === 429 ? "Trop de fichiers envoyés en une heure\u00a0: recommencez plus tard"
          : "Le service n’a pas pu recevoir ce fichier", true);
    }
    const place = document.importNode(nouveau, true);
    this.emplacement.replaceWith(place);
    const erreur = place.querySelector(".msg-erreur");
    const dits = this.rates.concat(erreur ? erreur.textContent : []);
    const suite = this.fichiers.slice(1);
    place.querySelectorAll("form[data-televersement]").forEach((formulaire) => new Envoi(formulaire, suite, dits));
    if (suite.length) return;
    this.rates.forEach((dit) => this.redire(place, dit));
    const dit = place.querySelector(".tete").appendChild(document.createElement("span"));
    dit.className = "visually-hidden";
    dit.setAttribute("role", dits[0] ? "alert" : "status");
    dit.textContent = dits.join(" ") || "Fichier reçu";
    (place.querySelector('[type="file"]') || place).focus();
    if (!erreur) document.dispatchEvent(new CustomEvent("amihr:enregistre"));
  }

  redire(ou, phrase) {
    const message = ou.appendChild(document.createElement("p"));
    message.className = "msg-erreur";
    message.textContent = phrase;
  }

  rater(phrase, reessayer) {
    this.effacer();
    this.erreur = document.createElement("div");
    this.erreur.setAttribute("role", "alert");
    this.rates.concat(phrase).forEach((dit) => this.redire(this.erreur, dit));
    this.formulaire.append(this.erreur);
    if (!reessayer) {
      this.controle.value = "";
      return;
    }
    const bouton = this.erreur.appendChild(document.createElement("button"));
    bouton.type = "button";
    bouton.className = "btn btn-outline-primary btn-sm";
    bouton.textContent = "Réessayer l’envoi";
    bouton.addEventListener("click", () => this.commencer(this.fichiers));
    bouton.focus();
  }

  effacer() {
    this.suivi?.remove();
    this.erreur?.remove();
    this.controle.hidden = false;
  }
}

function mebi(octets) {
  return (Math.ceil((octets / 2 ** 20) * 10) / 10).toLocaleString("fr-FR");
}

document.querySelectorAll("form[data-televersement]").forEach((formulaire) => new Envoi(formulaire));
