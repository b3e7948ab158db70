"""Find anything as one types: Han characters, pinyin, initials, phone and code fragments."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chamber.entity import entity_of
from chamber.errors import ChamberError
from chamber.finding import Found, search
from chamber.i18n import _
from tui.base import Dialog, background, workspace
from tui.widgets.bars import KeyBar

PAUSE = 0.08
MOST = 40


class Search(Dialog[tuple[str, int]]):
    """Gives (entity, id) of what was chosen. Arrows move in the hits while the text keeps the focus."""

    OFFERS = (*Dialog.OFFERS, "choose")
    BINDINGS: ClassVar = [
        Binding("down", "move('cursor_down')", show=False, priority=True),
        Binding("up", "move('cursor_up')", show=False, priority=True),
        Binding("pagedown", "move('page_down')", show=False, priority=True),
        Binding("pageup", "move('page_up')", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Search { align: center top; }
    Search > .dialog { height: 1fr; max-height: 30; margin: 0 0 1 0; }
    Search Input { background: $panel; }
    Search OptionList { border: none; height: 1fr; background: $surface; padding: 0; }
    Search Static { color: $foreground-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[Found] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = _("Search")
            yield Input(placeholder=_("Name, pinyin, initials, phone, code, home:敖汉旗"), compact=True)
            yield Static(_("Type at least one character."), markup=False)
            hits = OptionList(markup=False, compact=True)
            hits.can_focus = False
            yield hits
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.set_timer(PAUSE, lambda: self._ask(event.value))

    def _ask(self, text: str) -> None:
        if self.query_one(Input).value == text:
            ws = workspace(self)
            background(
                self,
                lambda: search(ws, text, limit=MOST),
                lambda hits: self._show(text, hits),
                group="search",
                failed=self._refused,
            )

    def _refused(self, error: ChamberError) -> None:
        """Say what is wrong with a filter; what was found before stays."""
        self.query_one(Static).update(" ".join(filter(None, (str(error), error.hint_text))))

    def _show(self, text: str, hits: list[Found]) -> None:
        self._hits = hits
        box = self.query_one(OptionList)
        box.clear_options()
        box.add_options([Option(_shown(hit, self.app.theme_variables.get("accent", ""))) for hit in hits])
        box.highlighted = 0 if hits else None
        said = _("Nothing found for {text}.").format(text=text) if text.strip() and not hits else ""
        self.query_one(Static).update(said or _count(len(hits)))
        self.refresh_bindings()

    def action_move(self, how: str) -> None:
        getattr(self.query_one(OptionList), f"action_{how}")()

    def on_input_submitted(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._hits):
            self.dismiss((self._hits[at].kind, self._hits[at].id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        hit = self._hits[event.option_index]
        self.dismiss((hit.kind, hit.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._hits) if action == "choose" else super().check_action(action, parameters)


def _count(hits: int) -> str:
    if not hits:
        return _("Type at least one character.")
    if hits < MOST:
        return _("{count} found").format(count=hits)
    return _("The best {count}; type more to come closer").format(count=hits)


def _shown(hit: Found, accent: str) -> Text:
    line = Text(no_wrap=True, overflow="crop")
    line.append(f"{_(entity_of(hit.kind).label)}  ", "dim")
    start = line.cell_len and len(line)
    line.append(hit.title)
    for begin, end in hit.spans:
        line.stylize(Style(bold=True, underline=True, color=accent or None), start + begin, start + end)
    # Where the code itself matched it is said once.
    rest = "  ".join(filter(None, dict.fromkeys((hit.code, hit.matched, hit.detail))))
    return line.append(f"  {rest}", "dim") if rest else line
