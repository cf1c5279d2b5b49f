"""What a rule is, and what it is told besides the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rca.checks.prose import NO_PROSE, Prose
from rca.config import Config, Level
from rca.model import Diagnostic, Document
from rca.text import Source, Span
from rca.validity import Validity

__all__ = ["SOURCES", "CheckContext", "Elsewhere", "Find", "Level", "Problem", "Rule", "rule"]


class Elsewhere(NamedTuple):
    """Something to be said of a document that it cannot know alone: because of others, or of its history."""

    rule: str
    number: str
    """Of the item it is about; empty where it is about the document."""
    message: str
    level: Level | None = None
    """Where it is graver or milder than the rule's own level."""


class CheckContext(NamedTuple):
    """What a rule may look at besides the document; the same for every document of a run but for `prose`."""

    today: date
    """The day that overdue and age are counted to, in UTC; rules ask `days_since`, and never this."""
    config: Config
    known: Mapping[str, str] | None = None
    """State by `<incident id>/<number>` for items of other documents; None where nobody has looked."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """What other documents, and the history of this one, give to say; empty where nobody has looked."""
    prose: Prose = NO_PROSE
    """The document's own words; `check` puts it in."""
    validity: Validity | None = None
    """Notes for which days it holds what the rules find; None where nobody asks."""

    def days_since(self, day: date, more_than: int = 0) -> int:
        """How many days ago a day was; 0 where that is not more than so many."""
        return (self.validity or Validity(self.today)).days_since(day, more_than)

    def about(self, source: Source) -> CheckContext:
        """The same context for the document with this text."""
        return self._replace(prose=Prose(source))


class Problem(NamedTuple):
    """What a rule's function finds: a place, and one sentence that says what is wrong and what to do."""

    span: Span
    message: str
    level: Level | None = None
    """Where it is graver or milder than the rule's own level."""


Find = Callable[[Document, CheckContext], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with a stable id: call it with a document and a context, and it yields diagnostics."""

    id: str
    level: Level
    """Unless rca.toml or the problem itself says otherwise."""
    title: str
    """What holds in a good document, as one sentence."""
    sources: tuple[str, ...]
    """Keys of `SOURCES`."""
    find: Find

    @property
    def why(self) -> str:
        """Why it matters, for the documentation: the docstring of the function."""
        return " ".join((self.find.__doc__ or "").split())

    def __call__(self, document: Document, context: CheckContext) -> Iterator[Diagnostic]:
        """Every problem that the rule finds in a document."""
        for span, message, level in self.find(document, context):
            yield Diagnostic(rule=self.id, level=level or self.level, message=message, span=span)


def rule(code: str, level: Level, title: str, *sources: str) -> Callable[[Find], Rule]:
    """Make a rule of a function that finds problems; its docstring says why the rule exists."""
    return lambda find: Rule(code, level, title, sources, find)


SOURCES = {
    "GW": (
        "Google, The Site Reliability Workbook, chapter 10",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    "GB": (
        "Google, Site Reliability Engineering, chapter 15",
        "https://sre.google/sre-book/postmortem-culture/",
    ),
    "GL17": (
        "Lunney, Lueder, Beyer: Postmortem Action Items, ;login: Spring 2017",
        "https://research.google/pubs/pub45906/",
    ),
    "PD": ("PagerDuty, Postmortem documentation", "https://postmortems.pagerduty.com/"),
    "ET": (
        "Etsy, Debriefing Facilitation Guide",
        "https://extfiles.etsy.com/DebriefingFacilitationGuide.pdf",
    ),
    "COE": ("AWS Well-Architected, Correction of Error", "https://wa.aws.amazon.com/wat.concept.coe.en.html"),
    "HW": ("Jeli, Howie: the post-incident guide", "https://www.jeli.io/howie/welcome"),
    "ATL": (
        "Atlassian, Incident management handbook",
        "https://www.atlassian.com/incident-management/handbook",
    ),
    "RCA2": (
        "National Patient Safety Foundation and IHI, RCA²",
        "https://www.ihi.org/resources/tools/rca2-improving-root-cause-analyses-and-actions-prevent-harm",
    ),
    "CAPA": ("ISO 13485, 8.5.2: corrective action", ""),
    "SRU": (
        "Ubuntu, Stable Release Update verification",
        "https://wiki.ubuntu.com/QATeam/PerformingSRUVerification",
    ),
    "DIS": ("Lesson from the source of Netflix Dispatch", "https://github.com/Netflix/dispatch"),
    "RCA": ("rca itself: written is not executed", ""),
}
"""Where a rule comes from: title and address by key."""
