"""The shared part of lists that are all in memory: where the cursor is, what is seen, one `Moved` for each step."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.widgets.line_list import LineList, Row


class Lines(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def compose(self) -> ComposeResult:
        yield LineList("empty")

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        self.heard += 1


async def test_the_cursor_stays_in_sight_and_in_the_list() -> None:
    app = Lines()
    async with app.run_test(size=(40, 10)) as pilot:
        lines = app.query_one(LineList)
        lines.focus()
        lines.show([Row(" ", f"line {number}", key=number) for number in range(100)])
        await pilot.press("end")
        assert (lines.at, int(lines.scroll_y)) == (99, 90)
        await pilot.press("pageup")
        assert lines.at == 90
        lines.show([Row(" ", f"line {number}", key=number) for number in range(95)])
        assert lines.at == 90
        lines.show([Row(" ", "one", key=500)])
        await pilot.pause()
        assert (lines.at, int(lines.scroll_y)) == (0, 0)
        before = app.heard
        await pilot.press("up")
        assert app.heard == before + 1
