"""What browsers ask for lies ready; what only letters need does not."""

import json
from pathlib import Path

from django.test import override_settings

from rathaus.cli.static_files import collect_static_files


def test_files_for_browsers_are_collected_with_their_hash_and_compressed(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        collect_static_files()
        collect_static_files()
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert {"rathaus.css", "rathaus.js", "favicon.svg"} <= set(names)
    assert (tmp_path / f"{names['rathaus.css']}.gz").exists()
    assert not (tmp_path / "fonts-pdf").exists()
