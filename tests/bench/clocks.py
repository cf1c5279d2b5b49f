"""The clocks of a process, for what it measures of itself; nothing else is imported."""

from __future__ import annotations

import time
from typing import NamedTuple


class Spent(NamedTuple):
    """Milliseconds: as they passed, and of CPU in all threads."""

    wall: float
    cpu: float

    @classmethod
    def now(cls) -> Spent:
        """The clocks as they stand."""
        return cls(1000 * time.perf_counter(), 1000 * time.process_time())

    def since(self) -> Spent:
        """What passed since then."""
        return self.until(self.now())

    def until(self, later: Spent) -> Spent:
        """What passed from then to later."""
        return Spent(later.wall - self.wall, later.cpu - self.cpu)
