"""Options and arguments of commands, declared as data: `rca.cli.quick` and click read the same.

What they say of help and completion is click's own and handed on to it as it is; what they say of values is
told in words of this module: `read` makes a value of the text (for several words of all of them together),
`choices` are the texts that are taken, `tell` has the settings told instead of the command, `not_with` names
an option that says something else of the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any, TypeVar

    Function = TypeVar("Function", bound=Callable[..., Any])

_DECLARED = "__parameters__"
_DIGITS = 9
"""Of the largest number that makes sense."""


class Parameter(NamedTuple):
    """An option, or an argument, of a command."""

    is_option: bool
    names: tuple[str, ...]
    """`-n`, `--limit`; without a dash the name that the command knows it by."""
    says: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What the command knows it by."""
        plain = [name for name in self.names if not name.startswith("-")]
        longest = max(self.names, key=lambda name: name.startswith("--"))
        return (plain or [longest.lstrip("-")])[0].replace("-", "_")


def option(*names: str, **says: Any) -> Callable[[Function], Function]:
    """Declare an option of the function below."""
    return _declared(Parameter(True, names, says))


def argument(*names: str, **says: Any) -> Callable[[Function], Function]:
    """Declare an argument of the function below."""
    return _declared(Parameter(False, names, says))


def _declared(parameter: Parameter) -> Callable[[Function], Function]:
    def declare(function: Function) -> Function:
        vars(function)[_DECLARED] = (parameter, *parameters_of(function))
        return function

    return declare


def at_least_one(text: str) -> int:
    """A number of rows, or of changes; raises ValueError where it is none, or none that makes sense."""
    if not (text.isascii() and text.isdecimal() and int(text[:_DIGITS]) > 0 and len(text) <= _DIGITS):
        raise ValueError(f"{text!r} is not a number from 1 on")
    return int(text)


def contradiction(parameters: Iterable[Parameter], given: Container[str]) -> tuple[str, str] | None:
    """Two options of those given (by the names that the command knows them by) that exclude each other."""
    parameters = tuple(parameters)
    for one in parameters:
        for other in parameters:
            if one.says.get("not_with") in other.names and one.key in given and other.key in given:
                return one.names[0], other.names[0]
    return None


def parameters_of(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """What was declared of a function, in the order in which it stands there."""
    found: tuple[Parameter, ...] = vars(function).get(_DECLARED, ())
    return found
