"""The files that pages load, each under a name that changes with its bytes."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statiques(CompressedManifestStaticFilesStorage):
    """A script that imports another names it as pages do: else the same module would run twice, one of them out of date."""

    support_js_module_import_aggregation = True
