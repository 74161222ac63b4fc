"""The demonstration's passwords are printed on its first page: hashing forty of them at length would protect nothing."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class HacheurBref(PBKDF2PasswordHasher):
    algorithm = "pbkdf2_demo"
    iterations = 10_000
