"""How commands are declared: with examples, common options, and JSON or CSV beside the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from rca.cli.option import option
from rca.cli.settings import common_options

Function = Callable[..., Any]


class Command(click.Command):
    """A command with examples in its help, which takes the common options too."""

    def __init__(self, *args: Any, examples: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.params += common_options(hidden=True)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `-key:value` as a word, which a query negates, and not as a heap of options."""
        split = args.index("--") if "--" in args else len(args)
        words = [arg for arg in args[:split] if _is_negation(arg)]
        options = [arg for arg in args[:split] if not _is_negation(arg)]
        return super().parse_args(ctx, [*options, "--", *words, *args[split + 1 :]] if words else args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, and where the common options are told."""
        with formatter.section("Examples"):
            formatter.write_dl(list(self.examples))
        formatter.write_paragraph()
        formatter.write_text("Options of all commands (-C, --no-sync, --color): see rca --help.")


def _is_negation(arg: str) -> bool:
    key, colon, _ = arg.partition(":")
    return bool(colon) and key[:1] == "-" and key[1:].isalpha()


def command(*examples: tuple[str, str], **attributes: Any) -> Callable[[Function], Command]:
    """Declare a command; an example is a command line and what it is good for."""
    return click.command(cls=Command, examples=examples, **attributes)


def with_query(function: Function) -> Function:
    """Take words of the query language, joined to one query."""
    from rca.cli.complete import complete_query

    def joined(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str:
        return " ".join(words)

    return click.argument("query", nargs=-1, callback=joined, shell_complete=complete_query)(function)


with_json = option("--json", "as_json", is_flag=True, help="Print JSON.")

with_csv = option("--csv", "as_csv", is_flag=True, help="Print CSV (RFC 4180).")
