"""A-50: a text that names a file of the machine does not bring it into a PDF."""

from candidatures.documents.accuse import accuse_de_depot
from tests.candidatures.documents.exemples import accuse
from tests.socle.controle_pdf import images, ouvrir

PIEGE = '<img src=file:///etc/passwd><link rel=attachment href="file:///etc/passwd"><style>@import "file:///etc/passwd"</style>'


def test_a50_une_adresse_de_fichier_dans_un_texte_n_est_pas_lue(monkeypatch):
    lues = []
    monkeypatch.setattr(
        "builtins.open", lambda chemin, *suite, _vrai=open, **k: lues.append(str(chemin)) or _vrai(chemin, *suite, **k)
    )
    octets = accuse_de_depot(accuse(solution=PIEGE, structure=(PIEGE,), suite=PIEGE, recours=PIEGE))
    assert not [chemin for chemin in lues if "passwd" in chemin]
    assert not images(octets)
    with ouvrir(octets) as document:
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
