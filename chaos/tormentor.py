"""Kills with SIGKILL at random moments; the seed repeats the order and the pauses."""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chaos.town_hall_process import Part, TownHallProcess

_LOOK_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Torment:
    """What is planned.

    Args:
        seed: of the order and the pauses.
        seconds: no kill after them.
        shortest_pause_s: shortest time between two kills.
        longest_pause_s: longest time between two kills.
        share_in_peace: share of the kills after which nothing more is killed until the town hall answers; the others
            may meet it in the middle of coming back.
        parts: what is killed; each equally often, in a random order.
    """

    seed: int
    seconds: float
    shortest_pause_s: float = 0.5
    longest_pause_s: float = 12.0
    share_in_peace: float = 0.75
    parts: Sequence[Part] = tuple(Part)


class Tormentor:
    """Kills parts of a town hall until the time is over."""

    def __init__(self, town_hall: TownHallProcess, torment: Torment) -> None:
        self._town_hall, self._torment = town_hall, torment
        self._random = random.Random(torment.seed)
        self._stopped = threading.Event()
        self.kills: Counter[Part] = Counter()

    def run(self) -> None:
        """Kill, in this thread."""
        deadline = time.monotonic() + self._torment.seconds
        deck: list[Part] = []
        while True:
            pause_s = self._random.uniform(self._torment.shortest_pause_s, self._torment.longest_pause_s)
            if time.monotonic() + pause_s > deadline:
                self._stopped.wait(max(0.0, deadline - time.monotonic()))
                return
            if self._stopped.wait(pause_s):
                return
            if not deck:
                deck = self._random.sample(self._torment.parts, len(self._torment.parts))
            self._kill_as_soon_as_it_lives(deck.pop(), deadline)
            if self._random.random() < self._torment.share_in_peace:
                self._wait_until_it_answers(deadline)

    def stop(self) -> None:
        """Kill nothing more."""
        self._stopped.set()

    def _kill_as_soon_as_it_lives(self, part: Part, deadline: float) -> None:
        """Kill a part at once, or in the middle of its coming back."""
        while not self._kill(part):
            if self._stopped.wait(_LOOK_EVERY_S) or time.monotonic() > deadline:
                return
        self.kills[part] += 1

    def _wait_until_it_answers(self, deadline: float) -> None:
        while not self._town_hall.answers() and time.monotonic() < deadline:
            if self._stopped.wait(_LOOK_EVERY_S):
                return

    def _kill(self, part: Part) -> bool:
        """Kill a part; what it has several of, such as connections, loses one, but everything is everything."""
        pids = sorted(self._town_hall.pids_of(part))
        chosen = pids if part is Part.EVERYTHING else pids and [self._random.choice(pids)]
        killed = 0
        for pid in chosen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        return killed > 0
