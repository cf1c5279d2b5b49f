"""Documents in further languages are read like English ones: headings, labels, columns, states, days."""

from __future__ import annotations

from datetime import date

import pytest

from rca.days import find_day
from rca.parse import parse
from rca.text import Source
from rca.times import find_lead

KOREAN = """# 장애 보고서 — 결제 지연

| 항목 | 내용 |
|---|---|
| 발생 일시 | 2026년 3월 4일 14:05 KST |
| 심각도 | SEV-2 |
| 상태 | 해결됨 |

## 장애 개요

결제가 느렸다.

## 장애 타임라인

- **14:05** — 알람
- **14:40** — 복구

## 근본 원인

연결이 모자랐다.

## 재발 방지 대책

| 조치 | 담당자 | 기한 | 상태 |
|---|---|---|---|
| 연결 수 알람 추가 | 플랫폼팀 | 2026-03-20 | 완료 |
| 부하 시험 의무화 | 결제팀/품질팀 | 2026-03-31 | 진행 중 |
"""

RUSSIAN = """# Сертификат просрочен

**Дата:** 4 марта 2026
**Статус:** Решено

## Сводка

Сертификат истёк.

## Временная шкала (UTC)

- 18:16 — предупреждение
- 18:29 — восстановлено

## Первопричина

Никто не следил.

## Что сработало

- Была копия.

## Уроки

- Следить за сроком.

## Действия

- [x] Завести алерт
- [ ] Описать процедуру
"""

POLISH = """# Awaria

## Podsumowanie

Baza stanęła.

## Przyczyna

Pełny dysk.

## Wnioski

- Pilnować miejsca.

## Działania naprawcze

| Działanie | Odpowiedzialny | Termin | Status |
|---|---|---|---|
| Dodać alarm | Ola | 2026-05-19 | zrobione |
"""


def names(text: str) -> list[str]:
    return [section.name for section in parse(Source(text)).sections if section.name]


def test_korean() -> None:
    document = parse(Source(KOREAN))
    assert names(KOREAN) == ["summary", "timeline", "root_cause", "action_items"]
    assert (document.date, document.severity, document.status) == (date(2026, 3, 4), "SEV-2", "해결됨")
    assert [entry.time for entry in document.timeline] == ["14:05", "14:40"]
    assert [(i.text, i.owners, i.state) for i in document.action_items] == [
        ("연결 수 알람 추가", ("플랫폼팀",), "done-unsplit"),
        ("부하 시험 의무화", ("결제팀", "품질팀"), "open"),
    ]
    assert [str(i.due.day) for i in document.action_items if i.due] == ["2026-03-20", "2026-03-31"]


def test_russian() -> None:
    document = parse(Source(RUSSIAN))
    assert names(RUSSIAN) == ["summary", "timeline", "root_cause", "went_well", "lessons", "action_items"]
    assert (document.date, document.status) == (date(2026, 3, 4), "Решено")
    assert len(document.timeline) == 2
    assert [i.state for i in document.action_items] == ["done-unsplit", "open"]


def test_polish() -> None:
    assert names(POLISH) == ["summary", "root_cause", "lessons", "action_items"]
    (item,) = parse(Source(POLISH)).action_items
    assert (item.text, item.owners, item.state) == ("Dodać alarm", ("Ola",), "done-unsplit")


@pytest.mark.parametrize("heading", ["寄与要因", "根本原因分析", "Causes racines", "Facteurs contributifs"])
def test_causes(heading: str) -> None:
    assert names(f"# X\n\n## {heading}\n\nx\n") == ["root_cause"]


@pytest.mark.parametrize("text", ["4 марта 2026", "2026년 3월 4일", "4 marca 2026"])
def test_days(text: str) -> None:
    found = find_day(text)
    assert found is not None
    assert found.day == date(2026, 3, 4)


def test_a_korean_time() -> None:
    stamp = find_lead("2026년 3월 4일 14시 05분 — 알람")
    assert stamp is not None
    assert (str(stamp.day), str(stamp.clock)) == ("2026-03-04", "14:05:00")


def test_corrective_actions_that_were_applied_are_done() -> None:
    (item,) = parse(Source("# X\n\n## Ações corretivas aplicadas\n\n- Adicionado o alerta\n")).action_items
    assert item.state == "done-unsplit"
