"""What every test of a surface needs: plain static addresses, so that nothing must be built or collected first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings


@pytest.fixture(autouse=True)
def plain_static_addresses(settings: Settings, tmp_path: Path) -> None:
    """Address static files by their plain names."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """Begin in German; a request of an earlier test may have left another language behind."""
    with translation.override("de"):
        yield
