"""A browser's name good enough to tell one's own sessions apart, and no more."""

# In this order: the later ones also name the earlier.
NAVIGATEURS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMES = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
]


def nom_du_navigateur(request):
    """« Firefox sur Windows », from the browser's own words, never shown as they are."""
    annonce = request.headers.get("User-Agent", "")
    navigateur = _premier(annonce, NAVIGATEURS, "Navigateur inconnu")
    systeme = _premier(annonce, SYSTEMES, "")
    return f"{navigateur} sur {systeme}" if systeme else navigateur


def _premier(annonce, noms, defaut):
    return next((nom for marque, nom in noms if marque in annonce), defaut)
