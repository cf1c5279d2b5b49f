"""Events signed with a real SSH key, and checked against git's list of signers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from rca.journal import journal_file, read, read_entries
from rca.sealing import append
from rca.signatures import SigningFailed, signature_faults, signer
from tests.journals import ADA, BEN, INCIDENT, STORY, draft, faults, tell

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed")


@pytest.fixture
def git(tmp_path: Path) -> dict[str, str]:
    """Git's settings of somebody who signs commits with an SSH key."""
    key = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = key.with_suffix(".pub").read_text()
    (tmp_path / "signers").write_text(f"{ADA.email} {public}")
    return {
        "gpg.format": "ssh",
        "commit.gpgsign": "true",
        "user.signingkey": str(key),
        "gpg.ssh.allowedsignersfile": "signers",
    }


def signed(folder: Path, git: dict[str, str]) -> Path:
    path = journal_file(folder, INCIDENT)
    append(path, [draft(change, number, number + 1) for number, change in enumerate(STORY)], signer(git))
    return path


def test_a_signed_event_is_by_its_actor(tmp_path: Path, git: dict[str, str]) -> None:
    path = signed(tmp_path, git)
    assert all(event.signature.startswith("-----BEGIN SSH SIGNATURE-----") for event in read(path))
    assert faults(path) == []
    assert list(signature_faults(read_entries(path), git, tmp_path)) == []


def test_a_signature_moved_to_another_event_is_forged(tmp_path: Path, git: dict[str, str]) -> None:
    entries = list(read_entries(signed(tmp_path, git)))
    moved = entries[1]._replace(signature=entries[0].signature)
    (fault,) = signature_faults([moved], git, tmp_path)
    assert (fault.event, fault.kind) == (moved.id, "forged")


def test_a_signature_by_the_key_of_somebody_else_is_forged(tmp_path: Path, git: dict[str, str]) -> None:
    path = journal_file(tmp_path, INCIDENT)
    append(path, [draft(STORY[0], by=BEN)], signer(git))
    assert [fault.kind for fault in signature_faults(read_entries(path), git, tmp_path)] == ["forged"]


def test_events_without_a_signature_are_named(tmp_path: Path, git: dict[str, str]) -> None:
    found = list(signature_faults(read_entries(tell(tmp_path)), git, tmp_path))
    assert [fault.kind for fault in found] == ["unsigned"] * len(STORY)


def test_without_a_list_of_signers_nothing_is_checked(tmp_path: Path, git: dict[str, str]) -> None:
    path = signed(tmp_path, git)
    found = signature_faults(read_entries(path), {}, tmp_path)
    assert {fault.kind for fault in found} == {"unchecked"}


def test_who_does_not_sign_commits_does_not_sign_events(git: dict[str, str]) -> None:
    assert signer({**git, "commit.gpgsign": "false"}) is None
    assert signer({**git, "gpg.format": "openpgp"}) is None
    assert signer({**git, "rca.sign": "false"}) is None
    assert signer({**git, "commit.gpgsign": "false", "rca.sign": "true"}) is not None


def test_a_missing_key_refuses_before_anything_is_written(tmp_path: Path, git: dict[str, str]) -> None:
    path = tell(tmp_path)
    before = path.read_bytes()
    with pytest.raises(SigningFailed, match=r"the event cannot be signed: .*No such file"):
        append(path, [draft(STORY[0])], signer({**git, "user.signingkey": str(tmp_path / "none")}))
    assert path.read_bytes() == before
    with pytest.raises(SigningFailed, match=r"user\.signingkey"):
        signer({key: value for key, value in git.items() if key != "user.signingkey"})
