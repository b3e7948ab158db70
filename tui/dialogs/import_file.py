"""Which file to import: a path typed, pasted or dropped, or chosen step by step from the folders."""

from __future__ import annotations

import os
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chamber.i18n import _
from chamber.importing.dropped import completions, path_of
from tui.base import Dialog, background
from tui.widgets.bars import KeyBar


class ImportFile(Dialog[Path]):
    """Gives the path of a file, None when left."""

    OFFERS = (*Dialog.OFFERS, "choose")
    DEFAULT_CSS = """
    ImportFile > .dialog { max-width: 90; }
    ImportFile OptionList { border: none; height: 14; background: $surface; }
    ImportFile .hint { color: $foreground-muted; }
    """
    BINDINGS = [("down", "into_list"), ("tab", "into_list")]  # noqa: RUF012

    def __init__(self, title: str) -> None:
        """`title` in the user's language."""
        super().__init__()
        self._title = title
        self._begun = f"{Path.cwd()}{os.sep}"
        self._found: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Static(
                _("Type or paste the path of a spreadsheet, or drop the file here."), markup=False, classes="hint"
            )
            yield Input(value=self._begun, id="path", compact=True, select_on_focus=False)
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
        background(self, lambda: completions(text, self._begun), self._show, group="files")

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
