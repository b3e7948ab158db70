"""Column widths fill the terminal, whatever it is, and cells stay in their columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.columns import GAP, Wish, cut, fit

wishes = st.lists(
    st.builds(lambda least, more, grows: Wish(least + more, least, grows), st.integers(1, 24), st.integers(0, 40), st.booleans()),
    min_size=1, max_size=9,
)  # fmt: skip


@given(wishes, st.integers(10, 240))
def test_the_columns_fill_the_room_exactly(columns, room):
    widths = fit(columns, room)
    shown = [width for width in widths if width]
    assert sum(shown) + GAP * (len(shown) - 1) == max(room, sum(shown) + GAP * (len(shown) - 1)) == room


@given(wishes, st.integers(10, 240))
def test_columns_are_left_out_from_the_end_and_never_squeezed_below_their_least(columns, room):
    widths = fit(columns, room)
    count = len([width for width in widths if width])
    assert all(widths[:count])
    assert not any(widths[count:])
    assert count == 1 or all(width >= wish.least for width, wish in zip(widths[:count], columns, strict=False))


@given(st.text(alphabet="abc赤峰（）12", max_size=40), st.integers(1, 30), st.sampled_from(["left", "right"]))
def test_a_cell_takes_its_width_whatever_the_characters(text, width, align):
    assert cell_len(cut(text, width, align)) == width


def test_what_was_cut_off_is_marked():
    assert cut("内蒙古恒源商贸有限公司", 10) == "内蒙古恒 ~"
    assert cut("赤峰", 6, "right") == "  赤峰"
