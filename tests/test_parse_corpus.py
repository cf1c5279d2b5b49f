"""Real documents: none fails, every place is in its text, and careful readers agree."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

from rca.inline import plain
from rca.jsonform import document_json
from rca.parse import parse
from rca.text import Source, Span

GOALS = {"items": 0.97, "timeline": 0.95, "sections": 0.92}


def documents(corpus: Path) -> list[Path]:
    return [p for p in sorted((corpus / "documents").rglob("*")) if p.suffix in (".md", ".erb")]


def spans(value: Any) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, BaseModel):
        return [span for name in type(value).model_fields for span in spans(getattr(value, name))]
    if isinstance(value, dict):
        return [span for inner in value.values() for span in spans(inner)]
    return [span for inner in value for span in spans(inner)] if isinstance(value, tuple) else []


def test_every_place_lies_in_the_text(corpus: Path) -> None:
    for path in documents(corpus):
        source = Source.from_bytes(path.read_bytes(), str(path))
        for start, end in spans(parse(source, name=path.name)):
            assert 0 <= start <= end <= len(source.text), path


def test_places_hold_what_was_read(corpus: Path) -> None:
    for path in documents(corpus):
        source = Source.from_bytes(path.read_bytes(), str(path))
        document = parse(source, name=path.name)
        for item in document.action_items:
            assert item.text in plain(source.slice(item.text_span).replace("\\|", "|")), (path, item.number)
            assert source.slice(item.span)[:1].strip(), (path, item.number)
        for entry in document.timeline:
            assert plain(source.slice(entry.time_span)) == entry.time, (path, entry)


def test_windows_newlines_change_nothing_but_places(corpus: Path) -> None:
    for path in documents(corpus)[::4]:
        text = path.read_bytes().decode().replace("\r\n", "\n")
        unix = parse(Source(text), name=path.name)
        windows = parse(Source(text.replace("\n", "\r\n")), name=path.name)
        assert [i.text for i in unix.action_items] == [i.text for i in windows.action_items], path
        assert [e.time for e in unix.timeline] == [e.time for e in windows.timeline], path
        assert [f.value for f in unix.fields] == [f.value for f in windows.fields], path


@pytest.fixture(scope="session")
def score(corpus: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", corpus / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(corpus: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    found = []
    for label in sorted((corpus / "gold").glob("*.json")):
        want = json.loads(label.read_text())
        path = corpus / "documents" / want["path"]
        source = Source.from_bytes(path.read_bytes(), str(path))
        found.append(
            (json.loads(json.dumps(document_json(source, parse(source, name=path.name), want["path"]))), want)
        )
    return found


def test_careful_readers_agree(corpus: Path, score: ModuleType) -> None:
    tallies = {name: score.Tally() for name in GOALS}
    facts = {
        name: [0, 0] for name in ("owners", "due", "issues", "state", "title", "date", "severity", "status")
    }
    for got, want in pairs(corpus):
        matched = score.match_items(got["action_items"], want["action_items"])
        tallies["items"].add(len(matched), len(got["action_items"]), len(want["action_items"]))
        count, labelled = len(got["timeline"]), want["timeline"]["count"]
        tallies["timeline"].add(min(count, labelled), count, labelled)
        here = {(s["line"], s["name"]) for s in got["sections"]}
        there = {(s["line"], s["name"]) for s in want["sections"]}
        named = {x for x in here if x[1] in {name for _, name in there}}
        tallies["sections"].add(len(here & there), len(named), len(there))
        for name in ("title", "date"):
            count_right(facts[name], score.same_value(got[name], want[name]))
        for name in ("severity", "status"):
            count_right(facts[name], score.same_level(got[name], want[name]))
        for g, w in matched:
            count_right(facts["owners"], set(score.words(g["owners"])) == set(score.words(w["owners"])))
            count_right(facts["due"], score.same_value(score.due_text(g), w["due"]))
            count_right(facts["issues"], score.references(g["issues"]) >= score.references(w["issues"]))
            count_right(facts["state"], score.state_of(g) == {"unknown": "open"}.get(w["state"], w["state"]))
    assert {name: tally.f1 >= GOALS[name] for name, tally in tallies.items()} == dict.fromkeys(GOALS, True)
    assert {name: right / total >= 0.95 for name, (right, total) in facts.items()} == dict.fromkeys(
        facts, True
    )


def count_right(counts: list[int], is_right: bool) -> None:
    counts[0] += is_right
    counts[1] += 1
