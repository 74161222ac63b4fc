"""QR codes, as plain modules: each document draws them its own way."""

import segno

SILENCE = 4  # the quiet zone of the standard, in modules


def modules(adresse):
    """Return the QR code of an address: rows of 0 and 1, without the quiet zone; error correction M."""
    return [bytearray(rangee) for rangee in segno.make_qr(adresse, error="m", boost_error=False).matrix]


def svg(adresse, encre="#10262c"):
    """Return the QR code of an address as SVG bytes, quiet zone included."""
    rangees = modules(adresse)
    cote = len(rangees) + 2 * SILENCE
    trace = "".join(
        f"M{debut + SILENCE} {rang + SILENCE}h{longueur}v1h-{longueur}z"
        for rang, rangee in enumerate(rangees)
        for debut, longueur in suites(rangee)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {cote} {cote}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{cote}v{cote}H0z"/><path fill="{encre}" d="{trace}"/></svg>'
    ).encode()


def suites(rangee):
    """Return the (start, length) of each run of dark modules of a row."""
    trouvees, debut = [], None
    for rang, sombre in enumerate([*rangee, 0]):
        if sombre and debut is None:
            debut = rang
        elif not sombre and debut is not None:
            trouvees.append((debut, rang - debut))
            debut = None
    return trouvees
