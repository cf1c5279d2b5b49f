"""Journals to test with: a few changes of one incident, appended as the tool does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from rca.audit import Standing, verify_journal
from rca.changes import Change, Drop, MarkExecuted, MarkVerified, MarkWritten, SetItemField
from rca.claims import Actor
from rca.events import Digests
from rca.facts import Facts
from rca.faults import Fault
from rca.journal import journal_file
from rca.sealing import Draft, append

INCIDENT = "2026-05-15-audit-role-split-1455"
DAY = date(2026, 5, 19)
ADA = Actor(name="Ada", email="ada@example.org")
BEN = Actor(name="Ben", email="ben@example.org")
AGENT = Actor(name="sre-agent", email="agent@example.org", kind="agent")

STORY: tuple[Change, ...] = (
    MarkWritten(item="2", day=DAY, note="migration 031 | `GRANT`"),
    MarkExecuted(item="2", environment="staging", day=DAY),
    MarkVerified(item="2", environment="staging", day=DAY),
    SetItemField(item="5", field="due", value="v1", previous="post-v1", reason="auditors ask — “now” 🙂"),
    Drop(item="4", day=DAY, reason="folded into item 3\nand renamed"),
)

STORY_FACTS: Facts = {
    ("2", "written"): "yes",
    ("2", "executed:staging"): "verified",
    ("5", "due"): "v1",
    ("4", "dropped"): "yes",
}


def digest(text: object) -> str:
    """A digest that stands for a state of a document."""
    return sha256(str(text).encode()).hexdigest()


def draft(change: Change, before: object = 0, after: object = 1, by: Actor = ADA, second: int = 0) -> Draft:
    """A draft made at a fixed time."""
    at = datetime(2026, 5, 19, 14, 2, second, tzinfo=UTC)
    return Draft(by, INCIDENT, change, Digests(before=digest(before), after=digest(after)), at)


def tell(folder: Path, changes: Sequence[Change] = STORY, by: Actor = ADA) -> Path:
    """A journal that tells changes one by one; document states are numbered on from those it has."""
    path = journal_file(folder, INCIDENT)
    start = len(path.read_bytes().splitlines()) if path.exists() else 0
    for number, change in enumerate(changes, start):
        append(path, [draft(change, number, number + 1, by, number % 60)])
    return path


@cache
def story() -> bytes:
    """The journal of the story, for tests that only read or spoil it."""
    with TemporaryDirectory() as folder:
        return tell(Path(folder)).read_bytes()


def told(folder: Path) -> Path:
    """A journal that tells the story."""
    path = journal_file(folder, INCIDENT)
    path.parent.mkdir()
    path.write_bytes(story())
    return path


def story_document(sha: str = digest(len(STORY)), facts: Facts = STORY_FACTS) -> Standing:
    """The document as the story leaves it."""
    return Standing(sha, facts)


def faults(path: Path, document: Standing | None = None, known: Sequence[str] = ()) -> list[Fault]:
    """What is wrong with a journal, seen with a document (that of the story by default)."""
    return verify_journal(path, lambda _: document or story_document(), known).faults


def kinds(found: Sequence[Fault]) -> list[str]:
    """The kinds of faults, in order."""
    return [fault.kind for fault in found]
