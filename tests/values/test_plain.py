"""Frozen dataclasses as plain values, there and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType

import pytest

from rathaus.values.plain import from_plain, own_form, to_plain
from rathaus.values.text import Text


class Colour(StrEnum):
    RED = "red"


class Legs(IntEnum):
    THREE = 3
    FOUR = 4


@dataclass(frozen=True, slots=True)
class Bone:
    length_cm: int = 10


@dataclass(frozen=True, slots=True)
class Ball:
    colour: Colour


type Toy = Bone | Ball
type Toys = tuple[Toy, ...]


@dataclass(frozen=True, slots=True)
class Dog:
    name: Text
    colour: Colour
    size: tuple[int, str]
    friends: "tuple[Dog, ...]" = ()
    collar: Text | None = None
    legs: Legs = Legs.FOUR
    toys: Toys = ()
    favourite: Toy | None = None
    tricks: Mapping[str, tuple[Bone, ...]] = field(default_factory=lambda: MappingProxyType({}))
    nicknames: tuple[str, ...] | None = None
    tag: str | int | None = None
    secret: complex = field(default=0j, metadata=own_form(str, complex))


BELLO = Dog(Text("Bello"), Colour.RED, (4, "cm"), collar=Text("rot", "red"))
REX = Dog(
    Text("Rex", "King"),
    Colour.RED,
    (3, "cm"),
    friends=(BELLO,),
    legs=Legs.THREE,
    toys=(Bone(), Ball(Colour.RED), Bone(12)),
    favourite=Ball(Colour.RED),
    tricks=MappingProxyType({"sit": (Bone(1),), "give paw": ()}),
    nicknames=("R",),
    tag=7,
    secret=1j,
)


@pytest.mark.parametrize("dog", [REX, BELLO])
def test_the_plain_form_survives_json(dog: Dog) -> None:
    assert from_plain(Dog, json.loads(json.dumps(to_plain(dog)))) == dog


def test_the_plain_form_survives_a_store_that_sorts_keys() -> None:
    again = from_plain(Dog, json.loads(json.dumps(to_plain(REX), sort_keys=True)))
    assert list(again.tricks) == ["sit", "give paw"]
    assert again == REX


def test_equal_values_have_equal_bytes() -> None:
    again = from_plain(Dog, to_plain(REX))
    assert json.dumps(to_plain(again)) == json.dumps(to_plain(REX))


def test_what_holds_its_default_is_left_out() -> None:
    assert to_plain(Dog(Text("Rex"), Colour.RED, (3, "cm"))) == {"name": "Rex", "colour": "red", "size": [3, "cm"]}


def test_the_plain_form_is_small() -> None:
    assert to_plain(REX) == {
        "name": {"de": "Rex", "en": "King"},
        "colour": "red",
        "size": [3, "cm"],
        "friends": [{"name": "Bello", "colour": "red", "size": [4, "cm"], "collar": {"de": "rot", "en": "red"}}],
        "legs": 3,
        "toys": [{"type": "Bone"}, {"type": "Ball", "colour": "red"}, {"type": "Bone", "length_cm": 12}],
        "favourite": {"type": "Ball", "colour": "red"},
        "tricks": [["sit", [{"length_cm": 1}]], ["give paw", []]],
        "nicknames": ["R"],
        "tag": 7,
        "secret": "1j",
    }


def test_a_mapping_that_was_read_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        from_plain(Dog, to_plain(REX)).tricks["sit"] = ()  # type: ignore[index]


def test_a_text_is_read_with_or_without_its_english() -> None:
    plain = {"colour": "red", "size": [3, "cm"]}
    names = [from_plain(Dog, {**plain, "name": name}).name for name in ("Rex", {"de": "Rex"}, {"de": "Rex", "en": ""})]
    assert names == [Text("Rex")] * 3


def test_a_field_that_nobody_knows_any_more_is_passed_over() -> None:
    assert from_plain(Bone, {"length_cm": 3, "taste": "good"}) == Bone(3)


def test_a_field_without_a_default_is_asked_for() -> None:
    with pytest.raises(KeyError, match="Dog"):
        from_plain(Dog, {"name": "Rex"})


def test_a_tuple_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        from_plain(Dog, {"name": "Rex", "colour": "red", "size": [3]})


@pytest.mark.parametrize("toy", [{"type": "Stick"}, {}])
def test_a_class_that_does_not_belong_to_the_union_is_refused(toy: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        from_plain(Dog, {"name": "Rex", "colour": "red", "size": [3, "cm"], "favourite": toy})


def test_a_value_outside_of_its_enumeration_is_refused() -> None:
    with pytest.raises(ValueError, match="blue"):
        from_plain(Dog, {"name": "Rex", "colour": "blue", "size": [3, "cm"]})
