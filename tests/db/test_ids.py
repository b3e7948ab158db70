"""Ids kept as runs are the ids that were put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.ids import Ids

PART = st.one_of(
    st.lists(st.integers(1, 300), max_size=6),
    st.builds(lambda start, size: list(range(start, start + size)), st.integers(1, 300), st.integers(0, 40)),
    st.builds(lambda start, size: range(start, start + size), st.integers(1, 300), st.integers(0, 40)),
)


@given(st.lists(PART, max_size=90), st.integers(1, 50))
def test_ids_come_back_once_and_in_order_whatever_way_they_were_added(parts: list[list[int]], size: int) -> None:
    ids, expected = Ids(), {one for part in parts for one in part}
    for part in parts:
        ids.update(part)
    copy = Ids(ids)
    copy.update([1000, 1001])
    assert list(ids) == [one for part in ids.parts(size) for one in part] == sorted(expected)
    assert list(copy) == [*sorted(expected), 1000, 1001]
    assert bool(ids) == bool(expected)


def test_new_rows_in_many_parts_are_one_run() -> None:
    ids = Ids()
    for start in range(1, 100_001, 2_000):
        ids.update(list(range(start, start + 2_000)))
    ids.update([500, 501, 502])
    assert ids.in_order() == range(1, 100_001)
