"""What the options say that every command takes, before or behind its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar

from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.config import Config
    from rca.lookout import Lookout


class Settings:
    """What the common options of one run say."""

    def __init__(self) -> None:
        self.folder: str | None = None
        """Where the search for a workspace begins; None for the current folder."""
        self.sync = True
        """Whether a command brings the index up to date before it reads."""
        self.color = "auto"
        self.configs: dict[str, Config] = {}
        """Configurations by folder, for files that are given on the command line."""
        self.lookout: Lookout | None = None
        """Looks whether the answer that is being made will hold."""
        self.may_answer_again = False
        """Whether the command can be called again if its answer does not hold: it tells nothing till then."""
        self.at_end = ExitStack()
        """What is closed when the run is over."""


_RUNNING: ContextVar[Settings] = ContextVar("settings")


def settings() -> Settings:
    """The settings of the running command."""
    return _RUNNING.get()


@contextmanager
def running(with_settings: Settings) -> Iterator[None]:
    """While this lasts, these are the settings; then what was opened is closed."""
    token = _RUNNING.set(with_settings)
    try:
        with with_settings.at_end:
            yield
    finally:
        _RUNNING.reset(token)
