"""Labels: delivered when due, announced at publication, withdrawn, restored."""

from django.utils.text import slugify

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.models import CasUsage
from amihr.fichiers.models import Fichier
from amihr.journal.chaine import acte, inscrire, inscrire_plusieurs
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Candidature, Depot, Eligibilite
from catalogue.lectures.labels import avis_de_publication_dus, labels_a_delivrer
from catalogue.models import EtatVersion, Fiche, Label, RetraitLabel, VersionFiche
from catalogue.regles.code import code_neuf
from catalogue.regles.duree import dernier_jour
from catalogue.regles.naissance import cas_usage_choisis, emplacement_du_logo, fiche_naissante
from catalogue.regles.preuve import Niveau, ecrire, fait
from catalogue.regles.siege import departement_du_siege, est_du_territoire, siege_affiche

from .indexation import indexer

LONGUEUR_DU_SLUG = 100
# Addresses of the catalogue that no solution may take.
SLUGS_RESERVES = {"comparer"}


@acte
def delivrer(edition, *, par=None):
    """Deliver the labels that are due in an edition: one per favourable, notified decision; return them.

    Q13: a label is that of one solution, held by its company, which may hold several.
    Q30: the lead of a consortium holds it; the other members are named on it.
    Q11 gives its dates from the signed act, Q48 its first fiche; nothing shows before the publication (T7).
    Effects, in order: labels, fiches and their first version, search index, journal. Run twice, it does nothing more.
    """
    instant = horloge.instant_de_la_base()
    dues = labels_a_delivrer(edition).values("candidature")
    tenues = list(Candidature.objects.select_for_update(of=("self",)).filter(pk__in=dues).order_by("pk"))
    # Asked again once they are held: another acte may have delivered, or disqualified, during the wait.
    decisions = labels_a_delivrer(edition).filter(candidature__in=tenues)
    decisions = decisions.select_related("acte", "seance", "candidature")
    labels = [_delivrer(edition, decision, instant) for decision in decisions]
    indexer([label.fiche for label in labels])
    inscrire_plusieurs(
        [
            {
                "evenement": "label.delivre",
                "par": par,
                "objet": label,
                "instant": instant,
                "debut": label.debut,
                "fin": label.fin,
                "decision": label.candidature.decision.pk,
            }
            for label in labels
        ]
    )
    return labels


def _delivrer(edition, decision, instant):
    depot = (
        Depot.objects.select_related("structure").filter(candidature=decision.candidature).order_by("-numero").first()
    )
    label = Label.objects.create(
        edition=edition,
        candidature=decision.candidature,
        code=_code_libre(),
        solution=depot.titre,
        titulaire=depot.structure.denomination,
        siren=depot.structure.siren,
        thematique_id=depot.thematique_id,
        est_coup_de_coeur=decision.est_coup_de_coeur and edition.a_coup_de_coeur,
        debut=decision.acte.date,
        fin=dernier_jour(decision.acte.date, edition.reglage("Q11", "duree_mois")),
        delivre_le=instant,
        membres=[
            {"denomination": m.structure.denomination, "siren": m.structure.siren}
            for m in depot.membres_consortium.select_related("structure").order_by("ordre")
        ],
    )
    _ouvrir_la_fiche(edition, label, decision, depot, instant)
    return label


def _code_libre():
    while Label.objects.filter(code=(code := code_neuf())).exists():
        continue
    return code


def _ouvrir_la_fiche(edition, label, decision, depot, instant):
    naissante = fiche_naissante(
        depot.formulaire,
        depot.contenu,
        declare_le=horloge.jour_de_paris(depot.depose_le),
        examine_le=decision.seance.jour,
    )
    departement = departement_du_siege(
        code_commune=depot.structure.code_commune,
        code_departement=depot.structure.code_departement,
        commune=depot.structure.commune,
    )
    siege = siege_affiche(depot.structure.commune, departement)
    faits = [*_faits_du_titulaire(depot, siege), *naissante.faits]
    declare_le = horloge.jour_de_paris(depot.depose_le).isoformat()
    contenu = {"faits": ecrire(faits), "est_minimale": naissante.est_minimale, "declare_le": declare_le}
    fiche = Fiche.objects.create(
        label=label,
        slug=_slug_libre(label.solution),
        titre=label.solution,
        resume=naissante.resume,
        besoins=naissante.besoins,
        donnees=naissante.donnees,
        siege=siege,
        est_du_territoire=est_du_territoire(edition.territoire, departement),
        contenu=contenu,
        logo=_logo(depot),
        texte_libre=naissante.texte_libre,
        modifiee_le=instant,
    )
    if not naissante.est_minimale:
        codes = cas_usage_choisis(depot.formulaire, depot.contenu)
        fiche.cas_usage.set(CasUsage.objects.filter(thematique__edition=edition, code__in=codes))
    VersionFiche.objects.create(
        fiche=fiche,
        numero=1,
        contenu={"titre": fiche.titre, "resume": fiche.resume, "texte_libre": fiche.texte_libre, **contenu},
        etat=EtatVersion.VALIDEE,
        proposee_le=depot.depose_le,
        validee_le=instant,
    )


def _faits_du_titulaire(depot, siege):
    """Who the holder is: checked by the Région on the pieces when it examined the eligibility, else as declared."""
    eligibilite = Eligibilite.objects.en_vigueur().filter(candidature=depot.candidature_id, est_favorable=True).first()
    preuve = {"niveau": Niveau.DECLARE, "le": horloge.jour_de_paris(depot.depose_le)}
    if eligibilite:
        le = horloge.jour_de_paris(eligibilite.instant)
        preuve = {"niveau": Niveau.VERIFIE, "le": le, "comment": "sur pièces, à l’examen de l’éligibilité"}
    faits = [fait("Titulaire", depot.structure.denomination, **preuve)]
    if siege:
        faits.append(fait("Siège", siege, **preuve))
    return faits


def _logo(depot):
    """R24 lets the Région show the logo of a laureate; a file still in quarantine is not shown."""
    emplacement = emplacement_du_logo(depot.formulaire)
    return Fichier.objects.filter(
        pk__in=depot.pieces.filter(emplacement=emplacement).values("fichier"), efface_le=None, derive__isnull=False
    ).first()


def _slug_libre(titre):
    """Return an address for a solution: its name, then a number if another one took it."""
    racine = slugify(titre)[:LONGUEUR_DU_SLUG].strip("-") or "solution"
    pris = set(Fiche.objects.filter(slug__startswith=racine).values_list("slug", flat=True)) | SLUGS_RESERVES
    slug, rang = racine, 2
    while slug in pris:
        slug, rang = f"{racine}-{rang}", rang + 1
    return slug


@acte
def annoncer(instant):
    """Post to each team the mail that brings its badge, once its label is published; return how many labels.

    R37: the dated badge is sent to each holder, with the kit, when the label becomes public.
    Effects, in order: labels marked, mails due, journal. Labels that another worker holds are left to it.
    """
    dus = avis_de_publication_dus(instant)
    labels = list(Label.objects.select_for_update(of=("self",), skip_locked=True).filter(pk__in=dus.values("pk")))
    labels = [label for label in labels if label.annonce_le is None]
    for label in sorted(labels, key=lambda label: label.pk):
        label.annonce_le = instant
        label.save(update_fields=["annonce_le"])
        boite.poster("label_publie", objet=label, a=label.candidature.equipe(), instant=instant)
    inscrire_plusieurs([{"evenement": "label.annonce", "objet": label, "instant": instant} for label in labels])
    return len(labels)


def _verrouiller(label, par, instant):
    """Lock the candidature, ask for access anew, then lock the label."""
    acces.verrouiller(par, label.candidature, Action.INSTRUIRE, instant, meme_annule=True)
    return Label.objects.select_for_update(of=("self",)).select_related("candidature").get(pk=label.pk)


@acte
def retirer(label, *, motif, effet_le=None, par):
    """Withdraw a label, with its motive, from now on or from a later instant.

    R39: the Région may withdraw it when the undertakings are not kept; the motive and the date are kept.
    Verification, badge, catalogue and feeds follow from that instant, without any job (T9).
    Effects, in order: withdrawal, mail to the team, journal (never the motive). Raises ``Http404``;
    ``ActeRefuse``: ``label_motif``, ``effet_passe``, ``effet_apres_la_fin``, ``label_deja_retire``.
    """
    instant = horloge.instant_de_la_base()
    label = _verrouiller(label, par, instant)
    exiger(motif.strip(), "label_motif")
    effet_le = effet_le or instant
    exiger(effet_le >= instant, "effet_passe")
    exiger(effet_le == instant or horloge.jour_de_paris(effet_le) <= label.fin, "effet_apres_la_fin")
    exiger(not label.retraits.filter(leve_le=None).exists(), "label_deja_retire")
    retrait = RetraitLabel.objects.create(
        label=label, motif=motif.strip(), effet_le=effet_le, decide_le=instant, par=par
    )
    boite.poster("label_retire", objet=retrait, a=label.candidature.equipe(), instant=instant)
    inscrire("label.retire", par=par, objet=label, instant=instant, retrait=retrait.pk, effet_le=effet_le)
    return retrait


@acte
def retablir(label, *, motif, par):
    """Lift the withdrawal of a label, with its reason: it is what its dates say again.

    Q20: a withdrawal may be suspended or reversed; it stays on record, with the instant at which it was lifted.
    Effects, in order: withdrawal lifted, mail to the team, journal (never the reason). Raises ``Http404``;
    ``ActeRefuse``: ``levee_motif``, ``label_pas_retire``.
    """
    instant = horloge.instant_de_la_base()
    label = _verrouiller(label, par, instant)
    exiger(motif.strip(), "levee_motif")
    retrait = label.retraits.filter(leve_le=None).first()
    exiger(retrait is not None, "label_pas_retire")
    retrait.leve_le, retrait.motif_de_levee = instant, motif.strip()
    retrait.save(update_fields=["leve_le", "motif_de_levee"])
    boite.poster("label_retabli", objet=retrait, a=label.candidature.equipe(), instant=instant)
    inscrire("label.retabli", par=par, objet=label, instant=instant, retrait=retrait.pk)
    return retrait
