"""Modules of the standard library that load when they are first asked for something.

click imports `inspect`, which with what it imports costs an eighth of a command's start-up, and uses it
only to dedent the text of help.
"""

from __future__ import annotations

import sys
from types import ModuleType
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
