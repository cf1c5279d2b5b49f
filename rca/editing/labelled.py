"""Facts on labelled lines below an item that is a sub-heading or a list's item: `- **Owner:** sre`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rca.editing.columns import COLUMNS
from rca.editing.lines import insert, line_end, line_start
from rca.model import ActionItem
from rca.text import Source, Span, TextEdit

_LABELLED = re.compile(
    r"(?P<lead>[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?[*_]{0,3})(?P<label>[^\n:：*_]+)"
    r"(?P<tail>[*_]{0,3}\s?[:：][*_]{0,3}[ \t]*)"
)
_MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")
_BREAK = re.compile(r"(?: {2,}|\\)$")
_NUMBER = re.compile(r"\d+")
_BLANK_BELOW = re.compile(r"[^\n]*\n[ \t\r]*\n")


class LabelledPlace:
    """The labelled lines below the text of an item."""

    colon = ": "

    def __init__(self, source: Source, item: ActionItem, after: int) -> None:
        self.source = source
        self.item = item
        end = line_end(source, after)
        self.labelled = sorted(span for span in item.fields.values() if span.start >= end)

    def get(self, name: str) -> str:
        """The text of a fact as it stands, empty where there is none."""
        span = self.item.fields.get(name)
        return self.source.slice(span) if span else ""

    def set(self, values: Mapping[str, str]) -> list[TextEdit]:
        """Write facts: where a line has them already, else on new lines behind the last one."""
        edits, missing = [], []
        for name, value in values.items():
            span = self.item.text_span if name == "text" else self.item.fields.get(name)
            if span is not None:
                edits.append(TextEdit(span, value or "—"))
            elif value:
                missing.append(self.line(name, value))
        return [*edits, self._lines(missing)] if missing else edits

    def line(self, name: str, value: str) -> str:
        """A fact on a line like the last one that the item has."""
        if not self.labelled:
            return f"- **{COLUMNS[name]}:** {value}"
        last = self.labelled[-1]
        start = line_start(self.source, last.start)
        sample = _LABELLED.match(self.source.text, start, last.start)
        if sample is None:
            return f"- **{COLUMNS[name]}:** {value}"
        label = COLUMNS[name].lower() if sample["label"].islower() else COLUMNS[name]
        tail = sample["tail"] if sample["tail"].endswith((" ", "\t")) else sample["tail"] + " "
        return sample["lead"] + label + tail + value

    def _lines(self, lines: Sequence[str]) -> TextEdit:
        newline = self.source.newline
        if not self.labelled:
            end = line_end(self.source, self.item.span.end)
            return insert(end, newline + "".join(newline + line for line in lines))
        end = line_end(self.source, self.labelled[-1].end)
        if _MARKER.match(lines[0]):
            return insert(end, "".join(newline + line for line in lines))
        if self._stand_apart():
            return insert(end, "".join(newline * 2 + line for line in lines))
        hard, ends_hard = self._break()
        text = "".join(f"{hard}{newline}{line}" for line in lines)
        return insert(end, text.removeprefix(hard) + hard if ends_hard else text)

    def between(self) -> str:
        """What separates two labelled lines."""
        if not self.labelled:
            return self.source.newline
        last = self.labelled[-1]
        if _MARKER.match(self.source.text, line_start(self.source, last.start)):
            return self.source.newline
        return self.source.newline * 2 if self._stand_apart() else self._break()[0] + self.source.newline

    def _stand_apart(self) -> bool:
        """Whether the labelled lines are paragraphs of their own."""
        if len(self.labelled) < 2:
            return True
        between = self.source.text[self.labelled[-2].end : self.labelled[-1].start]
        return len(re.findall(r"\r\n?|\n", between)) > 1

    def _break(self) -> tuple[str, bool]:
        """The hard break between two labelled lines, and whether the last one ends with it."""
        breaks = [
            _BREAK.search(self.source.text[span.end : line_end(self.source, span.end)])
            for span in self.labelled[-2:]
        ]
        first, last = breaks[0], breaks[-1]
        return (first or last).group() if first or last else "", last is not None  # type: ignore[union-attr]


def new_item(source: Source, last: ActionItem, values: Mapping[str, str]) -> TextEdit:
    """A sub-heading, or a bold line, with labelled lines behind the last item that is one."""
    place = LabelledPlace(source, last, last.text_span.end)
    start = line_start(source, last.span.start)
    lead = source.text[start : last.text_span.start]
    bold = next((mark for mark in ("**", "__") if lead.startswith(mark)), "")
    heading = _NUMBER.sub(lambda m: str(int(m.group()) + 1), lead, count=1) + values["action"] + bold
    facts = {name: value for name, value in values.items() if name not in ("number", "action")}
    lines = [place.line(name, value) for name, value in facts.items()]
    end = Span(last.span.end, last.span.end)
    gap = source.newline * 2
    is_apart = not bold or _BLANK_BELOW.match(source.text, last.text_span.end)
    below = gap if is_apart else source.newline
    return TextEdit(end, gap + heading + (below + place.between().join(lines) if lines else ""))
