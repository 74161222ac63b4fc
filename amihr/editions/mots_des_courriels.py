"""What staff may write in the mails of a call: the paragraphs after the fact, each with its words « {…} ».

The fact itself (what happened, when, what it is worth) is in the template: the règlement imposes it, no text changes it.
"""

from dataclasses import dataclass

from amihr.socle.textes import date_heure, date_longue

FAMILLE = "courriel"


def _de(nom, attribut, ecrire=str):
    """The value of one attribute of a thing that the mail is about, as it is written."""
    return lambda contexte: ecrire(getattr(contexte[nom], attribut))


def _tel(nom, ecrire=str):
    return lambda contexte: ecrire(contexte[nom])


# The words of the mails, and how each is read from what the mail says.
VALEURS = {
    "appel": _tel("appel"),
    "cloture": _tel("cloture"),
    "contact": _tel("contact"),
    "reference": _tel("reference"),
    "version": _tel("version"),
    "depose_le": _de("depot", "depose_le", date_heure),
    "retiree_le": _tel("retiree_le", date_heure),
    "reste": _tel("reste"),
    "manques": _tel("manques"),
    "invitant": _tel("invitant"),
    "expire_le": _de("invitation", "expire_le", date_heure),
    "echeance": _tel("echeance"),
    "envoye_le": _tel("envoye_le", date_heure),
    "ecrit_le": _tel("ecrit_le", date_heure),
    "posee_le": _de("question", "posee_le", date_longue),
    "solution": _de("label", "solution"),
    "titulaire": _de("label", "titulaire"),
    "debut": _de("label", "debut", date_longue),
    "fin": _de("label", "fin", date_longue),
    "college": _tel("college"),
}
DE_TOUS = frozenset({"appel", "cloture", "contact"})


@dataclass(frozen=True)
class Paragraphes:
    """The editable paragraphs of one mail: what they are called, what they say until staff writes others."""

    evenement: str
    libelle: str
    defaut: str
    mots: frozenset
    obligatoires: frozenset


def _paragraphes(evenement, libelle, defaut, mots="", obligatoires=""):
    attendus = frozenset(obligatoires.split())
    return Paragraphes(evenement, libelle, defaut, DE_TOUS | frozenset(mots.split()) | attendus, attendus)


PARAGRAPHES = {
    "courriel.accuse_de_depot": _paragraphes(
        "accuse_de_depot",
        "accusé de réception d’un dépôt",
        "L’accusé joint donne l’instant du dépôt, à la seconde, et l’empreinte de chaque fichier. Vous pouvez déposer une "
        "nouvelle version ou retirer la candidature jusqu’à la clôture : la dernière version déposée compte.",
        "reference depose_le",
    ),
    "courriel.candidature_retiree": _paragraphes(
        "candidature_retiree",
        "retrait avant la clôture",
        "Vous pouvez la déposer de nouveau jusqu’à la clôture. Vos textes et vos fichiers sont conservés.",
        "reference retiree_le",
    ),
    "courriel.retrait_tardif": _paragraphes(
        "retrait_tardif",
        "retrait après la clôture",
        "Les versions déposées sont conservées. Si ce retrait est une erreur, écrivez au secrétariat depuis le dossier.",
        "reference",
    ),
    "courriel.candidature_reintegree": _paragraphes(
        "candidature_reintegree",
        "candidature réintégrée",
        "Vous n’avez rien à faire. Le motif se lit dans l’historique du dossier, après connexion.",
        "reference",
    ),
    "courriel.rappel_complet": _paragraphes(
        "rappel_de_depot",
        "rappel avant la clôture, dossier complet mais non déposé",
        "Vérifiez le dossier, puis déposez-le avant la clôture : un brouillon, même complet, n’est pas examiné. Le dépôt "
        "revient aux personnes de l’équipe qui en ont le droit.",
        "reference reste",
    ),
    "courriel.rappel_incomplet": _paragraphes(
        "rappel_de_depot",
        "rappel avant la clôture, dossier incomplet",
        "Complétez le dossier, vérifiez-le, puis déposez-le avant la clôture : un brouillon n’est pas examiné. Le dépôt "
        "revient aux personnes de l’équipe qui en ont le droit.",
        "reference reste manques",
    ),
    "courriel.rappel_changements": _paragraphes(
        "rappel_de_depot",
        "rappel avant la clôture, changements non déposés",
        "Si vous ne faites rien, la version {version} sera examinée. Pour que vos changements comptent, déposez de nouveau "
        "avant la clôture. Le dépôt revient aux personnes de l’équipe qui en ont le droit.",
        "reference reste",
        obligatoires="version",
    ),
    "courriel.invitation_equipe": _paragraphes(
        "invitation_equipe",
        "invitation à rejoindre une équipe",
        "Le lien sert une seule fois, jusqu’au {expire_le} (heure de Paris). Connectez-vous ou créez un compte avec cette "
        "adresse. Si vous n’attendiez pas cette invitation, ne faites rien.",
        "invitant",
        obligatoires="expire_le",
    ),
    "courriel.complement_demande": _paragraphes(
        "complement_demande",
        "pièces demandées après la clôture",
        "La liste des pièces et le motif vous attendent dans votre espace, après connexion. Rien d’autre ne change dans le "
        "dossier déposé.",
        "reference echeance",
    ),
    "courriel.complement_rappel": _paragraphes(
        "complement_rappel",
        "rappel des pièces demandées",
        "Un fichier joint n’est pas encore envoyé : il faut l’envoyer par le bouton de la page.",
        "reference echeance",
    ),
    "courriel.complement_prolonge": _paragraphes(
        "complement_prolonge",
        "délai prolongé pour les pièces demandées",
        "La liste des pièces vous attend dans votre espace, après connexion.",
        "reference echeance",
    ),
    "courriel.complement_recu": _paragraphes(
        "complement_recu",
        "accusé de réception d’un complément",
        "La page du complément garde chaque fichier, son empreinte et son heure. Vous n’avez plus rien à faire.",
        "reference envoye_le",
    ),
    "courriel.video_a_rendre_accessible": _paragraphes(
        "video_a_rendre_accessible",
        "vidéo à rendre accessible",
        "Une fois la vidéo accessible, dites-le dans votre espace, après connexion. Le même délai est donné à toutes les "
        "équipes concernées.",
        "reference echeance",
    ),
    "courriel.message_de_la_region": _paragraphes(
        "message_de_la_region",
        "message du secrétariat à une équipe",
        "Vous lisez le message, et vous y répondez, dans votre espace, après connexion.",
        "reference ecrit_le",
    ),
    "courriel.annonce_reglement": _paragraphes(
        "annonce_reglement",
        "règlement modifié",
        "La clôture reste fixée au {cloture} (heure de Paris).",
        obligatoires="cloture",
    ),
    "courriel.annonce_report": _paragraphes(
        "annonce_report",
        "clôture reportée",
        "Jusqu’à cette nouvelle clôture, vous pouvez déposer, modifier ou retirer votre candidature.",
    ),
    "courriel.annonce_suspension": _paragraphes(
        "annonce_suspension",
        "appel suspendu",
        "Un brouillon reste modifiable, et une version déposée est conservée. Nous vous écrirons à la reprise.",
    ),
    "courriel.annonce_reprise": _paragraphes(
        "annonce_reprise",
        "appel repris",
        "La clôture est fixée au {cloture} (heure de Paris). Un brouillon n’est pas un dépôt : pensez à déposer votre "
        "candidature avant cette heure.",
        obligatoires="cloture",
    ),
    "courriel.annonce_annulation": _paragraphes(
        "annonce_annulation",
        "appel annulé",
        "Vos textes et vos fichiers restent consultables dans votre espace.",
    ),
    "courriel.reponse_publiee": _paragraphes(
        "reponse_publiee",
        "réponse publiée à une question",
        "Elle est publiée pour tous, sans votre nom, sur la page des questions de l’appel.",
        "posee_le",
    ),
    "courriel.reponse_privee": _paragraphes(
        "reponse_privee",
        "réponse privée à une question",
        "Cette réponse vous est adressée seule : elle n’intéresse pas les autres candidats.",
        "posee_le",
    ),
    "courriel.abonnement_a_confirmer": _paragraphes(
        "abonnement_a_confirmer",
        "adresse à confirmer pour les actualités",
        "Si c’est vous, confirmez dans les trois jours. Sinon, ne faites rien : l’adresse n’est pas conservée.",
    ),
    "courriel.actualite": _paragraphes(
        "actualite",
        "actualité de l’appel, sous la nouvelle",
        "Vous recevez ce message parce que cette adresse a été donnée pour suivre l’appel « {appel} ».",
    ),
    "courriel.irrecevable": _paragraphes(
        "irrecevable",
        "candidature irrecevable",
        "Le motif vous attend dans votre espace, après connexion.",
        "reference",
    ),
    "courriel.ineligible": _paragraphes(
        "ineligible",
        "candidature inéligible",
        "Le motif vous attend dans votre espace, après connexion.",
        "reference",
    ),
    "courriel.disqualifiee": _paragraphes(
        "disqualifiee",
        "candidature écartée de l’appel",
        "Le motif vous attend dans votre espace, après connexion.",
        "reference",
    ),
    "courriel.decision_favorable": _paragraphes(
        "decision_favorable",
        "décision, solution labellisée",
        "La lettre de la Région, avec les dates du label, vous attend dans votre espace. Jusqu’à l’annonce publique, merci de "
        "ne pas communiquer ce résultat.",
        "reference",
    ),
    "courriel.decision_defavorable": _paragraphes(
        "decision_defavorable",
        "décision, solution non labellisée",
        "La lettre de la Région, avec les motifs, vous attend dans votre espace.",
        "reference",
    ),
    "courriel.label_publie": _paragraphes(
        "label_publie",
        "label public, avec son macaron",
        "Votre macaron daté est joint à ce message, en SVG et en PNG. Sa version à imprimer (PDF) et son adresse stable sont "
        "sur la page ci-dessous. Chacun peut vérifier le label avec le code ou le QR code du macaron.",
        "reference solution titulaire debut fin",
    ),
    "courriel.label_retire": _paragraphes(
        "label_retire",
        "retrait du label",
        "La décision et son motif se lisent sur la page ci-dessous, après connexion ; le motif n’est pas public.",
        "reference solution titulaire",
    ),
    "courriel.label_retabli": _paragraphes(
        "label_retabli",
        "label rétabli",
        "La fiche reparaît au catalogue et le macaron redevient valable.",
        "reference solution titulaire fin",
    ),
    "courriel.invitation_commission": _paragraphes(
        "invitation_commission",
        "invitation d’un membre de la commission",
        "Avant toute lecture, activez la double authentification de votre compte, puis lisez et signez l’engagement de "
        "confidentialité.",
        "college",
    ),
}


def valeurs(code, contexte):
    """Return ``{word: value}`` for every word that the text ``code`` may use, read from what its mail says."""
    return {mot: VALEURS[mot](contexte) for mot in PARAGRAPHES[code].mots}
