"""Diagnostics as JUnit's XML, which CI systems show as tests: a suite a document, a case a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from rca.output.clean import clean
from rca.output.diagnostics import Located
from rca.output.terminal import Terminal

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (production 2)."""


def junit_lines(diagnostics: Iterable[Located], _: Terminal, documents: Sequence[str] = ()) -> Iterator[str]:
    """A suite for each document, those without a diagnostic included; remarks do not fail."""
    found: dict[str, list[Located]] = {}
    for each in diagnostics:
        found.setdefault(each.path, []).append(each)
    suites = {**{path: [] for path in documents}, **found}
    failures = sum(_fails(each) for several in found.values() for each in several)
    tests = sum(max(1, len(several)) for several in suites.values())
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="rca check" tests="{tests}" failures="{failures}">'
    for path, several in suites.items():
        yield from _suite(path, several)
    yield "</testsuites>"


def _suite(path: str, found: Sequence[Located]) -> Iterator[str]:
    failures = sum(map(_fails, found))
    yield f'<testsuite name={_attribute(path)} tests="{max(1, len(found))}" failures="{failures}">'
    for each in found:
        yield from _case(each)
    if not found:
        yield f'<testcase classname={_attribute(path)} name="nothing to note"/>'
    yield "</testsuite>"


def _case(located: Located) -> Iterator[str]:
    path, found = located
    line, column = found.line, found.column
    name = f"{found.rule} {line}:{column}"
    opening = f'<testcase classname={_attribute(path)} name="{name}" file={_attribute(path)} line="{line}"'
    if _fails(located):
        message = f'message={_attribute(found.message)} type="{found.level}"'
        yield f"{opening}><failure {message}>{_text(f'{path}:{line}:{column}')}</failure></testcase>"
    else:
        yield f"{opening}><system-out>{_text(found.message)}</system-out></testcase>"


def _fails(located: Located) -> bool:
    return located.finding.level != "info"


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", clean(text)))


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", clean(text)))
