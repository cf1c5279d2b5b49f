"""Where things are that a text names, who else names them, the outline, and the symbols of a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.lsp.places import Spot
from rca.lsp.symbols import Symbol, in_workspace, outline
from tests.invented import CERTIFICATE, DOCUMENTS, LAG
from tests.lsp.views import Opened, alone, opened

NAME = "2026-03-02-gateway-certificate.md"
LAG_NAME = "2026-05-12-ledger-lag.md"


def said(spot: Spot) -> str:
    return f"{spot.text.name}: {spot.text.source.slice(spot.span)}"


def target(found: Opened) -> str | None:
    goal = found.library.goal(found.view, found.offset)
    return said(goal.spot) if goal else None


@pytest.mark.parametrize(
    ("name", "before", "cursor", "expected"),
    [
        (
            NAME,
            "2026-05-12-ledger-lag/1",
            "2026-05-12-led‸ger-lag/1",
            "Page on replication lag over thirty seconds",
        ),
        (NAME, "2026-05-12-ledger-lag/1", "ledger-lag/2‸", "Move retries behind a circuit breaker"),
        (LAG_NAME, "after item 1", "after item ‸1", "Page on replication lag over thirty seconds"),
        (
            NAME,
            "Nobody renewed",
            "See [it](2026-05-12-ledger‸-lag.md)",
            "RCA — Ledger replica lagged three hours",
        ),
        (NAME, "Nobody renewed", "As in 2026-05-12-ledger-lag‸.", "RCA — Ledger replica lagged three hours"),
    ],
)
def test_what_is_named_is_found(tmp_path: Path, name: str, before: str, cursor: str, expected: str) -> None:
    with opened(tmp_path, name, DOCUMENTS[name].replace(before, cursor)) as found:
        assert str(target(found)).endswith(f": {expected}")


@pytest.mark.parametrize("words", ["the led‸ger", "and‸/or", "lag‸", "#88‸0", "1‸/2", "2026‸", "lag/9‸"])
def test_words_that_name_nothing_lead_nowhere(tmp_path: Path, words: str) -> None:
    with opened(tmp_path, NAME, CERTIFICATE.replace("Nobody renewed", words)) as found:
        assert target(found) is None


def test_what_is_not_saved_yet_is_found_where_it_is_open(tmp_path: Path) -> None:
    with opened(tmp_path, LAG_NAME, LAG.replace("| 1 | Page", "| 1 | Cry out and page")) as lag:
        text = CERTIFICATE.replace("ledger-lag/1", "ledger-lag/1‸")
        here = alone(text, (tmp_path / "incidents" / NAME).as_uri())
        view = lag.library.sites.view(lag.library.texts.put(here.view.text))
        goal = lag.library.goal(view, here.offset)
        assert goal is not None
        assert said(goal.spot).endswith("Cry out and page on replication lag over thirty seconds")


def references(found: Opened) -> list[str]:
    goal = found.library.goal_around(found.view, found.offset)
    assert goal is not None
    return [said(spot) for spot in found.library.references(found.view, goal)]


def test_an_item_is_named_in_its_document_and_in_others(tmp_path: Path) -> None:
    with opened(tmp_path, LAG_NAME, LAG.replace("Page on", "Page‸ on")) as found:
        assert references(found) == [
            "2026-05-12-ledger-lag.md: Page on replication lag over thirty seconds",
            "2026-05-12-ledger-lag.md: 1",
            "2026-03-02-gateway-certificate.md: 2026-05-12-ledger-lag/1",
        ]


def test_an_incident_is_named_wherever_its_id_stands(tmp_path: Path) -> None:
    with opened(tmp_path, LAG_NAME, LAG.replace("# RCA", "# ‸RCA")) as found:
        assert references(found) == [
            "2026-05-12-ledger-lag.md: RCA — Ledger replica lagged three hours",
            "2026-05-12-ledger-lag.md: 2026-05-12-ledger-lag",
            "2026-03-02-gateway-certificate.md: 2026-05-12-ledger-lag",
        ]


def test_an_id_that_begins_another_one_is_not_named_by_it(tmp_path: Path) -> None:
    text = CERTIFICATE.replace(
        "Nobody renewed", "2026-05-12-ledger-lagged, x2026-05-12-ledger-lag; nobody renewed"
    )
    with opened(tmp_path, LAG_NAME, LAG.replace("# RCA", "# ‸RCA")) as found:
        (tmp_path / "incidents" / NAME).write_text(text)
        assert len(references(found)) == 3


def test_documents_of_a_folder_beside_the_workspace_have_one_address(tmp_path: Path) -> None:
    outside = tmp_path / "payments"
    outside.mkdir()
    (outside / LAG_NAME).write_text(LAG)
    config = 'incidents = ["incidents", "../payments"]\n'
    root = tmp_path / "main"
    root.mkdir()
    text = CERTIFICATE.replace("ledger-lag/1", "ledger-lag/1‸")
    with opened(root, NAME, text, config=config, documents={NAME: CERTIFICATE}) as found:
        goal = found.library.goal(found.view, found.offset)
        assert goal is not None
        assert goal.spot.text.uri == (outside / LAG_NAME).as_uri()


def told(symbols: list[Symbol], depth: int = 0) -> list[str]:
    return [
        line
        for symbol in symbols
        for line in (f"{'  ' * depth}{symbol.name}", *told(symbol.children, depth + 1))
    ]


def test_the_outline_has_the_items_in_their_section() -> None:
    found = alone(CERTIFICATE)
    assert told(outline(found.view)) == [
        "RCA — Certificate of the gateway expired",
        "  Summary",
        "  Action items",
        "    1 Renew certificates by machine",
        "    2 Alert on expiry",
    ]
    item = outline(found.view)[0].children[1].children[0]
    assert item.detail == "part-executed · sre-agent · v1"


def spans_lie_in_each_other(symbol: Symbol) -> bool:
    (start, end), (first, last) = symbol.span, symbol.name_span
    inner = all(
        start <= c.span.start and c.span.end <= end and spans_lie_in_each_other(c) for c in symbol.children
    )
    return start <= first <= last <= end and inner


def test_every_symbol_lies_in_the_one_around_it_in_real_documents(corpus: Path) -> None:
    for path in sorted(corpus.rglob("*.md"))[::12]:
        found = alone(path.read_bytes().decode("utf-8", "replace"))
        assert all(map(spans_lie_in_each_other, outline(found.view))), path


@pytest.mark.parametrize(
    ("query", "first", "line"),
    [
        ("", "2026-05-12-ledger-lag", 1),
        ("certif", "2026-03-02-gateway-certificate", 1),
        ("lag/2", "2026-05-12-ledger-lag/2 Move retries behind a circuit breaker", 19),
        ("breaker", "2026-05-12-ledger-lag item 2 · RCA — Ledger replica lagged three hours", 19),
    ],
)
def test_incidents_and_items_of_the_workspace_are_found(
    tmp_path: Path, query: str, first: str, line: int
) -> None:
    with opened(tmp_path, NAME) as found:
        symbol = next(in_workspace(found.view.site, query))
    assert (symbol.name, symbol.line) == (first, line)
