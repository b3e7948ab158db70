"""The lines of the first screen are cut to the room there is, and say so."""

from __future__ import annotations

import pytest
from rich.text import Text

from tests.tui.conftest import app_on, ready, until
from tui.screens.home import DueList
from tui.widgets.columns import fitted


@pytest.mark.parametrize(
    ("width", "shown"), [(14, "返乡食用菌项目"), (13, "返乡食用菌项~"), (12, "返乡食用菌 ~"), (0, "返乡食用菌项目")]
)
def test_a_line_that_has_no_room_ends_in_a_tilde(width: int, shown: str) -> None:
    assert fitted(Text("返乡食用菌项目", "bold"), width).plain == shown


async def test_the_lines_are_cut_anew_when_the_terminal_changes(filled_url, lang):
    app = app_on(filled_url, lang)

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app) and app.screen.lines)
        box = app.screen.query_one(DueList)

        def cells() -> list[int]:
            return [box.get_option_at_index(place).prompt.cell_len for place in range(box.option_count)]

        def fit() -> bool:
            room = box.scrollable_content_region.width
            return cells() == [min(one.text.cell_len, room) for one in app.screen.lines]

        longest = max(one.text.cell_len for one in app.screen.lines)
        for width in (longest // 2, 2 * longest):
            await pilot.resize_terminal(width, 40)
            await until(pilot, lambda width=width: app.size.width == width and fit())
            assert (max(cells()) < longest) is (width < longest)
