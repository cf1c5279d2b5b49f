"""What headings, labels, columns and state words mean, in several languages and in a team's own words."""

from __future__ import annotations

import pytest

from rca import languages, more_labels, more_languages
from rca.aliases import Vocabulary, _find, default_vocabulary, key, vocabulary
from rca.labels import LABELS, STATES
from rca.patterns import FIND
from rca.words import SECTIONS, WEAK_SECTIONS

WORDS = default_vocabulary()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Summary", "summary"),
        ("TL;DR", "summary"),
        ("What happened?", "summary"),
        ("Incident Impact", "impact"),
        ("Impact, stated plainly", "impact"),
        ("💥 Blast radius", "impact"),
        ("Timeline (all times UTC)", "timeline"),
        ("Phase 1: Facts (timeline)", "timeline"),
        ("3. Timeline", "timeline"),
        ("Why was this hard to detect?", "detection"),
        ("How it was detected", "detection"),
        ("**Root Cause**", "root_cause"),
        ("5 Whys (primary)", "root_cause"),
        ("The ledger: 16 attempts, 6 distinct root causes", "root_cause"),
        ("Why it failed in CI but not locally", "root_cause"),
        ("Contributing factors", "root_cause"),
        ("Final solution: the boring one", "resolution"),
        ("Resolution and recovery", "resolution"),
        ("What the fix looks like", "resolution"),
        ("What went well?", "went_well"),
        ("What worked", "went_well"),
        ("What didn’t go well", "went_badly"),
        ("What could have gone better?", "went_badly"),
        ("Where we got lucky", "lucky"),
        ("Lessons learnt", "lessons"),
        ("What we learned (the durable rules)", "lessons"),
        ("Action items", "action_items"),
        ("Follow-ups this incident drove", "action_items"),
        ("Remediation (action items)", "action_items"),
        ("Corrective and preventative measures", "action_items"),
        ("Next steps", "action_items"),
        ("Prevention", "action_items"),
        ("How we will prevent this", "action_items"),
        ("Process improvements", "action_items"),
        ("Related documents", "references"),
        ("See also", "references"),
        ("Zusammenfassung", "summary"),
        ("Zeitlicher Ablauf", "timeline"),
        ("Maßnahmen", "action_items"),
        ("Chronologie", "timeline"),
        ("Causes racines", "root_cause"),
        ("Cronología", "timeline"),
        ("Próximos passos", "action_items"),
        ("Tijdlijn", "timeline"),
        ("Åtgärder", "action_items"),
        ("タイムライン", "timeline"),
        ("再発防止策", "action_items"),
        ("根本原因", "root_cause"),
        ("时间线", "timeline"),
        ("Related files", ""),
        ("Verification", ""),
        ("Proposed fix", ""),
        ("Follow-up meeting", ""),
        ("Why TypeScript needs the folder", ""),
        ("Concrete wording improvements", ""),
        ("Prior art", ""),
    ],
)
def test_headings(heading: str, name: str) -> None:
    assert WORDS.heading(heading).name == name


def test_an_ambiguous_heading_is_not_sure() -> None:
    assert WORDS.heading("Action items").is_sure
    assert not WORDS.heading("Prevention").is_sure


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Incident ID", "incident_id"),
        ("Author(s)", "author"),
        ("SEV", "severity"),
        ("Affected services", "services"),
        ("Time to resolve (TTR)", "duration"),
        ("Blast radius", "blast_radius"),
        ("Schweregrad", "severity"),
        ("Gravité", "severity"),
        ("Fecha", "date"),
        ("重大度", "severity"),
        ("状态", "status"),
        ("Weather", ""),
    ],
)
def test_labels(label: str, name: str) -> None:
    assert WORDS.label(label) == name


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("#", "number"),
        ("Action item", "action"),
        ("Owner(s)", "owner"),
        ("Owner repo", "note"),
        ("Due Date", "due"),
        ("Target", "due"),
        ("Bug #", "issue"),
        ("Tracking", "issue"),
        ("Type (Mitigate/ Prevent/ Other)", "kind"),
        ("Written", "written"),
        ("Executed", "executed"),
        ("Status", "status"),
        ("Depends on", "depends"),
        ("Verantwortlich", "owner"),
        ("担当", "owner"),
        ("Coverage %", ""),
    ],
)
def test_columns_of_action_tables(column: str, name: str) -> None:
    assert WORDS.item_column(column) == name


def test_columns_of_timelines() -> None:
    found = [
        WORDS.timeline_column(c)
        for c in ("Time (UTC)", "Date/Time", "When (ET)", "What", "Source", "Uhrzeit")
    ]
    assert found == ["time", "time", "time", "event", "source", "time"]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("TODO", "open"),
        ("In progress", "open"),
        ("Deferred", "open"),
        ("Not done", "open"),
        ("Partially done", "open"),
        ("DONE - PRs #378, #381", "done"),
        ("Fixed in this PR", "done"),
        ("Done until #49", "done"),
        ("Merged (PR #3)", "written"),
        ("SOP written", "written"),
        ("Deployed to prod 2026-05-21", "executed"),
        ("Rolled out", "executed"),
        ("Won't do", "dropped"),
        ("Superseded by #4", "dropped"),
        ("N/A", "dropped"),
        ("erledigt", "done"),
        ("terminé", "done"),
        ("対応済み", "done"),
        ("进行中", "open"),
        ("POLICY", ""),
        ("Standing", ""),
    ],
)
def test_state_words(text: str, means: str) -> None:
    assert WORDS.state(text) == means


def test_a_teams_own_words_win() -> None:
    own = vocabulary(
        {
            "sections": {"action_items": ("Hausaufgaben", "Impact")},
            "labels": {"severity": ("Ampel",)},
            "columns": {"owner": ("Kümmerer",)},
            "states": {"written": ("done",)},
        }
    )
    assert own.heading("Hausaufgaben").name == "action_items"
    assert own.heading("Impact").name == "action_items"
    assert own.label("Ampel") == "severity"
    assert own.item_column("Kümmerer") == "owner"
    assert own.state("Done") == "written"
    assert own.heading("Timeline").name == "timeline"


def test_one_vocabulary_for_the_same_aliases() -> None:
    assert vocabulary({}) is default_vocabulary()
    assert vocabulary({"labels": {"severity": ("Ampel",)}}) is vocabulary(
        {"labels": {"severity": ("Ampel",)}}
    )


def test_words_are_written_as_they_are_looked_up() -> None:
    more = [
        table
        for module in (languages, more_languages, more_labels)
        for name, table in vars(module).items()
        if name.isupper()
    ]
    tables = (SECTIONS, WEAK_SECTIONS, LABELS, STATES, *more)
    words = [word for table in tables for words in table.values() for word in words]
    assert [word for word in words if key(word) != word.casefold().replace("'", "")] == []


def test_a_word_means_one_thing() -> None:
    for table in (SECTIONS, LABELS, STATES):
        seen: dict[str, str] = {}
        for name, words in table.items():
            for word in words:
                assert seen.setdefault(word, name) == name, f"{word} means {seen[word]} and {name}"


def test_emphasis_and_punctuation_do_not_count() -> None:
    assert key("What  didn’t go_well — (really)?") == "what didnt go_well really"
    assert Vocabulary().heading("### **Timeline:**").name == "timeline"


def test_no_heading_that_a_pattern_finds_is_passed_over_for_its_letters() -> None:
    tables = (SECTIONS, WEAK_SECTIONS, languages.SECTIONS, more_languages.SECTIONS)
    entries = (word for table in tables for words in table.values() for word in words)
    known = [word for word in entries if not word.startswith("5 ")]  # a number in front is left out
    for text in known:
        found = next((name for name, _, pattern in FIND if pattern.search(key(text))), "")
        assert _find(text, text).name == found or len(key(text).split()) > 12, text
