"""What the terminal says of the coverage of practices."""

import pytest

import pcf
from pcf.cli.practices import print_coverage
from pcf.cli.session import Session
from pcf.ids import LANGUAGES
from pcf.mapping import Practice
from pcf.mapping.coverage import coverage

from ..practised import COMPLAINTS, OWNER, practices, put


def shown(capsys, given, lang="en", **options) -> str:
    print_coverage(coverage(given, pcf.load(lang=lang), **options), Session(lang))
    return capsys.readouterr().out


def test_every_part_is_told(capsys):
    text = shown(capsys, practices())
    for said in (
        "Practices: 10. With a place: 6;",
        "Practices by process",
        "Processes without a practice",
        "Practices without a place",
        "decided that nothing here fits; Payroll",
        "Placed, but on no process",
        "too wide to say which process",
        "What several units do",
        "Контакт-центр: p1; 客服部: p2",
        "Practices without a unit, which cannot be compared: 5",
        OWNER,
    ):
        assert said in text
    line = next(line for line in text.splitlines() if pcf.load()[COMPLAINTS].name in line)
    assert line.split()[0] == "6.2.3"
    assert "p1, p2, p1#2" in line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_in_the_language_of_the_session(capsys, lang):
    assert pcf.load(lang=lang)[COMPLAINTS].name in shown(capsys, practices(), lang)


def test_owners_are_left_out_where_they_must_be(capsys):
    text = shown(capsys, practices(), is_nameless=True)
    assert OWNER not in text
    assert "Owners" not in text
    assert "Organisational units" in text


def test_without_practices_only_that_is_said(capsys):
    assert shown(capsys, ()).splitlines() == [
        "Practices: 0. With a place: 0; not decided yet: 0; decided that nothing here fits: 0; every suggestion rejected: 0."
    ]


def test_where_nothing_is_left_over_that_is_said(capsys):
    every = [Practice(id=f"p{n}", text="t", placements=(put(one.id),)) for n, one in enumerate(pcf.load().processes)]
    text = shown(capsys, every)
    for sentence in (
        "Every process that applies has a practice.",
        "Every practice has a place.",
        "No two units do the same",
    ):
        assert sentence in text


def test_control_signs_are_shown_and_not_obeyed(capsys):
    assert "\x1b" not in shown(
        capsys, [Practice(id="p1", text="\x1b[31mred", unit="\x1b", placements=(put(COMPLAINTS),))]
    )
