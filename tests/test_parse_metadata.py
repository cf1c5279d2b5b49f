"""Metadata in every form that documents use, and what the incident's facts come from."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source


def read(text: str, name: str = "", config: Config | None = None) -> Document:
    return parse(Source(text), name=name, config=config)


FACTS = ("2026-05-15", "SEV-2", "resolved", ("Ada", "Bo"))

BOLD_LINES = """\
# Postmortem: queue stuck

**Date:** 2026-05-15\x20\x20
**Severity**: SEV-2 (no data loss)\x20\x20
**Status:** resolved\x20\x20
**Authors:** Ada, Bo
"""

BOLD_BULLETS = """\
# Postmortem: queue stuck

- **Date:** 2026-05-15
- **Severity:** SEV-2 — no data
  loss at all
- **Status:** ✅ **Resolved** 2026-05-16
- **Author(s):** Ada and Bo
"""

TABLE = """\
# Postmortem: queue stuck

| Field | Value |
| --- | --- |
| Date | 2026-05-15 |
| Severity | SEV-2 |
| Status | **Resolved** (see below) |
| Authors | Ada / Bo |
"""

HEADLESS_TABLE = """\
# Postmortem: queue stuck

| **Date** | 2026-05-15 → 2026-05-16 |
| --- | --- |
| **Severity** | SEV-2 |
| **Status** | resolved
| **Authors** | Ada + Bo |
"""

PLAIN_LINES = """\
# Postmortem: queue stuck

Date: 2026-05-15
Severity: SEV-2
Status: resolved
Created by: [Ada](https://x.org/ada) <ada@x.org>, Bo
"""

ONE_LINE = """\
# Postmortem: queue stuck

**Date:** 2026-05-15 | **Severity:** SEV-2 · **Status:** resolved | **Authors:** Ada & Bo
"""

QUOTE = """\
# Postmortem: queue stuck

> **Date:** 2026-05-15
> **Severity:** SEV-2
> **Status:** resolved
> **Authors:** Ada, Bo
"""

FRONT_MATTER = """\
---
title: queue stuck
date: 2026-05-15
severity: SEV-2
status: resolved
authors: [Ada, Bo]
---

# Another heading
"""

SECTIONS = """\
# Postmortem: queue stuck

## Date

2026-05-15

## Severity

SEV-2

## Status

✅ **Resolved** - all is well

## Authors

Ada, Bo
"""

FURTHER_DOWN = """\
# Postmortem: queue stuck

## Incident overview

The queue was stuck.

**Date**: 2026-05-15
**Severity**: SEV-2
**Status**: resolved

## Sign-off

**Prepared by:** Ada (SRE) - 2026-05-17, Bo
"""

GERMAN = """\
# Vorfall: Warteschlange

- **Datum:** 15. Mai 2026
- **Schweregrad:** SEV-2
- **Zustand:** resolved
- **Verfasser:** Ada und Bo
"""


@pytest.mark.parametrize(
    "text",
    [
        BOLD_LINES,
        BOLD_BULLETS,
        TABLE,
        HEADLESS_TABLE,
        PLAIN_LINES,
        ONE_LINE,
        QUOTE,
        FRONT_MATTER,
        SECTIONS,
        GERMAN,
    ],
)
def test_every_form_gives_the_same_facts(text: str) -> None:
    document = read(text)
    status = document.status and document.status.lower()
    found = (str(document.date), document.severity, status, document.authors)
    assert found == FACTS


def test_known_fields_count_further_down_too() -> None:
    document = read(FURTHER_DOWN)
    assert (str(document.date), document.severity, document.status) == FACTS[:3]
    assert document.authors == ("Ada (SRE)", "Bo")


@pytest.mark.parametrize(
    "text", [BOLD_LINES, BOLD_BULLETS, TABLE, PLAIN_LINES, ONE_LINE, QUOTE, FRONT_MATTER]
)
def test_a_field_lies_where_its_value_stands(text: str) -> None:
    for field in read(text).fields:
        raw = text[field.span.start : field.span.end]
        assert raw == raw.strip()
        assert field.value.split()[0].strip(",") in raw
        assert not {"Severity", "|"} & {raw[:8], *raw}


def test_an_unknown_label_is_kept_as_written() -> None:
    document = read("# T\n\n- **Weather:** stormy\n- **Date:** 2026-05-15\n")
    assert [(f.name, f.label, f.value) for f in document.fields] == [
        ("", "Weather", "stormy"),
        ("date", "Date", "2026-05-15"),
    ]


def test_a_pair_of_labels_is_two_fields() -> None:
    document = read("# INC-7 — X\n\n- **Severity/status:** SEV-2 / Resolved (mock)\n")
    assert (document.severity, document.status, document.incident_id) == ("SEV-2", "Resolved", "INC-7")


@pytest.mark.parametrize(
    ("title", "incident_id"),
    [
        ("INC-2026-001 — Payment timeout", "INC-2026-001"),
        ("PM03: The helpful retry", "PM03"),
        ("RCA 0001: Updated viewer", "RCA 0001"),
        ("INCIDENT-2026-08-05 — disk full", "INCIDENT-2026-08-05"),
        ("[OPS-12] Disk full", "OPS-12"),
        ("Incident on 2026-08-05", None),
        ("Mobile fixes - issue #167", None),
        ("SEV-1: all down", None),
    ],
)
def test_the_id_that_a_title_states(title: str, incident_id: str | None) -> None:
    assert read(f"# {title}\n").incident_id == incident_id


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("# X\n\n**Date:** May 15, 2026\n", "2026-05-17-x.md", "2026-05-15"),
        ("# X\n\n- **Detected:** 2026-05-15 09:12 UTC\n", "", "2026-05-15"),
        ("# X on 2026-05-15\n", "2026-05-17-x.md", "2026-05-15"),
        ("# X\n\nBetween May 11 and May 15, 2026 the queue was stuck.\n", "2026-05-15-x.md", "2026-05-11"),
        ("# X\n\nIt began in 2019-01-01 software.\n", "2026-05-15-x.md", "2026-05-15"),
        ("# X\n", "INCIDENT-20260515T170559Z.md", "2026-05-15"),
        ("# X\n\n**Resolved:** 2026-05-16\n", "2026-05-15-x.md", "2026-05-15"),
        (
            "# X\n\n- **Identified**: users called after the change of 2025-01-01\n",
            "2026-05-15-x.md",
            "2026-05-15",
        ),
        ("# X\n\n**Date:** YYYY-MM-DD\n", "", None),
        ("# X\n", "x.md", None),
    ],
)
def test_the_day_of_the_incident(text: str, name: str, day: str | None) -> None:
    found = read(text, name).date
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("value", "severity", "rank"),
    [
        ("SEV-2 — host down; no customer impact", "SEV-2", 2),
        ("P1", "P1", 1),
        ("🔴 Critical", "Critical", 1),
        ("High (capability)", "High", 2),
        ("Medium", "Medium", 3),
        ("sev 3", "sev 3", 3),
        ("hoch", "hoch", 2),
        ("none user-facing (the champion served)", None, None),
        ("consensus fork, no loss of funds", None, None),
        ("P1 | P2 | P3", None, None),
        ("[Critical | High | Low]", None, None),
        ("SEV1 / SEV2 / SEV3", None, None),
    ],
)
def test_severities(value: str, severity: str | None, rank: int | None) -> None:
    document = read(f"# X\n\n**Severity:** {value}\n")
    assert (document.severity, document.severity_rank) == (severity, rank)


def test_the_configuration_orders_severities() -> None:
    config = Config(severities={"gold": ("SEV-2",), "silver": ("P1", "Critical")})
    assert read("# X\n\n**Severity:** critical\n", config=config).severity_rank == 2
    assert read("# X\n\n**Severity:** SEV-2\n", config=config).severity_rank == 1


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("Resolved with compromises", "Resolved with compromises"),
        ("**Resolved 2026-06-20** — fixed and live-verified", "Resolved"),
        ("✅ Fixed (PR #3)", "Fixed"),
        ("Resolved at 2026-04-15 15:09 UTC", "Resolved"),
        ("Open | Mitigated | Resolved — YYYY-MM-DD", None),
        ("<open>", None),
    ],
)
def test_statuses(value: str, status: str | None) -> None:
    assert read(f"# X\n\n**Status:** {value}\n").status == status


@pytest.mark.parametrize(
    ("text", "ongoing"),
    [
        ("**Status:** open", True),
        ("**Status:** Resolved", False),
        ("**Duration:** 2026-05-15 → ongoing (prod)", True),
        ("**Duration:** 5 h", False),
    ],
)
def test_ongoing(text: str, ongoing: bool) -> None:
    assert read(f"# X\n\n{text}\n").ongoing is ongoing


def test_further_facts() -> None:
    document = read(
        """\
# X

| | |
|---|---|
| Services | checkout; search (EU, US) |
| Environments | staging, prod |
| Tags | db, capacity |
| Incident commander | @kim |
| Participants | Ada, Bo |
| Reviewed by | Cy |
| Classification | internal |
| Related | RCA-1, RCA-2 |
| Detected | 2026-05-15 09:12 UTC |
| Resolved | 2026-05-15 11:00 |
"""
    )
    assert document.services == ("checkout", "search (EU, US)")
    assert document.environments == ("staging", "prod")
    assert document.tags == ("db", "capacity")
    assert (document.commander, document.participants, document.reviewers) == ("@kim", ("Ada", "Bo"), ("Cy",))
    assert (document.classification, document.related) == ("internal", ("RCA-1", "RCA-2"))
    assert document.detected is not None
    assert document.detected.at == datetime(2026, 5, 15, 9, 12, tzinfo=UTC)
    assert document.resolved is not None
    assert document.resolved.at is None


def test_a_workspaces_zone_counts_where_the_document_names_none() -> None:
    document = read("# X\n\n**Resolved:** 2026-05-15 11:00\n", config=Config(timezone="Asia/Tokyo"))
    assert document.resolved is not None
    assert document.resolved.at is not None
    assert document.resolved.at.astimezone(UTC) == datetime(2026, 5, 15, 2, tzinfo=UTC)


def test_the_title_and_its_place() -> None:
    text = "> a banner\n\n# RCA: the `queue` **stuck** #\n"
    document = read(text)
    assert document.title == "RCA: the queue stuck"
    assert document.title_span is not None
    assert text[slice(*document.title_span)] == "RCA: the `queue` **stuck**"
    assert read("---\ntitle: a *b* c\n---\n\n# Other\n").title == "a *b* c"
    assert (read("no heading\n").title, read("no heading\n").title_span) == ("", None)


def test_an_empty_document() -> None:
    document = read("")
    assert (document.title, document.date, document.fields, document.action_items) == ("", None, (), ())


def test_a_date_is_a_day() -> None:
    assert isinstance(read("# X\n\n**Date:** 2026-05-15 09:00\n").date, date)
