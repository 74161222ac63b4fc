"""How an upload arrives: on disk, cut at the greatest limit, refused when its end never came."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import UnreadablePostError

from .genres import PLAFONDS

PLUS_GRAND_FICHIER = max(limites.octets_max for limites in PLAFONDS.values())


class Reception(TemporaryFileUploadHandler):
    """The upload handler of the whole site (`FILE_UPLOAD_HANDLERS`).

    Promises that no more than the greatest limit is written for one file (each slot's own limit is checked by
    `ranger`), that a body shorter than announced is an error (Django alone would take the half that came for the
    whole file), and that a full disk marks the file `est_perdu`, which `ranger` refuses with its reason.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        lire = input_data.read
        recus = 0

        def lire_et_compter(*taille):
            nonlocal recus
            morceau = lire(*taille)
            recus += len(morceau)
            if not morceau and recus < content_length:
                self.upload_interrupted()
                raise UnreadablePostError("l’envoi s’est interrompu avant sa fin")
            return morceau

        input_data.read = lire_et_compter

    def new_file(self, *arguments, **options):
        super().new_file(*arguments, **options)
        self.file.est_perdu = False
        self._ecrits = 0

    def receive_data_chunk(self, raw_data, start):
        # One byte more than the limit is enough to know; the rest is read and thrown away, so that the browser
        # gets our page rather than a cut line.
        a_ecrire = raw_data[: max(0, PLUS_GRAND_FICHIER + 1 - self._ecrits)]
        try:
            super().receive_data_chunk(a_ecrire, start)
        except OSError:
            self.file.est_perdu = True
        self._ecrits += len(a_ecrire)

    def file_complete(self, file_size):
        return super().file_complete(self._ecrits)
