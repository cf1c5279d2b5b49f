"""The options that every command takes, before or behind its name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from rca import VERSION
from rca.cli.option import Option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from rca.config import Config


class Settings:
    """What the common options say; kept at the root context."""

    def __init__(self) -> None:
        self.folder: str | None = None
        """Where the search for a workspace begins; None for the current folder."""
        self.sync = True
        """Whether a command brings the index up to date before it reads."""
        self.color = "auto"
        self.configs: dict[str, Config] = {}
        """Configurations by folder, for files that are given on the command line."""


def settings() -> Settings:
    """The settings of the running command."""
    return click.get_current_context().ensure_object(Settings)


def common_options(*, hidden: bool = False) -> list[click.Parameter]:
    """`-C`, `--no-sync`, `--color`, `--no-color`; hidden behind a command's name, where they work as well."""
    return [
        _option(
            ["-C", "--workspace"],
            _set_folder,
            hidden,
            metavar="DIR",
            help="Work on the workspace of this folder.",
            shell_complete=_complete_folder,
        ),
        _option(["--no-sync"], _set_sync, hidden, is_flag=True, help="Read the index as it is."),
        _option(
            ["--color"],
            _set_color,
            hidden,
            type=click.Choice(["always", "auto", "never"]),
            help="Whether to colour the output; auto by default.",
        ),
        _option(["--no-color"], _unset_color, hidden, is_flag=True, help="The same as --color never."),
        _eager(["-h", "--help"], _show_help, "Show this message and exit."),
    ]


def version_option() -> click.Option:
    """`--version`, from the constant."""
    return _eager(["--version"], _show_version, "Show the version and exit.")


def _eager(names: list[str], callback: Any, told: str) -> click.Option:
    """An option that ends the command; made here because click's own look up a translation at start-up."""
    return Option(names, is_flag=True, is_eager=True, expose_value=False, callback=callback, help=told)


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"rca {VERSION}")
        ctx.exit()


def _option(names: list[str], callback: Any, hidden: bool, **more: Any) -> click.Option:
    return Option(names, callback=callback, hidden=hidden, expose_value=False, **more)


def _set_folder(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not os.path.isdir(value):
        raise click.BadParameter(f"{value} is no folder")
    ctx.ensure_object(Settings).folder = value


def _complete_folder(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, "dir")]


def _set_sync(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Settings).sync = False


def _set_color(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Settings).color = value


def _unset_color(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Settings).color = "never"
