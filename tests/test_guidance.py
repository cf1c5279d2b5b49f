"""Guidance in comments is nothing that a document says: a new RCA is as empty as it looks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rca.templating import Templates
from tests.command import rca


@pytest.fixture
def new(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    (tmp_path / "incidents").mkdir()
    args = ("--no-edit", "--severity", "SEV-2", "--author", "platform", "--template", request.param)
    assert rca(tmp_path, "new", "Checkout fails", *args).code == 0
    return tmp_path


@pytest.mark.parametrize("new", Templates().names, indirect=True)
def test_a_new_document_says_nothing_yet(new: Path) -> None:
    found = json.loads(rca(new, "show", "checkout", "--json").out)
    assert found["items"] == []
    assert found["document"]["duration"] is None
    assert found["document"]["timeline"] == []


@pytest.mark.parametrize("new", ["rca"], indirect=True)
def test_its_sections_have_no_words(new: Path) -> None:
    shown = rca(new, "show", "checkout").out
    counted = {
        name: int(n) for name, n in re.findall(r"^ +\d+  (\S.*?)  .* (\d+) words?$", shown, re.MULTILINE)
    }
    assert {name for name, words in counted.items() if words} == {
        "RCA — Checkout fails",
        "Timeline (all times UTC)",
        "Action items",
    }
    assert (counted["Timeline (all times UTC)"], counted["Action items"]) == (2, 6)


@pytest.mark.parametrize("new", ["rca"], indirect=True)
def test_it_is_told_to_be_empty_and_no_more(new: Path) -> None:
    checked = rca(new, "check").out
    assert 'DOC01 nothing stands under "What went well"' in checked
    assert "DOC17" not in checked
