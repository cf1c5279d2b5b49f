"""How the index of a workspace is asked: who answers a question, and who reads a query."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from rca.selection import Selection, Subject
from rca.store import Index

Answer = TypeVar("Answer")


class Ask(Protocol):
    """Puts a question to an index that is kept open and whole."""

    def __call__(self, question: Callable[[Index], Answer], /) -> Answer:
        """The answer."""
        ...


class Select(Protocol):
    """Reads a query of a workspace; raises QuerySyntaxError."""

    def __call__(self, query: str, subject: Subject, prefix: str = "", /, *, few: bool = False) -> Selection:
        """The query as SQL; `prefix` begins the names of its values, `few` is for a few items."""
        ...
