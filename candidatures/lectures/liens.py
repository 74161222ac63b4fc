"""Links of interest: what waits for a declaration, what one has declared (Q18)."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, JSONField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from amihr.comptes.models import Attribution, Personne, Role
from amihr.habilitations.models import Membre
from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import SOUMIS_A_LA_COMMISSION, Action
from candidatures.models import Candidature, Declaration, Deport, Depot, Equipier, LienEcarte, MembreConsortium
from candidatures.regles.instruction import AVANT_LA_DECISION
from candidatures.regles.liens import domaine_de_structure, raisons_du_lien


@dataclass(frozen=True)
class DossierADeclarer:
    """What one knows of a dossier before reading it: who files it, with whom, under which name (Q18)."""

    reference: str
    titre: str
    structure: str
    membres: list
    est_declare: bool
    a_un_lien_detecte: bool


def _tete_deposee():
    """The names of the last filed version of a candidature, as one JSON value: never its content."""
    membres = MembreConsortium.objects.filter(depot=OuterRef("pk")).order_by("ordre")
    derniers = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    tete = JSONObject(
        titre="titre",
        structure="structure__denomination",
        membres=ArraySubquery(membres.values_list("structure__denomination", flat=True)),
    )
    return Subquery(derniers.values_list(tete, flat=True)[:1], output_field=JSONField())


def a_declarer(personne, edition):
    """Return, by structure, the dossiers that wait for a word about ``personne``'s links of interest.

    Either ``personne`` has not answered yet, or a link was found that somebody has to decide on: those two facts
    are told apart. Read in one statement, from the last filed version, without any of its content.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.DECLARER).filter(edition=edition)
    declarations = Declaration.objects.filter(candidature=OuterRef("pk"), personne=personne)
    dossiers = dossiers.annotate(
        est_declare=Exists(declarations), detecte=acces.lien_a_trancher(personne), depose=_tete_deposee()
    )
    en_attente = dossiers.filter(Q(est_declare=False) | Q(detecte=True)).order_by(
        AppNorm(KT("depose__structure")), "reference"
    )
    return [
        DossierADeclarer(reference=reference, est_declare=declare, a_un_lien_detecte=detecte, **depose)
        for reference, declare, detecte, depose in en_attente.values_list(
            "reference", "est_declare", "detecte", "depose"
        )
    ]


def deports_de(personne, edition):
    """Return one's own recusals, from one's own declarations, by structure: ``structure`` and ``declare_le``."""
    deports = Deport.objects.en_vigueur().filter(personne=personne, candidature__edition=edition, impose_par=None)
    derniers = Depot.objects.filter(candidature=OuterRef("candidature")).order_by("-numero")
    structure = Subquery(derniers.values("structure__denomination")[:1])
    return deports.annotate(structure=structure).order_by(AppNorm("structure"), "pk")


@dataclass(frozen=True)
class LienATrancher:
    """A reader of the edition and a dossier that a detected link closes to them until somebody decides (A-17)."""

    candidature: Candidature
    personne: Personne
    raisons: tuple


def _lecteurs(edition):
    """Those whom the edition makes readers, signed or not, by name: a seat, or a role that instructs.

    Whoever is attached to a candidature of the edition reads nothing in it: there is nothing to decide about them.
    """
    siens = {"personne": OuterRef("pk")}
    attaches = Equipier.objects.actifs().filter(candidature__edition=edition, **siens)
    sieges = Membre.objects.en_fonction().filter(edition=edition, **siens)
    roles = Attribution.objects.actives().filter(role__in=(Role.AGENT, Role.OPERATEUR), **siens)
    lecteurs = Personne.objects.actives().annotate(
        siege=ArraySubquery(sieges.values(json=JSONObject(college="college__libelle", employeur="employeur"))),
        instruit=Exists(roles),
        sirens=ArraySubquery(acces.sirens_des_sieges(OuterRef("pk"))),
    )
    return lecteurs.filter(~Exists(attaches), Exists(sieges) | Exists(roles)).order_by("nom", "prenom", "pk")


def _structures_deposees():
    """Every structure of every filed version of a candidature, as JSON: what a link may be found with."""
    nom = {"denomination": "structure__denomination", "siren": "structure__siren", "domaine": "structure__domaine"}
    mandataires = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    membres = MembreConsortium.objects.filter(depot__candidature=OuterRef("pk")).order_by("-depot__numero", "ordre")
    return {
        "mandataires": ArraySubquery(mandataires.values(json=JSONObject(**nom))),
        "membres": ArraySubquery(membres.values(json=JSONObject(**nom))),
    }


def _dossiers_lies(par, edition, sirens, domaines):
    """The dossiers on which ``par`` may decide, linked to somebody: their structures, and the people decided on."""
    ecartes = LienEcarte.objects.filter(candidature=OuterRef("pk"))
    deports = Deport.objects.en_vigueur().filter(candidature=OuterRef("pk"))
    dossiers = acces.dossiers_accessibles(par, Action.INSTRUIRE).filter(acces.lies_a(sirens, domaines), edition=edition)
    dossiers = dossiers.annotate(
        ecartes=ArraySubquery(ecartes.values("personne")),
        deportes=ArraySubquery(deports.values("personne")),
        **_structures_deposees(),
    )
    return dossiers.order_by(AppNorm("denomination"), "reference")


def liens_a_trancher_par(par, edition):
    """Return the links that wait for a decision of ``par``, by structure then name, in two statements.

    Only on dossiers that ``par`` may instruct: nothing before the closing, nor unsigned, nor of a dossier from which
    ``par`` stepped aside, nor of one to which ``par`` has a link of their own: nobody decides their own link.
    """
    lecteurs = [(lecteur, domaine_de_structure(lecteur.courriel)) for lecteur in _lecteurs(edition)]
    sirens = {siren for lecteur, _ in lecteurs for siren in lecteur.sirens}
    domaines = {domaine for _, domaine in lecteurs if domaine}
    return [
        LienATrancher(dossier, lecteur, raisons)
        for dossier in _dossiers_lies(par, edition, sirens, domaines)
        for lecteur, domaine in lecteurs
        if _est_a_trancher(dossier, lecteur)
        and (raisons := raisons_du_lien(lecteur.sirens, domaine, _structures_de(dossier)))
    ]


def _est_a_trancher(dossier, lecteur):
    """Nobody has decided yet, and the dossier is one that this person may come to read."""
    lirait = lecteur.instruit or (lecteur.siege and dossier.etat in SOUMIS_A_LA_COMMISSION)
    return lirait and lecteur.pk not in (*dossier.ecartes, *dossier.deportes)


def _structures_de(dossier):
    roles = ((True, dossier.mandataires), (False, dossier.membres))
    return [structure | {"est_mandataire": role} for role, structures in roles for structure in structures]


def lien_a_trancher_par(par, edition, reference, personne_id):
    """Return one of ``liens_a_trancher_par``, or ``None``."""
    liens = liens_a_trancher_par(par, edition)
    return next((x for x in liens if (x.candidature.reference, x.personne.pk) == (reference, personne_id)), None)


def lecteurs_et_dossiers(par, edition):
    """Return (the readers of the edition but ``par``, the dossiers that ``par`` may instruct), to recuse one from one."""
    dossiers = acces.dossiers_accessibles(par, Action.INSTRUIRE).filter(edition=edition, etat__in=AVANT_LA_DECISION)
    return _lecteurs(edition).exclude(pk=par.pk), dossiers.order_by("noms", "reference")


@dataclass(frozen=True)
class LienTranche:
    """A line of the register: a link set aside, a recusal imposed, declared or lifted, with what was written about it.

    ``deport_a_lever``: the key of a recusal in force that the reader of the register may lift.
    """

    personne: Personne
    candidature: Candidature
    nature: str
    instant: object
    par: Personne | None
    raison: str
    deport_a_lever: int | None = None


def _ce_qui_est_declare(deport):
    nature = deport.get_categorie_display()
    return f"{nature}\u00a0: {deport.precision}" if deport.precision else nature


def registre_des_liens(par, edition):
    """Return the register of links of the dossiers that ``par`` may instruct, latest first, in two statements."""
    dossiers = acces.dossiers_accessibles(par, Action.INSTRUIRE).filter(edition=edition)
    ecartes = LienEcarte.objects.filter(candidature__in=dossiers).select_related("personne", "candidature", "par")
    deports = Deport.objects.filter(candidature__in=dossiers)
    deports = list(deports.select_related("personne", "candidature", "impose_par", "leve_par"))
    lignes = [LienTranche(e.personne, e.candidature, "ecarte", e.ecarte_le, e.par, e.raison) for e in ecartes]
    lignes += [
        LienTranche(
            d.personne,
            d.candidature,
            "impose" if d.impose_par else "declare",
            d.declare_le,
            d.impose_par,
            d.precision if d.impose_par else _ce_qui_est_declare(d),
            d.pk if d.leve_le is None and d.personne_id != par.pk else None,
        )
        for d in deports
    ]
    lignes += [
        LienTranche(d.personne, d.candidature, "leve", d.leve_le, d.leve_par, d.raison_de_la_levee)
        for d in deports
        if d.leve_le
    ]
    return sorted(lignes, key=lambda ligne: (ligne.instant, str(ligne.personne), str(ligne.candidature)), reverse=True)


def deport_a_lever(par, edition, deport_id):
    """Return the line of the register of a recusal in force that ``par`` may lift, or ``None``."""
    return next((x for x in registre_des_liens(par, edition) if x.deport_a_lever == deport_id), None)
