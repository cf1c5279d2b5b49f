"""The digest: what an owner should know, in a few lines, and silence where there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rca.report.digest import file_names
from tests.command import Result, rca
from tests.invented import write

CONFIG = 'environments = ["staging", "prod"]\n'
QUEUE = """\
# RCA — Queue stood still

- **Date:** 2026-04-02
- **Severity:** SEV-1

## Action items

| # | Action | Owner | Due | Depends on | Written | Executed |
|---|---|---|---|---|---|---|
| 1 | Alert at 5 < depth_of_all | ops | 2026-05-30 | — | 2026-04-10 | staging: 2026-05-01; prod: — |
| 2 | Cap the retries | ops, data lead | 2026-06-05 | 1 | — | — |
| 3 | Runbook for drains | ops | 2026-09-01 | — | 2026-05-02 | — |
| 4 | Graph the depth | data lead | 2026-08-01 | 3 | — | — |
| 5 | Rest | done team | 2026-05-01 | — | 2026-04-04 | staging: 2026-04-05; prod: 2026-04-05 |
| 6 | Whose is it | | 2026-05-31 | — | — | — |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An incident, seen on 3 June 2026."""
    return write(tmp_path, {"2026-04-02-queue.md": QUEUE}, CONFIG)


def digest(folder: Path, *args: str) -> Result:
    return rca(folder, "digest", *args, env={"RCA_TODAY": "2026-06-03"})


def test_who_looks_at_a_terminal_is_told_that_there_is_nothing(folder: Path) -> None:
    assert digest(folder, "--owner", "nobody-of-them").err == ""
    seen = rca(folder, "digest", "--owner", "nobody-of-them", tty=True)
    assert (seen.code, seen.out) == (1, "")
    assert seen.err == "Nothing is late, due soon or only on paper, and nobody waits.\n"


def test_a_digest_in_full(folder: Path) -> None:
    told = digest(folder, "--owner", "ops")
    assert told.code == 0
    assert told.out == (
        "**ops**, 2026-06-03: 1 overdue, 1 due soon\n"
        "\nOverdue:\n\n"
        "- **queue/1** Alert at 5 \\< depth\\_of\\_all (4 d late)\n"
        "\nDue soon:\n\n"
        "- **queue/2** Cap the retries (in 2 d, waits for queue/1)\n"
        "\nWritten, executed nowhere:\n\n"
        "- **queue/3** Runbook for drains (2026-09-01, paper-only)\n"
        "\nWaits for something of yours:\n\n"
        "- **queue/4** Graph the depth (2026-08-01, waits for queue/3, of data lead)\n"
    )


def test_the_owner_is_the_whole_name_in_any_case(folder: Path) -> None:
    assert digest(folder, "--owner", "@OPS").code == 0
    assert digest(folder, "--owner", "op").code == 1


@pytest.mark.parametrize("owner", ["done team", "nobody at all"])
def test_nothing_to_say_is_silent_and_tells_so_by_its_exit_code(folder: Path, owner: str) -> None:
    assert digest(folder, "--owner", owner) == Result(1, "", "")


def test_all_owners_below_each_other_those_of_nobody_last(folder: Path) -> None:
    told = digest(folder).out
    heads = [line for line in told.splitlines() if line.startswith("**")]
    assert [head.split("**")[1] for head in heads] == ["data lead", "ops", "no owner"]


def test_a_file_for_each_owner_who_has_something_to_hear(folder: Path) -> None:
    told = digest(folder, "--all", "digests")
    assert (told.code, told.out) == (0, "")
    names = sorted(path.name for path in (folder / "digests").iterdir())
    assert names[1:] == ["no-owner.md", "ops.md"]
    assert names[0].startswith("data-lead-")
    assert (folder / "digests" / "ops.md").read_text() == digest(folder, "--owner", "ops").out


def test_a_query_narrows_it(folder: Path) -> None:
    assert "queue/2" not in digest(folder, "is:overdue", "--owner", "ops").out
    assert digest(folder, "id:other").code == 1


def test_one_owner_or_a_file_for_each(folder: Path) -> None:
    told = digest(folder, "--owner", "ops", "--all", "there")
    assert told.code == 2
    assert "give one of them" in told.err


@given(st.lists(st.text(max_size=12), max_size=6, unique=True))
@example(["A", "a", "", "no-owner", "../x", "x" * 99, "x" * 98])
def test_files_of_owners_stay_in_their_folder_and_apart(owners: list[str]) -> None:
    names = file_names(owners)
    assert all(Path(name).name == name and not name.startswith(".") for name in names)
    assert len({name.casefold() for name in names}) == len(owners)


def test_a_digest_as_data(folder: Path) -> None:
    told = json.loads(digest(folder, "--owner", "ops", "--json").out)
    assert told["today"] == "2026-06-03"
    (one,) = told["digests"]
    assert one.pop("owner") == "ops"
    assert {name: [item["number"] for item in items] for name, items in one.items()} == {
        "overdue": ["1"], "soon": ["2"], "paper": ["3"], "failing": [], "waiting": ["4"], "blocked": [],
    }  # fmt: skip
    nobody = digest(folder, "--owner", "zoe", "--json")
    assert (nobody.code, json.loads(nobody.out)["digests"]) == (1, [])
    assert digest(folder, "--json", "--all", "x").code == 2
