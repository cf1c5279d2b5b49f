"""What a commit is about to do: steps that are carried out as their events say, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rca import intent
from rca.atomic import ChangedMeanwhile
from rca.changes import MarkWritten
from rca.events import Digests, Event
from rca.intent import NotItsEdits, Step
from rca.lines import encode
from rca.reversal import replacements
from rca.sealing import Draft, seal
from rca.text import Source, Span, TextEdit
from tests.journals import ADA, DAY

LIE = ((0, "one", "six"),)


def moved(before: str | None, after: str, edits: tuple[tuple[int, str, str], ...] | None = None) -> Event:
    """An event that replaces a text as a whole; or by other edits than those that lead there."""
    old, new = Source(before or ""), Source(after)
    if edits is None:
        edits = replacements(old, [TextEdit(Span(0, len(old.text)), after)]) if before is not None else ()
    digests = Digests(before=None if before is None else old.sha256, after=new.sha256, edits=edits)
    return seal(Draft(ADA, "41", MarkWritten(item="1", day=DAY), digests), [])


def step(folder: Path, *events: Event, text: str = "one") -> Step:
    path = folder / "41.md"
    path.write_text(text)
    return Step(path, "41", events)


def test_events_are_carried_out_one_upon_the_other(tmp_path: Path) -> None:
    made = step(tmp_path, moved("one", "two"), moved("two", "three"))
    assert (made.before, made.after) == (Source("one").sha256, Source("three").sha256)
    assert made.moves
    made.carry_out()
    assert made.path.read_text() == "three"


@pytest.mark.parametrize(
    "events",
    [
        (moved("one", "two", LIE),),
        (moved("one", "two"), moved("abc", "six")),
        (moved("one", "two"), moved("two", "three", LIE)),
        (moved("one", "two", ((0, "one", "t"), (2, "e", "wo"))),),
        (moved("one", "two", ((9, "", "two"),)),),
    ],
    ids=["elsewhere", "no chain", "elsewhere later", "overlap", "outside"],
)
def test_edits_that_do_not_lead_where_the_events_say_change_nothing(
    events: tuple[Event, ...], tmp_path: Path
) -> None:
    made = step(tmp_path, *events)
    with pytest.raises(NotItsEdits, match=r"41\.md: the edits of event [0-9a-f]{12} do not lead"):
        made.carry_out()
    assert made.path.read_text() == "one"


def test_the_text_of_somebody_else_stands(tmp_path: Path) -> None:
    made = step(tmp_path, moved("one", "two"), text="saved by an editor")
    with pytest.raises(ChangedMeanwhile):
        made.carry_out()
    assert made.path.read_text() == "saved by an editor"


@pytest.mark.parametrize("data", [b"\xff\xfe", None])
def test_what_is_no_text_any_more_or_gone_is_somebody_s_doing(data: bytes | None, tmp_path: Path) -> None:
    made = step(tmp_path, moved("one", "two"))
    if data is None:
        made.path.unlink()
    else:
        made.path.write_bytes(data)
    with pytest.raises(ChangedMeanwhile):
        made.carry_out()


@pytest.mark.parametrize("events", [(moved("one", "one", ()),), (moved(None, "one"),)])
def test_a_step_that_moves_no_text_leaves_the_file_alone(events: tuple[Event, ...], tmp_path: Path) -> None:
    made = step(tmp_path, *events, text="whatever it is")
    assert not made.moves
    made.carry_out()
    assert made.path.read_text() == "whatever it is"


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    first = step(tmp_path, moved("one", "two"), moved("two", "three"))
    second = first._replace(path=tmp_path / "deep" / "42 é.md", incident="42/é")
    folder = tmp_path / ".rca"
    folder.mkdir()
    assert intent.read(folder, tmp_path) is None
    intent.write(folder, tmp_path, (first, second))
    assert intent.read(folder, tmp_path) == [first, second]
    assert not Path(json.loads((folder / intent.FILE).read_text())[1]["path"]).is_absolute()
    assert intent.left_over(folder) == []
    intent.clear(folder)
    assert intent.read(folder, tmp_path) is None
    intent.clear(folder)


ONE = encode(moved("one", "two")).decode()


@pytest.mark.parametrize(
    "told",
    [
        "{",
        "[1]",
        "5",
        '[{"path": "a", "incident": "41", "events": []}]',
        json.dumps([{"path": "a\0b", "incident": "41", "events": [ONE]}]),
        '[{"path": "a"}]',
        '[{"path": 1, "incident": "41", "events": []}]',
        json.dumps([{"path": "a", "incident": "41", "events": [ONE.replace("Ada", "Eve")]}]),
        json.dumps([{"path": "a", "incident": "41", "events": ["not an event"]}]),
        json.dumps([{"path": "a", "incident": "41", "events": [5]}]),
    ],
)
def test_what_is_not_ours_is_a_value_error(told: str, tmp_path: Path) -> None:
    (tmp_path / intent.FILE).write_text(told)
    with pytest.raises(ValueError, match=r"."):
        intent.read(tmp_path, tmp_path)
