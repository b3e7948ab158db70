"""Filling in a form: every field by its kind, refusals at their field, warnings kept in sight, nothing lost unasked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, SelectionList, Static, TextArea

from chamber.errors import ChamberError, Invalid
from chamber.fields import Field, Place, Places
from chamber.i18n import _
from chamber.outcome import Outcome
from chamber.progress import Progress, unheard
from tui import forms
from tui.base import Dialog, background, chamber_app, workspace
from tui.dialogs.working import run_watched
from tui.forms import Form
from tui.widgets.bars import KeyBar
from tui.widgets.editors import LineEditor, editor_for, is_date
from tui.widgets.picker import LinkEditor

_PAUSE = 0.4
"""Seconds without a key after which one is taken to have stopped typing."""


class FieldRow(Widget):
    """A label, the editor beside it, and under it what is wrong or noticed; that line comes when there is something."""

    def __init__(self, field: Field, start: str) -> None:
        super().__init__()
        self.field = field
        self.start = start
        self.editor = editor_for(field, start)
        self._note: Static | None = None

    def compose(self) -> ComposeResult:
        mark = "* " if self.field.required else ""
        yield Static(mark + _(self.field.label), classes="label", markup=False)
        if isinstance(self.editor, Widget):
            yield self.editor

    def on_mount(self) -> None:
        """The text it opens with is what its editor makes of it: a box that is empty says 否, choices stand in their order."""
        self.start = self.text

    def on_descendant_focus(self) -> None:
        """Marked by a class: `:focus-within` would style the whole form anew at every step."""
        self.query_one(".label").add_class("-here")

    def on_descendant_blur(self) -> None:
        self.query_one(".label").remove_class("-here")

    @property
    def text(self) -> str:
        return self.editor.text

    @property
    def changed(self) -> bool:
        return self.text != self.start

    def note(self, text: str, kind: str = "") -> None:
        """Say something under the field: 'bad', 'doubt' or 'hint'; '' takes it away."""
        if self._note is None:
            if not text:
                return
            self._note = Static(markup=False)
            self.mount(self._note)
        self._note.set_classes(f"note {kind}")
        self._note.update(text)
        self._note.display = bool(text)

    def noted(self, kind: str) -> bool:
        """Whether something of this kind is said under the field."""
        return self._note is not None and self._note.display and self._note.has_class(kind)

    def take_focus(self) -> None:
        if isinstance(self.editor, Widget):
            self.editor.focus()
            self.scroll_visible()


class Rows(VerticalScroll, inherit_bindings=False):
    """The rows, out of sight in part: Up and Down go from field to field, which brings the next into sight."""

    BINDINGS: ClassVar = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]


class FormDialog(Dialog[Outcome]):
    """Gives the outcome when saved, None when left."""

    CSS_PATH = "form.tcss"
    OFFERS = ("save", "all_fields", "cancel", "help")
    BINDINGS: ClassVar = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self._seen: set[tuple[str, str]] = set()
        self._saving = False
        self._all = form.brief is None
        self._ahead: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self.form.title
            with Rows(can_focus=False):
                group = ""
                for field in self.form.fields:
                    if field.group != group:
                        group = field.group
                        yield Static(_(group), classes="group", markup=False)
                    yield FieldRow(field, self.form.start.get(field.name, ""))
        yield KeyBar()

    def on_mount(self) -> None:
        self._show_rows()
        rows = list(self.query(FieldRow))
        first = next((row for row in rows if row.field.required and not row.start), rows[0] if rows else None)
        if first is not None:
            first.take_focus()

    def _show_rows(self) -> None:
        """Show the rows asked first, or all; what is filled in is never out of sight."""
        if self.form.brief is None:
            return
        wanted = self.form.brief({row.field.name: row.text for row in self.query(FieldRow)})
        for row in self.query(FieldRow):
            row.display = self._all or row.field.name in wanted or row.changed or row.noted("bad")
        for title in self.query(".group"):
            title.display = self._all

    def action_all_fields(self) -> None:
        self._all = not self._all
        self._show_rows()
        focused = self.focused
        if focused is None or not focused.display:
            self.query(FieldRow).first().take_focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "all_fields":
            return self.form.brief is not None
        return super().check_action(action, parameters)

    def row(self, name: str) -> FieldRow | None:
        return next((row for row in self.query(FieldRow) if row.field.name == name), None)

    def texts(self) -> dict[str, str]:
        """What was filled in (a new record) or changed."""
        rows = self.query(FieldRow)
        if self.form.new:
            filled = {row.field.name: row for row in rows if row.text.strip() or row.start}
            return {name: row.text for name, row in filled.items() if row.changed or name not in self.form.held}
        return {row.field.name: row.text for row in rows if row.changed}

    @property
    def dirty(self) -> bool:
        return any(row.changed for row in self.query(FieldRow))

    # Checking while one goes on

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        row = next((node for node in event.widget.ancestors_with_self if isinstance(node, FieldRow)), None)
        if row is not None and not self._saving and row.changed:
            self._check(row)
            if row.field.name in self.form.watch:
                self._look_ahead()

    def _check(self, row: FieldRow) -> None:
        ws, form, texts = workspace(self), self.form, {row.field.name: row.text}
        one = Form(form.title, (row.field,), form.save, form.said, new=False)

        def show(found: tuple[forms.Values, forms.Warnings]) -> None:
            values, warnings = found
            self._warn(warnings)
            value = values.get(row.field.name)
            if not warnings and not row.noted("doubt"):
                row.note(self._understood(row.field, value), "hint")
            if is_date(row.field) and isinstance(row.editor, LineEditor) and value:
                with row.editor.prevent(Input.Changed):
                    row.editor.value = row.field.kind.show(value, "zh")

        background(
            self, lambda: forms.read(ws, one, texts), show, group=f"check {row.field.name}", failed=self._refused
        )

    def _look_ahead(self, pause: float = 0) -> None:
        """Ask who the new one may be already, a moment after the last key: never while one types."""
        if self._ahead is not None:
            self._ahead.stop()
        self._ahead = self.set_timer(pause, self._ask_ahead) if pause else None
        if not pause:
            self._ask_ahead()

    def _ask_ahead(self) -> None:
        ws, form = workspace(self), self.form
        rows = [row for name in form.watch if (row := self.row(name))]
        texts = {row.field.name: row.text for row in rows if row.text.strip()}
        background(self, lambda: forms.noticed(ws, form, texts), self._warn, group="look ahead")

    def _understood(self, field: Field, value: object) -> str:
        """What a written place was taken for."""
        if not isinstance(field.kind, Place) or not value:
            return ""
        from chamber.divisions import divisions

        codes = value if isinstance(field.kind, Places) and isinstance(value, tuple) else (value,)
        return "、".join(divisions().path(str(code)) for code in codes)

    def _warn(self, warnings: forms.Warnings) -> None:
        for name, problem in warnings:
            row = self.row(name)
            if row is not None:
                self._seen.add((name, row.text))
                row.note(problem.render(_), "doubt")

    def _refused(self, error: ChamberError) -> None:
        """Say at each field why it was refused; what belongs to no field goes to the corner."""
        self._saving = False
        if not isinstance(error, Invalid):
            chamber_app(self).tell_error(error)
            return
        rest = self._mark(error.fields)
        if rest:
            chamber_app(self).tell_error(Invalid(rest))

    def _mark(self, fields: Mapping[str, str]) -> dict[str, str]:
        rest = {}
        for name, message in fields.items():
            row = self.row(name)
            if row is None:
                rest[name] = message
            else:
                row.display = True
                row.note(message, "bad")
        return rest

    @on(Input.Changed)
    @on(Select.Changed)
    @on(TextArea.Changed)
    @on(SelectionList.SelectedChanged)
    @on(Checkbox.Changed)
    @on(LinkEditor.Changed)
    def _edited(self, event: object) -> None:
        sender = getattr(event, "_sender", None)
        if isinstance(sender, Widget):
            row = next((node for node in sender.ancestors_with_self if isinstance(node, FieldRow)), None)
            if row is not None and row.is_mounted and (row.field.name, row.text) not in self._seen:
                row.note("")
            if row is not None and row.is_mounted and row.field.name == self.form.brief_by:
                self._show_rows()
            if row is not None and row.is_mounted and row.field.name in self.form.watch and row.changed:
                self._look_ahead(_PAUSE)

    # Saving and leaving

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Enter goes on to the next field, from the last one it saves."""
        inputs = [row for row in self.query(FieldRow) if row.display]
        if inputs and inputs[-1].has_focus_within:
            self.action_save()
        else:
            self.app.action_focus_next()

    def action_save(self) -> None:
        if self._saving:
            return
        self._saving = True
        ws, form, texts = workspace(self), self.form, self.texts()
        if not form.new and not texts:
            self.dismiss(None)
            return

        def save(progress: Progress) -> Outcome | forms.Warnings:
            values, warnings = forms.read(ws, form, texts)
            if form.notice:
                warnings = [*warnings, *form.notice(ws, values)]
            unseen = [(name, problem) for name, problem in warnings if (name, texts[name]) not in self._seen]
            return unseen or form.saved(ws, values, progress)

        if form.at_length:
            run_watched(self, form.title, save, self._saved, self._not_saved)
        else:
            background(self, lambda: save(unheard), self._saved, group="save", failed=self._not_saved)

    def _not_saved(self, error: ChamberError) -> None:
        self._refused(error)
        if isinstance(error, Invalid):
            first = next((row for row in self.query(FieldRow) if row.field.name in error.fields), None)
            if first is not None:
                first.take_focus()

    def _saved(self, result: Outcome | forms.Warnings) -> None:
        self._saving = False
        if isinstance(result, Outcome):
            self.dismiss(result)
            chamber_app(self).tell_done(forms.told(self.form.said, result.code), result, final=self.form.final)
            return
        self._warn(result)
        first = self.row(result[0][0])
        if first is not None:
            first.take_focus()
        self.notify(_("Please look at the marked fields. Saving once more keeps them as they are."), severity="warning")

    def action_back(self) -> None:
        if not self.dirty:
            self.dismiss(None)
            return
        from tui.dialogs.confirm import Confirm

        question = Confirm(_("Leave without saving what was filled in?"), _("Leave"), _("Go on"))
        self.app.push_screen(question, self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.dismiss(None)
