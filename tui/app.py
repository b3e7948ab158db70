"""The program in the terminal: opens the chamber, goes from place to place, says what happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.timer import Timer

from chamber.errors import ChamberError
from chamber.i18n import _, choose_language, language, use_language
from tui import themes
from tui.base import ChamberScreen, Commanded, available, background
from tui.job import Job
from tui.keymap import Command, bindings
from tui.leisure import Leisure
from tui.messages import Changed, Notice
from tui.places import OFFICER_PLACES, PLACES, Place
from tui.styles import KeptStylesheet

if TYPE_CHECKING:
    from textual.screen import Screen

    from chamber.outcome import Outcome
    from chamber.progress import Progress
    from chamber.workspace import Workspace
    from tui.undoing import Steps


SAID: dict[SeverityLevel, float] = {"information": 6, "warning": 10, "error": 12}
"""Seconds a notice stays."""


UNOPENED = ("quit", "help", "say_how_to_quit", "focus_next", "focus_previous", "run_command")
"""What works before the chamber is open, and where it can't be opened."""


class ChamberApp(Commanded, App[int], inherit_bindings=False):
    """Thin: screens, dialogs and use cases do the work."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    OFFERS = (
        "help", "menu", "search", "undo", "redo", "next_place", "previous_place", "settings", "setup", "backup", "restore",
        "switch_language", "quit",
    )  # fmt: skip
    BINDINGS: ClassVar = [
        Binding("ctrl+c", "say_how_to_quit", show=False, system=True),
        *bindings((), *(place.command for place in PLACES)),
    ]

    notice: reactive[Notice | None] = reactive(None)
    """What was said last; it goes by itself."""
    chamber_name: reactive[str] = reactive("")

    def __init__(
        self,
        open_workspace: Callable[[Progress], Workspace],
        *,
        lang: str | None = None,
        ascii_borders: bool | None = None,
        database: str | None = None,
    ) -> None:
        """`open_workspace` is called in the background, with where it may tell how far it is; `lang` and `ascii_borders` win over the saved settings.
        `database` is what it opens, for a backup to take its place when it can't be opened."""
        super().__init__()
        self._open = open_workspace
        self.database = database
        self._lang, self._ascii = lang, ascii_borders
        self._workspace: Workspace | None = None
        self._generation = 0
        self._hush: Timer | None = None
        self.leisure = Leisure(self)
        self.opening = Job()
        """How far the opening of the chamber is."""
        self.place = "home"
        for theme in themes.THEMES.values():
            self.register_theme(theme)
        self.theme = themes.DEFAULT
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        use_language(choose_language(lang, None))

    @property
    def ws(self) -> Workspace:
        if self._workspace is None:
            raise RuntimeError("no chamber is open yet")
        return self._workspace

    @property
    def is_officers(self) -> bool:
        """Whether a liaison officer is working: then there is their office's screen and nothing else."""
        return self._workspace is not None and self._workspace.officer is not None

    @property
    def places(self) -> tuple[Place, ...]:
        return OFFICER_PLACES if self.is_officers else PLACES

    def commands(self) -> tuple[Command, ...]:
        return (*(place.command for place in self.places), *super().commands())

    # Start

    def get_default_screen(self) -> Screen[Any]:
        """What is painted first, while the chamber is opened."""
        from tui.screens.opening import OpeningScreen

        return OpeningScreen()

    def on_mount(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Open the chamber in the background: at the start, and again when a backup was brought back."""
        background(self, self._begin, self._begun, failed=self._could_not_open)

    def _begin(self) -> tuple[Workspace, dict[str, Any], str | None]:
        from chamber import settings

        ws = self._open(self.opening.tell)
        with ws.read() as reader:
            house = reader.row("chamber", 1)
        if ws.officer is not None:
            # An officer needs no more of the chamber than that it is there.
            return ws, settings.everything(ws), (house or {}).get("name") or ws.officer.office
        return ws, settings.everything(ws), (house or {}).get("name") if house else None

    async def _begun(self, found: tuple[Workspace, dict[str, Any], str | None]) -> None:
        before = self._workspace
        self._workspace, saved, name = found
        use_language(choose_language(self._lang, saved["language"]))
        if saved["theme"] in self.available_themes:
            self.theme = saved["theme"]
        self.draw_in_ascii(saved["borders"] == "ascii" if self._ascii is None else self._ascii)
        self.chamber_name = name or ""
        if before is None:
            self._add_places()
            self.go("home")
            self.leisure.begin(backup=not self.is_officers)
        else:
            before.close()
            self.place = "home"
            await self._make_anew()
        if name is None:
            self.call_after_refresh(self.action_setup)

    async def on_event(self, event: events.Event) -> None:
        if self.leisure.tidier is not None and isinstance(event, events.InputEvent):
            self.leisure.tidier.touched()
        await super().on_event(event)

    def _could_not_open(self, error: ChamberError) -> None:
        from tui.restoring import refuse

        refuse(self, error)

    def draw_in_ascii(self, wanted: bool) -> None:
        """Borders and marks of plain characters, for terminals that draw the others two cells wide."""
        from tui.plain import use_plain_marks

        use_plain_marks(wanted)
        self.set_class(wanted, "-ascii")

    # Places

    def _add_places(self) -> None:
        for place in self.places:
            self.add_mode(self._mode(place.name), self._maker(place.name))

    def _mode(self, name: str) -> str:
        return f"{name}:{self._generation}"

    def _maker(self, name: str) -> Callable[[], ChamberScreen]:
        def make() -> ChamberScreen:
            screen = next(place for place in self.places if place.name == name).make()
            screen.place = name
            # Its style sheet is read when it is made; without this Textual reads all of them again, twice.
            screen._css_update_count = self._css_update_count
            return screen

        return make

    def go(self, name: str) -> None:
        """Show a place, as it was left."""
        if name not in {place.name for place in self.places}:
            return
        self.place = name
        self.switch_mode(self._mode(name))

    def action_go(self, name: str) -> None:
        self.go(name)

    def action_next_place(self, step: int = 1) -> None:
        names = [place.name for place in self.places if place.digit]
        at = names.index(self.place) if self.place in names else 0
        self.go(names[(at + step) % len(names)])

    def action_previous_place(self) -> None:
        self.action_next_place(-1)

    def open_record(self, entity: str, record_id: int) -> None:
        """Show all there is about a record, on top of where we are."""
        if self.is_officers:
            return
        from tui.screens.delivery import DeliveryScreen
        from tui.screens.record import RecordScreen

        self.push_screen((DeliveryScreen if entity == "delivery" else RecordScreen)(entity, record_id))

    # What happened

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in the line above the keys. Toasts would lie on the lists, where what is beneath cuts Han
        characters in two."""
        self.notice = Notice("\n".join(filter(None, (title, message))), severity)
        if self._hush is not None:
            self._hush.stop()
        self._hush = self.set_timer(timeout or SAID[severity], self.hush)

    def hush(self) -> None:
        self.notice = None

    def tell_error(self, error: ChamberError) -> None:
        """A refusal in words: what it is and what can be done."""
        self.notify("\n".join(filter(None, (str(error), error.hint_text))), severity="error")

    def tell_done(self, said: str, outcome: Outcome, *, final: bool = False) -> None:
        """Say what was done, show its warnings, and let every screen that shows it read again. `final`: no undo."""
        lines = [said, *(problem.render(_) for problem in outcome.problems)]
        if outcome.action is not None and not final:
            lines[0] += f"  ({_('Ctrl+Z takes it back')})"
        self.notify("\n".join(lines), severity="warning" if outcome.problems else "information")
        self.changed(outcome.changed)

    def changed(self, changed: Changed) -> None:
        """Records changed: what shows them reads them again, hidden screens when they are shown next."""
        if "chamber" in changed:
            background(self, self._read_name, self._named, group="name")
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, ChamberScreen):
                    screen.records_changed(changed)

    def _read_name(self) -> str:
        with self.ws.read() as reader:
            return str((reader.row("chamber", 1) or {}).get("name") or "")

    def _named(self, name: str) -> None:
        self.chamber_name = name

    # Commands of the whole program

    async def action_run_command(self, name: str) -> None:
        """Run a command by name, as its key would (the key bar and the menu do this)."""
        for node, command in available(self.screen):
            if command.name == name:
                await self.run_action(command.does, node)
                return

    def action_help(self) -> None:
        from tui.dialogs.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_menu(self) -> None:
        from tui.dialogs.menu import Menu

        def chosen(command: str | None) -> None:
            if command:
                self.call_after_refresh(self.run_action, f"run_command('{command}')")

        self.push_screen(Menu(self.screen), chosen)

    def action_search(self) -> None:
        from tui.dialogs.search import Search

        self.push_screen(Search(), lambda hit: self.open_record(*hit) if hit else None)

    def action_undo(self) -> None:
        self._steps.step(again=False)

    def action_redo(self) -> None:
        self._steps.step(again=True)

    @cached_property
    def _steps(self) -> Steps:
        from tui.undoing import Steps

        return Steps(self)

    def action_settings(self) -> None:
        from tui.dialogs.settings import open_settings

        open_settings(self)

    async def take_up(self, saved: dict[str, Any]) -> None:
        """Follow the preferences as they are now."""
        if saved["theme"] in self.available_themes:
            self.theme = saved["theme"]
        if saved["borders"] != "auto":
            self.draw_in_ascii(saved["borders"] == "ascii")
        if saved["language"] and saved["language"] != language():
            await self.speak(saved["language"])

    def action_setup(self) -> None:
        from tui.dialogs.setup import open_setup

        open_setup(self, first=not self.chamber_name)

    def action_backup(self) -> None:
        from tui.backingup import ask_backup

        ask_backup(self)

    def action_restore(self) -> None:
        from tui.restoring import ask_restore

        ask_restore(self, self.ws.store.url)

    async def action_switch_language(self) -> None:
        await self.speak("en" if language() == "zh" else "zh")

    async def speak(self, lang: str) -> None:
        """Change the language: every screen is made anew in it."""
        from chamber import settings

        use_language(lang)
        await self._make_anew()
        if self.is_officers:
            return
        background(self, lambda: settings.put(self.ws, "language", lang), lambda _outcome: None, group="language")

    async def _make_anew(self) -> None:
        """Make every screen anew, the place we are at first."""
        old = [mode for mode in self._modes if mode != self.DEFAULT_MODE]
        self._generation += 1
        self._add_places()
        await self.switch_mode(self._mode(self.place))
        for mode in old:
            await self.remove_mode(mode)

    def action_say_how_to_quit(self) -> None:
        self.notify(_("Ctrl+Q leaves the program."))

    async def action_quit(self) -> None:
        self.exit(0)

    def exit(self, *given: Any, **named: Any) -> None:
        self.leisure.end()
        self.opening.stopped.set()
        super().exit(*given, **named)

    def _fatal_error(self) -> None:
        """A bug: leave the terminal as it was; the outermost handler keeps and tells what happened."""
        self._close_messages_no_wait()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._workspace is None and action not in UNOPENED:
            return False
        if self.is_officers and action in (
            "search",
            "settings",
            "setup",
            "backup",
            "restore",
            "next_place",
            "previous_place",
        ):
            return False
        return super().check_action(action, parameters)
