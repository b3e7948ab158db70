"""Phone numbers are stored as the same JSON whether they are bare or not, and a bare one is read without it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.fields.texts import Phones
from chamber.text.values import Phone, bare_number

TEXT = st.text('1390+-转 "\\\n{}]办', max_size=12)
PHONE = st.builds(Phone, number=TEXT | st.just("13900000001"), label=st.just("") | TEXT, extension=st.just("") | TEXT)


@given(st.lists(PHONE, min_size=1, max_size=3))
def test_what_is_stored_is_the_json_of_the_numbers(phones: list[Phone]) -> None:
    (stored,) = Phones().dump(tuple(phones))
    assert stored == json.dumps([phone.to_json() for phone in phones], ensure_ascii=False, separators=(",", ":"))
    assert Phones().load((stored,)) == tuple(phones)
    assert bare_number(stored) in ("", phones[0].number)
    if bare_number(stored):
        assert phones == [Phone(phones[0].number)]


def test_a_bare_number_is_told() -> None:
    assert bare_number(Phones().dump((Phone("13900000001"),))[0]) == "13900000001"
    assert bare_number(Phones().dump((Phone("13900000001", "办公"),))[0]) == ""


@given(st.lists(st.none() | st.lists(PHONE, min_size=1, max_size=3), max_size=6))
def test_a_list_shows_of_many_rows_what_it_shows_of_one(rows: list[list[Phone] | None]) -> None:
    kind = Phones()
    stored = [kind.dump(tuple(row or ()))[0] for row in rows]
    assert kind.lines([stored]) == [kind.brief(tuple(row or ())).replace("\n", " ") for row in rows]


def test_a_list_takes_no_json_apart_for_bare_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json, "loads", None)
    assert Phones().lines([[Phones().dump((Phone("13900000001"),))[0], None]]) == ["13900000001", ""]
