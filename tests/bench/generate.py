r"""Write a workspace of generated RCAs: `python -m tests.bench.generate FOLDER COUNT [SEED]`.

The same seed gives the same bytes. 4 to 20 KB a document; the mix of forms follows what was counted in 767
real documents: metadata in seven styles or none, timelines and action items in every form, fences, `\|` in
cells, Japanese headings, CRLF, byte order marks, a last line without a newline.
"""

from __future__ import annotations

import hashlib
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.bench.forms import FILLERS, ITEMS, METADATA, SECTIONS, TIMELINES, Facts, clock, draw, facts, pairs
from tests.bench.words import JAPANESE, paragraph

SEED = 20261124
CONFIG = """\
environments = ["staging", "prod"]

[milestones]
v1 = 2026-05-23
"""
CHUNK = 500
"""Documents that a worker writes at a time."""


def _timeline(rng: random.Random) -> str:
    times = clock(rng, rng.randint(4, 14))
    return "## Timeline\n\n" + draw(rng, TIMELINES)(rng, times) + "\n"


def _items(rng: random.Random, fact: Facts) -> str:
    heading = rng.choice(("Action items", "Action items", "Action Items", "Follow-up actions"))
    return f"## {heading}\n\n" + draw(rng, ITEMS)(rng, fact, rng.randint(2, 9)) + "\n"


def _prose(rng: random.Random, heading: str, size: int) -> str:
    parts = [f"## {heading}\n"]
    while size > 0:
        parts.append(draw(rng, FILLERS)(rng) + "\n")
        size -= len(parts[-1])
    return "\n".join(parts) + "\n"


def _sections(rng: random.Random, fact: Facts, size: int) -> list[str]:
    names = rng.sample(SECTIONS, rng.randint(3, len(SECTIONS)))
    known = [_timeline(rng)] if rng.random() < 0.9 else []
    items = [_items(rng, fact)] if rng.random() < 0.95 else []
    left = max(size - sum(map(len, known + items)), 1500)
    return known + [_prose(rng, name, left // len(names)) for name in names] + items


def _as_saved(rng: random.Random, text: str) -> bytes:
    """The bytes as one of many editors leaves them."""
    if rng.random() < 0.02:
        text = text.replace("\n", "\r\n")
    if rng.random() < 0.02:
        text = text.rstrip()
    return (b"\xef\xbb\xbf" if rng.random() < 0.005 else b"") + text.encode()


def document(number: int, seed: int = SEED) -> tuple[str, bytes]:
    """Path below the folder of incidents, and bytes, of one generated document."""
    rng = random.Random(seed * 10_000_019 + number)
    fact = facts(rng, number)
    size = min(max(int(rng.lognormvariate(9.3, 0.4)), 4_000), 19_000)
    metadata = draw(rng, METADATA)(pairs(fact))
    title = f"# {rng.choice(('RCA — ', 'Postmortem: ', ''))}{fact.title}\n\n"
    opening = metadata + title if metadata[:3] in ("---", "+++") else title + metadata
    japanese = f"## 概要\n\n{''.join(rng.choices(JAPANESE, k=9))}\n\n" if rng.random() < 0.04 else ""
    summary = f"## Summary\n\n{paragraph(rng)}\n\n"
    text = opening + summary + japanese + "".join(_sections(rng, fact, size - 1000))
    return f"{fact.day.year}/{fact.id}.md", _as_saved(rng, text)


def made_by() -> str:
    """A digest of the code that generates: a workspace of another one is generated again."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in ("words.py", "forms.py", "generate.py"))
    return hashlib.sha256(code).hexdigest()


def _write(folder: Path, start: int, stop: int, seed: int) -> int:
    """Write the documents of a range; their size in bytes."""
    size = 0
    for number in range(start, stop):
        name, data = document(number, seed)
        path = folder / "incidents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        size += len(data)
    return size


def generate(folder: Path, count: int, seed: int = SEED) -> int:
    """Write `count` documents and an rca.toml below a folder, on all cores; the documents' size in bytes."""
    starts = range(0, count, CHUNK)
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(_write, folder, at, min(at + CHUNK, count), seed) for at in starts]
        size = sum(job.result() for job in jobs)
    (folder / "rca.toml").write_text(CONFIG)
    (folder / "generated").write_text(made_by())
    return size


if __name__ == "__main__":
    total = generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else SEED)
    print(f"{sys.argv[2]} documents, {total / 1e6:.0f} MB")
