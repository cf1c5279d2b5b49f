"""Journals, and what it costs to verify them: `python -m tests.bench.journals FOLDER`; prints JSON."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from rca.audit import verify_journals
from rca.changes import Change, MarkExecuted, MarkVerified, MarkWritten, SetItemField
from rca.claims import Actor
from rca.events import Digests
from rca.journal import journal_file, journal_files
from rca.sealing import Draft, append
from tests.bench.measure import call, cpu_ratio, pairs

JOURNALS = 500
EVENTS = 200
"""Events in each of them: 100,000 in all."""
PAIRS = 5
DAY = date(2026, 5, 19)
AT = datetime(2026, 5, 19, 14, 2, tzinfo=UTC)
ACTORS = (
    Actor(name="Ada", email="ada@example.org"),
    Actor(name="sre-agent", email="agent@example.org", kind="agent"),
)


def _change(number: int) -> Change:
    item = str(number // 4 + 1)
    changes: tuple[Change, ...] = (
        MarkWritten(item=item, day=DAY, note="migration 031, with the grants of the report role"),
        MarkExecuted(item=item, environment="staging", day=DAY),
        SetItemField(
            item=item, field="due", value="2026-06-30", previous="2026-05-30", reason="freeze in May"
        ),
        MarkVerified(item=item, environment="staging", day=DAY, note="as raptor_app: permission denied"),
    )
    return changes[number % 4]


def _draft(incident: str, number: int) -> Draft:
    before, after = (sha256(f"{incident}/{n}".encode()).hexdigest() for n in (number, number + 1))
    return Draft(ACTORS[number % 2], incident, _change(number), Digests(before=before, after=after), AT)


def generate(folder: Path) -> None:
    """Write the journals below a folder, unless they are there."""
    for number in range(len(journal_files(folder)), JOURNALS):
        incident = f"2026-05-15-incident-{number:04}"
        append(journal_file(folder, incident), [_draft(incident, n) for n in range(EVENTS)])


def load(folder: Path) -> None:
    """Parse every line, and nothing else."""
    for path in journal_files(folder):
        with path.open("rb") as file:
            for line in file:
                json.loads(line)


def verify(folder: Path) -> None:
    """Verify every journal; that no document stands beside them is all it may find."""
    found = {fault.kind for each in verify_journals(folder, lambda _: None) for fault in each.faults}
    if found != {"orphan"}:
        raise AssertionError(f"generated journals have faults: {found}")


def peak() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: Path) -> dict[str, float]:
    """The cost of verifying against that of json.loads, in CPU, and how memory grows meanwhile."""
    generate(folder)
    load(folder)
    before = peak()
    measured = pairs(lambda: call(partial(verify, folder)), lambda: call(partial(load, folder)), PAIRS)
    return {"ratio": cpu_ratio(measured), "s": min(ours.cpu for ours, _ in measured), "MB": peak() - before}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
