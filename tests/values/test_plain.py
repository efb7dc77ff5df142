"""Frozen dataclasses as plain values, there and back."""

import json
from dataclasses import dataclass
from enum import StrEnum

import pytest

from rathaus.values.plain import from_plain, to_plain
from rathaus.values.text import Text


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Dog:
    name: Text
    colour: Colour
    size: tuple[int, str]
    friends: "tuple[Dog, ...]" = ()
    collar: Text | None = None


REX = Dog(Text("Rex"), Colour.RED, (3, "cm"), (Dog(Text("Bello"), Colour.RED, (4, "cm"), (), Text("rot", "red")),))


def test_the_plain_form_survives_json():
    assert from_plain(Dog, json.loads(json.dumps(to_plain(REX)))) == REX


def test_the_plain_form_is_made_of_dicts_and_lists():
    assert to_plain(REX)["friends"][0]["collar"] == {"de": "rot", "en": "red"}
    assert to_plain(REX)["colour"] == "red"


def test_a_field_with_a_default_may_be_absent():
    assert from_plain(Dog, {"name": {"de": "Rex"}, "colour": "red", "size": [3, "cm"]}).friends == ()


def test_a_field_without_a_default_is_asked_for():
    with pytest.raises(KeyError, match="Dog"):
        from_plain(Dog, {"name": {"de": "Rex"}})


def test_a_value_outside_of_its_enumeration_is_refused():
    with pytest.raises(ValueError, match="blue"):
        from_plain(Dog, {"name": {"de": "Rex"}, "colour": "blue", "size": [3, "cm"]})
