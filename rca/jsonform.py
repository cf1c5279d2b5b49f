"""A document as JSON: what `rca parse --json` prints, with line numbers for every place."""

from __future__ import annotations

from typing import Any

from rca.model import Document
from rca.text import Source, Span


def document_json(source: Source, document: Document, path: str) -> dict[str, Any]:
    """A document as plain values: days as ISO text, places as `line` and `span` (raw offsets)."""
    data = document.model_dump(mode="json")
    data["title"] = document.title or None
    data["path"] = path
    data["sha256"] = source.sha256
    for name in ("fields", "sections", "timeline", "action_items", "diagnostics"):
        for entry in data[name]:
            entry["line"] = source.line(entry["span"][0])
    for entry in data["action_items"]:
        entry["fields"] = {name: _place(source, Span(*span)) for name, span in entry["fields"].items()}
    return data


def _place(source: Source, span: Span) -> dict[str, Any]:
    return {"line": source.line(span.start), "span": [span.start, span.end]}
