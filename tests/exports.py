"""Exports read back as others read them: each kind as the text that somebody finds in it."""

from __future__ import annotations

import io
import re
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from icalendar import Calendar

from rca.export import KINDS
from tests.command import rca


def export(folder: Path, kind: str, *words: str) -> Path:
    """A file of a kind, written by the command."""
    target = folder / f"made{KINDS[kind].suffix}"
    done = rca(folder, "export", kind, *words, "--force", "--output", str(target))
    assert done.code == 0, done.err
    return target


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _page(path: Path) -> str:
    """A page without its style, which would only be told again."""
    return re.sub(r"<style>.*?</style>|'sha256-[^']*'", "", _text(path), flags=re.DOTALL)


def _pdf(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split()) + "\n"


def _docx(path: Path) -> str:
    word = docx.Document(str(path))
    lines = [f"{p.style.name}: {p.text}" for p in word.paragraphs if p.style and p.text]
    for table in word.tables:
        lines += [" | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in table.rows]
    return "\n".join(lines) + "\n"


def _xlsx(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    lines = []
    for sheet in book:
        lines.append(f"[{sheet.title}] {sheet.freeze_panes} {sheet.auto_filter.ref}")
        rows = sheet.iter_rows(values_only=True)
        lines += [" | ".join("" if v is None else f"{v}" for v in row) for row in rows]
    return "\n".join(lines) + "\n"


def _ics(path: Path) -> str:
    calendar = Calendar.from_ical(path.read_bytes())
    return "\n".join(part.to_ical().decode("utf-8").replace("\r\n ", "") for part in calendar.walk())


def _sqlite(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        # Where a dump says that it writes the schema is another place in another Python.
        lines = [s for s in connection.iterdump() if "_fts" not in s and "writable_schema" not in s]
        return "\n".join(lines) + "\n"
    finally:
        connection.close()


READ: dict[str, Callable[[Path], str]] = {
    "html": _page,
    "pdf": _pdf,
    "docx": _docx,
    "md": _text,
    "json": _text,
    "csv": _text,
    "xlsx": _xlsx,
    "ics": _ics,
    "confluence": _text,
    "sqlite": _sqlite,
}


def everything(path: Path) -> str:
    """All that a file holds that somebody could find: of an archive each part, of a PDF its text and data."""
    data = path.read_bytes()
    parts = [data.decode("utf-8", "replace")]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if not name.endswith(".jpeg")]
            parts = [name + archive.read(name).decode("utf-8") for name in names]
    if path.suffix == ".pdf":
        parts += [
            _pdf(path),
            subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout,
        ]
    if path.suffix == ".ics":
        parts.append(data.decode("utf-8").replace("\r\n ", ""))
    return "\n".join(parts)
