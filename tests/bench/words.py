"""Words as prose has them: a few very often, most hardly ever (Zipf), the same in every run."""

from __future__ import annotations

import random
import textwrap
from itertools import accumulate

COMMON = (
    "the of to and a in was for on that with by at from it is as were not this after be had which an "
    "before until when no did but or are then all has been we more than so into only one first due out "
    "because while"
).split()
TRADE = (
    "service database deploy alert traffic request latency error primary replica queue cluster node "
    "region rollback config credential migration pipeline cache timeout retry connection pool disk memory "
    "certificate failover customer payment ledger stream broker runbook dashboard page monitor threshold "
    "release canary backup restore permission role schema index lock token secret gateway proxy load "
    "balancer shard partition"
).split()
JAPANESE = (
    "監視が遅れた。",
    "データベースの接続が枯渇した。",
    "手順書を更新する。",
    "本番環境で再起動した。",
    "原因は設定の変更であった。",
)
_SOUNDS = [a + b for a in "bdfgklmnprstv" for b in "aeio"]
_SIZE = 20_000


def _vocabulary() -> list[str]:
    rng = random.Random(1455)
    words = list(dict.fromkeys(COMMON + TRADE))
    known = set(words)
    while len(words) < _SIZE:
        word = "".join(rng.choices(_SOUNDS, k=rng.choice((2, 3, 3, 4)))) + rng.choice(
            ("", "n", "r", "s", "t")
        )
        if word not in known:
            known.add(word)
            words.append(word)
    return words


VOCABULARY = _vocabulary()
_CUMULATIVE = list(accumulate(1 / (rank + 2.7) for rank in range(_SIZE)))


def words(rng: random.Random, count: int) -> list[str]:
    """So many words, drawn by their frequency."""
    return rng.choices(VOCABULARY, cum_weights=_CUMULATIVE, k=count)


def phrase(rng: random.Random, low: int = 4, high: int = 10) -> str:
    """A few words with a capital letter, as a title or a cell has them."""
    return " ".join(words(rng, rng.randint(low, high))).capitalize()


def _marked(rng: random.Random, word: str) -> str:
    """A word as inline markup shows it."""
    forms = (
        f"`{word}_{rng.randint(1, 99)}`",
        f"**{word}**",
        f"[{word}](https://example.com/{word})",
        f"#{rng.randint(1, 4000)}",
    )
    return rng.choice(forms)


def sentence(rng: random.Random) -> str:
    """A sentence of 6 to 22 words; every third holds some inline markup."""
    drawn = words(rng, rng.randint(6, 22))
    if rng.random() < 0.33:
        place = rng.randrange(1, len(drawn))
        drawn[place] = _marked(rng, drawn[place])
    text = " ".join(drawn)
    return text[0].upper() + text[1:] + "."


def paragraph(rng: random.Random) -> str:
    """Two to six sentences, one time in seven hard-wrapped."""
    text = " ".join(sentence(rng) for _ in range(rng.randint(2, 6)))
    return textwrap.fill(text, 100) if rng.random() < 1 / 7 else text
