"""What readers outside may see: what is allowed goes out, and nothing that is planted does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.audience import Published, Rules, publish
from rca.audience.views import views
from rca.config import Audience, Config, Person, freeze, thaw
from rca.configfile import load
from rca.text import Source
from tests.planted import CASES, CONFIG, FORMS, HIDDEN, HOSTS, NAMES, PLAIN, SECRETS, SHOWN, holds

HEAD = "# Card payments stopped\n\n- **Date:** 2026-05-12\n- **Severity:** SEV-2\n\n"


def published(text: str, config: Config = CONFIG) -> Published:
    """What goes out of a text."""
    return publish(Source(text), "2026-05-12-cards.md", "2026-05-12-cards", Rules.of(config, "public"))


def shows(*names: str) -> Config:
    return CONFIG._replace(audience={"public": Audience(sections=names)})


# What goes out.


def test_a_document_without_anything_secret_goes_out() -> None:
    made = published(f"{HEAD}## Summary\n\nA *disk* was full.\n\n## Lessons learned\n\nMore disks.\n")
    assert made.places == ()
    assert made.text == (
        "# Card payments stopped\n\n"
        "- **Date:** 2026-05-12\n- **Severity:** SEV-2\n- **Incident ID:** 2026-05-12-cards\n\n"
        "## Summary\n\nA *disk* was full.\n\n"
    )


def test_only_fields_that_are_named_go_out() -> None:
    text = (
        "# X\n\n- **Date:** 2026-05-12\n- **Author:** jdoe\n- **Blast radius:** 61 merchants\n"
        "- **Customer:** Acme\n"
    )
    assert published(text).text.count("**") == 4  # date and incident
    fields = Audience(fields=("author", "blast_radius"))
    shown = published(text, CONFIG._replace(audience={"public": fields})).text
    assert "- **Author:** payments engineer\n- **Blast radius:** 61 merchants\n" in shown
    assert "jdoe" not in shown


def test_sections_are_named_by_what_they_are_or_by_their_heading() -> None:
    text = (
        f"{HEAD}## TL;DR\n\none\n\n## What we told merchants\n\ntwo\n\n### More\n\nthree\n\n"
        "## Other\n\nfour\n"
    )
    shown = published(text, shows("summary", "what we told merchants")).text
    assert [word in shown for word in ("one", "two", "three", "four")] == [True, True, True, False]


def test_a_section_inside_of_one_that_is_shown_speaks_for_itself_where_it_is_known() -> None:
    text = (
        f"{HEAD}## Summary\n\none\n\n### Lessons learned\n\ntwo\n\n#### Detail\n\nthree\n\n"
        "### Numbers\n\nfour\n"
    )
    shown = published(text, shows("summary")).text
    assert [word in shown for word in ("one", "two", "three", "four")] == [True, False, False, True]


def test_action_items_go_out_as_they_stand_with_roles_for_owners() -> None:
    items = (
        "## Action items\n\nAs agreed with nobody.\n\n"
        "| # | Action | Owner | Due | Issue | Written | Executed |\n|---|---|---|---|---|---|---|\n"
        "| 1 | Grow the `disk` | jdoe | 2026-06-01 | #12 | 2026-05-20 [pr](https://x.example/1) "
        "| staging: 2026-05-21 verified; prod: — |\n"
        "| 2 | Alert | @sam (after item 1) | v1 | — | — | — |\n"
    )
    assert (
        "| # | Action | Owner | Due | Written | Executed |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 1 | Grow the disk | payments engineer | 2026-06-01 | 2026-05-20 "
        "| staging: 2026-05-21 verified; prod: — |\n"
        "| 2 | Alert | the team (after item 1) | v1 | — | staging: —; prod: — |\n"
    ) in published(HEAD + items).text


STATES = (
    "| 1 | a | t | — | — | |\n",
    "| 2 | a | t | 2026-05-20 | — | |\n",
    "| 3 | a | t | yes | staging: done; prod: n/a | |\n",
    "| 4 | a | t | n/a | staging: 2026-05-15 failed; prod: 2026-05-16 verified | |\n",
    "| 5 | a | t | — | — | done |\n",
    "| 6 | a | t | — | — | dropped |\n",
)


def test_every_state_is_the_same_outside() -> None:
    from rca.parse import parse

    head = "| # | Action | Owner | Written | Executed | Status |\n|---|---|---|---|---|---|\n"
    text = f"{HEAD}## Action items\n\n{head}{''.join(STATES)}"
    inside, outside = (parse(Source(t), name="x.md", config=CONFIG) for t in (text, published(text).text))
    told = [[(i.number, i.state, i.regressed) for i in d.action_items] for d in (inside, outside)]
    assert told[0] == told[1]
    assert len({state for _, state, _ in told[0]}) > 4


def test_a_list_of_items_goes_out_as_a_table() -> None:
    text = f"{HEAD}## Action items\n\n- [ ] Grow the disk (@jdoe)\n- [x] Alert earlier (owner: José Müller)\n"
    made = published(text)
    assert made.places == ()
    assert "| 1 | Grow the disk | payments engineer |" in made.text
    assert not holds(made.text, "jdoe")
    assert not holds(made.text, "José Müller")


def test_what_stands_between_marks_is_cut_out_and_a_table_goes_on() -> None:
    text = (
        f"{HEAD}## Timeline\n\n| Time | Event |\n|---|---|\n| 10:00 | a |\n<!-- rca: internal -->\n"
        "| 10:01 | secret |\n<!-- rca: end -->\n| 10:02 | b |\n"
    )
    assert "| 10:00 | a |\n| 10:02 | b |\n" in published(text).text


@pytest.mark.parametrize(
    ("marks", "line", "said"),
    [
        ("<!-- rca: internal -->\nsecret", 1, "no end"),
        ("text\n<!-- rca: end -->", 2, "no beginning"),
        ("<!-- rca: internel -->\nsecret\n<!-- rca: end -->", 1, "not known"),
        ("<!-- rca: internal -->\n```\n<!-- rca: end -->\n```\nsecret", 1, "no end"),
        ("<!-- rca: internal -->\n`<!-- rca: end -->` secret", 1, "no end"),
        ("<!-- rca: internal -->\na\n<!-- rca: internal -->\nb\n<!-- rca: end -->\nsecret", 1, "no end"),
        ("<!-- rca: internal ->\nsecret\n<!-- rca: end -->", 1, "no end"),
    ],
)
def test_marks_that_do_not_fit_keep_everything_in(marks: str, line: int, said: str) -> None:
    made = published(f"## Summary\n\n{marks}\n")
    assert made.text == ""
    assert any(place.line == line + 2 and said in place.what for place in made.places)


def test_a_place_is_told_where_it_stands_in_the_document() -> None:
    text = (
        f"{HEAD}<!-- rca: internal -->\nx\n<!-- rca: end -->\n## Summary\n\nfine\n\n"
        "Ask Jane Doe, at 10.42.7.19.\n"
    )
    places = published(text).places
    line = text[: text.index("Ask")].count("\n") + 1
    assert [(p.line, p.column, p.what) for p in places] == [
        (line, 5, 'a name of "jdoe" of [people]'),
        (line, 18, 'an IP address, "10.42.7.19"'),
    ]


def test_a_secret_is_not_told_again() -> None:
    for secret in SECRETS:
        for place in published(f"{HEAD}## Summary\n\nIt was {secret} then.\n").places:
            assert secret[-8:] not in place.what


def test_somebody_who_is_named_as_owner_is_a_name_everywhere() -> None:
    text = f"{HEAD}## Summary\n\nMaría Pérez fixed it.\n\n## Action items\n\n- [ ] Fix (owner: María Pérez)\n"
    assert [p.what for p in published(text).places] == ['the name "María Pérez" (owner of item 1)']


def test_a_name_that_is_a_role_may_be_said() -> None:
    assert published(f"{HEAD}## Summary\n\nThe payments service was slow.\n").places == ()


def test_what_is_allowed_may_get_out() -> None:
    text = f"{HEAD}## Summary\n\nFrom 52.18.33.201, by status@acme.example on wiki.acme.example.\n"
    allow = ("52.18.0.0/16", "status@acme.example", "wiki.acme.example")
    assert len(published(text).places) == 3
    allowed = CONFIG._replace(audience={"public": Audience(hosts=("*.acme.example",), allow=allow)})
    assert published(text, allowed).places == ()


def test_ordinary_words_are_not_taken_for_something_secret() -> None:
    text = """
The API answered 503 at 10:21:07 UTC; see <https://github.com/acme/pay/pull/7>, RFC 5737 and 192.0.2.17.
Commit 3f2a9c1d4e5b6a7980c1d2e3f4a5b6c7d8e9f0a1 was rolled back, `std::vector` and v1.2.3 as well.
The password was rotated, the token: expired. A pre-prod test, sha-256, utf-8, SEV-2, item 12, p99 of 1.2 s.
Documentation is at https://docs.python.org/3/library/re.html and 2001:db8::1.
"""
    assert published(f"{HEAD}## Summary\n{text}").places == ()


# What is planted.


def _planted(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each value in each form; those of which case is a part keep it."""
    forms = PLAIN | FORMS | (CASES if values is not SECRETS else {})
    return [(value, form(value)) for value in values for form in forms.values()]


PLANTED = [pair for values in (NAMES, HOSTS, SECRETS) for pair in _planted(values)]


def test_there_are_enough_of_them() -> None:
    assert len(set(PLANTED)) > 400


def _share(where: str) -> list[tuple[str, str]]:
    """Every fourth of what is planted, another one for each of four places."""
    return PLANTED[list(SHOWN).index(where) % 4 :: 4]


def _one(template: str, written: str) -> Published:
    return published(f"{HEAD}## Summary\n\n{template.replace('{}', written)}\n")


@pytest.mark.parametrize("where", SHOWN)
def test_nothing_gets_out_of_a_section_that_is_shown(where: str) -> None:
    template, planted = SHOWN[where], PLANTED if where == "paragraph" else _share(where)
    parts = [f"### {at}\n\n{template.replace('{}', written)}\n\n" for at, (_, written) in enumerate(planted)]
    text = f"{HEAD}## Summary\n\n{''.join(parts)}"
    found = {place.line for place in published(text).places}
    line, passed = f"{HEAD}## Summary\n\n".count("\n") + 1, []
    for (value, written), part in zip(planted, parts, strict=True):
        if not found & set(range(line, line + part.count("\n"))):
            passed.append((value, written))
        line += part.count("\n")
    assert len(passed) < len(planted) / 4, "nearly everything is found as it stands"
    out = [(v, w) for v, w in passed if holds((made := _one(template, w)).text, v) and not made.places]
    assert out == []


@pytest.mark.parametrize("where", SHOWN)
def test_what_is_written_plainly_is_refused_with_its_line(where: str) -> None:
    template = SHOWN[where]
    values = (*NAMES, *HOSTS, *SECRETS)
    text = HEAD + "".join(f"## Summary\n\n{template.replace('{}', value)}\n\n" for value in values)
    found = {place.line for place in published(text).places}
    lines = {value: text[: text.index(value)].count("\n") + 1 for value in values}
    assert {value for value, line in lines.items() if line not in found} == set()


def _hidden(where: str, written: str) -> Published:
    template = HIDDEN[where].replace("{}", written)
    return published(f"{template}\n{HEAD}" if template.startswith("---") else f"{HEAD}{template}\n")


@pytest.mark.parametrize("where", HIDDEN)
def test_nothing_gets_out_of_what_is_not_shown(where: str) -> None:
    forms = (str, FORMS["entities"], FORMS["emphasis"])
    pairs = [(value, form(value)) for value in (*NAMES, *HOSTS, *SECRETS) for form in forms]
    out = [(v, w) for v, w in pairs if holds((made := _hidden(where, w)).text, v) and not made.places]
    assert out == []


@pytest.mark.parametrize("where", HIDDEN)
def test_what_is_not_shown_keeps_nothing_in(where: str) -> None:
    for value in (*NAMES, *HOSTS[:4]):
        assert _hidden(where, value).places == (), value


def test_titles_ids_and_headings_are_looked_through() -> None:
    assert published("# Jane Doe broke it\n").places[0][:2] == (1, 3)
    made = publish(Source("# X\n"), "x.md", "2026-05-12-jdoe", Rules.of(CONFIG, "public"))
    assert "jdoe" in made.places[0].what


WORDS = st.sampled_from([*NAMES, *HOSTS, *SECRETS])


@given(WORDS, st.data())
def test_no_mixture_of_forms_gets_out(value: str, data: st.DataObject) -> None:
    forms = st.lists(st.sampled_from(sorted(PLAIN | FORMS)), min_size=1, max_size=2)
    written = value
    for name in data.draw(forms):
        written = (PLAIN | FORMS)[name](written)
    where = data.draw(st.sampled_from(sorted(SHOWN)))
    made = published(f"{HEAD}## Summary\n\n{SHOWN[where].replace('{}', written)}\n")
    assert made.places or not holds(made.text, value), (where, written)


@given(st.text(max_size=200))
def test_a_view_knows_where_each_character_comes_from(text: str) -> None:
    for view in views(text):
        assert len(view.text) == len(view.origins)
        assert all(0 <= origin < len(text) for origin in view.origins)
        assert view.origins == sorted(view.origins)


@given(st.text(alphabet="ab<!->rca: interlnd\n#|`", max_size=120))
def test_any_text_is_published_or_refused(text: str) -> None:
    made = published(text)
    assert made.places or made.text.startswith("# ")


def test_readers_are_named_in_the_configuration() -> None:
    from rca.audience.allowed import UnknownAudience

    config = Config(audience={"partners": Audience(role="us")}, people={"x": Person()})
    assert Rules.of(config, "partners").role("x") == "us"
    with pytest.raises(UnknownAudience, match="there is public, partners"):
        Rules.of(config, "press")


def test_words_of_an_audience_that_mean_nothing_are_told(tmp_path: Path) -> None:
    text = '[audience.public]\nfields = ["date", "authors"]\ncolumns = ["owners", "due"]\nsection = ["x"]\n'
    (tmp_path / "rca.toml").write_text(text, encoding="utf-8")
    config = load(str(tmp_path))
    assert config.audience["public"][1:3] == (("date",), ("due",))
    assert [(d.line, d.message[:36]) for d in config.diagnostics] == [
        (2, '`audience.public.fields`: "authors" '),
        (3, '`audience.public.columns`: "owners" '),
        (4, "unknown key `audience.public.section"),
    ]


def test_everything_survives_freezing() -> None:
    assert thaw(freeze(CONFIG)) == CONFIG
