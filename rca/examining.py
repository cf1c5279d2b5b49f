"""A text read and checked by all rules, without an index: what was found, with its lines."""

from __future__ import annotations

from rca.checks import CheckContext, check
from rca.findings import Finding, finding
from rca.parse import parse
from rca.text import Source


def examine(source: Source, name: str, context: CheckContext) -> list[Finding]:
    """What is wrong with a text that is called by a name, sorted by place."""
    found = check(parse(source, name=name, config=context.config), source, context)
    return [finding(source, each.rule, each.level, each.message, each.span) for each in found]
