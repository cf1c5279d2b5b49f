"""Tables of action items: those of lists, and those that stand in the page of their incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jinja2.filters import do_urlencode
from markupsafe import Markup

from rca.html.signs import mark, severity, step, words
from rca.rows import ItemRow
from rca.site.facts import Facts
from rca.site.lists import due_of, execution_of, mark_of, step_of

_NOWRAP = 20
"""Characters up to which what stands for a day does not break."""


class Cited(NamedTuple):
    """Something that a claim rests on; without an address where it is none."""

    text: str
    href: str


class Line(NamedTuple):
    """An action item: how it stands, and what its document cites for it."""

    row: ItemRow
    issues: list[Cited]
    written: list[Cited]
    executed: dict[str, list[Cited]]


class Rows:
    """Makes the rows of items; one that stands in several lists is made once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._made: dict[tuple[str, int, str, str, bool], str] = {}

    def listed(self, items: Sequence[ItemRow], root: str, *, with_owner: bool = True) -> Markup:
        """A list of items of any incidents; nothing where there is none."""
        if not items:
            return Markup()
        owner = ['<th scope="col" class="who">Owner</th>'] if with_owner else []
        heads = ("Due", "Written", *(name or "Executed" for name in self.facts.environments))
        return _table(
            (
                '<th scope="col" class="state">State</th><th scope="col">Action</th>',
                *owner,
                *(f'<th scope="col" class="when">{words(head)}</th>' for head in heads),
            ),
            (self._listed(item, root, with_owner=with_owner) for item in items),
        )

    def own(self, lines: Iterable[Line], environments: Sequence[str]) -> Markup:
        """The items of one document, in the place where it has them."""
        heads = ["#", "State", "Action", "Owner", "Due", "Written", *(e or "Executed" for e in environments)]
        return _table(
            (f'<th scope="col">{words(head)}</th>' for head in heads),
            (self._own(line, environments) for line in lines),
        )

    def _listed(self, item: ItemRow, root: str, *, with_owner: bool) -> str:
        key = (item.path, item.line, item.number, root, with_owner)
        if key not in self._made:
            cells = self._cells_of_list(item, root, with_owner=with_owner)
            self._made[key] = f"<tr>\n{''.join(cells)}\n</tr>\n"
        return self._made[key]

    def _cells_of_list(self, item: ItemRow, root: str, *, with_owner: bool) -> Iterator[str]:
        level = severity(item.severity, item.severity_rank)
        place = f"{root}{self.facts.pages[item.path]}#item-{do_urlencode(item.number)}"
        of = f'<a href="{words(place)}">{words(item.title or item.incident)}</a>'
        number = f'<span class="muted">item {words(item.number)}</span>'
        yield _state(item)
        yield f'<td class="wide">{words(item.text)}<div class="of">{level} {of} {number}</div></td>\n'
        if with_owner:
            yield f"<td>{self._owners(item, root)}</td>"
        yield f"{_due(item)}\n{_written(item)}\n"
        yield from (_executed(item, name) for name in self.facts.environments)

    def _own(self, line: Line, environments: Sequence[str]) -> str:
        cells = "".join(self._cells_of_own(line, environments))
        return f'<tr id="item-{words(line.row.number)}">\n{cells}\n</tr>\n'

    def _cells_of_own(self, line: Line, environments: Sequence[str]) -> Iterator[str]:
        item = line.row
        issues = f'<div class="of">{_cites(line.issues)}</div>' if line.issues else ""
        yield f'<td class="fit" data-head="#">{words(item.number)}</td>\n'
        yield _state(item)
        yield f'<td class="wide">{words(item.text)}{issues}\n{self._waits(item)}</td>\n'
        yield f"<td>{self._owners(item, '../')}</td>\n{_due(item)}\n{_written(item, line.written)}\n"
        yield from (_executed(item, name, line.executed.get(name, ())) for name in environments)

    def _owners(self, item: ItemRow, root: str) -> str:
        pages = self.facts.owner_pages
        links = [f'<a href="{words(root + pages[owner])}">{words(owner)}</a>' for owner in item.owners]
        return ", ".join(links) or '<span class="warning">nobody</span>'

    def _waits(self, item: ItemRow) -> str:
        if not item.blocked_by:
            return ""
        links = ", ".join(self._waited(ref, item.incident) for ref in item.blocked_by)
        return f'<div class="of">waits for {links}</div>'

    def _waited(self, ref: str, here: str) -> str:
        incident, number = ref.rsplit("/", 1)
        anchor = words(f"#item-{do_urlencode(number)}")
        if incident == here:
            return f'<a href="{anchor}">item {words(number)}</a>'
        if row := self.facts.by_id.get(incident):
            page = words(f"../{self.facts.pages[row.path]}")
            return f'<a href="{page}{anchor}">{words(row.title or incident)} {words(number)}</a>'
        return words(ref)


def _table(heads: Iterable[str], rows: Iterable[str]) -> Markup:
    return Markup(  # noqa: S704 - escaped cell by cell
        '<div class="scroll" role="group" aria-label="Action items" tabindex="0">\n'
        f'<table class="stacked items">\n<thead><tr>{"".join(heads)}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n</div>\n"
    )


def _state(item: ItemRow) -> str:
    return f'<td class="fit">{mark(mark_of(item), is_blocked="blocked" in item.flags)}</td>\n'


def _due(item: ItemRow) -> str:
    """A day does not break; words in the place of one may."""
    cell = due_of(item)
    fit = ' class="fit"' if len(cell.text) < _NOWRAP else ""
    told = f'<span class="{cell.role}">{words(cell.text)}</span>' if cell.text else ""
    return f'<td{fit} data-head="Due">{told}</td>'


def _written(item: ItemRow, cited: Iterable[Cited] = ()) -> str:
    told = step(step_of(item.written, item.written_day))
    return f'<td class="fit" data-head="Written">{told}{_cites(cited)}</td>'


def _executed(item: ItemRow, name: str, cited: Iterable[Cited] = ()) -> str:
    told = step(execution_of(item, name))
    return f'<td class="fit" data-head="{words(name or "Executed")}">{told}{_cites(cited)}</td>'


def _cites(cited: Iterable[Cited]) -> str:
    return "".join(f'<span class="cite">{_cite(*one)}</span>' for one in cited)


def _cite(text: str, href: str) -> str:
    return f'<a href="{words(href)}" rel="noreferrer">{words(text)}</a>' if href else words(text)
