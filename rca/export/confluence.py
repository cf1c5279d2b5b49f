"""RCAs in the storage format of Confluence: XHTML with its macros, well-formed whatever documents hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from rca.export.inlines import Markup
from rca.export.item_table import Cell, ItemTable
from rca.export.page import ITEMS, Page, Sign, Step, body, page
from rca.export.prose import Node, Nodes
from rca.export.selected import Selected
from rca.export.wording import xml_text

_COLOURS = {"error-bold": "Red", "error": "Red", "bold": "Yellow"}


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write the body of a page, one incident after the other."""
    for at, exported in enumerate(selected.documents()):
        made = page(exported)
        lines = [*(["<hr/>"] if at else []), *_Writer(made).lines()]
        file.write("".join(f"{line}\n" for line in lines).encode("utf-8"))


class _Writer:
    """Writes one page."""

    def __init__(self, made: Page) -> None:
        self.page = made

    def lines(self) -> Iterator[str]:
        """Title, facts, prose."""
        yield f"<h1>{_text(self.page.title)}</h1>"
        if self.page.severity:
            yield f"<p>{_status(self.page.severity)}</p>"
        if self.page.facts:
            rows = (
                f"<tr><th>{_text(label)}</th><td>{_XHTML.inlines(v)}</td></tr>"
                for label, v in self.page.facts
            )
            yield f"<table><tbody>{''.join(rows)}</tbody></table>"
        yield from self._blocks(body(self.page))

    def _blocks(self, nodes: Iterable[Node]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, dict):
                yield self._block(node)

    def _block(self, node: dict[str, Any]) -> str:
        kind = node["t"]
        if kind == "p":
            return f"<p>{_XHTML.inlines(node['c'])}</p>"
        if kind == "heading":
            return f"<h{node['level']}>{_XHTML.inlines(node['c'])}</h{node['level']}>"
        if kind == "quote":
            return f"<blockquote>{''.join(self._blocks(node['c']))}</blockquote>"
        if kind == "code":
            return _code(node["text"])
        if kind == "list":
            return self._list(node)
        if kind == "table":
            return _table(node["rows"])
        return self._items(node["items"]) if kind == ITEMS else "<hr/>"

    def _list(self, node: dict[str, Any]) -> str:
        if all(item["box"] is not None for item in node["items"]):
            return f"<ac:task-list>{''.join(map(self._task, node['items']))}</ac:task-list>"
        start = f" start={quoteattr(str(node['start']))}" if node["ordered"] and node["start"] != 1 else ""
        tag = "ol" if node["ordered"] else "ul"
        return f"<{tag}{start}>{''.join(map(self._item, node['items']))}</{tag}>"

    def _item(self, item: dict[str, Any]) -> str:
        if item["box"] is None:
            return f"<li>{''.join(self._blocks(item['c']))}</li>"
        told, rest = _first_paragraph(item["c"])
        return f"<li><p>{'☑' if item['box'] else '☐'} {told}</p>{''.join(self._blocks(rest))}</li>"

    def _task(self, item: dict[str, Any]) -> str:
        status = "complete" if item["box"] else "incomplete"
        told, rest = _first_paragraph(item["c"])
        body = f"<span>{told}</span>{''.join(self._blocks(rest))}"
        return (
            f"<ac:task><ac:task-status>{status}</ac:task-status><ac:task-body>{body}</ac:task-body></ac:task>"
        )

    def _items(self, positions: Sequence[int]) -> str:
        table = ItemTable(self.page, positions)
        head = "".join(f"<th>{_text(title)}</th>" for title in table.columns)
        rows = "".join(f"<tr>{''.join(map(_cell, cells))}</tr>" for cells in table.rows())
        return f"<table><tbody><tr>{head}</tr>{rows}</tbody></table>"


def _first_paragraph(nodes: Nodes) -> tuple[str, Nodes]:
    """What stands on the line of a box, and what stands below it."""
    first = nodes[0] if nodes else ""
    if isinstance(first, dict) and first["t"] == "p":
        return _XHTML.inlines(first["c"]), nodes[1:]
    return "", nodes


def _cell(cell: Cell) -> str:
    told = "<br/>".join(map(_sign, cell.signs)) + _XHTML.inlines(cell.nodes) + _XHTML.cited(cell.cited)
    return f"<td>{told}{_step(cell.step) if cell.step else ''}</td>"


def _step(step: Step) -> str:
    told = " ".join(filter(None, (_sign(step.mark) if step.mark else "", _text(step.day))))
    return "<br/>".join(filter(None, (told, _XHTML.cited(step.evidence))))


def _sign(sign: Sign) -> str:
    return _text(f"{sign.sign} {sign.word}".strip())


def _status(severity: Sign) -> str:
    colour = _COLOURS.get(severity.role, "Grey")
    return (
        '<ac:structured-macro ac:name="status">'
        f'<ac:parameter ac:name="colour">{colour}</ac:parameter>'
        f'<ac:parameter ac:name="title">{_text(severity.word)}</ac:parameter></ac:structured-macro>'
    )


def _code(text: str) -> str:
    body = xml_text(text).replace("]]>", "]]]]><![CDATA[>")
    return (
        '<ac:structured-macro ac:name="code">'
        f"<ac:plain-text-body><![CDATA[{body}]]></ac:plain-text-body></ac:structured-macro>"
    )


def _table(rows: Sequence[Sequence[Nodes]]) -> str:
    def row(cells: Sequence[Nodes], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{_XHTML.inlines(cell)}</{tag}>' for cell in cells)}</tr>"

    return f"<table><tbody>{row(rows[0], 'th')}{''.join(row(r, 'td') for r in rows[1:])}</tbody></table>"


def _text(text: str) -> str:
    return escape(xml_text(text))


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text))


_XHTML = Markup(_text, _quoted, "<br/>", {"strong": "strong", "em": "em", "strike": "del"})
