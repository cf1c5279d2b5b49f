"""The journal: what is appended is on disk, in one line, hashed as RFC 8785 says, and read back."""

from __future__ import annotations

import json
import multiprocessing
import os
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from rca import tail
from rca.changes import AddItem, MarkWritten, ReplaceSection
from rca.events import Digests
from rca.journal import JournalError, file_name, heads, journal_file, read, read_entries, read_lines
from rca.lines import BrokenLine, Changed, decode, encode
from rca.sealing import append
from tests.journals import ADA, DAY, INCIDENT, STORY, digest, draft, faults, kinds, tell


def test_a_line_is_canonical_json_with_the_id_in_front(tmp_path: Path) -> None:
    path = journal_file(tmp_path, INCIDENT)
    append(path, [draft(MarkWritten(item="2", day=DAY))])
    assert path.read_text() == (
        '{"id":"78d93bde1ff30aa09a3cede8d66e655523311943c4d2ff0b5def663671956236","at":"2026-05-19T14:02:00Z",'
        '"by":{"email":"ada@example.org","kind":"human","name":"Ada"},'
        '"change":{"day":"2026-05-19","item":"2","kind":"mark-written"},'
        f'"document":{{"after":"{digest(1)}","before":"{digest(0)}"}},'
        f'"incident":"{INCIDENT}","parents":[]}}\n'
    )


def test_the_id_is_the_digest_of_the_canonical_rest(tmp_path: Path) -> None:
    for line in tell(tmp_path).read_bytes().splitlines():
        body = json.loads(line)
        identity = body.pop("id")
        assert sha256(rfc8785.dumps(body)).hexdigest() == identity


def test_each_event_builds_on_the_one_before(tmp_path: Path) -> None:
    path = tell(tmp_path)
    events = list(read(path))
    assert [event.change for event in events] == list(STORY)
    assert [event.parents for event in events[1:]] == [(event.id,) for event in events[:-1]]
    assert heads(path) == (events[-1].id,)


def test_several_events_arrive_in_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[bytes] = []

    def write(file: int, data: bytes) -> int:
        writes.append(data)
        return real(file, data)

    real = os.write
    monkeypatch.setattr(os, "write", write)
    path = journal_file(tmp_path, INCIDENT)
    first, second = append(path, [draft(change) for change in STORY[:2]])
    assert second.parents == (first.id,)
    assert writes == [path.read_bytes()]


def test_an_event_whose_line_stands_twice_is_read_once(tmp_path: Path) -> None:
    path = tell(tmp_path)
    path.write_bytes(path.read_bytes() * 2)
    assert [event.change for event in read(path)] == list(STORY)


def test_a_missing_journal_is_empty(tmp_path: Path) -> None:
    assert list(read(tmp_path / "none.jsonl")) == []
    assert heads(tmp_path / "none.jsonl") == ()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(
    number=texts.filter(str.strip),
    text=texts.filter(str.strip),
    edits=st.lists(st.tuples(st.integers(0, 10**9), texts, texts), max_size=3),
)
def test_any_text_is_read_back(
    number: str, text: str, edits: list[tuple[int, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = journal_file(tmp_path_factory.mktemp("any"), INCIDENT)
    drafted = draft(AddItem(item=number, text=text))
    drafted = drafted._replace(document=Digests(before=None, after=digest(1), edits=tuple(edits)))
    (event,) = append(path, [drafted])
    assert list(read(path)) == [event]
    assert path.read_bytes().count(b"\n") == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(extra=json_values)
def test_whatever_json_an_event_holds_its_id_is_that_of_rfc_8785(extra: Any) -> None:
    """A later version may write parts that this one does not know: fractions, keys beyond the basic plane."""
    body = {**_body(), "extra": extra}
    identity = sha256(rfc8785.dumps(body)).hexdigest()
    line = json.dumps({"id": identity, **body}).encode() + b"\n"
    assert decode(line).id == identity
    with pytest.raises(Changed):
        decode(json.dumps({"id": identity, **body, "extra": [extra]}).encode() + b"\n")


def _body() -> dict[str, Any]:
    return {
        "at": "2026-05-19T14:02:00Z",
        "by": {"name": "Ada"},
        "change": {"kind": "mark-written", "item": "1", "day": "2026-05-19"},
        "document": {"before": None, "after": digest(1)},
        "incident": INCIDENT,
        "parents": [],
    }


def test_another_order_of_keys_and_crlf_are_read(tmp_path: Path) -> None:
    path = tell(tmp_path)
    before = [entry.id for entry in read_entries(path)]
    lines = [json.dumps(dict(reversed(json.loads(line).items()))) for line in path.read_text().splitlines()]
    path.write_bytes("\r\n".join([*lines, ""]).encode())
    assert [entry.id for entry in read_entries(path)] == before
    assert faults(path) == []


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"id":"x"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id":NaN}',
        b'{"id":"x","id":"y"}',
        b'{"id":' + b"9" * 5000 + b"}",
        b'{"id":"\\ud800","a":"\\ud800"}',
    ],
)
def test_what_is_no_event_is_said_to_be_none(line: bytes) -> None:
    with pytest.raises(BrokenLine):
        decode(line + b"\n")


@pytest.mark.parametrize("part", ["at", "by", "change", "document", "incident", "parents"])
def test_an_event_has_all_its_parts(part: str) -> None:
    body = {key: value for key, value in _body().items() if key != part}
    identity = sha256(rfc8785.dumps(body)).hexdigest()
    with pytest.raises(BrokenLine, match="a part is missing"):
        decode(json.dumps({"id": identity, **body}).encode() + b"\n")


def test_a_key_that_stands_twice_is_not_read_as_one_of_them(tmp_path: Path) -> None:
    line = tell(tmp_path).read_bytes().splitlines(keepends=True)[0]
    with pytest.raises(BrokenLine):
        decode(line.replace(b'{"id"', b'{"at":"2020-01-01T00:00:00Z","id"', 1))


@pytest.mark.parametrize(
    ("at", "read_as"),
    [("2026-05-19T16:02:00+02:00", ["2026-05-19T14:02:00+00:00"]), ("2026-05-19T16:02:00", [])],
)
def test_times_have_a_zone(tmp_path: Path, at: str, read_as: list[str]) -> None:
    path = journal_file(tmp_path, INCIDENT)
    path.parent.mkdir()
    body = {**_body(), "at": at}
    path.write_text(json.dumps({"id": sha256(rfc8785.dumps(body)).hexdigest(), **body}) + "\n")
    assert [event.at.astimezone(UTC).isoformat() for event in read(path)] == read_as


def test_a_change_of_a_later_version_is_left_out_of_reading_only(tmp_path: Path) -> None:
    path = tell(tmp_path)
    body = {**_body(), "change": {"kind": "teleport"}, "parents": list(heads(path))}
    identity = sha256(rfc8785.dumps(body)).hexdigest()
    with path.open("a") as file:
        file.write(json.dumps({"id": identity, **body}) + "\n")
    assert len(list(read(path))) == len(STORY)
    assert heads(path) == (identity,)


# What goes wrong while writing


def test_a_last_event_without_its_newline_is_completed(tmp_path: Path) -> None:
    path = tell(tmp_path, STORY[:2])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert [line.torn for line in read_lines(path)] == [False, True]
    tell(tmp_path, STORY[2:])
    assert faults(path) == []


def test_half_an_event_is_set_aside(tmp_path: Path) -> None:
    path = tell(tmp_path, STORY[:3])
    whole, half = path.read_bytes(), b'{"id":"5c1f","at":"2026-05-1'
    path.write_bytes(whole + half)
    assert kinds(faults(path))[:2] == ["torn", "unreadable"]
    assert len(list(read(path))) == 3
    append(path, [draft(STORY[3])])
    assert path.read_bytes().startswith(whole + b'{"id":"')
    assert path.with_suffix(".torn").read_bytes() == half + b"\n"
    assert len(list(read(path))) == 4


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_line_torn_anywhere_loses_no_event_before(tmp_path: Path, cut: int) -> None:
    path = tell(tmp_path, STORY[:2])
    kept = path.read_bytes()
    append(path, [draft(STORY[2])])
    line = path.read_bytes()[len(kept) :]
    path.write_bytes(kept + line[: len(line) * cut // 40])
    append(path, [draft(STORY[2])])
    assert path.read_bytes() == kept + line


def test_a_failing_fsync_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tell(tmp_path)
    before = path.read_bytes()

    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(JournalError, match=r"1455\.jsonl: the journal cannot be used: Input/output error"):
        append(path, [draft(STORY[0])])
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_journal_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tell(tmp_path)
    before = path.read_bytes()
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:100]))
    with pytest.raises(JournalError, match="No space left on device"):
        append(path, [draft(STORY[0])])
    assert path.read_bytes() == before


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    path = journal_file(tmp_path, INCIDENT)
    path.mkdir(parents=True)
    with pytest.raises(JournalError, match=f"{INCIDENT}.jsonl: the journal cannot be used: Is a directory"):
        append(path, [draft(STORY[0])])
    with pytest.raises(JournalError, match="Is a directory"):
        list(read(path))


def test_a_new_journal_is_on_disk_with_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(tail, "sync_folder", synced.append)
    tell(tmp_path, STORY[:2])
    assert synced == [tmp_path, tmp_path / "journal"]


def _append_many(folder: str, worker: int) -> None:
    for number in range(20):
        append(
            journal_file(Path(folder), INCIDENT),
            [draft(ReplaceSection(section=f"{worker}/{number}", text="x"))],
        )


def test_processes_that_append_at_once_wait_for_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_append_many, args=(str(tmp_path), number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    path = journal_file(tmp_path, INCIDENT)
    assert len({event.change for event in read(path)}) == 80
    assert len(heads(path)) == 1
    assert "reordered" not in kinds(faults(path))


# Names of files


@pytest.mark.parametrize(
    ("incident", "name"),
    [
        (INCIDENT, f"{INCIDENT}.jsonl"),
        ("INC_7.1", "INC_7.1.jsonl"),
        ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd.jsonl"),
        (".hidden", "%2Ehidden.jsonl"),
        ("Ausfall Zahlungen", "Ausfall%20Zahlungen.jsonl"),
        ("障害", "%E9%9A%9C%E5%AE%B3.jsonl"),
        ("50%", "50%25.jsonl"),
    ],
)
def test_any_id_makes_a_safe_name(incident: str, name: str) -> None:
    assert file_name(incident) == name


def test_long_ids_stay_apart() -> None:
    one, other = file_name("x" * 5000), file_name("x" * 5001)
    assert one != other
    assert max(len(one), len(other)) <= 206


def test_what_encode_writes_decode_reads(tmp_path: Path) -> None:
    (event,) = append(journal_file(tmp_path, INCIDENT), [draft(STORY[4], by=ADA)])
    assert decode(encode(event)).id == event.id
