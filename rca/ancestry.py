"""Which event of a journal came before which, told without walking the graph.

Events stand in chains, and each knows how far it had seen the other chains. An event that joins all heads
has seen everything, so it begins an epoch of its own, in which nothing older needs to be counted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """Where an event stands."""

    epoch: int
    chain: int
    position: int


class Sight(NamedTuple):
    """What an event has seen."""

    whole: bool
    """Everything before its epoch."""
    reach: dict[int, int]
    """How far each chain of its epoch."""
    forks: tuple[Place, ...]
    """Where it branched off in older epochs; only counts if it has not seen everything there."""


class _Chain:
    """Events of which each builds on the one before."""

    def __init__(self, sight: Sight) -> None:
        self.length = 0
        self.sights: list[tuple[int, Sight]] = [(0, sight)]
        """From which position on what has been seen: of the first event, and of each that joins."""

    def sight(self, position: int) -> Sight:
        last, sight = self.sights[-1]
        if position >= last:
            return sight
        index = bisect_right(self.sights, position, key=lambda known: known[0])
        return self.sights[index - 1][1]


class Ancestry:
    """The order of events that were added with their parents, parents first."""

    def __init__(self, chain: Iterable[str] = ()) -> None:
        """Start with events of which each builds on the one before."""
        self._epochs: list[list[_Chain]] = [[]]
        self._places = {event: Place(0, 0, position) for position, event in enumerate(chain)}
        if self._places:
            self._begin(Sight(True, {}, ())).length = len(self._places)

    def __contains__(self, event: object) -> bool:
        return event in self._places

    def add(self, event: str, parents: Iterable[str], joins_all: bool = False) -> None:
        """Put an event behind its parents; those that are not here do not count."""
        places = [self._places[parent] for parent in parents if parent in self._places]
        if joins_all and len(places) > 1:
            self._epochs.append([])
            self._begin(Sight(True, {}, ()))
            number = 0
        else:
            number = self._chain_behind(places)
        chain = self._epochs[-1][number]
        self._places[event] = Place(len(self._epochs) - 1, number, chain.length)
        chain.length += 1

    def _begin(self, sight: Sight) -> _Chain:
        chain = _Chain(sight)
        self._epochs[-1].append(chain)
        return chain

    def _chain_behind(self, places: list[Place]) -> int:
        """The chain that an event with these parents continues, or one that it begins."""
        chains = self._epochs[-1]
        ends = (p.chain for p in places if self._is_now(p) and p.position == chains[p.chain].length - 1)
        number = next(ends, None)
        if number is None:
            self._begin(self._seen_from(places))
            return len(chains) - 1
        if len(places) > 1:
            chains[number].sights.append((chains[number].length, self._seen_from(places)))
        return number

    def _is_now(self, place: Place) -> bool:
        return place.epoch == len(self._epochs) - 1

    def _seen_from(self, places: Iterable[Place]) -> Sight:
        """What an event with these parents has seen."""
        whole, reach, forks = False, dict[int, int](), dict[Place, None]()
        for place in places:
            if not self._is_now(place):
                forks[place] = None
                continue
            sight = self._sight(place)
            whole = whole or sight.whole
            forks.update(dict.fromkeys(sight.forks))
            for chain, position in sight.reach.items():
                reach[chain] = max(position, reach.get(chain, -1))
        return Sight(whole, reach, () if whole else tuple(forks))

    def _sight(self, place: Place) -> Sight:
        sight = self._epochs[place.epoch][place.chain].sight(place.position)
        return sight._replace(reach={**sight.reach, place.chain: place.position})

    def is_before(self, event: str, later: str) -> bool:
        """Whether an event is the other, or one of those it builds on."""
        sought, waiting, seen = self._places[event], [self._places[later]], set[Place]()
        while waiting:
            place = waiting.pop()
            if place in seen or place.epoch < sought.epoch:
                continue
            seen.add(place)
            if self._sees(place, sought):
                return True
            waiting += self._epochs[place.epoch][place.chain].sight(place.position).forks
        return False

    def _sees(self, place: Place, sought: Place) -> bool:
        """Whether what stands in one place has seen the other, as far as its own epoch tells."""
        if (place.epoch, place.chain) == (sought.epoch, sought.chain):
            return sought.position <= place.position
        sight = self._epochs[place.epoch][place.chain].sight(place.position)
        if place.epoch > sought.epoch:
            return sight.whole
        return sought.position <= sight.reach.get(sought.chain, -1)
