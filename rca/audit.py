"""`rca journal verify`: whether a journal is what was written, and explains what its document says.

One pass over the lines. As long as every event builds on the one before, nothing but the last id is kept;
a journal with branches is remembered by its ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from rca.facts import FactKey, Facts, is_comparable, is_state, same
from rca.history import History, Saying
from rca.journal import JournalError, Line, file_name, journal_file, journal_files, read_entries, read_lines
from rca.lines import Entry, decode

_MOST_REPORTED = 20
"""How many faults of one kind are told one by one in a journal."""

Level = Literal["error", "warning", "note"]

LEVELS: Mapping[str, Level] = {
    "changed": "error",
    "unreadable": "error",
    "misplaced": "error",
    "removed": "error",
    "reordered": "error",
    "cut": "error",
    "unexplained": "error",
    "torn": "warning",
    "pending": "warning",
    "edited": "warning",
    "differs": "warning",
    "conflict": "warning",
    "orphan": "warning",
    "gap": "note",
    "duplicate": "note",
}
"""Every kind of fault; docs/journal.md tells what each means."""


class Fault(NamedTuple):
    """Something that is wrong with a journal, or that it does not explain."""

    kind: str
    """A key of `LEVELS`."""
    path: Path
    line: int
    """From 1; 0 where it is about no line."""
    incident: str
    message: str
    """What is wrong and what to do, as one sentence."""

    @property
    def level(self) -> Level:
        """How grave it is; an error means that the history cannot be trusted as it stands."""
        return LEVELS[self.kind]


class Standing(NamedTuple):
    """A document as it stands."""

    sha256: str
    facts: Facts


Find = Callable[[str], Standing | None]
"""The document of an incident; None where there is none."""


def verify_journals(
    folder: Path, find: Find, known_heads: Mapping[str, Collection[str]] | None = None
) -> Iterator[Fault]:
    """The faults of all journals beside the documents of a folder.

    `known_heads` are the heads that the index has seen, by incident: one that is gone was cut off.
    """
    known = {file_name(incident): (incident, ids) for incident, ids in (known_heads or {}).items() if ids}
    for path in journal_files(folder):
        yield from verify_journal(path, find, known.pop(path.name, ("", ()))[1])
    for incident, _ in known.values():
        message = f"the journal of {incident} is gone, but the index has seen it; bring it back with git"
        yield Fault("cut", journal_file(folder, incident), 0, incident, message)


def verify_journal(path: Path, find: Find, known_heads: Collection[str] = ()) -> list[Fault]:
    """The faults of one journal: those of its lines in their order, then those of its document."""
    examination = _Examination(path)
    try:
        examination.read(set(known_heads))
    except JournalError as error:
        return [examination.fault("unreadable", 0, str(error))]
    standing = find(examination.incident) if examination.incident else None
    faults = examination.faults
    if not any(fault.kind == "reordered" for fault in faults):
        faults += _conflicts(examination)
    if standing:
        faults += _document_faults(examination, standing)
    elif examination.incident:
        faults.append(examination.fault("orphan", 0, f"no document has the id {examination.incident}"))
    return faults


class _Examination:
    """One journal while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.incident = ""
        self.history = History()
        self.faults: list[Fault] = []
        self._changed: set[str] = set()
        self._awaited: dict[str, list[int]] = {}
        self._counts: Counter[str] = Counter()
        self._gaps: list[int] = []
        self._repeated: list[int] = []

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
                self._report_broken(line)
                continue
            known.discard(line.entry.id)
            self._take(line.number, line.entry)
        self._report_missing(known)
        for kind, count in self._counts.items():
            if count > _MOST_REPORTED:
                self.faults.append(self.fault(kind, 0, f"and {count - _MOST_REPORTED} lines more like these"))
        self._report_all("gap", self._gaps, "the document was edited by hand before this event")
        self._report_all("duplicate", self._repeated, "this event stands above already, which does no harm")

    def _report_broken(self, line: Line) -> None:
        self._changed.add(line.claimed)
        self._report("changed" if line.claimed else "unreadable", line.number, line.problem)

    def _report_missing(self, known: Iterable[str]) -> None:
        for parent, lines in self._awaited.items():
            if parent not in self._changed:
                self._report("removed", lines[0], f"the event {parent[:12]} that this one builds on is gone")
        for head in sorted(known):
            message = f"the event {head[:12]}, which the index has seen, is gone; bring it back with git"
            self._report("cut", 0, message)

    def _report_all(self, kind: str, lines: list[int], message: str) -> None:
        if lines:
            others = f"; and so it is with {len(lines) - 1} more" if len(lines) > 1 else ""
            self._report(kind, lines[0], message + others)

    def _take(self, number: int, entry: Entry) -> None:
        history = self.history
        if entry.body["incident"] != self.incident:
            self._place(number, entry.body["incident"])
        if history.follows(entry):
            self._compare(number, entry)
        elif history.ancestry is None:
            history.branch(_first_ids(self.path, history.count))
        if history.ancestry is not None and self._is_known(number, entry):
            return
        try:
            history.add(entry)
        except (KeyError, TypeError, AttributeError):
            self._report("unreadable", number, f"not a change: {entry.body['change']['kind']} lacks a part")

    def _place(self, number: int, incident: str) -> None:
        self.incident = self.incident or incident
        if incident != self.incident or file_name(incident) != self.path.name:
            self._report("misplaced", number, f"an event of {incident} does not belong into this file")

    def _compare(self, number: int, entry: Entry) -> None:
        """Note an edit by hand between an event and the one before."""
        before = entry.body["document"].get("before")
        for document in self.history.heads.values():
            if before and before != document["after"]:
                self._gaps.append(number)

    def _is_known(self, number: int, entry: Entry) -> bool:
        """Whether an event stands above already; also looks after the order."""
        ancestry = self.history.ancestry or ()
        if entry.id in ancestry:
            self._repeated.append(number)
            return True
        for parent in entry.parents:
            if parent not in ancestry:
                self._awaited.setdefault(parent, []).append(number)
        for child in self._awaited.pop(entry.id, ()):
            self._report("reordered", child, f"stands before the event that it builds on (line {number})")
        return False


def _first_ids(path: Path, count: int) -> Iterator[str]:
    """The ids of the first events of a journal, all of them intact."""
    with path.open("rb") as file:
        for raw in islice((raw for raw in file if not raw.isspace()), count):
            yield raw[7:71].decode() if raw.startswith(b'{"id":"') else decode(raw).id


def _conflicts(examination: _Examination) -> Iterator[Fault]:
    for key, sayings in examination.history.sayings.items():
        if len({saying.value for saying in sayings}) > 1:
            sides = " and ".join(map(str, sayings))
            message = f"{_name(key)} was said to be {sides}, neither knowing of the other; say it again"
            yield examination.fault("conflict", 0, message)


def _document_faults(examination: _Examination, standing: Standing) -> Iterator[Fault]:
    digests = list(examination.history.heads.values())
    if len(digests) == 1 and standing.sha256 != digests[0]["after"]:
        if _is_pending(examination.path, standing.sha256):
            message = "the last event has not reached the document yet; the next change completes it"
            yield examination.fault("pending", 0, message)
            return
        message = "the document was edited by hand after the last event; `rca journal record` takes it in"
        yield examination.fault("edited", 0, message)
    yield from _differences(examination, standing.facts)


def _is_pending(path: Path, sha256: str) -> bool:
    """Whether a document is as it was before the newest event, or before those appended together with it."""
    together: list[Entry] = []
    for entry in read_entries(path):
        if together and not _continues(entry, together[-1]):
            together.clear()
        together.append(entry)
    return any(entry.body["document"].get("before") == sha256 for entry in together)


def _continues(entry: Entry, last: Entry) -> bool:
    link = (last.body["at"], last.body["by"], last.body["document"]["after"])
    return link == (entry.body["at"], entry.body["by"], entry.body["document"].get("before"))


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
