"""The query language of all commands: text into terms, with the column of every mistake.

    status:overdue owner:sre-agent,platform sev:<=2 due:<2026-06-01 -env:staging "exact words" word sort:-due

A term is `key:value`, a word, words in quotes, or one of `STANDALONE`. A comma between values means or,
a minus in front means not, terms are joined with and. What the keys mean stands in `rca.conditions`.
"""

from __future__ import annotations

from rca.bindable import bindable
from rca.errors import UsageError
from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

KEYS = {
    "status": "state or flag of an item, or the incident's own status",
    "is": "overdue, due-soon, blocked, paper-only, unowned, undated, regressed, stale, pending, ongoing, …",
    "owner": "who has an item; `none` for nobody",
    "due": "an item's day: 2026-05-19, 2026-05, <2026-06-01, >=today, <7d, none",
    "written": "yes, no, exempt, or the day",
    "executed": "an environment, yes or no",
    "verified": "an environment, yes or no",
    "failed": "an environment, yes or no",
    "env": "environment of an incident or of an item",
    "kind": "prevent, detect, mitigate, repair, process, investigate",
    "priority": "as written",
    "issue": "any part of a reference: 1455, owner/repo#12; `none`",
    "check": "name of a check in rca.toml; `none`",
    "group": "heading that an item stands under",
    "sev": "severity: 2, <=2, SEV-1, none",
    "date": "the incident's day, as for due",
    "id": "part of an incident's id, or of incident/number",
    "title": "part of the title",
    "service": "affected service",
    "tag": "tag",
    "author": "author of the document",
    "path": "part of the file's path",
    "paper": "a day: items that were written by then, and executed nowhere",
    "lag": "days from written to executed everywhere: >30d, <=7d",
    "ttd": "time to detect, detected − started: >15m, <=4h, none",
    "tta": "time to acknowledge, acknowledged − detected",
    "ttm": "time to mitigate, mitigated − started",
    "ttr": "time to resolve, resolved − started",
    "sort": "date, sev, id, title, due, owner, state, priority, open, overdue, paper; -due turns it",
}
"""Every key and what its value is."""

SYNONYMS = {
    "severity": "sev",
    "state": "status",
    "environment": "env",
    "owners": "owner",
    "type": "kind",
    "incident": "id",
    "order": "sort",
    "services": "service",
    "tags": "tag",
}

STANDALONE = frozenset(("paper-only", "done-unsplit", "part-executed", "due-soon"))
"""Words that mean `is:` themselves."""

# Compiled when a query is there to be read: a start without one is quicker.
_TERM = r'(?P<minus>-?)(?:(?P<key>[A-Za-z][\w-]*):(?!//))?(?P<value>(?:"[^"]*"|[^\s"])*)'
_PART = r'(?s)(<=|>=|<|>|=)?((?:"[^"]*"|[^,"])*)(,|$)'


MOST_VALUES = 200
"""Words and values of a query; SQLite bears no tree of conditions that is much deeper."""


def quoted(value: str) -> str:
    """A value as it has to stand in a query."""
    return f'"{value.replace(chr(34), "")}"' if set(value) & set(' ,"') else value


class QuerySyntaxError(UsageError):
    """A query that cannot be understood."""

    def __init__(self, query: str, column: int, reason: str) -> None:
        self.query = query
        self.column = column
        """From 1."""
        self.reason = reason
        super().__init__(f"query, column {column}: {reason}")


class Value(NamedTuple):
    """One of the alternatives of a term."""

    operator: str
    """`<`, `<=`, `>`, `>=`, `=`, or empty."""
    text: str
    column: int
    """Where it begins in the query, from 1."""


class Term(NamedTuple):
    """One condition."""

    key: str
    """A key of `KEYS`; empty for text."""
    values: tuple[Value, ...]
    negated: bool
    column: int
    """Where it begins in the query, from 1."""


def parse_query(query: str) -> tuple[Term, ...]:
    """The terms of a query; raises QuerySyntaxError with the column and the nearest known key."""
    if not query:
        return ()
    import re

    query = bindable(query)
    terms: list[Term] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token = re.compile(_TERM).match(query, at)
        if token is None or token.end() == at or query[token.end() : token.end() + 1] == '"':
            raise QuerySyntaxError(query, query.index('"', at) + 1, "the quotation mark is never closed")
        terms.append(_term(query, token))
        if sum(len(term.values) for term in terms) > MOST_VALUES:
            raise QuerySyntaxError(query, at + 1, f"a query holds {MOST_VALUES} words and values at most")
        at = token.end()
    return tuple(terms)


def _term(query: str, token: re.Match[str]) -> Term:
    column = token.start() + 1
    negated = bool(token["minus"])
    text = token["value"]
    if token["key"] is None:
        word = text.replace('"', "")
        if not word:
            raise QuerySyntaxError(query, column, "there is nothing to look for here")
        key = "is" if word.lower() in STANDALONE else ""
        return Term(key, (Value("", word, column),), negated, column)
    key = _known_key(query, token["key"], column + negated)
    values = tuple(_values(text, token.start("value") + 1))
    if not values or any(not value.text for value in values):
        raise QuerySyntaxError(query, token.end() + 1, f"`{key}:` needs a value: {KEYS[key]}")
    return Term(key, values, negated, column)


def _known_key(query: str, key: str, column: int) -> str:
    lower = key.lower()
    lower = SYNONYMS.get(lower, lower)
    if lower in KEYS:
        return lower
    from difflib import get_close_matches

    near = get_close_matches(lower, (*KEYS, *SYNONYMS), 1, 0.5)
    hint = f"did you mean `{near[0]}:`?" if near else f"known are {', '.join(KEYS)}"
    raise QuerySyntaxError(
        query, column, f"unknown key `{key}:`; {hint}; to look for the text, put it in quotes"
    )


def _values(text: str, column: int) -> list[Value]:
    import re

    values: list[Value] = []
    for part in re.finditer(_PART, text):
        values.append(Value(part[1] or "", part[2].replace('"', ""), column + part.start()))
        if not part[3]:
            break
    return values
