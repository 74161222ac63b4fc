"""Where the fragile figures may appear: robustness, severity, dispersion."""

PREPARATION = "preparation"
SEANCE = "seance"
ACTES = "actes"  # PV and exports


def sont_montres(ou, *, choix_du_president=False, reglage_des_actes=False):
    """Tell whether robustness, severity and dispersion are shown there.

    Q41: they prepare the séance; in séance the president chooses to show them; they stay out of
    the PV and of the exports unless the edition's setting puts them in. Nowhere else.
    """
    return {
        PREPARATION: True,
        SEANCE: bool(choix_du_president),
        ACTES: bool(reglage_des_actes),
    }.get(ou, False)
