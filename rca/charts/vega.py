"""Charts by Altair, made SVG by vl-convert: nothing is fetched, and the same chart gives the same bytes."""

from __future__ import annotations

import re
from html import escape
from importlib import import_module
from typing import Any

from rca.charts import Bars, Chart, Looks, Steps

WIDTH, WIDE, HEIGHT, ROW = 360, 640, 190, 24
_ROOM = 28
_LEVEL = 7
"""How many names of standing bars have room beside each other."""


def drawn(chart: Chart, looks: Looks) -> str:
    """The chart as an `<svg>` element, its colours those of the page."""
    import vl_convert

    made = _steps(chart) if isinstance(chart, Steps) else _bars(chart)
    made = made.configure(**_config())
    text = vl_convert.vegalite_to_svg(made.to_json(), allowed_base_urls=[])
    return _dressed(text, chart, looks)


def image(chart: Chart, looks: Looks) -> bytes:
    """The chart as PNG, twice as large as it is shown."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg_alone(drawn(chart, looks)), scale=2))


def svg_alone(text: str) -> str:
    """The `<svg>` element as a file of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


_INK, _MUTED, _LINE = "#010101", "#020202", "#030303"
_SERIES = ("#040404", "#050505", "#060606", "#070707", "#080808", "#090909")
"""Stand-ins for the colours of the page, which may be names that Vega does not know."""


def _config() -> dict[str, Any]:
    axis = {
        "labelColor": _MUTED, "titleColor": _MUTED, "gridColor": _LINE, "domainColor": _LINE,
        "tickColor": _LINE, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        "labelLimit": 160,
    }  # fmt: skip
    legend = {"labelColor": _INK, "titleColor": _MUTED, "labelFontSize": 12, "orient": "top", "title": None}
    return {"axis": axis, "legend": legend, "view": {"stroke": None}, "background": "transparent"}


def _bars(chart: Bars) -> Any:
    alt: Any = import_module("altair")
    values = [
        {"label": label, "number": series.values[place], "series": series.name, "order": order}
        for order, series in enumerate(chart.series)
        for place, label in enumerate(chart.labels)
    ]
    data = alt.Data(values=values)
    labels = {"type": "nominal", "sort": list(chart.labels), "title": None}
    number = alt.Y if chart.upright else alt.X
    name = alt.X if chart.upright else alt.Y
    axis = alt.Axis(tickMinStep=1, format="d")
    angle = -35 if chart.upright and len(chart.labels) > _LEVEL else 0
    encodings = [
        name("label", **labels, axis=alt.Axis(labelAngle=angle)),
        number("number", type="quantitative", title=chart.unit, axis=axis),
    ]
    if len(chart.series) > 1:
        names = [series.name for series in chart.series]
        scale = alt.Scale(domain=names, range=list(_SERIES[: len(names)]))
        encodings += [
            alt.Color("series", type="nominal", sort=names, scale=scale),
            alt.Order("order", type="quantitative"),
        ]
    made = alt.Chart(data).mark_bar(color=_SERIES[0]).encode(*encodings)
    if chart.upright:
        return made.properties(width=WIDE, height=HEIGHT)
    return made.properties(width=WIDTH, height=ROW * len(chart.labels))


def _steps(chart: Steps) -> Any:
    alt: Any = import_module("altair")
    values = [
        {"day": day, "left": left, "name": curve.name}
        for curve in chart.curves
        for day, left in ((0, 1), *curve.points, (curve.end, curve.points[-1][1] if curve.points else 1))
    ]
    names = [curve.name for curve in chart.curves]
    left = alt.Y("left", type="quantitative", title="still open", axis=alt.Axis(format="%"),
                    scale=alt.Scale(domain=[0, 1]))  # fmt: skip
    encodings = [
        alt.X("day", type="quantitative", title="days since the incident", axis=alt.Axis(tickCount=8)),
        left,
    ]
    if len(names) > 1:
        scale = alt.Scale(domain=names, range=list(_SERIES[: len(names)]))
        encodings.append(alt.Color("name", type="nominal", sort=names, scale=scale))
    made = alt.Chart(alt.Data(values=values)).mark_line(interpolate="step-after", color=_SERIES[0])
    return made.encode(*encodings).properties(width=WIDE, height=HEIGHT)


_OUTER = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'viewBox="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")
_FONT = re.compile(r'font-family="[^"]*"')
_COLOUR = re.compile(r'(fill|stroke)="(#\w{6})"')
_LABELS = re.compile(r' (?:role|aria-[a-z]+|pointer-events)="[^"]*"')


def _dressed(text: str, chart: Chart, looks: Looks) -> str:
    """The element with our title, description and colours, and without what names parts of its own."""
    opening = _OUTER.search(text)
    size = _SIZE.search(opening[0]) if opening else None
    assert opening
    assert size
    pairs = ((_INK, looks.ink), (_MUTED, looks.muted), (_LINE, looks.line))
    colours = dict((*pairs, *zip(_SERIES, looks.series, strict=False)))
    body = _TAG.sub(lambda tag: _tag(tag[0], colours, looks.font), text[opening.end() :].strip())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_size(size[1])} role="img">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>{body}"
    )


def _size(size: str) -> str:
    """View and width, with room at the left: the page's font may be wider than what Vega measured with."""
    width, height = map(float, size.split()[2:])
    return f'width="{width + _ROOM:g}" viewBox="-{_ROOM} 0 {width + _ROOM:g} {height:g}"'


def _tag(tag: str, colours: dict[str, str], font: str) -> str:
    """A tag of Vega's with the colours and the font of the page; what is between tags is text, and stays."""
    tag = _FONT.sub(f'font-family="{escape(font)}"', _LABELS.sub("", tag))
    return _COLOUR.sub(lambda found: f'{found[1]}="{colours.get(found[2], found[2])}"', tag)
