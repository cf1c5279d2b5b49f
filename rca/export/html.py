"""RCAs as one HTML page that needs nothing else: nothing is fetched, nothing runs, text is only text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import IO

from markupsafe import Markup

from rca.export.page import BLOCKED_SIGN, Line, Page, Sign, Step, page, pieces
from rca.export.prose import Node, outside
from rca.export.selected import Selected
from rca.export.wording import environment_title
from rca.html.pages import inline_policy
from rca.html.palette import custom_properties
from rca.html.prose import Prose, clean_text, place, prose
from rca.output.clean import clean_lines

_ANCHOR = re.compile(r'<h[2-6] id="')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TAGS = {"strong": "strong", "em": "em", "strike": "s"}


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
        facts = (f"<dt>{_text(label)}</dt><dd>{_inlines(value)}</dd>" for label, value in made.facts)
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
    tables = [Markup(_items(made, positions)) for positions in made.places]  # noqa: S704 - escaped cell by cell
    shown = prose(told, tables, resolve)
    named = _ANCHOR.sub(rf"\g<0>{prefix}", str(shown.html))
    return shown._replace(html=Markup(named))  # noqa: S704 - as it was, but for the names of anchors


def _items(made: Page, positions: Sequence[int]) -> str:
    lines = [made.lines[at] for at in positions]
    places = [name for name in made.environments if any(name in line.executed for line in lines)]
    has_issues = any(line.issues for line in lines)
    titles = ["#", "State", "Action", "Owner", "Due", *(["Issue"] if has_issues else []), "Written"]
    titles += map(environment_title, places)
    head = "".join(f'<th scope="col">{_text(title)}</th>' for title in titles)
    rows = "".join(f"<tr>{''.join(_cells(line, places, has_issues=has_issues))}</tr>" for line in lines)
    return (
        '<div class="scroll" role="group" aria-label="Action items" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(line: Line, places: Sequence[str], *, has_issues: bool) -> Iterator[str]:
    blocked = f"<br>{_sign(BLOCKED_SIGN)}" if line.is_blocked else ""
    yield f"<td>{_text(line.number)}</td>"
    yield f'<td class="fit">{_sign(line.state)}{blocked}</td>'
    yield f'<td class="wide">{_inlines(line.text)}</td>'
    yield f"<td>{_text(line.owner)}</td>"
    yield f"<td>{_sign(line.due)}</td>"
    if has_issues:
        yield f"<td>{_cited(line.issues)}</td>"
    yield f"<td>{_step(line.written)}</td>"
    yield from (f"<td>{_step(line.executed[n]) if n in line.executed else ''}</td>" for n in places)


def _step(step: Step) -> str:
    told = " ".join(filter(None, (_sign(step.mark) if step.mark else "", _dated(_text(step.day)))))
    return told + (f"<small>{_cited(step.evidence)}</small>" if step.evidence else "")


def _sign(sign: Sign) -> str:
    words = _dated(_text(f"{sign.sign} {sign.word}".strip()))
    return f'<span class="{sign.role}">{words}</span>' if words and sign.role else words


def _dated(text: str) -> str:
    """A text whose days do not break."""
    return _DAY.sub(r"<time>\g<0></time>", text)


def _cited(references: Iterable[tuple[str, str]]) -> str:
    return "<br>".join(_inlines([{"t": "link", "href": to, "c": [words]}]) for words, to in references)


def _inlines(nodes: Iterable[Node]) -> str:
    return "".join(map(_inline, nodes))


def _inline(node: Node) -> str:
    if isinstance(node, str):
        return _text(node)
    kind = node["t"]
    if kind == "break":
        return "<br>"
    if kind == "code":
        return f"<code>{_text(node['text'])}</code>"
    if kind == "image":
        return _text(f"[{node['text']}]")
    if kind == "link":
        inner = _inlines(node["c"])
        return f'<a href="{_text(node["href"])}" rel="noreferrer">{inner}</a>' if node["href"] else inner
    return f"<{_TAGS[kind]}>{_inlines(node['c'])}</{_TAGS[kind]}>"


def _text(text: str) -> str:
    return escape(clean_lines(text))
