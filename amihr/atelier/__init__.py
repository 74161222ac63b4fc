"""The workshop: installs, starts and stops what a developer or a demonstration needs.

Standard library only: part of it runs before anything is installed. No room imports it; the demo and
tests settings ask it where the embedded engines listen.
"""
