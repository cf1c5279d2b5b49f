"""Events come behind their parents, in whatever order their lines stand."""

from __future__ import annotations

import random

import pytest

from rca.lines import Entry
from rca.waiting import WaitingRoom


def entry(event: str, parents: list[str]) -> Entry:
    return Entry(event, tuple(parents), {}, "")


def graph(chance: random.Random) -> dict[str, list[str]]:
    """Events with their parents, in the order they were made."""
    parents: dict[str, list[str]] = {}
    for number in range(30):
        recent = list(parents)[-5:]
        parents[str(number)] = chance.sample(recent, min(len(recent), chance.choice((0, 1, 1, 2, 3))))
    return parents


@pytest.mark.parametrize("seed", range(60))
def test_each_comes_once_and_behind_its_parents(seed: int) -> None:
    chance = random.Random(seed)
    parents = graph(chance)
    order = chance.sample(list(parents), len(parents))
    known: list[str] = []
    room = WaitingRoom(known)
    for number, event in enumerate(order):
        for ready in room.arrive(number, entry(event, parents[event])):
            assert set(parents[ready.id]) <= set(known)
            known.append(ready.id)
    assert sorted(known) == sorted(parents)
    assert list(room.leave()) == []
    place = {event: number for number, event in enumerate(order)}
    early = {e for e in parents if any(place[parent] > place[e] for parent in parents[e])}
    assert set(room.early) == early
    assert all(line == place[e] for e, (line, _) in room.early.items())
    assert list(room.gone()) == []


def test_who_waits_for_a_parent_that_is_gone_leaves_at_the_end() -> None:
    known: set[str] = set()
    room = WaitingRoom(known)
    assert list(room.arrive(1, entry("child", ["gone"]))) == []
    assert list(room.arrive(2, entry("child", ["gone"]))) == [], "a line that stands twice waits once"
    assert list(room.arrive(3, entry("grandchild", ["child"]))) == []
    left = [event.id for event in room.leave()]
    assert left == ["child", "grandchild"]
    known.update(left)
    assert list(room.gone()) == [("gone", 1)]
    assert room.early == {}


def test_not_more_than_a_thousand_wait() -> None:
    known: set[str] = set()
    room = WaitingRoom(known)
    waiting = most = 0
    for number in range(3000):
        left = [event.id for event in room.arrive(number, entry(str(number), [str(number - 1)]))]
        known.update(left)
        waiting += 1 - len(left)
        most = max(most, waiting)
    assert most == 1000
