"""Typed pinyin taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.search.segments import read, syllables

SYLLABLES = st.lists(st.sampled_from(sorted(syllables())), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("chifengshanghui", {"chi feng shang hui"}),
        ("xian", {"xian", "xi an"}),
        ("fangan", {"fang an", "fan gan"}),
        ("cfsh", set()),
        ("5wandun", {"5 wan dun"}),
    ],
)
def test_every_way_is_seen(typed: str, ways: set[str]) -> None:
    assert {" ".join(way.units) for way in read(typed).ways} == ways


def test_the_last_syllable_may_be_unfinished() -> None:
    assert {way.units for way in read("chifengsh", open_end=True).ways} == {("chi", "feng", "sh")}


def test_letters_of_a_latin_name_stand_alone_between_syllables() -> None:
    assert [way.units for way in read("kgouwu", alone=True).ways] == [("k", "gou", "wu")]
    assert read("cfsh", alone=True).ways == ()


@given(SYLLABLES)
def test_the_way_that_was_meant_goes_through_every_stretch(meant: list[str]) -> None:
    joined = f" {' '.join(meant)} "
    reading = read("".join(meant))
    assert reading.total >= 1
    for stretch in reading.stretches:
        assert any(f" {' '.join(way.units)} " in joined for way in stretch)
