"""The state of an item follows from what is written, executed and claimed."""

from __future__ import annotations

from datetime import date

import pytest

from rca.states import derive_state, is_due_soon, is_overdue, is_paper_only


@pytest.mark.parametrize(
    ("written", "executions", "claim", "state"),
    [
        ("no", ["no"], "", "open"),
        ("no", ["no"], "open", "open"),
        ("no", ["no"], "unknown", "open"),
        ("yes", ["no", "no"], "", "written"),
        ("yes", ["failed"], "", "written"),
        ("yes", ["done", "no"], "", "part-executed"),
        ("yes", ["done", "failed"], "", "part-executed"),
        ("yes", ["done", "exempt"], "", "executed"),
        ("exempt", ["done", "verified"], "", "executed"),
        ("no", ["done"], "", "executed"),
        ("yes", ["verified", "exempt"], "", "verified"),
        ("yes", ["exempt", "exempt"], "", "executed"),
        ("no", ["exempt"], "", "open"),
        ("no", ["no"], "done", "done-unsplit"),
        ("yes", ["no"], "done", "written"),
        ("no", ["done"], "done", "executed"),
        ("yes", ["done"], "dropped", "dropped"),
        ("no", ["no"], "dropped", "dropped"),
    ],
)
def test_states(written: str, executions: list[str], claim: str, state: str) -> None:
    assert derive_state(written, executions, claim) == state


def test_overdue_looks_at_executed() -> None:
    today = date(2026, 6, 1)
    assert is_overdue("written", date(2026, 5, 31), today)
    assert is_overdue("part-executed", date(2026, 5, 31), today)
    assert not is_overdue("executed", date(2026, 5, 31), today)
    assert not is_overdue("dropped", date(2026, 5, 31), today)
    assert not is_overdue("done-unsplit", date(2026, 5, 31), today)
    assert not is_overdue("open", today, today)
    assert not is_overdue("open", None, today)


def test_due_soon_is_within_a_week() -> None:
    today = date(2026, 6, 1)
    assert is_due_soon("open", date(2026, 6, 8), today)
    assert not is_due_soon("open", date(2026, 6, 9), today)
    assert not is_due_soon("open", date(2026, 5, 31), today)
    assert not is_due_soon("verified", date(2026, 6, 2), today)


def test_paper_only_is_written_and_executed_nowhere() -> None:
    assert is_paper_only("written")
    assert not is_paper_only("part-executed")
