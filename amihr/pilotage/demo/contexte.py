"""Context processor of the demonstration."""


def demonstration(request):
    """Promise `demonstration` to every template: the banner, and the step of the tour under way."""
    return {"demonstration": True}
