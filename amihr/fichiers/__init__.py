"""Private files: what may come in, where it is kept, how it is served."""
