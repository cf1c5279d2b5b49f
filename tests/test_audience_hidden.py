"""Secrets that their name tells, addresses in disguise, parts of names: refused, and nothing ordinary."""

from __future__ import annotations

import pytest

from rca.audience.called import called
from rca.audience.disguised import disguised
from rca.config import Audience, Config, Person
from tests.planted import CONFIG, HIDDEN, SHOWN, holds
from tests.test_audience import HEAD, published

NAMED = (
    "PGPASSWORD=" + "hunter2",
    "DB_PASS=" + "letmein",
    "MYSQL_PWD=" + "sesame",
    "DBPASS=" + "letmein",
    "AWS_SECRET_ACCESS_KEY: " + "wJalrXUtnFEMI",
    "SECRET_KEY_BASE=" + "abcdefgh1234",
    "dbPassword: " + "hunter22",
    "GITHUB_TOKEN_PROD=" + "letmein",
    "DATABASE_URL=postgres://" + "u:p@h/db",
    "`REDIS_PASSWORD`: `" + "s3same`",
    "X_CREDS=" + "letmein",
    'DB_PASS: "' + 'letmein"',
    "https://example.org/x?PGPASSWORD=" + "hunter2",
)
BEHIND = (
    "api key `" + "9f8e7d6c5b4a39281706`",
    "token " + "abc123def456",
    "password " + "hunter2!",
    'password "' + 'hunter2!"',
    "passphrase `" + "correct-horse9battery`",
    "password `" + "correcthorse`",
    "password `" + "12345678`",
    "secret key **" + "a1b2c3d4e5**",
)
IN_CODE = BEHIND[5:7]
"""These are only known by being code, which a title and an action do not have outside."""
DISGUISED = (
    "http://3232235777/",
    "http://0300.0250.1.1:80/x",
    "http://0xC0A80101/",
    "http://127.1/",
    "3232235777",
    "010.001.002.003",
    "0300.0250.1.1",
    "192.168.01.05",
    "0xC0A80101",
    "0xC0.0xA8.0x01.0x01",
)
PLACES = {
    name: SHOWN[name] for name in ("paragraph", "bullet", "heading", "fence", "indented code", "quote", "box")
} | {"cell": "| When | What |\n|---|---|\n| 10:00 | then {} |", "HTML": "<details>{}</details>"}


@pytest.mark.parametrize("where", PLACES)
def test_a_secret_that_its_name_tells_is_refused(where: str) -> None:
    for value in (*NAMED, *BEHIND, *DISGUISED):
        places = published(f"{HEAD}## Summary\n\n{PLACES[where].replace('{}', value)}\n").places
        assert places, value
        assert value in DISGUISED or not any(value[-6:] in place.what for place in places), value


@pytest.mark.parametrize("value", [*NAMED, *(v for v in BEHIND if v not in IN_CODE), *DISGUISED])
def test_a_title_and_an_action_are_looked_through(value: str) -> None:
    assert published(f"# About {value} there\n").places
    table = "## Action items\n\n| # | Action | Owner | Due |\n|---|---|---|---|\n"
    assert published(f"{HEAD}{table}| 1 | Revoke {value} now | payments | 2026-06-01 |\n").places


@pytest.mark.parametrize("value", DISGUISED)
@pytest.mark.parametrize("where", ["link text", "code span", "attribute", "picture"])
def test_a_disguised_address_is_found_in_links_and_code(where: str, value: str) -> None:
    assert published(f"{HEAD}## Summary\n\n{SHOWN[where].replace('{}', value)}\n").places


@pytest.mark.parametrize("address", [*DISGUISED[:4], NAMED[-1]])
def test_a_target_of_a_link_is_looked_through(address: str) -> None:
    assert published(f"{HEAD}## Summary\n\nSee [this]({address}).\n").places


@pytest.mark.parametrize("where", ["front matter", "comment", "inline internal", "section"])
def test_what_is_not_shown_keeps_nothing_in(where: str) -> None:
    for value in (*NAMED[:3], DISGUISED[0]):
        template = HIDDEN[where].replace("{}", value)
        made = published(f"{template}\n{HEAD}" if template.startswith("---") else f"{HEAD}{template}\n")
        assert made.places == ()
        assert not holds(made.text, value)


@pytest.mark.parametrize(
    "text",
    [
        "The API key expired; the password was rotated, and tokens were revoked.",
        "The password policy asks for 12 characters and a digit; a 12-character password fits.",
        "The password 90-day-rule ended, its token 24-hour-window as well.",
        "We ran version 1.2.3.4, then v10.20.30.40 and build 24.05.12.01.",
        "Error 0xC0000005 with id 1747044061, order 12345678901 and trace 0123456789.",
        "All tests passed: 12 of 14; bypass = true, compass: north2east, BYPASS=on, PASSED=14.",
        "The secret payments-db-v2 was mounted; the token PAY-12345678 is an issue.",
        "The token `refresh_token` went to `/oauth2/token`, the password `reset_password` to nobody.",
        "Its `token_ttl=3600s`, `password_reset=enabled`, TOKEN_EXPIRY: 2026-05-12, SECRET_NAME=payments2.",
        "The password expired 2026-05-12, and the API key 2026-05-13T10:00:00Z.",
        "It runs PGPASSWORD=$SECRET psql, DB_PASS=*** and DB_PASS=<password>.",
        "The token RS256-signed by hand, the secret SHA256-hashed, the token OAuth2.0.",
        "The keyboard=qwertz1, monkey: banana12, secretary: nobody12, tokenizer: bert2.",
        "| Variable | Value |\n|---|---|\n| DB_PASS | missing |\n| API_TOKEN | unset |",
        "At 2026.05.12.1 it was 10.1 s; chapter 1.2.3.4.5 tells more: https://example.org/1234567890/x",
        "It has `apiKey = Deno.env.get(x)`, signingkey ~/.ssh/id_ed25519.pub.",
        "The address 192.0.2.017 is nobody's.",
        "The action actions/checkout@v4 and lodash@latest were pinned; ssh keys were replaced.",
        "It matched `\\\\d+` and `C:\\\\Users`, then 10 . 5 minutes and 1. 2. 3. 4.",
        "The id i-12 of sg-1 is in vol-2; the AMI was ami-latest, the price $12 or $6 and $5.",
        "Authorization: missing; the authorization: bearer token was empty, `Authorization: Bearer $TOKEN`.",
        "It says config.prod and values.staging: 8200 rows.",
    ],
)
def test_ordinary_sentences_go_out(text: str) -> None:
    assert published(f"{HEAD}## Summary\n\n{text}\n").places == ()


def test_a_disguised_address_that_is_allowed_goes_out() -> None:
    text = f"{HEAD}## Summary\n\nSee 010.001.002.003 there.\n"
    for allowed in ("8.1.2.3", "010.001.002.003"):
        assert published(text, CONFIG._replace(audience={"public": Audience(allow=(allowed,))})).places == ()


def test_a_disguised_address_is_known_by_its_usual_form() -> None:
    text = "0300.0250.1.1 http://3232235777/ 010.009.002.003 0xC0A80101 127.0.0.1 http://300.1/"
    assert [(a.text, a.usual) for a in sorted(disguised(text), key=lambda a: a.start)] == [
        ("0300.0250.1.1", "192.168.1.1"),
        ("3232235777", "192.168.1.1"),
        ("010.009.002.003", "10.9.2.3"),
        ("0xC0A80101", "192.168.1.1"),
    ]


def test_only_the_value_is_the_secret() -> None:
    text = "export PGPASSWORD=" + "hunter2; psql"
    assert [text[s.start : s.end] for s in called(text)] == ["hunter2"]


# Parts of names.

OWN = f"{HEAD[:-1]}- **Author:** Hanna Frontmatter\n- **Reviewers:** Bo Smith-Jones (payments)\n\n"


@pytest.mark.parametrize("part", ["Frontmatter", "Hanna", "FRONTMATTER", "Smith-Jones", "Jones", "Hanna's"])
@pytest.mark.parametrize("where", ["paragraph", "table", "heading", "link text", "code span", "fence"])
def test_a_part_of_a_name_of_the_document_is_refused(where: str, part: str) -> None:
    places = published(f"{OWN}## Summary\n\n{SHOWN[where].replace('{}', part)}\n").places
    assert places
    assert all("a part of the name" in place.what for place in places)


def test_a_part_of_a_name_is_known_from_front_matter_and_in_a_title() -> None:
    made = published(
        "---\nauthor: Hanna Frontmatter\n---\n\n# What Frontmatter broke\n\n## Summary\n\nFine.\n"
    )
    assert [p.what for p in made.places] == ['a part of the name "Hanna Frontmatter" (author)']


def test_the_whole_name_is_told_once_and_not_its_parts() -> None:
    places = published(f"{OWN}## Summary\n\nHanna Frontmatter fixed it.\n").places
    assert [p.what for p in places] == ['the name "Hanna Frontmatter" (author)']


@pytest.mark.parametrize(
    ("owner", "text"),
    [
        ("Payments Team", "Payments stopped. The Team was told."),
        ("On-Call Engineer", "An Engineer restarted it."),
        ("Ledger Platform", "Ledger entries were late on our Platform."),
        ("Checkout Widgets", "The checkout was slow; Checkout is a page."),
        ("Hanna Frontmatter", "A frontmatter is a part of a document; Frontmatter as well."),
    ],
)
def test_roles_and_common_words_go_out(owner: str, text: str) -> None:
    made = published(f"{HEAD}- **Author:** {owner}\n\n## Summary\n\n{text}\n")
    assert made.places == ()


def test_a_mail_address_does_not_make_a_name_a_common_word() -> None:
    text = f"{OWN}## Summary\n\nFrontmatter wrote to hanna.frontmatter@x.example and @frontmatter.\n"
    assert any("a part of" in place.what for place in published(text).places)


def test_names_with_hyphens_of_the_configuration_are_found_by_their_parts() -> None:
    config = Config(people={"bsj": Person(name="Bo Smith-O'Neill", role="engineer")})
    for part in ("Smith", "O'Neill", "Smith-O'Neill", "Neill"):
        assert published(f"{HEAD}## Summary\n\nAsk {part}.\n", config).places, part


@pytest.mark.parametrize(
    "written", ["Pl<br>ant", "Pl<b></b>ant", "Pl<br/>ant", "P<i>la</i>nt", "Pl<!-- x -->ant"]
)
@pytest.mark.parametrize("where", ["paragraph", "table", "heading", "bullet"])
def test_a_name_that_tags_part_is_found(where: str, written: str) -> None:
    config = Config(people={"pp": Person(name="Pat Plant", role="engineer")})
    text = f"## Summary\n\n{SHOWN[where].replace('{}', written)}\n"
    assert published(HEAD + text, config).places
    assert published(f"{HEAD[:-1]}- **Author:** Pat Plant\n\n{text}").places


def test_lines_that_a_break_parts_stay_apart_for_all_but_names() -> None:
    config = CONFIG._replace(audience={"public": Audience(allow=("status@example.org",))})
    assert published(f"{HEAD}## Summary\n\nAsk status@example.org<br>Then wait.\n", config).places == ()


# What a place says.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask sum.mail@corp.example. Pat Plant told.", "sum.mail@corp.example"),
        ("Ask sum.mail@corp.example.\nPat Plant told.", "sum.mail@corp.example"),
        ("Ask hanna (at) corp (dot) com, then.", "hanna (at) corp (dot) com"),
        ("Ask hanna @ corp . com, then.", "hanna @ corp . com"),
    ],
)
def test_a_mail_address_is_told_as_it_stands(text: str, said: str) -> None:
    places = published(f"{HEAD}## Summary\n\n{text}\n").places
    assert [p.what for p in places] == [f'a mail address, "{said}"']


def test_an_address_with_brackets_is_told_as_it_stands() -> None:
    places = published(f"{HEAD}## Summary\n\nFrom 10[.]42(dot)7[.]19 then.\n").places
    assert any(p.what == 'an IP address, "10[.]42(dot)7[.]19"' for p in places)


# Words that are secrets by how they are entered, and names of one word.

ENTERED = (
    '{"password": "' + 'correcthorse"}',
    '"dbPassword": "' + 'sesame"',
    '{"api_key":"' + 'abcdefghijk"}',
    "password: '" + "sesame'",
    "db_password=" + "sesame",
    "pwd=" + "abc",
    "--password " + "sesame",
    "mysql -p" + "sesame",
    "curl -u admin:" + "sesame https://example.org",
    "PIN: " + "1234",
    "OTP " + "123456",
    'the password was "' + 'open sesame"',
    "https://example.org/login?user=x&pass=" + "sesame",
    "<password>" + "sesame</password>",
    "X-Api-Key: " + "abcdefghij",
    "**Password:** `" + "sesame`",
    "Server=x;Uid=sa;Pwd=" + "sesame;",
    "passphrase “" + "sesame”",
)
LINES = (
    "password: " + "sesame",
    "Password -> " + "sesame",
    "passphrase: " + "correct horse battery staple",
    "login: root / " + "toor99",
)


@pytest.mark.parametrize("where", [*PLACES, "link title"])
def test_a_word_that_is_entered_as_a_secret_is_refused(where: str) -> None:
    template = {**SHOWN, **PLACES}[where]
    for value in ENTERED:
        places = published(f"{HEAD}## Summary\n\n{template.replace('{}', value)}\n").places
        assert places, value


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("template", ["{}", "- {}", "```\n{}\n```", "> {}", "1. {}"])
def test_a_line_that_holds_nothing_but_a_secret_is_refused(template: str, line: str) -> None:
    made = published(f"{HEAD}## Summary\n\n{template.replace('{}', line)}\n")
    assert [place.what for place in made.places] == ["a value that is called a secret"]


@pytest.mark.parametrize(
    "text",
    [
        "Password: rotated",
        "- Password: see the vault",
        "The password is wrong, the passphrase was not typed.",
        "Set --token $TOKEN and --password-file /run/secrets/db; mysql -p asks for it.",
        "Run `docker run -u 1000:1000` and curl -u $USER:$PASSWORD https://example.org.",
        "We pin 1234 packages; pin 2.0.1 of it. OTPs were late.",
        "passphrase: the one that we have in the vault",
        "<password></password> is empty; user: read / write.",
        '{"tokenType": "bearer", "password": "***", "secretName": "payments"}',
    ],
)
def test_what_is_said_of_secrets_goes_out(text: str) -> None:
    assert published(f"{HEAD}## Summary\n\n{text}\n").places == ()


@pytest.mark.parametrize("field", ["Author", "Commander", "Participants", "Reviewers"])
@pytest.mark.parametrize("name", ["Priya", "priya", "Zoltán"])
def test_a_name_of_one_word_is_refused_where_a_person_stands(field: str, name: str) -> None:
    text = f"{HEAD[:-1]}- **{field}:** {name}\n\n## Summary\n\nThen {name.capitalize()}'s change went out.\n"
    assert [f'the name "{name}"' in place.what for place in published(text).places] == [True]


@pytest.mark.parametrize(
    ("owner", "text", "is_refused"),
    [
        ("Priya", "Priya restarted it.", True),
        ("Payments", "Payments stopped.", False),
        ("Checkout", "Checkout failed, as our checkout does.", False),
        ("checkout", "Checkout failed.", False),
        ("DBA", "The DBA restarted it.", False),
    ],
)
def test_an_owner_of_one_word_may_be_a_team(owner: str, text: str, is_refused: bool) -> None:
    table = f"## Action items\n\n| # | Action | Owner |\n|---|---|---|\n| 1 | Grow the disk | {owner} |\n"
    assert bool(published(f"{HEAD}## Summary\n\n{text}\n\n{table}").places) == is_refused


# What tools write, and what people copy out of a terminal.

COPIED = {
    "share": r"`\\fileserver\ledger`",
    "ssh": "`ssh -i key deploy@bastion uptime`",
    "scp": "scp -P 22 dump.sql app@ledgerbox:/tmp",
    "port": "vault.prod:8200",
    "tenant": "https://acme.atlassian.net/browse/OPS-1",
    "files": "https://acme.sharepoint.com/sites/ops",
    "instance": "i-0abcd1234ef567890",
    "network": "subnet-0abcd1234ef567890",
    "group": "sg-9f8e7d6c",
    "blanks": "10 . 42 . 7 . 19",
    "full stops": "10\u300242\u30027\u300219",
    "mention": "<@U02ABCDEF>",
    "bearer": "Authorization: Bearer " + "letmein",
    "bearer of a command": "`curl -H 'authorization: token " + "letmein'`",
    "htpasswd": "admin:$apr1$" + "xyz12345$abcdefghijklmnopqrstuv",
    "bcrypt": "$2y$10$" + "abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZabcde",
    "shadow": "root:$6$" + "saltsalt$abcdefghijklmnopqrstuvwxyz0123456789",
    "argon2": "$argon2id$v=19$m=65536,t=3,p=4$" + "c29tZXNhbHQ$aGFzaGhhc2hoYXNo",
}


@pytest.mark.parametrize("value", COPIED.values(), ids=COPIED)
@pytest.mark.parametrize("where", ["paragraph", "bullet", "cell"])
def test_what_is_copied_out_of_tools_is_refused(where: str, value: str) -> None:
    assert published(f"{HEAD}## Summary\n\n{PLACES[where].replace('{}', value)}\n").places
