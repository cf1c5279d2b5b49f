"""How commands are declared: with examples, and the options that many of them or all share."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from rca.cli.complete import complete_folder, complete_query
from rca.cli.option import Parameter, argument, option, parameters_of
from rca.cli.settings import Settings
from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

Examples = tuple[tuple[str, str], ...]


class Declared(NamedTuple):
    """A command, before click or anybody else makes something of it."""

    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    examples: Examples
    """Command lines, and what they are good for."""
    says: Mapping[str, Any]
    """For click, as it is."""


def command(*examples: tuple[str, str], **says: Any) -> Callable[[Callable[..., Any]], Declared]:
    """Declare a command; an example is a command line and what it is good for."""
    return lambda function: Declared(function, parameters_of(function), examples, says)


def is_negation(arg: str) -> bool:
    """Whether this is a word that a query negates, `-key:value`, and not a heap of options."""
    key, colon, _ = arg.partition(":")
    return bool(colon) and key[:1] == "-" and key[1:].isalpha()


with_query = argument("query", nargs=-1, read=" ".join, shell_complete=complete_query)
"""Takes words of the query language, joined to one query."""

with_json = option("--json", "as_json", is_flag=True, help="Print JSON.")

with_csv = option("--csv", "as_csv", is_flag=True, not_with="--json", help="Print CSV (RFC 4180).")


def _set_folder(told: Settings, value: str) -> None:
    if not os.path.isdir(value):
        raise ValueError(f"{value} is no folder")
    told.folder = value


def _set_sync(told: Settings, _: object) -> None:
    told.sync = False


def _set_color(told: Settings, value: str) -> None:
    told.color = value


def _unset_color(told: Settings, _: object) -> None:
    told.color = "never"


COMMON = (
    Parameter(
        True,
        ("-C", "--workspace"),
        {
            "tell": _set_folder,
            "metavar": "DIR",
            "help": "Work on the workspace of this folder.",
            "shell_complete": complete_folder,
        },
    ),
    Parameter(True, ("--no-sync",), {"tell": _set_sync, "is_flag": True, "help": "Read the index as it is."}),
    Parameter(
        True,
        ("--color",),
        {
            "tell": _set_color,
            "choices": ("always", "auto", "never"),
            "help": "Whether to colour the output; auto by default.",
        },
    ),
    Parameter(
        True,
        ("--no-color",),
        {"tell": _unset_color, "is_flag": True, "help": "The same as --color never."},
    ),
)
"""The options of all commands."""
