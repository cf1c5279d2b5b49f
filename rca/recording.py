"""`rca journal record`: what changed in a document by hand becomes an event, by the author that git names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rca.changes import External
from rca.claims import Actor, Fact
from rca.events import Digests
from rca.facts import Facts, baseline, differences, is_comparable, is_state, same
from rca.git import GitError, ask
from rca.history import History
from rca.journal import read_entries
from rca.lines import Entry


class Found(NamedTuple):
    """What a journal does not know of its document."""

    change: External
    document: Digests


Earlier = Callable[[], Facts | None]
"""What a document said when its last event was written; None where nobody knows."""


def unrecorded(path: Path, sha256: str, said: Facts, earlier: Earlier = lambda: None) -> Found | None:
    """What happened to a document outside of its journal; None where the journal knows it as it is.

    Takes the digest of the document and its facts. Without a journal it is what the document says was done,
    if it says so. Where nobody knows what it said before, what no event ever spoke of is the document's own,
    states excepted.
    """
    history = _history(read_entries(path))
    if not history.heads:
        first = baseline(said)
        return Found(first, Digests(before=sha256, after=sha256)) if first else None
    before = [digests["after"] for digests in history.heads.values()]
    told = differences(*_contrasted(history, said))
    if not told and (before == [sha256] or len(before) > 1):
        return None
    known = None if sha256 in before else earlier()
    digests = Digests(before=before[0] if len(before) == 1 else None, after=sha256)
    return Found(External(facts=told) if known is None else _whole(told, known, said), digests)


def _history(entries: Iterable[Entry]) -> History:
    history = History()
    history.branch(())
    for entry in entries:
        with suppress(KeyError, TypeError, AttributeError):  # a change that lacks a part, as `rca.audit` says
            history.add(entry)
    return history


def _whole(told: Iterable[Fact], known: Facts, said: Facts) -> External:
    """Everything that changed from what was known, and what the journal says otherwise all the same."""
    found = {(fact.item, fact.name): fact for fact in (*told, *differences(known, said))}
    return External(facts=tuple(found[key] for key in sorted(found)), whole=True)


def _contrasted(history: History, said: Facts) -> tuple[Facts, Facts]:
    """What the journal says and what the document says of the facts that both could speak of."""
    told: Facts = {}
    for key, sayings in history.sayings.items():
        if not is_comparable(key[1]):
            continue
        agreed = [saying.value for saying in sayings if same(saying.value, said.get(key))]
        told[key] = agreed[0] if agreed else sayings[-1].value
    both = {key for key in said if is_state(key[1])} | told.keys()
    known = {key: value for key, value in told.items() if value}
    return known, {key: said[key] for key in both if key in said}


def committed_by(document: Path) -> tuple[Actor, str] | None:
    """Who made the newest commit of a document, and its id; None where the file differs from that commit."""
    name = document.name
    try:
        if ask(document.parent, "status", "--porcelain", "--", name).strip():
            return None
        fields = ask(document.parent, "log", "-1", "--format=%an%x00%ae%x00%H", "--", name).decode(
            "utf-8", "replace"
        )
    except GitError:
        return None
    parts = fields.strip().split("\0")
    if len(parts) != 3 or not parts[0].strip():
        return None
    return Actor(name=parts[0], email=parts[1]), parts[2]
