"""A day on the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

import click


class Day(click.ParamType[date]):
    """`2026-06-01`, as a date."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails with what to write instead."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if day.isoformat() != value:
            self.fail(f'"{value}" is no day; write it as 2026-06-01', param, ctx)
        return day


DAY = Day()
