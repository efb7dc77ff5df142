"""Settings are typed values; one that cannot be used is named."""

from pathlib import Path

import pytest

from rathaus.config import environment
from rathaus.config.environment import SettingRefused


@pytest.mark.parametrize("written", ["1", "true", "YES", "On"])
def test_truth_is_written_in_several_ways(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_PROBE", written)
    assert environment.flag("PROBE") is True


@pytest.mark.parametrize("written", ["0", "false", "No", "off", ""])
def test_and_so_is_its_opposite(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_PROBE", written)
    assert environment.flag("PROBE", default=True) is False


def test_what_is_not_set_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RATHAUS_PROBE", raising=False)
    assert environment.flag("PROBE", default=True) is True
    assert environment.text("PROBE", "so") == "so"
    assert environment.number("PROBE", 7) == 7
    assert environment.words("PROBE", "a, b,,") == ["a", "b"]
    assert environment.folder("PROBE", Path("/somewhere")) == Path("/somewhere")


def test_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_PROBE", "12")
    assert environment.text("PROBE") == "12"
    assert environment.number("PROBE", 7) == 12
    assert environment.words("PROBE") == ["12"]
    assert environment.folder("PROBE", Path("/somewhere")) == Path.cwd() / "12"


@pytest.mark.parametrize("written", ["maybe", "2", " 1"])
def test_a_flag_that_is_neither_is_refused_by_name(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_PROBE", written)
    with pytest.raises(SettingRefused, match=r"RATHAUS_PROBE is '.+'. Write 1 or 0."):
        environment.flag("PROBE")


@pytest.mark.parametrize("written", ["many", "-1", "1.5", "1e3"])
def test_a_number_that_is_none_is_refused_with_an_example(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_PROBE", written)
    with pytest.raises(SettingRefused, match="Write a whole number such as 7"):
        environment.number("PROBE", 7)
