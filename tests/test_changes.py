"""What a change may say: reasons where they are owed, text that UTF-8 can carry, one JSON for each kind."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from pydantic import TypeAdapter

from rca.changes import KINDS, Change, Drop, MarkExecuted, Refused, SetItemField, wish
from rca.claims import Actor, Evidence
from rca.events import Digests
from rca.text import Source

DAY = date(2026, 5, 19)


def test_dropping_needs_a_reason() -> None:
    with pytest.raises(Refused, match=r"^reason must not be empty$"):
        wish(Drop, item="3", day=DAY, reason="  ")
    with pytest.raises(Refused, match=r"^reason is missing$"):
        wish(Drop, item="3", day=DAY)


def test_a_due_date_moves_for_a_reason_and_the_old_one_is_kept() -> None:
    with pytest.raises(Refused, match="item 3 from 2026-05-19 needs a reason"):
        wish(SetItemField, item="3", field="due", value="2026-06-30", previous="2026-05-19")
    moved = wish(
        SetItemField, item="3", field="due", value="2026-06-30", previous="2026-05-19", reason="freeze"
    )
    assert moved.previous == "2026-05-19"


def test_a_first_due_date_needs_no_reason() -> None:
    assert wish(SetItemField, item="3", field="due", value="2026-06-30").reason == ""


def test_text_that_utf_8_cannot_carry_is_refused() -> None:
    with pytest.raises(Refused, match=r"^reason holds bytes that are not UTF-8$"):
        wish(Drop, item="3", day=DAY, reason="caf\udce9")


def test_the_day_is_named_in_the_sentence() -> None:
    with pytest.raises(Refused, match=r"^day input should be a valid date"):
        wish(Drop, item="3", day="19/05", reason="no")


def test_every_kind_is_read_back_from_its_json() -> None:
    change = MarkExecuted(
        item="1",
        environment="staging",
        day=DAY,
        evidence=(Evidence(kind="url", value="https://example.org/matrix"),),
        note="full matrix",
    )
    adapter: TypeAdapter[Change] = TypeAdapter(Change)
    assert adapter.validate_json(adapter.dump_json(change)) == change


def test_kinds_are_told_apart() -> None:
    assert len(KINDS) == len(get_args(get_args(Change)[0])) == 17


def test_people_are_the_same_by_mail_else_by_name() -> None:
    ada = Actor(name="Ada", email="ada@example.org")
    assert ada.is_same(Actor(name="A. L.", email="Ada@Example.org", kind="agent"))
    assert not ada.is_same(Actor(name="Ada", email="other@example.org"))
    assert ada.is_same(Actor(name="ada"))
    assert str(ada) == "Ada <ada@example.org>"


def test_edits_lead_forward_and_back() -> None:
    before = Source("| 1 | Rotate keys | — |\r\n| 2 | Drill | — |\r\n")
    first, second, end = before.text.index("—"), before.text.rindex("—"), len(before.text)
    edits = ((first, "—", "2026-05-20"), (second, "—", ""), (end, "", "!"))
    digests = Digests(before=before.sha256, after="0" * 64, edits=edits)
    after = before.apply(digests.forward())
    assert after.text == "| 1 | Rotate keys | 2026-05-20 |\r\n| 2 | Drill |  |\r\n!"
    assert after.apply(digests.backward()) == before
