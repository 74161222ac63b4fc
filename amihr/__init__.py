"""AMIHR: calls for expressions of interest, from a first draft to a label anyone can verify."""
