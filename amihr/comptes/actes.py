"""What is done to accounts other than by their holders signing up: people and roles."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef

from amihr import horloge
from amihr.comptes.models import Attribution, Personne, Role
from amihr.comptes.sessions import fermer_les_sessions
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger


@acte
def creer_personne(courriel, prenom, nom, *, mot_de_passe=None, par=None):
    """Open an account whose address is held as confirmed, and return the person.

    Effects, in order: Personne, EmailAddress, journal. Without a password, its holder sets one through
    « Mot de passe oublié ». Raises ActeRefuse("courriel_deja_utilise").
    """
    instant = horloge.instant_de_la_base()
    courriel = courriel.strip().lower()
    exiger(not Personne.objects.filter(courriel=courriel).exists(), "courriel_deja_utilise")
    personne = Personne(courriel=courriel, prenom=prenom.strip(), nom=nom.strip(), cree_le=instant)
    personne.set_password(mot_de_passe)
    personne.save()
    EmailAddress.objects.create(user=personne, email=courriel, verified=True, primary=True)
    inscrire("compte.cree", par=par, objet=personne, instant=instant)
    return personne


def jamais_confirmee(courriel):
    """Return the person who asked for an account at this address and never confirmed it, or ``None``."""
    adresses = EmailAddress.objects.filter(email__iexact=courriel, verified=False, user__last_login=None)
    confirmees = EmailAddress.objects.filter(user=OuterRef("user"), verified=True)
    adresse = adresses.exclude(Exists(confirmees)).select_related("user").first()
    return adresse.user if adresse else None


def recommencer(personne, saisie):
    """Let the holder of an address not yet confirmed ask for the account anew; ``saisie``: the form's values.

    Inside the transaction of the page, as allauth opens accounts. Effects, in order: name and password replaced, the link already sent stops working, journal.
    """
    instant = horloge.instant_de_la_base()
    personne = Personne.objects.select_for_update().get(pk=personne.pk)
    personne.prenom, personne.nom = saisie["prenom"], saisie["nom"]
    personne.set_password(saisie["password1"])
    personne.save(update_fields=["prenom", "nom", "password"])
    EmailAddress.objects.filter(user=personne).delete()
    EmailAddress.objects.create(user=personne, email=personne.courriel, verified=False, primary=True)
    inscrire("compte.recommence", par=personne, objet=personne, instant=instant)
    return personne


@acte
def attribuer(personne, role, *, par):
    """Give a role to a person; give it twice and the first attribution is returned.

    `par` is an administrator, or None for the command line. Effects, in order: Attribution, the person's
    sessions are closed (they sign in anew, with the second factor the role asks for), journal.
    Raises ActeRefuse: role_inconnu, role_reserve, role_a_soi_meme, role_compte_inactif.
    """
    instant = horloge.instant_de_la_base()
    _exiger_un_administrateur(personne, par)
    exiger(role in Role.values, "role_inconnu")
    verrouillee = Personne.objects.select_for_update().get(pk=personne.pk)
    exiger(verrouillee.est_active, "role_compte_inactif")
    if active := personne.attributions.actives().filter(role=role).first():
        return active
    attribution = Attribution.objects.create(personne=personne, role=role, attribuee_le=instant, attribuee_par=par)
    _oublier_ce_qui_etait_ouvert(personne)
    inscrire("role.attribue", par=par, objet=personne, instant=instant, role=str(role))
    return attribution


@acte
def revoquer(personne, role, *, par):
    """End a role; its effects stop at the person's next request.

    Effects, in order: Attribution dated, sessions closed, journal.
    Raises ActeRefuse: role_reserve, role_a_soi_meme, role_non_attribue, role_dernier_administrateur.
    """
    instant = horloge.instant_de_la_base()
    _exiger_un_administrateur(personne, par)
    # Locked together and in one order, so that two administrators cannot revoke each other at once.
    actives = list(Attribution.objects.actives().filter(role=role).select_for_update().order_by("pk"))
    attribution = next((une for une in actives if une.personne_id == personne.pk), None)
    exiger(attribution is not None, "role_non_attribue")
    exiger(role != Role.ADMINISTRATEUR or _reste_un_administrateur(sans=personne), "role_dernier_administrateur")
    attribution.revoquee_le, attribution.revoquee_par = instant, par
    attribution.save(update_fields=["revoquee_le", "revoquee_par"])
    _oublier_ce_qui_etait_ouvert(personne)
    inscrire("role.revoque", par=par, objet=personne, instant=instant, role=str(role))
    return attribution


@acte
def desactiver(personne, *, par):
    """Close an account: nobody signs in with it any more, and its roles open nothing; what it did stays.

    Effects, in order: the account, its sessions closed, journal.
    Raises ActeRefuse: compte_reserve, compte_a_soi_meme, compte_deja_desactive, role_dernier_administrateur.
    """
    instant = horloge.instant_de_la_base()
    _exiger_un_administrateur(personne, par, objet="compte")
    # The same rows, in the same order, as a revocation: two administrators cannot shut each other out at once.
    list(Attribution.objects.actives().filter(role=Role.ADMINISTRATEUR).select_for_update().order_by("pk"))
    verrouillee = Personne.objects.select_for_update().get(pk=personne.pk)
    exiger(verrouillee.est_active, "compte_deja_desactive")
    exiger(_reste_un_administrateur(sans=personne), "role_dernier_administrateur")
    _activer(personne, False)
    _oublier_ce_qui_etait_ouvert(personne)
    inscrire("compte.desactive", par=par, objet=personne, instant=instant)


@acte
def reactiver(personne, *, par):
    """Open again an account that was closed, with the roles that it kept.

    Effects, in order: the account, journal. Raises ActeRefuse: compte_reserve, compte_a_soi_meme, compte_deja_actif.
    """
    instant = horloge.instant_de_la_base()
    _exiger_un_administrateur(personne, par, objet="compte")
    verrouillee = Personne.objects.select_for_update().get(pk=personne.pk)
    exiger(not verrouillee.est_active, "compte_deja_actif")
    _activer(personne, True)
    inscrire("compte.reactive", par=par, objet=personne, instant=instant)


def _exiger_un_administrateur(personne, par, objet="role"):
    if par is None:
        return
    exiger(par.a_role(Role.ADMINISTRATEUR), f"{objet}_reserve")
    exiger(par != personne, f"{objet}_a_soi_meme")


def _reste_un_administrateur(*, sans):
    """Tell, in a new statement once the rows are locked, whether somebody else may still administer."""
    autres = Attribution.objects.actives().filter(role=Role.ADMINISTRATEUR, personne__est_active=True)
    return autres.exclude(personne=sans).exists()


def _activer(personne, est_active):
    personne.est_active = est_active
    personne.save(update_fields=["est_active"])


def _oublier_ce_qui_etait_ouvert(personne):
    fermer_les_sessions(personne)
    personne.__dict__.pop("roles_actifs", None)
