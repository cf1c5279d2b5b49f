"""Lists of every shape become the canonical table: no word is lost, and what fits no cell stays below it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.changes import Reformat, Refused
from rca.edit import plan
from rca.editing.rows import LABELS
from rca.text import Source
from tests.edits import CONFIG, changed, planned, read
from tests.test_edit_corpus import documents, variant

HEAD = "# Outage\n\n**Date:** 2026-05-15\n\n## Action items\n\n"
REST = "\n## References\n\n- #12\n"


def formatted(items: str) -> str:
    """What the items of a section become; around them nothing moves, and a second time nothing changes."""
    after = changed(HEAD + dedent(items).lstrip("\n") + REST, Reformat())
    assert after.startswith(HEAD)
    assert after.endswith(REST)
    assert changed(after, Reformat()) == after
    return after[len(HEAD) : -len(REST)]


# Groups


def test_groups_that_are_types_go_into_the_type_column() -> None:
    items = """
        - Prevent
          - Warm the pods. Owner: platform. Due: 2026-06-01. #1321
          - Let one request wait (written: 2026-05-20, executed: staging 2026-05-21, prod —)
        - Detect
          - Alert after two minutes
        """
    assert formatted(items) == dedent("""\
        | # | Action | Owner | Due | Issue | Type | Written | Executed |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | 1 | Warm the pods | platform | 2026-06-01 | #1321 | Prevent |  |  |
        | 2 | Let one request wait |  |  |  | Prevent | 2026-05-20 | staging: 2026-05-21; prod: — |
        | 3 | Alert after two minutes |  |  |  | Detect |  |  |
        """)


def test_other_groups_get_rows_of_their_own() -> None:
    items = """
        - **Backend:**
          - [x] Warm the pods
          - [ ] Let one request wait
        - **Frontend:**
          - Show a spinner
        """
    after = formatted(items)
    assert after == dedent("""\
        | # | Action | Owner | Due | Issue | Written | Executed | Status |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        |  | **Backend** |  |  |  |  |  |  |
        | 1 | Warm the pods |  |  |  |  |  | Done |
        | 2 | Let one request wait |  |  |  |  |  | Open |
        |  | **Frontend** |  |  |  |  |  |  |
        | 3 | Show a spinner |  |  |  |  |  |  |
        """)
    assert [item.group for item in read(HEAD + after).action_items] == ["Backend", "Backend", "Frontend"]


def test_a_group_that_is_no_type_does_not_take_the_one_above() -> None:
    after = formatted("- Prevent\n  - Warm the pods\n- Backend\n  - Alert\n- Backend\n  - Retry\n")
    told = [(item.group, item.kind) for item in read(HEAD + after).action_items]
    assert told == [("Prevent", "prevent"), ("Backend", ""), ("Backend", "")]
    assert after.count("**Backend**") == 2, "two lists of one name stay two"


def test_groups_in_groups_keep_both_names() -> None:
    items = """
        - Backend
          - Prevent
            - Warm the pods
          - Detect
            - Alert
        """
    assert re.findall(r"\|  \| (\S+) \|  \|  ", formatted(items)) == [
        "**Backend**",
        "**Prevent**",
        "**Detect**",
    ]


def test_what_a_group_says_of_its_items_is_said_in_their_rows() -> None:
    items = """
        - Completed
          - Warm the pods
        - High priority
          - Alert
        - Rehearse it
        """
    after = formatted(items)
    assert after == dedent("""\
        | # | Action | Owner | Due | Issue | Priority | Written | Executed | Status |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        |  | **Completed** |  |  |  |  |  |  |  |
        | 1 | Warm the pods |  |  |  |  |  |  | Completed |
        |  | **High priority** |  |  |  |  |  |  |  |
        | 2 | Alert |  |  |  | High priority |  |  |  |

        | # | Action | Owner | Due | Issue | Written | Executed |
        | --- | --- | --- | --- | --- | --- | --- |
        | 3 | Rehearse it |  |  |  |  |  |
        """)
    states = [(item.group, item.state, item.priority) for item in read(HEAD + after).action_items]
    assert states == [
        ("Completed", "done-unsplit", ""),
        ("High priority", "open", "High priority"),
        ("", "open", ""),
    ]


# Cells


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("- Retry (#977)", "Retry |  |  | #977"),
        ("- Retry (owner: sre, after item 2) #977", "Retry | sre, after item 2 |  | #977"),
        ("- Retry ([PR](https://example.org/x/pull/3))", "Retry |  |  | [PR](https://example.org/x/pull/3)"),
        ("- Retry (PR #1224). **Owner:** sre", "Retry | sre |  | PR #1224"),
        ("- Retry (#2). Issue: #1. Owner: sre (until May)", "Retry | sre (until May) |  | #1, #2"),
        ("- Retry — @carl (#12)", "Retry | @carl |  | #12"),
        ("- Retry (due: tomorrow)", "Retry |  | tomorrow | "),
        ("- Retry. **Assigned to:** sre. Due date: 2026-06-01", "Retry | sre | 2026-06-01 | "),
    ],
)
def test_facts_go_to_their_columns_and_leave_no_brackets(line: str, cells: str) -> None:
    assert f"| 1 | {cells} |  |  |\n" in formatted(line + "\n")


def test_a_day_that_somebody_ticked_a_box_on_is_kept() -> None:
    assert "| Done 2026-05-20 |" in formatted("- [x] Retry (Completed: 2026-05-20)\n- Alert\n")


def test_what_stands_below_an_item_goes_into_its_notes() -> None:
    items = """
        1. Alert
           - at 50 %
             - on weekdays

           Then look:

           ```bash
           make check | tee log
           ```
           - Owner: sre
        2. Retry
        """
    assert formatted(items) == dedent("""\
        | # | Action | Owner | Due | Issue | Written | Executed | Notes |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | 1 | Alert | sre |  |  |  |  | at 50 %<br>on weekdays<br>Then look:<br>`make check \\| tee log` |
        | 2 | Retry |  |  |  |  |  |  |
        """)


def test_bold_words_keep_both_of_their_marks() -> None:
    items = """
        ### A1. Alert

        **Owner:** sre
        **Accept:** it rings

        ### A2. Retry

        **Owner:** ops
        """
    assert "| A1 | Alert | sre |  |  |  |  | **Accept:** it rings |" in formatted(items)


def test_bullets_between_the_numbers_of_a_list_belong_to_them() -> None:
    items = """
        1. Alert

        - at 50 %
        - on weekdays

        2. Retry

        - twice
        """
    assert formatted(items) == dedent("""\
        | # | Action | Owner | Due | Issue | Written | Executed | Notes |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | 1 | Alert |  |  |  |  |  | at 50 %<br>on weekdays |
        | 2 | Retry |  |  |  |  |  | twice |
        """)


# What no cell can hold


def test_long_code_stays_below_the_table_as_it_is() -> None:
    items = """
        - Add the index:
          ```sql
          CREATE INDEX CONCURRENTLY
            orders_at ON orders (at);

          ANALYZE orders;
          ```
        - Retry
        """
    assert formatted(items) == dedent("""\
        | # | Action | Owner | Due | Issue | Written | Executed |
        | --- | --- | --- | --- | --- | --- | --- |
        | 1 | Add the index: |  |  |  |  |  |
        | 2 | Retry |  |  |  |  |  |

        > **Notes on item 1**
        >
        > ```sql
        > CREATE INDEX CONCURRENTLY
        >   orders_at ON orders (at);
        >
        > ANALYZE orders;
        > ```
        """)


@pytest.mark.parametrize(
    "block",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<details>\n<summary>more</summary>\nx\n</details>",
        "![chart](chart.png)\n\nThis shows it.",
        "- [ ] a task in it\n\n  ![chart](chart.png)",
        "long " * 200,
        "```\na\nb\nc\n```\n\n- Owner of the code: nobody\n\n```\nd\ne\nf\n```",
        "```\nback`tick\n```",
    ],
)
def test_other_blocks_stay_below_the_table_and_are_no_items(block: str) -> None:
    block = block.strip()
    inner = "".join(f"  {line}\n" if line else "\n" for line in block.split("\n"))
    after = formatted(f"- Alert (#4)\n\n{inner}- Retry\n")
    _, _, note = after.partition("\n\n> **Notes on item 1**\n>\n")
    assert "\n".join(line.removeprefix("> ").removeprefix(">") for line in note.rstrip().split("\n")) == block
    assert [item.text for item in read(HEAD + after).action_items] == ["Alert", "Retry"]


def test_an_issue_that_only_a_note_names_gets_its_cell() -> None:
    items = """
        - Alert

          ![chart](chart.png)

          See [the issue](https://example.org/x/issues/7).
        """
    assert "| 1 | Alert |  |  | [#7](https://example.org/x/issues/7) |" in formatted(items)


def test_facts_among_blocks_that_stay_are_said_once() -> None:
    items = """
        - Alert
          - **Owner:** sre
          - look at this:

            ```
            a
            b
            c
            ```
        """
    after = formatted(items)
    assert "| 1 | Alert | sre |" in after
    assert after.count("sre") == 1
    assert "> - look at this:\n>\n>   ```\n>   a\n" in after


# Where


def test_a_list_below_a_line_of_text_is_parted_from_it() -> None:
    assert formatted("We will:\n- Alert\n").startswith("We will:\n\n| # | Action |")


def test_labelled_sentences_elsewhere_stay_where_they_are() -> None:
    prose = "# Outage\n\n## Root cause\n\nIt broke.\n\n**Action:** Alert on it\n\n## Action items\n\n"
    after = changed(f"{prose}- Retry\n", Reformat())
    assert after.startswith(f"{prose}| # | Action |")
    with pytest.raises(Refused, match="add a heading"):
        changed(prose.partition("## Action")[0], Reformat())


# Whatever the list


LINES = st.sampled_from(
    (
        "Alert on 5xx (#12)",
        "[x] Retry **twice** (Completed: 2026-05-20)",
        "[ ] Write it. Owner: @ops",
        "P1: Add `a|b` — due 2026-06-01",
        "~~Drop it~~ superseded by #3",
        "Say it (written: 2026-05-20, executed: staging 2026-05-21; prod —, dropped: no need)",
    )
)
BELOW = st.sampled_from(
    (
        "",
        "  - one\n    - two 22\n",
        "  more on 7 lines\n",
        "\n  A paragraph (#5).\n\n  ```sh\n  make x\n  ```\n",
        "\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n",
        "  - **Due:** 2026-07-01\n  - why: 3 times\n\n    ![x](x.png)\n",
    )
)
GROUPS = st.sampled_from(("", "", "Prevent", "**Backend:**", "Detection", "Completed"))


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list of items with and without groups, text and blocks below them."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        group = draw(GROUPS)
        items = [f"- {draw(LINES)}\n{draw(BELOW)}" for _ in range(draw(st.integers(1, 3)))]
        text = "".join(items)
        found.append(f"- {group}\n" + re.sub(r"(?m)^(?=.)", "  ", text) if group else text)
    return "".join(found)


def spoken(text: str) -> Counter[str]:
    """The words of a text that are no labels, and no languages of code."""
    return Counter(word for word in re.findall(r"\w+", text.casefold()) if word not in LABELS | {"sh"})


@given(lists(), st.sampled_from(("\n", "\r\n")))
def test_no_word_is_lost(items: str, newline: str) -> None:
    text = (HEAD + items + REST).replace("\n", newline)
    found = planned(text, Reformat())
    assert not spoken(text) - spoken(found.after.text)
    assert found.after.text.count("\r") == (found.after.text.count("\n") if newline == "\r\n" else 0)
    assert [item.state for item in found.document.action_items] == [
        item.state for item in read(text).action_items
    ]
    assert planned(found.after.text, Reformat()).edits == ()


def test_every_real_document_can_be_formatted(corpus: Path) -> None:
    seen = 0
    for turn, path in enumerate(documents(corpus)):
        source = Source(variant(path.read_bytes().decode(), ("", "crlf", "bom", "no last newline")[turn % 4]))
        document = read(source.text)
        if document.action_items:
            after = plan(source, document, Reformat(), CONFIG, name="2026-05-15-outage.md")
            again = plan(after.after, after.document, Reformat(), CONFIG, name="2026-05-15-outage.md")
            assert again.edits == ()
            seen += 1
    assert seen > 80
