"""Secrets are masked in every spelling that a program may print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.masking import mask
from tests.planted import SECRETS

URL = "postgres://raptor_app:p%40ss%2Fword@db.staging.example.org:5432/raptor"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (f"connecting to {URL}", "connecting to ***"),
        ("password p@ss/word refused", "password *** refused"),
        ("password p%40ss%2Fword refused", "password *** refused"),
        ("other://admin:hunter2@db/x", "other://admin:***@db/x"),
        ("https://example.org/path?a=b", "https://example.org/path?a=b"),
        ("role raptor_app: DELETE refused", "role raptor_app: DELETE refused"),
    ],
)
def test_an_url_and_its_password(printed: str, shown: str) -> None:
    assert mask(printed, [URL]) == shown


def test_every_line_of_a_key() -> None:
    key = "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\nu1SU1LfVLPHCozMx\n-----END KEY-----\n"
    assert "MIIEpAIBAAKCAQEA" not in mask("read MIIEpAIBAAKCAQEA from the file", [key])


def test_the_longer_secret_goes_first() -> None:
    assert mask("token-1234-extended token-1234", ["token-1234", "token-1234-extended"]) == "*** ***"


def test_a_short_value_is_masked_where_it_stands_alone() -> None:
    assert mask("on: connection on", ["on"]) == "***: connection ***"


@pytest.mark.parametrize("secret", [s for s in SECRETS if "=" not in s and "://" not in s and s[:2] != "Zx"])
def test_keys_and_tokens_are_masked_though_nobody_named_them(secret: str) -> None:
    assert mask(f"found {secret}, 3 rows", []) == "found ***, 3 rows"


def test_a_private_key_is_masked_as_a_whole() -> None:
    key = "-----BEGIN EC " + "PRIVATE KEY-----\nMHcCAQEEIIGl\nabc=\n-----END EC PRIVATE KEY-----"
    assert mask(f"read\n{key}\nfrom it", []) == "read\n***\nfrom it"


def test_nothing_to_hide_changes_nothing() -> None:
    assert mask("all as it was", ["", " "]) == "all as it was"


@given(
    secret=st.text(min_size=4, max_size=30).filter(lambda text: text.strip() == text and "*" not in text),
    around=st.tuples(st.text(max_size=20), st.text(max_size=20)),
)
def test_no_secret_survives(secret: str, around: tuple[str, str]) -> None:
    assert secret not in mask(secret.join(around), [secret])
