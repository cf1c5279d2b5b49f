"""Names of incidents as a reader of a report has them: without the day, where only one is called so."""

from __future__ import annotations

from collections.abc import Iterable

from rca.output.names import undated


class Names:
    """Makes names that `rca show` takes, and only for what they name."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._all = "\n".join(ids).casefold()

    def incident(self, incident: str) -> str:
        """`audit-role-split-1455`; the whole id where that could be another one."""
        name = undated(incident)
        return name if self._all.count(name.casefold()) == 1 else incident

    def item(self, ref: str) -> str:
        """`audit-role-split-1455/2`."""
        incident, slash, number = ref.rpartition("/")
        return f"{self.incident(incident)}{slash}{number}"
