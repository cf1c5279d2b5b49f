"""Generated documents: 5,000 of them are read without failing and written back byte for byte."""

from __future__ import annotations

import re

import pytest

from rca.parse import parse
from rca.text import Source
from tests.bench.generate import document

BATCH = 250


@pytest.mark.parametrize("batch", range(5000 // BATCH))
def test_generated_documents_are_read_and_written_back(batch: int) -> None:
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        path, data = document(number)
        source = Source.from_bytes(data, path)
        assert source.to_bytes() == data
        found = parse(source, name=path.rpartition("/")[2])
        assert found.title, path
        inside = [entry.span for entry in found.timeline] + [item.span for item in found.action_items]
        assert all(0 <= start <= end <= len(source.text) for start, end in inside), path


def test_a_document_is_the_same_in_every_run() -> None:
    assert document(7) == document(7)
    assert document(7) != document(7, seed=1)


@pytest.mark.parametrize(
    "form",
    [
        r"^\*\*Severity:\*\* ",
        r"^- \*\*Severity:\*\* ",
        r"^\| Severity \| ",
        r"\A---\nincident_id: ",
        r"\A\+\+\+\nincident_id = ",
        r"^> \*\*Severity:\*\* ",
        r"^\| Time \(UTC\) \| Event \|",
        r"^- \*\*\d\d:\d\d\*\* — ",
        r"^### \d\d:\d\d$",
        r"^\| # \| Action \| Owner \| Due \| Issue \| Written \| Executed \|",
        r"^- \[[x ]\] \*\*",
        r"^    - ",
        r"`a \\\| b`",
        r"^```text\n# ",
        r"^## 概要",
        r"\r\n",
        r"[^\n]\Z",
    ],
)
def test_generated_documents_vary(form: str) -> None:
    texts = (document(number)[1].decode() for number in range(600))
    assert any(re.search(form, text, re.MULTILINE) for text in texts)


def test_generated_documents_have_four_to_twenty_kilobytes() -> None:
    sizes = sorted(len(document(number)[1]) for number in range(300))
    assert sizes[0] > 3_500
    assert sizes[150] in range(9_000, 15_000)
    assert sizes[-1] < 23_000
