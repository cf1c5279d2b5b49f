"""The sample workspace: twelve RCAs of an invented company, dated relative to a day.

They lie in `documents/`, each named by the days that it is old. Placeholders in them are filled in:
`{{today-3}}` and `{{day+3}}` (the incident's day) are ISO dates, `{{day:%d.%m.%Y}}` is another form of them,
and `{{id}}` is the document's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

_PLACEHOLDER = re.compile(r"\{\{(day|today|id)([+-]\d+)?(?::([^}]*))?\}\}")
_NAME = re.compile(r"(\d{3})-(.+)")
_HERE = Path(__file__).parent


def write_demo(folder: Path, today: date) -> None:
    """Write the sample workspace into a folder: `rca.toml`, `checks/` and `incidents/`."""
    for path, text in demo_files(today):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")


def demo_files(today: date) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the sample workspace."""
    yield "rca.toml", _fill(_text("workspace.toml"), {"today": today}, "")
    yield "checks/restore_drill.sh", _text("checks/restore_drill.sh")
    for path in sorted((_HERE / "documents").glob("*.md")):
        name = _NAME.fullmatch(path.stem)
        if name is None:
            raise ValueError(f"{path.name} does not begin with its age in days")
        day = today - timedelta(int(name[1]))
        identifier = f"{day.isoformat()}-{name[2]}"
        text = _fill(path.read_text(encoding="utf-8"), {"day": day, "today": today}, identifier)
        yield f"incidents/{identifier}.md", text


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _fill(text: str, days: Mapping[str, date], identifier: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] == "id":
            return identifier
        day = days[match[1]] + timedelta(int(match[2] or 0))
        return day.strftime(match[3]) if match[3] else day.isoformat()

    return _PLACEHOLDER.sub(value, text)
