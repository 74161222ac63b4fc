"""Ask /sante/ from inside the container, under the name that the site answers to; exit 0 if it can work."""

import os
import sys
import urllib.error
import urllib.request


def sonder(adresse):
    """True if the site answers 200."""
    hote = os.environ.get("HOTES", "localhost").split(",")[0].strip()
    demande = urllib.request.Request(adresse, headers={"Host": hote})  # noqa: S310 - given by the compose file
    try:
        with urllib.request.urlopen(demande, timeout=4) as reponse:  # noqa: S310
            return reponse.status == 200
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if sonder(sys.argv[1]) else 1)
