"""The state of an item follows from what is written, executed and claimed."""

from __future__ import annotations

import pytest

from rca.states import derive_state


@pytest.mark.parametrize(
    ("written", "executions", "claim", "state"),
    [
        ("no", ["no"], "", "open"),
        ("no", ["no"], "open", "open"),
        ("no", ["no"], "unknown", "open"),
        ("yes", ["no", "no"], "", "written"),
        ("yes", ["failed"], "", "part-executed"),
        ("yes", ["no", "failed"], "", "part-executed"),
        ("no", ["failed"], "done", "part-executed"),
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
