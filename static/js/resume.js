// Error summary: it takes the focus when the page arrives, and its links put it on the control.
// Without script the form posts to #resume, which does nearly the same.

const resume = document.getElementById("resume");
if (resume) {
  resume.focus();
  resume.addEventListener("click", (evenement) => {
    const lien = evenement.target.closest('a[href^="#"]');
    const champ = lien && document.getElementById(decodeURIComponent(lien.hash.slice(1)));
    if (!champ) return;
    evenement.preventDefault();
    // The label and the error stand above the control: they must be seen too.
    (champ.closest(".champ, .piece, .critere") || champ).scrollIntoView({ block: "start" });
    champ.focus({ preventScroll: true });
  });
}
