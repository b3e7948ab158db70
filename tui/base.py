"""What every screen and dialog has: work in the background, errors in words, a key bar, commands from the key map."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.worker import Worker

from chamber.errors import ChamberError
from tui.keymap import COMMANDS, Command, bindings
from tui.messages import Changed

if TYPE_CHECKING:
    from chamber.workspace import Workspace
    from tui.app import ChamberApp

T = TypeVar("T")
D = TypeVar("D")


def chamber_app(node: DOMNode) -> ChamberApp:
    return cast("ChamberApp", node.app)


def workspace(node: DOMNode) -> Workspace:
    """The open chamber, for use cases that run in the background."""
    return chamber_app(node).ws


def background(
    node: DOMNode,
    work: Callable[[], T],
    done: Callable[[T], object],
    *,
    group: str = "load",
    failed: Callable[[ChamberError], object] | None = None,
) -> Worker[None]:
    """Run a use case off the event loop, then `done` with its result on it.

    A newer call of the same node and group makes the older one's result stale: it is dropped. A `ChamberError` goes to
    `failed`, else is told to the user.
    """

    async def run() -> None:
        try:
            result = await asyncio.to_thread(work)
        except ChamberError as error:
            if _stays(node):
                (failed or chamber_app(node).tell_error)(error)
            return
        if _stays(node):
            answer = done(result)
            if inspect.isawaitable(answer):
                await answer

    return node.run_worker(run, group=group, exclusive=True)


def _stays(node: DOMNode) -> bool:
    """Whether there is still somebody to hear of a result: a node that is being taken away stays attached until its
    children are gone."""
    return node.is_attached and not node._pruning


def on_top(screen: Screen[Any]) -> bool:
    """Whether nothing lies over a screen. Its `is_current` is true below a dialog that lets it shine through, too."""
    return screen.app.screen is screen


class Commanded:
    """A node with commands, mixed into a widget, a screen or the program: the names in `OFFERS` are its keys, its part of the menu and of the help."""

    OFFERS: ClassVar[tuple[str, ...]] = ()

    def commands(self) -> tuple[Command, ...]:
        return tuple(COMMANDS[name] for name in self.OFFERS)

    def __init_subclass__(cls, **options: Any) -> None:
        if "OFFERS" in cls.__dict__:
            setattr(cls, "BINDINGS", [*cls.__dict__.get("BINDINGS", ()), *bindings(cls.OFFERS)])  # noqa: B010
        super().__init_subclass__(**options)


def available(screen: Screen[object]) -> Iterator[tuple[DOMNode, Command]]:
    """The commands that work now, nearest first: of the focused widget, what holds it, the screen, the program."""
    seen: set[str] = set()
    nodes = [*(screen.focused.ancestors_with_self if screen.focused else (screen,))]
    if screen.is_modal:
        nodes = nodes[: nodes.index(screen) + 1]
    elif screen.app not in nodes:
        nodes.append(screen.app)
    for node in nodes:
        for command in getattr(node, "commands", tuple)():
            name = command.does.partition("(")[0]
            if command.does not in seen and node.check_action(name, ()):
                seen.add(command.does)
                yield node, command


class ChamberScreen(Commanded, Screen[None]):
    """A screen one can go to. It reads again when something it shows was changed, at once or when it is shown next."""

    OFFERS: ClassVar[tuple[str, ...]] = ("refresh", "back")
    SHOWS: ClassVar[tuple[str, ...]] = ()
    """The entities whose changes make this screen stale."""

    HOLDS_MUCH: ClassVar[bool] = False
    """Whether it holds a whole sheet: too much to be looked through for garbage meanwhile."""

    PANE: ClassVar[str] = ""
    """What `read_on` and `read_back` scroll while the focus stays in the list, as a selector."""

    place = ""
    """The name of the place in `tui.places`, '' for screens that lie on top of one."""

    _stale = False

    def records_changed(self, changed: Changed) -> None:
        if self.SHOWS and not set(self.SHOWS) & set(changed):
            return
        if self.is_current:
            self.reload()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()

    def reload(self) -> None:
        """Read again what is shown."""

    def action_refresh(self) -> None:
        self.reload()

    def action_read(self, step: int) -> None:
        """Scroll the pane by what it shows, one line stays in sight."""
        pane = self.query_one(self.PANE)
        pane.scroll_relative(y=step * max(1, pane.size.height - 1), animate=False)

    def action_back(self) -> None:
        app = chamber_app(self)
        if len(app.screen_stack) > 1:
            app.pop_screen()
        else:
            app.go("home")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back":
            return len(self.app.screen_stack) > 1 or self.place != "home"
        return super().check_action(action, parameters)


class Dialog(Commanded, ModalScreen[D]):
    """A dialog on top of a screen; Esc leaves it with nothing."""

    OFFERS: ClassVar[tuple[str, ...]] = ("help", "close")

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > .dialog {
            width: 90%;
            max-width: 100;
            height: auto;
            max-height: 100%;
            background: $surface;
            border: round $primary;
            border-title-color: $accent;
            border-title-style: bold;
            padding: 0 1;
        }
    }
    """

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        chamber_app(self).action_help()
