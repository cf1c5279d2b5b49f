"""RCAs as a document for a word processor: real headings, lists, tables and links."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from rca.errors import MissingExtra
from rca.export.docx_table import FACTS, item_widths, new_table
from rca.export.item_table import Cell, ItemTable
from rca.export.page import ITEMS, Page, Sign, Step, body, page
from rca.export.prose import Node, Nodes
from rca.export.selected import Selected
from rca.export.wording import xml_text

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_COLOURS = {
    "error": "B3261E", "error-bold": "B3261E", "warning": "8A5A00", "success": "1A6B34",
    "success-bold": "1A6B34", "accent": "0B5CAD", "muted": "57606A", "dropped": "57606A",
}  # fmt: skip
_MONO = "DejaVu Sans Mono"
_CODE = 114_300
"""9 pt, in English Metric Units: letters as high as those of the text around them."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_TITLE = 255
"""Characters that the properties of a file take."""


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write one document, each incident on pages of its own; the same input makes the same bytes."""
    try:
        import docx
        from docx.enum.text import WD_BREAK
    except ImportError:
        raise MissingExtra("A DOCX file", "office") from None
    word = docx.Document()
    _prepare(word, selected)
    for at, exported in enumerate(selected.documents()):
        made_page = page(exported)
        if at:
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif selected.incident:
            word.core_properties.title = xml_text(made_page.title)[:_LONGEST_TITLE]
        _Writer(word, made_page).write()
    made = io.BytesIO()
    word.save(made)
    _repack(made, file)


def _prepare(word: Word, selected: Selected) -> None:
    from docx.shared import Mm

    day = datetime.combine(selected.today, datetime.min.time(), UTC).replace(tzinfo=None)
    told = word.core_properties
    told.author, told.last_modified_by, told.comments, told.title = "", "", "", "Root cause analysis"
    told.created = told.modified = day
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, 720_000)  # 2 cm, in English Metric Units
    word.styles["Normal"].font.name = "Calibri"
    word.styles["Normal"].font.size = 133_350  # 10.5 pt
    word.styles["Title"].font.size = 254_000  # 20 pt
    foot = section.footer.paragraphs[0]
    _run(foot, f"As of {selected.today}\t\t")
    _field(foot, "PAGE")
    _run(foot, " / ")
    _field(foot, "NUMPAGES")


def _repack(made: IO[bytes], file: IO[bytes]) -> None:
    """The same archive without the times at which its parts were written."""
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _EPOCH), before.read(name), zipfile.ZIP_DEFLATED)


class _Writer:
    """Writes one page at the end of a document."""

    def __init__(self, word: Word, made: Page) -> None:
        self.word = word
        self.page = made

    def write(self) -> None:
        """Head, facts, prose."""
        title = self.word.add_paragraph(style="Title")
        _run(title, self.page.title)
        if self.page.severity:
            _mark(self.word.add_paragraph(), self.page.severity)
        if self.page.facts:
            self._facts()
        self.blocks(body(self.page))

    def _facts(self) -> None:
        with new_table(self.word, len(self.page.facts), FACTS, has_head=False) as table:
            for row, (label, value) in zip(table.rows, self.page.facts, strict=True):
                _mark(row.cells[0].paragraphs[0], Sign("", label, "muted"))
                _inlines(row.cells[1].paragraphs[0], value)

    def blocks(self, nodes: Iterable[Node], depth: int = 0, style: str = "") -> None:
        """Blocks one below the other."""
        for node in nodes:
            if isinstance(node, dict):
                self._block(node, depth, style)

    def _block(self, node: dict[str, Any], depth: int, style: str) -> None:
        kind = node["t"]
        if kind == "p":
            _inlines(self.word.add_paragraph(style=style or None), node["c"])
        elif kind == "heading":
            _inlines(self.word.add_heading(level=min(node["level"], 9)), node["c"])
        elif kind == "quote":
            self.blocks(node["c"], depth, "Quote")
        elif kind == "code":
            _run(self.word.add_paragraph(), node["text"], mono=True)
        elif kind == "rule":
            self.word.add_paragraph()
        elif kind == "list":
            self._list(node, depth)
        elif kind == "table":
            self._table(node["rows"], node["widths"])
        elif kind == ITEMS:
            self._items(node["items"])

    def _list(self, node: dict[str, Any], depth: int) -> None:
        level = min(depth + 1, 3)
        style = "List Number" if node["ordered"] else "List Bullet"
        name = style if level == 1 else f"{style} {level}"
        for number, item in enumerate(node["items"], node["start"]):
            first, rest = item["c"][:1], item["c"][1:]
            if item["box"] is not None and first:
                box = "☑ " if item["box"] else "☐ "
                first = [first[0] | {"c": [box, *first[0].get("c", [])]}]
            if node["ordered"] and first and first[0]["t"] == "p":
                # The numbers are text: those of Word's own lists go on from one list to the next.
                first, name = [first[0] | {"c": [f"{number}. ", *first[0]["c"]]}], "List Continue"
            self.blocks(first, depth + 1, name)
            self.blocks(rest, depth + 1, "List Continue")

    def _table(self, rows: Sequence[Sequence[Nodes]], widths: Sequence[float]) -> None:
        with new_table(self.word, len(rows), widths) as table:
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, nodes in zip(row.cells, cells, strict=False):
                    _inlines(cell.paragraphs[0], nodes)

    def _items(self, positions: Sequence[int]) -> None:
        items = ItemTable(self.page, positions)
        cells = list(items.rows())
        with new_table(self.word, len(cells) + 1, item_widths(cells)) as table:
            for cell, title in zip(table.rows[0].cells, items.columns, strict=True):
                _run(cell.paragraphs[0], title)
            for row, held in zip(list(table.rows)[1:], cells, strict=True):
                for cell, told in zip(row.cells, held, strict=True):
                    _cell(cell.paragraphs[0], told)


def _cell(at: Paragraph, told: Cell) -> None:
    for number, sign in enumerate(told.signs):
        if number:
            at.add_run().add_break()
        _mark(at, sign)
    _inlines(at, told.nodes)
    _cited(at, told.cited)
    if told.step:
        _step(at, told.step)


def _field(at: Paragraph, name: str) -> None:
    """What the word processor counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(at.add_run("1")._r)
    at._p.append(field)


def _step(at: Paragraph, step: Step) -> None:
    if step.mark:
        _mark(at, step.mark)
    _run(at, f" {step.day}" if step.day else "")
    if step.evidence:
        at.add_run().add_break()
        _cited(at, step.evidence)


def _mark(at: Paragraph, sign: Sign) -> None:
    run = _run(at, f"{sign.sign} {sign.word}" if sign.sign else sign.word, bold="bold" in sign.role)
    if run is not None and sign.role in _COLOURS:
        from docx.shared import RGBColor

        run.font.color.rgb = RGBColor.from_string(_COLOURS[sign.role])


def _cited(at: Paragraph, references: Sequence[tuple[str, str]]) -> None:
    for index, (words, address) in enumerate(references):
        if index:
            at.add_run().add_break()
        _inlines(at, [{"t": "link", "href": address, "c": [words]}])


def _inlines(at: Paragraph, nodes: Iterable[Node], **looks: bool) -> None:
    for node in nodes:
        if isinstance(node, str):
            _run(at, node, **looks)
        elif node["t"] == "break":
            at.add_run().add_break()
        elif node["t"] == "link" and node["href"]:
            _link(at, node, looks)
        elif "text" in node:
            words = node["text"] if node["t"] == "code" else f"[{node['text']}]"
            _run(at, words, **looks, mono=node["t"] == "code")
        else:
            look = {"strong": "bold", "em": "italic", "strike": "strike"}.get(node["t"])
            _inlines(at, node["c"], **(looks | {look: True} if look else looks))


def _link(at: Paragraph, node: dict[str, Any], looks: dict[str, bool]) -> None:
    """A link that a reader can follow: python-docx reads these, and writes none."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    before = len(at.runs)
    _inlines(at, node["c"], **looks, link=True)
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), at.part.relate_to(xml_text(node["href"]), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    for run in at.runs[before:]:
        link.append(run._r)
    at._p.append(link)


def _run(
    at: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    mono: bool = False,
    link: bool = False,
) -> Any:
    if not text:
        return None
    run = at.add_run(xml_text(text))
    run.bold, run.italic = bold or None, italic or None
    run.font.strike, run.font.underline = strike or None, link or None
    if mono:
        run.font.name = _MONO
        run.font.size = None if (at._p.style or "").startswith("Heading") else _CODE
    if link:
        from docx.shared import RGBColor

        run.font.color.rgb = RGBColor.from_string(_COLOURS["accent"])
    return run
