"""Which file to read: a path typed, pasted or dropped, or chosen step by step from the folders."""

from __future__ import annotations

import os
from collections.abc import Set
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chamber.i18n import _
from chamber.importing.dropped import SPREADSHEETS, completions, path_of
from tui.base import Dialog, background
from tui.widgets.bars import KeyBar


class PathInput(Input):
    """A box for a path. Several lines pasted at once are no path but a text of their own, such as a chat roll."""

    class TextPasted(Message):
        """Several lines came in at once."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        path = path_of(event.text)
        if len(lines) > 1 and (path is None or not path.exists()):
            event.stop()
            event.prevent_default()
            self.post_message(self.TextPasted(event.text))


class ImportFile(Dialog[Path | str]):
    """Gives the path of a file, or with `texts` a text that was pasted; None when left."""

    OFFERS = (*Dialog.OFFERS, "choose")
    DEFAULT_CSS = """
    ImportFile > .dialog { max-width: 90; }
    ImportFile OptionList { border: none; height: 14; background: $surface; }
    ImportFile .hint { color: $foreground-muted; }
    """
    BINDINGS = [("down", "into_list"), ("tab", "into_list")]  # noqa: RUF012

    def __init__(self, title: str, *, texts: bool = False, hint: str = "", kinds: Set[str] = SPREADSHEETS) -> None:
        """`title` and `hint` in the user's language; `kinds` are the suffixes of the files that are shown."""
        super().__init__()
        self._title, self._texts, self._hint, self._kinds = title, texts, hint, kinds
        self._begun = f"{Path.cwd()}{os.sep}"
        self._found: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            hint = self._hint or _("Type or paste the path of a spreadsheet, or drop the file here.")
            if self._texts:
                hint += "\n" + _("A list copied from a chat (1. name unit phone ...) may be pasted as it is.")
            yield Static(hint, markup=False, classes="hint")
            yield PathInput(value=self._begun, id="path", compact=True, select_on_focus=False)
            yield OptionList(markup=False, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        box = self.query_one(Input)
        box.focus()
        box.cursor_position = len(box.value)
        self._list(box.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, text: str) -> None:
        background(self, lambda: completions(text, self._begun, self._kinds), self._show, group="files")

    def _show(self, found: list[Path]) -> None:
        self._found = found
        box = self.query_one(OptionList)
        box.clear_options()
        box.add_options(
            Option(one.name + (os.sep if one.is_dir() else ""), id=f"f{number}") for number, one in enumerate(found)
        )

    def action_into_list(self) -> None:
        self.query_one(OptionList).focus()
        if self._found and self.query_one(OptionList).highlighted is None:
            self.query_one(OptionList).highlighted = 0

    def action_choose(self) -> None:
        if self.query_one(OptionList).has_focus:
            self.query_one(OptionList).action_select()
        else:
            self._take(path_of(self.query_one(Input).value, self._begun))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._take(self._found[event.option_index])

    @on(PathInput.TextPasted)
    def _pasted(self, event: PathInput.TextPasted) -> None:
        if self._texts:
            self.dismiss(event.text)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(path_of(event.value, self._begun))

    def _take(self, path: Path | None) -> None:
        """A folder is entered, a file is taken, a wrong path stays to be mended."""
        if path is None:
            return
        if path.is_dir():
            box = self.query_one(Input)
            box.value = self._begun = f"{path}{os.sep}"
            box.cursor_position = len(box.value)
            box.focus()
            return
        if not path.exists():
            self.app.notify(_("There is no file {path}.").format(path=path), severity="error", markup=False)
            return
        self.dismiss(path)
