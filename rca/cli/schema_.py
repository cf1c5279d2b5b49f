"""`rca schema`: what `rca export json` holds, as JSON Schema."""

from __future__ import annotations

from rca.cli.command import command
from rca.cli.session import emit


@command(
    ("rca schema", "what a program that reads exports can count on"),
    ("rca schema | grep -c description", "in a pipe"),
)
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of what rca export json writes."""
    import json

    from rca.export.models import json_schema

    emit(json.dumps(json_schema(), indent=2, ensure_ascii=False).split("\n"))
