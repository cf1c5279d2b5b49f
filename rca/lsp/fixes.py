"""Edits that mend a diagnostic: the word that was meant, a comment that accepts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from rca.blocks import Row, scan
from rca.checks.explain import explanation
from rca.facts import facts
from rca.lsp.diagnostics import diagnose
from rca.lsp.mending import mendings
from rca.lsp.site import View
from rca.lsp.texts import Text
from rca.model import Diagnostic
from rca.ruleids import RULE_IDS, UnknownRule
from rca.text import Source, Span, TextEdit

REASON = "say why this is right here"
"""What stands in a comment that accepts a diagnostic, for a person to write over."""
_NEAR = re.compile(
    r"unknown key `(?:[^`]*\.)?(?P<key>[^`.]+)`; did you mean `(?P<near>[^`]+)`\?"
    r"|no rule has the id \"(?P<id>[^\"]+)\"; did you mean (?P<rule>\w+)\?"
)
_STRANGE = re.compile(r"no rule has the id (?P<id>[^\s;]+)")


class Fix(NamedTuple):
    """Edits that mend one diagnostic."""

    title: str
    edits: tuple[TextEdit, ...]
    mends: bool
    """Whether what is wrong is put right, rather than accepted."""


def fixes(view: View, diagnostic: Diagnostic) -> Iterator[Fix]:
    """What can be done about a diagnostic of a document, apart from accepting it."""
    source = view.text.source
    yield from (Fix(each.title, each.edits, mends=True) for each in mendings(view, diagnostic))
    if diagnostic.rule == "IGN03":
        yield Fix("Delete the comment", (TextEdit(_whole_line(source, diagnostic.span), ""),), True)
    if diagnostic.rule == "IGN01" and (strange := _STRANGE.search(diagnostic.message)):
        near = get_close_matches(strange["id"], RULE_IDS, 1, 0.5)
        yield from (_replaced(source, diagnostic.span, strange["id"], name) for name in near)


def config_fixes(text: Text, diagnostic: Diagnostic) -> Iterator[Fix]:
    """The key or the rule that was meant where the configuration names one that there is not."""
    if near := _NEAR.search(diagnostic.message):
        wrong, right = near["key"] or near["id"], near["near"] or near["rule"]
        yield _replaced(text.source, diagnostic.span, wrong, right)


def _replaced(source: Source, span: Span, wrong: str, right: str) -> Fix:
    at = source.text.find(wrong, *span)
    edits = (TextEdit(Span(at, at + len(wrong)), right),) if at >= 0 else ()
    return Fix(f"Write {right} instead of {wrong}", edits, True)


def _whole_line(source: Source, span: Span) -> Span:
    """A span, with its line where nothing else stands there."""
    start, end = source.line_span(source.line(span.start))
    if source.text[start:end].strip() != source.slice(span):
        return span
    behind = source.line(span.start) + 1
    last = source.line(len(source.text))
    return Span(start, source.line_span(behind).start if behind <= last else end)


def can_be_accepted(diagnostic: Diagnostic) -> bool:
    """Whether a comment can accept a diagnostic of this rule."""
    try:
        return bool(explanation(diagnostic.rule).accept)
    except UnknownRule:
        return False


def accept(view: View, diagnostic: Diagnostic) -> Fix | None:
    """A comment that accepts a diagnostic, where it does so and changes no fact; None without a place."""
    count = _count(view, diagnostic)
    for edit in _comments(view.text.source, diagnostic):
        after = view.text.source.apply((edit,))
        tried = view.reread(after)
        if facts(tried.document) == facts(view.document) and _count(tried, diagnostic) < count:
            return Fix(accept_title(diagnostic), (edit,), False)
    return None


def accept_title(diagnostic: Diagnostic) -> str:
    """The words of the offer to accept a diagnostic."""
    return f"Accept {diagnostic.rule} here with a comment that says why"


def _count(view: View, diagnostic: Diagnostic) -> int:
    alike = (diagnostic.rule, diagnostic.message)
    return sum((each.rule, each.message) == alike for each in diagnose(view))


def _comments(source: Source, diagnostic: Diagnostic) -> Iterator[TextEdit]:
    """In the row of a table; at the end of the line; above it; for the whole file, at its end."""
    comment = f"<!-- rca: ignore {diagnostic.rule} {REASON} -->"
    at = diagnostic.span.start
    start, end = source.line_span(source.line(at))
    if row := _row_at(source, at):
        last = source.text.rfind("|", row.span.start, row.span.end)
        place = (
            last
            if source.text[last + 1 : row.span.end].strip() == "" and last > row.cells[0].end
            else row.span.end
        )
        yield TextEdit(Span(place, place), f"{'' if source.text[place - 1] == ' ' else ' '}{comment} ")
        return
    yield TextEdit(Span(end, end), f" {comment}")
    yield TextEdit(Span(start, start), f"{comment}{source.newline}")
    yield TextEdit(Span(start, start), f"{comment}{source.newline * 2}")
    whole = comment.replace("ignore", "ignore-file", 1)
    lead = "" if source.text.endswith(("\n", "\r")) else source.newline
    last = len(source.text)
    yield TextEdit(Span(last, last), f"{lead}{source.newline}{whole}{source.newline}")


def _row_at(source: Source, offset: int) -> Row | None:
    tables = (block for block in scan(source).blocks if block.kind == "table")
    rows = (row for table in tables for row in table.rows)
    return next((row for row in rows if row.span.start <= offset <= row.span.end and row.cells), None)
