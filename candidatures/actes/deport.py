"""Links of interest: declare none, declare one and step aside, decide on a detected one (Q18)."""

from amihr import horloge
from amihr.journal.chaine import acte, inscrire, inscrire_plusieurs
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.liens import structures_des_dossiers
from candidatures.models import Affectation, Candidature, Categorie, Declaration, Deport, LienEcarte, StructureLiee
from candidatures.regles.instruction import AVANT_LA_DECISION
from candidatures.regles.liens import structures_choisies


def _verrouiller_tous(edition, personne, references, instant):
    """Lock the named dossiers in pk order, then ask for access in a new statement; one missing is a 404."""
    pks = list(Candidature.objects.filter(edition=edition, reference__in=references).values_list("pk", flat=True))
    list(Candidature.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").values_list("pk"))
    permises = acces.dossiers_accessibles(personne, Action.DECLARER, instant).filter(pk__in=pks)
    trouvees = {candidature.reference: candidature for candidature in permises}
    exiger_trouve(set(trouvees) == set(references))
    return [trouvees[reference] for reference in sorted(trouvees)]


def _retirer_les_affectations(deports, personne, par, instant):
    """A recusal takes the dossier from whoever it was given to; what was scored stays stored and counts nowhere (T5)."""
    siennes = Affectation.objects.filter(membre__personne=personne, retiree_le=None)
    siennes.filter(candidature__in=[deport.candidature_id for deport in deports]).update(
        retiree_le=instant, retiree_par=par
    )


def _nommer_les_structures(deports, cles):
    """Keep which structures of its dossier each recusal is about: those said by ``cles[deport]``, else all of them."""
    structures = structures_des_dossiers([deport.candidature for deport in deports]) if deports else {}
    StructureLiee.objects.bulk_create(
        StructureLiee(deport=deport, siren=structure["siren"], denomination=structure["denomination"])
        for deport in deports
        for structure in structures_choisies(structures[deport.candidature_id], cles(deport))
    )


@acte
def declarer(edition, *, par, aucun_lien=(), liens=None, structures=None):
    """Answer for several dossiers at once: « aucun lien », or a link, which is a recusal.

    Locks each dossier, as reading and filing do, so that no reading slips in during the recusal (A-16).
    ``aucun_lien``: references; ``liens``: ``{reference: (category, explanation for the secretariat)}``;
    ``structures``: ``{reference: keys}`` of those that the link is with (``cle_de_structure``), all of them unless said.
    Effects, in order: declarations, recusals, their structures, assignments ended, journal. Raises ``Http404`` for a dossier that is not
    to declare.
    """
    instant = horloge.instant_de_la_base()
    liens = dict(liens or {})
    aucun_lien = [reference for reference in aucun_lien if reference not in liens]
    candidatures = _verrouiller_tous(edition, par, [*aucun_lien, *liens], instant)
    declarees = Declaration.objects.filter(personne=par, candidature__in=candidatures)
    deja = set(declarees.values_list("candidature", flat=True))
    sans_lien = [c for c in candidatures if c.reference not in liens and c.pk not in deja]
    Declaration.objects.bulk_create(Declaration(candidature=c, personne=par, instant=instant) for c in sans_lien)
    deports = []
    for candidature in candidatures:
        if candidature.reference in liens:
            categorie, precision = liens[candidature.reference]
            deports.append(
                Deport(
                    candidature=candidature,
                    personne=par,
                    categorie=Categorie(categorie),
                    precision=precision[:1000],
                    declare_le=instant,
                )
            )
    Deport.objects.bulk_create(deports)
    _nommer_les_structures(deports, lambda deport: (structures or {}).get(deport.candidature.reference))
    _retirer_les_affectations(deports, par, par, instant)
    inscrire_plusieurs(
        [
            *({"evenement": "lien.aucun", "par": par, "objet": c, "instant": instant} for c in sans_lien),
            *({"evenement": "deport.declare", "par": par, "objet": d.candidature, "instant": instant} for d in deports),
        ]
    )
    return deports


def _verrouiller_avec_une_raison(candidature, personne, raison, par, instant):
    """Lock the dossier for a decision of the secretariat about ``personne``: never about oneself, always with a reason."""
    candidature = acces.verrouiller(par, candidature, Action.INSTRUIRE, instant, meme_annule=True)
    exiger_trouve(personne.pk != par.pk)
    exiger(raison.strip(), "raison_du_lien")
    return candidature


def _verrouiller_pour_trancher(candidature, personne, raison, par, instant):
    candidature = _verrouiller_avec_une_raison(candidature, personne, raison, par, instant)
    deja = Deport.objects.en_vigueur().filter(candidature=candidature, personne=personne).exists()
    exiger(not deja, "deja_deporte")
    return candidature


@acte
def imposer(candidature, personne, categorie, raison, *, par, structures=None):
    """The secretariat recuses a person from a dossier, with its reason.

    ``structures``: keys of those that the link is with; all of them unless said.
    Effects, in order: recusal, its structures, assignment ended, journal. Raises ``Http404`` (also for oneself), ``ActeRefuse``: ``raison_du_lien``,
    ``deja_deporte``.
    """
    instant = horloge.instant_de_la_base()
    candidature = _verrouiller_pour_trancher(candidature, personne, raison, par, instant)
    deport = Deport.objects.create(
        candidature=candidature,
        personne=personne,
        categorie=Categorie(categorie),
        precision=raison.strip()[:1000],
        declare_le=instant,
        impose_par=par,
    )
    _nommer_les_structures([deport], lambda _: structures)
    _retirer_les_affectations([deport], personne, par, instant)
    inscrire("deport.impose", par=par, objet=candidature, instant=instant, personne=str(personne.pk))
    return deport


@acte
def ecarter_lien(candidature, personne, raison, *, par):
    """Decide, with a reason, that a link found by the software does not prevent reading (A-17).

    Nobody decides for oneself. Deciding again returns the first decision. Effects, in order: decision, journal.
    Raises ``Http404`` (also for oneself), ``ActeRefuse``: ``raison_du_lien``, ``deja_deporte``, ``lien_absent``.
    """
    instant = horloge.instant_de_la_base()
    candidature = _verrouiller_pour_trancher(candidature, personne, raison, par, instant)
    exiger(acces.est_lie(personne, candidature), "lien_absent")
    ecarte, nouveau = LienEcarte.objects.get_or_create(
        candidature=candidature,
        personne=personne,
        defaults={"raison": raison.strip()[:1000], "ecarte_le": instant, "par": par},
    )
    if nouveau:
        inscrire("lien.ecarte", par=par, objet=candidature, instant=instant, personne=str(personne.pk))
    return ecarte


@acte
def lever(candidature, deport_id, raison, *, par):
    """The secretariat ends a recusal, with its reason, while nothing is decided on the dossier; never one's own.

    The person reads again if they had declared « aucun lien » before it, a word that stays; else once they do. Their
    earlier notes count again (see Q47).
    Effects, in order: recusal dated, journal. Raises ``Http404`` (also for oneself), ``ActeRefuse``:
    ``raison_du_lien``, ``deport_decide``.
    """
    instant = horloge.instant_de_la_base()
    deport = Deport.objects.en_vigueur().filter(candidature=candidature, pk=deport_id).first()
    exiger_trouve(deport is not None)
    candidature = _verrouiller_avec_une_raison(candidature, deport.personne, raison, par, instant)
    exiger(candidature.etat in AVANT_LA_DECISION, "deport_decide")
    leves = Deport.objects.en_vigueur().filter(pk=deport.pk)
    exiger_trouve(leves.update(leve_le=instant, leve_par=par, raison_de_la_levee=raison.strip()[:1000]))
    inscrire("deport.leve", par=par, objet=candidature, instant=instant, personne=str(deport.personne_id))
    return deport
