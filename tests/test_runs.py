"""Checks that are run: no shell, a clean environment, a time limit; and what their results mean."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rca.changes import Refused
from rca.config import Config, Verification
from rca.model import ActionItem, Execution, Written
from rca.program import Outcome, run_check
from rca.runs import Result, Run, carry_out, exit_code, recorded, runs
from rca.text import Span

CALLER = {"PATH": "/usr/bin:/bin", "HOME": "/home/ada", "SECRET_TOKEN": "hunter2hunter2", "EDITOR": "vi"}


def python(program: str, **extra: Any) -> Verification:
    return Verification((sys.executable, "-c", program))._replace(**extra)


def shell(program: str, **extra: Any) -> Verification:
    return Verification(("sh", "-c", program))._replace(**extra)


def run(check: Verification, environment: str = "staging", root: Path | str = "/") -> Outcome:
    return run_check(check, environment, str(root), CALLER)


def test_exit_code_0_holds_and_any_other_fails() -> None:
    assert run(python("print('f f f')"))[:3] == ("holds", 0, "f f f\n")
    assert run(python("import sys; sys.exit('DELETE=t')"))[:3] == ("fails", 1, "DELETE=t\n")


def test_it_runs_at_the_root(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    program = tmp_path / "checks" / "here.sh"
    program.write_text("#!/bin/sh\npwd\n")
    program.chmod(0o755)
    assert run(Verification(("checks/here.sh",)), root=tmp_path).output == f"{tmp_path.resolve()}\n"


def test_no_shell_reads_the_arguments() -> None:
    check = python("import sys; print(sys.argv[1:])")
    hostile = check._replace(run=(*check.run, "$(id)", "; id", "`id`", "$HOME", "*"))
    assert run(hostile).output == "['$(id)', '; id', '`id`', '$HOME', '*']\n"


def test_an_argument_may_be_the_value_of_a_variable() -> None:
    check = python(
        "import sys; print(sys.argv[1:])", env={"staging": {"TOKEN": "$SECRET_TOKEN", "MODE": "ro"}}
    )
    check = check._replace(run=(*check.run, "$TOKEN", "$MODE", "$HOME", "x$MODE"))
    assert run(check).output == "['***', 'ro', '$HOME', 'x$MODE']\n"
    outcome = run(check, "prod")
    assert (outcome.status, outcome.reason) == ("unknown", "TOKEN is not set")


def test_the_environment_is_clean() -> None:
    check = python(
        "import os; print(sorted(os.environ))", env={"staging": {"TOKEN": "$SECRET_TOKEN", "MODE": "a"}}
    )
    names = run(check).output
    assert "'RCA_ENVIRONMENT'" in names
    assert "'TOKEN'" in names
    assert "'MODE'" in names
    assert "SECRET_TOKEN" not in names
    assert "EDITOR" not in names
    assert "'TOKEN'" not in run(check, "prod").output


def test_a_secret_is_passed_on_and_never_shown() -> None:
    program = "import os; print(os.environ['TOKEN'], os.environ['TOKEN'][::-1])"
    outcome = run(python(program, env={"staging": {"TOKEN": "$SECRET_TOKEN"}}))
    assert outcome.output == "*** 2retnuh2retnuh\n"


def test_only_a_name_behind_a_dollar_is_a_reference() -> None:
    prices = {"staging": {"A": "$", "B": "$5", "C": "$$SECRET_TOKEN", "D": "x$SECRET_TOKEN"}}
    outcome = run(python("import os; print(*(os.environ[name] for name in 'ABCD'))", env=prices))
    assert outcome.output == "$ $5 $$SECRET_TOKEN x$SECRET_TOKEN\n"


def test_a_variable_that_is_not_set_is_named_and_nothing_runs(tmp_path: Path) -> None:
    check = python("open('ran', 'w')", env={"staging": {"DATABASE_URL": "$STAGING_DATABASE_URL"}})
    outcome = run(check, root=tmp_path)
    assert (outcome.status, outcome.reason) == ("unknown", "STAGING_DATABASE_URL is not set")
    assert not (tmp_path / "ran").exists()


def test_a_program_that_is_not_there_is_named() -> None:
    outcome = run(Verification(("no-such-program",)))
    assert (outcome.status, outcome.reason) == (
        "unknown",
        "no-such-program cannot be run: No such file or directory",
    )


def test_a_program_says_that_it_cannot_tell() -> None:
    outcome = run(python("import sys; sys.exit(2)", cannot_tell=(2,)))
    assert (outcome.status, outcome.exit_code) == ("unknown", 2)
    assert run(python("import sys; sys.exit(2)")).status == "fails"


@pytest.mark.parametrize("code", [126, 127])
def test_what_a_shell_cannot_run_proves_nothing(code: int) -> None:
    assert run(shell(f"exit {code}")).status == "unknown"
    assert run(shell(f"exit {code + 2}")).status == "fails"


def test_a_signal_proves_nothing() -> None:
    outcome = run(python("import os; os.kill(os.getpid(), 9)"))
    assert (outcome.status, outcome.reason) == ("unknown", "ended by signal 9")


def test_out_of_time_everything_it_started_is_ended(tmp_path: Path) -> None:
    outcome = run(shell("(sleep 2; touch late) & echo waiting; sleep 60", timeout=1.0), root=tmp_path)
    assert (outcome.status, outcome.exit_code, outcome.reason) == ("unknown", None, "stopped after 1 s")
    assert outcome.output == "waiting\n"
    time.sleep(1.5)
    assert not (tmp_path / "late").exists()


def test_what_it_leaves_behind_is_ended(tmp_path: Path) -> None:
    assert run(shell("(sleep 1; touch late) & true"), root=tmp_path).status == "holds"
    time.sleep(1.5)
    assert not (tmp_path / "late").exists()


def test_long_output_keeps_its_beginning_and_its_end() -> None:
    outcome = run(python("print('first'); print('x' * 5_000_000); print('last')"))
    assert outcome.output.startswith("first\nxxx")
    assert outcome.output.endswith("xxx\nlast\n")
    assert 4096 < len(outcome.output) < 4096 + 40


def test_a_secret_does_not_show_where_output_is_cut() -> None:
    program = "import os; print('x' * 1020 + os.environ['TOKEN'] + 'y' * 9000)"
    outcome = run(python(program, env={"staging": {"TOKEN": "$SECRET_TOKEN"}}))
    assert "hunt" not in outcome.output


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert run(python("import sys; sys.stdout.buffer.write(b'\\xff!')")).output == "\ufffd!"


# Items


def item(number: str, check: str, **states: str) -> ActionItem:
    executions = tuple(
        Execution.model_validate(
            {"environment": name, "state": state, "day": None, "evidence": (), "text": state, "span": None}
        )
        for name, state in states.items()
    )
    return ActionItem(
        number=number,
        position=int(number),
        text="Create raptor_app",
        owners=(),
        owner_text="",
        due=None,
        issues=(),
        issue_text="",
        written=Written(state="yes", day=None, evidence=(), text="", span=None),
        executions=executions,
        claim=None,
        drop_reason="",
        kind="",
        priority="",
        check=check,
        depends_on=(),
        group="",
        state="written",
        regressed=False,
        form="table",
        span=Span(0, 0),
        text_span=Span(0, 0),
        fields={},
    )


CONFIG = Config(environments=("staging", "prod"), verify={"privileges": Verification(("true",))})


def planned(*items: ActionItem, config: Config = CONFIG, **options: object) -> list[tuple[str, str]]:
    found = runs("1455", items, config, **options)  # type: ignore[arg-type]
    return [(run.item, run.environment) for run in found]


def test_what_is_executed_is_checked() -> None:
    items = (
        item("1", "privileges", staging="verified", prod="no"),
        item("2", "", staging="done"),
        item("3", "privileges", staging="exempt", prod="failed"),
    )
    assert planned(*items) == [("1", "staging"), ("3", "prod")]
    assert planned(*items, everywhere=True) == [("1", "staging"), ("1", "prod"), ("3", "prod")]
    assert planned(*items, environment="prod") == [("3", "prod")]


def test_a_check_may_be_meant_for_some_environments() -> None:
    config = CONFIG._replace(verify={"privileges": Verification(("true",), environments=("prod",))})
    assert planned(item("1", "privileges", staging="done", prod="done"), config=config) == [("1", "prod")]


def test_an_environment_that_only_a_document_knows_is_not_run() -> None:
    assert planned(item("1", "privileges", **{"staging": "done", "-rf": "done"})) == [("1", "staging")]


def test_one_unnamed_environment() -> None:
    config = CONFIG._replace(environments=())
    assert planned(item("1", "privileges", **{"": "done"}), config=config) == [("1", "")]


def test_an_unknown_check_is_named_with_the_nearest_and_stops_no_other(tmp_path: Path) -> None:
    config = CONFIG._replace(root=str(tmp_path), verify={"privileges": python("")})
    items = [item("1", "privilege", staging="done"), item("2", "privileges", staging="done")]
    unknown, known = carry_out(runs("1455", items, config), config)
    assert unknown.outcome.reason == "rca.toml does not have it; did you mean privileges?"
    assert known.outcome.status == "holds"
    assert exit_code([unknown, known]) == 3
    (none,) = carry_out(runs("1455", items[:1], Config(environments=("staging",))), Config())
    assert none.outcome.reason == "rca.toml does not have it; it has none"


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(Refused, match='environment "production" is not one of staging, prod'):
        planned(item("1", "privileges", staging="done"), environment="production")


def test_a_check_runs_once_for_all_items_that_name_it(tmp_path: Path) -> None:
    check = python("open('runs', 'a').write('x')")
    config = CONFIG._replace(root=str(tmp_path), verify={"privileges": check})
    both = [item("1", "privileges", staging="done"), item("2", "privileges", staging="done")]
    results = list(carry_out(runs("1455", both, config), config))
    assert [result.run.item for result in results] == ["1", "2"]
    assert (tmp_path / "runs").read_text() == "x"


def result(state: str, status: str) -> Result:
    outcome = Outcome._make((status, 0 if status == "holds" else 3, "DELETE=t\n", "", 0.1))
    return Result(Run("1455", "2", "privileges", "staging", state), outcome)


def test_exit_codes() -> None:
    held, broken, unknown = result("done", "holds"), result("verified", "fails"), result("done", "unknown")
    assert exit_code([]) == 0
    assert exit_code([held]) == 0
    assert exit_code([held, broken, unknown]) == 1
    assert exit_code([held, unknown]) == 3
    assert exit_code([result("no", "fails")]) == 0, "nobody said that it was executed"


def test_what_is_recorded_holds_no_output() -> None:
    change = recorded(result("done", "fails"), date(2026, 5, 19))
    assert change is not None
    assert (change.holds, change.exit_code, change.environment) == (False, 3, "staging")
    assert "DELETE" not in change.model_dump_json()
    assert recorded(result("done", "unknown"), date(2026, 5, 19)) is None
