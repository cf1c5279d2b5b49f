"""Charts without a library: bars and steps as plain SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rca.charts import Bars, Chart, Looks, Steps

WIDTH, HEIGHT = 640, 220
_LEFT, _TOP, _BOTTOM, _ROW = 44, 24, 26, 26
_NAMES = 150


def drawn(chart: Chart, looks: Looks) -> str:
    """The chart as an `<svg>` element."""
    if isinstance(chart, Steps):
        return _framed(chart, looks, HEIGHT, _steps(chart, looks))
    if chart.upright:
        return _framed(chart, looks, HEIGHT, [*_legend(chart, looks), *_standing(chart, looks)])
    return _framed(chart, looks, len(chart.labels) * _ROW + 8, _lying(chart, looks))


def _framed(chart: Chart, looks: Looks, height: int, inside: Iterator[str] | list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="{escape(looks.font)}" font-size="12">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>"
        f"{''.join(inside)}</svg>"
    )


def _text(x: float, y: float, text: str, colour: str, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{colour}" text-anchor="{anchor}">{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{colour}" fill="none"/>'


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _most(chart: Bars) -> float:
    return (
        max((sum(column) for column in zip(*(s.values for s in chart.series), strict=True)), default=0) or 1
    )


def _lying(chart: Bars, looks: Looks) -> Iterator[str]:
    most = _most(chart)
    for place, label in enumerate(chart.labels):
        y, number = place * _ROW + 4, chart.series[0].values[place]
        width = round(number / most * (WIDTH - _NAMES - 60), 1)
        yield _text(_NAMES - 8, y + 14, _short(label), looks.ink, "end")
        yield _box(_NAMES, y, width, _ROW - 8, looks.series[0])
        yield _text(_NAMES + width + 6, y + 14, f"{number:g}", looks.muted)


def _short(label: str) -> str:
    return label if len(label) <= 22 else f"{label[:21]}…"


def _standing(chart: Bars, looks: Looks) -> Iterator[str]:
    most, floor = _most(chart), HEIGHT - _BOTTOM
    room = (WIDTH - _LEFT) / max(len(chart.labels), 1)
    yield _line(_LEFT, floor, WIDTH, floor, looks.line)
    for place, label in enumerate(chart.labels):
        x, y = _LEFT + room * place + room * 0.15, float(floor)
        for series, colour in zip(chart.series, looks.series, strict=False):
            height = round(series.values[place] / most * (floor - _TOP - 16), 1)
            y -= height
            yield _box(round(x, 1), round(y, 1), round(room * 0.7, 1), height, colour) if height else ""
        total = sum(series.values[place] for series in chart.series)
        middle = round(x + room * 0.35, 1)
        yield _text(middle, round(y - 4, 1), f"{total:g}", looks.muted, "middle") if total else ""
        yield _text(middle, HEIGHT - 8, label[2:] if len(label) > 6 else label, looks.muted, "middle")


def _legend(chart: Bars, looks: Looks) -> Iterator[str]:
    if len(chart.series) < 2:
        return
    for place, (series, colour) in enumerate(zip(chart.series, looks.series, strict=False)):
        yield _box(_LEFT + place * 100, 2, 12, 12, colour)
        yield _text(_LEFT + place * 100 + 18, 12, series.name, looks.ink)


def _steps(chart: Steps, looks: Looks) -> Iterator[str]:
    end = max(curve.end for curve in chart.curves) or 1
    floor, room = HEIGHT - _BOTTOM, WIDTH - _LEFT - 12
    for part in (0, 0.25, 0.5, 0.75, 1):
        y = round(floor - part * (floor - _TOP), 1)
        yield _line(_LEFT, y, WIDTH - 12, y, looks.line)
        yield _text(_LEFT - 6, y + 4, f"{part * 100:g} %", looks.muted, "end")
    for part in (0, 0.25, 0.5, 0.75, 1):
        yield _text(round(_LEFT + part * room, 1), HEIGHT - 8, f"{end * part:.0f} d", looks.muted, "middle")
    for curve, colour in zip(chart.curves, looks.series, strict=False):
        path, y = f"M{_LEFT} {_TOP}", float(_TOP)
        for at, left in curve.points:
            x, y = round(_LEFT + at / end * room, 1), round(floor - left * (floor - _TOP), 1)
            path += f"H{x:g}V{y:g}"
        path += f"H{round(_LEFT + curve.end / end * room, 1):g}"
        yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
