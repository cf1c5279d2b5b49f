"""Diagnostics as SARIF 2.1.0 (OASIS, 2020), which code scanning and editors read.

Columns count code points. A result is recognised from run to run by its rule and the text of its lines, so
that it stays the same when lines are put in above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from rca import VERSION
from rca.checks.explain import explanation
from rca.output.clean import clean
from rca.output.data import one_json
from rca.output.diagnostics import Located
from rca.output.terminal import Terminal

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_Object = dict[str, Any]


def sarif_lines(diagnostics: Iterable[Located], _: Terminal, __: Sequence[str] = ()) -> Iterator[str]:
    """One log with one run: the rules that found something, and a result for each diagnostic."""
    found = list(diagnostics)
    codes = sorted({each.finding.rule for each in found})
    yield from one_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(found, codes)]})


def _run(found: Sequence[Located], codes: Sequence[str]) -> _Object:
    seen: Counter[str] = Counter()
    driver = {
        "name": "rca",
        "version": VERSION,
        "semanticVersion": VERSION,
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(each, codes.index(each.finding.rule), seen) for each in found]
    return {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}


def _rule(code: str) -> _Object:
    told = explanation(code)
    return {
        "id": code,
        "shortDescription": {"text": told.title},
        "fullDescription": {"text": told.why or told.title},
        "help": {"text": "\n".join((told.why or told.title, *told.sources))},
        "defaultConfiguration": {"level": _LEVELS[told.level]},
    }


def _result(located: Located, index: int, seen: Counter[str]) -> _Object:
    path, found = located
    region = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }
    place = {"artifactLocation": {"uri": _address(path)}, "region": region}
    return {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVELS[found.level],
        "message": {"text": clean(found.message)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"ruleAndLines/v1": _fingerprint(located, seen)},
    }


def _address(path: str) -> str:
    """A relative reference (RFC 3986) for a path; a first part with a colon would pass as a scheme."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _fingerprint(located: Located, seen: Counter[str]) -> str:
    """A digest of file, rule and lines, and how often they came before."""
    path, found = located
    words = f"{found.before}{found.marked}{found.after}{found.further}".split()
    what = "\n".join((path, found.rule, *words))
    digest = sha256(what.encode("utf-8", "surrogatepass")).hexdigest()
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
