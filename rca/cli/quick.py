"""A plain line of arguments, read by the declarations alone: to load click costs more than most answers.

Plain is a line of a command that looks at things, with whole names of options, each at most once, and
values that do not begin with a dash. Of every other line, and of every mistake, click says what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

from rca.cli.command import COMMON, Declared, is_negation
from rca.cli.commands import COMMANDS, LOOK
from rca.cli.option import Parameter, contradiction
from rca.cli.settings import Settings
from rca.cli.usual import usual_command
from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any, TypeAlias

_TOLD_ELSEWHERE = {"help", "hidden", "metavar", "shell_complete", "show_default"}
_READ_HERE = {"choices", "default", "is_flag", "nargs", "not_with", "read", "required", "tell"}
"""What a declaration may say of a value to be understood here."""

Given: TypeAlias = "dict[str, tuple[Parameter, Any]]"
"""Parameters that a line gives, by the names of commands for them, with their values."""


class Call(NamedTuple):
    """What a line asks for."""

    function: Callable[..., Any]
    values: dict[str, Any]
    settings: Settings


class _NotPlain(Exception):
    """Click has to read this line."""


def quick(args: Sequence[str]) -> Call | None:
    """The call that a plain line means; None where click has to read it."""
    try:
        return _call(list(args))
    except (_NotPlain, ValueError):
        return None


def _call(args: list[str]) -> Call:
    settings = Settings()
    at = _length_of_options(args)
    given, _ = _given(args[:at], COMMON)
    _tell(settings, given)
    args = args if args[at:] else [*args, usual_command()]
    declared = _declared(args[at])
    given, words = _given(args[at + 1 :], (*COMMON, *declared.parameters))
    if contradiction(declared.parameters, given):
        raise _NotPlain
    _tell(settings, given)
    own = dict(_values(declared.parameters, given, words))
    return Call(declared.function, own, settings)


def _length_of_options(args: list[str]) -> int:
    """How many arguments stand before the name of the command."""
    at = 0
    while at < len(args) and args[at].startswith("-"):
        at += 1 if "=" in args[at] or _named(args[at], COMMON).says.get("is_flag") else 2
    if at > len(args):
        raise _NotPlain
    return at


def _declared(name: str) -> Declared:
    if name not in COMMANDS or COMMANDS[name].group != LOOK:
        raise _NotPlain
    module, _, function = COMMANDS[name].place.partition(":")
    declared = getattr(import_module(module), function)
    assert isinstance(declared, Declared)
    if any(parameter.says.keys() - _TOLD_ELSEWHERE - _READ_HERE for parameter in declared.parameters):
        raise _NotPlain
    return declared


def _named(name: str, parameters: Iterable[Parameter]) -> Parameter:
    for parameter in parameters:
        if parameter.is_option and name in parameter.names:
            return parameter
    raise _NotPlain


def _given(args: list[str], parameters: tuple[Parameter, ...]) -> tuple[Given, list[str]]:
    """The options that are given, and the words; negated ones stand behind the others."""
    given: Given = {}
    words: list[str] = []
    negated: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            break
        if is_negation(arg):
            negated.append(arg)
        elif not arg.startswith("-"):
            words.append(arg)
        else:
            parameter, value = _option(arg, rest, parameters)
            if parameter.key in given:
                raise _NotPlain
            given[parameter.key] = parameter, value
    return given, [*words, *negated, *rest]


def _option(arg: str, rest: Iterator[str], parameters: Iterable[Parameter]) -> tuple[Parameter, Any]:
    name, equals, text = arg.partition("=") if arg.startswith("--") else (arg, "", "")
    parameter = _named(name, parameters)
    if parameter.says.get("is_flag"):
        if equals:
            raise _NotPlain
        return parameter, True
    value = text if equals else next(rest, "-")
    if value.startswith("-") or value not in parameter.says.get("choices", (value,)):
        raise _NotPlain
    return parameter, value


def _tell(settings: Settings, given: Given) -> None:
    for parameter, value in given.values():
        if "tell" in parameter.says:
            parameter.says["tell"](settings, value)


def _values(parameters: Iterable[Parameter], given: Given, words: list[str]) -> Iterator[tuple[str, Any]]:
    """What the command is called with."""
    arguments = [parameter for parameter in parameters if not parameter.is_option]
    if len(arguments) > 1 or (words and not arguments):
        raise _NotPlain
    for parameter in parameters:
        read = parameter.says.get("read")
        found = _of_option(parameter, given) if parameter.is_option else _of_words(parameter, words)
        yield parameter.key, found if found is None or read is None else read(found)


def _of_option(parameter: Parameter, given: Given) -> Any:
    if parameter.key in given:
        return given[parameter.key][1]
    return parameter.says.get("default", False if parameter.says.get("is_flag") else None)


def _of_words(parameter: Parameter, words: list[str]) -> Any:
    several = parameter.says.get("nargs") == -1
    if not words and parameter.says.get("required", not several):
        raise _NotPlain
    if several:
        return tuple(words)
    if len(words) > 1:
        raise _NotPlain
    return words[0] if words else None
