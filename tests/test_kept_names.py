"""Short names of incidents that were found are kept in the index, for as long as they must be the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rca.errors import RcaError
from rca.output.names import ShortNames
from rca.workspace import Workspace

LAG, SPLIT = "2026-06-01-lag-1460", "2026-05-15-split-1455"


def write(workspace: Workspace, id_: str, words: str = "It was late.") -> Path:
    """A document whose file's name is its id."""
    path = Path(workspace.root, "incidents", f"{id_}.md")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# RCA\n\n{words}\n\n## Action items\n\n- [ ] Look at it\n", encoding="utf-8")
    return path


def keep(workspace: Workspace) -> dict[str, str]:
    """Have the names of both incidents kept, as they are found among all ids."""
    names = ShortNames(workspace.id_lines())
    workspace.keep_names({id_: names[id_] for id_ in (LAG, SPLIT)}, names.ids)
    return workspace.kept_names((LAG, SPLIT, "another"))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(str(tmp_path)) as workspace:
        write(workspace, LAG)
        write(workspace, SPLIT)
        workspace.sync()
        yield workspace


def test_they_are_kept_while_documents_change_and_ids_do_not(workspace: Workspace) -> None:
    assert workspace.kept_names((LAG, SPLIT)) == {}
    assert keep(workspace) == {LAG: "1460", SPLIT: "1455"}
    write(workspace, LAG, "It was late, and nobody saw it.")
    assert workspace.sync().changed == 1
    assert workspace.kept_names((LAG, SPLIT)) == {LAG: "1460", SPLIT: "1455"}


@pytest.mark.parametrize("other", ["2026-07-01-again-1455", "2026-07-01-nothing-alike"])
def test_an_id_that_comes_or_goes_takes_them_away(workspace: Workspace, other: str) -> None:
    keep(workspace)
    path = write(workspace, other)
    workspace.sync()
    assert workspace.kept_names((LAG, SPLIT)) == {}
    assert keep(workspace)[SPLIT] == ("split-1455" if "1455" in other else "1455")
    path.unlink()
    workspace.sync()
    assert workspace.kept_names((LAG, SPLIT)) == {}
    assert keep(workspace)[SPLIT] == "1455"


def test_an_id_that_becomes_another_takes_them_away(workspace: Workspace) -> None:
    keep(workspace)
    path = write(workspace, LAG)
    path.write_text(f"---\nid: INC-1455\n---\n{path.read_text('utf-8')}", encoding="utf-8")
    workspace.sync()
    assert workspace.ids() == ("INC-1455", SPLIT)
    assert workspace.kept_names((LAG, SPLIT)) == {}


def test_names_that_were_found_among_other_ids_are_not_kept(workspace: Workspace) -> None:
    found = ShortNames(workspace.id_lines())
    write(workspace, "2026-07-01-again-1455")
    workspace.sync()
    workspace.keep_names({SPLIT: found[SPLIT]}, found.ids)
    assert workspace.kept_names((SPLIT,)) == {}


def test_where_another_process_writes_nobody_waits_to_keep_them(workspace: Workspace) -> None:
    with Workspace(workspace.root) as other, other.index.transaction(), pytest.raises(RcaError):
        keep(workspace)
    assert keep(workspace) == {LAG: "1460", SPLIT: "1455"}
