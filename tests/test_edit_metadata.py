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


def test_the_title_is_the_heading() -> None:
    before = TITLE + FORMS["bullets"] + REST
    assert changed(before, setting("title", "RCA: A | B")) == before.replace(
        "Outage of the queue", "RCA: A | B"
    )
    front = "---\ntitle: Outage\n---\n\n# Outage\n"
    assert changed(front, setting("title", "Other")) == front.replace("title: Outage", "title: Other")


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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status:\n", "status: resolved\n"),
        ("status: ~\n", "status: resolved\n"),
        ("status: |\n  long\n  text\n", "status: resolved\n"),
        ("a: {b: c}\nstatus:\n", "a: {b: c}\nstatus: resolved\n"),
    ],
)
def test_yaml_values_of_other_shapes(before: str, after: str) -> None:
    front = "---\n{}severity: P1\n---\n\n# Outage\n"
    assert changed(front.format(before), setting("status", "resolved")) == front.format(after)
    for nested in ("status:\n  level: 2\n", "status: {level: 2}\n"):
        with pytest.raises(Refused, match="nested value"):
            changed(front.replace("{}", nested), setting("status", "resolved"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- **Severity:** P1\n- **Status:**\n", "- **Severity:** P1\n- **Status:** resolved\n"),
        ("**Status:** open <!-- so far -->\n", "**Status:** resolved <!-- so far -->\n"),
        (
            "| Severity | P1 |\n|---|---|\n| Status | |\n",
            "| Severity | P1 |\n|---|---|\n| Status | resolved |\n",
        ),
    ],
)
def test_empty_values_are_filled_and_comments_kept(before: str, after: str) -> None:
    assert changed(TITLE + before + REST, setting("status", "resolved")) == TITLE + after + REST


def test_a_numbered_list_and_a_field_that_is_a_section_too() -> None:
    before = "1. **Severity:** P1\n2. **Status:** open\n"
    assert (
        changed(TITLE + before + REST, setting("duration", "2 h"))
        == TITLE + before + "3. **Duration:** 2 h\n" + REST
    )
    assert "- **Blast radius:** EU only\n" in changed(
        TITLE + FORMS["bullets"] + REST, setting("blast_radius", "EU only")
    )


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
