"""RCAs as one HTML page that needs nothing else: nothing is fetched, nothing runs, text is only text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import IO

from markupsafe import Markup as Safe

from rca.export.inlines import Markup
from rca.export.item_table import Cell, ItemTable
from rca.export.page import Page, Sign, Step, page, pieces
from rca.export.prose import outside
from rca.export.selected import Selected
from rca.html.pages import inline_policy
from rca.html.palette import custom_properties
from rca.html.prose import Prose, clean_text, place, prose
from rca.output.clean import clean_lines

_ANCHOR = re.compile(r'<h[2-6] id="')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ROLES = {"State": ' class="fit"', "Action": ' class="wide"'}


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write the page, one incident below the other."""
    for at, exported in enumerate(selected.documents(), 1):
        made = page(exported)
        if at == 1:
            title = made.title if selected.incident else "Root cause analyses"
            file.write("\n".join(_head(title)).encode("utf-8"))
        file.write("".join(f"{line}\n" for line in _article(made, at)).encode("utf-8"))
    file.write(f"<footer>As of {selected.today}</footer>\n</main></body></html>\n".encode())


def _head(title: str) -> Iterator[str]:
    style = custom_properties() + Path(__file__).with_name("incident.css").read_text(encoding="utf-8")
    policy = inline_policy([style])
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(title)}</title>"
    yield f"<style>{style}</style></head>"
    yield "<body><main>\n"


def _article(made: Page, number: int) -> Iterator[str]:
    """One incident: title, facts, outline, prose."""
    shown = _prose(made, f"i{number}-")
    yield f"<article>\n<header><h1>{_text(made.title)}</h1>"
    if made.severity:
        yield f'<p class="pill {made.severity.role}">{_text(made.severity.word)}</p>'
    if made.facts:
        facts = (f"<dt>{_text(label)}</dt><dd>{_HTML.inlines(value)}</dd>" for label, value in made.facts)
        yield f'<dl class="facts">{"".join(facts)}</dl>'
    yield "</header>"
    tops = [heading for heading in shown.headings if heading.level <= 2]
    if len(tops) > 2:
        links = (f'<li><a href="#i{number}-{_text(h.id)}">{_text(h.text)}</a></li>' for h in tops)
        yield f'<nav aria-label="Sections"><ul>{"".join(links)}</ul></nav>'
    yield shown.html
    yield "</article>"


def _prose(made: Page, prefix: str) -> Prose:
    """The body; its anchors begin with a prefix, as a page may hold several documents."""

    def resolve(href: str) -> str:
        return f"#{prefix}{href[1:]}" if href.startswith("#") else outside(href)

    told = "".join(clean_text(text) + ("" if at is None else place(at)) for text, at in pieces(made))
    tables = [Safe(_items(made, positions)) for positions in made.places]  # noqa: S704 - escaped cell by cell
    shown = prose(told, tables, resolve)
    named = _ANCHOR.sub(rf"\g<0>{prefix}", str(shown.html))
    return shown._replace(html=Safe(named))  # noqa: S704 - as it was, but for the names of anchors


def _items(made: Page, positions: Sequence[int]) -> str:
    table = ItemTable(made, positions)
    head = "".join(f'<th scope="col">{_text(title)}</th>' for title in table.columns)
    rows = "".join(f"<tr>{''.join(map(_cell, cells))}</tr>" for cells in table.rows())
    return (
        '<div class="scroll items" role="group" aria-label="Action items" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    told = "<br>".join(map(_sign, cell.signs)) + _HTML.inlines(cell.nodes) + _HTML.cited(cell.cited)
    role = _ROLES.get(cell.column) or f' data-head="{_text(cell.column)}"'
    return f"<td{role}>{told}{_step(cell.step) if cell.step else ''}</td>"


def _step(step: Step) -> str:
    told = " ".join(filter(None, (_sign(step.mark) if step.mark else "", _dated(_text(step.day)))))
    told = f'<span class="step">{told}</span>' if step.day and not (step.mark and step.mark.word) else told
    return told + (f"<small>{_HTML.cited(step.evidence)}</small>" if step.evidence else "")


def _sign(sign: Sign) -> str:
    words = _dated(_text(f"{sign.sign} {sign.word}".strip()))
    return f'<span class="{sign.role}">{words}</span>' if words and sign.role else words


def _dated(text: str) -> str:
    """A text whose days do not break."""
    return _DAY.sub(r"<time>\g<0></time>", text)


def _text(text: str) -> str:
    return escape(clean_lines(text))


def _quoted(text: str) -> str:
    return f'"{_text(text)}"'


_HTML = Markup(
    _text, _quoted, "<br>", {"strong": "strong", "em": "em", "strike": "s"}, of_links=' rel="noreferrer"'
)
