"""What `rca fmt` does to a document, told: which words it exchanges, and what it leaves as it is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rca.editing.reformat_whole import Whole, whole
from rca.parse import parse

if TYPE_CHECKING:
    from rca.commit import Staged
    from rca.config import Config


def reformatted(config: Config, staged: Staged) -> Whole:
    """The canonical form of a document that is about to get it."""
    name = os.path.basename(staged.path)
    return whole(staged.before, parse(staged.before, name=name, config=config), config, name)
