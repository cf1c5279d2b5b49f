"""Everything as JSON, one incident after the other: `rca schema` prints its schema."""

from __future__ import annotations

from typing import IO

from rca.export.models import FORMAT, VERSION
from rca.export.parts import incident_part
from rca.export.selected import Selected
from rca.output.data import one_json


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write an object with a list of incidents, each on a line of its own."""
    head = f'{{"format": "{FORMAT}", "version": {VERSION}, "as_of": "{selected.today}", "incidents": ['
    file.write(head.encode("utf-8"))
    for at, exported in enumerate(selected.documents()):
        (line,) = one_json(incident_part(exported).model_dump(mode="json"))
        file.write(f"{',' if at else ''}\n{line}".encode())
    file.write(b"\n]}\n")
