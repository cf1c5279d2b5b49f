"""A document as JSON: what other programs read."""

from __future__ import annotations

import json

from rca.jsonform import document_json
from rca.parse import parse
from rca.text import Source

TEXT = """\
# INC-7: queue stuck

**Date:** 2026-05-15

## Timeline (UTC)

- 09:12 Alert fired

## Action items

| # | Action | Owner | Due |
|---|---|---|---|
| 1 | Add an alert (#12) | Ada | immediate |
"""


def test_lines_times_and_names_are_plain_values() -> None:
    source = Source(TEXT)
    data = json.loads(json.dumps(document_json(source, parse(source), "x.md")))
    assert (data["path"], data["title"], data["incident_id"], data["date"]) == (
        "x.md",
        "INC-7: queue stuck",
        "INC-7",
        "2026-05-15",
    )
    assert data["sha256"] == source.sha256
    assert [(s["line"], s["name"]) for s in data["sections"]] == [
        (1, ""),
        (5, "timeline"),
        (9, "action_items"),
    ]
    (entry,) = data["timeline"]
    assert (entry["line"], entry["time"], entry["at"]) == (7, "09:12", "2026-05-15T09:12:00Z")
    (item,) = data["action_items"]
    assert (item["line"], item["owners"], item["issues"], item["state"]) == (13, ["Ada"], ["#12"], "open")
    assert (item["due"]["text"], item["due"]["kind"], item["due"]["day"]) == (
        "immediate",
        "immediate",
        "2026-05-15",
    )
    assert item["fields"]["owner"]["line"] == 13


def test_what_a_document_does_not_say_is_null() -> None:
    source = Source("nothing\n")
    data = document_json(source, parse(source), "x.md")
    assert (data["title"], data["date"], data["severity"], data["action_items"]) == (None, None, None, [])
