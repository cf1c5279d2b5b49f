"""Output: what is safe, what fits, what is said."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.hits import Hit
from rca.output.alike import similar_lines
from rca.output.clean import clean, clean_lines
from rca.output.data import hits_json, incidents_csv, items_csv, items_json, one_json
from rca.output.due import due_lines, sentence
from rca.output.found import hit_lines
from rca.output.listing import incident_lines, item_lines
from rca.output.names import ShortNames, short_names, short_ref
from rca.output.overview import overview_lines
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal, detect
from rca.output.width import cut, cut_left, width, wrap
from rca.output.words import count, due_cell, due_in_full, listed
from rca.rows import IncidentRow, ItemRow, Overview, SimilarRow

PIPE = Terminal(None, color=False, unicode=True)
HOSTILE = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202ereversed\u2066 \x00\r\n\t\x7f\u2028 \ud800"
DANGEROUS = [
    chr(c) for c in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
]


def item(number: int = 2, **facts: Any) -> ItemRow:
    """The seed's second item on 2026-11-24, with other facts."""
    plain: dict[str, Any] = {
        "ref": f"2026-05-15-audit-role-split-1455/{number}",
        "incident": "2026-05-15-audit-role-split-1455",
        "number": str(number),
        "path": "incidents/2026-05-15-audit-role-split-1455.md",
        "line": 41,
        "title": "RCA — Postgres owner privilege voids audit-chain append-only invariant (#1455)",
        "severity": "SEV-2",
        "severity_rank": 2,
        "text": "Create raptor_app credential on prod; apply migration 031 grant blocks",
        "owners": ("sre-agent",),
        "owner_text": "sre-agent (after op. completes item 1)",
        "due_text": "2026-05-19 UTC",
        "due_kind": "date",
        "due": "2026-05-19",
        "issues": ("#1455",),
        "state": "written",
        "written": "yes",
        "written_day": "2026-05-15",
        "executions": (("staging", "done", "2026-05-15"), ("prod", "no", None)),
        "kind": "",
        "priority": "",
        "check": "",
        "claim": "",
        "group": "",
        "blocked_by": ("2026-05-15-audit-role-split-1455/1",),
        "overdue_days": 189,
        "due_in_days": -189,
        "flags": ("overdue", "blocked"),
    }
    return ItemRow(**(plain | facts))


def incident(**facts: Any) -> IncidentRow:
    id_, title = "2026-05-15-audit-role-split-1455", "Owner privilege"
    row = IncidentRow(id_, "a.md", title, "2026-05-15", "SEV-2", 2, "open", True, 5, 5, 3, 1)
    return row._replace(**facts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two  blanks\nand\ta tab", "two blanks and a tab"),
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07 and DEL\x7f", "bell␇ and DEL␡"),
        ("C1 \x9b31m", r"C1 \u{9b}31m"),
        ("bidi \u202eoverride\u2066", r"bidi \u{202e}override\u{2066}"),
        ("half \ud800", r"half \ud800"),
        ("家族 👨‍👩‍👧 é", "家族 👨‍👩‍👧 é"),
    ],
)
def test_controls_become_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_keep_their_breaks_and_tabs() -> None:
    assert clean_lines("a\tb\r\nc  d\x1b") == "a\tb\nc  d␛"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(DANGEROUS))))
def test_nothing_dangerous_is_left(text: str) -> None:
    assert not set(clean(text)) & set(DANGEROUS)
    assert not set(clean_lines(text)) & (set(DANGEROUS) - {"\n", "\t"})
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("決済", 4), ("●", 1), ("👍", 2), ("한글", 4)]
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "start", "end"),
    [
        ("abcdef", 6, "abcdef", "abcdef"),
        ("abcdef", 4, "abc…", "…def"),
        ("決済の遅延", 6, "決済…", "…遅延"),
        ("決済の遅延", 5, "決済…", "…遅延"),
        ("abc", 0, "", ""),
    ],
)
def test_cutting_keeps_one_end(text: str, cells: int, start: str, end: str) -> None:
    assert (cut(text, cells), cut_left(text, cells)) == (start, end)


def test_wrapping_breaks_between_words() -> None:
    assert list(wrap("one two three fours", 9)) == ["one two", "three", "fours"]
    assert list(wrap("unbreakable-word x", 6)) == ["unbre…", "x"]
    assert list(wrap("as long as it is", None)) == ["as long as it is"]


COLUMNS = (Column("ID", least=4, keep_end=True), Column("TEXT", least=6), Column("N", right=True, drop=1))
ROWS = [[Cell("2026-05-15-x-1455"), Cell("An action that is long"), Cell("3")]]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (
            None,
            ["ID                 TEXT                    N", "2026-05-15-x-1455  An action that is long  3"],
        ),
        (30, ["ID           TEXT            N", "…-15-x-1455  An action tha…  3"]),
        (12, ["ID    TEXT", "…455  An ac…"]),
    ],
)
def test_tables_fit(cells: int | None, lines: list[str]) -> None:
    assert list(table(COLUMNS, ROWS, Terminal(cells, color=False, unicode=True))) == lines


@given(
    st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=4),
    st.integers(1, 120),
    st.booleans(),
)
def test_no_row_is_wider_than_the_terminal(
    texts: list[tuple[str, str, str]], cells: int, color: bool
) -> None:
    rows = [[Cell(t, "warning") for t in row] for row in texts]
    for line in table(COLUMNS, rows, Terminal(cells, color=False, unicode=True)):
        assert width(line) <= max(cells, 7)
    lines = list(table(COLUMNS, rows, Terminal(cells, color=color, unicode=True)))
    assert len(lines) == len(rows) + 1


def test_off_a_terminal_one_long_cell_pads_no_other_row() -> None:
    columns = (Column("A"), Column("B", least=4), Column("C"))
    rows = [[Cell("1"), Cell("x" * 5000), Cell("y")], [Cell("2"), Cell("z"), Cell("w")]]
    _, long, short = table(columns, rows, PIPE)
    assert long == f"1  {'x' * 5000}  y"
    assert short == f"2  z{' ' * 79}  w"


def test_empty_columns_are_left_out() -> None:
    assert list(table((Column("A"), Column("B")), [[Cell(""), Cell("x")]], PIPE)) == ["B", "x"]


NO_DAY = {"due": None, "due_in_days": None, "overdue_days": 0}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "189 d late"),
        ({"due_kind": "immediate", "due_text": "immediate", "overdue_days": 4}, "immediate, 4 d late"),
        (NO_DAY | {"due_kind": "milestone", "due_text": "post-v1"}, "post-v1"),
        ({"overdue_days": 0, "due_in_days": 3}, "in 3 d"),
        ({"overdue_days": 0, "due_in_days": 0}, "today"),
        ({"overdue_days": 0, "due_in_days": 90}, "2026-05-19"),
        ({"overdue_days": 0, "state": "executed"}, "2026-05-19"),
        (
            {"overdue_days": 0, "due_in_days": None, "due_text": "by 19.05.2026 #3", "state": "verified"},
            "2026-05-19",
        ),
        (NO_DAY | {"due_text": "next sprint"}, "next sprint"),
        (NO_DAY | {"due_text": None, "due_kind": None}, ""),
    ],
)
def test_lateness_in_words(facts: dict[str, Any], words: str) -> None:
    assert due_cell(item(**facts)).text == words


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"due_text": "2026-05-19 UTC"}, ["2026-05-19 UTC", "189 d late"]),
        ({"due_text": "immediate", "due_kind": "immediate"}, ["immediate", "2026-05-19", "189 d late"]),
        (NO_DAY | {"due_text": "post-v1", "due_kind": "milestone"}, ["post-v1"]),
        ({"due_text": "2026-05-19", "overdue_days": 0, "due_in_days": 90}, ["2026-05-19"]),
        (NO_DAY | {"due_text": None, "due_kind": None}, []),
    ],
)
def test_a_due_date_in_full_says_nothing_twice(facts: dict[str, Any], said: list[str]) -> None:
    assert due_in_full(item(**facts)) == said


def test_where_a_due_day_has_a_name_its_lateness_stays_when_it_is_narrow() -> None:
    row = item(due_kind="immediate", due_text="immediate", overdue_days=189)
    narrow = Terminal(12, color=False, unicode=True)
    assert list(table((Column("DUE", least=6),), [[due_cell(row)]], narrow)) == ["DUE", "189 d late"]


def test_counts_and_lists() -> None:
    assert (count(1, "item"), count(2, "entry", "entries")) == ("1 item", "2 entries")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")


def test_short_names_fit_one_incident_only() -> None:
    ids = ["2026-05-15-audit-role-split-1455", "2026-06-01-lag", "2026-07-01-replica-lag", "x-14"]
    names = short_names(ids, ids)
    assert names == {
        "2026-05-15-audit-role-split-1455": "1455",
        "2026-06-01-lag": "01-lag",
        "2026-07-01-replica-lag": "replica-lag",
        "x-14": "x-14",
    }
    assert short_ref("2026-05-15-audit-role-split-1455/2", names) == "1455/2"
    assert all(sum(name in other for other in ids) == 1 for name in names.values())


@given(
    st.lists(
        st.lists(st.sampled_from(("lag", "01", "14", "145", "Lag")), min_size=1).map("-".join), min_size=1
    )
)
def test_names_that_were_prepared_are_the_same(ids: list[str]) -> None:
    plain, prepared = ShortNames("\n".join(ids)), ShortNames("\n".join(ids))
    prepared.prepare()
    assert [plain[id_] for id_ in ids] == [prepared[id_] for id_ in ids]


def test_items_at_two_widths() -> None:
    short = item(text="Create raptor_app")
    assert list(item_lines([short], [short.incident], Terminal(120, color=False, unicode=True))) == [
        "ITEM    SEV    STATE           ACTION             OWNER      DUE         WRITTEN  STAGING  PROD",
        "1455/2  SEV-2  ◔ paper-only ⊘  Create raptor_app  sre-agent  189 d late  ● 05-15  ● 05-15  ○",
    ]
    assert list(item_lines([item()], [item().incident], Terminal(80, color=False, unicode=False))) == [
        "ITEM    SEV    STATE           ACTION                      OWNER      DUE",
        "1455/2  SEV-2  w paper-only b  Create raptor_app credent~  sre-agent  189 d late",
    ]


def test_incidents_are_named_as_long_as_there_is_room() -> None:
    rows = [incident(), incident(id="2026-06-01-lag-of-the-replica"), incident(id="2026-07-01-replica")]
    ids = [row.id for row in rows]

    def named(cells: int | None) -> list[str]:
        lines = list(incident_lines(rows, ids, Terminal(cells, color=False, unicode=True)))
        start = lines[0].index("INCIDENT")
        return [line[start : lines[0].index("TITLE")].rstrip() for line in lines[1:]]

    assert named(None) == ids
    assert named(110) == ["audit-role-split-1455", "lag-of-the-replica", "2026-07-01-replica"]
    assert named(76) == ["role-split-1455", "lag-of-the-replica", "2026-07-01-replica"]


def test_due_stands_under_every_owner_and_nobody_last() -> None:
    rows = [
        item(2, owners=("ops", "dev")),
        item(3, owners=(), overdue_days=0, due_in_days=2, flags=("due-soon",), blocked_by=()),
    ]
    assert sentence(rows, "7 days") == (
        "1 overdue, 1 due within 7 days; 1 item of several owners stands under each."
    )
    assert sentence(rows[1:], "7 days") == "Nothing overdue, 1 due within 7 days."
    wide = Terminal(110, color=False, unicode=True)
    text = "Create raptor_app credential on prod; apply…"
    assert list(due_lines(rows, [item().incident], wide)) == [
        "dev  1 overdue",
        f"  189 d late  1455/2  ◔ paper-only ⊘  {text}  waits for 1455/1, with ops",
        "ops  1 overdue",
        f"  189 d late  1455/2  ◔ paper-only ⊘  {text}  waits for 1455/1, with dev",
        "no owner  1 due soon",
        f"  in 2 d      1455/3  ◔ paper-only    {text}",
    ]


@pytest.mark.parametrize(
    ("asked", "headings"),
    [
        ((), ["@Dev Ops  1 overdue", "ops  1 overdue"]),
        (("OPS",), ["@Dev Ops  1 overdue", "ops  1 overdue"]),
        (("@dev",), ["@Dev Ops  1 overdue"]),
        (("dev o",), ["@Dev Ops  1 overdue"]),
        (("op*",), ["@Dev Ops  1 overdue", "ops  1 overdue"]),
    ],
)
def test_due_stands_under_the_owners_that_were_asked_for(asked: tuple[str, ...], headings: list[str]) -> None:
    rows = [item(2, owners=("ops", "@Dev Ops"))]
    lines = list(due_lines(rows, [item().incident], Terminal(110, color=False, unicode=True), asked))
    assert [line for line in lines if not line.startswith(" ")] == headings
    assert ("several owners" in sentence(rows, "7 days", asked)) == (len(headings) > 1)


def test_overview_says_what_to_do_next() -> None:
    from datetime import date

    overview = Overview(3, 6, {"open": 2, "written": 3, "verified": 1}, {"overdue": 1, "blocked": 2}, 0, {})
    assert list(overview_lines(overview, "acme", date(2026, 11, 24), PIPE)) == [
        "acme  3 RCAs · 6 action items · 2026-11-24 UTC",
        "",
        "  2  ○ open",
        "  3  ◔ paper-only  written, executed nowhere",
        "  1  ✓ verified",
        "",
        "  1 overdue · 2 blocked",
        "",
        "Next:",
        "  rca due                    1 item is overdue",
        "  rca actions is:paper-only  3 items are written and executed nowhere",
        "  rca actions is:blocked     2 items wait for others",
    ]


def test_an_empty_workspace_says_how_to_begin() -> None:
    from datetime import date

    lines = list(overview_lines(Overview(0, 0, {}, {}, 0, {}), "new", date(2026, 11, 24), PIPE))
    assert lines[2:] == [
        "There is no RCA yet. Begin with one of these:",
        "  rca new 'What broke'  writes an RCA from the template",
        "  rca import DIR        shows what is understood of documents that are there",
        "  rca demo              shows a sample workspace",
    ]


def test_hits_show_where_and_what() -> None:
    hit = Hit(
        "2026-06-01-lag", "incidents/lag.md", 12, "Lag", "item 3", "the \x02replica\x03 is \x02late\x03", 2.5
    )
    assert list(hit_lines([hit], PIPE)) == [
        "2026-06-01-lag  Lag",
        "  item 3 · incidents/lag.md:12",
        "    the replica is late",
    ]
    assert "\x1b[36mreplica\x1b[0m" in "".join(hit_lines([hit], Terminal(80, color=True, unicode=True)))
    data = json.loads(hits_json([hit])[0])[0]
    assert data["snippet"] == "the replica is late"
    assert [data["snippet"][a:b] for a, b in data["matches"]] == ["replica", "late"]


def test_json_holds_every_fact_and_no_control() -> None:
    data = json.loads(items_json([item()])[0])[0]
    assert data["executions"][0] == {"environment": "staging", "state": "done", "day": "2026-05-15"}
    assert set(data) == set(ItemRow._fields)
    (line,) = one_json({"text": HOSTILE})
    assert not set(line) & set(DANGEROUS)
    assert json.loads(line)["text"] == HOSTILE


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_is_no_formula(start: str) -> None:
    lines = list(items_csv([item(text=f'{start}cmd|"x", y')]))
    (row,) = csv.DictReader(io.StringIO("\n".join(lines)))
    assert row["text"].startswith("'")
    assert row["text"].endswith('cmd|"x", y')
    assert row["executed staging"] == "2026-05-15"
    assert row["owners"] == "sre-agent"
    assert all(line.endswith("\r") for line in lines)


def test_csv_of_incidents() -> None:
    lines = [line.rstrip("\r") for line in incidents_csv([incident(title='Say "no", twice')])]
    assert lines[0].startswith("id,path,title,date,severity")
    assert (
        lines[1]
        == '2026-05-15-audit-role-split-1455,a.md,"Say ""no"", twice",2026-05-15,SEV-2,2,open,yes,5,5,3,1'
    )


def test_hostile_rows_cannot_steer_the_terminal() -> None:
    terminal = Terminal(100, color=False, unicode=True)
    bad_item = item(text=HOSTILE, owners=(HOSTILE,), severity=HOSTILE, due_text=HOSTILE, due_kind="milestone")
    bad_incident = incident(id=HOSTILE, title=HOSTILE, status=HOSTILE, severity=HOSTILE)
    lines = [
        *incident_lines([bad_incident], [bad_incident.id], terminal),
        *item_lines([bad_item], [bad_item.incident], terminal),
        *due_lines([bad_item], [bad_item.incident], terminal),
        *hit_lines([Hit(HOSTILE, HOSTILE, 1, HOSTILE, HOSTILE, f"\x02{HOSTILE}\x03", 1.0)], terminal),
        *similar_lines([SimilarRow(HOSTILE, HOSTILE, HOSTILE, None, 0.5, (HOSTILE,))], terminal),
    ]
    assert not set("".join(lines)) & set(DANGEROUS)


class Stream(io.StringIO):
    """A terminal, or not, with an encoding."""

    def __init__(self, tty: bool, encoding: str = "utf-8") -> None:
        super().__init__()
        self._tty = tty
        self._encoding = encoding

    def isatty(self) -> bool:
        return self._tty

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


@pytest.mark.parametrize(
    ("color", "tty", "env", "colored"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("never", True, {}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
    ],
)
def test_when_there_is_colour(color: str, tty: bool, env: dict[str, str], colored: bool) -> None:
    assert detect(color, Stream(tty), env | {"COLUMNS": "80"}).color is colored


@pytest.mark.parametrize(
    ("encoding", "env", "unicode"),
    [
        ("utf-8", {}, True),
        ("UTF8", {"LANG": "en_US.UTF-8"}, True),
        ("ascii", {}, False),
        ("latin-1", {}, False),
        ("utf-8", {"RCA_ASCII": "1"}, False),
        ("utf-8", {"RCA_ASCII": "0"}, True),
        ("utf-8", {"LC_ALL": "C"}, False),
        ("utf-8", {"LC_ALL": "C.UTF-8", "LANG": "C"}, True),
    ],
)
def test_when_there_is_more_than_ascii(encoding: str, env: dict[str, str], unicode: bool) -> None:
    assert detect("auto", Stream(tty=False, encoding=encoding), env).unicode is unicode


def test_a_pipe_has_no_width_unless_columns_says_so() -> None:
    assert detect("auto", Stream(tty=False), {}).width is None
    assert detect("auto", Stream(tty=False), {"COLUMNS": "72"}).width == 72


def test_items_at_forty_columns_keep_their_names() -> None:
    """The name is what the next command needs, and a mark says as much as its word."""
    narrow = Terminal(40, color=False, unicode=True)
    ids = ["2026-05-15-audit-role-split-1455", "2026-01-02-certificate-expired"]
    free, blocked = item(flags=("overdue",)), item(3, state="open", flags=("overdue", "blocked"))
    assert list(due_lines([free, blocked], ids, narrow))[1:] == [
        "  189 d late  1455/2  ◔    Create rapto…",
        "  189 d late  1455/3  ○ ⊘  Create rapto…",
    ]
    assert [line[:15] for line in item_lines([free, blocked], ids, narrow)] == [
        "ITEM    STATE  ",
        "1455/2  ◔      ",
        "1455/3  ○ ⊘    ",
    ]


def test_commands_to_run_next_are_never_cut() -> None:
    from datetime import date

    narrow = Terminal(30, color=False, unicode=True)
    lines = list(
        overview_lines(Overview(1, 1, {"written": 1}, {}, 0, {}), "acme", date(2026, 11, 24), narrow)
    )
    assert lines[-1] == "  rca actions is:paper-only"
