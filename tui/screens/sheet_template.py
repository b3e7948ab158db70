"""The template of an office's sheet: its columns with what could be taken in below, and the head of the sheet as it would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from chamber.deliveries.layout import SheetColumn
from chamber.deliveries.offered import offered
from chamber.deliveries.template import LANGS, WORD_LABELS, WORDS, Template, title_en, usual
from chamber.errors import ChamberError
from chamber.exporting.template_file import width_of
from chamber.fields import Field
from chamber.fields import Text as TextKind
from chamber.i18n import N_, _, listed
from chamber.offices import sheets
from chamber.offices.sheets import OfficeSheet
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.import_file import ImportFile
from tui.files import ask_folder
from tui.forms import Form
from tui.formwork import open_form
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.columns import cut
from tui.widgets.line_list import LineList, Row

FORMS = {"weekly": N_("weekly form"), "full": N_("full ledger")}
_WORD_FIELDS = tuple(
    Field(f"{word}_{lang}", TextKind(multiline=word == "signature"), label if lang == "zh" else english)
    for (word, label), english in zip(
        WORD_LABELS.items(),
        (
            N_("Title line (English)"),
            N_("Reporting line (English)"),
            N_("Signature (English)"),
            N_("Page footer (English)"),
        ),
        strict=True,
    )
    for lang in LANGS
)


class SheetTemplateScreen(ChamberScreen):
    """F4 takes a column in or leaves it out, F7 and F8 move it, F2 changes its title, F9 the words; Ctrl+S keeps it all."""

    CSS_PATH: ClassVar[Any] = "sheet_template.tcss"
    OFFERS = (
        *ChamberScreen.OFFERS,
        "save",
        "column_title",
        "take_column",
        "column_up",
        "column_down",
        "sheet_words",
        "other_form",
        "official_form",
        "copy_sheet",
        "read_sheet",
        "write_sheet",
        "undo_change",
    )
    SHOWS: ClassVar = ("sheet_template", "office")

    def __init__(self, sheet: OfficeSheet) -> None:
        super().__init__()
        self.sheet, self.made, self._next = sheet, sheet.template, sheet.template
        self._before: list[Template] = []

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(id="title", markup=False)
        yield LineList()
        with VerticalScroll(can_focus=False):
            yield Static(id="preview", markup=False)
        yield KeyBar()

    @property
    def lines(self) -> LineList:
        return self.query_one(LineList)

    @property
    def key(self) -> str:
        return str(self.lines.row.key) if self.lines.row is not None else ""

    @property
    def changed(self) -> bool:
        return self.made != self.sheet.template

    def on_mount(self) -> None:
        self.take(self.made)
        self.lines.focus()

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._preview)

    def take(self, made: Template) -> None:
        """Show another template; nothing is kept yet."""
        self.made = made
        form = _(FORMS[made.form])
        title = Text(f"{self.sheet.office.name}  ", "bold").append(form, "dim")
        said = _("not saved yet") if self.changed else _("official form") if made.is_official else _("own form")
        self.query_one("#title", Static).update(title.append(f"  {said}", "yellow" if self.changed else "dim"))
        shown = replace(self.sheet, template=made)
        self.lines.show(
            [_line(shown, number, one) for number, one in enumerate(shown.columns, 1)]
            + [Row("-", _words_of("  ", one), "quiet", one.key) for one in shown.left_out]
        )
        self._preview()

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        self._preview()
        self.refresh_bindings()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        if self.check_action("column_title", ()):
            self.action_column_title()
        elif self.check_action("take_column", ()):
            self.action_take_column()

    def _preview(self) -> None:
        self.query_one("#preview", Static).update(_head(replace(self.sheet, template=self.made), self.key))

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        taken = self.key in self.made.keys
        if action == "save":
            return self.changed
        if action == "undo_change":
            # What is not saved yet is taken back here; nothing of it left, Ctrl+Z is everybody's.
            return self.changed and bool(self._before)
        if action == "take_column":
            return bool(self.key) and not (taken and self.sheet.must_stay(self.key))
        if action in ("column_title", "column_up", "column_down"):
            return taken
        return super().check_action(action, parameters)

    def _try(self, made: Template) -> None:
        """Take a change when the sheet may be like that; else say why not."""
        try:
            self._step(sheets.checked(self.sheet, made))
        except ChamberError as error:
            chamber_app(self).tell_error(error)

    def _step(self, made: Template) -> None:
        """On to a changed template; Ctrl+Z comes back to the one before."""
        self._before = [*(self._before if self.changed else ()), self.made]
        self.take(made)

    def action_undo_change(self) -> None:
        self.take(self._before.pop())

    def _propose(self, made: Template) -> Outcome:
        """What a form asks for: checked off the event loop, shown when the form is gone."""
        self._next = sheets.checked(self.sheet, made)
        return Outcome(None)

    def _proposed(self, _outcome: Outcome) -> None:
        self._step(self._next)

    def action_take_column(self) -> None:
        key = self.key
        if key in self.made.keys:
            at = self.lines.at
            self._try(self.made.leave_out(key))
            self.lines.go_to(at)
        elif key:
            self._try(self.made.take_in(key))

    def action_column_up(self) -> None:
        self._move(-1)

    def action_column_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        """Past the next column that is shown: what the office is not given lies between and is not seen."""
        shown = [key for key in self.made.keys if key not in self.sheet.withheld]
        at = shown.index(self.key) + by if self.key in shown else -1
        if 0 <= at < len(shown):
            self._try(self.made.move(self.key, self.made.at(shown[at])))

    def action_column_title(self) -> None:
        one = next(one for one in self.made.sheet_columns() if one.key == self.key)
        open_form(self, lambda: column_form(self.made, one, self._propose), self._proposed)

    def action_sheet_words(self) -> None:
        open_form(self, lambda: words_form(self.made, self._propose), self._proposed)

    def action_official_form(self) -> None:
        self._try(usual(self.made.form))

    def action_save(self) -> None:
        ws, office_id, made = workspace(self), self.sheet.office.id, self.made

        def kept(outcome: Outcome) -> None:
            self.sheet = replace(self.sheet, template=made)
            self.take(self.made)
            chamber_app(self).tell_done(_("The sheet is changed; lists that were made stay as they are."), outcome)

        background(self, lambda: sheets.keep(ws, office_id, made), kept, group="save")

    def action_back(self) -> None:
        self._leaving(super().action_back)

    def _leaving(self, go: Callable[[], None]) -> None:
        """Go on, after a yes when something would be lost."""
        if not self.changed:
            go()
            return
        question = _("Leave without saving the changes of the sheet?")
        self.app.push_screen(Confirm(question, _("Leave")), lambda yes: go() if yes else None)

    def reload(self) -> None:
        """Read again, unless something was changed here that is not saved yet."""
        if not self.changed:
            self._read(self.made.form)

    def _read(self, form: str) -> None:
        ws, office_id = workspace(self), self.sheet.office.id

        def show(sheet: OfficeSheet) -> None:
            self.sheet = sheet
            self.take(sheet.template)

        background(self, lambda: sheets.sheet_of(ws, office_id, form), show, group="read")

    def action_other_form(self) -> None:
        other = next(form for form in FORMS if form != self.made.form)
        self._leaving(lambda: self._read(other))

    def action_copy_sheet(self) -> None:
        ws, here = workspace(self), self.sheet

        def work(office_id: int) -> tuple[Template, tuple[str, ...]]:
            return sheets.copied(here, sheets.sheet_of(ws, office_id, here.template.form))

        def copied(found: tuple[Template, tuple[str, ...]]) -> None:
            made, gone = found
            self._try(made)
            if gone:
                said = _("Left out, as this office is not given them: {names}").format(names=listed(gone))
                self.notify(said, severity="warning")

        def chosen(key: str | None) -> None:
            if key:
                background(self, lambda: work(int(key)), copied, group="copy")

        def ask(others: list[tuple[str, str]]) -> None:
            if others:
                self.app.push_screen(Choose(_("Take over the sheet of"), others), chosen)
            else:
                self.notify(_("There is no other office."))

        background(self, lambda: _others(ws, here.office.id), ask, group="copy")

    def action_read_sheet(self) -> None:
        here = self.sheet

        def chosen(path: Path | str | None) -> None:
            if isinstance(path, Path):
                background(self, lambda: sheets.read_from(here, path), self._try, group="file")

        self.app.push_screen(ImportFile(_("Read the sheet's columns from a file")), chosen)

    def action_write_sheet(self) -> None:
        sheet = replace(self.sheet, template=self.made)
        ask_folder(self, _("Folder or file for the sheet's columns"), lambda path: sheets.write_to(sheet, path))


def open_template(screen: ChamberScreen, office_id: int) -> None:
    """Show the template of an office's weekly sheet."""
    ws = workspace(screen)
    background(
        screen,
        lambda: sheets.sheet_of(ws, office_id),
        lambda sheet: screen.app.push_screen(SheetTemplateScreen(sheet)),
        group="template",
    )


def _others(ws: Workspace, office_id: int) -> list[tuple[str, str]]:
    from chamber import lists

    window = lists.window(ws, "office", ())
    with ws.read() as reader:
        rows = reader.rows("office", [one for one in window.ids if one != office_id], ("name",))
    return [(str(row["id"]), row["name"]) for row in rows]


def _words_of(place: str, one: SheetColumn) -> str:
    return f"{place:>2}  {cut(one.title, 16)}  {cut(title_en(one), 22)}"


def _line(sheet: OfficeSheet, number: int, one: SheetColumn) -> Row:
    said = [_words_of(str(number), one)]
    if one.title != (official_title := offered(sheet.template.form)[one.key].title):
        said.append(f"({official_title})")
    said.append(_("{count} wide").format(count=one.width))
    if one.feedback:
        said.append(_("office"))
    stays = sheet.must_stay(one.key)
    return Row("*" if stays else "+", "  ".join(said), "good" if one.feedback else "", one.key)


def _head(sheet: OfficeSheet, key: str) -> Text:
    """The head of the sheet: its words as they are written, its titles, the marked one reversed, the office's grey."""
    words = sheet.template.words
    text = Text((words.get(("title", "zh")) or _("(the usual title)")) + "\n", "bold")
    text.append((words.get(("line", "zh")) or _("(the usual reporting line)")) + "\n")
    for number, one in enumerate(sheet.columns):
        text.append(" | " if number else "", "dim")
        text.append(one.title, "reverse" if one.key == key else "italic dim" if one.feedback else "bold")
    signature = words.get(("signature", "zh"))
    text.append(f"\n{signature}" if signature else "")
    footer = words.get(("footer", "zh"))
    return text.append(f"\n{footer}" if footer else "", "dim")


def column_form(made: Template, one: SheetColumn, keep: Callable[[Template], Outcome]) -> Form:
    """Titles and width of a column. Saving shows them; nothing is written before the whole is saved."""
    fields = (
        Field("title", TextKind(), N_("Own title")),
        Field("title_en", TextKind(), N_("Own English title")),
        Field("width", TextKind(), N_("Width of the column")),
    )

    def save(_ws: Workspace, values: dict[str, Any]) -> Outcome:
        changed = made.change(
            one.key,
            title=values.get("title"),
            english=values.get("title_en"),
            width=width_of("width", str(values["width"] or "")) if "width" in values else None,
        )
        return keep(changed)

    start = {"title": one.title, "title_en": title_en(one), "width": str(one.width)}
    return Form(
        _("Column: {title}").format(title=one.title),
        fields,
        save,
        _("Not saved yet: Ctrl+S keeps it."),
        start,
        new=False,
    )


def words_form(made: Template, keep: Callable[[Template], Outcome]) -> Form:
    """The words around the list; blank ones are the usual."""
    start = {f"{word}_{lang}": made.words.get((word, lang), "") for word in WORDS for lang in LANGS}

    def save(_ws: Workspace, values: dict[str, Any]) -> Outcome:
        changed = made
        for name, text in values.items():
            word, _mark, lang = name.rpartition("_")
            changed = changed.say(word, lang, str(text or ""))
        return keep(changed)

    title = _("Words of the sheet; filled in: {names}").format(names="{单位} {对接单位} {期次} {日期} {年} {月} {日}")
    return Form(title, _WORD_FIELDS, save, _("Not saved yet: Ctrl+S keeps it."), start, new=False)
