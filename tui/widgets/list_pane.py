"""A list with its title line: what is shown, how many, and the filter one types into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from chamber.columns import keep, written
from chamber.entity import entity_of
from chamber.errors import ChamberError
from chamber.filtering import Filter, read
from chamber.i18n import _, listed
from chamber.lists import Condition, ListColumn, Window, all_columns, by_name, column, has_names
from chamber.narrowing import searched
from chamber.views import Opened, SavedView, opened
from chamber.workspace import Workspace
from tui.base import ChamberScreen, Commanded, background, chamber_app, workspace
from tui.messages import RecordChosen, TypedAhead
from tui.widgets.record_list import RecordList
from tui.widgets.view_bar import ViewBar

Matcher = Callable[[Workspace, str], Filter]

PAUSE = 0.12
"""Seconds of no typing after which the list is filtered."""


class FilterInput(Input):
    """The filter: arrows go back to the list, Esc drops it."""

    BINDINGS: ClassVar = [
        Binding("escape", "drop", show=False),
        Binding("down,up,pagedown,pageup,enter", "leave", show=False),
    ]

    def pane(self) -> ListPane:
        return next(node for node in self.ancestors if isinstance(node, ListPane))

    def action_drop(self) -> None:
        self.pane().drop_filter()

    def action_leave(self) -> None:
        self.pane().list.focus()


class ListPane(Commanded, Vertical):
    """Title line over a list. `conditions` are the screen's own; the filter adds one."""

    OFFERS = ("open", "filter", "sort", "jump", "columns", "views", "mark", "mark_all", "many")
    DEFAULT_CSS = """
    ListPane {
        height: 1fr;
        width: 1fr;
        & > .title { height: 1; background: $surface; }
        & .name { width: 1fr; text-style: bold; padding: 0 1; }
        &:focus-within .name { color: $accent; }
        & FilterInput { width: 1fr; display: none; }
        &.-filtered .name { width: auto; max-width: 65%; }
        &.-filtered FilterInput { display: block; }
        & > .wrong { height: auto; color: $error; padding: 0 1; display: none; }
        &.-capped > .wrong { color: $foreground-muted; }
        &.-wrong > .wrong { display: block; }
    }
    """

    def __init__(
        self,
        records: RecordList,
        title: str,
        *,
        matcher: Matcher | None = None,
        marking: bool = True,
        id: str | None = None,
    ) -> None:
        """`title` is a msgid; `more` of `load` comes after it, such as a city. `matcher` filters instead of the index.
        `marking`: whether rows can be marked for what is done to many."""
        super().__init__(id=id)
        self._matcher = matcher or (lambda ws, text: read(ws, records.view, text))
        self.list = records
        self._title = title
        self._more = ""
        self._marking = marking
        self._conditions: tuple[Condition, ...] = ()
        self._text = ""
        self._capped = False
        """Whether the filter's text fits more than what comes first."""
        self._applying = False
        """Whether what the filter finds is still being looked for: the list is that of the one before."""
        self._to_mark = False
        """Whether all of the list are to be marked as soon as it is read."""
        self._for_all: Callable[[tuple[int, ...]], None] | None = None
        """What is to be done to all of them then."""

    def compose(self) -> ComposeResult:
        with Horizontal(classes="title"):
            yield Static(classes="name", markup=False)
            yield FilterInput(placeholder=_("Name, initials, home:敖汉旗"), compact=True, select_on_focus=False)
        if self._marking:
            yield ViewBar(self.list.view, self._use_view, self.action_views)
        yield Static(classes="wrong", markup=False)
        yield self.list

    def load(self, conditions: Sequence[Condition] = (), more: str = "", *, select: int = 0) -> None:
        self._conditions, self._more = tuple(conditions), more
        self._apply(select)

    def reload(self) -> None:
        self._apply(0, keep=True)
        for bar in self.query(ViewBar):
            bar.reload()

    def _use_view(self, one: SavedView | None) -> None:
        """Show what a saved view asks for; what can't be shown any more is said, and the list stays as it is."""
        if one is None:
            self.drop_filter()
            return
        ws = workspace(self)

        def show(found: Opened) -> None:
            self._write_filter(one.words)
            self._text = one.words
            self.list.order_by(one.sort if found.order else "", one.descending)
            self.list.chosen = found.columns
            for bar in self.query(ViewBar):
                bar.took(one)
            if found.gone:
                said = _("Columns that are not there any more: {names}").format(names=listed(found.gone))
                self.app.notify(said, severity="warning", markup=False)
            self._apply(0)
            self.list.focus()

        def refused(error: ChamberError) -> None:
            self._write_filter(one.words)
            self._refused(error)
            self.query_one(FilterInput).focus()

        background(self, lambda: opened(ws, one), show, group="filter", failed=refused)

    def _write_filter(self, words: str) -> None:
        """Put words into the filter as they are, to be seen or mended."""
        self.set_class(bool(words.strip()), "-filtered")
        box = self.query_one(FilterInput)
        with self.prevent(Input.Changed):
            box.value = words
        box.cursor_position = len(words)

    def show_filtered(self, words: str, sort: str) -> None:
        """Show what a filter finds, ordered by a column."""
        self._use_view(SavedView(0, "", self.list.view, words, sort, False))

    def action_views(self) -> None:
        self.query_one(ViewBar).ask(self._text, self.list.sorted_by, written(self.list.columns))

    def _apply(self, select: int, *, keep: bool = False) -> None:
        self.list.narrowed = self.filtered
        self._applying = self.filtered
        if not self.filtered:
            self._said("")
            self._capped = False
            self.list.load(self._conditions, keep=keep, select=select)
            return
        ws, text, matcher = workspace(self), self._text, self._matcher

        def show(found: Filter) -> None:
            self._applying = False
            self._said("")
            self._capped = found.capped
            self.list.load((*self._conditions, *found.conditions), keep=keep, select=select)

        background(self, lambda: matcher(ws, text), show, group="filter", failed=self._refused)

    def _refused(self, error: ChamberError) -> None:
        """Say what is wrong with the filter; the list stays as it was."""
        self._applying, self._to_mark, self._for_all = False, False, None
        self.remove_class("-capped")
        self._said("\n".join(filter(None, (str(error), error.hint_text))))

    def _said(self, text: str) -> None:
        self.query_one(".wrong", Static).update(text)
        self.set_class(bool(text), "-wrong")

    def _tell_cap(self) -> None:
        """Where a text fits many: say that the best come first, or that these are not all and how to have all."""
        window = self.list.window
        self.set_class(self._capped, "-capped")
        if not self._capped or window is None:
            return
        best = len(searched(window.conditions) or ())
        if not self._is_cut(window):
            by_fit = self.list.order is None and window.complete
            said = _("The best {count} first, then the others in the order of the list") if by_fit else ""
            self._said(said.format(count=best))
            return
        title, text = entity_of(self.list.entity).field(entity_of(self.list.entity).title), self._text.split()[-1]
        # A field is asked for characters, not for their pinyin.
        said = (
            _("Only the best {count}; more letters find others")
            if text.isascii()
            else _("Only the best {count}; for all of them write {example}")
        )
        self._said(said.format(count=best, example=f"{_(title.label)}:{text}"))

    def _is_cut(self, window: Window) -> bool:
        """Whether more fits the filter's text than the list holds; a matcher of a screen gives none but the best."""
        best = searched(window.conditions)
        return window.cut or (self._capped and best is not None and not best.text)

    def on_record_list_waits(self, _event: RecordList.Waits) -> None:
        self._show_title()

    def on_record_list_loaded(self, _event: RecordList.Loaded) -> None:
        if not self._applying:
            self._tell_cap()
        self._show_title()
        if self._to_mark and self.list.settled and not self._applying:
            act, self._for_all = self._for_all, None
            self.action_mark_all()
            if act is not None:
                self.for_marked(act)

    def _show_title(self) -> None:
        window = self.list.window
        count = f"{self.list.count:,}" + (
            "" if window is None or (window.complete and not self._is_cut(window)) else "+"
        )
        line = Text(_(self._title))
        line.append(f"  {self._more}" if self._more else "")
        line.append(f"  {_('Reading') if self.list.waits else count}", "dim")
        sorted_by = self.list.sorted_by
        if sorted_by and sorted_by[0] not in {one.key for one in self.list.columns}:
            # Shown columns say it in their title.
            line.append(f"  {column(self.list.view, sorted_by[0]).label} {'v' if sorted_by[1] else '^'}", "dim")
        if self._to_mark:
            line.append(f"  {_('Marking all')}", "dim")
        elif self.list.marks:
            marked = _("{count} marked").format(count=f"{len(self.list.marks):,}")
            line.append(f"  {marked}", Style(bold=True, color=self.app.theme_variables.get("warning") or None))
        self.query_one(".name", Static).update(line)

    # The filter

    @property
    def filtered(self) -> bool:
        return bool(self._text.strip())

    @property
    def in_view(self) -> bool:
        """Whether a saved view is shown."""
        return any(bar.current for bar in self.query(ViewBar))

    def action_filter(self) -> None:
        self.add_class("-filtered")
        self.query_one(FilterInput).focus()

    def drop_filter(self) -> None:
        """Show everything again; a view that was shown is left with its order and columns."""
        box = self.query_one(FilterInput)
        self.list.focus()
        if box.value or self._text or self.in_view:
            self._text = ""
            if self.in_view:
                self.list.order_by("")
                self.list.chosen = ()
            for bar in self.query(ViewBar):
                bar.took(None)
            self._write_filter("")
            self.reload()
        self.remove_class("-filtered")

    @on(TypedAhead)
    def _typed(self, event: TypedAhead) -> None:
        event.stop()
        self.type_on(event.text)

    def type_on(self, text: str) -> None:
        """Go into the filter and add to it."""
        self.action_filter()
        box = self.query_one(FilterInput)
        box.value += text
        box.cursor_position = len(box.value)

    @on(Input.Changed, "FilterInput")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._text = event.value
        self._applying, self._to_mark, self._for_all = True, False, None
        self._wait = self.set_timer(PAUSE, lambda: self._apply(0) if self._text == event.value else None)

    # Commands of the list

    def action_open(self) -> None:
        self.list.choose()

    def action_sort(self) -> None:
        from tui.dialogs.choose import Choose

        shown = [one.key for one in self.list.columns]
        others = [one for one in all_columns(self.list.view) if one.key not in shown]
        options = [(one.key, one.label) for one in (*self.list.columns, *others)]
        current = self.list.sorted_by[0] if self.list.sorted_by else ""
        self.app.push_screen(
            Choose(_("Order by"), options, current), lambda key: self.list.sort_by(key) if key else None
        )

    def action_jump(self) -> None:
        from tui.dialogs.ask_text import AskText

        if not by_name(self.list.view, self.list.order):
            self.app.notify(_("The list is not in the order of names; Ctrl+O puts it so."), severity="warning")
            return
        hint = _("Letters of the pinyin (c, zh, zhang) or characters: the first name there.")
        self.app.push_screen(
            AskText(_("Go to a name"), "", hint), lambda text: self.list.jump(text.strip()) if text else None
        )

    def action_columns(self) -> None:
        from tui.dialogs.columns import ChooseColumns

        ws, view = workspace(self), self.list.view

        def chosen(columns: tuple[ListColumn, ...] | None) -> None:
            if columns is not None and self.list.chosen:
                self.list.chosen = columns or self.list.standard
                self.reload()
                self.app.notify(_("The view shows these columns for now; save it with Ctrl+X to keep them."))
            elif columns is not None:
                background(
                    self,
                    lambda: keep(ws, view, columns),
                    lambda outcome: chamber_app(self).tell_done(_("The columns are kept."), outcome),
                    group="columns",
                )

        self.app.push_screen(ChooseColumns(view, self.list.columns, self.list.standard), chosen)

    # What is done to many

    def action_mark(self) -> None:
        self.list.marks.turn(self.list.record_id)
        self.list.action_move(1)
        self._marked()

    def action_mark_all(self) -> None:
        window = self.list.window
        self._to_mark = self._applying or not self.list.settled
        if window is not None and not self._to_mark:
            self.list.marks.turn_all(window.ids)
        self._marked()

    def drop_marks(self) -> None:
        self._to_mark, self._for_all = False, None
        self.list.marks.clear()
        self._marked()

    def _marked(self) -> None:
        self.list.refresh()
        self._show_title()
        self.refresh_bindings()

    @property
    def pressing(self) -> tuple[str, ...]:
        """What the key bar shows before all else: who marks rows wants to do something to them."""
        return ("many",) if self.list.marks or self._to_mark else ()

    def for_marked(self, act: Callable[[tuple[int, ...]], None]) -> None:
        """Do something to the marked records, else to the one the cursor is on; to all of a list that is still being
        read once they are marked, never to fewer."""
        if self._to_mark:
            self._for_all = act
        else:
            act(self.list.marks.ids() or (self.list.record_id,))

    def action_many(self) -> None:
        from tui.many import Many

        screen = self.screen
        if isinstance(screen, ChamberScreen):
            self.for_marked(lambda ids: Many(screen, self.list.view, self.list.entity, ids).ask())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self.list.has_focus and bool(self.list.record_id)
        if action == "jump":
            return self.list.has_focus and bool(self.list.record_id) and has_names(self.list.view)
        if action == "columns":
            return self.list.has_focus
        if action in ("views", "mark", "mark_all", "many"):
            return self._marking and self.list.has_focus and bool(self.list.record_id)
        return super().check_action(action, parameters)


__all__ = ["FilterInput", "ListPane", "RecordChosen"]
