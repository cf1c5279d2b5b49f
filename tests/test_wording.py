"""Rules about wording on real documents: what they find was judged by a reader, each in its context.

tests/wording.tsv holds every diagnostic of these rules on the corpus, and on some more documents of public
repositories (`owner__repository/path`): rule, document, line, the words (the first four), whether a careful
reviewer would raise it too, and why or why not.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rca.checks import RULES, CheckContext
from rca.config import Config
from rca.parse import parse
from rca.text import Source

WORDING = ("AI03", "AI04", "AI14", "AI20", "DOC11", "DOC14", "DOC15", "TL03")
DOCUMENTS = Path(__file__).parents[2] / "shared" / "corpus" / "documents"
VERDICTS = Path(__file__).with_name("wording.tsv")

Row = tuple[str, str, str, str]


def judged() -> dict[Row, str]:
    """The verdict on each diagnostic: rule, document, line, words."""
    with VERDICTS.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["rule"], row["document"], row["line"], row["words"]): row["verdict"] for row in rows}


def found() -> set[Row]:
    """What the rules find on the corpus now."""
    rules = [rule for rule in RULES if rule.id in WORDING]
    rows: set[Row] = set()
    for path in sorted(DOCUMENTS.rglob("*")):
        if path.suffix not in (".md", ".erb"):
            continue
        source = Source(path.read_bytes().decode("utf-8"))
        document = parse(source, name=path.name)
        context = CheckContext(date(2026, 11, 24), Config()).about(source)
        for rule in rules:
            for each in rule(document, context):
                words = " ".join(source.slice(each.span).split()[:4])
                place = path.relative_to(DOCUMENTS).as_posix()
                rows.add((rule.id, place, str(source.line(each.span.start)), words))
    return rows


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="../shared/corpus is not here")
def test_what_the_rules_find_has_been_judged() -> None:
    here = {row for row in judged() if (DOCUMENTS / row[1]).is_file()}
    assert found() == here
    assert len(here) > len(judged()) // 2


@pytest.mark.parametrize("rule", WORDING)
def test_a_reviewer_would_raise_nine_of_ten_too(rule: str) -> None:
    verdicts = Counter(verdict for (code, *_), verdict in judged().items() if code == rule)
    assert verdicts["yes"] >= 0.9 * verdicts.total()
