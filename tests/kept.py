"""A document that is kept together with its journal, in a folder of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rca.audit import Standing, verify_journal
from rca.changes import Change, External
from rca.claims import Actor
from rca.config import Config
from rca.edit import plan
from rca.events import Digests
from rca.facts import facts
from rca.faults import Fault
from rca.journal import journal_file
from rca.model import Document
from rca.parse import parse
from rca.recording import unrecorded
from rca.sealing import Draft, append
from rca.text import Source
from tests.journals import ADA, BEN, INCIDENT

CONFIG = Config(environments=("staging", "prod"))
DAY = date(2026, 5, 19)

RCA = f"""\
# RCA — Owner privilege voids append-only audit (#1455)

- **Incident ID:** {INCIDENT}
- **Date:** 2026-05-15
- **Severity:** SEV-2
- **Status:** open

## Summary

The REVOKEs were written, and the application connected as the owner.

## Action items

| # | Action | Owner | Due | Issue |
|---|---|---|---|---|
| 1 | Upgrade the plan of the production database | operator | 2026-05-19 UTC | #1455 |
| 2 | Create raptor_app and apply the grants | sre-agent | 2026-05-19 UTC | #1456 |
| 3 | Check the privileges in CI | sre-agent | 2026-05-21 UTC | #1457 |
"""


class Kept:
    """A document in a folder with its journal."""

    def __init__(self, folder: Path, text: str = RCA) -> None:
        self.file = folder / f"{INCIDENT}.md"
        self.journal = journal_file(folder, INCIDENT)
        self.file.write_text(text)

    @property
    def source(self) -> Source:
        return Source.from_bytes(self.file.read_bytes())

    @property
    def document(self) -> Document:
        return parse(self.source, config=CONFIG)

    @property
    def standing(self) -> Standing:
        return Standing(self.source.sha256, facts(parse(self.source, config=CONFIG)))

    def make(self, change: Change, by: Actor = ADA) -> None:
        """The steps of a commit, without its care."""
        before = self.source
        planned = plan(before, parse(before, config=CONFIG), change, CONFIG)
        digests = Digests(before=before.sha256, after=planned.after.sha256)
        append(self.journal, [Draft(by, INCIDENT, change, digests)])
        self.file.write_bytes(planned.after.to_bytes())

    def edit(self, old: str, new: str) -> None:
        """What somebody does in an editor."""
        text = self.file.read_text()
        assert old in text
        self.file.write_text(text.replace(old, new))

    def record(self, by: Actor = BEN) -> External | None:
        found = unrecorded(self.journal, self.standing.sha256, self.standing.facts)
        if found:
            append(self.journal, [Draft(by, INCIDENT, found.change, found.document)])
        return found.change if found else None

    def faults(self) -> list[Fault]:
        return verify_journal(self.journal, lambda _: self.standing).faults
