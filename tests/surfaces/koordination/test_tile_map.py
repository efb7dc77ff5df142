"""The map of tiles: one cell each, near its place. Pure."""

import pytest

from rathaus.surfaces.koordination.tile_map import cells_of, level_of


def test_nothing_needs_no_map() -> None:
    assert cells_of([]) == {}


def test_every_place_has_a_cell_of_its_own() -> None:
    places = [(str(n), 50 + (n % 7) / 7, 8 + (n % 5) / 5) for n in range(27)]
    cells = cells_of(places)
    assert len(set(cells.values())) == 27


def test_north_is_up_and_east_is_right() -> None:
    cells = cells_of([("north", 52.0, 9.0), ("south", 49.0, 9.0), ("east", 50.5, 10.0), ("west", 50.5, 8.0)])
    assert cells["north"][1] < cells["south"][1]
    assert cells["west"][0] < cells["east"][0]


def test_the_same_places_give_the_same_map_in_any_order() -> None:
    places = [(str(n), 50 + n * 0.37 % 1, 8 + n * 0.61 % 1) for n in range(12)]
    assert cells_of(places) == cells_of(list(reversed(places)))


def test_no_column_or_row_is_empty() -> None:
    cells = cells_of([("a", 50.0, 8.0), ("b", 53.0, 8.0)])
    assert {cell[0] for cell in cells.values()} == {0}


@pytest.mark.parametrize(("share", "level"), [(0, 0), (0.01, 1), (1 / 3, 1), (0.34, 2), (0.7, 3), (0.999, 3), (1, 4)])
def test_a_share_has_its_level(share, level) -> None:
    assert level_of(share) == level
