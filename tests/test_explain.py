"""Every rule is explained, on the command line and on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.checks import READING, RULES
from rca.checks.explain import explanation
from rca.ruleids import UnknownRule
from tests.command import rca

CODES = [*(rule.id for rule in RULES), *READING, "CONF01", "IGN01", "IGN02", "IGN03"]


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_words(code: str) -> None:
    told = explanation(code)
    assert told.title.endswith(".")
    assert told.level in ("error", "warning", "info")
    assert code in told.accept or code.startswith(("CONF", "IGN"))


def test_a_rule_says_why_and_where_it_comes_from() -> None:
    told = explanation("AI30")
    assert told.why.startswith("The due date was a promise.")
    assert any("Atlassian" in source for source in told.sources)


def test_an_unknown_rule_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(UnknownRule, match="no rule has the id XX99"):
        explanation("XX99")
    said = rca(tmp_path, "check", "--explain", "XX99")
    assert (said.code, said.out) == (2, "")
    assert "XX99" in said.err


def test_the_command_needs_no_workspace(tmp_path: Path) -> None:
    said = rca(tmp_path, "check", "--explain", "ai30")
    assert said.code == 0
    assert said.out.startswith("AI30 No action item is overdue. (warning)\n")
    assert "To accept one case: <!-- rca: ignore AI30" in said.out
