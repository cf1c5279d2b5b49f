"""Short names of incidents: the shortest end of an id that no other id contains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

_LEAST = 3


def short_names(shown: Iterable[str], all_ids: Iterable[str]) -> dict[str, str]:
    """A name for each id that is shown; what `rca show` takes for it, and only for it."""
    names = ShortNames("\n".join(all_ids))
    return {id_: names[id_] for id_ in set(shown)}


class ShortNames(dict[str, str]):
    """Id to short name, found out when it is asked for; ids are given one a line.

    A few are found by looking through all ids; whoever wants many calls `prepare` first.
    """

    def __init__(self, ids: str) -> None:
        super().__init__()
        self.ids = ids
        """The ids that have these names."""
        self._ids = ids.casefold()
        self._words: _Words | None = None

    def prepare(self) -> None:
        """Look at each word of the ids once, so that most names are found at once."""
        self._words = _Words(self._ids)

    def __missing__(self, id_: str) -> str:
        parts = id_.split("-")
        names = ("-".join(parts[start:]) for start in range(len(parts) - 1, 0, -1))
        name = next((name for name in names if len(name) >= _LEAST and self._is_unique(name)), id_)
        return self.setdefault(id_, name)

    def _is_unique(self, name: str) -> bool:
        name = name.casefold()
        if self._words and "-" not in name:
            return self._words.is_unique(name)
        first = self._ids.find(name)
        return first >= 0 and self._ids.find(name, first + 1) < 0


class _Words:
    """The words of all ids, each once: a name of one word stands in as many ids as words hold it."""

    def __init__(self, ids: str) -> None:
        self._counts = Counter(ids.replace("\n", "-").split("-"))
        ordered = sorted(self._counts, key=len, reverse=True)
        self._text = "\n".join(ordered)
        self._ends: dict[int, int] = {}
        """Where, in the text of all words, those end that are longer than so many letters."""
        end = 0
        for word in ordered:
            self._ends.setdefault(len(word), end)
            end += len(word) + 1

    def is_unique(self, name: str) -> bool:
        """Whether just one word of just one id holds a word."""
        return self._counts[name] == 1 and self._text.find(name, 0, self._ends[len(name)]) < 0


def shorter_names(id_: str, short: str = "") -> tuple[str, ...]:
    """The ends of an id that begin at a word behind its day, longest first, down to its short name."""
    parts = undated(id_).split("-")
    ends = ("-".join(parts[start:]) for start in range(len(parts)))
    return tuple(end for end in ends if len(end) >= len(short)) or (short,)


def undated(id_: str) -> str:
    """An id without the day that it begins with: `audit-role-split-1455`."""
    day, dash, rest = id_[:10], id_[10:11], id_[11:]
    return rest if dash == "-" and rest and day.replace("-", "").isdecimal() else id_


def short_ref(ref: str, names: dict[str, str]) -> str:
    """`1455/2` for `2026-05-15-audit-role-split-1455/2`."""
    incident, slash, number = ref.rpartition("/")
    return f"{names.get(incident, incident)}{slash}{number}"


def naming(ids: Sequence[str]) -> Callable[[str, str], str]:
    """Makes the short name of an item, or of an incident where no number is given."""

    def name(incident: str, number: str) -> str:
        short = short_names([incident], ids)[incident]
        return f"{short}/{number}" if number else short

    return name
