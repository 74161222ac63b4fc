"""Two runs of the tests in one checkout share its engines."""

from fcntl import LOCK_SH, flock

from amihr.atelier import epreuve


def test_les_moteurs_restent_a_qui_s_en_sert_encore(tmp_path):
    with open(tmp_path / "verrou", "w") as finie:
        with open(tmp_path / "verrou", "w") as en_cours:
            flock(finie, LOCK_SH)
            flock(en_cours, LOCK_SH)
            assert not epreuve._est_seul(finie)
        assert epreuve._est_seul(finie)
