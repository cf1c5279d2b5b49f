"""A day on the command line."""

from __future__ import annotations

from datetime import date


def read_day(text: str) -> date:
    """`2026-06-01` as a date; raises ValueError with what to write instead."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.isoformat() != text:
        raise ValueError(f'"{text}" is no day; write it as 2026-06-01')
    return day
