"""The group of all commands, and the options that each of them takes."""

from __future__ import annotations

from typing import Any

import click

from rca.cli.command import Declared
from rca.cli.commands import COMMANDS, GROUPS
from rca.cli.made import common_options, made, version_option
from rca.cli.usual import usual_command


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, _, name = COMMANDS[cmd_name].place.partition(":")
        command: object = getattr(import_module(module), name)
        if isinstance(command, Declared):
            return made(command)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by what they are for, without importing them."""
        for group in GROUPS:
            with formatter.section(group):
                formatter.write_dl([(n, c.short) for n, c in COMMANDS.items() if c.group == group])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is none is answered with the nearest ones."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(_unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, 2)
    return f"there is no command {name!r}" + (f", did you mean {' or '.join(near)}?" if near else "")


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    params=[*common_options(), version_option()],
    epilog="RCA_ASCII=1 draws with ASCII only, NO_COLOR=1 without colours, RCA_TODAY=2026-06-01 fixes today, "
    "RCA_TUI=0 keeps rca alone from opening.",
)
@click.pass_context
def app(ctx: click.Context, /, **_: Any) -> Any:
    """Keep root cause analyses as Markdown in git, and see to it that what they promise is carried out.

    An action item is written when its artefact exists, and executed when it has been carried out in every
    environment it is meant for. Without a command, rca opens at a terminal (rca tui), and tells elsewhere how
    things stand (rca status).
    """
    if ctx.invoked_subcommand is None:
        return ctx.invoke(app.get_command(ctx, usual_command()))  # type: ignore[arg-type]
    return None
