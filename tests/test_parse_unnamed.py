"""Action items below headings that no alias names: what stands below such a heading tells."""

from __future__ import annotations

import pytest

from rca.aliases import default_vocabulary
from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source

CAUSE = "# Queue full\n\n## Root cause\n\nNo bound.\n\n"


def read(text: str) -> Document:
    return parse(Source(text), config=Config(), name="x.md")


def items(text: str) -> list[str]:
    return [item.text for item in read(text).action_items]


@pytest.mark.parametrize(
    "heading",
    [
        "Roadmap for the queue",
        "Strengthening what is there",
        "Preventing a full queue for good",
        "Ce que l'on va améliorer dans la file",
        "Mejoras de la cola",
        "O que melhorar na fila",
        "Künftig besser",
        "Как предотвратить переполнение",
        "待ち行列の改善",
        "队列的优化",
        "큐 개선 사항",
    ],
)
def test_a_heading_whose_words_promise(heading: str) -> None:
    assert not default_vocabulary().heading(heading).name
    document = read(f"{CAUSE}## {heading}\n\n- Bound the queue\n- Alert on its length\n")
    assert [item.text for item in document.action_items] == ["Bound the queue", "Alert on its length"]
    assert [section.name for section in document.sections][-1] == "action_items"


@pytest.mark.parametrize(
    "lines",
    [
        "- Add a bound\n- Alert on the length of the queue",
        "- **Queue:** Limit its length\n- **Alerts:** Tune them",
        "- [ ] bound\n- [x] alert",
        "- bound of 10,000 @ana\n- alert, Owner: Ben",
        "- The queue should have a bound\n- An alert must fire",
        "- Ajouter une borne à la file\n- Vérifier les alertes",
        "- Limitar el tamaño de la cola\n- Revisar las alertas",
        "- Ограничить очередь\n- Добавить оповещение",
        "- Die Länge der Queue begrenzen\n- Einen Alarm dafür anlegen",
        "- キューの上限を追加\n- アラートを導入",
        "- 增加队列上限\n- 添加告警",
        "- 큐 상한 추가\n- 알림 도입",
        "| Action | Owner | Due |\n|--|--|--|\n| Add a bound | Ana | 2026-06-01 |\n| Add an alert | Ben | |",
    ],
)
def test_lines_that_ask_below_a_heading_that_says_nothing(lines: str) -> None:
    assert len(items(f"{CAUSE}## The queue\n\n{lines}\n")) == 2


def test_what_needs_doing_is_not_done() -> None:
    """`Need` and `Feed` end like what was done, and were not."""
    lines = "- Need a bound\n- Feed the alerts from the queue"
    assert len(items(f"{CAUSE}## Roadmap for the queue\n\n{lines}\n")) == 2


def test_sub_headings_below_a_heading_that_promises() -> None:
    """The heading has no list of its own: those below its sub-headings are its items, with their groups."""
    roadmap = "## Roadmap\n\n### Soon\n\n- Add a bound\n\n### One day\n\n- Shard the queue\n\n"
    text = f"{CAUSE}{roadmap}## Thanks\n\n- Ana\n"
    assert items(text) == ["Add a bound", "Shard the queue"]


def test_a_bold_line_that_promises() -> None:
    text = "**Root cause**\n\nNo bound.\n\n**Roadmap for the queue**\n\n- Add a bound\n- Add an alert\n"
    assert items(text) == ["Add a bound", "Add an alert"]


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("Recovery verification", "- [x] Check the length\n- [ ] Check the alerts"),
        ("How to upgrade", "1. Stop the queue\n2. Update the package\n3. Start it"),
        ("Steps to reproduce", "1. Run the load test\n2. Stop a worker"),
        ("Related updates", "- [x] Add a page\n- [x] Update the index"),
        ("Recurring 2026-06-01", "- Add a bound\n- Add an alert"),
        ("The queue", "- holds ten thousand jobs\n- has four workers"),
        ("The queue", "- Never restart it\n- Always ask first"),
        ("The queue", "- Ana\n- Ben"),
        ("The queue", "- Add a bound"),
        ("Hardened queue", "- Bounded it\n- Added an alert"),
        ("The queue", "| Name | Size |\n|--|--|\n| jobs | 10 |"),
        ("The queue", "| Time | Action | Owner | Status |\n|--|--|--|--|\n| | | | |"),
        ("Improved sizes", "| Queue | Size |\n|--|--|\n| jobs | 10 |"),
    ],
)
def test_what_is_no_action_item(heading: str, lines: str) -> None:
    assert items(f"{CAUSE}## {heading}\n\n{lines}\n") == []


def test_lists_above_the_first_section_are_no_action_items() -> None:
    assert (
        items("# Queue full\n\n## The queue\n\n- Add a bound\n- Add an alert\n\n## Root cause\n\nx\n") == []
    )


def test_what_belongs_to_another_section_is_no_action_item() -> None:
    text = "# Queue full\n\n## Resolution\n\n### Roadmap\n\n- Add a bound\n- Add an alert\n"
    assert items(text) == []


def test_a_known_heading_decides() -> None:
    """`Roadmap` holds them only where nothing is called action items."""
    roadmap = "## Roadmap\n\n- Shard the queue\n"
    assert items(f"{CAUSE}{roadmap}") == ["Shard the queue"]
    assert items(f"{CAUSE}{roadmap}\n## Action items\n\n- Add a bound\n") == ["Add a bound"]


def test_of_two_headings_that_promise_the_plainer_one_counts() -> None:
    text = f"{CAUSE}## Strengthening it\n\n- Good tests\n\n## Tasks of the queue team\n\n- Add a bound\n"
    assert items(text) == ["Add a bound"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("The deepest cause that we know", "root_cause"),
        ("Root of the trouble", "root_cause"),
        ("Почему и причины очереди", "root_cause"),
        ("队列的原因", "root_cause"),
        ("Impact as customers saw it", "impact"),
        ("Auswirkungen im Einzelnen", "impact"),
        ("대기열의 영향", "impact"),
        ("Nuestra línea de tiempo", "timeline"),
        ("Kurzer Zeitverlauf", "timeline"),
        ("Lessons for the next one", "lessons"),
        ("Overview for managers", "summary"),
        ("No cause was found", ""),
        ("Why there was no impact", ""),
        ("Lessons on what has an impact", ""),
        ("Overview of all that the tools for the queue can do", ""),
    ],
)
def test_one_word_tells_a_section(heading: str, name: str) -> None:
    assert read(f"# Queue full\n\n## {heading}\n\nx\n").sections[-1].name == name


def test_a_heading_that_one_word_tells_gives_way_to_one_that_is_known() -> None:
    text = "# Queue full\n\n## Root of the trouble\n\nx\n\n## Root cause\n\ny\n"
    assert [section.name for section in read(text).sections] == ["", "", "root_cause"]


@pytest.mark.parametrize(
    "heading", ["Lessons and prevention", "Lessons / Follow-ups", "Lessons learned, tasks"]
)
def test_lessons_that_name_what_follows_hold_the_items_where_nothing_else_does(heading: str) -> None:
    lessons = f"## {heading}\n\n- Bound every queue\n- Alert on its length\n"
    assert items(f"{CAUSE}{lessons}") == ["Bound every queue", "Alert on its length"]
    assert items(f"{CAUSE}{lessons}\n## Action items\n\n- Add a bound\n") == ["Add a bound"]
    assert items(f"{CAUSE}## Lessons learned\n\n- Bound every queue\n- Alert on its length\n") == []


def test_a_checklist_among_the_action_items_holds_none() -> None:
    text = "# 队列\n\n## 行动项\n\n- 增加上限\n\n### 部署检查清单\n\n- [ ] 配置存在\n"
    assert items(text) == ["增加上限"]


def test_no_change_needed_is_no_action_item() -> None:
    text = "# Q\n\n## Action items\n\n- No code change needed, a drill.\n- Plan a drill\n"
    assert items(text) == ["Plan a drill"]
    assert items("# Q\n\n## Action items\n\n- No deploys on Friday\n") == ["No deploys on Friday"]
