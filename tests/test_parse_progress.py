"""How far an item has come: written, executed per environment, and what foreign words claim."""

from __future__ import annotations

from datetime import date

import pytest

from rca.config import Config
from rca.model import ActionItem, Document
from rca.parse import parse
from rca.text import Source

HEAD = "# X\n\n**Date:** 2026-05-15\n\n## Action items\n\n"
TWO = Config(environments=("staging", "prod"))
ONE = Config()


def document(items: str, config: Config = TWO, head: str = HEAD) -> Document:
    return parse(Source(f"{head}{items}"), config=config)


def row(written: str, executed: str, config: Config = TWO) -> ActionItem:
    (item,) = document(
        f"| Action | Written | Executed |\n|---|---|---|\n| Do it | {written} | {executed} |\n", config
    ).action_items
    return item


def status(cell: str, config: Config = ONE) -> ActionItem:
    (item,) = document(f"| Action | Status |\n|---|---|\n| Do it | {cell} |\n", config).action_items
    return item


def matrix(item: ActionItem) -> dict[str, str]:
    return {e.environment: e.state for e in item.executions}


@pytest.mark.parametrize(
    ("written", "executed", "state"),
    [
        ("", "", "open"),
        ("—", "—", "open"),
        ("2026-05-15", "", "written"),
        ("[SOP](docs/sop.md)", "staging: —; prod: —", "written"),
        ("2026-05-15", "staging: 2026-05-15", "part-executed"),
        ("2026-05-15", "staging: 2026-05-15; prod: 2026-05-20", "executed"),
        ("2026-05-15", "staging 2026-05-15, prod 2026-05-20", "executed"),
        ("2026-05-15", "staging: 2026-05-15 verified<br>prod: 2026-05-20 verified", "verified"),
        ("2026-05-15", "staging: 2026-05-15; prod: n/a (no audit there)", "executed"),
        ("n/a", "staging: 2026-05-15; production: 2026-05-20", "executed"),
        ("2026-05-15", "staging: failed 2026-05-20", "part-executed"),
        ("2026-05-15", "staging: 2026-05-15; prod: planned for 2026-06-01", "part-executed"),
        ("2026-05-15", "dropped: not needed any more", "dropped"),
    ],
)
def test_the_state_follows_from_written_and_executed(written: str, executed: str, state: str) -> None:
    assert row(written, executed).state == state


def test_what_an_executed_cell_says_of_each_environment() -> None:
    item = row(
        "2026-05-14 migration 031, PR #9", "prod: —; staging: 2026-05-15 [matrix](https://x.org/m) verified"
    )
    staging, prod = item.executions
    assert (staging.environment, staging.state, staging.day) == ("staging", "verified", date(2026, 5, 15))
    assert staging.evidence == ("https://x.org/m",)
    assert (prod.environment, prod.state, prod.day) == ("prod", "no", None)
    assert (item.written.state, item.written.day, item.written.evidence) == (
        "yes",
        date(2026, 5, 14),
        ("#9",),
    )


def test_an_environment_that_is_not_configured_is_named_all_the_same() -> None:
    assert matrix(row("", "dr: 2026-05-15")) == {"staging": "no", "prod": "no", "dr": "done"}


def test_one_environment_needs_no_name() -> None:
    item = row("2026-05-14", "2026-05-15", ONE)
    assert (item.state, matrix(item)) == ("executed", {"": "done"})
    item = row("2026-05-14", "2026-05-15", Config(environments=("prod",)))
    assert (item.state, matrix(item)) == ("executed", {"prod": "done"})


def test_several_environments_need_one() -> None:
    found = document("| Action | Executed |\n|---|---|\n| Do it | 2026-05-15 |\n")
    (item,) = found.action_items
    assert (item.state, matrix(item)) == ("part-executed", {"staging": "no", "prod": "no", "": "done"})
    (note,) = found.diagnostics
    assert (note.rule, note.level) == ("READ04", "warning")
    assert "(staging or prod)" in note.message


def test_a_text_that_says_nothing_is_noted() -> None:
    found = document("| Action | Executed |\n|---|---|\n| Do it | prod: perhaps |\n")
    assert [(d.rule, d.message.split()[0]) for d in found.diagnostics] == [("READ08", '"perhaps"')]
    assert found.action_items[0].state == "open"


def test_the_documents_environments_count_more_than_the_configured() -> None:
    head = "# X\n\n- **Environments:** eu, us\n\n## Action items\n\n"
    (item,) = document(
        "| Action | Executed |\n|---|---|\n| Do it | eu: 2026-05-15 |\n", head=head
    ).action_items
    assert matrix(item) == {"eu": "done", "us": "no"}


def test_facts_in_brackets_at_the_end_of_a_line() -> None:
    text = (
        "- [ ] Write the SOP (written: 2026-05-20, executed: staging 2026-05-21; prod n/a (no audit there))\n"
    )
    (item,) = document(text).action_items
    assert (item.text, item.state) == ("Write the SOP", "executed")
    assert matrix(item) == {"staging": "done", "prod": "exempt"}
    assert item.written.day == date(2026, 5, 20)
    raw = f"{HEAD}{text}"
    assert raw[slice(*item.fields["written"])] == "2026-05-20"
    assert raw[slice(*item.fields["executed"])] == "staging 2026-05-21; prod n/a (no audit there)"
    assert raw[slice(*item.fields["facts"])].startswith("(written:")
    assert raw[slice(*item.fields["box"])] == "[ ]"


@pytest.mark.parametrize(
    ("cell", "means", "state"),
    [
        ("Open", "open", "open"),
        ("🚧 in progress", "open", "open"),
        ("Done", "done", "done-unsplit"),
        ("✅ Shipped", "done", "done-unsplit"),
        ("✅ Complete (PR #1098)", "done", "done-unsplit"),
        ("**Fixed in this PR**", "done", "done-unsplit"),
        ("✅", "done", "done-unsplit"),
        ("2026-05-20", "done", "done-unsplit"),
        ("Merged (PR #12)", "written", "written"),
        ("SOP written", "written", "written"),
        ("Deployed to prod 2026-05-21", "executed", "executed"),
        ("Won't do (superseded by #4)", "dropped", "dropped"),
        ("N/A", "dropped", "dropped"),
        ("POLICY", "unknown", "open"),
        ("Not done", "open", "open"),
    ],
)
def test_foreign_state_words(cell: str, means: str, state: str) -> None:
    item = status(cell)
    assert item.claim is not None
    assert (item.claim.means, item.state) == (means, state)


def test_a_claim_of_execution_counts_where_it_says() -> None:
    item = status("Deployed to production 2026-05-21", TWO)
    assert (item.state, matrix(item)) == ("part-executed", {"staging": "no", "prod": "done"})
    assert item.executions[1].day == date(2026, 5, 21)


def test_a_claim_keeps_its_words_day_and_place() -> None:
    item = status("✅ Done 2026-05-20 (PR #3)")
    assert item.claim is not None
    assert (item.claim.text, item.claim.day) == ("✅ Done 2026-05-20 (PR #3)", date(2026, 5, 20))
    assert item.claim.span == item.fields["status"]


def test_an_empty_status_claims_nothing() -> None:
    assert status("").claim is None
    assert status("—").claim is None


def test_why_it_was_dropped() -> None:
    assert status("Won't do (too dear)").drop_reason == "too dear"
    assert status("Rejected: too dear").drop_reason == "too dear"
    assert row("", "dropped: too dear").drop_reason == "too dear"


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("- [ ] do it", "open"),
        ("- [x] do it", "done-unsplit"),
        ("- [-] do it", "dropped"),
        ("- ✅ do it", "done-unsplit"),
        ("- ~~do it~~", "dropped"),
        ("- [x] ~~do it~~", "done-unsplit"),
        ("- do it (DONE)", "done-unsplit"),
        ("- [ ] do it (in progress)", "open"),
        ("- do it — Status: merged", "written"),
        ("- do it\n  - Status: deployed to prod", "executed"),
        ("- [x] do it (written: 2026-05-20)", "written"),
    ],
)
def test_boxes_marks_and_words_in_a_line(line: str, state: str) -> None:
    (item,) = document(f"{line}\n", ONE).action_items
    assert (item.text, item.state) == ("do it", state)


@pytest.mark.parametrize(
    ("heading", "state"),
    [
        ("Immediate (Completed)", "done-unsplit"),
        ("Done ✅", "done-unsplit"),
        ("Open items", "open"),
        ("Planned (planned or in-progress)", "open"),
        ("Short term", "open"),
    ],
)
def test_a_sub_heading_speaks_for_its_items(heading: str, state: str) -> None:
    done, ticked = document(f"### {heading}\n\n- do it\n- [ ] not yet\n", ONE).action_items
    assert done.state == state
    assert ticked.state == "open"


def test_a_column_that_is_ticked() -> None:
    items = "| Action | Done? |\n|---|---|\n| one | x |\n| two | no |\n| three | 2026-05-20 |\n| four | |\n"
    assert [i.state for i in document(items, ONE).action_items] == [
        "done-unsplit",
        "open",
        "done-unsplit",
        "open",
    ]


def test_a_due_cell_that_says_done_is_a_claim() -> None:
    (item,) = document(
        "| Action | Target |\n|---|---|\n| Do it | landed 2026-05-29 (in #3) |\n", ONE
    ).action_items
    assert (item.due, item.state) == (None, "done-unsplit")


def test_a_failed_check_is_a_regression() -> None:
    item = row("2026-05-14", "staging: 2026-05-15 verified; prod: failed 2026-05-20")
    assert (item.state, item.regressed) == ("part-executed", True)
    assert not row("2026-05-14", "staging: 2026-05-15").regressed
