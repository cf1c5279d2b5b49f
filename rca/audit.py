"""`rca journal verify`: whether a journal is what was written, and explains what its document says.

One pass over the lines. As long as every event builds on the one before, nothing but the last id is kept;
a journal with branches is remembered by its ids.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rca.changes import KINDS
from rca.effects import FactKey
from rca.facts import Facts, is_comparable, is_state, same
from rca.faults import Fault
from rca.history import History, Saying, pending
from rca.journal import (
    JournalError,
    Line,
    file_name,
    journal_file,
    journal_files,
    open_plain,
    read_entries,
    read_lines,
)
from rca.lines import Entry, decode, whole_lines
from rca.waiting import WaitingRoom

_BRING_BACK = "bring it back with git; if it was thrown away on purpose, rca journal accept forgets it"
_MOST_REPORTED = 20
"""How many faults of one kind are told one by one in a journal."""


class Standing(NamedTuple):
    """A document as it stands."""

    sha256: str
    facts: Facts
    unmerged: int = 0
    """The line on which a merge left both sides; 0 where there is none."""


_MOST_TOGETHER = 64
"""How many events are looked at that may have been appended together."""

Find = Callable[[str], Standing | None]
"""The document of an incident; None where there is none."""


class Examined(NamedTuple):
    """A journal that was verified."""

    path: Path
    events: int
    faults: list[Fault]
    """Those of its lines in their order, then those of its document."""


def verify_journals(
    folder: Path, find: Find, known_heads: Mapping[str, Collection[str]] | None = None
) -> Iterator[Examined]:
    """All journals beside the documents of a folder, verified.

    `known_heads` are the heads that the index has seen, by incident: one that is gone was cut off.
    """
    known = {file_name(incident): (incident, ids) for incident, ids in (known_heads or {}).items() if ids}
    for path in journal_files(folder):
        yield verify_journal(path, find, known.pop(path.name, ("", ()))[1])
    for incident, ids in known.values():
        path = journal_file(folder, incident)
        message = f"the journal of {incident} is gone, but the index has seen it; {_BRING_BACK}"
        yield Examined(path, 0, [Fault("cut", path, 0, incident, message, min(ids))])


def verify_journal(path: Path, find: Find, known_heads: Collection[str] = ()) -> Examined:
    """One journal, verified."""
    examination = _Examination(path)
    try:
        examination.read(set(known_heads))
    except JournalError as error:
        return Examined(path, 0, [examination.fault("unreadable", 0, error.reason)])
    return Examined(path, examination.history.count, [*examination.faults, *_told(examination, find)])


def _told(examination: _Examination, find: Find) -> Iterator[Fault]:
    """What the events say, against each other and against the document."""
    yield from _conflicts(examination)
    standing = find(examination.incident) if examination.incident else None
    if standing and standing.unmerged:
        # What such a text says of its items is what neither side said.
        where = f"a merge left both sides on line {standing.unmerged} of the document"
        yield examination.fault("unmerged", 0, f"{where}; keep what is true, then verify")
    elif standing:
        yield from _document_faults(examination, standing)
    elif examination.incident:
        yield examination.fault("orphan", 0, f"no document has the id {examination.incident}")


class _Examination:
    """One journal while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.incident = ""
        self.history = History()
        self.faults: list[Fault] = []
        self._changed: set[str] = set()
        self._broken: set[int] = set()
        """Lines that are no events."""
        self._belongs = False
        """Whether the last event belongs into this file."""
        self._waiting: WaitingRoom | None = None
        """Only for a journal with branches."""
        self._joins = False
        """Whether an event builds on several: branches were merged."""
        self._counts: Counter[str] = Counter()
        self._gaps: list[int] = []
        self._newest: deque[Entry] = deque(maxlen=_MOST_TOGETHER)
        self._repeated: list[int] = []
        self._strange: list[int] = []

    def fault(self, kind: str, line: int, message: str) -> Fault:
        return Fault(kind, self.path, line, self.incident, message)

    def _report(self, kind: str, line: int, message: str) -> None:
        self._counts[kind] += 1
        if self._counts[kind] <= _MOST_REPORTED:
            self.faults.append(self.fault(kind, line, message))

    def read(self, known: set[str]) -> None:
        """Take in every line; `known` are ids that must be among them."""
        for line in read_lines(self.path):
            if line.torn:
                self._report("torn", line.number, "the last line has no end; the next event mends it")
            if line.entry is None:
                self._broken.add(line.number)
                self._report_broken(line)
                continue
            known.discard(line.entry.id)
            self._take(line.number, line.entry)
        self._close(known)

    def _close(self, known: Iterable[str]) -> None:
        """Report what shows only at the end."""
        if self._waiting:
            self._report_order(self._waiting)
        for head in sorted(known):
            message = f"the event {head[:12]}, which the index has seen, is gone; {_BRING_BACK}"
            self.faults.append(Fault("cut", self.path, 0, self.incident, message, head))
        for kind, count in self._counts.items():
            if count > _MOST_REPORTED:
                self.faults.append(self.fault(kind, 0, f"and {count - _MOST_REPORTED} lines more like these"))
        self._report_all(
            "unknown", self._strange, "a change of a kind that this rca does not know; update it"
        )
        self._report_all("gap", self._gaps, "the document was edited by hand before this event")
        self._report_all("duplicate", self._repeated, "this event stands above already, which does no harm")

    def _report_order(self, waiting: WaitingRoom) -> None:
        for entry in waiting.leave():
            self._add(0, entry)
        for parent, line in waiting.gone():
            if parent not in self._changed:
                self._report("removed", line, f"the event {parent[:12]} that this one builds on is gone")
        for line, parent_line in waiting.early.values():
            # Only merges of merges put a line before its parent, and what follows a merge joins branches.
            kind = "interleaved" if self._joins else "reordered"
            self._report(kind, line, f"stands before the event that it builds on (line {parent_line})")

    def _report_broken(self, line: Line) -> None:
        self._changed.add(line.claimed)
        self._report("changed" if line.claimed else "unreadable", line.number, line.problem)

    def _report_all(self, kind: str, lines: list[int], message: str) -> None:
        if lines:
            others = f"; and so it is with {len(lines) - 1} more" if len(lines) > 1 else ""
            self._report(kind, lines[0], message + others)

    def _take(self, number: int, entry: Entry) -> None:
        if entry.body["incident"] != self.incident or not self._belongs:
            self._place(number, entry.body["incident"])
        self._joins = self._joins or len(entry.parents) > 1
        if self._waiting is None and self.history.follows(entry):
            self._compare(number, entry)
            self._add(number, entry)
            return
        for ready in self._ordered(number, entry):
            self._add(number, ready)

    def _ordered(self, number: int, entry: Entry) -> Iterator[Entry]:
        """The events that can be taken in now that this one has come."""
        if self._waiting is None:
            self._waiting = WaitingRoom(
                self.history.branch(_first_ids(self.path, self._broken, self.history.count))
            )
        if self.history.follows(entry):
            self._compare(number, entry)
        if self.history.knows(entry.id):
            self._repeated.append(number)
            # Merges of merges leave a line at both places; one of them is where it belongs.
            self._waiting.early.pop(entry.id, None)
            return
        yield from self._waiting.arrive(number, entry)

    def _add(self, number: int, entry: Entry) -> None:
        if entry.body["change"]["kind"] not in KINDS:
            self._strange.append(number)
        try:
            self.history.add(entry, tells=entry.body["incident"] == self.incident)
        except (KeyError, TypeError, AttributeError):
            self._report(
                "unreadable",
                number,
                f"not a change: {entry.body['change']['kind']} lacks a part or has a wrong one",
            )

    def _place(self, number: int, incident: str) -> None:
        self._belongs = file_name(incident) == self.path.name
        if self._belongs and incident != self.incident:
            self.history.sayings.clear()  # what another incident's events told is nothing of this one
        if self._belongs or not self.incident:
            self.incident = incident
        if not self._belongs:
            self._report("misplaced", number, f"an event of {incident} does not belong into this file")

    def _compare(self, number: int, entry: Entry) -> None:
        """Note an edit by hand between an event and the one before."""
        before = entry.body["document"].get("before")
        for document in self.history.heads.values():
            if before and before != document["after"] and not self._takes_back(entry):
                self._gaps.append(number)
        self._newest.append(entry)

    def _takes_back(self, entry: Entry) -> bool:
        """Whether an event takes back what had not reached the document: nobody edited it in between."""
        before = entry.body["document"].get("before")
        if entry.body["change"]["kind"] != "undo" or before != entry.body["document"]["after"]:
            return False
        return bool(pending(self._newest, before))


def _first_ids(path: Path, broken: Collection[int], count: int) -> Iterator[str]:
    """The ids of the first events of a journal."""
    with open_plain(path) as file:
        lines = ((number, raw) for number, raw in enumerate(whole_lines(file), 1) if not raw.isspace())
        for _, raw in islice((line for line in lines if line[0] not in broken), count):
            yield raw[7:71].decode() if raw.startswith(b'{"id":"') else decode(raw).id


def _conflicts(examination: _Examination) -> Iterator[Fault]:
    for key, sides in examination.history.conflicts():
        told = " and ".join(map(str, sides))
        message = f"{_name(key)} was said to be {told}, neither knowing of the other; say it again"
        yield examination.fault("conflict", 0, message)


def _document_faults(examination: _Examination, standing: Standing) -> Iterator[Fault]:
    digests = list(examination.history.heads.values())
    if len(digests) == 1 and standing.sha256 != digests[0]["after"]:
        if pending(read_entries(examination.path), standing.sha256):
            message = "the last event has not reached the document yet; the next change completes it"
            yield examination.fault("pending", 0, message)
            return
        message = "the document was edited by hand after the last event; `rca journal record` takes it in"
        yield examination.fault("edited", 0, message)
    yield from _differences(examination, standing.facts)


def _differences(examination: _Examination, said: Facts) -> Iterator[Fault]:
    sayings = examination.history.sayings
    states = {key for key in said if is_state(key[1])}
    for key in sorted(states | sayings.keys()):
        value, explained = said.get(key, ""), sayings.get(key, ())
        if not is_comparable(key[1]) or any(same(saying.value, value) for saying in explained):
            continue
        if value or explained:
            kind = "unexplained" if is_state(key[1]) else "differs"
            yield examination.fault(kind, 0, _contrast(key, value, explained))


def _contrast(key: FactKey, value: str, explained: tuple[Saying, ...]) -> str:
    history = f"the journal says {explained[-1]}" if explained else "no event says so"
    return f"{_name(key)} is “{value or 'no'}” in the document, and {history}; record or correct it"


def _name(key: FactKey) -> str:
    item, name = key
    return f"item {item}: {name}" if item else name
