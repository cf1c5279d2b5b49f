"""Due dates as people write them, for an incident on 1 May 2026 and a milestone v1 on 23 May."""

from __future__ import annotations

from datetime import date

import pytest

from rca.due import Understood, read_due

INCIDENT = date(2026, 5, 1)
MILESTONES = {"v1": date(2026, 5, 23)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-19", "2026-05-19"),
        ("2026-05-19 UTC", "2026-05-19"),
        ("2026/05/19", "2026-05-19"),
        ("19 May 2026", "2026-05-19"),
        ("19 May 2026 UTC", "2026-05-19"),
        ("May 19, 2026", "2026-05-19"),
        ("May 19th, 2026", "2026-05-19"),
        ("19. Mai 2026", "2026-05-19"),
        ("19 mai 2026", "2026-05-19"),
        ("19.05.2026", "2026-05-19"),
        ("2026年5月19日", "2026-05-19"),
        ("13/06/2026", "2026-06-13"),
        ("by 2026-06-01", "2026-06-01"),
        ("2026-05-19 (hard)", "2026-05-19"),
        ("2026-05-19T10:00Z", "2026-05-19"),
        ("~~2026-05-19~~ 2026-06-01", "2026-06-01"),
        ("2026-05-19 → 2026-06-01", "2026-06-01"),
        ("2026-W21", "2026-05-24"),
        ("W21 2026", "2026-05-24"),
        ("KW 21, 2026", "2026-05-24"),
        ("Q3 2026", "2026-09-30"),
        ("2026-Q3", "2026-09-30"),
        ("Q3 '26", "2026-09-30"),
        ("end of Q3", "2026-09-30"),
        ("Q1", "2027-03-31"),
        ("H2 2026", "2026-12-31"),
        ("June 2026", "2026-06-30"),
        ("2026-06", "2026-06-30"),
        ("end of June", "2026-06-30"),
        ("mid-June 2026", "2026-06-15"),
        ("June 7", "2026-06-07"),
        ("EOW", "2026-05-03"),
        ("next week", "2026-05-10"),
        ("end of month", "2026-05-31"),
        ("next month", "2026-06-30"),
        ("EOQ", "2026-06-30"),
        ("end of year", "2026-12-31"),
        ("tomorrow", "2026-05-02"),
        ("in 2 weeks", "2026-05-15"),
        ("in a week", "2026-05-08"),
        ("in three weeks", "2026-05-22"),
        ("30 days", "2026-05-31"),
        ("within 2 months", "2026-07-01"),
        ("J+3", "2026-05-04"),
        ("D + 14", "2026-05-15"),
        ("en 2 semanas", "2026-05-15"),
        ("2 semaines", "2026-05-15"),
        ("3 mois", "2026-08-01"),
        ("2週間", "2026-05-15"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert read_due(text, INCIDENT, MILESTONES) == Understood("date", date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("immediate", Understood("immediate", INCIDENT)),
        ("ASAP", Understood("immediate", INCIDENT)),
        ("sofort", Understood("immediate", INCIDENT)),
        ("v1", Understood("milestone", date(2026, 5, 23))),
        ("by v1", Understood("milestone", date(2026, 5, 23))),
        ("post-v1", Understood("milestone", date(2026, 5, 23))),
        ("v2.7", Understood("milestone", None)),
        ("TBD", Understood("unscheduled", None)),
        ("unscheduled", Understood("unscheduled", None)),
        ("backlog", Understood("unscheduled", None)),
        ("?", Understood("unscheduled", None)),
        ("next sprint", Understood("unclear", None)),
        ("soon", Understood("unclear", None)),
        ("hotfix", Understood("unclear", None)),
        ("05/06/2026", Understood("unclear", None)),
        ("2026-02-31", Understood("unclear", None)),
        ("landed 2026-05-29", Understood("unclear", None)),
        ("1455", Understood("unclear", None)),
        ("", None),
        ("—", None),
        ("-", None),
    ],
)
def test_what_is_no_day(text: str, understood: Understood | None) -> None:
    assert read_due(text, INCIDENT, MILESTONES) == understood


@pytest.mark.parametrize("text", ["EOW", "in 2 weeks", "Q3", "June", "June 7"])
def test_relative_words_say_nothing_without_the_incidents_day(text: str) -> None:
    assert read_due(text, None) == Understood("unclear", None)


def test_a_day_without_a_year_is_not_long_before_the_incident() -> None:
    assert read_due("Jan 10", date(2025, 12, 20)) == Understood("date", date(2026, 1, 10))
    assert read_due("March 1", INCIDENT) == Understood("date", date(2027, 3, 1))


def test_the_last_day_of_a_span_counts() -> None:
    assert read_due("Q4 2025 - Q1 2026", date(2025, 10, 3)) == Understood("date", date(2026, 3, 31))


@pytest.mark.parametrize("text", ["Q3 0000", "June 0000", "0000-06", "9999-W53", "999 weeks", "(a)" * 5000])
def test_no_text_is_too_odd(text: str) -> None:
    assert read_due(text, date(2199, 12, 31)) is not None
