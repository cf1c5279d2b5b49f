"""Fields of the incident in every form that metadata has."""

from __future__ import annotations

import tomllib

import pytest

from rca.changes import Refused, SetField
from tests.edits import changed, read

TITLE = "# Outage of the queue\n\n"
REST = "\n## Summary\n\nIt was down.\n"

FORMS = {
    "bullets": "- **Severity:** SEV-3\n- **Status:** open\n",
    "bold lines": "**Severity:** SEV-3  \n**Status:** open\n",
    "bold paragraphs": "**Severity:** SEV-3\n\n**Status:** open\n",
    "colon outside": "**Severity**: SEV-3  \n**Status**: open\n",
    "one line": "**Severity:** SEV-3 | **Status:** open\n",
    "plain": "Severity: SEV-3\nStatus: open\n",
    "quote": "> **Severity:** SEV-3  \n> **Status:** open\n",
    "table": "| Field | Value |\n|---|---|\n| **Severity** | SEV-3 |\n| **Status** | open |\n",
}


def setting(field: str, value: str) -> SetField:
    return SetField(field=field, value=value)


def value_of(text: str, field: str) -> str:
    return next(f.value for f in read(text).fields if f.name == field)


@pytest.mark.parametrize("head", FORMS.values(), ids=FORMS.keys())
def test_only_the_value_is_replaced(head: str) -> None:
    before = TITLE + head + REST
    assert changed(before, setting("status", "resolved")) == before.replace("open", "resolved")
    assert changed(before, setting("severity", "SEV-1")) == before.replace("SEV-3", "SEV-1")


@pytest.mark.parametrize(
    ("form", "added"),
    [
        ("bullets", "- **Severity:** SEV-3\n- **Status:** open\n- **Duration:** 2 h\n"),
        ("bold lines", "**Severity:** SEV-3  \n**Status:** open  \n**Duration:** 2 h\n"),
        ("bold paragraphs", "**Severity:** SEV-3\n\n**Status:** open\n\n**Duration:** 2 h\n"),
        ("colon outside", "**Severity**: SEV-3  \n**Status**: open  \n**Duration**: 2 h\n"),
        ("one line", "**Severity:** SEV-3 | **Status:** open | **Duration:** 2 h\n"),
        ("plain", "Severity: SEV-3\nStatus: open\nDuration: 2 h\n"),
        ("quote", "> **Severity:** SEV-3  \n> **Status:** open  \n> **Duration:** 2 h\n"),
        (
            "table",
            FORMS["table"] + "| **Duration** | 2 h |\n",
        ),
    ],
)
def test_a_new_field_is_a_line_like_its_neighbours(form: str, added: str) -> None:
    assert changed(TITLE + FORMS[form] + REST, setting("duration", "2 h")) == TITLE + added + REST


def test_without_metadata_the_canonical_bullet_stands_below_the_title() -> None:
    assert changed(TITLE + "It was down.\n", setting("status", "open")) == (
        "# Outage of the queue\n\n- **Status:** open\n\nIt was down.\n"
    )
    assert changed("It was down.\n", setting("status", "open")) == "- **Status:** open\n\nIt was down.\n"


def test_a_value_is_cleared() -> None:
    after = changed(TITLE + FORMS["bullets"] + REST, setting("status", ""))
    assert "- **Severity:** SEV-3\n" in after
    assert read(after).status is None


YAML = """\
---
# kept
title: "Outage"
severity: 'SEV-3'   # graded by ops
status: open
tags: [queue, disk]
date: 2026-05-15
---

# Outage
"""


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("severity", "SEV-1", "severity: 'SEV-1'   # graded by ops"),
        ("severity", "it's bad", "severity: 'it''s bad'   # graded by ops"),
        ("status", "resolved", "status: resolved"),
        ("status", "yes: really", 'status: "yes: really"'),
        ("status", "true", 'status: "true"'),
        ("status", "# no", 'status: "# no"'),
        ("status", "0x10", 'status: "0x10"'),
        ("status", "back\\slash", "status: back\\slash"),
        ("tags", "queue, memory", "tags: [queue, memory]"),
        ("date", "2026-05-16", "date: 2026-05-16"),
        ("duration", "2 h", "duration: 2 h"),
    ],
)
def test_yaml_keeps_order_comments_and_quotes(field: str, value: str, line: str) -> None:
    after = changed(YAML, setting(field, value))
    assert line in after.splitlines()
    others = [old for old in YAML.splitlines() if not old.startswith(f"{field}:")]
    assert [new for new in after.splitlines() if not new.startswith(f"{field}:")] == others
    assert value_of(after, field) == value


def test_a_yaml_list_of_lines_stays_one() -> None:
    before = "---\ntags:\n  - queue # why\n  - disk\nstatus: open\n---\n\n# Outage\n"
    with pytest.raises(Refused, match="nested value"):
        changed(before.replace("- disk", "- disk: full"), setting("tags", "x"))
    after = changed(before.replace(" # why", ""), setting("tags", "queue, a: b, yes"))
    assert after == '---\ntags:\n  - queue\n  - "a: b"\n  - yes\nstatus: open\n---\n\n# Outage\n'


TOML = """\
+++
title = "Outage"
severity = 'SEV-3' # graded
date = 2026-05-15
status = "open"

[extra]
owner = "sre"
+++

# Outage
"""


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("severity", "SEV-1", "severity = 'SEV-1' # graded"),
        ("severity", "it's bad", 'severity = "it\'s bad" # graded'),
        ("status", 'say "no"\\', 'status = "say \\"no\\"\\\\"'),
        ("date", "2026-05-16", "date = 2026-05-16"),
        ("duration", "2 h", 'duration = "2 h"'),
    ],
)
def test_toml_stays_toml(field: str, value: str, line: str) -> None:
    after = changed(TOML, setting(field, value))
    assert line in after.splitlines()
    assert str(tomllib.loads(after.split("+++")[1])[field]) == value


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_newlines_and_a_bom_stay(newline: str, bom: str) -> None:
    for head in FORMS.values():
        before = bom + (TITLE + head + REST).replace("\n", newline)
        after = changed(before, setting("duration", "2 h"))
        assert after.replace(newline, "").count("\n") == 0
        assert after.startswith(bom + "# Outage")
