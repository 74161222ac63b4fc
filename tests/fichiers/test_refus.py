import re

from amihr.fichiers.refus import PHRASES
from tests.corpus.fabriquer import CORPUS


def test_chaque_refus_de_l_analyse_a_sa_phrase():
    assert {cas.code for cas in CORPUS} - {None} <= set(PHRASES)


def test_typographie_des_phrases():
    for code, phrase in PHRASES.items():
        assert phrase.endswith("."), code
        assert not re.search(r"[ \w][:;?!](\s|$)|'", phrase), code
