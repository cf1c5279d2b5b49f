"""A text put together from parts of another, which knows where each of its characters comes from."""

from __future__ import annotations

from bisect import bisect_right


class Traced:
    """Parts one behind the other; each is copied from an offset, or stands for what is there."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._origins: list[tuple[int, bool]] = []
        self._length = 0

    def add(self, text: str, origin: int, *, is_copy: bool = False) -> None:
        """Add a part; what is no copy comes from its origin as a whole."""
        if text:
            self._starts.append(self._length)
            self._origins.append((origin, is_copy))
            self._parts.append(text)
            self._length += len(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)

    def origin(self, offset: int) -> int:
        """Where a character comes from."""
        if not self._starts:
            return 0
        at = max(bisect_right(self._starts, offset) - 1, 0)
        origin, is_copy = self._origins[at]
        return origin + (offset - self._starts[at] if is_copy else 0)
