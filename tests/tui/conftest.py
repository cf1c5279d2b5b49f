"""What the tests of screens share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.triaged import fixed, sample


@pytest.fixture
def looks(tmp_path: Path) -> Iterator[None]:
    """The same day and looks everywhere, and a state folder of one's own."""
    yield from fixed(tmp_path)


@pytest.fixture
def root(looks: None, tmp_path: Path) -> Path:
    """The sample workspace, read."""
    return sample(tmp_path)
