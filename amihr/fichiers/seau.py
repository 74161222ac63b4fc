"""The private storage when it is an S3 bucket; loaded only where the settings name it."""

from botocore.config import Config
from storages.backends.s3 import S3Storage


class Seau(S3Storage):
    """A bucket whose objects are private and reachable by addresses signed for 60 s at most.

    Waits are bounded: a storage that is down is a refusal in a few seconds, not a worker that hangs.
    """

    def get_default_settings(self):
        return super().get_default_settings() | {
            "default_acl": "private",
            "querystring_auth": True,
            "querystring_expire": 60,
            "file_overwrite": False,
            "client_config": Config(
                signature_version="s3v4",
                connect_timeout=3,
                read_timeout=20,
                retries={"total_max_attempts": 2},
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }
