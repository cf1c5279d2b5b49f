"""A small invented company whose incidents the index is tested with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rca.workspace import Workspace

TODAY = "2026-06-03"

CONFIG = """\
environments = ["staging", "prod"]
[milestones]
v1 = 2026-06-08
[severities]
"SEV-1" = ["critical"]
"SEV-2" = ["major"]
"SEV-3" = ["minor"]
"""

LAG = """\
# RCA — Ledger replica lagged three hours

- **Incident ID:** 2026-05-12-ledger-lag
- **Date:** 2026-05-12
- **Severity:** SEV-1
- **Status:** resolved
- **Services:** ledger, payments
- **Author:** platform

## Summary

The read replica of the ledger fell behind after a vacuum; naïve retries made the lag worse.

## Action items

| # | Action | Owner | Due | Issue | Written | Executed |
|---|--------|-------|-----|-------|---------|----------|
| 1 | Page on replication lag over thirty seconds | platform | 2026-06-01 | #912 | 2026-05-20 | — |
| 2 | Move retries behind a circuit breaker | payments (after item 1) | 2026-06-05 | acme/pay#7 | — | — |
| 3 | Vacuum at night | platform | 2026-05-20 | — | 2026-05-13 | staging: 2026-05-14; prod: 2026-05-15 |
| 4 | Rehearse a replica rebuild | — | — | new issue | — | — |
"""

CERTIFICATE = """\
# RCA — Certificate of the gateway expired

- **Date:** 2026-03-02
- **Severity:** SEV-2
- **Status:** open
- **Duration:** 2026-03-02 → ongoing
- **Services:** gateway

## Summary

Nobody renewed the certificate; browsers refused the gateway.

## Action items

| # | Action | Owner | Due | Issue | Depends on | Written | Executed |
|---|--------|-------|-----|-------|------------|---------|----------|
| 1 | Renew certificates by machine | sre-agent | v1 | #880 | — | 2026-03-04 | staging: 2026-03-05; prod: — |
| 2 | Alert on expiry | platform | 2026-04-01 | #881 | 2026-05-12-ledger-lag/1 | n/a | — |
"""

QUEUE = """\
# RCA — Events queue lagged after a deploy

- **Date:** 2026-01-20
- **Severity:** SEV-3

## Summary

The consumer of the events queue fell behind; replica count was too low, and lag grew for an hour.

## Action items

- [x] Raise the consumer's replica count
- [ ] Page on queue lag
"""

DOCUMENTS = {
    "2026-05-12-ledger-lag.md": LAG,
    "2026-03-02-gateway-certificate.md": CERTIFICATE,
    "2026-01-20-queue-lag.md": QUEUE,
}


def write(folder: Path, documents: dict[str, str], config: str = CONFIG) -> Path:
    """Write a workspace into a folder."""
    incidents = folder / "incidents"
    incidents.mkdir(parents=True, exist_ok=True)
    (folder / "rca.toml").write_text(config, encoding="utf-8")
    for name, text in documents.items():
        (incidents / name).parent.mkdir(parents=True, exist_ok=True)
        (incidents / name).write_text(text, encoding="utf-8")
    return folder


def rewrite(path: Path, text: str) -> None:
    """Change a file, and its time surely."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """A workspace with its index up to date."""
    with Workspace.find(folder) as workspace:
        workspace.sync()
        yield workspace
