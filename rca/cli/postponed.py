"""Modules of the standard library that click imports and hardly a command asks for anything.

`inspect`, which with what it imports costs an eighth of a command's start-up, only dedents the text of help;
`uuid` is there for a type of parameters that no command of rca has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


class Postponed(ModuleType):
    """Stands in for a module until somebody wants something of it; then the module takes its place."""

    def __getattr__(self, name: str) -> Any:
        from importlib import import_module

        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        real = import_module(self.__name__)
        self.__dict__.update(real.__dict__)
        return getattr(real, name)


def postpone(*names: str) -> None:
    """Put off loading these modules; those that are loaded already stay."""
    for name in names:
        sys.modules.setdefault(name, Postponed(name))


@contextmanager
def without_uuid() -> Iterator[None]:
    """What is imported meanwhile finds an empty type as `uuid.UUID`; everybody after it gets the real one."""
    if "uuid" in sys.modules:
        yield
        return
    stand_in = ModuleType("uuid")
    stand_in.__dict__["UUID"] = type("UUID", (), {})
    sys.modules["uuid"] = stand_in
    try:
        yield
    finally:
        del sys.modules["uuid"]
