"""Times of a timeline: what one line says, and where it lies on the incident's days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rca.times import Course, find_lead, find_moment, find_tail
from rca.zones import find_zone, read_zone, zone_of

DAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("line", "time", "day", "clock"),
    [
        ("14:02 Alert fired", "14:02", None, "14:02:00"),
        ("~19:27 roll-back", "~19:27", None, "19:27:00"),
        ("**16:58 UTC** - saturation", "16:58 UTC", None, "16:58:00"),
        ("`07:35` funded", "07:35", None, "07:35:00"),
        ("[08:47] merged", "08:47", None, "08:47:00"),
        ("[03-26 02:50] reported", "03-26 02:50", "2026-03-26", "02:50:00"),
        ("**00:20 (08-04)** dies", "00:20 (08-04)", "2026-08-04", "00:20:00"),
        ("2026-03-07T00:28:58Z down", "2026-03-07T00:28:58Z", "2026-03-07", "00:28:58"),
        ("2022-02-02 1625: e-mail", "2022-02-02 1625", "2022-02-02", "16:25:00"),
        ("2022-02-02 X: message", "2022-02-02", "2022-02-02", None),
        ("Sep 27 2017 13:06", "Sep 27 2017 13:06", "2017-09-27", "13:06:00"),
        ("19. April, 11:00 fix", "19. April, 11:00", "2026-04-19", "11:00:00"),
        ("2018-07-08 ca. 18:30 drop", "2018-07-08 ca. 18:30", "2018-07-08", "18:30:00"),
        ("2:54 PM PST: merged", "2:54 PM PST", None, "14:54:00"),
        ("12:05 AM - start", "12:05 AM", None, "00:05:00"),
        ("9am PT page", "9am PT", None, "09:00:00"),
        ("14h30 alerte", "14h30", None, "14:30:00"),
        ("May 31 deploy", "May 31", "2026-05-31", None),
        ("October 29-30, 2025 - latency", "October 29-30, 2025", "2025-10-29", None),
        ("2026年5月1日 10:00 検知", "2026年5月1日 10:00", "2026-05-01", "10:00:00"),
        ("T+5-10m: paged", "T+5-10m", None, None),
        ("Day 1: quiet", "Day 1", None, None),
        ("16:4x code trace", "16:4x", None, None),
    ],
)
def test_the_time_that_a_line_begins_with(line: str, time: str, day: str | None, clock: str | None) -> None:
    stamp = find_lead(line, DAY)
    assert stamp is not None
    assert line[stamp.start : stamp.end] == time
    assert (stamp.day and stamp.day.isoformat(), stamp.clock and stamp.clock.isoformat()) == (day, clock)


@pytest.mark.parametrize(
    "line",
    [
        "Initial report: build fails",
        "3 servers failed",
        "3.5 seconds later",
        "12 people joined",
        "May be a fluke",
        "1.2.3 released",
        "1625 requests",
        "[???] saturation",
        "$12.50 a day",
        "100% of requests",
    ],
)
def test_lines_without_a_time(line: str) -> None:
    assert find_lead(line, DAY) is None


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("23:35 → 23:37 cliff", "23:35:00", "23:37:00"),
        ("14:02–14:30 UTC | down", "14:02:00", "14:30:00"),
        ("09:40 - 21:55 UTC — cron", "09:40:00", "21:55:00"),
        ("06:00-09:00 work", "06:00:00", "09:00:00"),
        ("~16:00 to 18:00 tests", "16:00:00", "18:00:00"),
    ],
)
def test_ranges(line: str, start: str, end: str) -> None:
    stamp = find_lead(line, DAY)
    assert stamp is not None
    assert stamp.clock is not None
    assert stamp.until_clock is not None
    assert (stamp.clock.isoformat(), stamp.until_clock.isoformat()) == (start, end)


def test_the_time_that_a_line_ends_with() -> None:
    stamp = find_tail("Incident declared 2020-02-18 14:23", DAY)
    assert stamp is not None
    assert (stamp.day, str(stamp.clock)) == (date(2020, 2, 18), "14:23:00")
    assert find_tail("took 5 servers down", DAY) is None


def test_the_first_moment_in_a_text() -> None:
    stamp = find_moment("about 2026-05-01 10:15 CEST, later closed", DAY)
    assert stamp is not None
    assert stamp.day == DAY
    assert stamp.zone == timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("UTC", 0),
        ("Z", 0),
        ("PST", -8),
        ("CEST", 2),
        ("UTC+2", 2),
        ("GMT-3", -3),
        ("+05:30", 5.5),
        ("JST", 9),
        ("Asia/Tokyo", 9),
        ("America/New_York", -4),
        ("ET", -4),
    ],
)
def test_zones(text: str, hours: float) -> None:
    zone = read_zone(text)
    assert zone is not None
    assert datetime(2026, 5, 1, 12, tzinfo=zone).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["IST", "CST", "Mars/Base", "", "ABC", "UTC+99"])
def test_zones_that_are_none_or_several(text: str) -> None:
    assert read_zone(text) is None


def test_a_zone_in_a_sentence() -> None:
    assert find_zone("Timeline (all times UTC)") == UTC
    assert find_zone("All times are in Chicago") is None
    assert zone_of("Europe/Berlin") is not None
    assert zone_of("nowhere") is None


def placed(*lines: str, day: date | None = DAY, zone: timezone | None = UTC) -> list[str | None]:
    course = Course(day, zone)
    found: list[str | None] = []
    for line in lines:
        stamp = find_lead(line, day)
        assert stamp is not None, line
        at, _ = course.place(stamp)
        found.append(at.isoformat() if at else None)
    return found


def test_days_roll_over_midnight() -> None:
    assert placed("23:50 a", "00:10 b", "09:00 c") == [
        "2026-05-01T23:50:00+00:00",
        "2026-05-02T00:10:00+00:00",
        "2026-05-02T09:00:00+00:00",
    ]


def test_a_clock_that_falls_back_a_little_is_out_of_order() -> None:
    assert placed("14:49 a", "14:43 b")[1] == "2026-05-01T14:43:00+00:00"


def test_a_day_is_carried_along_and_a_zone_of_its_own_counts() -> None:
    assert placed("2026-06-01 10:00 a", "11:00 CET b") == [
        "2026-06-01T10:00:00+00:00",
        "2026-06-01T11:00:00+01:00",
    ]


def test_what_the_document_does_not_say_stays_unknown() -> None:
    assert placed("10:00 a", zone=None) == [None]
    assert placed("10:00 a", day=None) == [None]
    assert placed("10:00 IST a") == [None]
    assert placed("2026-05-02 a") == [None]


def test_a_range_may_end_on_the_next_day() -> None:
    stamp = find_lead("23:50–00:10 restart", DAY)
    assert stamp is not None
    at, until = Course(DAY, UTC).place(stamp)
    assert at == datetime(2026, 5, 1, 23, 50, tzinfo=UTC)
    assert until == datetime(2026, 5, 2, 0, 10, tzinfo=UTC)
