"""What the journal writes of whole rows, encoded column by column, is what encoding them one by one would give."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db.pen import members

VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(exclude_categories=["Cs"])))
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(("name", "phone", 'a"b', "notes"), VALUES)), max_size=12)
PERSONAL = frozenset(("phone", "notes"))


def _columns(rows: list[dict[str, Any]]) -> list[tuple[str, list[Any]]]:
    return [(name, [row[name] for row in rows]) for name in rows[0]] if rows else []


@given(ROWS)
def test_every_value_of_every_row_is_told_once_on_its_own_side(rows: list[dict[str, Any]]) -> None:
    public, hidden = members(_columns(rows), PERSONAL)
    if not rows:
        assert public == []
        return
    for row, open_part, secret in zip(rows, public, hidden or [""] * len(rows), strict=True):
        held = {name: value for name, value in row.items() if value is not None}
        told = json.loads(f"{{{open_part}}}")
        kept = json.loads(f"{{{secret}}}")
        assert told.keys().isdisjoint(PERSONAL)
        assert kept.keys() <= PERSONAL
        assert told | kept == held
        assert {name: type(value) for name, value in (told | kept).items()} == {n: type(v) for n, v in held.items()}


@given(ROWS, st.integers(0, 12), st.integers(0, 12))
def test_a_part_of_the_rows_is_told_as_in_the_whole(rows: list[dict[str, Any]], start: int, end: int) -> None:
    public, hidden = members(_columns(rows), PERSONAL)
    part, secret = members(_columns(rows), PERSONAL, start, end)
    assert part == public[start:end]
    assert (secret or [""] * len(part)) == (hidden or [""] * len(rows))[start:end]


@given(ROWS.filter(bool), st.integers(6, 20))
def test_columns_that_repeat_themselves_are_told_like_others(rows: list[dict[str, Any]], times: int) -> None:
    public, hidden = members(_columns(rows), PERSONAL)
    many, secrets = members(_columns(rows * 10 * times), PERSONAL)
    assert many == public * 10 * times
    assert secrets == (hidden and hidden * 10 * times)
