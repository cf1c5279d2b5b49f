"""Stems that spare a text the search by a pattern: what a pattern finds has one of its stems."""

from __future__ import annotations

from datetime import date

import pytest

from rca.checks import CheckContext
from rca.checks.judging import COUNTERFACTUAL, COUNTERFACTUAL_STEMS, LOADED, LOADED_STEMS
from rca.checks.prose import Prose
from rca.checks.surroundings import _EARLIER_STEMS, _TRIGGER_STEMS, EARLIER, TRIGGER
from rca.config import Config
from rca.text import Source, Span


def prose(text: str) -> Prose:
    return CheckContext(date(2026, 11, 24), Config(root="/none")).about(Source(text)).prose


@pytest.mark.parametrize(
    "word",
    """carelessly stupid idiotic Sloppy sloppily ridiculous ABSURDLY negligently reckless incompetent
    inexcusable inexcusably unforgivable embarrassing shamefully disgraceful pathetic insane dumb foolishly
    hopeless""".split(),
)
def test_words_that_judge(word: str) -> None:
    text = f"It was {word} then."
    assert LOADED.search(text)
    assert prose(text).has_one(LOADED_STEMS, Span(0, len(text)))


@pytest.mark.parametrize(
    "phrase",
    [
        *("The alert should have fired.", "It Should've been caught.", "They ought to have asked."),
        *("We could have noticed it.", "Would have been caught.", "We might've been warned."),
        *("We failed to restart it.", "If only we had known.", "We were supposed to test."),
    ],
)
def test_sentences_about_what_did_not_happen(phrase: str) -> None:
    assert COUNTERFACTUAL.search(phrase)
    assert prose(phrase).has_one(COUNTERFACTUAL_STEMS, Span(0, len(phrase)))


@pytest.mark.parametrize(
    "phrase",
    [
        *("similar incident", "Earlier outages", "previous postmortem", "prior big RCA", "related events"),
        *("past failures", "other incidents", "recurring incident", "repeated outage", "repeat incident"),
        *("first time", "Second occurrence", "third such", "fourth time", "seen this before"),
        *("happened before", "occurred before", "happened again", "same cause as in the March outage"),
        *("like in that incident", "a recurrence", "it recurred", "repeat of", "regression of"),
    ],
)
def test_signs_of_earlier_incidents(phrase: str) -> None:
    text = f"We said: {phrase}."
    assert EARLIER.search(text)
    assert prose(text).says(EARLIER, _EARLIER_STEMS, Span(0, len(text)))


@pytest.mark.parametrize(
    "phrase", ["The trigger was", "triggered by", "what set it off", "Set off", "it sparked"]
)
def test_signs_of_a_trigger(phrase: str) -> None:
    assert TRIGGER.search(phrase)
    assert prose(phrase).says(TRIGGER, _TRIGGER_STEMS, Span(0, len(phrase)))
