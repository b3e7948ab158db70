"""Lines to read; Enter opens the record a line names."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.base import ChamberScreen, Dialog, chamber_app
from tui.cards import Line
from tui.widgets.bars import KeyBar


class Lines(Dialog[Line]):
    """All texts in the user's language. Gives the line chosen, None when left."""

    OFFERS = (*Dialog.OFFERS, "open")
    DEFAULT_CSS = """
    Lines > .dialog { max-width: 116; }
    Lines OptionList { border: none; height: auto; max-height: 20; background: $surface; }
    """
    # Options of a choice are cut everywhere else; these are there to be read.
    CSS = "Lines OptionList { text-wrap: wrap; }"

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield OptionList(*(Option(line_text(line)) for line in self._lines), markup=False, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return any(line.entity for line in self._lines)
        return super().check_action(action, parameters)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        line = self._lines[event.option_index]
        if line.entity and line.id:
            self.dismiss(line)

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()


def show_lines(screen: ChamberScreen, title: str, lines: Sequence[Line]) -> None:
    """Show lines; what one names is opened when it is chosen."""

    def go(line: Line | None) -> None:
        if line is not None:
            chamber_app(screen).open_record(line.entity, line.id)

    screen.app.push_screen(Lines(title, lines), go)


def line_text(line: Line) -> Text:
    """A line with its mark before it."""
    text = Text(no_wrap=False)
    if line.mark:
        text.append(f"{line.mark}  ", "dim")
    return text.append(line.text)
