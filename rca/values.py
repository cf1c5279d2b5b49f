"""Named tuples without `typing`, which with `re` and `enum` takes a fifth of a command's start.

To type checkers they are those of `typing`, as values.pyi says. Modules that a reading command imports take
them, and `TYPE_CHECKING`, from here.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False

_MADE = frozenset(("__annotations__", "__module__", "__qualname__"))
"""What a class body holds and `namedtuple` sets by itself."""


class _Maker(type):
    """Makes a named tuple of a class body: annotated names are its fields, the rest comes along."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
        if not bases:
            return super().__new__(cls, name, bases, body)
        fields = body["__annotations__"]
        assert isinstance(fields, dict)
        defaults = [body.pop(field) for field in fields if field in body]
        made = namedtuple(  # noqa: PYI024 - typed by values.pyi
            name, fields, defaults=defaults, module=str(body["__module__"])
        )
        made.__annotations__ = fields
        for key, value in body.items():
            if key not in _MADE:
                setattr(made, key, value)
        return made


class NamedTuple(metaclass=_Maker):
    """What a class derives from to become a named tuple."""
