"""Charts as values, drawn as SVG: by Altair where it is installed, else plainly; never without their table.

A chart has a title and a description for who cannot see it, and what it shows stands in a table beside it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rca.output.clean import clean


class Series(NamedTuple):
    """Values of one kind, one for each label of its chart."""

    name: str
    values: tuple[float, ...]


class Bars(NamedTuple):
    """A bar for each label, series stacked in their order."""

    title: str
    description: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    """What is counted: `items`, `incidents`."""
    upright: bool = False
    """Whether bars stand, as over time; else they lie, as for names."""


class Curve(NamedTuple):
    """A line that falls in steps."""

    name: str
    points: tuple[tuple[float, float], ...]
    """Where each step begins, and the part that is left from there on."""
    end: float
    """Where the line ends."""


class Steps(NamedTuple):
    """Curves of survival: what part is left after how many days."""

    title: str
    description: str
    curves: tuple[Curve, ...]


Chart = Bars | Steps


class Looks(NamedTuple):
    """Colours and type of a chart; colours are what SVG takes, of the page that it stands in."""

    ink: str
    muted: str
    line: str
    series: tuple[str, ...]
    font: str


def svg(chart: Chart, looks: Looks) -> str:
    """The chart as one `<svg>` element without a need of anything outside."""
    if is_plain():
        from rca.charts.plain import drawn

        return drawn(_safe(chart), looks)
    from rca.charts.vega import drawn as drawn_by_vega

    return drawn_by_vega(_safe(chart), looks)


def png(chart: Chart, looks: Looks) -> bytes:
    """The chart as a picture, for slides; raises MissingExtra."""
    from rca.errors import MissingExtra

    if is_plain():
        raise MissingExtra("A chart as PNG", "charts")
    from rca.charts.vega import image

    return image(_safe(chart), looks)


_NOT_XML = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}


def _safe(value: Any) -> Any:
    """The same with texts that XML can hold: on one that it cannot, the converter ends the whole process."""
    if isinstance(value, str):
        return clean(value).translate(_NOT_XML)
    if isinstance(value, tuple):
        parts = map(_safe, value)
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def is_plain() -> bool:
    """Whether Altair or its converter is not installed."""
    from importlib.util import find_spec

    return find_spec("altair") is None or find_spec("vl_convert") is None
