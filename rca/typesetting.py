"""Pages out of Typst templates: what documents say goes in as data, never as source."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rca.errors import MissingExtra

ROOT = Path(__file__).parent
"""Where templates lie, in the folders of those that use them; `/typesetting.typ` is what they share."""


def typeset(template: Path, data: Any, day: date | None = None) -> bytes:
    """A PDF of what a template below `ROOT` makes of `data`: the same bytes for the same data and day.

    The template has it as JSON in `sys.inputs.data`. `day` is what the file says it was made on.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtra("A PDF", "pdf") from None
    made = datetime.combine(day or date(2000, 1, 1), datetime.min.time(), UTC)
    text = json.dumps(data, ensure_ascii=False)
    return typst.compile(template, root=ROOT, sys_inputs={"data": text}, timestamp=made)
