"""Search and similarity on a small invented set of incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.matches import unmarked
from rca.search import all_of, words_in
from rca.similar import telling_words, words_of
from rca.snippets import BEGIN, END, MARKS, best_window, readable
from rca.workspace import Workspace
from tests import invented

LEDGER, GATEWAY, QUEUE = "2026-05-12-ledger-lag", "2026-03-02-gateway-certificate", "2026-01-20-queue-lag"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = invented.write(tmp_path_factory.mktemp("acme"), invented.DOCUMENTS)
    with invented.opened(folder) as opened:
        yield opened


def found(workspace: Workspace, text: str) -> list[str]:
    return [hit.id for hit in workspace.search(text)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("certificate", [GATEWAY]),
        ("replica lag", [LEDGER, QUEUE]),
        ("replica vacuum", [LEDGER]),
        ("vacu", [LEDGER]),
        ("vacu ", []),
        ('"fell behind"', [QUEUE, LEDGER]),
        ('"behind fell"', []),
        ("naive", [LEDGER]),
        ("NAÏVE", [LEDGER]),
        ("2026-05-12-ledger-lag", [LEDGER, GATEWAY]),
        ("acme/pay#7", [LEDGER]),
        ("912", [LEDGER]),
        ("", []),
        ("--- ,;", []),
        ("AND", [QUEUE]),
        ("title: NOT (x", []),
    ],
)
def test_what_is_found(workspace: Workspace, text: str, ids: list[str]) -> None:
    assert sorted(found(workspace, text)) == sorted(ids)


def test_a_word_in_title_and_id_counts_more_than_one_in_the_text(workspace: Workspace) -> None:
    assert found(workspace, "gateway")[0] == GATEWAY
    assert found(workspace, "ledger-lag")[0] == LEDGER
    assert found(workspace, "queue")[0] == QUEUE
    assert [hit.score for hit in workspace.search("lag")] == sorted(
        (hit.score for hit in workspace.search("lag")), reverse=True
    )


@pytest.mark.parametrize(
    ("text", "line", "place", "snippet"),
    [
        (
            "vacuum",
            12,
            "Summary",
            "…of the ledger fell behind after a \x02vacuum\x03; naïve retries made the lag worse.",
        ),
        (
            "circuit breaker",
            19,
            "item 2",
            "2 · Move retries behind a \x02circuit\x03 \x02breaker\x03 · payments (after item 1)",
        ),
        ("payments", 7, "opening", "Services: ledger, \x02payments\x03"),
        (
            "platform page",
            18,
            "item 1",
            "\x02Page\x03 on replication lag over thirty seconds · \x02platform\x03 · 2026-06-01",
        ),
        (
            "retries naive",
            12,
            "Summary",
            "…the ledger fell behind after a vacuum; \x02naïve\x03 \x02retries\x03 made the lag worse.",
        ),
        ("hours", 1, "title", "RCA — Ledger replica lagged three \x02hours\x03"),
    ],
)
def test_a_hit_tells_its_place(workspace: Workspace, text: str, line: int, place: str, snippet: str) -> None:
    hit = next(hit for hit in workspace.search(text) if hit.id == LEDGER)
    assert hit.snippet.startswith(snippet) or (snippet[0] != "…" and f" · {snippet}" in hit.snippet)
    assert (hit.line, hit.place) == (line, place)


def test_a_match_in_the_id_alone_is_a_hit_of_the_title(tmp_path: Path) -> None:
    with invented.opened(invented.write(tmp_path, {"2026-05-12-wombat.md": "# Something\n"})) as workspace:
        (hit,) = workspace.search("wombat")
        assert (hit.line, hit.place, hit.snippet) == (1, "title", "Something")


def test_documents_with_the_whole_word_come_before_those_with_a_longer_one(tmp_path: Path) -> None:
    documents = {
        "a.md": "# Rolling\n\nroll\n",
        "b.md": "# B\n\nroll\n",
        "c.md": "# Rollback\n",
        "d.md": "# D\n",
    }
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        assert sorted(found(workspace, "roll")[:2]) == ["a", "b"]
        assert found(workspace, "roll")[2:] == ["c"]
        assert len(workspace.search("roll", 2)) == 2
        assert found(workspace, "ro") == []


def test_of_documents_that_are_as_good_the_newest_come_first(tmp_path: Path) -> None:
    documents = {f"2026-0{month}-01-lag.md": "# Lag\n\nlag\n" for month in (3, 1, 2)}
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        newest = ["2026-03-01-lag", "2026-02-01-lag", "2026-01-01-lag"]
        assert found(workspace, "lag") == newest
        assert found(workspace, "la lag") == []
        assert [hit.id for hit in workspace.search("lag", 2)] == newest[:2]
        assert len({hit.score for hit in workspace.search("lag")}) == 1


def test_of_very_many_documents_those_with_a_telling_place_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rca.search._COMMON", 3)
    documents = {f"2026-0{month}-01-x.md": "# Something\n\nA lag of hours.\n" for month in (3, 4, 5, 6, 7)}
    documents["2026-01-01-old.md"] = "# Lag\n"
    documents["2026-02-01-item.md"] = "# It\n\n## Action items\n\n- Measure the lag\n"
    newest = ["2026-07-01-x", "2026-06-01-x", "2026-05-01-x", "2026-04-01-x", "2026-03-01-x"]
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        assert found(workspace, "lag") == ["2026-01-01-old", "2026-02-01-item", *newest]
        assert [hit.id for hit in workspace.search("lag", 1)] == ["2026-01-01-old"]
        assert [hit.id for hit in workspace.search("lag", 3)] == [
            "2026-01-01-old",
            "2026-02-01-item",
            "2026-07-01-x",
        ]
        assert found(workspace, "lag hours") == newest


def test_while_typing_the_newest_come_first(workspace: Workspace) -> None:
    def typed(text: str) -> list[str]:
        return [hit.id for hit in workspace.search_as_typed(text)]

    assert typed("la") == [LEDGER, QUEUE]
    assert typed("l") == [LEDGER, QUEUE]
    assert typed("va") == []
    assert typed("vac") == []
    assert typed("vacu") == [LEDGER]
    assert typed("fell vac") == [LEDGER, QUEUE]
    assert typed("fell vacu") == [LEDGER]
    assert typed("va ") == []
    assert typed("fell beh") == [LEDGER, QUEUE]
    assert [hit.id for hit in workspace.search_as_typed("fell", limit=1)] == [LEDGER]
    assert typed("") == []


@given(st.text(max_size=30))
def test_any_text_can_be_searched_for(workspace: Workspace, text: str) -> None:
    assert len(workspace.search(text)) <= 3
    assert len(workspace.search_as_typed(text)) <= 3
    assert len(workspace.similar(text)) <= 3


def test_an_expression_quotes_every_word() -> None:
    assert (
        all_of(words_in('lag "read replica" - OR x"y')) == '"lag" AND "read replica" AND "OR" AND "x" AND "y"'
    )


marked = st.lists(
    st.tuples(st.text("ab \n\r", max_size=30), st.text("xyz", min_size=1, max_size=5)), min_size=1
)


@given(marked, st.text("ab \n", max_size=300))
def test_a_window_holds_a_match_and_its_line_is_that_of_the_match(
    parts: list[tuple[str, str]], rest: str
) -> None:
    text = "".join(f"{between}{BEGIN}{word}{END}" for between, word in parts) + rest
    plain = text.replace(BEGIN, "").replace(END, "")
    window = best_window(*unmarked(text.encode(), MARKS), wanted=len(parts))
    assert window.snippet.count(BEGIN) == window.snippet.count(END) >= 1
    first = window.snippet.partition(BEGIN)[2].partition(END)[0]
    assert first in plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")[window.line - 1]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("- **[Runbook](https://x.example/y_(z))** for `lag_check`", "Runbook for lag_check"),
        ("1. [x] ~~Page~~ on *lag*", "Page on lag"),
        ("> ## Lag <!-- say more --> of <b>three</b> hours", "Lag of three hours"),
        (r"| 14:02 | a \| b | | — |", "14:02 · a | b"),
        ("| Time | Event |\n|---|:--|", "Time · Event"),
        ("2 * 3 * 4, snake_case, _private, a ** b", "2 * 3 * 4, snake_case, _private, a ** b"),
        ("[PR](https://x.example/\x02lag\x03)", "[PR](https://x.example/\x02lag\x03)"),
        ("Seen <!-- \x02lag\x03 --> here", "Seen <!-- \x02lag\x03 --> here"),
        ("```sql\nSELECT 1", "SELECT 1"),
    ],
)
def test_a_snippet_reads_like_text(text: str, seen: str) -> None:
    assert " ".join(readable(text).split()) == seen


def test_of_front_matter_the_line_is_shown(tmp_path: Path) -> None:
    text = '---\ntitle: "The wombat broke"\ndate: 2026-05-12\nowner: wombat-team\ntext: text\n---\n\nText.\n'
    with invented.opened(invented.write(tmp_path, {"a.md": text})) as workspace:
        (hit,) = workspace.search("wombat-team")
        assert (hit.line, hit.place, hit.snippet) == (4, "opening", "owner: \x02wombat-team\x03")
        (hit,) = workspace.search("text")
        assert (hit.line, hit.snippet) == (8, "\x02Text\x03.")
        (hit,) = workspace.search("broke")
        assert (hit.line, hit.snippet) == (2, "title: The wombat \x02broke\x03")


def test_a_long_paragraph_is_cut_between_words(tmp_path: Path) -> None:
    text = f"# A\n\n{'before ' * 500}wombat {'behind ' * 500}\n"
    with invented.opened(invented.write(tmp_path, {"a.md": text})) as workspace:
        (hit,) = workspace.search("wombat")
        assert re.fullmatch("…(before )+\x02wombat\x03( behind)+…", hit.snippet)


def test_similar_incidents_share_telling_words(workspace: Workspace) -> None:
    rows = {row.id: row for row in workspace.similar("ledger")}
    assert set(rows) == {QUEUE, GATEWAY}
    assert set(rows[QUEUE].terms) == {"lag", "replica", "behind"}
    assert 0 < rows[QUEUE].score < 1
    assert len(workspace.similar("ledger", limit=1)) == 1


def test_only_earlier_incidents_are_similar_unless_later_ones_are_wanted(workspace: Workspace) -> None:
    assert workspace.similar("queue") == []
    assert workspace.similar("queue", later_too=True)[0].id == LEDGER


def test_a_text_has_similar_incidents_too(workspace: Workspace) -> None:
    assert workspace.similar("the browsers refused an expired certificate")[0].id == GATEWAY
    assert workspace.similar("zebra") == []


def test_the_same_words_score_one(tmp_path: Path) -> None:
    documents = {"2026-01-01-a.md": invented.QUEUE, "2026-02-01-b.md": invented.QUEUE}
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        assert [row.score for row in workspace.similar("01-a", later_too=True)] == [1.0]


def test_words_are_those_of_the_index(workspace: Workspace) -> None:
    assert words_of("Naïve CAFÉ's 12 lag_lag of") == {"naive": 1, "cafe": 1, "lag": 2}
    assert set(telling_words(workspace.index, invented.LAG)) <= set(words_of(invented.LAG))
