"""Rules about a document as a whole: what it has to tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rca.checks import words
from rca.checks.places import of_document, of_field, sections
from rca.checks.rule import CheckContext, Level, Problem, rule
from rca.model import Document, Instant, Section

REQUIRED = (
    ("summary", ("summary",)),
    ("impact", ("impact",)),
    ("timeline", ("timeline",)),
    ("root cause", ("root_cause",)),
    ("action items", ("action_items",)),
)
"""What every document tells: its word for it, and the sections that do."""

WANTED = (
    ("detection", ("detection",)),
    ("resolution", ("resolution",)),
    ("lessons", ("lessons", "went_well", "went_badly", "lucky")),
)
"""What a full document tells besides."""


_MAIN = frozenset(name for _, names in (*REQUIRED, *WANTED) for name in names)


def _has(document: Document, names: tuple[str, ...]) -> bool:
    facts = {
        "timeline": document.timeline,
        "action_items": document.action_items,
        "root_cause": document.contributing_factors,
        "impact": document.blast_radius,
        "detection": document.detected,
        "resolution": document.resolved or document.mitigated,
    }
    return any(facts.get(name) for name in names) or any(sections(document, *names))


@rule("DOC01", "warning", "Every part that a reader looks for is there, and filled in.", "GW", "GB", "COE")
def parts(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Summary, impact, timeline, root cause, detection, resolution, lessons and action items are what
    readers come for, in this year and in five. A part that is missing was forgotten or is not known; saying
    which costs one line.
    """
    levels: tuple[Level, Level] = ("warning", "info")
    for wanted, level in zip((REQUIRED, WANTED), levels, strict=True):
        missing = [word for word, names in wanted if not _has(document, names)]
        if missing:
            message = f"no section tells about {_listed(missing)}; add a heading, and write what is known"
            yield Problem(of_document(document), message, level)
    for section in document.sections:
        if section.name and (problem := _unwritten(section, document, context)):
            yield problem


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _unwritten(section: Section, document: Document, context: CheckContext) -> Problem | None:
    text = _without_comments(section, context).strip()
    level: Level | None = None if section.name in _MAIN else "info"
    if _is_empty(text) and not _holds_more(section, document):
        message = f'nothing stands under "{section.heading}"; write what is known, or "Not recorded."'
        return Problem(section.span, message, level)
    if text and words.PLACEHOLDER.knows(text):
        message = f'"{section.heading}" still has its placeholder; write what is known, or "Not recorded."'
        return Problem(section.span, message, level)
    if section.name in _MAIN and words.NOT_RECORDED.fullmatch(text):
        message = f'"{section.heading}" is not recorded; write it down while somebody remembers'
        return Problem(section.span, message, "info")
    return None


def _is_empty(text: str) -> bool:
    """Whether there is nothing, or the header of a table without anything in its rows."""
    header, *rows = text.splitlines() or [""]
    return not header or (header.startswith("|") and bool(rows) and not set("".join(rows)) - _EMPTY_CELLS)


_EMPTY_CELLS = frozenset("|:-—– \t0123456789")


def _without_comments(section: Section, context: CheckContext) -> str:
    start, end = section.body
    text, at = "", start
    for comment in context.prose.comments:
        if start <= comment.start < end:
            text += context.prose.source.text[at : comment.start]
            at = max(at, comment.end)
    return text + context.prose.source.text[at:end]


def _holds_more(section: Section, document: Document) -> bool:
    """Whether deeper sections stand inside, or the heading itself carries the words."""
    start, end = section.body
    inside = any(start <= other.span[0] < end for other in document.sections if other is not section)
    return inside or (section.level > 6 and start >= end)


@rule("DOC02", "info", "Somebody answers for the document.", "GW", "PD")
def author(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Questions about an incident come months later. One person or role who wrote the document is where
    they go.
    """
    if not document.authors:
        yield Problem(
            of_document(document), "no author is named; add `- **Author:** ` with a person or a role"
        )


@rule("DOC05", "warning", "Somebody other than its author has reviewed a document.", "GB", "ATL")
def reviewers(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Whoever wrote it knows what was meant; only another reader finds what is not there. An unreviewed
    document might as well never have existed.
    """
    authors = {name.lower() for name in document.authors}
    if document.reviewers and all(name.lower() in authors for name in document.reviewers):
        place = of_field(document, "reviewers")
        yield Problem(place, "only its author has reviewed the document; name somebody else who has read it")


@rule("DOC06", "error", "Start, detection, mitigation and resolution are in order.", "GW")
def instants(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Time to detect and time to mitigate are counted from these; one typing error in a date makes every
    average wrong.
    """
    names = ("started", "detected", "mitigated", "resolved")
    given = [(name, each) for name in names if (each := getattr(document, name)) and _in_head(each, document)]
    for (before, earlier), (after, later) in pairwise(given):
        if later.at and earlier.at and later.at < earlier.at:
            message = (
                f"{after} ({later.text}) is before {before} ({earlier.text}); correct the one that is wrong"
            )
            yield Problem(later.span, message)


def _in_head(instant: Instant, document: Document) -> bool:
    """Whether a known instant stands in the metadata; the timeline has an order of its own."""
    start, end = instant.span
    stated = any(field.span[0] <= start and end <= field.span[1] for field in document.fields)
    return stated and instant.at is not None


@rule("DOC07", "info", "Impact is a number, or said to be none.", "GW", "PD", "COE")
def quantified_impact(document: Document, context: CheckContext) -> Iterator[Problem]:
    """How many, how long, how much: without a number an outage of a minute and one of a day read alike. An
    estimate that is called one is good enough.
    """
    told = [section for section in sections(document, "impact") if context.prose.has_words(section.body)]
    if told and not any(words.QUANTITY.search(context.prose.source.slice(each.body)) for each in told):
        message = "no number tells how large the impact was; write how many, how long, or an estimate"
        yield Problem(told[0].span, message)


@rule("DOC17", "info", "The lessons tell what went well, what went badly, and where luck helped.", "GW")
def lessons(document: Document, context: CheckContext) -> Iterator[Problem]:
    """What went well is worth keeping, and what only luck prevented is the next incident's cause. A list of
    faults alone leaves both out.
    """
    kinds = (
        ("what went well", "went_well"),
        ("what went badly", "went_badly"),
        ("where luck helped", "lucky"),
    )
    have = [name for _, name in kinds if any(_is_begun(s, context) for s in sections(document, name))]
    if have and len(have) < len(kinds):
        missing = _listed([word for word, name in kinds if name not in have])
        place = next(sections(document, *have)).span
        yield Problem(place, f"the lessons leave out {missing}; add it, or write that there was nothing")


def _is_begun(section: Section, context: CheckContext) -> bool:
    """Whether anything stands there but guidance; of an empty section DOC01 tells."""
    return bool(_without_comments(section, context).strip())


@rule("DOC20", "warning", "The severity is stated.", "PD", "GB")
def severity(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Severity decides how fast action items are due and who reads the document; a near miss has one too."""
    stated = any(field.name == "severity" for field in document.fields)
    if document.severity is None and stated:
        message = "the severity names no level; begin it with one of your levels, such as SEV-2"
        yield Problem(of_field(document, "severity"), message)
    elif document.severity is None:
        yield Problem(
            of_field(document, "severity"),
            "no severity is stated; add `- **Severity:** ` with one of your levels, such as SEV-2",
        )


@rule("DOC21", "info", "What people had to find gets an item that finds it next time.", "GB", "PD")
def detection(document: Document, context: CheckContext) -> Iterator[Problem]:
    """When a customer or chance found the problem, monitoring was blind to it. That gap deserves an item of
    its own.
    """
    detects = any(item.kind == "detect" or words.DETECTS.search(item.text) for item in document.action_items)
    for section in sections(document, "detection") if document.action_items and not detects else ():
        word = context.prose.first(words.FOUND_BY_PEOPLE, section.body)
        if word:
            yield Problem(
                word.span,
                "people found this, not monitoring, and no action item would detect it; add one that would",
            )


@rule("DOC27", "error", "No conflict of a merge is left.", "RCA")
def conflict(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Between git's markers stand two versions of the same lines, and what is read there counts twice. Until
    somebody decides, neither is true, and rca changes nothing in such a document.
    """
    if place := context.prose.conflict:
        yield Problem(place, "a merge left both sides here; keep what is true, and remove git's markers")
