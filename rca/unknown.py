"""Names in a wish that nobody knows, with the ones that are meant perhaps."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from rca.changes import Refused


class UnknownEnvironment(Refused):
    """An environment that neither the configuration nor the document has."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = list(known)
        near = get_close_matches(name, names, 1, 0.5)
        if near:
            has = f"did you mean {near[0]}?"
        elif names:
            has = f"there is {', '.join(names)}; others are added to `environments` in rca.toml"
        else:
            has = "neither the document nor rca.toml names any; add them to `environments` in rca.toml"
        super().__init__(f'environment "{name}" is not known; {has}')


class UnknownField(Refused):
    """A field that neither items nor incidents have."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = list(known)
        near = get_close_matches(name, names, 1, 0.5)
        has = f"did you mean {near[0]}?" if near else f"there is {', '.join(names)}"
        super().__init__(f'there is no field "{name}"; {has}')
