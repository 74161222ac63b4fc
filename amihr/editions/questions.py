"""Questions about the call: asked until a day, answered for all, never with the name of who asked (Q26)."""

from datetime import date
from itertools import groupby

from django.db.models import Exists, Max, OuterRef, Q, Value

from amihr import horloge
from amihr.comptes.models import Attribution, Personne, Role
from amihr.courrier import boite
from amihr.editions.anonymat import traces
from amihr.editions.models import Question, Reponse
from amihr.journal.chaine import acte, inscrire
from amihr.socle.limites import permettre
from amihr.socle.normalisation import AppNorm
from amihr.socle.refus import exiger

PAR_HEURE = 5
PILES = (
    ("a_repondre", "À répondre"),
    ("publiees", "Publiées"),
    ("privees", "Répondues en privé"),
    ("ecartees", "Écartées"),
)


def dernier_jour(edition, nom):
    """Return the last day of a setting of Q26 (``derniere_question``, ``derniere_reponse``), or None without it."""
    valeur = (edition.reglages.get("Q26") or {}).get(nom)
    return date.fromisoformat(valeur) if valeur else None


def accepte_les_questions(edition, instant):
    """Tell whether a question may be asked at this instant.

    Q26: until the end of the last day, Paris time; after the closing, or once the call is cancelled, none.
    """
    limite = dernier_jour(edition, "derniere_question")
    a_temps = limite is None or horloge.jour_de_paris(instant) <= limite
    return a_temps and not edition.est_close(instant) and not edition.est_annulee(instant)


def est_tardive(edition, instant):
    """Tell whether the announced last day of the answers has passed: said to staff, nobody is left without one."""
    limite = dernier_jour(edition, "derniere_reponse")
    return limite is not None and horloge.jour_de_paris(instant) > limite


@acte
def poser(edition, *, texte, article, courriel, personne=None):
    """Keep a question; its author is told of the answer only, and named to nobody.

    Effects, in order: Question, mail to those who answer, journal (without who). Raises ActeRefuse: « questions_closes ».
    """
    instant = horloge.instant_de_la_base()
    exiger(accepte_les_questions(edition, instant), "questions_closes")
    question = Question.objects.create(
        edition=edition, texte=texte.strip(), article=article.strip(), courriel=courriel, personne=personne,
        posee_le=instant,
    )  # fmt: skip
    boite.poster("question_posee", objet=question, a=qui_repond(), instant=instant)
    inscrire("question.posee", objet=question, instant=instant)
    return question


def qui_repond():
    """Return the people who may answer a question about a call."""
    return list(Personne.objects.actives().filter(Exists(_roles_de_qui_repond(OuterRef("pk")))).order_by("pk"))


def _roles_de_qui_repond(personne):
    return Attribution.objects.actives().filter(personne=personne, role__in=(Role.AGENT, Role.OPERATEUR))


def question_du_courrier(courrier):
    """Return the question that a mail is about while it waits for an answer and its reader may give one, else ``None``."""
    if not _roles_de_qui_repond(courrier.personne).exists():
        return None
    questions = Question.objects.a_repondre().filter(pk=courrier.cle_de_l_objet)
    return questions.select_related("edition").first()


def compter_la_demande(cle):
    """Count one more question from somebody. Raises ActeRefuse: « questions_trop_nombreuses »."""
    exiger(permettre(f"question:{cle}", PAR_HEURE, 3600), "questions_trop_nombreuses")


@acte
def publier(question, *, enonce, article, texte, par):
    """Publish an answer to all, dated, or a new version of it; the earlier ones stay readable.

    Effects, in order: Reponse, mail to the author of the question, journal.
    Raises ActeRefuse: « reponse_inchangee ».
    """
    ecrit = {"enonce": enonce.strip(), "article": article.strip(), "texte": texte.strip()}
    return _repondre(question, "question.publiee", "reponse_publiee", par=par, est_publique=True, **ecrit)


@acte
def repondre_en_prive(question, *, texte, par):
    """Answer its author alone: technical help, of no use to the others.

    Effects, in order: Reponse, mail to the author, journal. Raises ActeRefuse: « reponse_inchangee ».
    """
    return _repondre(question, "question.repondue", "reponse_privee", par=par, est_publique=False, texte=texte.strip())


def publier_d_office(edition, *, enonce, article, texte, par, instant):
    """Publish for all a question that somebody asked in private, and its answer, both rewritten (see Q26).

    A step of the acte that answers in private. Of what was asked, only what is published is kept here, dated from the
    answer: nothing tells who asked, nor when. Effects, in order: Question, Reponse, journal. Returns the question.
    """
    ecrit = {"enonce": enonce.strip(), "article": article.strip(), "texte": texte.strip()}
    question = Question.objects.create(
        edition=edition, texte=ecrit["enonce"], article=ecrit["article"], posee_le=instant
    )
    Reponse.objects.create(question=question, numero=1, donnee_le=instant, par=par, est_publique=True, **ecrit)
    inscrire("question.publiee", par=par, objet=question, instant=instant, numero=1)
    return question


def _repondre(question, evenement, courrier, *, par, **champs):
    instant = horloge.instant_de_la_base()
    question = Question.objects.select_for_update().get(pk=question.pk)
    derniere = question.reponses.en_vigueur().order_by("-numero").first()
    exiger(derniere is None or any(getattr(derniere, nom) != v for nom, v in champs.items()), "reponse_inchangee")
    numero = (question.reponses.aggregate(dernier=Max("numero"))["dernier"] or 0) + 1
    reponse = Reponse.objects.create(question=question, numero=numero, donnee_le=instant, par=par, **champs)
    if question.courriel:
        boite.poster(courrier, objet=reponse, a=[question.personne or question.courriel], instant=instant)
    inscrire(evenement, par=par, objet=question, instant=instant, numero=numero)
    return reponse


@acte
def ecarter(question, *, par):
    """Set aside what is no question about the call; nobody is written to. It can be answered later all the same.

    Effects, in order: ecartee_le, journal. Raises ActeRefuse: « question_repondue ».
    """
    instant = horloge.instant_de_la_base()
    question = Question.objects.select_for_update().get(pk=question.pk)
    exiger(not question.reponses.en_vigueur().exists(), "question_repondue")
    question.ecartee_le = instant
    question.save(update_fields=["ecartee_le"])
    inscrire("question.ecartee", par=par, objet=question, instant=instant)


@acte
def retirer(question, *, par):
    """Take back what was published of a question, every version of it: nobody reads it any more, nobody is written to.

    Nothing is deleted: staff still reads it, and the question waits for an answer again.
    Effects, in order: retiree_le of each version, journal. Raises ActeRefuse: « reponse_absente ».
    """
    instant = horloge.instant_de_la_base()
    question = Question.objects.select_for_update().get(pk=question.pk)
    retirees = question.reponses.en_vigueur().filter(est_publique=True).update(retiree_le=instant)
    exiger(retirees, "reponse_absente")
    inscrire("question.retiree", par=par, objet=question, instant=instant, versions=retirees)


def traces_de_l_auteur(question, texte):
    """Return what ``texte`` would tell of who asked, in words: staff is warned without being told who it is (Q26)."""
    personne = question.personne
    noms = (personne.prenom, personne.nom) if personne else ()
    return traces(texte, courriels=[question.courriel or (personne.courriel if personne else "")], noms=noms)


def reponses_publiques(edition, recherche=""):
    """Return the published answers in force, by article then by latest, each with its ``anciennes`` versions."""
    toutes = (
        Reponse.objects.en_vigueur().filter(question__edition=edition, est_publique=True).select_related("question")
    )
    if recherche:
        mot, plus_recente = (
            AppNorm(Value(recherche)),
            Q(numero__gt=OuterRef("numero"), est_publique=True, retiree_le=None),
        )
        remplacee = Exists(Reponse.objects.filter(plus_recente, question=OuterRef("question")))
        dites = toutes.filter(~remplacee).annotate(q=AppNorm("enonce"), r=AppNorm("texte"))
        dites = dites.filter(Q(q__contains=mot) | Q(r__contains=mot))
        toutes = toutes.filter(question__in=dites.values("question"))
    en_vigueur = []
    for _, versions in groupby(toutes.order_by("question_id", "-numero"), key=lambda reponse: reponse.question_id):
        derniere, *anciennes = versions
        derniere.anciennes = anciennes
        en_vigueur.append(derniere)
    en_vigueur.sort(key=lambda reponse: reponse.donnee_le, reverse=True)
    return sorted(en_vigueur, key=lambda reponse: reponse.article)


def pile(edition, nom):
    """Return the questions of one pile of ``PILES``, oldest first."""
    return getattr(Question.objects.filter(edition=edition), nom)().prefetch_related("reponses")


def tailles(edition):
    """Return ``{pile: number}``."""
    return {nom: pile(edition, nom).count() for nom, _ in PILES}


def question_de(edition, reference):
    """Return one question of this edition with its answers, or None."""
    return (
        Question.objects.filter(edition=edition, reference=reference)
        .select_related("personne")
        .prefetch_related("reponses__par")
        .first()
    )
