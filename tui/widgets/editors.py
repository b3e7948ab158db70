"""The widget each kind of field is filled in with, all with a text in and a text out."""

from __future__ import annotations

from typing import ClassVar, Protocol

from rich.segment import Segment
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import Checkbox, Input, Select, SelectionList, TextArea
from textual.widgets._toggle_button import ToggleButton

from chamber.fields import Choice, Choices, Date, DateTime, Field, Flag, Link, LinkedText, Password
from chamber.i18n import N_, _, language


class Editor(Protocol):
    """Anything a field is filled in with. `text` is what the field's kind reads."""

    @property
    def text(self) -> str: ...


HINTS = {
    "Date": N_("such as 2021-04-10, 2021-04 or 2021"),
    "DateTime": N_("such as 2021-04-10 14:30"),
    "Amount": N_("such as 1.2亿元, 约3000万元"),
    "Count": N_("such as 近200"),
    "Phones": N_("several: with a comma"),
    "Tags": N_("several: with a comma"),
    "Place": N_("city, banner or county"),
    "Places": N_("cities, banners, counties; with a comma"),
}

_MOST_SHOWN = 5
"""How many choices are in sight at once."""


class LineEditor(Input):
    """One line."""

    @property
    def text(self) -> str:
        return self.value


class AreaEditor(TextArea):
    """Several lines; Tab, and Up and Down past the first and the last line, go on to the next field."""

    BINDINGS: ClassVar = [Binding("escape", "screen.back", show=False)]

    def action_cursor_up(self, select: bool = False) -> None:
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)


class ChoiceEditor(Select[str], inherit_bindings=False):
    """One of the choices, opened with Enter; Up and Down go on to the next field."""

    BINDINGS: ClassVar = [Binding("enter,space", "show_overlay", show=False)]

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ""


class ChoicesEditor(SelectionList[str]):
    """Several of the choices, marked with Space or Enter; Up and Down past the ends go on to the next field.

    What is not chosen has an empty box, not one in another colour."""

    def action_cursor_up(self) -> None:
        if self.highlighted in (None, 0):
            self.screen.focus_previous()
        else:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        if self.highlighted == self.option_count - 1:
            self.screen.focus_next()
        else:
            super().action_cursor_down()

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        if len(line) < 2:
            return line
        before, mark, *rest = line
        number = mark.style.meta.get("option") if mark.style else None
        if number is None or self.get_option_at_index(number).value in self.selected:
            return line
        return Strip([before, Segment(" " * mark.cell_length, mark.style), *rest], line.cell_length)

    @property
    def text(self) -> str:
        return "、".join(self.selected)


class FlagEditor(Checkbox):
    """Yes or no; no is an empty box."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]
        return ToggleButton.BUTTON_INNER if self.value else " "

    @property
    def text(self) -> str:
        return "是" if self.value else "否"


def editor_for(field: Field, start: str) -> Editor:
    """The editor of a field with its text at the start."""
    kind = field.kind
    if isinstance(kind, Flag):
        return FlagEditor("", start == "是", compact=True)
    if isinstance(kind, Choices):
        chosen = start.split("、") if start else []
        box = ChoicesEditor(
            *((kind.show((value,), language()), value, value in chosen) for value in kind.options), compact=True
        )
        # All three: the grid of the form takes the largest height (100% by itself) of a row that is still to be measured.
        box.styles.height = box.styles.min_height = box.styles.max_height = min(_MOST_SHOWN, len(kind.options))
        return box
    if isinstance(kind, Choice):
        options = [(kind.show(value, language()), value) for value in kind.options]
        if start and start not in kind.options:
            options.append((start, start))
        return ChoiceEditor(
            options,
            value=start or Select.NULL,
            prompt=_("choose"),
            allow_blank=not field.required or not start,
            compact=True,
        )
    if isinstance(kind, Link | LinkedText):
        from tui.widgets.picker import LinkEditor

        return LinkEditor(kind.entity, start)
    if kind.multiline:
        return AreaEditor(start, compact=True, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
    hint = _(HINTS.get(type(kind).__name__, ""))
    return LineEditor(
        start,
        placeholder=_(field.help) if field.help else hint,
        compact=True,
        select_on_focus=False,
        password=isinstance(kind, Password),
    )


def is_date(field: Field) -> bool:
    return isinstance(field.kind, Date | DateTime)
