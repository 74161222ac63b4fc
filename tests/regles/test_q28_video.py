"""Q28: the video is a public https link, never fetched (A-51)."""

import pytest

from candidatures.regles.reponses import erreur_de_lien

REFUSES = [
    "javascript:alert(1)", "http://videos.example.org/a", "https://127.0.0.1/a", "https://[::1]/a", "https://localhost/a",
    "https://2130706433/a", "https://0x7f000001/a", "https://imprimante.local/a", "https://alice:secret@example.org/a",
    "https://alice@example.org/a", "https:///a", "https://example/a", "https://example.org:99999/a", "data:text/html,a",
    "file:///etc/passwd", "//example.org/a", "https://example.org/" + "a" * 500,
]  # fmt: skip


@pytest.mark.parametrize("lien", REFUSES)
def test_a51_un_lien_hostile_est_refuse(lien):
    assert erreur_de_lien(lien)


@pytest.mark.parametrize("lien", ["https://videos.example.org/canoptere", "https://éclair.example.fr/v?id=4#t=3"])
def test_un_lien_public_est_admis(lien):
    assert erreur_de_lien(lien) is None
