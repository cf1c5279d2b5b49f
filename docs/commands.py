"""docs/cli.md: what every command's --help says, and what the JSON holds."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import click

import rca.hits
import rca.insights
import rca.rows
import rca.stats
from rca.cli.app import app
from rca.cli.commands import COMMANDS, GROUPS
from rca.doctor import finding
from rca.output import diagnostics

HELP: dict[str, Any] = {
    "terminal_width": 100,
    "max_content_width": 100,
    "help_option_names": ["-h", "--help"],
}

INTRODUCTION = """# Commands

Made from what `rca --help` and `rca COMMAND --help` say; `make docs` renews it.

Data goes to stdout, words go to stderr. A table fits the terminal; in a pipe nothing is cut and ids are
whole. `-C DIR`, `--no-sync`, `--color` and `--no-color` stand before or behind a command's name.
Colour follows `NO_COLOR` and `TERM=dumb`; `RCA_ASCII=1` (and a terminal without UTF-8) gets marks in ASCII;
`COLUMNS` fixes the width; `RCA_TODAY=2026-06-01` fixes today; `RCA_DEBUG=1` shows tracebacks.
Characters that would steer a terminal are shown, not sent: `␛` for ESC, `\\u{202e}` for an override of
direction. In JSON they are escaped.

Items are named `ID/NUMBER`. Of an id, any part that no other id has will do: `1455/2`;
`…split-1455/2`, as a narrow list has it, is the end of one.
Every reading command first reads what changed; `--no-sync` leaves the index as it is. Where nothing can be
written, as on a full disk, it answers from the last sync and says so on stderr.
A word of a query is negated with a minus: `rca list -tag:database`, or `rca list -- -word`.

| exit code | what it says |
|---|---|
| 0 | done |
| 1 | done, and something is wrong: overdue, errors (`check`, `journal verify`), failures (`doctor` …) |
| 2 | the command was asked for something that cannot be asked |
| 3 | the configuration cannot be used; a check could not be run (`verify`) |
| 4 | a file cannot be read as text |
| 5 | the index cannot be opened or written |
| 6 | a journal cannot be read or written |
| 7 | another process is changing documents |
| 8 | a change failed half way, and so did taking it back; the next one brings it to an end |
| 70 | a bug of rca |
| 130 | interrupted |
"""

MARKS = """## Marks

| mark | ASCII | |
|---|---|---|
"""

SHAPES = (
    ("list", "A list of objects.", rca.rows, "IncidentRow"),
    (
        "actions",
        """A list of objects; `executions` is a list of objects with `environment`, `state` and `day`.
`due` prints `{"today", "overdue", "due_soon"}` with two such lists, `show ITEM` such an object with
`waits_for`, `needed_by`, `stale` (what changed since) and `read` (the item as `parse` has it), and `show ID`
`{"incident", "items", "document"}`.""",
        rca.rows,
        "ItemRow",
    ),
    ("search", "A list of objects; `snippet` is plain, `matches` are `[start, end]` in it.", rca.hits, "Hit"),
    ("similar", "A list of objects.", rca.rows, "SimilarRow"),
    (
        "stats",
        """One object. A bar has `label`, `number` and the `query` that shows what is counted (`rca actions`;
for `months` and `times` `rca list`). `late` has `items`, `by_owner` and `by_age`; `paper` the bars `months`
and how many are `unknown`; `lag` and each of `times` a spread in days and minutes (`n`, `low`, `quarter`,
`median`, `three_quarters`, `p90`, `high`, or null), `bars`, and how many are left out for which reason.
`times` have the 95 % interval of their median (`between`) and `trend`, a year against the one before; the
curves of `ageing` have `steps` (`at` days, `left`, `error`), `median` and `after` so many days, open items
counted. [report.md](report.md) tells how each is made; `rca report --format json` has them as `numbers`.""",
        rca.insights,
        "Insights",
    ),
    ("status", "One object; `demo` adds nothing to it.", rca.rows, "Overview"),
    (
        "sync",
        "One object, with `unreadable_files` and `skipped_files`: lists of objects with `path` and `reason`.",
        rca.stats,
        "SyncStats",
    ),
    ("doctor", "A list of objects.", finding, "Finding"),
)


def commands() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, MARKS + "\n".join(_marks()) + "\n", *_helps(), "## JSON\n", *_shapes()])


def _marks() -> Iterator[str]:
    from rca.output.marks import BLOCKED, REGRESSED, STALE, STATES

    for mark in (*STATES.values(), REGRESSED, STALE, BLOCKED):
        yield f"| {mark.sign} | `{mark.ascii}` | {mark.word} |"


def _helps() -> Iterator[str]:
    context = click.Context(app, info_name="rca", **HELP)
    for group in GROUPS:
        yield f"## {group}\n"
        for name in (name for name, entry in COMMANDS.items() if entry.group == group):
            command = app.get_command(context, name)
            assert command is not None
            inner = click.Context(command, context, name, **HELP)
            yield f"### rca {name}\n\n```\n{command.get_help(inner)}\n```\n"


def _shapes() -> Iterator[str]:
    for name, told, module, row in SHAPES:
        yield f"### rca {name} --json\n\n{told}\n\n| key | type | |\n|---|---|---|"
        yield "\n".join(f"| `{key}` | `{kind}` | {text} |" for key, kind, text in _fields(module, row)) + "\n"
    keys = ", ".join(f"`{key}`" for key in diagnostics.KEYS)
    yield f"### rca check --json\n\nA list of objects with {keys}; lines and columns count from 1.\n"
    yield (
        "### rca mark, set, add, timeline, note, drop, fmt, split, log, undo --json\n\nA list of events as "
        "[journal.md](journal.md) tells; those that change a document bear its `path`, too. `undo` prints "
        '`{"path", "undone"}` with the event that was taken back, with `--last` a list of these.\n'
    )
    yield (
        '### rca journal verify --json\n\n`{"journals", "events", "faults"}`: two counts, and a list of '
        "objects with `kind`, `level`, `path`, `line`, `incident` and `message`.\n"
    )
    yield (
        "### rca verify --json\n\nA list of objects: `incident`, `item`, `check`, `environment`, `state` "
        "(before), `status` (`holds`, `fails`, `unknown`), `exit_code`, `output`, `reason`, `seconds` and "
        "`regressed`.\n"
    )
    yield (
        "### rca parse --json\n\nOne object a line, in the order of the files: everything that is read, see "
        "[format.md](format.md).\n"
    )


def _fields(module: ModuleType, name: str) -> Iterator[tuple[str, str, str]]:
    """Field, type and docstring of each field of a named tuple, as its source has them."""
    tree = ast.parse(inspect.getsource(module))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            kind = ast.unparse(node.annotation).replace("|", "\\|")
            yield ast.unparse(node.target), kind, _docstring(following).replace("|", "\\|")


def _docstring(node: ast.stmt | None) -> str:
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return " ".join(node.value.value.split())
    return ""
