"""From an e-mail address to the structure behind it, to find links of interest (Q18)."""

from publicsuffixlist import PublicSuffixList

SUFFIXES = PublicSuffixList()
MESSAGERIES_PUBLIQUES = frozenset(
    """gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com
    yahoo.fr ymail.com icloud.com me.com mac.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net
    bbox.fr numericable.fr proton.me protonmail.com gmx.com gmx.fr aol.com mailo.com tutanota.com""".split()
)


def domaine_de_structure(courriel):
    """Return the registrable domain of an address, or "" when it says nothing of an employer.

    ``jeanne@labo.exemple.fr`` gives ``exemple.fr``; the public mailbox providers give "".
    """
    domaine = (courriel or "").rpartition("@")[2].strip().lower()
    enregistrable = SUFFIXES.privatesuffix(domaine) if domaine else ""
    return "" if not enregistrable or enregistrable in MESSAGERIES_PUBLIQUES else enregistrable
