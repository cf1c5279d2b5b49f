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


def suppressions(prose: Prose) -> tuple[Suppression, ...]:
    """Every suppression of a document, in order."""
    matches = [(span, match) for span in prose.comments if (match := _match(prose.source, span))]
    ends = _block_ends(prose.source) if matches else []
    return tuple(_read(prose.source, span, match, ends) for span, match in matches)


def _match(source: Source, span: Span) -> re.Match[str] | None:
    return _COMMENT.fullmatch(source.slice(span))


def _read(source: Source, span: Span, match: re.Match[str], ends: list[int]) -> Suppression:
    words = match["rest"].replace(",", " ").split()
    count = next((k for k, word in enumerate(words) if not _RULE.match(word)), len(words))
    lines = range(1, len(ends)) if match["file"] else _lines(source, span, ends)
    reason = " ".join(words[count:]).strip(" :—–-")
    return Suppression(span, tuple(words[:count]), reason, lines)


def _lines(source: Source, span: Span, ends: list[int]) -> range:
    """The comment's own lines; if it stands alone there, the block below it too."""
    first, last = source.line(span.start), source.line(span.end)
    before = source.text[source.line_span(first).start : span.start]
    behind = source.text[span.end : source.line_span(last).end]
    alone = not (before.strip() or behind.strip())
    return range(first, ends[last + 1] if alone else last + 1)


def _block_ends(source: Source) -> list[int]:
    """By line number: the line behind the block that stands on it, or on the next line that is not blank."""
    last = source.line(len(source.text))
    ends = [last + 1] * (last + 2)
    for line in range(last - 1, 0, -1):
        here, below = (not _is_blank(source, number) for number in (line, line + 1))
        ends[line] = line + 1 if here and not below else ends[line + 1]
    return ends


def _is_blank(source: Source, line: int) -> bool:
    return source.slice(source.line_span(line)).isspace() or not source.slice(source.line_span(line))


def unsuppressed(
    found: Iterable[Diagnostic], prose: Prose, known: Container[str], active: Container[str]
) -> Iterator[Diagnostic]:
    """What no comment silences, and what is wrong with the comments themselves.

    `known` are the ids of all rules, `active` those that were looked for.
    """
    comments = suppressions(prose)
    by_rule: dict[str, list[Suppression]] = {}
    for comment in comments:
        for rule in comment.rules:
            by_rule.setdefault(rule, []).append(comment)
    used: set[Span] = set()
    for diagnostic in found:
        line = prose.source.line(diagnostic.span[0])
        by = [comment for comment in by_rule.get(diagnostic.rule, ()) if line in comment.lines]
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
            "IGN01", comment, f"no rule has the id {strange[0]}; `docs/rules.md` lists those there are"
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
