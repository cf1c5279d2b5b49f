"""Action items and incidents as a workbook: typed dates, a header that stays, filters; rows go to disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING, Any

from rca.errors import MissingExtra, RcaError
from rca.export.cells import inert
from rca.export.columns import Column, incident_columns, item_columns
from rca.export.selected import Selected

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""Of a sheet, its header included."""
LONGEST = 32_767
"""Characters of a cell."""
_CUT = " … (cut: a cell holds no more)"


class TooManyRows(RcaError):
    """More rows than a sheet of the format can have."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"{sheet}: a sheet holds {MOST_ROWS:,} rows and there are more; narrow the query, or export csv"
        )


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write two sheets: action items, and their incidents."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtra("An XLSX file", "office") from None
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:  # whose temporary files go whatever happens
        _fill(book, selected)


def _fill(book: Workbook, selected: Selected) -> None:
    # The file says that it was made on the day it tells of, so that the same rows make the same bytes.
    made = datetime.combine(selected.today, datetime.min.time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": "Action items", "created": made})
    _sheet(book, "Action items", item_columns(selected.environments), selected.items())
    _sheet(book, "Incidents", incident_columns(), selected.incidents())


def _sheet(book: Workbook, name: str, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    formats = {"date": day, "text": text, "number": number}
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, formats[column.form])
        sheet.write_string(0, at, column.title, head)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, row in enumerate(rows, 1):
        if last >= MOST_ROWS:
            raise TooManyRows(name)
        for at, column in enumerate(columns):
            _cell(sheet, (last, at), column, row, formats[column.form])
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _cell(sheet: Any, place: tuple[int, int], column: Column, row: Any, look: Any) -> None:
    value = column.value(row)
    if value is None or value == "":
        return
    if column.form == "date":
        sheet.write_datetime(*place, date.fromisoformat(str(value)), look)
    elif isinstance(value, int):
        sheet.write_number(*place, value, look)
    else:
        sheet.write_string(*place, shortened(inert(value)), look)


def shortened(text: str) -> str:
    """A text that fits into a cell; where it was cut, it says so."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
