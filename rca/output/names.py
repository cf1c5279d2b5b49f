"""Short names of incidents: the shortest end of an id that no other id contains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

_LEAST = 3
_PART = 1 << 16
"""Characters of ids that are looked at together."""


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
        if self._words is None:
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
        counts = Counter[str]()
        for lines in _parts(ids):
            counts.update(lines.replace("\n", "-").split("-"))
        self._repeated = frozenset(word for word, times in counts.items() if times > 1)
        self._text = "\n".join(sorted(counts, key=len, reverse=True))
        self._ends: dict[int, int] = {}
        """Where, in the text of all words, those end that are longer than so many letters."""
        end = 0
        for length, words in sorted(Counter(map(len, counts)).items(), reverse=True):
            self._ends[length] = end
            end += words * (length + 1)

    def is_unique(self, name: str) -> bool:
        """Whether just one word of just one id holds a word of an id."""
        return name not in self._repeated and self._text.find(name) >= self._ends.get(
            len(name), len(self._text)
        )


def _parts(ids: str) -> Iterator[str]:
    """The lines of a text, many at a time: all at once would take several times their room."""
    at = 0
    while at < len(ids):
        end = ids.find("\n", at + _PART)
        yield ids[at : end if end >= 0 else None]
        at = end + 1 if end >= 0 else len(ids)


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


def naming(ids: str) -> Callable[[str, str], str]:
    """Makes the short name of an item, or of an incident where no number is given; ids come one a line."""
    names = ShortNames(ids)

    def name(incident: str, number: str) -> str:
        return f"{names[incident]}/{number}" if number else names[incident]

    return name
