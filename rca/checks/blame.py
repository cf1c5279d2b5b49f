"""Rules about how a document speaks of people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.checks import judging
from rca.checks.places import sections
from rca.checks.rule import CheckContext, Problem, rule
from rca.model import Document
from rca.text import Span

EXPLAINING = ("summary", "timeline", "detection", "root_cause", "went_badly", "resolution")
"""Sections that tell what happened and why."""


def _bodies(document: Document, *names: str) -> Iterator[Span]:
    """The bodies of sections, each part of the text once."""
    covered = 0
    for section in sections(document, *names):
        start, end = section.body
        if end > covered:
            yield Span(max(start, covered), end)
            covered = end


@rule("DOC11", "warning", "No person and no human error is the cause.", "PD", "GW", "ET")
def human_error(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Where "human error" is found, an analysis begins. What made the mistake easy, and what let it reach
    users, can be changed; people being people cannot.
    """
    for body in _bodies(document, "root_cause", "summary"):
        for word in context.prose.find(judging.HUMAN_ERROR, body):
            if not _rejected(word.span, context):
                yield Problem(
                    word.span,
                    f'"{word.text}" is where the analysis begins; write what made it possible',
                )


def _rejected(span: Span, context: CheckContext) -> bool:
    before = context.prose.words[max(0, span.start - 60) : span.start]
    return bool(judging.NOT_HUMAN_ERROR.search(before))


@rule("DOC14", "warning", "The language is free of judgement.", "GW")
def loaded(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A reader who feels judged stops telling what happened, and the next document will be shorter and less
    true.
    """
    whole = Span(0, len(context.prose.words))
    if not context.prose.has_one(judging.LOADED_STEMS, whole):
        return
    for word in context.prose.find(judging.LOADED, whole):
        yield Problem(
            word.span, f'"{word.text}" judges; write what happened, and what made it look right at the time'
        )


@rule("DOC15", "info", "No sentence tells what did not happen.", "ET")
def counterfactuals(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The words "should have" describe a world that was not there, and hide why what was done made sense.
    What was known and visible at that moment explains more.
    """
    bodies = _bodies(document, *EXPLAINING)
    for body in (body for body in bodies if context.prose.has_one(judging.COUNTERFACTUAL_STEMS, body)):
        for word in context.prose.find(judging.COUNTERFACTUAL, body):
            if _is_asked(word.span, context):
                continue
            yield Problem(
                word.span,
                f'"{_one_line(word.text)}" tells what did not happen; write what did, and why it made sense',
            )


def _is_asked(span: Span, context: CheckContext) -> bool:
    """Whether the sentence is a question, as guidance is."""
    end = _SENTENCE_END.search(context.prose.words, span.end)
    return end is not None and end.group().startswith("?")


_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@rule("TL03", "info", "A line of the timeline tells a fact.", "PD", "ET")
def facts_only(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The timeline is the part that all sides can agree on. A judgement in it starts the argument where the
    facts should end it.
    """
    for entry in document.timeline:
        for word in context.prose.find(judging.LOADED_IN_TIMELINE, entry.span):
            yield Problem(
                word.span,
                f'"{word.text}" judges; keep to what could be seen, and leave the rest to the analysis',
            )
