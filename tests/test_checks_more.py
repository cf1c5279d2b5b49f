"""What one document a rule cannot show: levels by configuration, other documents, several items at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

import rca.checks
from rca.checks import READING, RULES, CheckContext, Problem, check, rule
from rca.checks.explain import explanation
from rca.config import Checks, Config, Evidence
from rca.model import Document
from rca.parse import parse
from rca.ruleids import ALL_IDS, RULE_IDS
from rca.text import Source, Span

BY_ID = {rule.id: rule for rule in RULES}
HEAD = """# RCA — Checkout rejected cards

- **Date:** 2026-05-01
- **Severity:** P2

## Action items

| # | Action | Owner | Due | Written | Executed |
|---|--------|-------|-----|---------|----------|
"""


def found(
    rule: str,
    rows: str,
    config: Config | None = None,
    today: date = date(2026, 6, 15),
    known: Mapping[str, str] | None = None,
) -> list[str]:
    source, config = Source(HEAD + rows), config or Config(environments=("staging", "prod"))
    context = CheckContext(today, config, known).about(source)
    return [f"{each.level}: {each.message}" for each in BY_ID[rule](parse(source, config=config), context)]


TWO = "| 1 | Cap retries at 3 | | | | |\n| 2 | Add a canary | | | | |\n"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("AI05", "none of the 2 open action items has an owner"),
        ("AI08", "none of the 2 open action items has a due date"),
        ("AI10", "none of the 2 open action items has an issue"),
        ("AI11", "none of the 2 open action items has a type"),
    ],
)
def test_what_all_items_lack_is_said_once(rule: str, words: str) -> None:
    assert [message.partition(": ")[2].partition(";")[0] for message in found(rule, TWO)] == [words]


def test_items_that_are_finished_owe_nothing() -> None:
    rows = (
        "| 1 | ~~Cap retries at 3~~ | | | | |\n"
        "| 2 | Add a canary | | | 2026-05-02 | staging: 2026-05-03; prod: 2026-05-04 |\n"
    )
    assert found("AI05", rows) == []
    assert found("AI30", rows) == []


LATE = "| 1 | Cap retries at 3 | platform | 2026-05-20 | {} | {} |\n"


@pytest.mark.parametrize(
    ("written", "executed", "words"),
    [
        ("", "", "26 days late and not executed;"),
        ("2026-05-10", "", "26 days late and written, but not executed;"),
        ("2026-05-10", "staging: 2026-05-11", "26 days late and not executed everywhere;"),
    ],
)
def test_overdue_looks_at_executed(written: str, executed: str, words: str) -> None:
    (message,) = found("AI30", LATE.format(written, executed))
    assert message.startswith(f"warning: {words}")


def test_overdue_past_twice_the_limit_is_an_error() -> None:
    config = Config(severities={"SEV-2": ("P2",)}, sla={"SEV-2": 20})
    rows = LATE.format("", "")
    assert found("AI30", rows, config, date(2026, 6, 10))[0].startswith("warning: 21 days late")
    assert found("AI30", rows, config, date(2026, 6, 11))[0].startswith("error: 22 days late")


EXECUTED = "| 1 | Cap retries at 3 | platform | | n/a | staging: 2026-05-11{}; prod: — |\n"


@pytest.mark.parametrize(
    ("demand", "state", "level"),
    [
        ("required", " verified", "error"),
        ("required", "", "error"),
        ("wanted", " verified", "warning"),
        ("wanted", "", "info"),
        ("optional", " verified", "warning"),
    ],
)
def test_evidence_as_the_configuration_demands(demand: str, state: str, level: str) -> None:
    config = Config(environments=("staging", "prod"), evidence=Evidence(demand))  # type: ignore[arg-type]
    (message,) = found("AI22", EXECUTED.format(state), config)
    assert message.startswith(
        f"{level}: action item 1 is {'verified' if state else 'executed'} in staging without"
    )


def test_evidence_that_is_optional() -> None:
    config = Config(environments=("staging", "prod"), evidence=Evidence("optional"))
    assert found("AI22", EXECUTED.format(""), config) == []


WAITS = """
| # | Action | Depends on |
|---|--------|------------|
| 1 | Cap retries at 3 | 2026-04-01-broker/2 |
"""


def test_item_of_another_document() -> None:
    missing = "error: it waits for item 2026-04-01-broker/2, which does not exist; correct the number"
    assert found("AI29", WAITS) == []
    assert found("AI29", WAITS, known={"2026-04-01-broker/2": "open"}) == []
    assert found("AI29", WAITS, known={"2026-04-01-broker/1": "open"}) == [missing]


def test_executed_before_what_it_waits_for() -> None:
    rows = (
        "| 1 | Cap retries at 3 | platform | | | |\n"
        "| 2 | Canary | platform (after item 1) | | 2026-05-02 | staging: 2026-05-03; prod: 2026-05-04 |\n"
    )
    assert found("AI29", rows) == [
        "warning: action item 2 is executed, but it waits for 1, which is not; correct the one or the other"
    ]


def test_item_that_waits_for_itself() -> None:
    source = Source(HEAD + "| 1 | Cap retries at 3 | platform | | | |\n")
    document = parse(source)
    item = document.action_items[0].model_copy(update={"depends_on": ("1",)})
    document = document.model_copy(update={"action_items": (item,)})
    context = CheckContext(date(2026, 6, 15), Config()).about(source)
    assert [each.message for each in BY_ID["AI29"](document, context)] == [
        "action item 1 waits for itself; name the item that comes first"
    ]


def test_people_beside_a_change_of_a_system() -> None:
    alone = "| 1 | Remind everyone to check the flag | platform | | | |\n"
    beside = alone + "| 2 | Let `deploy.sh` check the flag | platform | | | |\n"
    assert found("AI14", alone)[0].startswith("warning: ")
    assert found("AI14", beside)[0].startswith("info: ")


def test_moments_that_only_the_timeline_tells_are_not_compared() -> None:
    timeline = (
        "\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n"
        "| 14:02 | Service fully restored |\n| 14:20 | Alert fires again |\n"
    )
    assert found("DOC06", timeline) == []


@pytest.mark.parametrize(("rule", "type_"), [("AI12", "mitigate"), ("AI17", "prevent")])
def test_types_are_counted_only_where_every_item_has_one(rule: str, type_: str) -> None:
    head = "\n| # | Action | Type |\n|---|---|---|\n"
    of_all = f"{head}| 1 | Cap retries at 3 | {type_} |\n| 2 | Add a canary | {type_} |\n"
    of_one = f"{head}| 1 | Cap retries at 3 | {type_} |\n| 2 | Add a canary | |\n"
    assert len(found(rule, of_all)) == 1
    assert found(rule, of_one) == []


def test_a_rule_that_fails_is_told_and_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("AI00", "info", "A rule with a mistake.", "RCA")
    def broken(document: Document, context: CheckContext) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "half of what it would say")
        raise KeyError("owner")

    monkeypatch.setattr(rca.checks, "RULES", (broken, *RULES))
    monkeypatch.delenv("RCA_DEBUG", raising=False)
    source = Source(HEAD + TWO)
    config = Config(checks=Checks(select=("AI00",)))
    found = check(parse(source), source, CheckContext(date(2026, 6, 15), config))
    (told,) = [each for each in found if each.rule == "RULE01"]
    assert (told.level, source.slice(told.span)) == ("error", "RCA — Checkout rejected cards")
    assert told.message.startswith("rule AI00 failed here (KeyError: 'owner'); report this mistake of rca")
    assert {"AI05", "AI08"} <= {each.rule for each in found}
    assert "AI00" not in {each.rule for each in found}


def test_with_rca_debug_a_rule_that_fails_shows_where(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("AI00", "info", "A rule with a mistake.", "RCA")
    def broken(document: Document, context: CheckContext) -> Iterator[Problem]:
        raise KeyError("owner")

    monkeypatch.setattr(rca.checks, "RULES", (broken,))
    monkeypatch.setenv("RCA_DEBUG", "1")
    source = Source(HEAD)
    with pytest.raises(KeyError):
        check(parse(source), source, CheckContext(date(2026, 6, 15), Config(checks=Checks(select=("AI00",)))))


def test_the_list_of_ids_is_that_of_the_rules() -> None:
    assert {rule.id for rule in RULES} | READING.keys() == set(RULE_IDS)
    assert [explanation(code).code for code in ALL_IDS] == list(ALL_IDS)


@pytest.mark.parametrize(
    "rows",
    ["", "| 1 | Cap retries | | | n/a | 2026-05-20 |\n", "| 1 | Cap retries | | | | dropped: no need |\n"],
)
def test_a_closed_document_with_nothing_left_to_do(rows: str) -> None:
    source, config = Source((HEAD + rows).replace("P2\n", "P2\n- **Status:** Closed\n")), Config()
    context = CheckContext(date(2026, 6, 15), config, None).about(source)
    assert list(BY_ID["DOC26"](parse(source, config=config), context)) == []
