"""Action items and incidents as a workbook: typed dates, a header that stays, filters; rows go to disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING, Any

from rca.errors import MissingExtra, RcaError
from rca.export.cells import inert
from rca.export.columns import Column, Form, Value, incident_columns, item_columns
from rca.export.selected import Selected
from rca.output.width import width

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""Of a sheet, its header included."""
LONGEST = 32_767
"""Characters of a cell."""
_LINE = 15
"""Points that a line of a cell is high."""
_MOST_LINES = 27
"""Of a row, which can be 409 points high."""
_A4 = 9
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
    number = book.add_format({"valign": "top", "align": "center"})
    formats = {"date": day, "text": text, "number": number}
    _set_height(sheet, 0, columns, [column.title for column in columns])
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, formats[column.form])
        sheet.write_string(0, at, column.title, head)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, row in enumerate(rows, 1):
        if last >= MOST_ROWS:
            raise TooManyRows(name)
        values = [column.value(row) for column in columns]
        _set_height(sheet, last, columns, values)
        for at, (column, value) in enumerate(zip(columns, values, strict=True)):
            _cell(sheet, (last, at), column.form, value, formats[column.form])
    sheet.autofilter(0, 0, last, len(columns) - 1)
    _set_paper(sheet)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _set_paper(sheet: Any) -> None:
    """Pages as wide as the sheet, each with its head."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _set_height(sheet: Any, row: int, columns: Sequence[Column], values: Sequence[Value]) -> None:
    """Room for all lines: not every program looks for itself how high a row has to be."""
    lines = max(map(_lines, columns, values))
    if lines > 1:
        sheet.set_row(row, min(lines, _MOST_LINES) * _LINE)


def _lines(column: Column, value: Value) -> int:
    """About how many lines a cell has; words do not fill a line to its end."""
    if not isinstance(value, str) or (len(value) * 2 <= column.width and "\n" not in value):
        return 1
    wide = [width(line[:LONGEST]) for line in value.split("\n")]
    return sum(1 if cells < column.width else 1 + cells * 11 // (column.width * 10) for cells in wide)


def _cell(sheet: Any, place: tuple[int, int], form: Form, value: Value, look: Any) -> None:
    if value is None or value == "":
        return
    if form == "date":
        sheet.write_datetime(*place, date.fromisoformat(str(value)), look)
    elif isinstance(value, int):
        sheet.write_number(*place, value, look)
    else:
        sheet.write_string(*place, shortened(inert(value)), look)


def shortened(text: str) -> str:
    """A text that fits into a cell; where it was cut, it says so."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
