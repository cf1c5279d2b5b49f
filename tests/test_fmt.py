"""A whole document in the canonical form: no word is lost, a second time nothing moves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.changes import Reformat
from rca.editing.canonical import HEADINGS
from rca.editing.reformat_whole import Whole, whole
from rca.editing.rows import words
from rca.facts import Facts, facts
from rca.text import Source
from tests.changed import ADA, tree
from tests.command import rca
from tests.edits import CONFIG, changed, read
from tests.test_edit_corpus import documents, tried, variant

OLD = """\
# Postmortem: the queue (#12)
**Incident Date**: 2026-05-15 | **Sev:** SEV-2
**Written by:** ana, bob
**Room:** 7

## TL;DR
The queue was full.

## 2. Root Cause
Nobody *looked*.

## Incident Timeline (UTC)
- 14:02 the alert fires
- 15:02 drained

## Trigger
A deploy.

## Next steps:
- [ ] Raise the limit. Owner: ana
- [x] Alert on it
"""

NEW = """\
# Postmortem: the queue (#12)

- **Date:** 2026-05-15
- **Severity:** SEV-2
- **Author:** ana, bob
- **Room:** 7

## Summary
The queue was full.

## 2. Root cause analysis
Nobody *looked*.

## Timeline (UTC)
- 14:02 the alert fires
- 15:02 drained

## Trigger
A deploy.

## Action items
| # | Action | Owner | Due | Issue | Written | Executed | Status |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | Raise the limit | ana |  |  |  |  | Open |
| 2 | Alert on it |  |  |  |  |  | Done |
"""

NAME = "2026-05-15-outage.md"
"""Of the file, as `read` has it."""


def canonical(text: str) -> str:
    """The canonical form, which is its own canonical form."""
    after = changed(text, Reformat(whole=True))
    assert changed(after, Reformat(whole=True)) == after
    return after


def done(text: str) -> Whole:
    return whole(Source(text), read(text), CONFIG, NAME)


def test_a_document_in_other_words() -> None:
    assert canonical(OLD) == NEW
    assert [str(renaming) for renaming in done(OLD).renamings] == [
        'line 2: the label "Incident Date" becomes "Date"',
        'line 2: the label "Sev" becomes "Severity"',
        'line 3: the label "Written by" becomes "Author"',
        'line 6: the heading "TL;DR" becomes "Summary"',
        'line 9: the heading "Root Cause" becomes "Root cause analysis"',
        'line 12: the heading "Incident Timeline" becomes "Timeline"',
        'line 19: the heading "Next steps" becomes "Action items"',
    ]


@pytest.mark.parametrize("name", HEADINGS)
def test_canonical_headings_stay(name: str) -> None:
    text = f"# Outage\n\n## {HEADINGS[name]}\n\nWords.\n"
    assert canonical(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## **Executive summary** ##", "## Summary ##"),
        ("Overview\n--------", "Summary\n--------"),
        ("### 📋 Overview", "### 📋 Summary"),
        ("## SUMMARY", "## Summary"),
        ("**Executive summary**", "**Summary**"),
        ("**Overview:**", "**Summary**"),
        ("## Customer impact", "## Customer impact"),
        ("## Five whys", "## Five whys"),
        ("## Zusammenfassung", "## Zusammenfassung"),
        ("## Overview of the *queue*", "## Overview of the *queue*"),
    ],
)
def test_headings_keep_level_and_form(before: str, after: str) -> None:
    assert canonical(f"# Outage\n\n{before}\n\nWords.\n") == f"# Outage\n\n{after}\n\nWords.\n"


def test_a_word_of_the_team_is_canonical_there() -> None:
    text = "# Outage\n\n- **Sev:** SEV-2\n\n## Overview\n\nWords.\n\n## Next steps\n\nNone.\n"
    own = {"sections": {"action_items": ("Next Steps",)}, "labels": {"severity": ("Sev",)}}
    after = changed(text, Reformat(whole=True), config=CONFIG._replace(aliases=own))
    assert after == text.replace("Overview", "Summary")


def test_two_headings_that_say_the_same_stay_two() -> None:
    text = "# Outage\n\n## Overview\n\nShort.\n\n## Executive summary\n\nLong.\n"
    assert canonical(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Severity**: SEV-2\n**State**: open", "- **Severity:** SEV-2\n- **Status:** open"),
        ("Severity: SEV-2\nOwner: ana", "- **Severity:** SEV-2\n- **Owner:** ana"),
        ("* Severity: SEV-2\n* Status: *open*", "- **Severity:** SEV-2\n- **Status:** *open*"),
        ("> **Severity:** SEV-2\n> **Status:** open", "- **Severity:** SEV-2\n- **Status:** open"),
        ("**Severity:** SEV-2\\\n**Status:** open  ", "- **Severity:** SEV-2\n- **Status:** open"),
        ("**Scope:** all of\nthem\n**Status:** open", "- **Scope:** all of\n  them\n- **Status:** open"),
        ("**Severity:** SEV-2\n\n**Status:** open", "- **Severity:** SEV-2\n- **Status:** open"),
        (
            "| Field | Value |\n|---|---|\n| Severity | SEV-2 |\n| Room | a \\| b |",
            "- **Severity:** SEV-2\n- **Room:** a \\| b",
        ),
        ("| **Severity** | SEV-2 |\n|---|---|\n| Status | |", "- **Severity:** SEV-2\n- **Status:**"),
        (
            "**Started:** 10:00 UTC\n**Start time:** 11:00 UTC",
            "- **Started:** 10:00 UTC\n- **Start time:** 11:00 UTC",
        ),
        ("🔥 **Severity:** SEV-2 | **Status:** open", "🔥 **Severity:** SEV-2 | **Status:** open"),
    ],
)
def test_metadata_becomes_a_list(before: str, after: str) -> None:
    rest = "\n\n## Impact\n\nNone.\n"
    assert canonical(f"# Outage\n\n{before}{rest}") == f"# Outage\n\n{after}{rest}"


@pytest.mark.parametrize(
    "head",
    [
        "---\nseverity: SEV-2\nlayout: post\n---\n",
        "The **severity:** SEV-2 was chosen by the one on call.\n",
        "```\nSeverity: SEV-3\n```\n",
    ],
)
def test_metadata_that_is_more_than_metadata_stays(head: str) -> None:
    text = f"{head}\n# Outage\n\n## Impact\n\nNone.\n"
    assert [line for line in canonical(text).split("\n") if line] == [
        line for line in text.split("\n") if line
    ]


def test_what_rca_new_writes_is_canonical(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_text("")
    assert rca(tmp_path, "new", "Outage").code == 0
    before = tree(tmp_path)
    result = rca(tmp_path, "fmt", "outage")
    assert (result.code, result.out) == (0, "")
    assert result.err == "incidents/2026-11-24-outage.md is in the canonical form already.\n"
    assert tree(tmp_path) == before


def test_items_that_no_table_can_hold_stay_and_the_rest_does_not() -> None:
    text = (
        OLD.replace("- [ ] Raise the limit. Owner: ana\n- [x] Alert on it\n", "")
        + "\n**Action 1:** Raise it.\n"
    )
    found = done(text.replace("## Next steps:\n", "## Appendix\n"))
    assert "## Summary" in found.after.text
    assert [left.what for left in found.left] == ["the action items"]
    assert "stand in no section of their own" in str(found.left[0])


MUCH_BELOW = [
    "   - a\n   - b\n   - c\n   - d\n",
    f"   - {'long ' * 60}\n",
    "   ```sql\n   ANALYZE orders;\n   ```\n",
    "\n   It broke.\n\n   ![chart](chart.png)\n",
]


@pytest.mark.parametrize("below", MUCH_BELOW)
def test_a_list_with_much_below_an_item_stays_and_others_do_not(below: str) -> None:
    """A line of metadata becomes two, and the place that is told is still the one before."""
    much = f"1. Retry\n2. Alert on it:\n{below}3. Page\n"
    plain = "- Raise it\n  - Owner: ana\n  - in May\n"
    head = "# Outage\n\n**Date:** 2026-05-15 | **Sev:** 2\n\n## Action items\n"
    text = f"{head}\n{plain}\n## Later\n\n### Next steps\n\n{much}"
    found = done(text)
    assert found.after.text.endswith(f"\n\n{much}")
    assert "| 1 | Raise it | ana |  |  |  |  | in May |\n" in found.after.text
    (left,) = found.left
    line = text.count("\n", 0, text.index(much)) + 1
    assert left.what == f"the action items from line {line}"
    assert left.why.startswith("item 3 has more below it than a row of a table can tell")
    assert canonical(found.after.text) == found.after.text
    assert "| 3 | Alert on it: |" in changed(text, Reformat())


def test_a_few_short_lines_below_items_are_notes() -> None:
    text = "# Outage\n\n## Action items\n\n- Raise it\n  - a\n  - Owner: ana\n  - b\n  - c\n- Alert\n"
    assert "| 1 | Raise it | ana |  |  |  |  | a<br>b<br>c |" in canonical(text)
    assert done(text).left == ()


def test_columns_are_told_once_where_they_stand_first() -> None:
    table = "| Task | Who |\n|---|---|\n| {} | ana |\n"
    items = f"## Action items\n\n{table.format('a b')}\n### Later\n\n{table.format('c d')}"
    text = f"Task\n====\n\n## Overview\n\nx\n\n{items}"
    assert [(each.kind, each.line, each.old, each.new) for each in done(text).renamings] == [
        ("heading", 4, "Overview", "Summary"),
        ("column", 10, "Task", "Action"),
        ("column", 10, "Who", "Owner"),
    ]


def test_the_canonical_table_keeps_its_spaces_and_dashes() -> None:
    items = "| # | Action | Owner | Due | Issue | Written | Executed |\n|---|:-------|---|---|---|---|---|\n"
    text = f"# Outage\n\n## Action items\n\n{items}| 1 | Retry | ana | | | | |\n"
    assert canonical(text) == text


# Real documents


def _rest(found: Facts) -> dict[str, object]:
    """All facts but the text of references, which a list has none of and a table writes out."""
    return {str(key): value for key, value in found.items() if "issue" not in str(key)}


@pytest.mark.parametrize("kind", ["", "crlf", "bom", "no last newline"])
def test_real_documents_lose_nothing(kind: str, corpus: Path) -> None:
    changed_ = 0
    for path in documents(corpus)[VARIANT_START[kind] :: 8]:
        source = Source(variant(Source.from_bytes(path.read_bytes()).text, kind))
        made = tried(source, NAME, Reformat(whole=True))
        changed_ += bool(made.edits)
        told = done(source.text)
        assert _rest(facts(read(source.text))) == _rest(facts(read(made.after.text))), path
        _assert_words(source, made.after, told, path)
        again = tried(made.after, NAME, Reformat(whole=True))
        assert again.edits == (), path
    assert changed_ > 10


VARIANT_START = {"": 0, "crlf": 2, "bom": 4, "no last newline": 6}


def _assert_words(before: Source, after: Source, told: Whole, path: Path) -> None:
    """No word outside of the action items goes, unless a renaming tells of it."""
    gone = words(before.text) - words(after.text)
    renamed: Counter[str] = Counter()
    for each in told.renamings:
        many = 99 if each.kind == "column" else 1  # a column of several tables is told once
        renamed += words(f"{each.old} " * many)
    items = read(before.text).action_items
    inside = words("Action item " * 9)  # labels of paragraphs that are items
    for item in items:
        inside += words(before.slice(item.span))
    assert gone - renamed - inside == Counter(), path


# Invented ones


LINES = st.sampled_from(
    (
        "## Overview",
        "## Summary",
        "## Root Cause:",
        "Impact\n---",
        "**Sev:** SEV-1 | **State:** open",
        "- Severity: SEV-2",
        "> **Author:** ana",
        "| Status | open |\n|---|---|\n| Room | 7 |",
        "Prose, with a word.",
        "## Next steps",
        "- [ ] Do it. Owner: ana",
        "| Task | Who |\n|---|---|\n| Do \\| it | bob |",
        "```\n## Overview\n```",
        "<!-- guidance -->",
        "",
    )
)


@settings(max_examples=60)
@given(st.lists(LINES, max_size=9), st.sampled_from(("\n", "\n\n")))
def test_twice_is_once(lines: list[str], gap: str) -> None:
    text = gap.join(["# Outage", *lines]) + "\n"
    first = done(text).after
    assert done(first.text).after == first
    assert read(text).severity == read(first.text).severity
    assert [i.text for i in read(text).action_items] == [i.text for i in read(first.text).action_items]


# The command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents in other words."""
    (tmp_path / "rca.toml").write_text('environments = ["staging", "prod"]\n')
    (tmp_path / "incidents").mkdir()
    for name in ("2026-05-15-queue", "2026-05-16-stack"):
        (tmp_path / "incidents" / f"{name}.md").write_text(OLD)
    return tmp_path


def test_the_diff_is_shown_and_nothing_written(folder: Path) -> None:
    before = tree(folder)
    result = rca(folder, "fmt", "queue", "stack", "--diff")
    assert result.code == 0
    assert result.out.count("+## Summary") == 2
    assert 'incidents/2026-05-15-queue.md: line 6: the heading "TL;DR" becomes "Summary".' in result.err
    assert tree(folder) == before
    assert rca(folder, "fmt", "queue").code == 2
    assert tree(folder) == before


def test_it_asks_and_is_undone_byte_for_byte(folder: Path) -> None:
    path = folder / "incidents" / "2026-05-15-queue.md"
    assert rca(folder, "fmt", "queue", env=ADA, stdin=b"n\n", tty=True).code == 130
    assert path.read_text() == OLD
    result = rca(folder, "fmt", "queue", env=ADA, stdin=b"y\n", tty=True)
    assert result.code == 0
    assert path.read_text() == NEW
    assert rca(folder, "log", "queue", env=ADA).out.count("has the canonical form") == 1
    assert rca(folder, "undo", "queue", env=ADA).code == 0
    assert path.read_text() == OLD


def test_several_at_once_and_only_those_that_need_it(folder: Path) -> None:
    assert rca(folder, "fmt", "stack", "--yes", env=ADA).code == 0
    result = rca(folder, "fmt", "queue", "stack", "--yes", env=ADA)
    assert "incidents/2026-05-16-stack.md is in the canonical form already." in result.err
    assert result.out == "queue has the canonical form.\n"
    assert rca(folder, "log", "stack", env=ADA).out.count("canonical form") == 1


def test_the_items_alone(folder: Path) -> None:
    assert rca(folder, "fmt", "queue", "--items", "--yes", env=ADA).code == 0
    text = (folder / "incidents" / "2026-05-15-queue.md").read_text()
    assert "## TL;DR" in text
    assert "| 2 | Alert on it |" in text
