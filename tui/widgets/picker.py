"""A field that names another record: suggestions as one types, by name, pinyin, initials or phone."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from chamber.entity import entity_of
from chamber.finding import Found, search
from chamber.i18n import _
from tui.base import background, workspace

PAUSE = 0.12
MOST = 6


class LinkInput(Input):
    """The line one types into; Down goes into the suggestions."""

    BINDINGS: ClassVar = [Binding("down", "into", show=False)]

    def action_into(self) -> None:
        editor = self.parent
        if isinstance(editor, LinkEditor):
            editor.into()


class Suggestions(OptionList):
    """The records that fit; Up from the first goes back to the line, Esc closes them."""

    BINDINGS: ClassVar = [Binding("up", "up", show=False), Binding("escape", "close", show=False)]

    def action_up(self) -> None:
        if self.highlighted in (None, 0):
            self.action_close()
        else:
            self.action_cursor_up()

    def action_close(self) -> None:
        editor = self.parent
        if isinstance(editor, LinkEditor):
            editor.close()


class LinkEditor(Vertical):
    """The text of the link; a record chosen from the suggestions is named by its code, so that it is that very one."""

    DEFAULT_CSS = """
    LinkEditor { height: auto; }
    LinkEditor Suggestions { display: none; height: auto; max-height: 6; border: none; background: $panel; }
    LinkEditor.-open Suggestions { display: block; }
    """

    class Changed(Message):
        """Another text or record."""

    def __init__(self, entity: str, start: str) -> None:
        super().__init__()
        self.entity = entity
        self._start = start
        self._hits: list[Found] = []
        self._chosen: Found | None = None

    @property
    def text(self) -> str:
        line = self.query_one(LinkInput).value
        if self._chosen is not None and self._chosen.title == line:
            return self._chosen.code or line
        return line

    def compose(self) -> ComposeResult:
        what = _(entity_of(self.entity).label)
        yield LinkInput(
            self._start, placeholder=_("type to find: {what}").format(what=what), compact=True, select_on_focus=False
        )
        yield Suggestions(markup=False, compact=True)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())
        if (
            event.value == self._start
            or (self._chosen and self._chosen.title == event.value)
            or not event.input.has_focus
        ):
            return
        self._chosen = None
        self.set_timer(PAUSE, lambda: self._ask(event.value))

    def _ask(self, text: str) -> None:
        # The form may be on its way out by now, this field still there and its parts gone.
        if not any(line.value == text for line in self.query(LinkInput)):
            return
        ws, noun = workspace(self), entity_of(self.entity).noun
        background(self, lambda: search(ws, text, kind=noun, limit=MOST), self._show, group="suggest")

    def _show(self, hits: list[Found]) -> None:
        self._hits = hits
        if not self.query(Suggestions):
            return
        box = self.query_one(Suggestions)
        box.clear_options()
        box.add_options(
            [
                Option("  ".join(filter(None, (hit.title, hit.detail, hit.code))), id=str(number))
                for number, hit in enumerate(hits)
            ]
        )
        self.set_class(bool(hits) and self.has_focus_within, "-open")

    def into(self) -> None:
        if self.has_class("-open"):
            box = self.query_one(Suggestions)
            box.highlighted = 0
            box.focus()

    def close(self) -> None:
        self.remove_class("-open")
        self.query_one(LinkInput).focus()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._chosen = self._hits[event.option_index]
        line = self.query_one(LinkInput)
        line.value = self._chosen.title
        line.cursor_position = len(line.value)
        self.close()

    def focus(self, scroll_visible: bool = True) -> LinkEditor:
        self.query_one(LinkInput).focus(scroll_visible)
        return self

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self._left)

    def _left(self) -> None:
        if not self.has_focus_within:
            self.remove_class("-open")
