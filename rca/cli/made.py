"""What click makes of the declarations of commands: it reads lines, helps, completes, explains mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from rca import VERSION
from rca.cli.command import COMMON, Declared, Examples, is_negation
from rca.cli.option import Parameter, contradiction
from rca.cli.settings import settings


class Option(click.Option):
    """An option that takes its help as it is: one line, which click need not load `inspect` to dedent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        told = kwargs.pop("help", None)
        super().__init__(*args, **kwargs)
        self.help = told


class Command(click.Command):
    """A command with examples in its help, which takes the common options too."""

    def __init__(
        self, *args: Any, examples: Examples = (), declared: tuple[Parameter, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.declared = declared
        self.params += common_options(hidden=True)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `-key:value` as a word."""
        split = args.index("--") if "--" in args else len(args)
        words = [arg for arg in args[:split] if is_negation(arg)]
        options = [arg for arg in args[:split] if not is_negation(arg)]
        rest = super().parse_args(ctx, [*options, "--", *words, *args[split + 1 :]] if words else args)
        given = {name for name, value in ctx.params.items() if value}
        if two := contradiction(self.declared, given):
            raise click.UsageError(
                f"{two[0]} and {two[1]} are two forms of one answer, take one of them", ctx
            )
        return rest

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, and where the common options are told."""
        with formatter.section("Examples"):
            formatter.write_dl(list(self.examples))
        formatter.write_paragraph()
        formatter.write_text("Options of all commands (-C, --no-sync, --color): see rca --help.")


def made(declared: Declared) -> Command:
    """The command that was declared."""
    function, parameters, examples, says = declared
    assert not hasattr(function, "__click_params__"), f"{function.__name__}: declare with rca.cli.option"
    return Command(
        **{"name": function.__name__.replace("_", "-"), "help": function.__doc__} | dict(says),
        callback=function,
        params=list(map(_parameter, parameters)),
        examples=examples,
        declared=parameters,
    )


def _parameter(parameter: Parameter, **more: Any) -> click.Parameter:
    says = dict(parameter.says) | more
    tell, read = says.pop("tell", None), says.pop("read", None)
    says.pop("not_with", None)
    if choices := says.pop("choices", None):
        says["type"] = click.Choice(choices)
    if tell or read:
        says["callback"] = _callback((lambda value: tell(settings(), value)) if tell else read)
        says["expose_value"] = not tell
    return (Option if parameter.is_option else click.Argument)(parameter.names, **says)


def _callback(read: Callable[[Any], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """What reads a value for click: what is not given is not read, and what is wrong with it is told."""

    def callback(_: click.Context, __: click.Parameter, value: Any) -> Any:
        if value is None or value is False:
            return value
        try:
            return read(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return callback


def common_options(*, hidden: bool = False) -> list[click.Parameter]:
    """`-C`, `--no-sync` and their like; hidden behind a command's name, where they work as well."""
    common = [_parameter(parameter, hidden=hidden) for parameter in COMMON]
    return [*common, _eager(["-h", "--help"], _show_help, "Show this message and exit.")]


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
