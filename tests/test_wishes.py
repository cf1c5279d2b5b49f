"""What a person asks for, as a change: where it is meant, and what of it makes no sense."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rca.changes import (
    Change,
    MarkExecuted,
    MarkVerified,
    MarkWritten,
    Note,
    Refused,
    Reopen,
    SetItemField,
)
from rca.config import Config
from rca.parse import parse
from rca.text import Source
from rca.unknown import UnknownEnvironment
from rca.wishes import Makers, Marking

CONFIG = Config(environments=("staging", "prod"))
TODAY = date(2026, 11, 24)
HEAD = "# Outage\n\n## Action items\n\n| # | Action | Written | Executed |\n|---|---|---|---|\n"


def wished(executed: str, state: str, environment: str = "", *, config: Config = CONFIG) -> Change:
    """The change that marks an item whose cell `Executed` says something."""
    source = Source(f"{HEAD}| 1 | Grant it | 2026-05-20 | {executed} |\n")
    make = Makers(config, Path(), TODAY).mark("1", Marking(state, None, environment))
    return make(source, parse(source, config=config))


@pytest.mark.parametrize(
    ("executed", "environments"),
    [
        ("staging: 2026-05-20; prod: —", ("staging",)),
        ("staging: 2026-05-20 verified; prod: 2026-05-21 failed", ("staging", "prod")),
        ("staging: n/a; prod: 2026-05-21", ("prod",)),
        ("dropped: no need", ()),
    ],
)
def test_reopened_is_what_was_closed(executed: str, environments: tuple[str, ...]) -> None:
    change = wished(executed, "reopened")
    assert isinstance(change, Reopen)
    assert change.environments == environments


def test_reopened_is_the_place_that_is_named() -> None:
    change = wished("staging: 2026-05-20; prod: 2026-05-21", "reopened", "prod")
    assert isinstance(change, Reopen)
    assert change.environments == ("prod",)


@pytest.mark.parametrize(
    ("executed", "state", "environment", "sentence"),
    [
        ("—", "reopened", "", "item 1 is open: there is nothing to reopen"),
        ("staging: n/a; prod: —", "reopened", "", "item 1 is open: there is nothing to reopen"),
        ("—", "verified", "", "item 1 is not executed; mark it executed first"),
        ("staging: 2026-05-20", "verified", "prod", "item 1 is not executed in prod; mark it executed first"),
        ("staging: 2026-05-20", "reopened", "prod", "item 1 is not executed in prod; mark it executed first"),
        (
            "staging: 2026-05-20; prod: 2026-05-21",
            "verified",
            "",
            "item 1: which environment? --env staging or --env prod",
        ),
        ("—", "executed", "", "item 1: which environment? --env staging or --env prod"),
    ],
)
def test_what_makes_no_sense_is_refused(executed: str, state: str, environment: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        wished(executed, state, environment)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("state", ["executed", "verified", "reopened"])
def test_a_place_that_nobody_knows(state: str) -> None:
    with pytest.raises(UnknownEnvironment, match="did you mean prod"):
        wished("staging: 2026-05-20", state, "prd")
    with pytest.raises(UnknownEnvironment, match="add them to `environments`"):
        wished("2026-05-20", state, "prd", config=Config())


@pytest.mark.parametrize(
    ("executed", "state", "environment", "expected"),
    [
        ("staging: 2026-05-20", "executed", "", "prod"),
        ("staging: n/a", "executed", "", "prod"),
        ("staging: 2026-05-20; prod: 2026-05-21 failed", "executed", "prod", "prod"),
        ("—", "executed", "prod", "prod"),
        ("staging: 2026-05-20", "verified", "", "staging"),
        ("staging: 2026-05-20; prod: 2026-05-21", "verified", "prod", "prod"),
    ],
)
def test_the_place_that_is_meant(executed: str, state: str, environment: str, expected: str) -> None:
    change = wished(executed, state, environment)
    assert isinstance(change, MarkExecuted | MarkVerified)
    assert change.environment == expected


@pytest.mark.parametrize("state", ["executed", "verified"])
def test_without_environments_none_is_meant(state: str) -> None:
    change = wished("2026-05-20" if state == "verified" else "—", state, config=Config())
    assert isinstance(change, MarkExecuted | MarkVerified)
    assert change.environment == ""


# What is said already


def marked(executed: str, state: str, day: date | None = None, *evidence: str, note: str = "") -> Change:
    """The change that marks an item whose Written and Executed say something, in prod."""
    source = Source(f"{HEAD}| 1 | Grant it | 2026-05-20 [run](https://x.example/1) | {executed} |\n")
    marking = Marking(state, day, "" if state == "written" else "prod", evidence, note)
    return Makers(CONFIG, Path(), TODAY).mark("1", marking)(source, parse(source, config=CONFIG))


@pytest.mark.parametrize(
    ("executed", "state", "day", "evidence", "sentence"),
    [
        (
            "—",
            "written",
            None,
            (),
            "item 1 is written already: 2026-05-20, https://x.example/1; say --evidence, --on or --note",
        ),
        (
            "prod: 2026-05-21 `log.txt`",
            "executed",
            None,
            (),
            "item 1 is executed in prod already: 2026-05-21, log.txt; say --evidence, --on or --note",
        ),
        (
            "prod: 2026-05-21 verified",
            "executed",
            date(2026, 5, 21),
            ("#7",),
            "item 1 is verified in prod already: 2026-05-21; mark it verified to add evidence, or say --on",
        ),
    ],
)
def test_what_is_said_already_is_not_said_again(
    executed: str, state: str, day: date | None, evidence: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        marked(executed, state, day, *evidence)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    ("executed", "state", "day", "evidence", "expected"),
    [
        ("—", "written", None, ("#7",), date(2026, 5, 20)),
        ("—", "written", date(2026, 6, 1), (), date(2026, 6, 1)),
        ("prod: 2026-05-21", "executed", None, ("#7",), date(2026, 5, 21)),
        ("prod: 2026-05-21 verified", "executed", date(2026, 6, 1), (), date(2026, 6, 1)),
        ("prod: 2026-05-21 failed", "executed", None, (), TODAY),
        ("staging: 2026-05-21", "executed", None, (), TODAY),
    ],
)
def test_the_day_that_stands_stays_unless_another_is_named(
    executed: str, state: str, day: date | None, evidence: tuple[str, ...], expected: date
) -> None:
    change = marked(executed, state, day, *evidence)
    assert isinstance(change, MarkWritten | MarkExecuted)
    assert change.day == expected


# Due dates that people give


@pytest.mark.parametrize(
    ("due", "day"),
    [("nächste Woche", "2026-12-06"), ("next week", "2026-12-06"), ("tomorrow", "2026-11-25"),
     ("in 2 weeks", "2026-12-08"), ("Q3", "2027-09-30")],
)  # fmt: skip
def test_a_relative_due_date_is_refused_with_the_day_that_it_means_today(due: str, day: str) -> None:
    source = Source("**Date:** 2026-05-15\n\n" + f"{HEAD}| 1 | Grant it | | |\n")
    make = Makers(CONFIG, Path(), TODAY).set_item("1", "due", due)
    with pytest.raises(Refused) as refusal:
        make(source, parse(source, config=CONFIG))
    assert str(refusal.value) == (
        f'the due date "{due}" would count from the day of the incident; counted from today it is {day}: '
        f"write {day}, nothing was changed"
    )


@pytest.mark.parametrize("due", ["2026-12-01", "1 December 2026", "unscheduled", "immediate", ""])
def test_a_due_date_that_means_one_day_is_taken(due: str) -> None:
    source = Source("**Date:** 2026-05-15\n\n" + f"{HEAD}| 1 | Grant it | | |\n")
    change = Makers(CONFIG, Path(), TODAY).set_item("1", "due", due)(source, parse(source, config=CONFIG))
    assert isinstance(change, SetItemField)
    assert change.value == due


# Notes


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\u202eb", "\u200b\u200d", "\x00"])
def test_a_note_that_hides_something_is_refused(text: str) -> None:
    source = Source(f"{HEAD}| 1 | Grant it | | |\n")
    document = parse(source, config=CONFIG)
    makers = Makers(CONFIG, Path(), TODAY)
    with pytest.raises(Refused, match="the note h"):
        makers.note(text, "1")(source, document)
    with pytest.raises(Refused, match="the note h"):
        makers.mark("1", Marking("written", None, note=text))(source, document)


def test_a_note_may_have_several_lines() -> None:
    source = Source(f"{HEAD}| 1 | Grant it | | |\n")
    change = Makers(CONFIG, Path(), TODAY).note("one\ntwo")(source, parse(source, config=CONFIG))
    assert isinstance(change, Note)
    assert change.text == "one\ntwo"
