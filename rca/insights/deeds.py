"""What was done in a period: as the documents tell it by their days, and the journal where they tell none.

A document says when something was written and executed. When it was verified, dropped, reopened or moved is
in the journal alone. What was taken back is left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from rca.folders import JOURNALS
from rca.insights.period import Period
from rca.insights.told import told
from rca.journal import JournalError, file_name, journal_file, read_entries
from rca.selection import Selection
from rca.store import Index

WHAT = ("executed", "verified", "written", "dropped", "failed", "reopened", "moved", "added")
"""In the order in which they are told."""

_OF_DOCUMENTS = ("written", "executed", "failed")
"""What a document gives the day of: where it gives another one now than the journal, it is right."""

_SAID = """
SELECT i.written_day, 'written', '', d.incident, i.number, i.text
FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE i.written = 'yes' AND i.written_day BETWEEN :first AND :last AND ({where})
UNION ALL
SELECT e.day, CASE e.state WHEN 'failed' THEN 'failed' ELSE 'executed' END, e.environment,
    d.incident, i.number, i.text
FROM executions AS e JOIN items AS i ON i.document = e.document AND i.item = e.item
JOIN documents AS d ON d.id = i.document
WHERE e.state IN ('done', 'verified', 'failed') AND e.day BETWEEN :first AND :last AND ({where})
"""
_DOCUMENTS = """
SELECT DISTINCT d.path, d.incident FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {where}
"""
_TEXTS = """
SELECT i.number, i.text FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE d.path = :path AND ({where})
"""
_SLACK = timedelta(days=2)
"""A journal last written so long before the period says nothing of it; by so much clocks may differ."""


class Deed(NamedTuple):
    """Something that was done to an item."""

    day: str
    what: str
    """One of `WHAT`."""
    environment: str
    ref: str
    incident: str
    text: str
    by: str = ""
    """Who said so; empty where only the document does."""
    note: str = ""
    """Reason, evidence, or the old and the new due date."""


class Deeds(NamedTuple):
    """What was done in a period."""

    rows: tuple[Deed, ...]
    """By what was done, then by day."""
    counts: tuple[tuple[str, int], ...]
    """How many of each: all of `WHAT`."""
    items: int
    """How many items something was done to."""
    unreadable: tuple[str, ...]
    """Why journals could not be read."""


class _Key(NamedTuple):
    what: str
    ref: str
    environment: str
    day: str


def deeds(index: Index, selection: Selection, period: Period, root: str) -> Deeds:
    """What was done in a period to the items that a query selects."""
    values = {**selection.values, "first": period.first.isoformat(), "last": period.last.isoformat()}
    found: dict[_Key, Deed] = {}
    for day, what, environment, incident, number, text in index.rows(
        _SAID.format(where=selection.where), values
    ):
        ref = f"{incident}/{number}"
        found[_Key(what, ref, environment, day)] = Deed(day, what, environment, ref, incident, text)
    broken: list[str] = []
    for path, incident in _documents(index, selection, period, root):
        try:
            own = list(_of_journal(index, selection, path, incident, root))
        except JournalError as error:
            broken.append(str(error))
            continue
        for deed in own:
            key = _Key(deed.what, deed.ref, deed.environment, deed.day)
            if period.holds(deed.day) and (key in found or deed.what not in _OF_DOCUMENTS):
                found[key] = deed
    return _summed_up(found.values(), tuple(broken))


def _summed_up(found: Iterable[Deed], broken: tuple[str, ...]) -> Deeds:
    rows = sorted(found, key=lambda deed: (WHAT.index(deed.what), deed.day, deed.ref, deed.environment))
    counts = tuple((what, sum(deed.what == what for deed in rows)) for what in WHAT)
    return Deeds(tuple(rows), counts, len({deed.ref for deed in rows}), broken)


def _documents(index: Index, selection: Selection, period: Period, root: str) -> Iterator[tuple[str, str]]:
    """Documents, and their incidents, whose journals may have an event in the period."""
    rows = sorted(index.rows(_DOCUMENTS.format(where=selection.where), selection.values))
    since = (datetime.combine(period.first, time(), UTC) - _SLACK).timestamp()
    recent: dict[str, set[str]] = {}
    for path, incident in rows:
        folder = os.path.dirname(os.path.join(root, path))
        if folder not in recent:
            recent[folder] = _written_since(os.path.join(folder, JOURNALS), since)
        if recent[folder] and file_name(incident) in recent[folder]:
            yield path, incident


def _written_since(folder: str, since: float) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if entry.stat().st_mtime >= since}
    except (FileNotFoundError, NotADirectoryError):
        return set()


def _of_journal(index: Index, selection: Selection, path: str, incident: str, root: str) -> Iterator[Deed]:
    """What the journal of a document tells of the items that are selected."""
    texts: dict[str, str] = dict(
        index.rows(_TEXTS.format(where=selection.where), {**selection.values, "path": path})
    )
    for each in told(list(read_entries(journal_file(Path(root, path).parent, incident)))):
        if each.number in texts:
            ref = f"{incident}/{each.number}"
            yield Deed(
                each.day, each.what, each.environment, ref, incident, texts[each.number], each.by, each.note
            )
