"""`<!-- rca: ignore AI11 reason -->` in a document: a problem that its people have looked at and accepted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from rca.checks.prose import Prose
from rca.model import Diagnostic
from rca.text import Source, Span

_COMMENT = re.compile(r"<!--\s*rca:\s*ignore(?P<file>-file)?(?P<rest>(?s:.*))-->")
_RULE = re.compile(r"[A-Z]{2,6}\d{2}\Z")


class Suppression(NamedTuple):
    """A comment that silences rules for some lines."""

    span: Span
    rules: tuple[str, ...]
    reason: str
    lines: range
    """Lines from 1 that it covers."""

    def covers(self, diagnostic: Diagnostic, line: int) -> bool:
        """Whether it silences a diagnostic whose place starts in a line."""
        return diagnostic.rule in self.rules and line in self.lines


def suppressions(prose: Prose) -> tuple[Suppression, ...]:
    """Every suppression of a document, in order."""
    return tuple(_read(prose.source, span, match) for span, match in _matches(prose))


def _matches(prose: Prose) -> Iterator[tuple[Span, re.Match[str]]]:
    for span in prose.comments:
        if match := _COMMENT.fullmatch(prose.source.slice(span)):
            yield span, match


def _read(source: Source, span: Span, match: re.Match[str]) -> Suppression:
    words = match["rest"].replace(",", " ").split()
    count = next((k for k, word in enumerate(words) if not _RULE.match(word)), len(words))
    lines = range(1, len(source.text) + 2) if match["file"] else _lines(source, span)
    reason = " ".join(words[count:]).strip(" :—–-")
    return Suppression(span, tuple(words[:count]), reason, lines)


def _lines(source: Source, span: Span) -> range:
    """The comment's own lines; if it stands alone there, the block below it too."""
    first, last = source.line(span.start), source.line(span.end)
    around = (
        source.text[source.line_span(first).start : span.start],
        source.text[span.end : source.line_span(last).end],
    )
    if any(part.strip() for part in around):
        return range(first, last + 1)
    return range(first, _end_of_block(source, last + 1))


def _end_of_block(source: Source, line: int) -> int:
    """The line behind the next run of lines that are not blank."""
    last, begun = source.line(len(source.text)), False
    while line <= last:
        blank = not source.slice(source.line_span(line)).strip()
        if blank and begun:
            break
        begun = begun or not blank
        line += 1
    return line


def unsuppressed(
    found: Iterable[Diagnostic], prose: Prose, known: Container[str], active: Container[str]
) -> Iterator[Diagnostic]:
    """What no comment silences, and what is wrong with the comments themselves.

    `known` are the ids of all rules, `active` those that were looked for.
    """
    comments = suppressions(prose)
    used: set[Span] = set()
    for diagnostic in found:
        line = prose.source.line(diagnostic.span[0])
        by = [comment for comment in comments if comment.covers(diagnostic, line)]
        used.update(comment.span for comment in by)
        if not by:
            yield diagnostic
    for comment in comments:
        idle = comment.span not in used and all(rule in active for rule in comment.rules)
        yield from _judge(comment, known, idle)


def _judge(comment: Suppression, known: Container[str], idle: bool) -> Iterator[Diagnostic]:
    strange = [rule for rule in comment.rules if rule not in known]
    if not comment.rules:
        yield _problem(
            "IGN01", comment, "the comment names no rule to ignore; write the rule's id behind `ignore`"
        )
    elif strange:
        yield _problem(
            "IGN01", comment, f"no rule has the id {strange[0]}; `docs/checks.md` lists those there are"
        )
    elif not comment.reason:
        yield _problem(
            "IGN02", comment, "the comment does not say why; write the reason behind the rule's id"
        )
    elif idle:
        yield _problem(
            "IGN03",
            comment,
            f"nothing is left to ignore here for {', '.join(comment.rules)}; delete the comment",
        )


def _problem(rule: str, comment: Suppression, message: str) -> Diagnostic:
    level = "info" if rule == "IGN03" else "warning"
    return Diagnostic(rule=rule, level=level, message=message, span=comment.span)
