"""Prove the files that the program made: their bytes are still those whose fingerprint was noted."""

import uuid

from django.db import connection

_DAMAGED = """
SELECT datei.public_id FROM datei_datei datei LEFT JOIN datei_dateiinhalt inhalt ON inhalt.datei_id = datei.id
WHERE datei.kind = 'generated'
  AND (inhalt.datei_id IS NULL OR encode(sha256(inhalt.content), 'hex') <> datei.sha256)
ORDER BY datei.id
"""


def damaged_files() -> list[uuid.UUID]:
    """Return the public ids of made files of the open scope whose bytes are missing or others than noted."""
    with connection.cursor() as cursor:
        cursor.execute(_DAMAGED)
        return [public_id for (public_id,) in cursor.fetchall()]
