"""Front matter: keys, values, and their exact places; flat YAML reads as ruamel.yaml reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rca.blocks import scan
from rca.parse import parse
from rca.parsing.front_matter import Entry, _flat, read_front_matter
from rca.parsing.reader import NoSettings, Reader
from rca.text import Source


def entries(text: str) -> tuple[Reader, list[Entry]]:
    source = Source(text)
    reader = Reader(source, scan(source), NoSettings(), "")
    assert reader.blocks[0].kind == "front_matter"
    return reader, read_front_matter(reader, reader.blocks[0])


def values(text: str) -> dict[str, tuple[str, ...]]:
    return {entry.key: entry.values for entry in entries(text)[1]}


def places(text: str) -> dict[str, str]:
    reader, found = entries(text)
    base = reader.blocks[0].content.start
    return {entry.key: text[base + entry.start : base + entry.end] for entry in found}


YAML_TEXT = """\
---
# an incident
id: PM03
title: "The helpful: retry"
severity: SEV-2
tags: [db, 'api gateway']
authors:
  - Ada
  - "Bo B."
empty:
---

# T
"""


def test_flat_yaml() -> None:
    assert values(YAML_TEXT) == {
        "id": ("PM03",),
        "title": ("The helpful: retry",),
        "severity": ("SEV-2",),
        "tags": ("db", "api gateway"),
        "authors": ("Ada", "Bo B."),
        "empty": (),
    }


def test_the_places_of_values_are_exact() -> None:
    assert places(YAML_TEXT) == {
        "id": "PM03",
        "title": '"The helpful: retry"',
        "severity": "SEV-2",
        "tags": "[db, 'api gateway']",
        "authors": '- Ada\n  - "Bo B."',
        "empty": "",
    }


def test_what_is_not_flat_takes_a_yaml_parser() -> None:
    text = "---\nsummary: >\n  one\n  two\nseverity: &s SEV-1 # bad\nnested:\n  a: 1\n  b: [x, y]\n---\n"
    assert values(text) == {"summary": ("one two",), "severity": ("SEV-1",), "nested": ("a: 1", "b: x, y")}
    assert places(text)["severity"].endswith("SEV-1")


def test_crlf_and_a_bom_shift_nothing() -> None:
    text = "\ufeff---\r\nid: PM03\r\ntags:\r\n  - a\r\n  - b\r\n---\r\n\r\n# T\r\n"
    assert places(text) == {"id": "PM03", "tags": "- a\r\n  - b"}


TOML_TEXT = """\
+++
title = "docs outage"
authors = ["Ada", "Bo"]
date = 2026-05-15 # day
[extra]
team = "infra"
+++
"""


def test_toml() -> None:
    text = TOML_TEXT
    assert values(text) == {
        "title": ("docs outage",),
        "authors": ("Ada", "Bo"),
        "date": ("2026-05-15",),
        "team": ("infra",),
    }
    assert places(text)["date"] == "2026-05-15"
    assert places(text)["authors"] == '["Ada", "Bo"]'


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("---\nid: [1, 2\nb: }\n---\n\n# T\n", "READ06"),
        ("+++\nid = \n+++\n\n# T\n", "READ06"),
        ("---\nid: 1\n\n# T\n", "READ05"),
        ("+++\nid = 1\n\n# T\n", "READ05"),
    ],
)
def test_broken_front_matter_is_a_diagnostic_with_a_place(text: str, rule: str) -> None:
    (found,) = parse(Source(text)).diagnostics
    assert found.rule == rule
    assert 0 <= found.span.start <= found.span.end <= len(text)


def test_a_rule_or_a_heading_is_no_open_front_matter() -> None:
    assert parse(Source("---\n\n# T\n\nText: more\n")).diagnostics == ()


KEYS = st.sampled_from(["id", "title", "severity", "b-c", "a b", "x_1"])
SCALARS = st.text(alphabet="ab1 -:#'\"[]{}&*!|>%@`,.?~\\", max_size=8)
LINES = st.builds("{}:{}{}".format, KEYS, st.sampled_from([" ", "", "  "]), SCALARS)
FLOWS = st.builds("{}: [{}]".format, KEYS, st.text(alphabet="ab ,'\"-:#?", max_size=8))
BLOCKS = st.builds(
    "{}:\n{}- {}\n{}- {}".format, KEYS, st.sampled_from(["", "  "]), SCALARS, st.just("  "), SCALARS
)


@given(st.lists(st.one_of(LINES, FLOWS, BLOCKS), min_size=1, max_size=3).map("\n".join))
def test_flat_reading_agrees_with_ruamel(inner: str) -> None:
    flat = _flat(inner)
    if flat is None:
        return
    yaml: Any = YAML(typ="rt", pure=True)
    try:
        root = yaml.compose(inner)
    except YAMLError as error:
        raise AssertionError(f"ruamel refuses {inner!r}: {error}") from error
    expected = [(k.value, _texts(v)) for k, v in root.value]
    assert [(entry.key, list(entry.values)) for entry in flat] == expected


def _texts(node: Any) -> list[str]:
    if node.id == "scalar":
        is_null = not node.style and node.value in ("", "~", "null", "Null", "NULL")
        return [] if is_null else [node.value]
    return [text for item in node.value for text in _texts(item)]
