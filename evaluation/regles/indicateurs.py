"""Where the fragile figures may appear: robustness, severity, dispersion."""

PREPARATION = "preparation"
SEANCE = "seance"
ACTES = "actes"  # exports


def sont_montres(ou, *, choix_du_president=False, reglage_de_la_seance=False, reglage_des_actes=False):
    """Tell whether robustness, severity and dispersion are shown there.

    Q41: they prepare the séance; in séance the president chooses to show them, where the edition's
    setting lets her; the PV has none of them, and they stay out of the exports unless the edition's other
    setting puts them in. Nowhere else.
    """
    return {
        PREPARATION: True,
        SEANCE: bool(choix_du_president and reglage_de_la_seance),
        ACTES: bool(reglage_des_actes),
    }.get(ou, False)
