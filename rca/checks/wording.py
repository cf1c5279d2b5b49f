"""Rules about the words of an action item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.checks import words
from rca.checks.places import pending
from rca.checks.prose import Word
from rca.checks.rule import CheckContext, Problem, rule
from rca.model import ActionItem, Document
from rca.text import Span


def _head(pattern: re.Pattern[str], item: ActionItem, context: CheckContext) -> Span | None:
    """The verb of a pattern that an action begins with."""
    start, end = item.text_span
    raw = context.prose.words[start:end]
    match = pattern.match(raw, len(raw) - len(raw.lstrip(" *_[]x")))
    return Span(start + match.start("verb"), start + match.end("verb")) if match else None


def _rest_names_outcome(item: ActionItem, behind: Span, context: CheckContext) -> bool:
    raw = context.prose.source.text
    before, after = raw[item.text_span[0] : behind.start], raw[behind.end : item.text_span[1]]
    outcome = _outcome_of(raw[behind.start : behind.end])
    return bool(outcome.search(after) or outcome.search(before))


def _outcome_of(verb: str) -> re.Pattern[str]:
    """What tells when an action that begins so is done."""
    if words.ASKS.match(verb):
        return words.ANSWER
    return words.HOW if words.BETTERS.match(verb) else words.OUTCOME


@rule("AI03", "warning", "An action item has an end that can be seen.", "GL17", "GW")
def open_ended(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Something to investigate, consider or monitor is never finished, so nobody can tell whether it was
    carried out. What can be finished is what it leads to: a decision that is written down, a test, an alert
    with its threshold.
    """
    for item in pending(document):
        verb = _head(words.OPEN_ENDED, item, context)
        if verb is not None and not _rest_names_outcome(item, verb, context):
            word = context.prose.source.slice(verb).lower()
            yield Problem(
                verb, f'"{word}" has no end; say what will exist when it is done, and where it can be seen'
            )


@rule("AI04", "warning", "An action item uses no vague words without a number or an artefact.", "GW", "GL17")
def vague(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Words like "improve", "ensure" and "make better" leave open what is to be done, and by how much. The
    same item with a number, a file, a command or a condition can be carried out, and can be checked
    afterwards.
    """
    for item in pending(document):
        span = _head(words.VAGUE, item, context)
        word = Word(span, context.prose.source.slice(span)) if span else None
        if word is None and _head(words.OPEN_ENDED, item, context) is None:
            word = context.prose.first(words.VAGUE_PHRASE, item.text_span)
        if word is not None and not _rest_names_outcome(item, word.span, context):
            yield Problem(
                word.span,
                f'"{word.text}" is vague; name the number, file or condition that tells when it is done',
            )


@rule("AI14", "info", "An action item changes a system, not only people.", "GW", "RCA2")
def fixes_people(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Training, reminders and care are the weakest actions: they have to work anew every time and with
    everybody. They may stand beside a change of the system; as the only prevention they leave the next
    person where the last one was.
    """
    found = [(item, context.prose.first(words.PEOPLE, item.text_span)) for item in document.action_items]
    alone = all(word is not None or item.state == "dropped" for item, word in found)
    for item, word in found:
        if word is not None and item.state in ("open", "written", "part-executed"):
            yield Problem(word.span, _people(word.text, alone), "warning" if alone else None)


def _people(text: str, alone: bool) -> str:
    if alone:
        return f'"{text}" asks people to change, and no item changes a system; add one that does'
    return (
        f'"{text}" asks people to change; say what in the system will make it easy, or lean on another item'
    )


@rule("AI20", "info", "A dashboard comes with something that looks at it.", "ET")
def dashboard(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A new dashboard shows the last incident very well. Unless an alert, a threshold or a regular review
    goes with it, nobody will be looking at it when the next one begins.
    """
    for item in pending(document):
        if words.DASHBOARD.search(item.text) and not words.ALERTS.search(item.text):
            yield Problem(
                item.text_span,
                "a dashboard alone is seldom seen in time; name the alert or review that goes with it",
            )
