"""Sections told by one word of a heading: data for `rca.aliases`, and who looks it up."""

from __future__ import annotations

_MOST = 6
"""No heading with more words is told by one of them."""

_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("root_cause", (
        " root", " cause", " causa", " ursach", " oorza", " orsak", " årsak", " årsag", " причин",
        " przyczyn", " příčin", " penyebab", " nguyên nhân", " neden", "原因", "根因", "원인",
    )),
    ("timeline", (
        " timeline", " chronolog", " cronolog", " kronolog", " хронолог", " linha do tempo",
        " línea de tiempo", " zeitverlauf", "时间线", "時間線", "時系列", "タイムライン", "타임라인",
    )),
    ("lessons", (
        " lesson", " leçon", " lecci", " liçõ", " lezion", " lærdom", " lärdom", " урок", " takeaway",
        "教训", "教訓", "교훈",
    )),
    ("impact", (
        " impact", " impatt", " auswirkung", " влияни", " последстви", " konsekven", " dampak", "影响",
        "影響", "영향",
    )),
    ("summary", (
        " summary", " resumen ", " resumo ", " résumé ", " zusammenfassung", " overview",
        " sammanfattning", " резюме", " ringkasan", "概要", "摘要", "요약",
    )),
)  # fmt: skip
"""What decides in a heading that nobody knows as a whole: sections and beginnings of words."""

_NEGATED = frozenset(
    "why no not nor without zero never isnt wasnt nicht kein keine sin sem pas non нет не affected".split()
)
"""Words with which a heading of a stem asks or denies."""


def told_section(words: str) -> str:
    """The section that the one telling word of a heading's key means; empty where none or several tell."""
    padded = f" {words} "
    found = words.split(" ")
    names = [name for name, stems in _STEMS if any(stem in padded for stem in stems)]
    return names[0] if len(names) == 1 and len(found) <= _MOST and _NEGATED.isdisjoint(found) else ""
