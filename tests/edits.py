"""Documents of the tests that change documents: planned, applied, undone and compared."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from rca.changes import (
    Change,
    Drop,
    Exempt,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Reopen,
    SetItemField,
)
from rca.claims import Evidence
from rca.commit import digests
from rca.config import Config
from rca.edit import Plan, plan
from rca.model import ActionItem, Document
from rca.parse import parse
from rca.text import Source

CONFIG = Config(environments=("staging", "prod"), timezone="UTC")
ONE = Config()
DAY = date(2026, 5, 20)
PULL = Evidence(kind="url", value="https://github.com/acme/app/pull/1570")


def read(text: str, config: Config = CONFIG) -> Document:
    """A document out of a test's text."""
    return parse(Source(text), name="2026-05-15-outage.md", config=config)


def planned(text: str, change: Change, config: Config = CONFIG) -> Plan:
    """The plan of a change; outside its edits all is as it was, and the way back restores every byte."""
    source = Source(text)
    found = plan(source, read(text, config), change, config, name="2026-05-15-outage.md")
    assert source.apply(found.edits) == found.after
    assert found.after.apply(digests(found).backward()) == source
    assert found.document == read(found.after.text, config)
    return found


def changed(text: str, *changes: Change, config: Config = CONFIG) -> str:
    """A dedented document after some changes."""
    text = dedent(text).lstrip("\n")
    for change in changes:
        text = planned(text, change, config).after.text
    return text


def item(text: str, number: str = "1", config: Config = CONFIG) -> ActionItem:
    """An item of a document."""
    return next(i for i in read(dedent(text).lstrip("\n"), config).action_items if i.number == number)


def written(number: str = "1", *evidence: Evidence) -> MarkWritten:
    return MarkWritten(item=number, day=DAY, evidence=evidence)


def executed(
    number: str = "1", environment: str = "staging", *evidence: Evidence, bare: bool = False
) -> MarkExecuted:
    return MarkExecuted(
        item=number, environment=environment, day=DAY, evidence=evidence, without_artefact=bare
    )


def verified(number: str = "1", environment: str = "staging") -> MarkVerified:
    return MarkVerified(item=number, environment=environment, day=DAY)


def failed(number: str = "1", environment: str = "staging") -> MarkFailed:
    return MarkFailed(item=number, environment=environment, day=DAY)


def dropped(number: str = "1", reason: str = "superseded by #12") -> Drop:
    return Drop(item=number, day=DAY, reason=reason)


def reopened(number: str = "1", *environments: str) -> Reopen:
    return Reopen(item=number, environments=environments)


def exempt(aspect: str, environment: str = "", reason: str = "no such role there") -> Exempt:
    return Exempt(item="1", aspect=aspect, environment=environment, reason=reason)


def set_item(field: str, value: str, number: str = "1") -> SetItemField:
    return SetItemField(item=number, field=field, value=value)
