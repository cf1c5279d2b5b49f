"""Who acts: the environment first, then git, and what `[people]` says of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rca.actors import NobodyActs, current_actor
from rca.changes import Refused
from rca.claims import Actor
from rca.config import Config, Person

GIT = {"user.name": "Ada", "user.email": "ada@example.org"}
CONFIG = Config(
    people={"sre-agent": Person(kind="agent", email="agent@example.org"), "op": Person(name="Ada")}
)


@pytest.mark.parametrize(
    ("environment", "actor"),
    [
        ({}, Actor(name="Ada", email="ada@example.org")),
        ({"RCA_ACTOR": "Ben <ben@example.org>"}, Actor(name="Ben", email="ben@example.org")),
        ({"RCA_ACTOR": "  Ben de Wit  "}, Actor(name="Ben de Wit")),
        ({"RCA_ACTOR": "Ben", "RCA_ACTOR_KIND": "ci"}, Actor(name="Ben", kind="ci")),
        ({"RCA_ACTOR": "sre-agent"}, Actor(name="sre-agent", kind="agent")),
        ({"RCA_ACTOR": "x <Agent@example.org>"}, Actor(name="x", email="Agent@example.org", kind="agent")),
        (
            {"RCA_ACTOR": "SRE-Agent", "RCA_ACTOR_KIND": "human"},
            Actor(name="SRE-Agent", kind="agent"),
        ),
        ({"GIT_AUTHOR_NAME": "Cleo", "GIT_AUTHOR_EMAIL": "c@x"}, Actor(name="Cleo", email="c@x")),
    ],
)
def test_who_acts(environment: dict[str, str], actor: Actor) -> None:
    assert current_actor(CONFIG, environment, GIT) == actor


@pytest.mark.parametrize("name", ["<a@x>", "a <b> c", "<>"])
def test_a_name_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(Refused, match='names nobody; write it as "name <mail>"'):
        current_actor(CONFIG, {"RCA_ACTOR": name}, GIT)


def test_a_kind_is_one_of_three() -> None:
    with pytest.raises(Refused, match='RCA_ACTOR_KIND is "robot"; it is one of human, agent, ci'):
        current_actor(CONFIG, {"RCA_ACTOR_KIND": "robot"}, GIT)


def test_nobody_acts() -> None:
    with pytest.raises(NobodyActs, match="nobody is named for the history"):
        current_actor(CONFIG, {}, {})


def test_git_says_who_acts(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "config", "user.name", "Dora"], cwd=tmp_path, check=True)
    subprocess.run(["git", "config", "user.email", "d@x"], cwd=tmp_path, check=True)
    assert current_actor(Config(root=str(tmp_path)), {}) == Actor(name="Dora", email="d@x")
