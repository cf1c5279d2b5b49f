"""What a person asks for, made into a `Change` on the document as it is: the words of the command line.

Each function gives a maker; the commit calls it under its lock, with the text it has just read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

from rca.already import executed_day, written_day
from rca.changes import (
    AddItem,
    AddTimelineEntry,
    Change,
    Drop,
    ItemField,
    Lacks,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Note,
    Reformat,
    Refused,
    Reopen,
    SetField,
    SetItemField,
    wish,
)
from rca.claims import Evidence
from rca.config import Config
from rca.edit import item_named, needs_no_artefact, next_number
from rca.editing.values import checked_note
from rca.evidence import artefacts, cite
from rca.labels import LABELS
from rca.model import ActionItem, Document
from rca.parsing.levels import is_placeholder
from rca.promised import check_due, check_moved
from rca.text import Source
from rca.times import find_lead, find_moment
from rca.unknown import UnknownEnvironment, UnknownField

Make = Callable[[Source, Document], Change]

ITEM_FIELDS: tuple[str, ...] = get_args(ItemField)
MOMENTS = ("date", "started", "detected", "acknowledged", "mitigated", "resolved")
_OTHER_NAMES = {"type": "kind", "owners": "owner", "issues": "issue"}
_CLOSED = ("done", "verified", "failed")


class Marking(NamedTuple):
    """A state that items are to be marked with, and what is said about it."""

    state: str
    """`written`, `executed`, `verified`, `failed`, `dropped` or `reopened`."""
    day: date | None
    """None for the day that the item's own "done" names, else today."""
    environment: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""


class Makers(NamedTuple):
    """Makers of changes, and what they need to know beside the document."""

    config: Config
    folder: Path
    """Of the document: relative evidence is looked for here first."""
    today: date

    @property
    def root(self) -> Path:
        """The workspace."""
        return Path(self.config.root)

    def cite(self, texts: Iterable[str]) -> tuple[Evidence, ...]:
        """The evidence that texts name; raises Refused."""
        return tuple(cite(text, self.root, self.folder) for text in texts)

    # Marking items

    def mark(self, number: str, marking: Marking) -> Make:
        """The change that marks an item; raises Refused, when it is made, for what makes no sense."""
        make = {
            "written": self._written,
            "executed": self._executed,
            "verified": self._checked,
            "failed": self._checked,
            "dropped": self._dropped,
            "reopened": self._reopened,
        }[marking.state]
        return lambda _, document: make(item_named(document, number), document, marking)

    def _written(self, item: ActionItem, _: Document, marking: Marking) -> Change:
        day = written_day(item, marking, self.today) or self._day(item, marking)
        evidence = self.cite(marking.evidence)
        return wish(
            MarkWritten, item=item.number, day=day, evidence=evidence, note=checked_note(marking.note)
        )

    def _executed(self, item: ActionItem, document: Document, marking: Marking) -> Change:
        environment = self._environment(item, document, marking.environment)
        return wish(
            MarkExecuted,
            item=item.number,
            environment=environment,
            day=executed_day(item, environment, marking, self.today) or self._day(item, marking),
            evidence=self.cite(marking.evidence),
            note=checked_note(marking.note),
            exercised=artefacts(item.written.evidence, self.root, self.folder),
            without_artefact=needs_no_artefact(item),
        )

    def _checked(self, item: ActionItem, document: Document, marking: Marking) -> Change:
        environment = self._environment(item, document, marking.environment, _CLOSED)
        said = {
            "item": item.number,
            "environment": environment,
            "day": self._day(item, marking),
            "evidence": self.cite(marking.evidence),
            "note": checked_note(marking.note),
        }
        return wish(MarkVerified, **said) if marking.state == "verified" else wish(MarkFailed, **said)

    def _dropped(self, item: ActionItem, _: Document, marking: Marking) -> Change:
        if not marking.note.strip():
            sentence = f"dropping item {item.number} needs a reason"
            raise Lacks(f"{sentence}: --note TEXT", sentence, ("reason",))
        if item.state == "dropped":
            raise Refused(f"item {item.number} is dropped already: {item.drop_reason or 'no reason given'}")
        return wish(Drop, item=item.number, day=marking.day or self.today, reason=marking.note)

    def _reopened(self, item: ActionItem, document: Document, marking: Marking) -> Change:
        there = [e.environment for e in item.executions if e.state in _CLOSED]
        if marking.environment:
            there = [self._environment(item, document, marking.environment, _CLOSED)]
        closed = there or item.state in ("dropped", "done-unsplit")
        if not closed:
            raise Refused(f"item {item.number} is open: there is nothing to reopen")
        return wish(Reopen, item=item.number, environments=tuple(there), reason=checked_note(marking.note))

    def _day(self, item: ActionItem, marking: Marking) -> date:
        claimed = item.claim.day if item.claim and item.state == "done-unsplit" else None
        return marking.day or claimed or self.today

    def _environment(
        self, item: ActionItem, document: Document, named: str, states: tuple[str, ...] = ()
    ) -> str:
        """The environment that is meant: the named one, or the only one that there is."""
        known = [e.environment for e in item.executions if e.environment]
        known += [e for e in (*document.environments, *self.config.environments) if e not in known]
        if named and named not in known:
            raise UnknownEnvironment(named, known)
        there = [e.environment for e in item.executions if e.state in states]
        if states and named not in there and (named or not there):
            raise Refused(
                f"item {item.number} is not executed{f' in {named}' if named else ''}; mark it executed first"
            )
        candidates = there if states else _meant(item, known)
        if named or not candidates:
            return named
        if len(candidates) > 1:
            sentence = f"item {item.number}: which environment?"
            raise Lacks(
                f"{sentence} --env {' or --env '.join(candidates)}",
                f"{sentence} {' or '.join(candidates)}",
                ("places",),
            )
        return candidates[0]

    # Fields, items and entries

    def set_item(self, number: str, field: str, value: str, reason: str = "") -> Make:
        """A field of an item; raises Refused for one that items do not have, or a due date that is none."""
        name = _OTHER_NAMES.get(field, field)
        if name not in ITEM_FIELDS:
            raise UnknownField(field, (*ITEM_FIELDS, "type"))
        value, reason = value.strip(), checked_note(reason)

        def make(_: Source, document: Document) -> Change:
            item = item_named(document, number)
            said = _said(item, name)
            if name == "due":
                self._check_due(value, document)
                check_moved(item.number, said, reason)
            return wish(SetItemField, item=item.number, field=name, value=value, previous=said, reason=reason)

        return make

    def _check_due(self, value: str, document: Document) -> None:
        check_due(value, document.date, self.today, self.config.milestones)

    def set_incident(self, field: str, value: str, reason: str = "") -> Make:
        """A metadata field of the incident; raises Refused for one that incidents do not have."""
        name = field.replace("-", "_").replace(" ", "_").lower()
        if name not in LABELS:
            raise UnknownField(field, tuple(LABELS))
        value, reason = value.strip(), checked_note(reason)

        def make(_: Source, document: Document) -> Change:
            _check_moment(name, value, document)
            said = next((f.value for f in document.fields if f.name == name), "")
            return wish(SetField, field=name, value=value, previous=said, reason=reason)

        return make

    def add(self, text: str, **values: str) -> Make:
        """A new action item, with the number behind the last one; `values` are the fields of `AddItem`."""

        def make(_: Source, document: Document) -> Change:
            self._check_due(values.get("due", ""), document)
            return wish(AddItem, item=next_number(document), text=text, **values)

        return make

    def entry(self, time: str, text: str, tags: tuple[str, ...] = ()) -> Make:
        """A new entry of the timeline; raises Refused, when it is made, for a time that is none."""

        def make(_: Source, document: Document) -> Change:
            if not (find_lead(time, document.date) or find_moment(time, document.date)):
                raise Refused(
                    f'"{time}" is no time; write it as 14:02, 14:02 UTC, 2026-05-15 14:02 or T+15m, '
                    "nothing was changed"
                )
            return wish(AddTimelineEntry, time=time, text=text, tags=tags)

        return make

    def note(self, text: str, number: str = "") -> Make:
        """A note on an item, or on the incident where no number is given; it stands in the history alone."""

        def make(_: Source, document: Document) -> Change:
            said = checked_note(text)
            return wish(Note, item=item_named(document, number).number if number else "", text=said)

        return make

    def numbered(self) -> Make:
        """A `#` column in front of each table of items that has none."""
        return lambda _source, _document: Reformat(numbers=True)

    def with_progress(self) -> Make:
        """Empty columns for Written and Executed in each table of items that lacks them."""
        return lambda _source, _document: Reformat(columns=True)

    def reformat(self, *, whole: bool = False) -> Make:
        """The canonical table instead of the items' own form; if `whole`, headings and metadata, too."""
        return lambda _source, _document: Reformat(whole=whole)


def _check_moment(field: str, value: str, document: Document) -> None:
    """A moment that tells no time would be a field that nobody can count with."""
    if field not in MOMENTS or not value.strip() or is_placeholder(value):
        return
    stamp = find_moment(value, document.date)
    if stamp is None or (field == "date" and stamp.day is None):
        form = "2026-06-01" if field == "date" else "2026-06-01 14:02 UTC"
        raise Refused(f'{field}: "{value}" is no time; write it as {form}, or "" for none')


def _meant(item: ActionItem, known: list[str]) -> list[str]:
    """Environments that an item could still be executed in; those where it was, if there are no others."""
    exempt = {e.environment for e in item.executions if e.state == "exempt"}
    done = {e.environment for e in item.executions if e.state in ("done", "verified")}
    meant = [name for name in known if name not in exempt]
    return [name for name in meant if name not in done] or meant


def _said(item: ActionItem, field: str) -> str:
    """A field of an item as it is written now."""
    values = {
        "text": item.text,
        "owner": item.owner_text,
        "due": item.due.text if item.due else "",
        "issue": item.issue_text or ", ".join(item.issues),
        "priority": item.priority,
        "kind": item.kind,
        "check": item.check,
    }
    return values[field]
