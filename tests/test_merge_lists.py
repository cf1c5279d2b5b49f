"""Items of lists, fields and timelines: what two sides say comes together; what contradicts does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.changes import AddItem, AddTimelineEntry, Change, MarkExecuted, MarkWritten, SetField, SetItemField
from rca.edit import next_number, plan
from rca.facts import facts
from rca.merging import merge
from rca.merging.order import comes_before, rank
from rca.model import Document
from rca.text import Source
from tests.edits import CONFIG, DAY, read

NAME = "2026-05-15-outage.md"

DOCUMENT = """\
# Outage

**Status:** open
**Severity:** SEV-2

## Timeline

- 09:00 Found

## What went well

- The alert

## Action items

- [ ] Write the runbook
- [ ] Apply the grants (owner: ops)
"""


def merged(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    found = merge(base.encode(), ours.encode(), theirs.encode(), CONFIG, NAME)
    assert found.is_clean == ("<<<<<<<" not in found.data.decode())
    return found.data.decode(), found.is_clean


def both(old: str, ours: str, theirs: str, base: str = DOCUMENT) -> tuple[str, bool]:
    """A document whose sides each replace one text by another."""
    assert base.count(old) == 1
    text, clean = merged(base, base.replace(old, ours), base.replace(old, theirs))
    if clean:
        head, _, rest = base.partition(old)
        assert text.startswith(head)
        assert text.endswith(rest)
        return text[len(head) : len(text) - len(rest)], True
    return text, False


ITEM = "- [ ] Write the runbook\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("(written: 2026-05-20)", "(owner: sre)", "(written: 2026-05-20, owner: sre)"),
        ("(owner: sre)", "(written: 2026-05-20)", "(owner: sre, written: 2026-05-20)"),
        (
            "(executed: staging 2026-05-20)",
            "(executed: prod 2026-05-21)",
            "(executed: staging 2026-05-20; prod 2026-05-21)",
        ),
        ("(written: 2026-05-20)", "(written: 2026-05-20, due: v1)", "(written: 2026-05-20, due: v1)"),
    ],
)
def test_different_facts_of_one_item(ours: str, theirs: str, expected: str) -> None:
    sides = [f"{ITEM.rstrip()} {side}\n" for side in (ours, theirs)]
    assert both(ITEM, *sides) == (f"{ITEM.rstrip()} {expected}\n", True)


def test_one_fact_said_differently_is_a_conflict_and_the_rest_is_not() -> None:
    text, clean = both(
        ITEM,
        f"{ITEM.rstrip()} (written: 2026-05-20)\n",
        f"{ITEM.rstrip()} (owner: sre, written: 2026-05-21)\n",
    )
    assert not clean
    assert (
        "<<<<<<< ours\n- [ ] Write the runbook (written: 2026-05-20, owner: sre)\n=======\n"
        "- [ ] Write the runbook (written: 2026-05-21, owner: sre)\n>>>>>>> theirs\n"
    ) in text


def test_a_box_and_a_fact() -> None:
    assert both(ITEM, ITEM.replace("[ ]", "[x]"), f"{ITEM.rstrip()} (owner: sre)\n") == (
        "- [x] Write the runbook (owner: sre)\n",
        True,
    )


def test_labelled_lines_of_one_item() -> None:
    base = f"{DOCUMENT}- Rehearse it\n  - **Owner:** ops\n"
    ours = base.replace("**Owner:** ops", "**Owner:** sre")
    text, clean = merged(base, ours, base + "  - **Due:** 2026-06-01\n")
    assert clean
    assert text.endswith("- Rehearse it\n  - **Owner:** sre\n  - **Due:** 2026-06-01\n")


def test_what_stands_below_an_item_comes_from_the_side_that_changed_it() -> None:
    base = f"{DOCUMENT}- Rehearse it\n  - on Mondays\n"
    ours = base.replace("Rehearse it", "Rehearse it (owner: sre)")
    theirs = base.replace("Mondays", "Fridays")
    assert merged(base, ours, theirs) == (
        ours.replace("Mondays", "Fridays"),
        True,
    )
    text, clean = merged(base, ours.replace("Mondays", "Sundays"), theirs)
    assert not clean
    assert "Sundays" in text
    assert "Fridays" in text


def test_another_text_here_and_a_fact_of_the_neighbour_there() -> None:
    theirs = "- [ ] Apply the grants (owner: ops, written: 2026-05-20)\n"
    base = DOCUMENT
    ours = base.replace("Write the runbook", "Write the runbook and read it")
    text, clean = merged(base, ours, base.replace("- [ ] Apply the grants (owner: ops)\n", theirs))
    assert clean
    assert text == ours.replace("- [ ] Apply the grants (owner: ops)\n", theirs)


def test_items_that_changed_places_are_not_taken_for_each_other() -> None:
    one, other = "- [ ] Write the runbook\n", "- [ ] Apply the grants (owner: ops)\n"
    moved = DOCUMENT.replace(one + other, other + one)
    text, clean = merged(DOCUMENT, moved, DOCUMENT.replace("runbook", "runbook (owner: sre)"))
    assert not clean or "runbook (owner: sre)" in text
    assert "grants (owner: sre)" not in text


UNNUMBERED = (
    "# Outage\n\n## Action items\n\n| Action | Owner |\n|---|---|\n| Write it | ops |\n| Apply it | ops |\n"
)


def test_another_action_here_and_a_cell_of_the_neighbour_there() -> None:
    ours = UNNUMBERED.replace("Write it", "Write and read it")
    theirs = UNNUMBERED.replace("Apply it | ops", "Apply it | sre")
    assert merged(UNNUMBERED, ours, theirs) == (ours.replace("Apply it | ops", "Apply it | sre"), True)


def test_another_action_here_and_a_cell_of_it_there_is_a_conflict() -> None:
    """Perhaps the owner is the one of the other action."""
    ours = UNNUMBERED.replace("Write it", "Call the vendor")
    text, clean = merged(UNNUMBERED, ours, UNNUMBERED.replace("Write it | ops", "Write it | sre"))
    assert not clean
    assert "| Call the vendor | ops |" in text
    assert "| Write it | sre |" in text


# What both sides add


def test_new_items_of_both_sides() -> None:
    old = "- [ ] Apply the grants (owner: ops)\n"
    assert both(old, f"{old}- [ ] Ours\n", f"{old}- [ ] Theirs\n") == (
        f"{old}- [ ] Ours\n- [ ] Theirs\n",
        True,
    )


def test_new_entries_stand_by_their_times() -> None:
    old = "- 09:00 Found\n"
    text, clean = both(old, f"{old}- 11:00 Ours\n", f"{old}- 10:00 Theirs\n  in two lines\n- 12:00 Theirs\n")
    assert clean
    assert text == f"{old}- 10:00 Theirs\n  in two lines\n- 11:00 Ours\n- 12:00 Theirs\n"


def test_new_fields_of_both_sides() -> None:
    old = "**Severity:** SEV-2\n"
    assert both(old, f"{old}**Duration:** 2 h\n", f"{old}**Services:** api\n") == (
        f"{old}**Duration:** 2 h\n**Services:** api\n",
        True,
    )
    text, clean = both(old, f"{old}**Duration:** 2 h\n", f"{old}**Duration:** 3 h\n")
    assert not clean, text


def test_bullets_that_are_no_facts_are_left_to_people() -> None:
    assert not both("- The alert\n", "- The alert\n- Ours\n", "- The alert\n- Theirs\n")[1]


NUMBERED = "# Outage\n\n## Action items\n\n1. Write it\n2. Apply it"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_list_counts_on(newline: str, end: str) -> None:
    ours, theirs = f"{NUMBERED}\n3. Ours\n   - below it{end}", f"{NUMBERED}\n3. Theirs\n4. More{end}"
    versions = (text.replace("\n", newline) for text in (NUMBERED + end, ours, theirs))
    text, clean = merged(*versions)
    assert clean
    expected = f"{NUMBERED}\n3. Ours\n   - below it\n4. Theirs\n5. More{end}"
    assert text == expected.replace("\n", newline)


def test_an_item_that_both_sides_added_stands_once() -> None:
    base = f"{NUMBERED}\n"
    assert merged(base, f"{base}3. Ours\n4. Same\n", f"{base}3. Same\n") == (
        f"{base}3. Ours\n4. Same\n",
        True,
    )


TABLE = """\
# Outage

## Timeline

| Time | Event |
|---|---|
| 09:00 | Found |

## Action items

| # | Action | Owner |
|---|---|---|
| 1 | Write it | ops |
"""


def test_rows_of_one_number_count_on() -> None:
    text, clean = merged(
        TABLE, f"{TABLE}| 2 | Ours | a |\n", f"{TABLE}| 2 | Theirs | b |\n| 3 | More | b |\n"
    )
    assert clean
    assert text == f"{TABLE}| 2 | Ours | a |\n| 3 | Theirs | b |\n| 4 | More | b |\n"


def test_a_number_that_another_item_waits_for_stays_and_is_a_conflict() -> None:
    theirs = f"{TABLE}| 2 | Theirs | b |\n| 3 | More (after item 2) | b |\n"
    text, clean = merged(TABLE, f"{TABLE}| 2 | Ours | a |\n", theirs)
    assert not clean
    assert "<<<<<<< ours\n| 2 | Ours | a |\n=======\n| 2 | Theirs | b |\n>>>>>>> theirs\n" in text
    assert text.endswith("| 3 | More (after item 2) | b |\n")


def test_rows_of_one_item_that_both_added_differently_are_a_conflict() -> None:
    text, clean = merged(TABLE, f"{TABLE}| 2 | Same | a |\n", f"{TABLE}| 2 | Same | b |\n")
    assert not clean
    assert "| 3 |" not in text


def test_rows_of_a_timeline_stand_by_their_times() -> None:
    old = "| 09:00 | Found |\n"
    ours, theirs = f"{old}| 10:00 | Ours |\n", f"{old}| 09:30 | Theirs |\n| 11:00 | Theirs |\n"
    expected = f"{old}| 09:30 | Theirs |\n| 10:00 | Ours |\n| 11:00 | Theirs |\n"
    assert both(old, ours, theirs, TABLE) == (expected, True)
    assert both(old, theirs, ours, TABLE) == (expected, True)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("09:00", "10:00", True),
        ("10:00", "09:00", False),
        ("- 9:00 Found", "- 10:00 Fixed", True),
        ("2026-05-16 09:00", "2026-05-15 10:00", False),
        ("2026-05-16 09:00", "10:00", True),
        ("2", "10", True),
        ("AI-2", "AI-10", True),
        ("2", "10:00", False),
        ("Found", "Fixed", False),
    ],
)
def test_which_of_two_comes_first(one: str, other: str, before: bool) -> None:
    assert comes_before(rank(one), rank(other)) is before


# Whatever the form

ITEMS = (
    "| # | Action | Written | Executed |\n|-|-|-|-|\n| 1 | Test | | |\n| 2 | Add | 2026-05-16 | — |\n",
    "| Action | State |\n|--------|-------|\n| Add it | Done |\n| Test it | Open |\n",
    "- Add it (due: 2026-06-01)\n- Test it\n  on a long line\n  - nested\n",
    "1. Add it.\n2. Test it ([#3](https://example.org/x/issues/3))\n",
    "- [ ] Add it\n- [x] Test it. Owner: @ops\n",
    "* **Add:** it\n\n* Test it\n",
    "- Prevent\n  - Add it\n  - Test it\n",
    "- Add it\n  - **Owner:** ops\n  - **Due:** 2026-06-01\n- Test it\n",
)


def wishes() -> list[tuple[tuple[str, str], Change]]:
    """Changes by the fact that they are about."""
    found: list[tuple[tuple[str, str], Change]] = [
        (("", "status"), SetField(field="status", value="resolved")),
        (("", "severity"), SetField(field="severity", value="SEV-1")),
    ]
    for number in "12":
        found += [
            ((number, "written"), MarkWritten(item=number, day=DAY)),
            ((number, "staging"), MarkExecuted(item=number, environment="staging", day=DAY)),
            ((number, "prod"), MarkExecuted(item=number, environment="prod", day=DAY)),
            ((number, "owner"), SetItemField(item=number, field="owner", value="platform")),
            ((number, "due"), SetItemField(item=number, field="due", value="2026-07-01")),
            ((number, "issue"), SetItemField(item=number, field="issue", value="#77")),
        ]
    return found


def carried(text: str, changes: list[Change]) -> tuple[str, Document]:
    source = Source(text)
    document = read(text)
    for change in changes:
        found = plan(source, document, change, CONFIG, name=NAME)
        source, document = found.after, found.document
    return source.text, document


@given(st.sampled_from(ITEMS), st.data(), st.sampled_from(("\n", "\r\n")))
def test_facts_of_both_sides_arrive(items: str, data: st.DataObject, newline: str) -> None:
    head = "# Outage\n\n- **Date:** 2026-05-15\n- **Status:** open\n- **Severity:** SEV-3\n"
    base = f"{head}\n## Timeline\n\n- 09:00 Found\n\n## Action items\n\n{items}".replace("\n", newline)
    chosen = data.draw(st.lists(st.sampled_from(wishes()), unique_by=lambda wish: wish[0], max_size=6))
    mine = data.draw(st.integers(0, len(chosen)))
    ours, of_ours = carried(base, [change for _, change in chosen[:mine]])
    theirs, of_theirs = carried(base, [change for _, change in chosen[mine:]])
    text, clean = merged(base, ours, theirs)
    assert clean, text
    before, one, other = facts(read(base)), facts(of_ours), facts(of_theirs)
    wanted = {**before, **{k: v for k, v in one.items() if before.get(k) != v}}
    wanted.update((k, v) for k, v in other.items() if before.get(k) != v)
    assert facts(read(text)) == wanted


@given(st.sampled_from(ITEMS), st.sampled_from(("\n", "\r\n")))
def test_what_both_sides_add_arrives(items: str, newline: str) -> None:
    base = f"# Outage\n\n## Timeline\n\n- 09:00 Found\n\n## Action items\n\n{items}".replace("\n", newline)
    number = next_number(read(base))
    ours, _ = carried(
        base,
        [AddItem(item=number, text="Ours"), AddTimelineEntry(time="11:00", text="Later")],
    )
    theirs, _ = carried(
        base,
        [AddItem(item=number, text="Theirs"), AddTimelineEntry(time="10:00", text="Earlier")],
    )
    text, clean = merged(base, ours, theirs)
    assert clean, text
    document = read(text)
    assert [item.text for item in document.action_items][-2:] == ["Ours", "Theirs"]
    numbers = [item.number for item in document.action_items]
    assert len(set(numbers)) == len(numbers)
    assert [entry.time for entry in document.timeline] == ["09:00", "10:00", "11:00"]
