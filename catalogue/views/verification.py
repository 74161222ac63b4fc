"""Checking a label: by the code typed, scanned or asked by a program; and the badge at its stable address."""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from amihr import horloge
from amihr.socle.codes import ecrire
from amihr.socle.liens import rediriger
from amihr.socle.limites import adresse_du_client, permettre
from amihr.socle.textes import entier
from amihr.socle.vues import publique
from candidatures.regles.code import code_saisi as code_de_depot_saisi
from catalogue.documents.badge import macaron_de, octets_du_macaron
from catalogue.lectures.fiches import textes_du_catalogue
from catalogue.lectures.labels import label_public
from catalogue.regles.affichage import peut_etre_affiche
from catalogue.regles.code import code_saisi
from catalogue.regles.verification import INCONNU, reponse

from .reponses import dater, hors_des_moteurs, pour_tous_les_sites

# Only codes that nothing answers to are counted: a stand behind one address checks as many labels as it likes.
INCONNUS_PAR_MINUTE = 60
ATTENDRE = {"Retry-After": "60"}
LONGUEUR_AFFICHEE = 20
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@publique
def verifier(request):
    """The form; a code typed there, of a label or of a receipt, leads to its own address."""
    saisie = request.GET.get("code", "").strip()
    if code := code_saisi(saisie):
        return rediriger("catalogue:verifier_code", ecrire(code))
    if code := code_de_depot_saisi(saisie):
        return rediriger("candidatures:verifier_depot", ecrire(code))
    if saisie:
        return _inconnu(request, saisie)
    textes = textes_du_catalogue(request.edition, "verifier.presentation")
    return render(request, "catalogue/verifier.html", {"presentation": textes.get("verifier.presentation", "")})


@publique
def verifier_code(request, code):
    """Today's answer about one code."""
    lu = label_public(code, horloge.maintenant())
    if lu is None:
        return _inconnu(request, code)
    if lu.label.edition.est_courante:
        request.edition = lu.label.edition  # already read: the site's name costs no other statement

    def produire():
        contexte = {
            "reponse": reponse(lu.label, lu.etat, lu.jour, lu.retire_le),
            "slug": lu.label.fiche.slug if peut_etre_affiche(lu.etat) else "",
            "code": ecrire(lu.label.code),
        }
        return render(request, "catalogue/verifier_code.html", contexte)

    return hors_des_moteurs(dater(request, (*lu.version, lu.label.commission_le), produire))


@pour_tous_les_sites
@publique
def verifier_json(request, code):
    """The same answer for programs."""
    lu = label_public(code, horloge.maintenant())
    if lu is None:
        if _trop_de_codes(request):
            return _sans_copie(JsonResponse({"etat": "trop_de_demandes"}, status=429, headers=ATTENDRE))
        return _sans_copie(JsonResponse({"etat": INCONNU}, status=404))

    def produire():
        label = lu.label
        contenu = {
            "code": ecrire(label.code),
            "etat": reponse(label, lu.etat, lu.jour, lu.retire_le).etat,
            "etat_au": lu.jour.isoformat(),
            "solution": label.solution,
            "titulaire": label.titulaire,
            "siren": label.siren,
            "membres": [membre["denomination"] for membre in label.membres],
            "debut": label.debut.isoformat(),
            "fin": label.fin.isoformat(),
            "retire_le": lu.retire_le.isoformat() if lu.retire_le else None,
            "edition": f"{label.edition.nom} {label.edition.annee}",
        }
        return JsonResponse(contenu, json_dumps_params={"ensure_ascii": False})

    return hors_des_moteurs(dater(request, lu.version, produire))


@pour_tous_les_sites
@publique
def macaron(request, code, format_):
    """The badge as it stands today: in force, to come, ended or withdrawn. `membre` names one of the consortium."""
    lu = label_public(code, horloge.maintenant())
    if lu is None:
        if _trop_de_codes(request):
            return _trop(request)
        raise Http404
    titulaire = _membre(lu.label, request.GET.get("membre", ""))

    def produire():
        octets = octets_du_macaron(macaron_de(lu, settings.ADRESSE_PUBLIQUE, titulaire), format_)
        reponse = HttpResponse(octets, content_type=TYPES[format_])
        reponse["Content-Security-Policy"] = "sandbox; default-src 'none'"
        reponse["Content-Disposition"] = f'inline; filename="macaron-{lu.label.fiche.slug}.{format_}"'
        return reponse

    return hors_des_moteurs(dater(request, (*lu.version, titulaire), produire))


def _membre(label, rang):
    """The member of the consortium of that rank, from 1; "" for the lead."""
    if not rang:
        return ""
    place = entier(rang, 0)
    if not 1 <= place <= len(label.membres):
        raise Http404
    return label.membres[place - 1]["denomination"]


def _trop_de_codes(request):
    return not permettre(f"code_inconnu:{adresse_du_client(request)}", INCONNUS_PAR_MINUTE, 60)


def _trop(request):
    reponse = render(request, "429.html", {"attendre": "une minute"}, status=429)
    reponse.headers["Retry-After"] = ATTENDRE["Retry-After"]
    return _sans_copie(reponse)


def _inconnu(request, saisie):
    """Unknown, malformed, embargoed: one and the same answer."""
    if _trop_de_codes(request):
        return _trop(request)
    normal = code_saisi(saisie)
    montre = ecrire(normal) if normal else saisie[:LONGUEUR_AFFICHEE]
    return _sans_copie(render(request, "catalogue/verifier_code.html", {"inconnu": montre}, status=404))


def _sans_copie(reponse):
    reponse["Cache-Control"] = "no-cache"
    return hors_des_moteurs(reponse)
