"""What a person asks for, as a change: where it is meant, and what of it makes no sense."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rca.changes import Change, MarkExecuted, MarkVerified, Refused, Reopen
from rca.config import Config
from rca.parse import parse
from rca.text import Source
from rca.wishes import Makers, Marking, UnknownEnvironment

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
    with pytest.raises(UnknownEnvironment, match="there is none configured"):
        wished("2026-05-20", state, "prd", config=Config())


@pytest.mark.parametrize(
    ("executed", "state", "environment", "expected"),
    [
        ("staging: 2026-05-20", "executed", "", "prod"),
        ("staging: n/a", "executed", "", "prod"),
        ("staging: 2026-05-20; prod: 2026-05-21", "executed", "staging", "staging"),
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
