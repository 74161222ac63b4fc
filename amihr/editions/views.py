"""The public pages of the call. No session is read: they set no cookie."""

from contextlib import suppress
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views.decorators.cache import never_cache

from amihr import horloge
from amihr.editions import pages
from amihr.editions.calendrier import en_ics
from amihr.editions.comparaison import depuis_la_precedente
from amihr.editions.echeance import echeance as lire_l_echeance
from amihr.editions.echeance import phrase_publique
from amihr.editions.eligibilite import aviser, conditions_de
from amihr.editions.forms import FormulaireEligibilite
from amihr.editions.heures import dire
from amihr.editions.limites import limites_des_emplacements, limites_du_dossier
from amihr.editions.reglement import documents_en_vigueur, version_publiee, versions_publiees
from amihr.editions.textes import conserve, en_html, sommaire
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import lien
from amihr.socle.vues import publique

# What robots have no business in; the pages themselves ask for an account or answer 404.
PRIVES = ("candidatures", "commission", "compte", "region", "laureats", "demo", "admin")
PAGES_DU_PLAN = (
    ("L’appel", "editions:accueil"),
    ("Règlement", "editions:reglement"),
    ("Questions et réponses", "editions:questions"),
    ("Actualités", "editions:actualites"),
    ("Critères", "evaluation:criteres"),
    ("Modèle de dossier", "evaluation:trame"),
    ("Suis-je concerné\u00a0?", "editions:eligibilite"),
    ("Calendrier", "editions:calendrier"),
    ("Contact et aide", "editions:contact"),
    ("Solutions labellisées", "catalogue:liste"),
    ("Vérifier un label", "catalogue:verifier"),
    ("Se connecter", "account_login"),
    ("Créer un compte", "account_signup"),
    ("Accessibilité", "accessibilite"),
    ("Mentions légales", "mentions_legales"),
    ("Données personnelles", "donnees_personnelles"),
    ("Code source", "code_source"),
    ("Plan du site", "plan_du_site"),
)
VALIDITE_DE_SECURITY_TXT = timedelta(days=180)


def page_d_une_edition(vue):
    """A public page of the edition being shown: 404 when there is none."""

    @wraps(vue)
    def avec_edition(request, *args, **kwargs):
        if not request.edition:
            raise Http404
        return vue(request, *args, **kwargs)

    return publique(avec_edition)


@publique
def accueil(request):
    """The page of the call, or the fact that there is none."""
    if not request.edition:
        return render(request, "editions/sans_appel.html")
    contexte = pages.accueil(request.edition, horloge.maintenant(), _adresse(request, "editions:calendrier"))
    return render(request, "editions/accueil.html", contexte)


@page_d_une_edition
def reglement(request):
    """The règlement in force, and the way to every earlier version."""
    versions = list(versions_publiees(request.edition, horloge.maintenant()))
    return _reglement(request, versions[0] if versions else None, versions)


@page_d_une_edition
def reglement_version(request, numero):
    """One version of the règlement, at its own address for ever."""
    versions = list(versions_publiees(request.edition, horloge.maintenant()))
    version = next((version for version in versions if version.numero == numero), None)
    if version is None:
        raise Http404
    return _reglement(request, version, versions)


def precisions(edition):
    """Return what the call says where the règlement is silent: opening hour, last minute, delays, priority."""
    reglages = edition.reglages
    delais = reglages.get("Q2", {}).get("parties_des_delais")
    dites = [reglages.get(question, {}).get("mention") for question in ("Q24", "Q1", "Q3")]
    if delais:
        dites.insert(2, f"Les délais de dépôt auxquels renvoie le règlement se lisent dans {delais}.")
    return [dire(phrase, edition) for phrase in dites if phrase]


def _reglement(request, version, versions):
    instant = horloge.maintenant()
    depuis = request.GET.get("depuis", "")
    precedente, changes = depuis_la_precedente(version, versions, depuis)
    contexte = {
        "version": version,
        "versions": versions,
        "precedente": precedente,
        "changes": changes,
        "est_demandee": precedente is not None and depuis == str(precedente.numero),
        "est_en_vigueur": bool(version) and version == versions[0],
        "documents": documents_en_vigueur(request.edition, instant),
        "presentation": en_html(request.edition.texte("reglement.presentation")),
        "precisions": precisions(request.edition),
        "sommaire": sommaire(version.html) if version else [],
        "texte": conserve(version.html) if version else "",
    }
    return render(request, "editions/reglement.html", contexte)


@page_d_une_edition
def reglement_pdf(request, numero):
    """The uploaded document of one version."""
    version = version_publiee(request.edition, numero, horloge.maintenant())
    if version is None or version.fichier is None:
        raise Http404
    return servir(request, version.fichier, nom=f"reglement-{request.edition.slug}-v{version.numero}.pdf")


@page_d_une_edition
def document_associe(request, code):
    """The latest version of an associated document."""
    documents = documents_en_vigueur(request.edition, horloge.maintenant())
    document = next((document for document in documents if document.code == code), None)
    if document is None:
        raise Http404
    return servir(request, document.fichier)


@never_cache
@page_d_une_edition
def echeance(request):
    """What the banner says now, by PostgreSQL's clock: a page left open asks it, without its session."""
    dit = lire_l_echeance(request.edition, horloge.maintenant())
    for nom in ("instant", "change_le"):
        dit[nom] = dit[nom] and horloge.paris(dit[nom]).isoformat(timespec="milliseconds")
    return JsonResponse(dit)


@page_d_une_edition
def calendrier(request):
    """The dates of the call."""
    instant = horloge.maintenant()
    page = pages.lire_page(request.edition, instant, "calendrier.presentation")
    ics = en_ics(request.edition, instant, _adresse(request, "editions:calendrier"), page.etapes)
    contexte = {
        "etat": request.edition.etat(instant),
        "etapes": page.etapes,
        "presentation": page.html("calendrier.presentation"),
        "taille_ics": len(ics.encode()),
    }
    return render(request, "editions/calendrier.html", contexte)


@page_d_une_edition
def calendrier_ics(request):
    """The same dates, for agendas."""
    ics = en_ics(request.edition, horloge.maintenant(), _adresse(request, "editions:calendrier"))
    reponse = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    reponse["Content-Disposition"] = f'attachment; filename="{request.edition.slug}.ics"'
    return reponse


@page_d_une_edition
def contact(request):
    """Where to write, what the platform takes, what to do when it fails.

    R12: one contact address, the one that staff sets on the edition.
    """
    page = pages.lire_page(request.edition, horloge.maintenant(), "contact.presentation", "contact.panne")
    contexte = {
        "texte": page.html("contact.presentation"),
        "panne": page.html("contact.panne"),
        "emplacements": limites_des_emplacements(request.edition),
        "limites": limites_du_dossier(),
    }
    return render(request, "editions/contact.html", contexte)


@page_d_une_edition
def eligibilite(request):
    """« Suis-je concerné ? »: the conditions of the call as questions. Answers stay in the address, nothing is kept."""
    conditions = conditions_de(request.edition)
    formulaire = FormulaireEligibilite(conditions, request.GET if "repondre" in request.GET else None)
    avis = aviser(conditions, formulaire.cleaned_data) if formulaire.is_valid() else None
    statut = 422 if formulaire.errors else 200
    instant = horloge.maintenant()
    ouverts = bool(avis) and request.edition.accepte_les_brouillons(instant)
    etat = "" if ouverts else phrase_publique(request.edition, instant)[1]
    contexte = {"formulaire": formulaire, "avis": avis, "depots_ouverts": ouverts, "etat": etat}
    return render(request, "editions/eligibilite.html", contexte, status=statut)


@publique
def plan_du_site(request):
    """Every public page."""
    return render(request, "editions/plan_du_site.html", {"pages_du_plan": _pages_du_plan()})


@publique
def mentions_legales(request):
    return _page_de_texte(request, "editions/mentions_legales.html", "pages.mentions_legales")


@publique
def donnees_personnelles(request):
    return _page_de_texte(request, "editions/donnees_personnelles.html", "pages.donnees_personnelles")


@publique
def accessibilite(request):
    return _page_de_texte(request, "editions/accessibilite.html", "pages.accessibilite")


@publique
def code_source(request):
    """The licence, and where the code is when the instance says so."""
    return _page_de_texte(request, "editions/code_source.html", "pages.code_source", depot=settings.CODE_SOURCE_URL)


def _page_de_texte(request, gabarit, code, **contexte):
    texte = request.edition.texte(code) if request.edition else ""
    return render(request, gabarit, {"texte": en_html(texte), **contexte})


@publique
def robots(request):
    """What robots may read: everything public."""
    lignes = ["User-agent: *", *(f"Disallow: /{espace}/" for espace in PRIVES), "Disallow: /editions/*/candidatures/"]
    lignes += ["", f"Sitemap: {_adresse(request, 'sitemap')}"]
    return HttpResponse("\n".join(lignes) + "\n", content_type="text/plain; charset=utf-8")


@publique
def sitemap(request):
    """The fixed public pages; nothing that waits for its publication."""
    adresses = [request.build_absolute_uri(chemin) for _, chemin in _pages_du_plan()]
    return render(request, "editions/sitemap.xml", {"adresses": adresses}, content_type="application/xml")


@publique
def security_txt(request):
    """RFC 9116: where to report a weakness."""
    contact = settings.SECURITE_CONTACT or (request.edition.contact if request.edition else "")
    if not contact:
        raise Http404
    expire = (horloge.maintenant() + VALIDITE_DE_SECURITY_TXT).strftime("%Y-%m-%dT00:00:00Z")
    lignes = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expire}",
        "Preferred-Languages: fr, en",
        f"Canonical: {_adresse(request, 'security_txt')}",
    ]
    return HttpResponse("\n".join(lignes) + "\n", content_type="text/plain; charset=utf-8")


def _adresse(request, nom):
    return request.build_absolute_uri(lien(nom))


def _pages_du_plan():
    """The name and address of each public page that this instance has."""
    trouvees = []
    for libelle, nom in PAGES_DU_PLAN:
        with suppress(NoReverseMatch):
            trouvees.append((libelle, lien(nom)))
    return trouvees
