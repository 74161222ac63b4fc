"""The workloads that are pages, in the order of the call; each step adds the rows that the next ones need."""

import json
from dataclasses import replace
from itertools import count, repeat
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client

from amihr import horloge
from amihr.comptes.models import Personne
from candidatures.lectures import documents_a_accepter
from candidatures.models import PieceJointe, Section
from candidatures.regles.formulaire import questions_par_role
from evaluation.lectures import bareme_de, derniere_grille
from tests.corpus import documents
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import noter as noter_un

from . import donnees
from .mesure import Appel, Charge

EN_JSON = {"Accept": "application/json"}
PEU, BEAUCOUP, EN_COMMISSION = 10, 3_000, 300
TAILLES_MO = (2, 5)
JOUR = "2026-06-10"


def session(personne):
    """Sign a person in, second factor included, and return the key of the session."""
    return connecter(Client(), personne).cookies["sessionid"].value


def plancher(nom, reponse="", **parametres):
    """The endless calls of one floor."""
    requete = urlencode(parametres | {"reponse": reponse})
    return repeat(Appel(f"/plancher/{nom}/?{requete}", statut=int(reponse) if reponse.isdigit() else 200))


def lire(chemin, **suite):
    """The endless readings of one page."""
    return repeat(Appel(chemin, **suite))


def pendant_l_appel(monde):
    """P4, P7, P10, P11, P12, with ten dossiers filed, then three thousand. Yields (workload, session)."""
    candidate = session(monde["candidate"])
    yield _enregistrement(monde, candidate), candidate
    yield from _televersements(monde)
    for deposes, deja in ((PEU, 0), (BEAUCOUP, PEU)):
        donnees.ajouter_des_depots(monde["modele"], deja + 1, deposes)
        taille = f"{deposes} déposés"
        yield Charge("P4 accueil", taille, lire("/"), plancher("accueil"), 6, sql=4, page="accueil"), ""
        yield _depot(monde, candidate, taille, f"q{deposes}"), candidate
    horloge.a(donnees.APRES)
    agent = session(monde["agent"])
    appels = lire("/region/candidatures/?q=Structure")
    planchers = plancher("liste", session=agent, q="%Structure%")
    yield Charge("P7 liste, recherche", taille, appels, planchers, 5, sql=12, page="liste"), agent


def _enregistrement(monde, cle):
    """P10: the memo saved while it is typed."""
    section = Section.objects.get(candidature=monde["brouillon"], partie="memoire")
    _, question = questions_par_role(monde["edition"].formulaire)["memoire"]
    code, texte = question["code"], section.contenu[question["code"]]
    autre = Section.objects.get(candidature=monde["modele"], partie="memoire")
    chemin = f"/candidatures/{monde['brouillon'].reference}/memoire/"
    appels = (
        Appel(chemin, section.contenu | {code: f"{texte} {rang}", "revision": rang}, en_tetes=EN_JSON)
        for rang in count(section.numero)
    )
    planchers = plancher("enregistrer", "json", session=cle, section=autre.pk, personne=monde["candidate"].pk)
    return Charge("P10 brouillon enregistré", "mémoire", appels, planchers, 3, sql=8)


def _televersements(monde):
    """P12: one piece sent again and again, by somebody whose hour is not full yet."""
    lots = donnees.ajouter_des_candidats(monde["brouillon"], "t", len(TAILLES_MO))
    for (reference, courriel), taille in zip(lots, TAILLES_MO, strict=True):
        personne = Personne.objects.get(courriel=courriel)
        cle, fichier = session(personne), ("kbis.pdf", documents.de_taille(taille * 1_000_000))
        envoi = Appel(f"/candidatures/{reference}/pieces/?emplacement=kbis", statut=302, fichier=fichier)
        sols = plancher("televerser", "302", session=cle, personne=personne.pk, candidature=monde["modele"].pk)
        sols = (replace(sol, fichier=fichier) for sol in sols)
        yield Charge("P12 téléversement", f"{taille} Mo", repeat(envoi), sols, 2.5), cle


def _depot(monde, cle, taille, lettre):
    """P11: filing complete drafts, one after the other, their pieces already there."""
    *references, du_plancher = donnees.ajouter_des_brouillons(monde["brouillon"], lettre, 60)
    a_part = monde["edition"].candidatures.get(reference=du_plancher)
    revisions = Section.objects.filter(candidature__reference=references[0]).values_list("partie", "numero")
    documents = documents_a_accepter(monde["edition"], donnees.PENDANT)
    communs = {"acceptation": "oui", "revisions": json.dumps(dict(revisions)), "documents": json.dumps(documents)}

    def appels():
        for reference in references:
            pieces = PieceJointe.objects.filter(candidature__reference=reference).values_list("pk", flat=True)
            champs = communs | {"pieces": [str(pk) for pk in pieces], "cle": str(uuid4())}
            yield Appel(f"/candidatures/{reference}/deposer/", champs, 302)

    planchers = plancher("deposer", "302", session=cle, candidature=a_part.pk, personne=monde["candidate"].pk)
    return Charge("P11 dépôt", taille, appels(), planchers, 10, sql=25, ms=40)


def en_commission(monde):
    """P5, P6, P8, with three hundred dossiers and fifteen members."""
    horloge.a(donnees.APRES)
    donnees.ouvrir_l_evaluation(EN_COMMISSION)
    mona = monde["membres"][0]
    donnees.noter(1, EN_COMMISSION // 2)
    donnees.noter(EN_COMMISSION // 2 + 1, EN_COMMISSION, sauf_membre=mona.pk)
    cle, taille = session(mona.personne), f"{EN_COMMISSION} × {donnees.MEMBRES}"
    appels, planchers = lire("/commission/"), plancher("bureau", session=cle, membre=mona.pk)
    yield Charge("P5 bureau", taille, appels, planchers, 3, sql=12, page="bureau"), cle
    yield from ((charge, cle) for charge in _notation(monde, mona, cle, taille))
    agent = session(monde["agent"])
    planchers = plancher("affectation", session=agent, edition=monde["edition"].pk)
    yield Charge("P8 affectation", taille, lire("/region/commission/affectation/"), planchers, 30, sql=14, ms=60,
                 octets=25_000, page="affectation"), agent  # fmt: skip


def _notation(monde, mona, cle, taille):
    premiere, du_plancher, *suivantes = monde["edition"].candidatures.filter(reference__in=[
        f"BANC-{rang}" for rang in range(EN_COMMISSION // 2 + 1, EN_COMMISSION + 1)
    ]).order_by("reference")  # fmt: skip
    cases = bareme_de(derniere_grille(monde["edition"])).cases
    commencee = noter_un(premiere, mona, [3] * len(cases), soumise=False)
    a_part = noter_un(du_plancher, mona, [3] * len(cases), soumise=False)
    communs = {"session": cle, "candidature": du_plancher.pk, "evaluation": a_part.pk}
    chemin = f"/commission/dossiers/{premiere.reference}/"
    yield Charge("P6 page de notation", taille, lire(chemin), plancher("evaluation", **communs), 2.5, sql=15,
                 page="evaluation")  # fmt: skip
    notes = {f"c{critere}" + (f"_{sous}" if sous else ""): 3 for critere, sous in cases}
    appels = (
        Appel(chemin, notes | {f"c{cases[0][0]}": rang % 6, "revision": rang}, en_tetes=EN_JSON)
        for rang in count(commencee.revision)
    )
    yield Charge("P6 enregistrement des notes", taille, appels, plancher("noter", "json", **communs), 3, sql=6)
    remises = (
        Appel(f"/commission/dossiers/{suivante.reference}/", notes | {"geste": "remettre", "revision": 0}, 302)
        for suivante in suivantes
    )
    yield Charge("P6 remise de la grille", taille, remises, plancher("remettre", "302", **communs), 3, sql=12)


def apres_publication(monde, tailles):
    """P1, P2, P3, P18, with so many published labels."""
    horloge.a(donnees.PUBLIE)
    label, deja = donnees.labelliser(monde["edition"]), 0
    for combien, (liste, recherche) in tailles.items():
        donnees.ajouter_des_labels(label, deja + 1, combien)
        deja, taille = combien, f"{combien} fiches"
        yield Charge("P1 catalogue", taille, lire("/catalogue/"), plancher("catalogue", jour=JOUR), liste, sql=8,
                     octets=15_000, page="catalogue"), ""  # fmt: skip
        yield Charge("P2 recherche, mot courant", taille, lire("/catalogue/?q=arbre"),
                     plancher("recherche", jour=JOUR, q="arbre"), recherche, sql=8, page="recherche"), ""  # fmt: skip
        yield from _fiche(label, taille)


def _fiche(label, taille):
    slug, code = label.fiche.slug, label.code
    yield (
        Charge("P3 fiche", taille, lire(f"/catalogue/{slug}/"), plancher("fiche", slug=slug), 8, sql=6, page="fiche"),
        "",
    )
    etag = Client().get(f"/catalogue/{slug}/")["ETag"]
    relue = repeat(Appel(f"/catalogue/{slug}/", statut=304, en_tetes={"If-None-Match": etag}))
    yield Charge("P3 fiche, déjà lue", taille, relue, plancher("fiche", "304", slug=slug), 3, sql=6), ""
    yield Charge("P18 vérification", taille, lire(f"/verifier/{code}/"), plancher("verifier", code=code), 2.5, sql=2,
                 page="verifier"), ""  # fmt: skip
    yield Charge("P4 accueil", taille, lire("/"), plancher("accueil"), 6, sql=4, page="accueil"), ""
