"""A map of equal tiles: every county gets one square, near where it lies. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil

TILE, GAP = 88, 6
"""Side of a tile and space between two, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: place from the upper left corner in units of the drawing, name, share, where it leads.

    Args:
        x: left edge.
        y: upper edge.
        label: short name.
        title: sentence for readers of the screen.
        value: what stands in the tile.
        level: 0 to 4, how dark it is.
        href: address.
    """

    x: int
    y: int
    label: str
    title: str
    value: str
    level: int
    href: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles with the size of the drawing."""

    tiles: tuple[Tile, ...]
    width: int
    height: int


type Position = tuple[str, float, float]
"""Key, latitude and longitude in degrees."""


def cells_of(positions: Sequence[Position]) -> Mapping[str, tuple[int, int]]:
    """Return key to column and row of a grid, so that tiles lie close to their places and none covers another."""
    return dict(_arranged(tuple(sorted(positions))))


def level_of(share: float) -> int:
    """Return how dark a tile with this share is: 0 for none, 1 to 3 by thirds, 4 for all."""
    return 4 if share >= 1 else ceil(max(0.0, share) * 3)


def corner(cell: tuple[int, int]) -> tuple[int, int]:
    """Return the upper left corner of a cell in units of the drawing."""
    return cell[0] * (TILE + GAP), cell[1] * (TILE + GAP)


@lru_cache(maxsize=8)
def _arranged(positions: tuple[Position, ...]) -> tuple[tuple[str, tuple[int, int]], ...]:
    if not positions:
        return ()
    columns, rows = _grid_size(len(positions))
    wanted = {key: point for key, *point in _scaled(positions, columns, rows)}
    free = set(product(range(columns), range(rows)))
    placed: dict[str, tuple[int, int]] = {}
    middle = ((columns - 1) / 2, (rows - 1) / 2)
    for key in sorted(wanted, key=lambda each: -_distance(wanted[each], middle)):
        placed[key] = min(free, key=lambda cell: (_distance(wanted[key], cell), cell))
        free.remove(placed[key])
    _improve(placed, wanted, free)
    return tuple(_shifted(placed).items())


def _grid_size(count: int) -> tuple[int, int]:
    """Return columns and rows: higher than wide, with some room to move."""
    columns = max(1, round((count * 0.85) ** 0.5))
    return columns, -(-count // columns) + 2


def _scaled(positions: Sequence[Position], columns: int, rows: int) -> list[tuple[str, float, float]]:
    lats, lons = [lat for _, lat, _ in positions], [lon for _, _, lon in positions]
    height, width = max(lats) - min(lats) or 1, max(lons) - min(lons) or 1
    return [
        (key, (lon - min(lons)) / width * (columns - 1), (max(lats) - lat) / height * (rows - 1))
        for key, lat, lon in positions
    ]


def _distance(point: Sequence[float], cell: Sequence[float]) -> float:
    return (point[0] - cell[0]) ** 2 + (point[1] - cell[1]) ** 2


def _improve(
    placed: dict[str, tuple[int, int]], wanted: Mapping[str, Sequence[float]], free: set[tuple[int, int]]
) -> None:
    """Swap two tiles, or move one to a free cell, as long as that brings them closer to their places."""
    better = True
    while better:
        better = False
        for one, other in product(sorted(placed), repeat=2):
            now = _distance(wanted[one], placed[one]) + _distance(wanted[other], placed[other])
            then = _distance(wanted[one], placed[other]) + _distance(wanted[other], placed[one])
            if then < now - 1e-9:
                placed[one], placed[other] = placed[other], placed[one]
                better = True
        for key, cell in product(sorted(placed), sorted(free)):
            if cell in free and _distance(wanted[key], cell) < _distance(wanted[key], placed[key]) - 1e-9:
                free.remove(cell)
                free.add(placed[key])
                placed[key] = cell
                better = True


def _shifted(placed: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Leave out columns and rows in which nothing lies."""
    columns = {old: new for new, old in enumerate(sorted({cell[0] for cell in placed.values()}))}
    rows = {old: new for new, old in enumerate(sorted({cell[1] for cell in placed.values()}))}
    return {key: (columns[x], rows[y]) for key, (x, y) in placed.items()}
