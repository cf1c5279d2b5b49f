"""RCAs as one HTML page that needs nothing else: nothing is fetched, nothing runs, text is only text."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import IO, Any

from rca.export.page import BLOCKED_SIGN, ITEMS, Line, Page, Sign, Step, page
from rca.export.prose import Node, Nodes, plain
from rca.export.selected import Selected
from rca.export.wording import environment_title
from rca.output.clean import clean_lines

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TAGS = {"strong": "strong", "em": "em", "strike": "s"}


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write the page, one incident below the other."""
    for at, exported in enumerate(selected.documents(), 1):
        made = page(exported)
        if at == 1:
            title = made.title if selected.incident else "Root cause analyses"
            file.write("\n".join(_head(title)).encode("utf-8"))
        file.write("".join(f"{line}\n" for line in _Writer(made, at).lines()).encode("utf-8"))
    file.write(f"<footer>As of {selected.today}</footer>\n</main></body></html>\n".encode())


def _head(title: str) -> Iterator[str]:
    style = Path(__file__).with_name("incident.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(title)}</title>"
    yield f"<style>{style}</style></head>"
    yield "<body><main>\n"


class _Writer:
    """Writes one incident."""

    def __init__(self, made: Page, number: int) -> None:
        self.page = made
        self.number = number
        self.headings = 0

    def lines(self) -> Iterator[str]:
        """Title, facts, outline, prose."""
        body = list(self._blocks(self.page.body))
        yield f'<article lang="">\n<header><h1>{_text(self.page.title)}</h1>'
        if self.page.severity:
            yield f'<p class="pill {self.page.severity.role}">{_text(self.page.severity.word)}</p>'
        if self.page.facts:
            facts = (f"<dt>{_text(label)}</dt><dd>{_inlines(value)}</dd>" for label, value in self.page.facts)
            yield f'<dl class="facts">{"".join(facts)}</dl>'
        yield "</header>"
        yield from self._outline()
        yield from body
        yield "</article>"

    def _outline(self) -> Iterator[str]:
        found = [n for n in self.page.body if isinstance(n, dict) and n["t"] == "heading"]
        tops = [(at, n) for at, n in enumerate(found, 1) if n["level"] <= 2]
        if len(tops) > 2:
            links = (f'<li><a href="#{self._anchor(at)}">{_text(plain(n["c"]))}</a></li>' for at, n in tops)
            yield f'<nav aria-label="Sections"><ul>{"".join(links)}</ul></nav>'

    def _anchor(self, heading: int) -> str:
        return f"s{self.number}-{heading}"

    def _blocks(self, nodes: Iterable[Node], *, is_top: bool = True) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, dict):
                yield self._heading(node, is_top=is_top) if node["t"] == "heading" else self._block(node)

    def _heading(self, node: dict[str, Any], *, is_top: bool) -> str:
        """A heading below the title; those of the outline have an anchor."""
        self.headings += is_top
        anchor = f' id="{self._anchor(self.headings)}"' if is_top else ""
        level = max(node["level"], 2)
        return f"<h{level}{anchor}>{_inlines(node['c'])}</h{level}>"

    def _block(self, node: dict[str, Any]) -> str:
        kind = node["t"]
        if kind == "p":
            return f"<p>{_inlines(node['c'])}</p>"
        if kind == "quote":
            return f"<blockquote>{self._inner(node['c'])}</blockquote>"
        if kind == "code":
            return f'<pre tabindex="0"><code>{_text(node["text"])}</code></pre>'
        if kind == "list":
            return self._list(node)
        if kind == "table":
            return _table(node)
        return self._items([self.page.lines[at] for at in node["items"]]) if kind == ITEMS else "<hr>"

    def _inner(self, nodes: Nodes) -> str:
        return "".join(self._blocks(nodes, is_top=False))

    def _list(self, node: dict[str, Any]) -> str:
        tag = "ol" if node["ordered"] else "ul"
        start = f' start="{node["start"]}"' if node["ordered"] and node["start"] != 1 else ""
        return f"<{tag}{start}>{''.join(map(self._item, node['items']))}</{tag}>"

    def _item(self, item: dict[str, Any]) -> str:
        """A list item; one with a single paragraph without the paragraph's tags."""
        box = {True: "☑ ", False: "☐ ", None: ""}[item["box"]]
        content = item["c"]
        if content and isinstance(content[0], dict) and content[0]["t"] == "p":
            return f"<li>{box}{_inlines(content[0]['c'])}{self._inner(content[1:])}</li>"
        return f"<li>{box}{self._inner(content)}</li>"

    def _items(self, lines: Sequence[Line]) -> str:
        places = [name for name in self.page.environments if any(name in line.executed for line in lines)]
        has_issues = any(line.issues for line in lines)
        titles = ["#", "State", "Action", "Owner", "Due", *(["Issue"] if has_issues else []), "Written"]
        titles += map(environment_title, places)
        head = "".join(f'<th scope="col">{_text(title)}</th>' for title in titles)
        rows = "".join(f"<tr>{''.join(_cells(line, places, has_issues=has_issues))}</tr>" for line in lines)
        return _scrolled(
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>", "Action items"
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


def _table(node: dict[str, Any]) -> str:
    sides = [f' class="{side}"' if side != "left" else "" for side in node["align"]]

    def row(cells: Sequence[Nodes], tag: str) -> str:
        return "".join(f"<{tag}{s}>{_inlines(c)}</{tag[:2]}>" for s, c in zip(sides, cells, strict=False))

    head, *rows = node["rows"]
    body = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in rows)
    made = f"<table><thead><tr>{row(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"
    return _scrolled(made, "Table")


def _scrolled(table: str, label: str) -> str:
    """A table that scrolls by itself where it is too wide, by keyboard as well."""
    return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">{table}</div>'


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
