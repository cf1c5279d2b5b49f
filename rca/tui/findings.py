"""Diagnostics of many documents as the rows of a table: under headings, filtered, groups folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from rca.output.table import Cell
from rca.output.words import count
from rca.rows import DiagnosticRow
from rca.tui.beside import LEVELS
from rca.tui.widgets.rows import Heading, Row

Grouping = Literal["rule", "file", "level"]
GROUPINGS: tuple[Grouping, ...] = ("rule", "file", "level")


class Group(NamedTuple):
    """What a heading stands for."""

    name: str


class Findings:
    """What is wrong with which document."""

    def __init__(self) -> None:
        self.by_path: dict[str, tuple[DiagnosticRow, ...]] = {}
        self.grouping: Grouping = "rule"
        self.words: tuple[str, ...] = ()
        """All of them have to stand in a diagnostic, in its rule, its path or its level; `-word` must not."""
        self.folded: set[str] = set()
        """Names of groups whose diagnostics are not shown."""
        self.titles: Mapping[str, str] = {}
        """What each rule says, by its id."""

    def put(self, found: Mapping[str, tuple[DiagnosticRow, ...]]) -> None:
        """Take in what is wrong with some documents now."""
        self.by_path.update(found)

    def keep(self, paths: Iterable[str]) -> None:
        """Forget documents that are not among these."""
        kept = set(paths)
        self.by_path = {path: found for path, found in self.by_path.items() if path in kept}

    def fold(self, name: str) -> None:
        """Hide what stands below a heading, or show it again."""
        self.folded ^= {name}

    def fold_all(self, names: Iterable[str]) -> None:
        """Hide what stands below all headings; where all of it is hidden, show all."""
        every = set(names)
        self.folded = set() if every <= self.folded else every

    def chosen(self) -> list[DiagnosticRow]:
        """Those that the words select, by path and line."""
        return [each for path in sorted(self.by_path) for each in self.by_path[path] if self._is_chosen(each)]

    def _is_chosen(self, each: DiagnosticRow) -> bool:
        if not self.words:
            return True
        text = f"{each.rule} {each.level} {each.path} {each.message}".casefold()
        return all(
            (word[1:] not in text) if word[:1] == "-" and word[1:] else word in text for word in self.words
        )

    def groups(self) -> dict[str, list[DiagnosticRow]]:
        """What is chosen, by the name of its group: the gravest first, then the largest; files by name."""
        found: dict[str, list[DiagnosticRow]] = {}
        for each in self.chosen():
            found.setdefault(self.name_of(each), []).append(each)
        if self.grouping == "file":
            return found
        return dict(sorted(found.items(), key=_weight))

    def name_of(self, each: DiagnosticRow) -> str:
        """The group of a diagnostic."""
        return {"rule": each.rule, "file": each.path, "level": each.level}[self.grouping]

    def rows(self) -> list[Row | Heading]:
        """Headings, and below those that are not folded what they count."""
        rows: list[Row | Heading] = []
        for name, group in self.groups().items():
            folded = name in self.folded
            rows.append(Heading(name, self._told(name, group, folded=folded), Group(name)))
            rows += [] if folded else [_row(each) for each in group]
        return rows

    def _told(self, name: str, group: Sequence[DiagnosticRow], *, folded: bool) -> str:
        files = len({each.path for each in group})
        where = "" if self.grouping == "file" else f" in {count(files, 'file')}"
        told = f"{len(group)}{where}{', folded' if folded else ''}"
        return f"{told}: {self.titles[name]}" if name in self.titles else told


def _weight(group: tuple[str, list[DiagnosticRow]]) -> tuple[int, int, str]:
    name, found = group
    return min(list(LEVELS).index(each.level) for each in found), -len(found), name


def _row(each: DiagnosticRow) -> Row:
    sign, role = LEVELS[each.level]
    place = Cell(f"{each.path}:{each.line}", "muted")
    return Row((Cell(sign, role), Cell(each.rule), place, place, Cell(each.message)), each)
