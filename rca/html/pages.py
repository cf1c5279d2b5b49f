"""Pages out of templates: everything is escaped, and a policy says what a browser may do with them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rca.html.palette import custom_properties
from rca.output.clean import clean

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent


def environment(*folders: Path) -> Environment:
    """Jinja2 with the templates of some folders, and those of this package behind them."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*map(str, folders), str(_HERE)]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_shown,
        auto_reload=False,
    )
    made.filters["count"] = counted
    return made


def _shown(value: object) -> object:
    """Text as a page may hold it: nothing steers who reads it."""
    return clean_value(value) if type(value) is str else value


def clean_value(text: str) -> str:
    """A text on one line, controls visible."""
    return text if text.isprintable() else clean(text)


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 item`, `1,200 items`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


@cache
def css() -> str:
    """The colours and the looks of every page."""
    return custom_properties() + (_HERE / "looks.css").read_text(encoding="utf-8")


def inline_policy(styles: Sequence[str], scripts: Sequence[str] = ()) -> str:
    """The Content-Security-Policy of a page that holds its styles and scripts itself."""
    allowed = {"style-src": styles, "script-src": scripts}
    told = (f"{kind} {' '.join(map(_digest, texts))}; " for kind, texts in allowed.items() if texts)
    return f"default-src 'none'; {''.join(told)}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
