"""`rathaus load`, `publish` and `verify` on real packages and the suite's database."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rathaus.core.protokoll.models import Kette
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids
from tests.cli.conftest import Outcome

type Run = Callable[..., Outcome]
type MakePackage = Callable[..., Path]
pytestmark = pytest.mark.django_db
SLUG = "hundesteuer-anmeldung"


def test_a_package_is_loaded_from_a_folder_and_known_the_second_time(rathaus: Run, package: MakePackage) -> None:
    folder = package("7.1.0")
    first, second = (rathaus("load", str(folder)) for _ in range(2))
    assert first.out.endswith(f"{SLUG} 7.1.0: loaded\n")
    assert second.out.endswith(f"{SLUG} 7.1.0: known already\n")
    assert first.status == second.status == 0


def test_a_package_is_loaded_from_an_archive(rathaus: Run, package: MakePackage, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "package"), "zip", package("7.1.0"))
    assert rathaus("load", archive).out.endswith(f"{SLUG} 7.1.0: loaded\n")


def test_a_package_with_errors_is_kept_for_the_office_but_not_published(rathaus: Run, package: MakePackage) -> None:
    loaded = rathaus("load", str(package("7.1.0", regeln_json='{"version": 1, "rules": "none"}')))
    assert loaded.status == 1
    assert loaded.out.startswith("error ")
    published = rathaus("publish", SLUG, "7.1.0")
    assert (published.status, "LEI-003" in published.err) == (1, True)


def test_a_procedure_that_cannot_be_read_stores_nothing(rathaus: Run, package: MakePackage) -> None:
    outcome = rathaus("load", str(package("7.1.0", ablauf_toml="this is no TOML")))
    assert outcome.status == 1
    assert outcome.out.endswith("Nothing was stored: ablauf.toml could not be read.\n")


@pytest.mark.parametrize("path", ["nowhere", __file__])
def test_what_is_no_package_is_refused_in_words(rathaus: Run, path: str) -> None:
    outcome = rathaus("load", path)
    assert outcome.status == 1
    assert outcome.err.startswith("rathaus load: LEI-001: The package cannot be read")


def test_a_version_is_published_once_and_adopted_by_who_does_not_offer_it_yet(
    rathaus: Run, package: MakePackage
) -> None:
    rathaus("load", str(package("7.1.0")))
    words = ("publish", SLUG, "7.1.0", "--from", "2027-01-01", "--adopt-for-all")
    published, repeated = rathaus(*words), rathaus(*words)
    assert published.out == f"{SLUG} 7.1.0: published from 2027-01-01\n0 bodies offer it now\n"
    assert (repeated.status, "LEI-002" in repeated.err) == (1, True)


def test_a_version_is_published_from_today_when_no_day_is_named(rathaus: Run, package: MakePackage) -> None:
    rathaus("load", str(package("7.1.0")))
    outcome = rathaus("publish", SLUG, "7.1.0")
    assert (outcome.status, outcome.out.count("\n")) == (0, 1)


@pytest.mark.parametrize(("slug", "code"), [(SLUG, "LEI-004"), ("no-such-thing", "LEI-008")])
def test_what_was_never_loaded_is_not_published(rathaus: Run, slug: str, code: str) -> None:
    outcome = rathaus("publish", slug, "9.9.9")
    assert outcome.status == 1
    assert code in outcome.err


def test_a_chain_that_was_cut_off_is_found(rathaus: Run, package: MakePackage) -> None:
    rathaus("load", str(package("7.1.0")))
    assert rathaus("verify").out.endswith(", 0 faults\n")
    with open_scope(Scope(stellen=all_stelle_ids())):
        Kette.objects.update(head_hash=bytes(32))
    outcome = rathaus("verify")
    assert outcome.status == 1
    assert ": head\n" in outcome.out
