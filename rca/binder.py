"""The values of a query, bound under names, and the columns that are compared with them.

Days are calendar days; what is relative (`7d`, `tomorrow`) counts from the day the binder was given.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from rca.query import QuerySyntaxError, Value

SOON_DAYS = 7
"""How many days ahead an item is due soon."""

_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_RELATIVE = r"([+-]?\d{1,6})([dw])$"
_DURATION = r"(\d{1,6}(?:\.\d{1,3})?)([mhdw]?)"
_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080}
_COMPARED = {"<": "< {0}", "<=": "<= {1}", ">": "> {1}", ">=": ">= {0}"}


def any_of(conditions: list[str]) -> str:
    """One condition that holds where one of several does."""
    return conditions[0] if len(conditions) == 1 else f"({' OR '.join(conditions)})"


class Binder:
    """Puts values under names and compares columns with them."""

    def __init__(
        self,
        query: str,
        today: date,
        severities: Mapping[str, tuple[str, ...]],
        prefix: str = "",
        *,
        few: bool = False,
    ) -> None:
        self.query = query
        self.prefix = prefix
        """What names begin with: other than those of another query that stands in the same statement."""
        self.few = few
        """Whether few items will be asked, so that each is looked up by itself."""
        self.today = today
        soon = today + timedelta(days=SOON_DAYS)
        self.values: dict[str, object] = {"today": today.isoformat(), "soon": soon.isoformat()}
        self.ranks = {
            name.casefold(): rank
            for rank, (level, others) in enumerate(severities.items(), 1)
            for name in (level, *others)
        }

    def wrong(self, value: Value, reason: str) -> QuerySyntaxError:
        """The error for a value that says nothing."""
        return QuerySyntaxError(self.query, value.column, reason)

    def bind(self, value: object) -> str:
        """A name for a value."""
        name = f"{self.prefix}v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def like(self, column: str, text: str, before: str = "%", after: str = "%") -> str:
        """Whether a column holds a text, in any case of its letters; `*` in the text stands for anything."""
        escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%")
        return f"{column} LIKE {self.bind(before + escaped + after)} ESCAPE '\\'"

    def begins(self, column: str, text: str) -> str:
        """Whether a column, or a word in it, begins with a text."""
        return any_of([self.like(column, text, before) for before in ("", "% ", "@")])

    def is_day(self, column: str, value: Value) -> str:
        """A comparison of a day with a day, a month, a year or a range `a..b`."""
        if value.text in ("none", "any"):
            return f"{column} IS {'NOT ' if value.text == 'any' else ''}NULL"
        start, dots, end = value.text.partition("..")
        low, high = self.days(value, start)[0], self.days(value, end if dots else start)[1]
        bound = self.bind(low.isoformat()), self.bind(high.isoformat())
        return f"{column} {_COMPARED.get(value.operator, 'BETWEEN {0} AND {1}').format(*bound)}"

    def is_long(self, column: str, value: Value, unit: str) -> str:
        """A comparison of a duration, in the unit that a column is in: `d` for days or `m` for minutes."""
        import re

        if value.text in ("none", "any"):
            return f"{column} IS {'NOT ' if value.text == 'any' else ''}NULL"
        written = re.fullmatch(_DURATION, value.text)
        if written is None:
            raise self.wrong(value, f'"{value.text}" is no duration; write 15m, 4h, 30d, 2w or none')
        number = float(written[1]) * _MINUTES[written[2] or unit] / _MINUTES[unit]
        return f"{column} {value.operator or '='} {self.bind(number)}"

    def days(self, value: Value, text: str) -> tuple[date, date]:
        """The first and the last day that a text means."""
        try:
            return _days(text, self.today)
        except (ValueError, OverflowError):
            known = "2026-05-19, 2026-05, today, 7d (in a week) or none"
            raise self.wrong(value, f'"{text}" is no day; write {known}') from None


def _days(text: str, today: date) -> tuple[date, date]:
    import re

    if relative := re.match(_RELATIVE, text):
        days = int(relative[1]) * (7 if relative[2] == "w" else 1)
    elif text in _NAMED_DAYS:
        days = _NAMED_DAYS[text]
    else:
        return _calendar(*(int(part) for part in text.split("-")))
    day = today + timedelta(days=days)
    return day, day


def _calendar(year: int, month: int = 0, day: int = 0, *more: int) -> tuple[date, date]:
    if more:
        raise ValueError(more)
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, month, 1), last
    return date(year, 1, 1), date(year, 12, 31)
