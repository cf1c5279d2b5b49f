"""Real documents carry changes, are undone byte for byte, and no more lines are touched than people touch."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

from rca.changes import (
    AddItem,
    AddTimelineEntry,
    Change,
    MarkExecuted,
    MarkWritten,
    Reformat,
    Refused,
    SetField,
    SetItemField,
)
from rca.claims import Evidence
from rca.commit import digests
from rca.edit import Plan, needs_no_artefact, next_number, plan
from rca.editing.marks import IsDropped
from rca.model import ActionItem, Document
from rca.parse import parse
from rca.text import Source
from tests.edits import CONFIG, DAY, PULL, dropped, exempt

VARIANTS = ("", "crlf", "bom", "no last newline")


def documents(corpus: Path) -> list[Path]:
    return sorted(p for p in (corpus / "documents").rglob("*") if p.is_file() and ".md" in p.name)


def variant(text: str, kind: str) -> str:
    if kind == "crlf":
        return text.replace("\r\n", "\n").replace("\n", "\r\n")
    if kind == "bom":
        return "\ufeff" + text.removeprefix("\ufeff")
    return text.rstrip("\r\n") if kind == "no last newline" else text


def read(source: Source, name: str) -> Document:
    return parse(source, name=name, config=CONFIG)


def tried(source: Source, name: str, change: Change) -> Plan:
    """The plan of a change, which asserts that its edits give its text, and undone restore every byte."""
    found = plan(source, read(source, name), change, CONFIG, name=name)
    assert source.apply(found.edits) == found.after
    assert found.after.apply(digests(found).backward()) == source
    return found


def item_changes(item: ActionItem) -> list[Change]:
    number = item.number
    return [
        MarkWritten(item=number, day=DAY, evidence=(PULL,)),
        MarkExecuted(item=number, environment="staging", day=DAY, without_artefact=needs_no_artefact(item)),
        SetItemField(item=number, field="owner", value="sre / pm"),
        SetItemField(item=number, field="due", value="2026-06-30"),
        SetItemField(item=number, field="issue", value="#4711"),
        dropped(number, "superseded; see the rewrite (2026)"),
        exempt("executed", "prod").model_copy(update={"item": number}),
    ]


def document_changes(document: Document) -> list[Change]:
    number = next_number(document)
    return [
        SetField(field="status", value="resolved"),
        SetField(field="duration", value="2 h 10 min"),
        AddItem(item=number, text="Add an alert", owner="sre", due="2026-06-30"),
        AddTimelineEntry(time="14:02", text="Role created"),
        *[Reformat()] * bool(document.action_items),
    ]


def samples(corpus: Path) -> Iterator[tuple[Path, Source, Change]]:
    """Of each document a few items and changes, another variant each time; the same ones in every run."""
    turn = 0
    for path in documents(corpus):
        text = path.read_bytes().decode()
        items = read(Source(text), path.name).action_items
        for item in items[:: max(1, len(items) // 3)]:
            for _ in range(2):
                changes = item_changes(item)
                yield path, Source(variant(text, VARIANTS[turn % 4])), changes[turn % len(changes)]
                turn += 1
        changes = document_changes(read(Source(text), path.name))
        yield path, Source(variant(text, VARIANTS[turn % 4])), changes[turn % len(changes)]
        turn += 1


def test_changes_are_carried_by_real_documents_and_undone(corpus: Path) -> None:
    refused: list[str] = []
    count = 0
    for path, source, change in samples(corpus):
        count += 1
        try:
            tried(source, path.name, change)
        except IsDropped:
            continue
        except Refused as refusal:
            refused.append(f"{path.name}: {change.kind}: {refusal}")
    assert count > 500
    assert len(refused) <= count * 0.005, refused


def test_a_mark_in_a_list_touches_one_line(corpus: Path) -> None:
    seen = 0
    for path in documents(corpus):
        source = Source(path.read_bytes().decode())
        items = [i for i in read(source, path.name).action_items if i.form in ("bullet", "number", "task")]
        for item in items[:1]:
            found = tried(source, path.name, MarkWritten(item=item.number, day=DAY))
            assert touched(source.text, found.after.text) == 1
            seen += 1
    assert seen > 30


# The oracle: what people changed in the next revision, changed by us


def revisions(corpus: Path) -> list[tuple[str, str]]:
    """Successive revisions of the same document."""
    found: list[tuple[str, str]] = []
    for folder in sorted(p for p in (corpus / "history").glob("*/*") if p.is_dir()):
        texts = [path.read_bytes().decode() for path in sorted(folder.glob("*.md"))]
        found += pairwise(texts)
    return found


def touched(before: str, after: str) -> int:
    """How many lines a diff touches."""
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return sum(max(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")


def replayed(before: Document, after: Document) -> Iterator[Change]:
    """The facts that are not the same in two revisions, as changes to the first."""
    values = {f.name: f.value for f in after.fields if f.name}
    for field in before.fields:
        if field.name in ("status", "severity", "duration") and values.get(field.name, "") not in (
            "",
            field.value,
        ):
            yield SetField(field=field.name, value=values[field.name])
    items = {item.text: item for item in after.action_items}
    for item in before.action_items:
        if item.text in items:
            yield from item_replayed(item, items[item.text])


def item_replayed(old: ActionItem, new: ActionItem) -> Iterator[Change]:
    if new.owner_text != old.owner_text:
        yield SetItemField(item=old.number, field="owner", value=new.owner_text)
    if new.due and old.due and new.due.text != old.due.text:
        yield SetItemField(item=old.number, field="due", value=new.due.text)
    if new.claim and old.claim and new.claim.means == "done" != old.claim.means:
        cited = tuple(Evidence(kind="issue", value=issue) for issue in new.issues)
        yield MarkWritten(item=old.number, day=DAY, evidence=cited)


def test_the_facts_that_people_changed_touch_no_more_lines_than_theirs(corpus: Path) -> None:
    facts = 0
    for before, after in revisions(corpus):
        source = Source(before)
        for change in replayed(read(source, "x.md"), read(Source(after), "x.md")):
            found = tried(source, "x.md", change)
            source = found.after
            facts += 1
        assert touched(before, source.text) <= touched(before, after)
    assert facts >= 6


@pytest.mark.parametrize("kind", VARIANTS)
def test_the_seeds_own_incident(kind: str) -> None:
    path = next((Path(__file__).parents[1] / "incidents").glob("*1455*.md"))
    source = Source(variant(path.read_bytes().decode(), kind))
    document = read(source, path.name)
    changes = [change for item in document.action_items for change in item_changes(item)]
    changes += document_changes(document)
    said_already = [change.kind for change in changes if tried(source, path.name, change).after == source]
    assert said_already == ["reformat"]
