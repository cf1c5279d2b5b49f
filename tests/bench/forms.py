"""The forms in which generated RCAs write metadata, timelines, action items and prose."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple, TypeVar

from tests.bench.words import TRADE, paragraph, phrase, sentence

T = TypeVar("T")
Weighted = tuple[tuple[int, T], ...]
"""Forms with their weights, in percent of the documents where they don't add up to less."""
OWNERS = (
    "platform",
    "sre-agent",
    "operator",
    "payments / platform",
    "@on-call",
    "data team",
    "—",
    "",
    "TBD",
    "sre-agent (after item 1)",
)
ROLES = ("platform", "operator", "sre-agent")
KINDS = ("Prevent", "Detect", "Mitigate")
FIRST_DAY = date(2018, 1, 1)


class Facts(NamedTuple):
    """What the metadata of a generated document says."""

    id: str
    title: str
    day: date
    severity: str
    status: str
    author: str


def facts(rng: random.Random, number: int) -> Facts:
    """Draw the facts of one incident."""
    day = FIRST_DAY + timedelta(days=rng.randrange(3200))
    title = phrase(rng)
    slug = "-".join(title.lower().split()[:4])
    severity = rng.choice(
        ("SEV-1", "SEV-2", "SEV-2", "SEV-3", "SEV-3", "SEV-4", "P1", "High (customers saw errors)")
    )
    status = rng.choice(("open", "resolved", "resolved", "closed", "Resolved — monitoring"))
    return Facts(
        f"{day}-{slug}-{number}",
        title,
        day,
        severity,
        status,
        rng.choice(ROLES),
    )


def pairs(fact: Facts) -> list[tuple[str, str]]:
    """The metadata of a document: labels and values."""
    return [
        ("Incident ID", fact.id),
        ("Date", str(fact.day)),
        ("Severity", fact.severity),
        ("Status", fact.status),
        ("Duration", "14:02 → 16:40 UTC"),
        ("Author", fact.author),
    ]


def _lines(pattern: str, fields: list[tuple[str, str]]) -> str:
    return "\n".join(pattern.format(label=label, value=value) for label, value in fields) + "\n\n"


def _table_metadata(fields: list[tuple[str, str]]) -> str:
    return "| Field | Value |\n| --- | --- |\n" + _lines("| {label} | {value} |", fields)


def _front(fence: str, pattern: str, fields: list[tuple[str, str]]) -> str:
    body = "\n".join(
        pattern.format(label=label.lower().replace(" ", "_"), value=value) for label, value in fields
    )
    return f"{fence}\n{body}\n{fence}\n\n"


METADATA: Weighted[Callable[[list[tuple[str, str]]], str]] = (
    (30, partial(_lines, "**{label}:** {value}")),
    (15, partial(_lines, "- **{label}:** {value}")),
    (15, _table_metadata),
    (17, partial(_front, "---", '{label}: "{value}"')),
    (3, partial(_front, "+++", '{label} = "{value}"')),
    (8, partial(_lines, "{label}: {value}")),
    (2, partial(_lines, "> **{label}:** {value}")),
    (10, partial(_lines, "")),
)


def clock(rng: random.Random, count: int) -> list[str]:
    """So many times of one day, in order."""
    minutes = sorted(rng.sample(range(6 * 60, 24 * 60), count))
    return [f"{minute // 60:02}:{minute % 60:02}" for minute in minutes]


def _timeline_table(rng: random.Random, times: list[str]) -> str:
    head = "| Time (UTC) | Event |\n|---|---|\n"
    return head + "".join(f"| {time} | {sentence(rng)} |\n" for time in times)


def _timeline_lines(pattern: str, rng: random.Random, times: list[str]) -> str:
    return "".join(pattern.format(time=time, text=sentence(rng)) for time in times)


def _timeline_fence(rng: random.Random, times: list[str]) -> str:
    return "```\n" + "".join(f"{time} {phrase(rng)}\n" for time in times) + "```\n"


TIMELINES: Weighted[Callable[[random.Random, list[str]], str]] = (
    (48, _timeline_table),
    (16, partial(_timeline_lines, "- **{time}** — {text}\n")),
    (8, partial(_timeline_lines, "- {time} UTC: {text}\n")),
    (8, partial(_timeline_lines, "### {time}\n\n{text}\n\n")),
    (8, partial(_timeline_lines, "**{time}** {text}\n\n")),
    (4, _timeline_fence),
)


def _due(rng: random.Random, fact: Facts) -> str:
    day = fact.day + timedelta(days=rng.randrange(1, 120))
    return rng.choice(
        (
            str(day),
            str(day),
            str(day),
            f"{day} UTC",
            f"{day:%b %d, %Y}",
            "immediate",
            "v1",
            "post-v1",
            "TBD",
            "—",
        )
    )


def _executed(rng: random.Random, fact: Facts) -> str:
    day = fact.day + timedelta(days=rng.randrange(1, 60))
    return rng.choice(
        (
            "—",
            "",
            f"staging: {day} [log](https://example.com/{day}); prod: —",
            f"staging: {day}; prod: {day} verified",
        )
    )


def _canonical_items(rng: random.Random, fact: Facts, count: int) -> str:
    rows = [
        f"| {n} | {sentence(rng)} | {rng.choice(OWNERS)} | {_due(rng, fact)} | #{rng.randint(1, 4000)} "
        f"| {rng.choice(('—', str(fact.day)))} | {_executed(rng, fact)} |\n"
        for n in range(1, count + 1)
    ]
    return (
        "| # | Action | Owner | Due | Issue | Written | Executed |\n|---|---|---|---|---|---|---|\n"
        + "".join(rows)
    )


def _foreign_items(rng: random.Random, fact: Facts, count: int) -> str:
    states = (
        "TODO",
        "Open",
        "Done",
        "✅ Shipped",
        "Merged (PR #1098)",
        "Deferred",
        f"Deployed to prod {fact.day}",
    )
    rows = [
        f"| {rng.choice(KINDS)} | {sentence(rng)} Run `a \\| b`. | {rng.choice(OWNERS)} | {_due(rng, fact)} "
        f"| {rng.choice(states)} |\n"
        for _ in range(count)
    ]
    return "| Type | Action item | Owner | Due date | Status |\n|:--|:--|---|---|---|\n" + "".join(rows)


def _list_items(marker: str, rng: random.Random, fact: Facts, count: int) -> str:
    return "".join(
        f"{marker} {sentence(rng)} ({rng.choice(ROLES)}, due {_due(rng, fact)}, #{n})\n"
        for n in range(1, count + 1)
    )


def _tasks(rng: random.Random, fact: Facts, count: int) -> str:
    return "".join(f"- [{rng.choice(' x')}] **{phrase(rng, 2, 4)}**: {sentence(rng)}\n" for _ in range(count))


def _nested(rng: random.Random, fact: Facts, count: int) -> str:
    groups = ("Prevention", "Detection", "Mitigation")
    return "".join(
        f"- {group}\n" + "".join(f"    - {sentence(rng)}\n" for _ in range(count // 3 + 1))
        for group in groups
    )


ITEMS: Weighted[Callable[[random.Random, Facts, int], str]] = (
    (26, _canonical_items),
    (26, _foreign_items),
    (18, partial(_list_items, "-")),
    (12, partial(_list_items, "1.")),
    (12, _tasks),
    (4, _nested),
)


def _log(rng: random.Random) -> str:
    lines = "".join(
        f"{clock(rng, 1)[0]}:00 ERROR [{rng.choice(TRADE)}] {phrase(rng)} | retry={n}\n"
        for n in range(rng.randint(3, 9))
    )
    return f"```text\n# {phrase(rng)}\n{lines}```"


def _list(rng: random.Random) -> str:
    return "\n".join(f"- {sentence(rng)}" for _ in range(rng.randint(2, 6)))


def _figures(rng: random.Random) -> str:
    rows = "\n".join(
        f"| {phrase(rng, 1, 3)} | {rng.randint(1, 999)} | `p50 \\| p99` |" for _ in range(rng.randint(2, 6))
    )
    return f"| Metric | Value | Kind |\n| --- | ---: | --- |\n{rows}"


FILLERS: Weighted[Callable[[random.Random], str]] = ((60, paragraph), (18, _list), (12, _log), (10, _figures))
SECTIONS: tuple[str, ...] = (
    "Impact",
    "What went well",
    "What didn't go well",
    "Root cause analysis",
    "Detection",
    "Resolution",
    "Lessons learned",
)


def draw(rng: random.Random, weighted: Weighted[T]) -> T:
    """One of the forms, by weight."""
    return rng.choices([form for _, form in weighted], [weight for weight, _ in weighted])[0]
