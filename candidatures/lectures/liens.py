"""Links of interest: what waits for a declaration, what one has declared (Q18)."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, Exists, JSONField, OuterRef, Q, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from amihr import horloge
from amihr.comptes.models import Attribution, Personne, Role
from amihr.habilitations.mandats import premier_jour_qui_lie
from amihr.habilitations.models import Membre, Nature
from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import SOUMIS_A_LA_COMMISSION, Action
from candidatures.models import (
    Candidature,
    Declaration,
    Deport,
    Depot,
    Equipier,
    LienEcarte,
    MembreConsortium,
)
from candidatures.regles.instruction import AVANT_LA_DECISION
from candidatures.regles.liens import Indices, domaine_de_structure, raisons_du_lien


@dataclass(frozen=True)
class DossierADeclarer:
    """What one knows of a dossier before reading it: who files it, with whom, under which name (Q18).

    ``structures``: denomination and SIREN, the lead first; ``raisons``: of the link that was found, empty without one.
    """

    reference: str
    titre: str
    structures: list
    est_declare: bool
    a_un_lien_detecte: bool
    raisons: tuple

    @property
    def structure(self):
        return self.structures[0]["denomination"]

    @property
    def membres(self):
        return [membre["denomination"] for membre in self.structures[1:]]


def _tete_deposee():
    """The names of the last filed version of a candidature, as one JSON value: never its content."""
    membres = MembreConsortium.objects.filter(depot=OuterRef("pk")).order_by("ordre")
    derniers = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    tete = JSONObject(
        titre="titre",
        structure="structure__denomination",
        siren="structure__siren",
        membres=ArraySubquery(
            membres.values(json=JSONObject(denomination="structure__denomination", siren="structure__siren"))
        ),
    )
    return Subquery(derniers.values_list(tete, flat=True)[:1], output_field=JSONField())


def _structures_de_la_tete(depose):
    return [{"denomination": depose["structure"], "siren": depose["siren"]}, *depose["membres"]]


def a_declarer(personne, edition):
    """Return, by structure, the dossiers that wait for a word about ``personne``'s links of interest.

    Either ``personne`` has not answered yet, or a link was found that somebody has to decide on: those two facts
    are told apart. Read in one statement, from the last filed version, without any of its content; in two more, why a
    link was found, when there is one.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.DECLARER).filter(edition=edition)
    declarations = Declaration.objects.filter(candidature=OuterRef("pk"), personne=personne)
    dossiers = dossiers.annotate(
        est_declare=Exists(declarations), detecte=acces.lien_a_trancher(personne), depose=_tete_deposee()
    )
    en_attente = dossiers.filter(Q(est_declare=False) | Q(detecte=True)).order_by(
        AppNorm(KT("depose__structure")), "reference"
    )
    lus = list(en_attente.values_list("pk", "reference", "est_declare", "detecte", "depose"))
    detectes = [pk for pk, _, _, detecte, _ in lus if detecte]
    raisons = _raisons_pour(personne, dossiers.filter(pk__in=detectes)) if detectes else {}
    return [
        DossierADeclarer(
            reference, depose["titre"], _structures_de_la_tete(depose), declare, detecte, raisons.get(pk, ())
        )
        for pk, reference, declare, detecte, depose in lus
    ]


def _raisons_pour(personne, dossiers):
    """Return ``{candidature: reasons}`` of the links found with ``personne`` on these dossiers, in two statements."""
    indices = indices_de(_avec_indices(Personne.objects.filter(pk=personne.pk)).get())
    dossiers = dossiers.annotate(**_structures_deposees())
    trouvees = {dossier.pk: raisons_du_lien(indices, _structures_de(dossier)) for dossier in dossiers}
    return {pk: tuple(raison for raison in raisons if raison.suspend) for pk, raisons in trouvees.items()}


def structures_des_dossiers(candidatures):
    """Return ``{candidature: structures}``, pks, of the last filed version of each, lead first; in one statement."""
    membres = MembreConsortium.objects.filter(depot=OuterRef("pk")).order_by("ordre")
    nom = {"denomination": "structure__denomination", "siren": "structure__siren"}
    derniers = Depot.objects.filter(candidature__in=candidatures).order_by("candidature", "-numero")
    lus = derniers.distinct("candidature").values_list(
        "candidature", JSONObject(**nom), ArraySubquery(membres.values(json=JSONObject(**nom)))
    )
    return {pk: [mandataire, *autres] for pk, mandataire, autres in lus}


def structures_a_citer(candidature):
    """Return what one may say to have a link with, in one dossier."""
    return structures_des_dossiers([candidature])[candidature.pk]


@dataclass(frozen=True)
class LienATrancher:
    """A reader of the edition and a dossier with which a link was found, until somebody decides (A-17)."""

    candidature: Candidature
    personne: Personne
    raisons: tuple

    @property
    def suspend(self):
        """Whether it closes the dossier meanwhile."""
        return any(raison.suspend for raison in self.raisons)


def _avec_indices(personnes, visibles=None):
    """People with what ties them to structures, as ``indices_de`` reads it.

    ``visibles``: the candidatures whose recusals may be told of; all of them when it is one's own that one is told.
    """
    soi = OuterRef("pk")
    liens = acces.structures_liees(soi)
    if visibles is not None:
        liens = liens.filter(deport__candidature__in=visibles.values("pk"))
    est_impose = Case(When(deport__impose_par=None, then=False), default=True, output_field=BooleanField())
    mandats = acces.mandats_qui_lient(soi, premier_jour_qui_lie(horloge.maintenant()))
    return personnes.annotate(
        employeurs=ArraySubquery(acces.sirens_des_sieges(soi)),
        mandats_dits=ArraySubquery(
            mandats.order_by("dit_le", "pk").values(
                json=JSONObject(siren="siren", denomination="denomination", nature="nature")
            )
        ),
        liens_dits=ArraySubquery(liens.order_by("pk").values(json=JSONObject(siren="siren", est_impose=est_impose))),
    )


def indices_de(lecteur):
    """Return the ``Indices`` of a person read with ``_avec_indices``."""
    mandats = tuple(mandat | {"nature": Nature(mandat["nature"]).label} for mandat in lecteur.mandats_dits)
    domaine = domaine_de_structure(lecteur.courriel)
    return Indices(tuple(lecteur.employeurs), mandats, tuple(lecteur.liens_dits), domaine)


def lecteurs_de_l_edition(edition, visibles=None):
    """Those whom the edition makes readers, signed or not, by name: a seat, or a role that instructs.

    Whoever is attached to a candidature of the edition reads nothing in it: there is nothing to decide about them.
    """
    siens = {"personne": OuterRef("pk")}
    attaches = Equipier.objects.actifs().filter(candidature__edition=edition, **siens)
    sieges = Membre.objects.en_fonction().filter(edition=edition, **siens)
    roles = Attribution.objects.actives().filter(role__in=(Role.AGENT, Role.OPERATEUR), **siens)
    lecteurs = _avec_indices(Personne.objects.actives(), visibles).annotate(
        siege=ArraySubquery(sieges.values(json=JSONObject(college="college__libelle", employeur="employeur"))),
        instruit=Exists(roles),
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
    ``par`` stepped aside, nor of one to which ``par`` has a link of their own. Nobody decides their own link, and a
    recusal tells nothing to whom the dossier it is about is hidden.
    """
    visibles = acces.sans_obstacle_pour(par)
    lecteurs = [
        (lecteur, indices_de(lecteur)) for lecteur in lecteurs_de_l_edition(edition, visibles) if lecteur.pk != par.pk
    ]
    sirens = {siren for _, indices in lecteurs for siren in indices.sirens}
    domaines = {indices.domaine for _, indices in lecteurs if indices.domaine}
    return [
        LienATrancher(dossier, lecteur, raisons)
        for dossier in _dossiers_lies(par, edition, sirens, domaines)
        for lecteur, indices in lecteurs
        if _est_a_trancher(dossier, lecteur) and (raisons := raisons_du_lien(indices, _structures_de(dossier)))
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
    return lecteurs_de_l_edition(edition).exclude(pk=par.pk), dossiers.order_by("noms", "reference")
