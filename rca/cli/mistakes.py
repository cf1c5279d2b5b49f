"""What is said to a line that cannot be called: what is missing, with a line that would do."""

from __future__ import annotations

from collections.abc import Iterator

import click

from rca.cli.made import Command

_MORE = "Got unexpected extra argument"
"""How click begins where words are left over."""


def explained(error: click.ClickException) -> str:
    """A mistake of a command line as a sentence, and where more is told."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return error.format_message().rstrip(".")
    return f"{_sentence(error, context)}; see {context.command_path} --help"


def _sentence(error: click.ClickException, context: click.Context) -> str:
    param = error.param if isinstance(error, click.MissingParameter) else None
    if param is None or not isinstance(context.command, Command):
        told = error.format_message().rstrip(".")
        return f"{told}; what has blanks in it goes into quotes" if told.startswith(_MORE) else told
    return f"`{context.command_path}` {_lacking(param, context)}{_example(context.command)}"


def _lacking(param: click.Parameter, context: click.Context) -> str:
    if isinstance(param, click.Option):
        return f"needs {param.opts[0]}"
    taken = " ".join(context.command.collect_usage_pieces(context)[1:])
    return "".join([f"takes {taken}", *_choices(context)])


def _choices(context: click.Context) -> Iterator[str]:
    """What can be said for arguments that take one of a few words, and show none of them."""
    for param in context.command.params:
        if isinstance(param, click.Argument) and isinstance(param.type, click.Choice):
            name = param.make_metavar(context)
            if not name.startswith("{"):
                yield f", {name} one of {', '.join(param.type.choices)}"


def _example(command: Command) -> str:
    line = next((line for line, _ in command.examples), "")
    return f", as in: {line}" if line else ""
