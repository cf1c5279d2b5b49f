"""RCAs as pages to print or send: a head with the facts, the prose, action items as they stand."""

from __future__ import annotations

from typing import IO, Any

from rca.export.page import BLOCKED_SIGN, Page, body, page
from rca.export.selected import Selected
from rca.typesetting import ROOT, typeset

TEMPLATE = ROOT / "export" / "incident.typ"


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write one PDF, each incident on pages of its own."""
    pages = [_data(page(exported)) for exported in selected.documents()]
    data = {"pages": pages, "today": str(selected.today), "blocked": BLOCKED_SIGN._asdict()}
    file.write(typeset(TEMPLATE, data, selected.today))


def _data(made: Page) -> dict[str, Any]:
    shown = {name: value for name, value in made._asdict().items() if name not in ("text", "places")}
    return {
        **shown,
        "body": body(made),
        "severity": made.severity._asdict() if made.severity else None,
        "lines": [_line(line._asdict()) for line in made.lines],
    }


def _line(line: dict[str, Any]) -> dict[str, Any]:
    """An item with its marks as objects."""
    steps = {name: _step(step) for name, step in line["executed"].items()}
    marks = {name: line[name]._asdict() for name in ("state", "due")}
    return {**line, **marks, "written": _step(line["written"]), "executed": steps}


def _step(step: Any) -> dict[str, Any]:
    return {**step._asdict(), "mark": step.mark._asdict() if step.mark else None}
